"""Paragraphs to lines: breaks chosen over the whole paragraph, punctuation squeezed, margins kept straight.

The rules are CLREQ's (see `clreq`); the breaks are those of least total raggedness, found by dynamic programming
over all places where a line may end (after Knuth and Plass, "Breaking Paragraphs into Lines", 1981).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QPainterPath

from kiosk.look.atoms import Atom, atoms_of, chopped, is_wide_mark, tracked
from kiosk.look.bidi import runs_left, seen_order
from kiosk.look.clreq import CLOSING, OPENING, is_han
from kiosk.look.fonts import Face
from kiosk.look.shaping import Cluster, Shaped, glyph_runs
from kiosk.look.witness import Witness

STRETCH = 0.3
"""Em a gap may grow before a justified line is rather left ragged."""
PHRASE = 14.0
"""How much of a headline's evenness it is worth to break after a comma."""
LARGEST_CACHED = 60.0
"""Device px an em up to which Qt's raster engine draws glyph runs; past 64 it silently draws nothing."""


class Align(Enum):
    """How lines fill their measure."""

    LEFT = "left"
    JUSTIFY = "justify"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its glyphs placed, how wide they are, and its indent where it runs from right to left (logical px)."""

    placed: tuple[tuple[Cluster, float], ...]
    width: float
    leftward: bool = False
    indent: float = 0.0


class Block:
    """Type-set text, ready to paint.

    Attributes:
        lines: how many.
        width: the measure it was set to. natural: the widest line. height: from the first line's top to the last's
            bottom, by the face's em box (figures: cap height).
        size: px an em. leading: px from baseline to baseline. ascent: px from the top to the first baseline.
        ink: the rectangle that all glyphs stay within (for repaints).
        left: the leftmost line's x (a hung quote makes it negative).
        words: the text. whole: whether it has the room it was meant for (see `fit`).
    """

    __slots__ = ("_path", "_runs", "ascent", "height", "ink", "leading", "left", "lines", "natural", "size", "whole",
                 "width", "words")  # fmt: skip

    def __init__(self, runs: list[QGlyphRun], ink: QRectF, *, lines: int, width: float, natural: float, left: float,
                 height: float, size: float, leading: float, ascent: float) -> None:  # fmt: skip
        self.words, self.whole = "", True
        self._runs, self.ink = runs, ink
        self.lines, self.width, self.natural, self.left = lines, width, natural, left
        self.height, self.size, self.leading, self.ascent = height, size, leading, ascent
        self._path: QPainterPath | None = None

    @property
    def shift(self) -> float:
        """How far from the block's left its widest line begins."""
        return max(0.0, self.left)

    def paint(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Draw it with its top left at (x, y); on a mirrored stage it takes its place there, and reads as ever."""
        if painter.worldTransform().m11() < 0:
            painter.save()
            painter.translate(2 * (x + self.shift) + self.natural, 0)
            painter.scale(-1, 1)
            self._draw(painter, x, y, colour)
            painter.restore()
        else:
            self._draw(painter, x, y, colour)

    def _draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        if isinstance(painter, Witness):
            painter.saw(self, x, y, colour)
            return
        if self.size * abs(painter.worldTransform().m11()) * painter.device().devicePixelRatioF() > LARGEST_CACHED:
            painter.translate(x, y)
            painter.fillPath(self.path(), colour)
            painter.translate(-x, -y)
            return
        painter.setPen(colour)
        at = QPointF(x, y)
        for run in self._runs:
            painter.drawGlyphRun(at, run)

    def path(self) -> QPainterPath:
        """Its outline, from the block's top left."""
        if self._path is None:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            for run in self._runs:
                raw = run.rawFont()
                for glyph, point in zip(run.glyphIndexes(), run.positions(), strict=True):
                    path.addPath(raw.pathForGlyph(glyph).translated(point))
            self._path = path
        return self._path


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


def typeset(
    text: str, language: str, style: Style, width: float, size: float | None = None, chop: bool = True
) -> Block:
    """Set a text to a measure. Line breaks in it are kept; each begins a paragraph.

    Args:
        text: plain text.
        language: of the text: decides punctuation, spacing and where lines may break.
        style: how it is set.
        width: the measure, logical px.
        size: px an em, where it differs from the style's.
        chop: whether a word that is wider than the measure is cut, rather than left to run over.
    """
    size = style.size if size is None else size
    lines, fonts = lines_of(text, language, style, width, size, chop)
    return block_of(lines, fonts, style, width, size, text)


def lines_of(
    text: str, language: str, style: Style, width: float, size: float, chop: bool = True
) -> tuple[list[Line], tuple[Shaped, ...]]:
    """The lines of all paragraphs; each line's clusters point into the `Shaped` of its own paragraph."""
    lines: list[Line] = []
    owners: list[Shaped] = []
    leftward = runs_left(language)
    for paragraph in text.split("\n"):
        atoms, shaped = atoms_of(paragraph.strip(), style.face, language)
        if style.track:
            atoms = tuple(tracked(atom, style.track) for atom in atoms)
        indent = style.indent if len(atoms) > 1 else 0.0
        if chop:
            atoms = chopped(atoms, width / size - indent)
        ends = _break(atoms, width / size, indent, style)
        start = 0
        for number, end in enumerate(ends or [0]):
            last = end == len(atoms)
            first = indent if number == 0 else 0.0
            lines.append(_line(atoms[start:end], width, size, style, first, last, leftward))
            owners.append(shaped)
            start = end
    return lines, tuple(owners)


def block_of(lines: list[Line], owners: tuple[Shaped, ...], style: Style, width: float, size: float,
             words: str | None = None) -> Block:  # fmt: skip
    """Lines to a block: baselines a leading apart, the first one an ascent below the top.

    `words` is their text; gathered from the lines where it isn't known.
    """
    leading = style.leading * size
    ascent = style.face.ascent * size
    lines = _flush_right(lines, style)
    runs: list[QGlyphRun] = []
    y = ascent
    for line, owner in zip(lines, owners, strict=True):
        runs += glyph_runs([(cluster, x, y) for cluster, x in line.placed], owner.fonts, size)
        y += leading
    height = (len(lines) - 1) * leading + (style.face.ascent + style.face.descent) * size
    natural = max((line.width for line in lines), default=0.0)
    left = min((line.placed[0][1] for line in lines if line.placed), default=0.0)
    margin = 0.3 * size
    reach = max((line.placed[-1][1] + line.placed[-1][0].advance * size for line in lines if line.placed), default=0.0)
    ink = QRectF(left - margin, -margin, reach - left + 2 * margin, height + 2 * margin + 0.2 * size)
    block = Block(runs, ink, lines=len(lines), width=width, natural=natural, left=left, height=height, size=size,
                  leading=leading, ascent=ascent)  # fmt: skip
    if words is None:
        words = "".join(cluster.text for line in lines for cluster, _ in line.placed)
    block.words = words
    return block


def _flush_right(lines: list[Line], style: Style) -> list[Line]:
    """Lines that run from right to left end where the widest of them ends."""
    if not any(line.leftward for line in lines) or style.align is Align.CENTRE:
        return lines
    widest = max(line.width + line.indent for line in lines)
    moved = []
    for line in lines:
        by = widest - line.width - line.indent
        placed = tuple((cluster, x + by) for cluster, x in line.placed)
        moved.append(replace(line, placed=placed))
    return moved


def _natural(atoms: tuple[Atom, ...], start: int, end: int, style: Style) -> float:
    """The width in em of a line made of these atoms, its outer spaces and blanks gone."""
    while start < end and atoms[start].space:
        start += 1
    while end > start and atoms[end - 1].space:
        end -= 1
    if start == end:
        return 0.0
    total = sum(atom.width for atom in atoms[start:end]) + sum(atom.gap for atom in atoms[start + 1 : end])
    head = atoms[start].trim_left
    if style.hang and _hangs(atoms[start]):
        head = atoms[start].width
    return total - head - atoms[end - 1].trim_right


def _hangs(atom: Atom) -> bool:
    return len(atom.clusters) == 1 and atom.clusters[0].text in OPENING


def _break(atoms: tuple[Atom, ...], measure: float, indent: float, style: Style) -> list[int]:
    """Where each line ends: the breaks of least total cost."""
    count = len(atoms)
    if not count:
        return []
    best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(float("inf"), 0, 0)] * count  # cost, lines, from
    for end in range(1, count + 1):
        if end < count and (atoms[end].glued or (atoms[end].space and not atoms[end - 1].space)):
            continue
        for start in range(end - 1, -1, -1):
            if start and best[start][0] == float("inf"):
                continue
            room = measure - (indent if start == 0 else 0.0)
            width = _natural(atoms, start, end, style)
            single = _is_single(atoms, start, end)
            if width > room + 1e-6 and not single:
                if width > room + 2.0:
                    break
                continue
            cost = best[start][0] + _cost(atoms, start, end, room - width, room, style)
            if cost < best[end][0]:
                best[end] = (cost, best[start][1] + 1, start)
    ends: list[int] = []
    at = count
    while at > 0:
        ends.append(at)
        at = best[at][2]
    return ends[::-1]


