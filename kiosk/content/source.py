"""From bytes on disk to a plain tree in which every scalar is the text that was typed, and knows its place.

PyYAML composes the nodes (its C loader where there is one); nothing is constructed, so no tag can run code, and no
YAML rule guesses what `no`, `12:30` or `2019-05` mean: the models say that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kiosk.content.problems import Fault, Place

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a deck."""
DEEPEST = 32
"""Levels of nesting."""
MOST_NODES = 2_000_000

try:
    from yaml.cyaml import CParser as _CParser  # type: ignore[attr-defined]  # six times as fast

    _Parser: Any = _CParser
except ImportError:  # PyYAML was built without libyaml
    _Parser = None

Key = str | int
Path_ = tuple[Key, ...]


@dataclass
class Source:
    """A deck's text, as a tree, with the place of every part of it.

    Attributes:
        path: of the file. lines: its text. tree: maps, lists and strings. places: of values, by their way through the
            tree. keys: of keys, by the same way. faults: everything wrong with its form.
    """

    path: Path
    lines: list[str] = field(default_factory=list)
    tree: Any = None
    places: dict[Path_, Place] = field(default_factory=dict)
    keys: dict[Path_, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    patched: bool = False  # lines that didn't parse were left out: what seems missing may stand in them

    def place(self, way: Path_) -> Place:
        """The place of a value; of the nearest part around it, where it isn't there."""
        while way and way not in self.places:
            way = way[:-1]
        return self.places.get(way, Place(1, 1, 1))

    def key_place(self, way: Path_) -> Place:
        """The place of a key; of its value where it has none (an item of a list)."""
        return self.keys.get(way) or self.place(way)


def read(path: Path) -> Source:
    """Read a deck's file; what is wrong with it is in `faults`, and nothing is raised."""
    source = Source(path)
    data = _bytes_of(source)
    if data is None:
        return source
    text = _text_of(source, data)
    if text is not None:
        parse(source, text)
    return source


def parse(source: Source, text: str) -> None:
    """Turn text into the source's tree."""
    source.lines = text.splitlines() or [""]
    if not text.strip() or all(not line.strip() or line.lstrip().startswith("#") for line in source.lines):
        source.faults.append(Fault("empty", Place(1, 1, 1)))
        return
    source.faults += _conflicts(source.lines)
    if source.faults:
        return
    root, faults = _compose(text)
    source.faults += faults
    source.patched = bool(faults)
    if root is not None:
        _Walk(source).take(root)
    source.faults += list(_wide_syntax(source.lines)) if root is None or not isinstance(source.tree, dict) else []


# Bytes and their encoding.


def _bytes_of(source: Source) -> bytes | None:
    path = source.path
    try:
        if path.is_dir():
            source.faults.append(Fault("no_deck_in_folder", Place(1, 1, 1)))
            return None
        size = path.stat().st_size
        if size > LARGEST_FILE:
            source.faults.append(Fault("file_large", Place(1, 1, 1), {"size": f"{size / 1e6:.0f}"}))
            return None
        if not path.is_file():
            source.faults.append(Fault("file_kind", Place(1, 1, 1)))
            return None
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        source.faults.append(Fault("file_missing", Place(1, 1, 1), {"guess": _near(path)}))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        source.faults.append(Fault("file_unreadable", Place(1, 1, 1), {"reason": reason}))
    return None


def _near(path: Path) -> str:
    import difflib

    try:
        names = [other.name for other in path.parent.iterdir() if other.suffix.lower() in {".yaml", ".yml"}]
    except OSError:
        return ""
    return next(iter(difflib.get_close_matches(path.name, names, 1, 0.75)), "")


_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"RIFF",
    b"%PDF",
    b"\x1f\x8b",
    b"BM",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)


