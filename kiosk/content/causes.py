"""What a person did where YAML's parser stumbled: judged by the lines themselves, since the parser speaks of tokens.

Works alike for PyYAML's two parsers, which word the same complaint differently.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.content.problems import Fault, Place

_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_ENTRY = re.compile(r"(\s*(?:-\s+)*)(?:([^\s:#\"'{\[-][^:]*+):(?:\s+|$))?(.*)")
"""A line: indentation with dashes, a key, a value."""
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


@dataclass(frozen=True)
class Cause:
    """Why the parser stopped.

    Attributes:
        fault: in our words. line: the line (from 1) that has to be put right or set aside.
        mended: that line as it was likely meant, or None where nobody can tell.
    """

    fault: Fault
    line: int
    mended: str | None = None


def cause_of(error: Exception, lines: list[str], known: Callable[[str], bool]) -> Cause:
    """The cause of a parser's complaint."""
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    line, column = _mark(getattr(error, "problem_mark", None), lines)
    began = _mark(getattr(error, "context_mark", None) or getattr(error, "problem_mark", None), lines)
    if "maximum nesting depth" in said:  # libyaml's own limit, from 0.2.6 on: it looks ahead of what it hands out
        return Cause(Fault("deep", Place(line, column, 1)), line)
    look = _Look(said, line, column, began, lines, known)
    for judge in (look.quote, look.value, look.flow, look.two_colons, look.no_colon, look.dash):
        cause = judge()
        if cause is not None:
            return cause
    return look.indent()


def _mark(mark: Any, lines: list[str]) -> tuple[int, int]:
    """Line and column of a mark, from 1; what lies past the end is the last line that says something."""
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    if line > len(lines):
        line, column = len(lines), 1
    while line > 1 and not lines[line - 1].strip():
        line, column = line - 1, 1
    return line, column