def _is_single(atoms: tuple[Atom, ...], start: int, end: int) -> bool:
    """Whether nothing in it could be broken: such a line is let run over."""
    return all(atom.glued or atom.space for atom in atoms[start + 1 : end])


def _cost(atoms: tuple[Atom, ...], start: int, end: int, slack: float, room: float, style: Style) -> float:
    """How bad a line is; each line costs something, so fewer lines win; a lone character at the end costs much."""
    if slack < -1e-6:
        return 1e6 * -slack
    ratio = slack / room
    last = end == len(atoms)
    # Fewer lines always win over evenness: the first term outweighs any sum of the second.
    cost = 1000.0 + (0.0 if last and not style.balance else 100.0 * ratio * ratio)
    if style.balance and not last and atoms[end - 1].trim_right:
        cost -= PHRASE  # a line that ends where the phrase ends
    if last and start > 0:
        letters = sum(atom.characters for atom in atoms[start:end] if not _is_mark(atom))
        first = atoms[start].clusters[0].text
        if letters <= 1 or (letters <= 2 and style.balance and is_han(first[0])):
            cost += 300.0
        elif not is_han(first[0]) and end - start == 1:
            cost += 20.0  # a widowed word
    return cost


def _is_mark(atom: Atom) -> bool:
    return all(is_wide_mark(cluster.text[0]) or not cluster.text[0].isalnum() for cluster in atom.clusters)


