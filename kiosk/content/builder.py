"""YAML's events to a tree of nodes: every scalar the text that was typed, every node with its place.

Nothing is constructed, so no tag can run code and no rule of YAML guesses what `no`, `12:30` or `2019-05` mean: the
models say that. It grows without recursion, and it refuses what a deck must not hold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kiosk.content.nodes import Node, Value
from kiosk.content.problems import Fault, Place

DEEPEST = 32
"""Levels of nesting."""
FEW_NODES = 150_000
"""Parts that any deck may have, as YAML counts them, keys and ends too: a slide has some sixty."""
MOST_NODES = 2_000_000
"""Parts that no deck has."""
LEAST_A_NODE = 4
"""Bytes that a part has at least, in what is longer: a dense deck has five (a Chinese character is three), and each
takes a few microseconds."""
MOST_FAULTS = 20_000
"""Of form; what has more was never meant for a deck."""
MOST_MARKED = 10_000
"""Slides from which reading may go on after a mistake."""
_REPEATED = 5
"""Events before the first slide, where `slides:` is all there is: a stream, a document, a map, its key, a list."""

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML takes for no value at all, where it stands without quotes."""

_UNSEEN = "".join(chr(code) for code in [0xA0, *range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x205F, 0x2060, 0x3000,
                                         0xFEFF])  # fmt: skip
