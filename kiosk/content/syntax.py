"""Text to nodes, past its mistakes: what can't be read is told of and set aside, and the rest is read on."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kiosk.content.builder import Builder, Stop, build
from kiosk.content.causes import Cause, cause_of
from kiosk.content.marks import conflicts, put_right
from kiosk.content.nodes import Node
from kiosk.content.outline import Block, is_slides, outline
from kiosk.content.problems import Fault
from kiosk.content.vocabulary import Vocabulary

MOST_TRIES = 20
"""Mistakes of form that are passed over, one after another."""

_OF_SHAPE = frozenset({"indent", "indent_deeper", "no_colon", "unreadable", "dash_inline"})
"""Faults that another one in the same slide may have caused."""
_TYPE = re.compile(r" *(- +)?(\{(.*,)? *)?[\"']?(type|tpye|tyep|typ|ytpe|tyoe|Type|TYPE)[\"']? *[:：]")

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


def parse(text: str, vocabulary: Vocabulary, parser: Any = None) -> Parsed:
    """Read a text.

    Args:
        text: with plain line ends. vocabulary: the deck's words.
        parser: PyYAML's loader; the fast one where there is one.
    """
    lines = text.split("\n")
    merge = conflicts(lines)
    for fault in merge:
        lines[fault.place.line - 1] = ""
    marked = put_right(lines, vocabulary)
    reading = _Reading(marked.lines, marked.faults, vocabulary, parser or FAST or yaml.SafeLoader)
    reading.leave_out_merges(merge)
    return reading.parsed()


class _Reading:
    """Reads a text again and again, each time without what stopped it."""

    def __init__(self, lines: list[str], faults: list[Fault], vocabulary: Vocabulary, parser: Any) -> None:
        self._lines, self._vocabulary, self._parser = lines, vocabulary, parser
        self._outline = outline(lines, vocabulary)
        self._typed = False  # whether what was set aside last had a type: else it was a part of the slide before
        self._out: set[int] = set()  # where blocks begin that are set aside: a large one isn't looked at for each line
        self._next = 0  # the line after a setting that was set aside for its shape
        self._told: set[int] = {fault.place.line for fault in faults}
        askew = [fault for fault in self._outline.faults if fault.place.line not in self._told]
        self._parsed = Parsed(None, faults + askew)
        self._told |= {fault.place.line for fault in askew}
        for fault in self._outline.faults:
            if fault.name == "indent_left":
                self._set_aside(fault.place.line)

    def leave_out_merges(self, marks: list[Fault]) -> None:
        """Set aside what lies between the marks that a merge left."""
        self._parsed.faults += marks
        for first, last in itertools.pairwise(marks):
            for line in range(first.place.line, last.place.line + 1):
                if not self._lines[first.place.line - 1].startswith(">") and self._lines[line - 1].strip():
                    self._set_aside(line)

    def parsed(self) -> Parsed:
        """The tree of what can be read."""
        builder, lines = Builder(self._lines), self._lines
        for _ in range(MOST_TRIES + 1):
            error = build(builder, lines, self._parser)
            root, faults = builder.root, [one for one in builder.faults if one.place.line not in self._told]
            if error is None:
                self._parsed.root = root
                self._parsed.faults += faults
                return self._parsed
            before = list(self._lines)
            if isinstance(error, Stop):
                if not self._past_stop(error):
                    self._parsed.root = root if error.fault.name == "documents" else None
                    self._parsed.faults += faults
                    return self._parsed
            elif not self._past(cause_of(error, self._lines, self._vocabulary.knows)):
                return self._parsed
            builder, lines = self._again(builder, before)
        return self._parsed

    def _again(self, builder: Builder, before: list[str]) -> tuple[Builder, list[str]]:
        """What to read next, some lines having changed: the rest from the slide on that they stand in, if they do."""
        changed = next((n for n, (old, new) in enumerate(zip(before, self._lines, strict=True), 1) if old != new), 1)
        lines = builder.again(changed)
        if lines is not None:
            return builder, lines
        afresh = Builder(self._lines)
        afresh.spent = builder.spent
        return afresh, self._lines

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
        """One word a line, and one word a slide about its shape: what follows from a mistake isn't another one."""
        line = fault.place.line
        block = self._outline.at(line)
        follows = (
            fault.name in _OF_SHAPE
            and block is not None
            and (block.first == self._next or any(block.first <= other <= block.last for other in self._told))
        )
        if line not in self._told and not follows:
            self._parsed.faults.append(fault)
        self._next = block.last + 1 if block is not None and block.index is None and fault.name in _OF_SHAPE else 0
        self._told.add(line)

    def _set_aside(self, line: int) -> bool:
        block = self._outline.at(line)
        if block is None:
            if not self._lines[line - 1].strip():
                return False
            self._lines[line - 1] = ""
            return True
        changed = self._without(block)
        while changed and block.index and not self._typed:
            block = self._outline.at(block.first - 1)  # it was a part of the slide before, and slipped to the left
            assert block is not None  # one slide follows the other
            self._without(block)
        return changed

    def _without(self, block: Block) -> bool:
        """Blank the lines of a block. Returns whether there was anything in them."""
        if block.first in self._out:
            self._typed = True
            return False
        self._out.add(block.first)
        lines = self._lines[block.first - 1 : block.last]
        if block.index is None and is_slides(block.key):  # the line above all slides, or nothing to be made out
            whole = lines[0] == "slides:" or len(lines) > 21
            self._lines[block.first - 1 : block.last] = ["slides:"] + [""] * (len(lines) - 1)
            return not whole
        stand_in = " " * block.indent + '- ""' if block.index is not None else ""
        if lines[0] == stand_in and not any(lines[1:]):
            self._typed = True
            return False
        self._typed = any(_TYPE.match(line) for line in lines)
        self._lines[block.first - 1 : block.last] = [stand_in] + [""] * (len(lines) - 1)
        if block.index is None:
            self._parsed.settings_aside.add(block.key)
        else:
            self._parsed.aside.add(block.index)
        return True
