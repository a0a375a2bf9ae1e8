"""YAML's events to a tree of nodes: every scalar the text that was typed, every node with its place.

Nothing is constructed, so no tag can run code and no rule of YAML guesses what `no`, `12:30` or `2019-05` mean: the
models say that. It grows without recursion, and it refuses what a deck must not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from kiosk.content.problems import Fault, Place

DEEPEST = 32
"""Levels of nesting."""
MOST_NODES = 2_000_000

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML takes for no value at all, where it stands without quotes."""

Value: TypeAlias = "str | list[Node] | dict[str, Node] | None"

_UNSEEN = "\u00a0\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff"
"""Blanks that look like a space or like nothing."""
_UNSEEN_AT_ENDS = re.compile(f"^[{_UNSEEN}]+|[{_UNSEEN}]+$")
_GLUED = re.compile(r"([A-Za-z][\w-]*)([:：])(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a node stands that the deck's file doesn't hold: in a table beside it.

    Attributes:
        file: as the deck names it. sheet: of the file, or "". cell: as a spreadsheet counts, C7, or "".
        row: its number, or "". words: the whole row on a line.
    """

    file: str
    sheet: str = ""
    cell: str = ""
    row: str = ""
    words: str = ""

    def values(self) -> dict[str, str]:
        """For the sentence of a fault."""
        return {"in_file": self.file, "in_sheet": self.sheet, "in_cell": self.cell, "in_row": self.row,
                "in_words": self.words}  # fmt: skip


@dataclass(slots=True)
class Node:
    """A value as it stands in the file.

    Attributes:
        line, column: where it begins, from 1. end: its last line. length: its characters on the first line.
        value: words, a list, a map, or None where nothing was written.
        plain: whether it is words without quotes. key: where its key stands, inside a map.
        origin: the cell it comes from, where that is no line of the file.
    """

    line: int
    column: int
    end: int
    length: int
    value: Value
    plain: bool = False
    key: Place | None = None
    origin: Origin | None = None

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.line, self.column, self.length)

    def child(self, step: str | int) -> Node | None:
        """What stands under a key, or at an index."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list) and isinstance(step, int) and 0 <= step < len(self.value):
            return self.value[step]
        return None

    def plain_tree(self) -> Any:
        """Maps, lists and strings, without what was left empty (that is told of elsewhere)."""
        if isinstance(self.value, dict):
            return {key: node.plain_tree() for key, node in self.value.items() if node.value is not None}
        if isinstance(self.value, list):
            return [node.plain_tree() for node in self.value if node.value is not None]
        return self.value


class Stop(Exception):  # noqa: N818 - it is the author's error
    """The tree can't be built any further.

    Attributes:
        fault: why. mend: the line's text with which it may go on, if there is one.
        final: whether what follows can't be read at all.
    """

    def __init__(self, fault: Fault, mend: str | None = None, *, final: bool = False) -> None:
        super().__init__(fault.name)
        self.fault, self.mend, self.final = fault, mend, final


class _Frame:
    """An open map or list. One that is `lost` belongs to a key that doesn't count; nothing in it does."""

    __slots__ = ("flow", "key", "key_place", "lost", "node", "skips", "twice", "waits")

    def __init__(self, node: Node, flow: bool, lost: bool) -> None:
        self.node, self.flow, self.lost = node, flow, lost
        self.key = ""
        self.key_place: Place | None = None
        self.waits = False  # for the value of `key`
        self.skips = False  # that value is lost
        self.twice: int | None = None  # the index of the fault that tells of a key twice


class Builder:
    """Takes the parser's events one by one; `root` is the tree so far, `faults` what was wrong in it."""

    def __init__(self, lines: list[str]) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._lines = lines
        self._open: list[_Frame] = []
        self._count = self._documents = 0

    def take(self, event: Any) -> None:
        """Add an event.

        Raises:
            Stop: it can't go on from here.
        """
        if isinstance(event, yaml.events.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._second_document(event)
            return
        if not isinstance(event, yaml.events.NodeEvent | yaml.events.CollectionEndEvent):
            return
        self._count += 1
        if self._count > MOST_NODES:
            raise Stop(Fault("many", _start(event)), final=True)
        if isinstance(event, yaml.events.CollectionEndEvent):
            frame = self._open.pop()
            if frame.flow:
                frame.node.end = max(frame.node.end, _at(event)[0])
                closed: Any = event.end_mark
                if closed.line + 1 == frame.node.line:
                    frame.node.length = max(1, closed.column + 1 - frame.node.column)
            if self._open:
                self._open[-1].node.end = max(self._open[-1].node.end, frame.node.end)
            return
        self._refuse(event)
        self._node(event)

    def _second_document(self, event: Any) -> Stop:
        """A stray `---` is passed over; where a whole second deck follows it, reading ends there."""
        place = _start(event)
        following = next((line for line in self._lines[place.line :] if line.strip()), "")
        fault = Fault("documents", Place(place.line, 1, 3))
        return Stop(fault, "" if following[:1] in {" ", "-", "#"} else None, final=following[:1] not in {" ", "-", "#"})

    def _refuse(self, event: Any) -> None:
        if isinstance(event, yaml.events.AliasEvent):
            self.faults.append(Fault("alias", _span(event), {"mark": "*"}))
        elif event.anchor:
            self.faults.append(Fault("alias", Place(*_at(event), len(event.anchor) + 1), {"mark": "&"}))
        elif event.tag:
            self.faults.append(Fault("tag", Place(*_at(event), 1)))

    def _node(self, event: Any) -> None:
        frame = self._open[-1] if self._open else None
        if frame is not None and isinstance(frame.node.value, dict) and not frame.waits:
            self._key(event, frame)
            return
        node, opens = self._made(event)
        lost = frame is not None and (frame.lost or frame.skips)
        if frame is not None:
            frame.node.end = max(frame.node.end, node.end)
        if frame is None:
            self.root = node
        elif isinstance(frame.node.value, list):
            frame.node.value.append(node)
        else:
            assert isinstance(frame.node.value, dict)
            if not frame.skips:
                node.key = frame.key_place
                frame.node.value[frame.key] = node
                self._glued_in_flow(frame, node)
            frame.waits = frame.skips = False
        if opens:
            self._descend(event, node, lost)

    def _descend(self, event: Any, node: Node, lost: bool) -> None:
        if len(self._open) >= DEEPEST:
            raise Stop(Fault("deep", _start(event)))
        self._open.append(_Frame(node, bool(event.flow_style), lost))

    def _made(self, event: Any) -> tuple[Node, bool]:
        line, column = _at(event)
        if isinstance(event, yaml.events.AliasEvent):
            return Node(line, column, line, 1, ""), False
        if isinstance(event, yaml.events.ScalarEvent):
            end: Any = event.end_mark
            last = end.line + 1 if end.column or end.line + 1 == line else end.line
            plain = event.style in {None, ""}
            words = None if plain and event.value in NOTHING else str(event.value)
            return Node(line, column, max(line, last), _span(event).length, words, plain), False
        value: Value = {} if isinstance(event, yaml.events.MappingStartEvent) else []
        return Node(line, column, line, self._rest(line, column), value), True

    def _rest(self, line: int, column: int) -> int:
        """What stands on the first line of a map or a list: the caret goes under it."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        return max(1, len(text.rstrip()) - column + 1)

    def _key(self, event: Any, frame: _Frame) -> None:
        frame.waits, frame.skips = True, frame.lost
        assert isinstance(frame.node.value, dict)
        if not isinstance(event, yaml.events.ScalarEvent):
            frame.skips = True
            self.faults.append(Fault("key_kind", _start(event)))
            if isinstance(event, yaml.events.CollectionStartEvent):
                frame.waits = False
                self._lost_key(event, frame)
            return
        key, place = event.value, _span(event)
        cleaned = _UNSEEN_AT_ENDS.sub("", key)
        if cleaned != key and event.style in {None, ""}:
            at = 0 if not key.startswith(cleaned) else len(cleaned)
            values = {"code": f"U+{ord(key[at]):04X}"}
            self.faults.append(Fault("wide_space", Place(place.line, place.column + at, 1), values))
            key = cleaned
        if event.style in {None, ""} and key == "<<":
            self.faults.append(Fault("merge", place))
            frame.skips = True
        elif key in frame.node.value and not frame.lost:
            self._twice(key, place, frame)
            frame.skips = True
        frame.key, frame.key_place = key, place

    def _twice(self, key: str, place: Place, frame: _Frame) -> None:
        """A key that is there already. Where several follow each other, a new item was meant to begin."""
        assert isinstance(frame.node.value, dict)
        first = frame.node.value[key].key or place
        if frame.twice is None or frame.flow:
            frame.twice = len(self.faults)
            self.faults.append(Fault("twice", place, {"key": key, "line": str(first.line)}))
        else:
            earlier = self.faults[frame.twice]
            self.faults[frame.twice] = Fault("twice_item", earlier.place, earlier.values)

    def _lost_key(self, event: Any, frame: _Frame) -> None:
        """A map or a list as a key: it is read to its end, and then its value is, and neither counts."""
        node, _ = self._made(event)
        self._descend(event, node, lost=True)
        frame.waits = True

    def _glued_in_flow(self, frame: _Frame, node: Node) -> None:
        """`{zh:文字}` and `{zh：文字}` are keys without a value, as YAML sees it; so is what follows a bare comma."""
        if not frame.flow or node.value is not None or node.length > 1 or frame.key_place is None:
            return
        text = self._lines[node.line - 1] if node.line <= len(self._lines) else ""
        if frame.key_place.line == node.line and text[frame.key_place.column - 1 : node.column].rstrip().endswith(":"):
            return  # `{zh: }` is told of as empty
        match = _GLUED.fullmatch(frame.key)
        place = frame.key_place
        if match is not None:
            at = Place(place.line, place.column + match.start(2), 1)
            wide = match[2] == "："
            self.faults.append(Fault("wide_mark", at, {"mark": "：", "plain": ":"}) if wide else Fault("space", at))
        else:
            self.faults.append(Fault("flow_key", place, {"key": frame.key}))
        assert isinstance(frame.node.value, dict)
        node.value = frame.node.value.pop(frame.key).value
        if match is not None:
            frame.node.value.setdefault(
                match[1], Node(node.line, node.column, node.line, 1, match[3].strip(), key=place)
            )


def build(text: str, lines: list[str], parser: Any) -> tuple[Node | None, list[Fault], Exception | None]:
    """The tree of a text (as far as it could be built), what was wrong in it, and what stopped it."""
    builder = Builder(lines)
    try:
        for event in yaml.parse(text, Loader=parser):
            builder.take(event)
    except (yaml.YAMLError, Stop, ValueError, RecursionError) as error:
        return builder.root, builder.faults, error
    return builder.root, builder.faults, None


def _at(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _start(event: Any) -> Place:
    return Place(*_at(event), 1)


def _span(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    return Place(start.line + 1, start.column + 1, max(1, end.column - start.column) if start.line == end.line else 1)
