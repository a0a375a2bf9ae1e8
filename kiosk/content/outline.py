"""The parts of a deck's text by their lines alone, known even where YAML can't read it.

When a line can't be read, its slide (or its setting) is set aside as a whole: the rest is checked as ever, and nothing
is invented about what couldn't be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOP = re.compile(r"""["']?([^\s"'#:：,{}\[\]-][^\s"'#:：]*)["']?\s*[:：]?""")


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


def outline(lines: list[str]) -> list[Block]:
    """The blocks of a text, in order."""
    tops = [
        (number, match[1])
        for number, line in enumerate(lines, 1)
        if line[:1] not in {"", " ", "\t", "#", "-", "]", "}"} and (match := _TOP.match(line))
    ]
    blocks: list[Block] = []
    for position, (number, key) in enumerate(tops):
        last = tops[position + 1][0] - 1 if position + 1 < len(tops) else len(lines)
        items = _items(lines, number, last) if key == "slides" else []
        blocks += items or [Block(number, last, key)]
    return blocks


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
    ends = [*(start - 1 for start in starts[1:]), last]
    return [
        Block(start, end, "slides", index, indent or 0)
        for index, (start, end) in enumerate(zip(starts, ends, strict=False))
    ]


def block_at(blocks: list[Block], line: int) -> Block | None:
    """The block a line lies in."""
    return next((block for block in blocks if block.first <= line <= block.last), None)
