"""Text to nodes, past its mistakes: what can't be read is told of and set aside, and the rest is read on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from kiosk.content.causes import Cause, cause_of
from kiosk.content.marks import conflicts, put_right
from kiosk.content.nodes import Node, Stop, build
from kiosk.content.outline import Block, block_at, outline
from kiosk.content.problems import Fault

MOST_TRIES = 20
"""Mistakes of form that are passed over, one after another."""

FAST: Any = getattr(yaml, "CSafeLoader", None)
"""PyYAML's parser in C, six times as fast; None where PyYAML was built without it."""


@dataclass
class Parsed:
    """What came of a text.

    Attributes:
        root: the tree, or None. faults: of form.
        aside: the indexes of slides that couldn't be read. settings_aside: the names of such settings.
    """

    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)
    aside: set[int] = field(default_factory=set)
    settings_aside: set[str] = field(default_factory=set)


def parse(text: str, known: Callable[[str], bool], parser: Any = None) -> Parsed:
    """Read a text.

    Args:
        text: with plain line ends. known: whether a word is one of the deck's keys.
        parser: PyYAML's loader; the fast one where there is one.
    """
    lines = text.split("\n")
    left_by_merge = conflicts(lines)
    if left_by_merge:
        return Parsed(None, left_by_merge)
    marked = put_right(lines, known)
    return _Reading(marked.lines, marked.faults, known, parser or FAST or yaml.SafeLoader).parsed()


class _Reading:
    """Reads a text again and again, each time without what stopped it."""

    def __init__(self, lines: list[str], faults: list[Fault], known: Callable[[str], bool], parser: Any) -> None:
        self._lines, self._known, self._parser = lines, known, parser
        self._parsed = Parsed(None, list(faults))
        self._told: set[int] = {fault.place.line for fault in faults}
        self._shape = outline(lines)

    def parsed(self) -> Parsed:
        """The tree of what can be read."""
        for _ in range(MOST_TRIES + 1):
            root, faults, error = build("\n".join(self._lines), self._lines, self._parser)
            if error is None:
                self._parsed.root = root
                self._parsed.faults += faults
                return self._parsed
            if isinstance(error, Stop):
                if not self._past_stop(error):
                    self._parsed.root = root if error.fault.name == "documents" else None
                    self._parsed.faults += faults
                    return self._parsed
            elif not self._past(cause_of(error, self._lines, self._known)):
                return self._parsed
        return self._parsed

    def _past_stop(self, stop: Stop) -> bool:
        self._tell(stop.fault)
        if stop.final:
            return False
        line = stop.fault.place.line
        if stop.mend is not None:
            self._lines[line - 1] = stop.mend
            return True
        return self._set_aside(line)

    def _past(self, cause: Cause) -> bool:
        """Put the line right, or set aside what it belongs to. Returns whether reading may go on."""
        again = cause.line in self._told
        self._tell(cause.fault)
        if cause.mended is not None and not again and cause.mended != self._lines[cause.line - 1]:
            self._lines[cause.line - 1] = cause.mended
            return True
        return self._set_aside(cause.line)

    def _tell(self, fault: Fault) -> None:
        """One word a line: what follows from a mistake isn't another one."""
        if fault.place.line not in self._told:
            self._parsed.faults.append(fault)
        self._told.add(fault.place.line)

    def _set_aside(self, line: int) -> bool:
        block = block_at(self._shape, line)
        if block is None:
            if not self._lines[line - 1].strip():
                return False
            self._lines[line - 1] = ""
            return True
        return self._without(block)

    def _without(self, block: Block) -> bool:
        if block.key == "slides" and block.index is None:
            return False  # no list can be made out below it
        stand_in = " " * block.indent + '- ""' if block.index is not None else ""
        if self._lines[block.first - 1] == stand_in:
            return False
        self._lines[block.first - 1 : block.last] = [stand_in] + [""] * (block.last - block.first)
        if block.index is not None:
            self._parsed.aside.add(block.index)
        else:
            self._parsed.settings_aside.add(block.key)
        return True