"""Blanks that look like a space or like nothing."""
_COLON = re.compile(r"\s*:")
_GLUED = re.compile(r"([A-Za-z][\w-]*)([:：])(.+)", re.DOTALL)


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

    __slots__ = ("flow", "items", "key", "key_place", "list", "lost", "node", "skips", "twice", "waits")

    def __init__(self, node: Node, flow: bool, lost: bool) -> None:
        self.node, self.flow, self.lost = node, flow, lost
        self.items = node.value if isinstance(node.value, dict) else None  # of a map
        self.list = node.value if isinstance(node.value, list) else None
        self.key = ""
        self.key_place: Place | None = None
        self.waits = False  # for the value of `key`
        self.skips = False  # that value is lost
        self.twice: int | None = None  # the index of the fault that tells of a key twice


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far everything was when a slide began: `again` goes back to it."""

    line: int
    faults: int
    twice: int | None
    twice_told: Fault | None


class Builder:
    """Takes the parser's events one by one; `root` is the tree so far, `faults` what was wrong in it.

    It is written for speed, as nothing else here is: a deck of a thousand slides is some seventy thousand events.
    """

    def __init__(self, lines: list[str]) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.spent = 0
        size = sum(len(line) if line.isascii() else len(line.encode()) for line in lines)
        self.most = min(MOST_NODES, max(FEW_NODES, size // LEAST_A_NODE))
        self._lines = lines
        self._measured = 0, 0
        self._open: list[_Frame] = []
        self._documents = 0
        self._first: _Frame | None = None
        self._slides: _Frame | None = None
        self._marks: list[_Mark] = []  # one for each slide, as long as no line is looked at again
        self._known = 0
        self._repeats = 0  # events of the start that `again` has the parser say once more

    def again(self, line: int) -> list[str] | None:
        """Go back to the last slide that begins in `line` or above it, all before that line being as it was.

        Returns the lines to parse: those from that slide on, each where it was. None where there is none.
        """
        at = bisect_right(self._marks, line, key=lambda mark: mark.line) - 1
        if at < 0 or self._slides is None or self.root is None or any(one[:1] == "%" for one in self._lines):
            return None
        mark, root, slides = self._marks[at], self._first, self._slides
        assert root is not None and root.items is not None  # noqa: PT018
        assert slides.list is not None
        del self._marks[at:], slides.list[at:], self.faults[mark.faults :]
        for key in list(root.items)[list(root.items).index("slides") + 1 :]:
            del root.items[key]
        root.waits = root.skips = False
        root.twice, slides.twice = mark.twice, None
        if mark.twice is not None and mark.twice_told is not None:
            self.faults[mark.twice] = mark.twice_told
        slides.node.end = max([slides.node.line, *(one.end for one in slides.list[-1:])])
        self.root.end = max(one.end for one in root.items.values())
        self._open, self._documents, self._repeats = [root, slides], 1, _REPEATED
        return [""] * (mark.line - 2) + [" " * (self.root.column - 1) + "slides:"] + self._lines[mark.line - 1 :]

    def take(self, event: Any) -> None:
        """Add an event.

        Raises:
            Stop: it can't go on from here.
        """
        if self._repeats:
            self._repeats -= 1
            return
        kind = type(event)
        if kind is ScalarEvent or kind is MappingStartEvent or kind is SequenceStartEvent or kind is AliasEvent:
            self.spent += 1
            if self.spent > self.most:
                raise self._too_many(event)
            self._known = len(self.faults)  # before this event
            if kind is AliasEvent or event.anchor or event.tag:
                self._refuse(event)
            self._node(event, kind)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self.spent += 1
            if self.spent > self.most:
                raise self._too_many(event)
            self._close(event)
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._second_document(event)

    def _too_many(self, event: Any) -> Stop:
        return Stop(Fault("many", _start(event), {"limit": f"{self.most:,}"}), final=True)

    def _close(self, event: Any) -> None:
        frame = self._open.pop()
        node = frame.node
        if frame.flow:
            node.end = max(node.end, _at(event)[0])
            closed: Any = event.end_mark
            if closed.line + 1 == node.line:
                node.length = max(1, closed.column + 1 - node.column)
        if self._open and self._open[-1].node.end < node.end:
            self._open[-1].node.end = node.end

    def _second_document(self, event: Any) -> Stop:
        """A stray `---` is passed over; where a whole second deck follows it, reading ends there."""
        place = _start(event)
        following = next((line for line in self._lines[place.line :] if line.strip()), "")
        fault = Fault("documents", Place(place.line, 1, 3))
        return Stop(fault, "" if following[:1] in {" ", "-", "#"} else None, final=following[:1] not in {" ", "-", "#"})

    def _refuse(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            self._tell(Fault("alias", _span(event), {"mark": "*"}))
        elif event.anchor:
            self._tell(Fault("alias", Place(*_at(event), len(event.anchor) + 1), {"mark": "&"}))
        else:
            self._tell(Fault("tag", Place(*_at(event), 1)))

    def _tell(self, fault: Fault) -> None:
        self.faults.append(fault)
        if len(self.faults) > MOST_FAULTS:
            raise Stop(Fault("many", fault.place), final=True)

    def _node(self, event: Any, kind: Any) -> None:
        if not self._open:
            self._root(event, kind)
            return
        frame = self._open[-1]
        if frame.items is not None and not frame.waits:
            self._key(event, frame)
            return
        node, opens = self._made(event, kind)
        lost = frame.lost or frame.skips
        frame.node.end = max(frame.node.end, node.end)
        if frame.list is not None:
            if frame is self._slides and len(frame.list) < MOST_MARKED:
                self._mark(node, frame)
            frame.list.append(node)
        else:
            assert frame.items is not None
            if not frame.skips:
                node.key = frame.key_place
                frame.items[frame.key] = node
                if frame.flow and node.value is None:
                    self._glued_in_flow(frame, node)
            frame.waits = frame.skips = False
        if opens:
            self._open_below(self._descend(event, node, lost), frame)

    def _root(self, event: Any, kind: Any) -> None:
        self.root, opens = self._made(event, kind)
        if opens:
            self._first = self._descend(event, self.root, lost=False)

    def _open_below(self, opened: _Frame, frame: _Frame) -> None:
        """Note which list holds the slides."""
        if len(self._open) == 2 and frame.key == "slides" and not (opened.lost or opened.flow or opened.list is None):
            self._slides = opened

    def _mark(self, node: Node, frame: _Frame) -> None:
        """Note where a slide begins, if its dash stands in the same line with nothing before it."""
        assert frame.list is not None
        text, column = self._lines[node.line - 1], frame.node.column
        if len(self._marks) == len(frame.list) and text[:column] == " " * (column - 1) + "-" and node.line > 1:
            twice = self._open[0].twice
            told = None if twice is None else self.faults[twice]
            self._marks.append(_Mark(node.line, self._known, twice, told))

    def _descend(self, event: Any, node: Node, lost: bool) -> _Frame:
        if len(self._open) >= DEEPEST:
            raise Stop(Fault("deep", _start(event)))
        frame = _Frame(node, bool(event.flow_style), lost)
        self._open.append(frame)
        return frame

    def _made(self, event: Any, kind: Any) -> tuple[Node, bool]:
        start = event.start_mark
        line, column = start.line + 1, start.column + 1
        if kind is ScalarEvent:
            end = event.end_mark
            plain = not event.style
            words = event.value
            if plain and words in NOTHING:
                words = None
            if end.line == start.line:  # as most do
                return Node(line, column, line, end.column - start.column or 1, words, plain), False
            return Node(line, column, max(line, end.line + 1 if end.column else end.line), 1, words, plain), False
        if kind is AliasEvent:
            return Node(line, column, line, 1, ""), False
        value: Value = {} if kind is MappingStartEvent else []
        return Node(line, column, line, self._rest(line, column), value), True

    def _rest(self, line: int, column: int) -> int:
        """What stands on the first line of a map or a list: the caret goes under it."""
        if line != self._measured[0]:  # once a line: thousands of them may begin in one that is a million long
            text = self._lines[line - 1] if line <= len(self._lines) else ""
            self._measured = line, len(text.rstrip())
        return max(1, self._measured[1] - column + 1)

    def _key(self, event: Any, frame: _Frame) -> None:
        frame.waits, frame.skips = True, frame.lost
        assert frame.items is not None
        if not isinstance(event, ScalarEvent):
            frame.skips = True
            if isinstance(event, CollectionStartEvent):  # a reference has been told of
                self._tell(Fault("key_kind", _start(event)))
                frame.waits = False
                self._lost_key(event, frame)
            return
        key, place, plain = event.value, _span(event), not event.style
        if plain and not key.isascii():
            key = self._without_unseen(key, place)
        if plain and key == "<<":
            self._tell(Fault("merge", place))
            frame.skips = True
        elif key in frame.items and not frame.lost:
            self._twice(key, place, frame)
            frame.skips = True
        frame.key, frame.key_place = key, place

    def _without_unseen(self, key: str, place: Place) -> str:
        cleaned = key.strip(_UNSEEN)
        if cleaned != key:
            at = 0 if not key.startswith(cleaned) else len(cleaned)
            values = {"code": f"U+{ord(key[at]):04X}"}
            self._tell(Fault("wide_space", Place(place.line, place.column + at, 1), values))
        return cleaned

    def _twice(self, key: str, place: Place, frame: _Frame) -> None:
        """A key that is there already. Where several follow each other, a new item was meant to begin."""
        assert frame.items is not None
        first = frame.items[key].key or place
        if frame.twice is None or frame.flow:
            frame.twice = len(self.faults)
            self._tell(Fault("twice", place, {"key": key, "line": str(first.line)}))
        else:
            earlier = self.faults[frame.twice]
            self.faults[frame.twice] = Fault("twice_item", earlier.place, earlier.values)

    def _lost_key(self, event: Any, frame: _Frame) -> None:
        """A map or a list as a key: it is read to its end, and then its value is, and neither counts."""
        node, _ = self._made(event, type(event))
        self._descend(event, node, lost=True)
        frame.waits = True

    def _glued_in_flow(self, frame: _Frame, node: Node) -> None:
        """`{zh:文字}` and `{zh：文字}` are keys without a value, as YAML sees it; so is what follows a bare comma."""
        place = frame.key_place
        assert place is not None
        if _COLON.match(self._lines[place.line - 1], place.column + place.length - 1):
            return  # `{zh: }` is told of as empty
        match = _GLUED.fullmatch(frame.key)
        if match is not None:
            at = Place(place.line, place.column + match.start(2), 1)
            wide = match[2] == "："
            self._tell(Fault("wide_mark", at, {"mark": "：", "plain": ":"}) if wide else Fault("space", at))
        else:
            self._tell(Fault("flow_key", place, {"key": frame.key}))
        assert frame.items is not None
        node.value = frame.items.pop(frame.key).value
        if match is not None:
            frame.items.setdefault(match[1], Node(node.line, node.column, node.line, 1, match[3].strip(), key=place))


def build(builder: Builder, lines: list[str], parser: Any) -> Exception | None:
    """Have a builder take the events of a text. Returns what stopped it."""
    take = builder.take
    try:
        loader = parser("\n".join(lines))
        try:
            following = loader.get_event  # as `yaml.parse` does, without asking first whether there is one
            while (event := following()) is not None:
                take(event)
        finally:
            loader.dispose()
    except (yaml.YAMLError, Stop, ValueError, RecursionError) as error:
        return error
    return None


def _at(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _start(event: Any) -> Place:
    return Place(*_at(event), 1)


def _span(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if start.line == end.line else 1
    return Place(start.line + 1, start.column + 1, length or 1)