def _text_of(source: Source, data: bytes) -> str | None:
    if data.startswith(_MAGIC) and not data[:64].isascii():
        source.faults.append(Fault("file_picture", Place(1, 1, 1)))
        return None
    if b"\0" in data[:4096] and not _looks_utf16(data):
        source.faults.append(Fault("file_picture", Place(1, 1, 1)))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf16(data):
        source.faults.append(Fault("encoding", Place(1, 1, 1), {"encoding": "UTF-16"}))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.faults.append(_encoding_fault(source, data, error.start))
        return None
    for match in re.finditer("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", text):
        source.faults.append(Fault("control", _place_of(text, match.start()), {"code": f"U+{ord(match[0]):04X}"}))
        source.lines = text.splitlines()
        return None
    return text


def _looks_utf16(data: bytes) -> bool:
    """Every other byte of Latin letters in UTF-16 is zero."""
    head = data[:64]
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or (
        len(head) > 3 and max(head[::2].count(0), head[1::2].count(0)) * 2 > len(head) * 0.4
        and min(head[::2].count(0), head[1::2].count(0)) == 0
    )  # fmt: skip


def _encoding_fault(source: Source, data: bytes, at: int) -> Fault:
    line = data.count(b"\n", 0, at) + 1
    begin = data.rfind(b"\n", 0, at) + 1
    for encoding, name in (("gb18030", "GBK"), ("latin-1", "Latin-1")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        source.lines = text.splitlines()
        return Fault(
            "encoding", Place(line, len(data[begin:at].decode(encoding, "replace")) + 1, 1), {"encoding": name}
        )
    raise AssertionError("Latin-1 decodes every byte")


def _place_of(text: str, at: int) -> Place:
    before = text[:at]
    return Place(before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1, 1)


# Text and its form.


def _conflicts(lines: list[str]) -> list[Fault]:
    return [
        Fault("conflict", Place(number, 1, len(line)))
        for number, line in enumerate(lines, 1)
        if re.match(r"(<{7}|={7}|>{7}|\|{7})(\s|$)", line)
    ]


_WIDE = {
    "：": ":",
    "“": '"',
    "”": '"',
    "，": ",",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "－": "-",
    "＃": "#",
    "　": " ",
}


def _wide_syntax(lines: list[str]) -> Iterator[Fault]:
    """Full-width marks where YAML's own half-width ones belong."""
    for number, line in enumerate(lines, 1):
        match = re.match(r"\s*(?:- +)?[A-Za-z_]+(：)", line) or re.match(r"\s*(－)", line) or re.match(r" *(　)", line)
        if match:
            mark = match[1]
            yield Fault("wide_mark", Place(number, match.start(1) + 1, 1), {"mark": mark, "plain": _WIDE[mark]})


_TABS = re.compile(r"^ *\t")


def _compose(text: str) -> tuple[yaml.Node | None, list[Fault]]:
    """Compose the nodes. A line that doesn't parse is told of and left out, and the rest is tried again."""
    faults: list[Fault] = []
    lines = text.split("\n")
    for _ in range(20):
        try:
            _check_events("\n".join(lines))
            node = _composed("\n".join(lines))
        except _Refused as refused:
            faults.append(refused.fault)
            return None, faults
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            fault = _fault_of(error, lines)
            faults.append(fault)
            at = fault.place.line - 1
            if not (0 <= at < len(lines)) or not lines[at].strip():
                return None, faults
            lines[at] = ""
            continue
        return node, faults
    return None, faults


def _composed(text: str) -> yaml.Node | None:
    if _Parser is None:
        loader: Any = yaml.SafeLoader(text)
    else:
        loader = _NodeLoader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


class _NodeLoader(*([_Parser] if _Parser else [yaml.SafeLoader]), yaml.resolver.BaseResolver):  # type: ignore[misc]
    """Composes, and resolves nothing: every plain scalar stays text."""

    def __init__(self, text: str) -> None:
        if _Parser is not None:
            _Parser.__init__(self, text)
            yaml.resolver.BaseResolver.__init__(self)
        else:
            yaml.SafeLoader.__init__(self, text)


class _Refused(Exception):  # noqa: N818
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def _check_events(text: str) -> None:
    """Refuse what a deck must not hold, before anything is built of it."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader if _Parser else yaml.SafeLoader)):
        mark = event.start_mark
        assert mark is not None
        place = Place(mark.line + 1, mark.column + 1, 1)
        if isinstance(event, yaml.events.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(Fault("documents", place))
        if isinstance(event, yaml.events.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(Fault("anchor", place))
        if getattr(event, "tag", None):
            raise _Refused(Fault("tag", place))
        if isinstance(event, yaml.events.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _Refused(Fault("deep", place))
        elif isinstance(event, yaml.events.CollectionEndEvent):
            depth -= 1
        if count > MOST_NODES:
            raise _Refused(Fault("many", place))


def _fault_of(error: Exception, lines: list[str]) -> Fault:
    """A parser's complaint, as one of ours, at the line where the person went wrong."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = min((mark.line if mark else 0) + 1, len(lines))
    column = (mark.column if mark else 0) + 1
    while line > 1 and not lines[line - 1].strip():
        line, column = line - 1, 1
    return (
        _likely_cause(lines, line)
        or _by_words(error, lines, Place(line, column, 1))
        or Fault("indent", Place(line, _indent(lines[line - 1]) + 1, max(1, len(lines[line - 1].strip()))))
    )


def _likely_cause(lines: list[str], line: int) -> Fault | None:
    """A full-width mark or a tab on the line or on the one before explains more than the parser does."""
    for near in (line, line - 1):
        if near < 1:
            continue
        wide = next(_wide_syntax([lines[near - 1]]), None)
        if wide is not None:
            return Fault(wide.name, Place(near, wide.place.column, 1), wide.values)
        if _TABS.match(lines[near - 1]):
            return Fault("tab", Place(near, lines[near - 1].index("\t") + 1, 1))
    return None


def _by_words(error: Exception, lines: list[str], place: Place) -> Fault | None:
    """The commonest of the parser's complaints, and where each of them began."""
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    context = getattr(error, "context_mark", None)
    began = Place(context.line + 1, context.column + 1, 1) if context is not None else place
    text = lines[began.line - 1] if began.line <= len(lines) else ""
    here = lines[place.line - 1]
    found = {
        "maximum recursion": Fault("deep", Place(1, 1, 1)),
        "quoted scalar": Fault("quote", began),
        "flow": Fault("bracket", began),
        "mapping values are not allowed": Fault("colon", place),
        "could not find expected ':'": Fault(
            "no_colon", Place(began.line, _indent(text) + 1, max(1, len(text.strip())))
        ),
        "cannot start any token": Fault("start", place, {"mark": here[place.column - 1 : place.column]}),
    }
    return next((fault for words, fault in found.items() if words in said), None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Walk:
    """From nodes to the plain tree, noting places and duplicate keys on the way."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def take(self, root: yaml.Node) -> None:
        self._source.tree = self._value(root, ())

    def _value(self, node: yaml.Node, way: Path_) -> Any:
        self._source.places[way] = _place(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, way)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*way, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node, way)

    def _scalar(self, node: yaml.ScalarNode, way: Path_) -> str | None:
        text: str = node.value
        plain = node.style in {None, ""}
        if plain and text in {"", "~", "null", "Null", "NULL"}:
            self._source.faults.append(
                Fault("nothing", self._source.key_place(way), {"key": str(way[-1]) if way else ""})
            )
            return None
        return text

    def _mapping(self, node: yaml.MappingNode, way: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = _place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._source.faults.append(Fault("key_kind", place))
                continue
            key: str = key_node.value
            if key in found:
                first = self._source.keys[(*way, key)]
                self._source.faults.append(Fault("twice", place, {"key": key, "line": str(first.line)}))
                continue
            self._source.keys[(*way, key)] = place
            wide = re.match(r"[A-Za-z_]+(：)", key)
            if wide:
                at = Place(place.line, place.column + wide.start(1), 1)
                self._source.faults.append(Fault("wide_mark", at, {"mark": "：", "plain": ":"}))
                continue
            found[key] = self._value(value_node, (*way, key))
        return found


def _place(node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if start.line == end.line else 1
    return Place(start.line + 1, start.column + 1, max(1, length))
