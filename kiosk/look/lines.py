"""The lines of a paragraph: how wide each is, and where each glyph stands in it.

A text that is made to fit its box is broken at one size after another, so a line's glyphs get their places only when
they are asked for. Where lines end, `breaks` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.look.atoms import Atom
from kiosk.look.bidi import seen_order
from kiosk.look.clreq import CLOSING, OPENING
from kiosk.look.fonts import Face
from kiosk.look.shaping import Cluster

STRETCH = 0.3
"""Em a gap may grow before a justified line is rather left ragged."""
Placed = tuple[tuple[Cluster, float], ...]
"""Glyphs from left to right, and the x of each (logical px)."""


class Align(Enum):
    """How lines fill their measure."""

    LEFT = "left"
    JUSTIFY = "justify"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        face: family and weight. size: logical px an em. leading: line distance in em.
        align: how lines fill the measure. indent: em before each paragraph's first line.
        hang: opening quotes stand outside the left margin (headlines).
        balance: lines of even length, for headlines and statements.
        track: em added after every character (small caps lines).
    """

    face: Face
    size: float
    leading: float = 1.5
    align: Align = Align.LEFT
    indent: float = 0.0
    hang: bool = False
    balance: bool = False
    track: float = 0.0


class Line:
    """One line: how wide it is, where its glyphs stand, and its indent where it runs from right to left (logical px).

    A line that runs from right to left is moved by whoever knows how wide the others are.
    """

    __slots__ = ("_extra", "_inside", "_placed", "_size", "_x", "indent", "leftward", "width")

    def __init__(self, inside: Sequence[Atom], size: float, *, x: float, extra: float, width: float,
                 leftward: bool, indent: float) -> None:  # fmt: skip
        """Make a line of atoms without outer spaces; `x` and `extra` (what a gap has grown) in em, `width` in px."""
        self._inside, self._size, self._x, self._extra = inside, size, x, extra
        self.width, self.leftward, self.indent = width, leftward, indent
        self._placed: Placed | None = None

    @property
    def placed(self) -> Placed:
        """Its glyphs, and the x of each."""
        if self._placed is None:
            self._placed = self._place()
        return self._placed

    def moved(self, by: float) -> Placed:
        """Its glyphs, that many px further to the right."""
        return tuple((cluster, x + by) for cluster, x in self.placed)

    def _place(self) -> Placed:
        inside = seen_order(self._inside, _text_of) if self.leftward else self._inside
        x, size, extra = self._x, self._size, self._extra
        placed: list[tuple[Cluster, float]] = []
        for number, atom in enumerate(inside):
            if number:
                x += atom.gap + (extra if extra and _stretches(atom) else 0.0)
            for cluster in atom.clusters:
                placed.append((cluster, x * size))
                x += cluster.advance
        return tuple(placed)


def line_of(atoms: Sequence[Atom], width: float, size: float, style: Style, indent: float, last: bool,
            leftward: bool = False) -> Line:  # fmt: skip
    """A line of a paragraph, `last` or not, at that size (logical px an em) in that measure (logical px)."""
    inside = _inside(atoms)
    if not inside:
        return Line((), size, x=0.0, extra=0.0, width=0.0, leftward=False, indent=0.0)
    room = width / size - indent
    natural = _natural(inside, style)
    extra, shift = _justified(inside, room - natural, style, last)
    first = inside[0]
    if leftward:
        first = seen_order(inside, _text_of)[0]
        shift = shift if style.align is Align.CENTRE else 0.0
    x = shift - first.trim_left + (0.0 if leftward else indent)
    if style.hang and _hangs(first):
        x = indent + shift - first.width
    return Line(inside, size, x=x, extra=extra, width=(natural + (extra and room - natural)) * size, leftward=leftward,
                indent=indent * size if leftward else 0.0)  # fmt: skip


def _inside(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """What is seen of a line: no spaces at its ends."""
    start, end = 0, len(atoms)
    while start < end and atoms[start].space:
        start += 1
    while end > start and atoms[end - 1].space:
        end -= 1
    return atoms[start:end]


def _natural(inside: Sequence[Atom], style: Style) -> float:
    """The width in em of a line made of these atoms, the outer ones no spaces; its outer blanks are gone."""
    if not inside:
        return 0.0
    total = sum([atom.width for atom in inside]) + sum([atom.gap for atom in inside[1:]])
    return total - trim_left(inside[0], style) - inside[-1].trim_right


def trim_left(first: Atom, style: Style) -> float:
    """Em that a line is narrower for what it begins with."""
    return first.width if style.hang and _hangs(first) else first.trim_left


def _hangs(atom: Atom) -> bool:
    return len(atom.clusters) == 1 and atom.clusters[0].text in OPENING


def _text_of(atom: Atom) -> str:
    return "".join(cluster.text for cluster in atom.clusters)


def _justified(inside: Sequence[Atom], slack: float, style: Style, last: bool) -> tuple[float, float]:
    """How much each gap grows, and how far the line moves (em)."""
    if style.align is Align.CENTRE:
        return 0.0, slack / 2
    if style.align is Align.RIGHT:
        return 0.0, slack
    if style.align is Align.JUSTIFY and not last and slack > 0:
        gaps = sum(1 for atom in inside[1:] if _stretches(atom))
        if gaps and slack / gaps <= STRETCH:
            return slack / gaps, 0.0
    return 0.0, 0.0


def _stretches(atom: Atom) -> bool:
    """Whether the gap before it may grow: everywhere but before a mark that closes."""
    return atom.clusters[0].text[0] not in CLOSING