def _line(atoms: tuple[Atom, ...], width: float, size: float, style: Style, indent: float, last: bool,
          leftward: bool = False) -> Line:  # fmt: skip
    """Place one line's clusters."""
    inside = list(atoms)
    while inside and inside[0].space:
        inside.pop(0)
    while inside and inside[-1].space:
        inside.pop()
    if not inside:
        return Line((), 0.0)
    room = width / size - indent
    natural = _natural(tuple(inside), 0, len(inside), style)
    extra, shift = _justified(inside, room - natural, style, last)
    if leftward:
        inside, shift = seen_order(inside, _text_of), shift if style.align is Align.CENTRE else 0.0
    x = shift - inside[0].trim_left + (0.0 if leftward else indent)
    if style.hang and _hangs(inside[0]):
        x = indent + shift - inside[0].width
    placed: list[tuple[Cluster, float]] = []
    for number, atom in enumerate(inside):
        if number:
            x += atom.gap + (extra if _stretches(atom) else 0.0)
        for cluster in atom.clusters:
            placed.append((cluster, x * size))
            x += cluster.advance
    indented = indent * size if leftward else 0.0
    return Line(tuple(placed), (natural + (extra and room - natural)) * size, leftward, indented)


def _text_of(atom: Atom) -> str:
    return "".join(cluster.text for cluster in atom.clusters)


def _justified(inside: list[Atom], slack: float, style: Style, last: bool) -> tuple[float, float]:
    """How much each gap grows, and how far the line moves (em)."""
    if style.align is Align.CENTRE:
        return 0.0, slack / 2
    if style.align is Align.RIGHT:
        return 0.0, slack
    gaps = sum(1 for atom in inside[1:] if _stretches(atom))
    if style.align is Align.JUSTIFY and not last and gaps and 0 < slack / gaps <= STRETCH:
        return slack / gaps, 0.0
    return 0.0, 0.0


def _stretches(atom: Atom) -> bool:
    """Whether the gap before it may grow: everywhere but before a mark that closes."""
    return atom.clusters[0].text[0] not in CLOSING


def fit(text: str, language: str, style: Style, width: float, height: float, least: float) -> tuple[Block, bool]:
    """Set a text as large as its box allows: from the style's size down to `least` px.

    Returns:
        the block, and whether it fits: False when even the least size runs over (then it is set at the least).
    """
    size = style.size
    kept = _kept_lines(text, language, style, width, height, least) if style.balance and "\n" in text else None
    if kept is not None:
        return kept, True
    while True:
        block = typeset(text, language, style, width, size, chop=size <= least)
        if block.height <= height + 0.5 and block.natural <= width + 0.5:
            return block, True
        if size <= least:
            block.whole = False
            return block, False
        size = max(least, smaller(size))


def smaller(size: float) -> float:
    """The next size to try: a twentieth less, and whole px: Qt keeps a cache of glyphs for every size it has seen."""
    return float(min(round(size * 0.95), math.ceil(size) - 1))


def _kept_lines(text: str, language: str, style: Style, width: float, height: float, least: float) -> Block | None:
    """A headline broken by its author keeps its lines, if that makes it at most a third smaller."""
    size = style.size
    while size >= max(least, style.size * 0.64):
        block = typeset(text, language, style, width, size)
        if block.lines == text.count("\n") + 1 and block.natural <= width + 0.5 and block.height <= height + 0.5:
            return block
        size = smaller(size)
    return None


def pages(
    text: str, language: str, style: Style, width: float, height: float, later: float | None = None
) -> list[Block]:
    """Set a text at its style's size, cut into as many blocks as its height needs, of about equal length.

    Args:
        text, language, style, width: as for `typeset`.
        height: logical px for the first block.
        later: logical px for each of the others, where they have more or less.
    """
    lines, owners = lines_of(text, language, style, width, style.size)
    one = (style.face.ascent + style.face.descent) * style.size

    def room(height: float) -> int:
        return max(1, int((height - one) // (style.leading * style.size)) + 1)

    first, others = room(height), room(height if later is None else later)
    count = 1 + max(0, math.ceil((len(lines) - first) / others))
    longest = next(
        most for most in range(1, len(lines) + 1)
        if min(first, most) + (count - 1) * min(others, most) >= len(lines)
    )  # fmt: skip
    cuts = [0, *(min(first, longest) + min(others, longest) * page for page in range(count))]
    return [
        block_of(lines[start:end], owners[start:end], style, width, style.size)
        for start, end in itertools.pairwise(cuts)
    ]
