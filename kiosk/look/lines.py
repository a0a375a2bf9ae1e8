"""Where the lines of a paragraph end, and where each glyph stands in its line.

The breaks are those of least total raggedness, found by dynamic programming over all places where a line may end (after
Knuth and Plass, "Breaking Paragraphs into Lines", 1981). A text that is made to fit its box is broken at one size after
another, so a line's glyphs get their places only when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.look.atoms import Atom, is_wide_mark
from kiosk.look.bidi import seen_order
from kiosk.look.clreq import CLOSING, OPENING, is_han
from kiosk.look.fonts import Face
from kiosk.look.shaping import Cluster

STRETCH = 0.3
"""Em a gap may grow before a justified line is rather left ragged."""
PHRASE = 14.0
"""How much of a headline's evenness it is worth to break after a comma."""
OVER = 1e-6
"""Em by which a line may be wider than its room: sums aren't exact."""
HOPELESS = 2.0
"""Em by which a line must be too wide for a longer one not to be tried: marks squeezed at its end give less back."""

_NEVER = float("inf")

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


def ends_of(atoms: Sequence[Atom], measure: float, indent: float, style: Style) -> list[int]:
    """Where each line ends: the breaks of least total cost. Measure and indent in em.

    From each place where a line may begin it is made longer atom by atom, its width growing with it. Of several ways
    that cost the same, the one with the shorter last line is taken.
    """
    count = len(atoms)
    if not count or (measure > indent and _natural(_inside(atoms), style) <= measure - indent):
        return [count] if count else []
    parted = _parted(atoms)
    costs, begins = [0.0] + [_NEVER] * count, [0] * (count + 1)
    for start in range(count):
        if costs[start] == _NEVER:
            continue
        room = measure - (0.0 if start else indent)
        for end, width in _longer(atoms, start, style):
            if width > room + OVER and end > parted[start]:
                if width > room + HOPELESS:
                    break
                continue
            cost = costs[start] + _cost(room - width, room, end == count, style, bool(atoms[end - 1].trim_right))
            if end == count and start and width <= room + OVER:
                cost += _widow(atoms[start:], style)
            if cost <= costs[end]:
                costs[end], begins[end] = cost, start
    return _followed(begins)


def _parted(atoms: Sequence[Atom]) -> list[int]:
    """How far a line that begins at each atom goes before it could be broken: such a line is let run over."""
    parted, after = [], len(atoms)
    for index in range(len(atoms) - 1, -1, -1):
        parted.append(after)
        after = after if atoms[index].glued or atoms[index].space else index
    return parted[::-1]


def _longer(atoms: Sequence[Atom], start: int, style: Style) -> Iterator[tuple[int, float]]:
    """Each place where a line that begins there may end, and its width in em without outer spaces and blanks."""
    count, trim_left, inked, air, width = len(atoms), -1.0, 0.0, 0.0, 0.0
    for end in range(start + 1, count + 1):
        atom = atoms[end - 1]
        if not atom.space or trim_left >= 0:
            if trim_left < 0:
                trim_left = _trim_left(atom, style)
            else:
                air += atom.gap
            inked += atom.width
            if not atom.space:
                width = inked + air - trim_left - atom.trim_right
        if end == count or not (atoms[end].glued or (atoms[end].space and not atom.space)):
            yield end, width


def _followed(begins: list[int]) -> list[int]:
    """The ends of the lines, from where the line that ends at each place begins."""
    ends: list[int] = []
    at = len(begins) - 1
    while at > 0:
        ends.append(at)
        at = begins[at]
    return ends[::-1]


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
    return total - _trim_left(inside[0], style) - inside[-1].trim_right


def _trim_left(first: Atom, style: Style) -> float:
    """Em that a line is narrower for what it begins with."""
    return first.width if style.hang and _hangs(first) else first.trim_left


def _hangs(atom: Atom) -> bool:
    return len(atom.clusters) == 1 and atom.clusters[0].text in OPENING


def _cost(slack: float, room: float, last: bool, style: Style, phrase: bool) -> float:
    """How bad a line is; each line costs something, so fewer lines win.

    Args:
        slack: em left over. room: em there are. last: of the paragraph. style: of the text.
        phrase: whether a phrase ends where the line does.
    """
    if slack < -OVER:
        return 1e6 * -slack
    ratio = slack / room
    # Fewer lines always win over evenness: the first term outweighs any sum of the second.
    cost = 1000.0 + (0.0 if last and not style.balance else 100.0 * ratio * ratio)
    return cost - PHRASE if phrase and style.balance and not last else cost


def _widow(atoms: Sequence[Atom], style: Style) -> float:
    """What a last line costs for being too short: a lone character much, a lone word a little."""
    first = atoms[0].clusters[0].text
    letters = 0
    for atom in atoms:
        letters += 0 if _is_mark(atom) else atom.characters
        if letters > 2:
            break
    if letters <= 1 or (letters <= 2 and style.balance and is_han(first[0])):
        return 300.0
    return 20.0 if len(atoms) == 1 and not is_han(first[0]) else 0.0


def _is_mark(atom: Atom) -> bool:
    return all(is_wide_mark(cluster.text[0]) or not cluster.text[0].isalnum() for cluster in atom.clusters)


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
