"""A deck's file as text and tree: where everything in it stands, and what is wrong with its form."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from kiosk.content.beginning import beginning
from kiosk.content.encoding import read_text
from kiosk.content.nodes import Node, Origin
from kiosk.content.problems import Fault, Place
from kiosk.content.syntax import parse
from kiosk.content.vocabulary import Vocabulary

Way = tuple[str | int, ...]
"""The keys and indexes that lead to a part of a deck, as pydantic counts them."""

HEADS = ("heading", "title", "headline", "caption", "chapter")
"""What a slide is called by wherever somebody is told of it: the first of these that it has."""
_LONGEST_TITLE = 24
MOST_LINES = 500_000
"""Of a deck: a slide has some twenty."""


@dataclass
class Source:
    """A deck's file.

    Attributes:
        path: of the file. lines: its text. root: its tree, or None. digest: of its bytes. faults: of its form.
        refused: whether none of it may be shown (a wrong encoding), though it can be checked.
        aside: the slides that couldn't be read. settings_aside: the settings that couldn't.
        tables: data files that were looked for, with a stamp that changes when they do; "" where one is missing.
    """

    path: Path
    lines: list[str] = field(default_factory=list)
    root: Node | None = None
    digest: str = ""
    faults: list[Fault] = field(default_factory=list)
    refused: bool = False
    aside: set[int] = field(default_factory=set)
    settings_aside: set[str] = field(default_factory=set)
    tables: dict[Path, str] = field(default_factory=dict)
    _full: dict[int, list[int]] = field(default_factory=dict, repr=False)
    _orders: dict[int, tuple[list[tuple[int, int]], list[tuple[str | int, Node]]]] = field(
        default_factory=dict, repr=False
    )

    def node(self, way: Way) -> Node | None:
        """What stands there."""
        node = self.root
        for step in way:
            node = node.child(step) if node is not None else None
        return node

    def place(self, way: Way) -> Place:
        """Where a value stands; where the nearest part around it does, if it isn't there."""
        node, nearest = self.root, self.root
        for step in way:
            node = node.child(step) if node is not None else None
            nearest = node or nearest
        return nearest.place if nearest is not None else Place(1, 1, 1)

    def spot(self, way: Way, words: str) -> Place:
        """Where some of the words of a text stand; the text itself where they were folded or escaped."""
        node = self.node(way)
        first, last, column = (node.line, node.end, node.column) if node is not None else (1, 0, 1)
        for line in range(first, last + 1):
            at = self.text_at(line).find(words, column - 1 if line == first else 0)
            if at >= 0:
                return Place(line, at + 1, len(words))
        return self.place(way)

    def origin(self, way: Way) -> Origin | None:
        """The row or the cell of a table that something comes from; None where it stands in the file itself."""
        node, found = self.root, None
        for step in way:
            node = node.child(step) if node is not None else None
            found = node.origin if node is not None and node.origin is not None else found
        return found

    def key_place(self, way: Way) -> Place:
        """Where a key stands; where its value does if it has none (an item of a list)."""
        node = self.node(way)
        return node.key if node is not None and node.key is not None else self.place(way)

    def real(self, way: Way, loc: Way) -> Way:
        """The way to a part of what stands at `way`, as pydantic counts: it never saw what was left empty in a list."""
        node = self.node(way)
        for step in loc:
            if isinstance(step, int) and node is not None and isinstance(node.value, list):
                there = self._there(node)
                way = (*way, there[step] if step < len(there) else step)
            else:
                way = (*way, step)
            node = node.child(way[-1]) if node is not None else None
        return way

    def _there(self, node: Node) -> list[int]:
        """The items of a list that aren't empty."""
        if id(node) not in self._full:  # nodes live as long as their source, and their lists stay as they are
            items = node.value if isinstance(node.value, list) else []
            self._full[id(node)] = [index for index, item in enumerate(items) if item.value is not None]
        return self._full[id(node)]

    def whole_digest(self) -> str:
        """Of the file's bytes and of the tables beside it."""
        if not self.tables:
            return self.digest
        parts = [self.digest, *(f"{path}\0{stamp}" for path, stamp in sorted(self.tables.items()))]
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def empties(self) -> Iterator[Way]:
        """The ways to all that was left empty."""
        waiting: list[tuple[Way, Node]] = [((), self.root)] if self.root is not None else []
        while waiting:
            way, node = waiting.pop()
            if node.value is None:
                yield way
            elif isinstance(node.value, dict):
                waiting += [((*way, key), child) for key, child in node.value.items() if type(child.value) is not str]
            elif isinstance(node.value, list):
                waiting += [((*way, at), child) for at, child in enumerate(node.value) if type(child.value) is not str]

    def text_at(self, line: int) -> str:
        """A line as it was typed."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def where(self, place: Place) -> Way:
        """The way to what stands at a place."""
        node, way = self.root, ()  # type: tuple[Node | None, Way]
        while node is not None and isinstance(node.value, dict | list):
            begins, steps = self._order(node)
            at = bisect_right(begins, (place.line, place.column))
            found = steps[at - 1] if at else None
            if at < len(steps) and begins[at][0] == place.line and (found is None or found[1].line < place.line):
                found = steps[at]  # what stands before it in its line is its own: a dash, an indentation
            if found is None:
                break
            if found[1].end < place.line and found[1].line < place.line and found[0] != "slides":
                return (*way, found[0]) if way == ("slides",) else way
            way = (*way, found[0])
            node = found[1]
        return way

    def _order(self, node: Node) -> tuple[list[tuple[int, int]], list[tuple[str | int, Node]]]:
        """Where the parts of a map or a list begin, and the parts, both by place: a large one is asked many times."""
        size = len(node.value) if isinstance(node.value, dict | list) else 0
        kept = self._orders.get(id(node))
        if kept is None or len(kept[0]) != size:
            steps: Any = node.value.items() if isinstance(node.value, dict) else enumerate(node.value or ())
            placed = sorted((((begin.line, begin.column), step, child) for step, child in steps
                             for begin in (child.key or child.place,)), key=itemgetter(0))  # fmt: skip
            kept = [place for place, _, _ in placed], [(step, child) for _, step, child in placed]
            self._orders[id(node)] = kept
        return kept

    def slide_title(self, index: int) -> str:
        """What a curator would call a slide: its heading or its title, cut short."""
        for key in HEADS:
            node = self.node(("slides", index, key))
            value = node.value if node is not None else None
            if isinstance(value, dict):
                value = next((one.value for one in value.values() if isinstance(one.value, str)), None)
            if isinstance(value, str) and value.strip():
                words = " ".join(value.split())
                return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1] + "…"
        return ""


def read(path: Path, vocabulary: Vocabulary, parser: Any = None, only: int | None = None) -> Source:
    """Read a deck's file; what is wrong with it is in `faults`, and nothing is raised.

    Args:
        path: of the file. vocabulary: the deck's words.
        parser: PyYAML's loader; the fast one where there is one.
        only: so many slides of its beginning; without a root where it has no more.
    """
    written = read_text(path, None if only is None else partial(beginning, slides=only))
    source = Source(path, digest=written.digest, faults=list(written.faults), refused=written.refused)
    text = written.text
    if text is None:
        return source
    source.lines = text.split("\n")
    if len(source.lines) > MOST_LINES:
        source.faults.append(Fault("many", Place(MOST_LINES + 1, 1, 1), {"limit": f"{MOST_LINES:,}"}))
        return source
    if all(not line.strip() or line.lstrip().startswith("#") for line in source.lines):
        source.faults.append(Fault("empty", Place(1, 1, 1)))
        return source
    parsed = parse(text, vocabulary, parser)
    told = {fault.place for fault in source.faults}
    source.faults += [fault for fault in parsed.faults if fault.place not in told]
    source.root = parsed.root
    source.aside, source.settings_aside = parsed.aside, parsed.settings_aside
    return source