class _Look:
    """One look at the lines around a complaint."""

    def __init__(self, said: str, line: int, column: int, began: tuple[int, int], lines: list[str],
                 known: Callable[[str], bool]) -> None:  # fmt: skip
        self._said, self._line, self._column, self._began = said, line, column, began
        self._lines, self._known = lines, known
        self._text = lines[line - 1] if lines else ""
        match = _ENTRY.match(self._text)
        self._value_at = match.start(3) if match else 0
        self._value = match[3].rstrip() if match else ""

    def quote(self) -> Cause | None:
        """A quote that is never closed, and signs after a backslash."""
        line, column = self._began
        text = self._lines[line - 1]
        if "quoted scalar" in self._said and "end of stream" in self._said:
            sign = text[column - 1 : column] or '"'
            return Cause(Fault("quote", Place(line, column, 1)), line, text.rstrip() + sign)
        if "quoted scalar" in self._said and "document" in self._said:
            return Cause(Fault("quote", Place(line, column, 1)), line, None)
        if "escape" in self._said or ("quoted" in self._said and "hexadecimal" in self._said):
            at = self._text.rfind("\\", 0, self._column)
            at = self._text.find("\\") if at < 0 else at
            mended = self._text[:at] + "\\" + self._text[at:] if at >= 0 else None
            return Cause(Fault("escape", Place(self._line, max(1, at + 1), 2)), self._line, mended)
        return self._unclosed_above()

    def _unclosed_above(self) -> Cause | None:
        """A quote opened lines before, closed by the opening one of another text."""
        if "block" not in self._said or not re.match(r"[^\"']*[\"']", self._text):
            return None
        for number in range(self._line - 1, max(0, self._line - 60), -1):
            match = _ENTRY.match(self._lines[number - 1])
            value = match[3] if match else ""
            if value[:1] in {'"', "'"} and not _QUOTED.match(value):
                at = match.start(3) if match else 0
                fault = Fault("quote", Place(number, at + 1, 1))
                return Cause(fault, number, self._lines[number - 1].rstrip() + value[0])
        return None

    def value(self) -> Cause | None:
        """A text that has to be in quotes, because of how it begins or because of what follows its quotes."""
        value, at = self._value, self._value_at
        if not value:
            return None
        whole = Place(self._line, at + 1, 1)
        quoted = _QUOTED.match(value)
        if quoted is not None:
            rest = value[quoted.end() :].strip()
            if rest and not rest.startswith((":", "#")):
                place = Place(self._line, at + 1 + value.index(rest, quoted.end()), len(rest))
                return Cause(Fault("after_quote", place), self._line, self._in_quotes())
            return None
        needs_quotes = (
            value[0] in "@`%"
            or (value[0] in "&*!" and self._column > at)
            or (value[0] in "|>" and "block scalar" in self._said)
            or (value[0] in "[{" and self._text_after_bracket(value))
            or (value[0] in "]},?" and self._column <= at + 2)
        )
        return Cause(Fault("start", whole, {"mark": value[0]}), self._line, self._in_quotes()) if needs_quotes else None

    def _text_after_bracket(self, value: str) -> bool:
        """`[重磅]新闻`: the brackets close, and words follow."""
        bare = _QUOTED.sub(lambda match: "x" * len(match[0]), value)
        depth = 0
        for index, mark in enumerate(bare):
            depth += (mark in "[{") - (mark in "]}")
            if depth == 0:
                rest = bare[index + 1 :].strip()
                return bool(rest) and not rest.startswith("#") and self._column > self._value_at + index
        return False

    def _in_quotes(self) -> str:
        following = next((line for line in self._lines[self._line :] if line.strip()), "")
        if self._value[0] in "|>" and len(following) - len(following.lstrip()) > len(self._text) - len(
            self._text.lstrip()
        ):
            return self._text[: self._value_at + 1]  # a block of text follows; what stands after the sign slipped in
        return self._text[: self._value_at] + "'" + self._value.replace("'", "''") + "'"

    def flow(self) -> Cause | None:
        """Brackets that are never closed, and texts in them that need quotes."""
        if "flow" not in self._said:
            return None
        line, column = self._began
        if "node content" in self._said:  # the text ends in the middle of brackets
            column = max(self._lines[line - 1].rfind(sign) for sign in "[{") + 1 or column
        place = Place(line, column, 1)
        opened = self._lines[line - 1][column - 1 : column]
        if line != self._line or column > self._column:
            closing = {"[": "]", "{": "}"}.get(opened, "")
            text = self._lines[line - 1].rstrip()
            return Cause(Fault("bracket", place, {"mark": opened}), line, text + closing if closing else None)
        following = self._lines[self._line - 1][self._column - 1 :]
        if following.lstrip().startswith(":"):
            return Cause(Fault("flow_colon", Place(self._line, self._column, 1)), self._line)
        if not following.strip():
            closing = {"[": "]", "{": "}"}.get(opened, "")
            return Cause(Fault("bracket", place, {"mark": opened}), line, self._text.rstrip() + closing)
        return Cause(Fault("flow_text", Place(self._line, self._column, 1)), self._line)

    def two_colons(self) -> Cause | None:
        """`title: 时间: 12`; or a line that stands too far in, or follows one without a colon."""
        if "mapping values are not allowed" not in self._said:
            return None
        before = self._text[: self._column - 1]
        if re.fullmatch(r"\s*(?:-\s+)*[^:]*", before) and not re.search(r":\s", before):
            previous = self._previous()
            if previous and not re.search(r":(\s|$)", self._lines[previous - 1]):
                return self._colonless(previous)
            return Cause(Fault("indent_deeper", self._words(self._line), {"line": str(previous)}), self._line)
        mended = self._in_quotes() if self._value else None
        return Cause(Fault("colon", Place(self._line, self._column, 1)), self._line, mended)

    def _previous(self) -> int:
        """The line before that says something."""
        return next((n for n in range(self._line - 1, 0, -1)
                     if self._lines[n - 1].strip() and not self._lines[n - 1].lstrip().startswith("#")), 0)  # fmt: skip

    def no_colon(self) -> Cause | None:
        """A line without its colon."""
        if "could not find expected ':'" in self._said:
            return self._colonless(self._began[0])
        return None

    def _colonless(self, line: int) -> Cause:
        text = self._lines[line - 1]
        match = re.match(rf"(\s*(?:-\s+)*)({_KEY})\s+(\S.*)$", text)
        mended = f"{match[1]}{match[2]}: {match[3]}" if match and self._known(match[2]) else None
        example = f"{match[2]}: {match[3].strip()}" if match and mended and len(match[3]) < 40 else ""
        return Cause(
            Fault("no_colon", self._words(line), {"example": example} if example else {"example_of": "title"}),
            line,
            mended,
        )

    def dash(self) -> Cause | None:
        """`key: - item`, and an item where no list is."""
        if "sequence entries are not allowed" in self._said:
            return Cause(Fault("dash_inline", Place(self._line, self._column, 1)), self._line)
        return None

    def indent(self) -> Cause:
        """What is left: the line stands in the wrong column."""
        name = "indent" if self._text.strip() else "unreadable"
        return Cause(Fault(name, self._words(self._line)), self._line)

    def _words(self, line: int) -> Place:
        text = self._lines[line - 1]
        return Place(line, len(text) - len(text.lstrip()) + 1, max(1, len(text.strip())))
