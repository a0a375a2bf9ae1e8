"""The parts of a deck's text by their lines alone, known even where YAML can't read it.

When a line can't be read, its slide (or its setting) is set aside as a whole: the rest is checked as ever, and nothing
is invented about what couldn't be read.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from kiosk.content.nearest import nearest
from kiosk.content.problems import Fault, Place
from kiosk.content.vocabulary import Vocabulary

_SLIDES = frozenset("slides")
MOST_ITEMS = 10_000
"""Slides that are told apart, more than a deck may have."""

_TOP = re.compile(r"""["']?([^\s"'#:：,{}\[\]-][^\s"'#:：]*)["']?\s*[:：]""")
_TYPED = re.compile(r"( *)- +type: *([A-Za-z]+) *(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines (from 1, both ends in it) that holds one setting, or one slide of the list.

    Attributes:
        first, last: its lines. key: the setting's name. index: the slide's, from 0; None for a setting.
        indent: of the slide's dash.
    """

    first: int
    last: int
    key: str
    index: int | None = None
    indent: int = 0


@dataclass
class Outline:
    """The blocks of a text in order, and the lines that stand in a column where they can't belong."""

    blocks: list[Block] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def at(self, line: int) -> Block | None:
        """The block a line lies in."""
        at = bisect_right(self.blocks, line, key=lambda block: block.first) - 1  # they are in order
        return self.blocks[at] if at >= 0 and line <= self.blocks[at].last else None


def outline(lines: list[str], vocabulary: Vocabulary) -> Outline:
    """Make out the blocks; a first line and slides that stand askew are put straight in `lines`."""
    found = Outline()
    _first_line(lines, vocabulary, found)
    _settings_askew(lines, vocabulary, found)
    _slides_unnamed(lines, vocabulary, found)
    _slides_askew(lines, vocabulary, found)
    tops = _tops(lines, vocabulary, found)
    for position, (number, key) in enumerate(tops):
        last = tops[position + 1][0] - 1 if position + 1 < len(tops) else len(lines)
        items = _items(lines, number, last) if is_slides(key) else []
        found.blocks += items or [Block(number, last, key)]
    return found


def _words(lines: list[str], number: int) -> Place:
    line = lines[number - 1]
    return Place(number, len(line) - len(line.lstrip()) + 1, max(1, len(line.strip())))


def _speaks(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _first_line(lines: list[str], vocabulary: Vocabulary, found: Outline) -> None:
    """The first line sets the column for all settings; where it alone is indented, it is the one that is wrong."""
    number = next((n for n, line in enumerate(lines, 1) if _speaks(line) and not line.startswith("---")), 0)
    if number and lines[number - 1][0] == " ":
        others = [match[1] for line in lines[number:] if (match := _TOP.match(line))]
        if any(key in vocabulary.settings for key in others):
            found.faults.append(Fault("indent_first", _words(lines, number)))
            lines[number - 1] = lines[number - 1].lstrip()


def _settings_askew(lines: list[str], vocabulary: Vocabulary, found: Outline) -> None:
    """A setting's line that is indented a little, above the slides."""
    for number, line in enumerate(lines, 1):
        if _TYPED.match(line):
            return
        match = re.match(r" {1,3}([a-z_]+) *[:：]", line)
        if match and match[1] in vocabulary.settings - {"title"}:
            found.faults.append(Fault("indent_setting", _words(lines, number)))
            lines[number - 1] = line.lstrip()


def _slides_unnamed(lines: list[str], vocabulary: Vocabulary, found: Outline) -> None:
    """Slides without the line `slides:` above them. Where there is a blank line for it, it is put there."""
    tops = [match[1] for line in lines if (match := _TOP.match(line)) and line[0] not in " \t#-"]
    if not tops or any(is_slides(key) for key in tops):
        return
    number = next((n for n, line in enumerate(lines, 1)
                   if (match := _TYPED.match(line)) and match[2] in vocabulary.kinds), 0)  # fmt: skip
    if number:
        found.faults.append(Fault("slides_unnamed", _words(lines, number)))
        if not _speaks(lines[number - 2]):
            lines[number - 2] = "slides:"
        else:
            lines[number - 1 :] = [""] * (len(lines) - number + 1)


@functools.lru_cache(4096)
def is_slides(key: str) -> bool:
    """Whether a key is `slides`, or was meant to be."""
    if key.isascii() and len(_SLIDES & set(key.lower())) < 3:
        return False  # too few of its letters are there
    return nearest(key, ["slides"]) != ""


def _slides_askew(lines: list[str], vocabulary: Vocabulary, found: Outline) -> None:
    """A line `- type: text` that stands in another column than most of them."""
    typed = [(n, len(match[1])) for n, line in enumerate(lines, 1)
             if (match := _TYPED.match(line)) and match[2] in vocabulary.kinds]  # fmt: skip
    if len(typed) < 3:
        return
    indent, _ = Counter(column for _, column in typed).most_common(1)[0]
    for number, column in typed:
        if column != indent:
            place = Place(number, column + 1, max(1, len(lines[number - 1].strip())))
            found.faults.append(Fault("indent_slide", place, {"column": str(indent + 1)}))
            lines[number - 1] = " " * indent + lines[number - 1].lstrip()


def _tops(lines: list[str], vocabulary: Vocabulary, found: Outline) -> list[tuple[int, str]]:
    """The lines at the left edge that begin a setting. One that belongs further in is told of."""
    tops: list[tuple[int, str]] = []
    seen: set[str] = set()
    above = ""
    astray = False  # whether the line above had slipped as well
    for number, line in enumerate(lines, 1):
        if not _speaks(line):
            continue
        match = _TOP.match(line) if line[0] not in " \t#-]}" else None
        if match is not None:
            key = match[1]
            inside = bool(tops) and (above[:1] == " " or astray)
            if inside and (vocabulary.inner(key) or (key in seen and is_slides(tops[-1][1]))):
                if not astray:
                    found.faults.append(Fault("indent_left", _words(lines, number)))
                astray = True
                above = line
                continue
            tops.append((number, key))
            seen.add(key)
        astray = astray and line[:1] != " "
        above = line
    return tops


def _items(lines: list[str], first: int, last: int) -> list[Block]:
    """The slides below the line `slides:`."""
    indent: int | None = None
    starts: list[int] = []
    for number in range(first + 1, last + 1):
        line = lines[number - 1]
        bare = line.lstrip(" ")
        if bare.startswith(("- ", "-\t")) or bare.rstrip() == "-":
            here = len(line) - len(bare)
            indent = here if indent is None else indent
            if here == indent:
                starts.append(number)
                if len(starts) > MOST_ITEMS:
                    break  # the last one holds all the rest
    if not starts:
        return []
    ends = [*(start - 1 for start in starts[1:]), last]
    return [Block(first, starts[0] - 1, "slides")] + [
        Block(start, end, "slides", index, indent or 0)
        for index, (start, end) in enumerate(zip(starts, ends, strict=False))
    ]
