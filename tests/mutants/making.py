"""What may be changed in a file, and how it reads when it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

from tests.conftest import ROOT

_FOR_THE_TYPE_CHECKER = ("cast", "TypeVar")
"""Calls whose arguments only mypy reads."""
_NO_PLACE = (cst.Annotation, cst.Decorator, cst.Assert, cst.Import, cst.ImportFrom)
"""What nothing is changed in: types, what happens as the module is read, and asserts, which are for mypy as well."""


@dataclass(frozen=True)
class Mutant:
    """One change.

    Attributes:
        file: from the project's root. line: of the change. function: the outermost one around it, with its class.
        shown: the words before and after, for people. text: of the whole file with the change.
    """

    name: str
    file: str
    line: int
    function: str
    shown: str
    text: str

    def code(self) -> CodeType:
        """The whole module with the change, as Python runs it."""
        return compile(self.text, str(ROOT / self.file), "exec", dont_inherit=True)


def mutants(path: Path) -> Iterator[Mutant]:
    """Every change of a file, each as the whole text with the change in it."""
    text = path.read_text("utf-8")
    wrapper = MetadataWrapper(cst.parse_module(text))
    finder = _Finder()
    wrapper.visit(finder)
    module, file = wrapper.module, path.relative_to(ROOT).as_posix()
    begins = [0]
    for line in text.split("\n"):
        begins.append(begins[-1] + len(line) + 1)
    seen: set[str] = set()
    count: dict[str, int] = {}
    for found in finder.found:
        start = begins[found.span.start.line - 1] + found.span.start.column
        end = begins[found.span.end.line - 1] + found.span.end.column
        after = module.code_for_node(found.after).strip()
        changed = text[:start] + after + text[end:]
        if changed == text or changed in seen:
            continue
        seen.add(changed)
        number = count[found.function] = count.get(found.function, 0) + 1
        shown = f"{_short(text[start:end])}  →  {_short(after)}"
        yield Mutant(f"{file}:{found.function}:{number}", file, found.span.start.line, found.function, shown, changed)


def _short(code: str) -> str:
    words = " ".join(code.split())
    return words if len(words) <= 150 else words[:149] + "…"


@dataclass
class _Found:
    after: cst.CSTNode
    span: CodeRange
    function: str


class _Finder(cst.CSTVisitor):
    """Goes through a module and notes what mutmut would do to what stands within its functions."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Found] = []
        self._around: list[str] = []
        self._functions = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, _NO_PLACE) or _left_alone(node):
            return False
        if isinstance(node, cst.Module):
            return True
        if isinstance(node, cst.ClassDef | cst.FunctionDef) and not self._functions:
            self._around.append(node.name.value)
        if isinstance(node, cst.FunctionDef):
            self._functions += 1
        elif self._functions:
            self._change(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, (cst.Module, *_NO_PLACE)) or _left_alone(original_node):
            return
        if isinstance(original_node, cst.FunctionDef):
            self._functions -= 1
        if isinstance(original_node, cst.ClassDef | cst.FunctionDef) and not self._functions:
            self._around.pop()

    def _change(self, node: cst.CSTNode) -> None:
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                span = self.get_metadata(PositionProvider, node)
                for after in operator(node):
                    if not _known_to_be_equal(node, after):
                        self.found.append(_Found(after, span, ".".join(self._around)))


def _left_alone(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _FOR_THE_TYPE_CHECKER


_CODEC = re.compile(r"""['"](utf-?8|ascii|gbk|gb18030|utf-16[a-z-]*|big5|latin-?1)(-sig)?['"]""", re.IGNORECASE)


def _known_to_be_equal(before: cst.CSTNode, after: cst.CSTNode) -> bool:
    """A codec's name may be written in capitals."""
    return (
        isinstance(before, cst.SimpleString)
        and isinstance(after, cst.SimpleString)
        and _CODEC.fullmatch(before.value) is not None
        and before.value.lower() == after.value.lower()
    )
