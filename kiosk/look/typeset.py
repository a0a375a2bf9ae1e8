"""Paragraphs to blocks: punctuation squeezed, margins kept straight, as large as there is room for.

The rules are CLREQ's (see `clreq`); where lines end, `breaks` says.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGlyphRun

from kiosk.look.atoms import Atom, atoms_of, chopped, tracked, unbroken
from kiosk.look.bidi import runs_left
from kiosk.look.block import Block
from kiosk.look.breaks import Breaks
from kiosk.look.lines import Align, Line, Placed, Style, line_of
from kiosk.look.shaping import Shaped, glyph_runs

__all__ = ["Align", "Block", "Line", "Style", "Words", "block_of", "fit", "pages",
           "shortened", "smaller", "typeset"]  # fmt: skip


class Words:
    """A text to set, cut to atoms and measured once: a slide tries one size after another."""

    def __init__(self, text: str, language: str, style: Style) -> None:
        """Take a text in.

        Args:
            text: plain text. Line breaks in it are kept; each begins a paragraph.
            language: of the text: decides punctuation, spacing and where lines may break.
            style: how it is set.
        """
        self.text, self._style, self._leftward = text, style, runs_left(language)
        self._paragraphs = [self._cut(paragraph.strip(), language) for paragraph in text.split("\n")]

    def _cut(self, paragraph: str, language: str) -> _Paragraph:
        atoms, shaped = atoms_of(paragraph, self._style.face, language)
        if self._style.track:
            atoms = tuple(tracked(atom, self._style.track) for atom in atoms)
        indent = self._style.indent if len(atoms) > 1 else 0.0
        return _Paragraph(atoms, shaped, indent, unbroken(atoms), Breaks(atoms, self._style))

    def count(self, width: float, size: float, chop: bool = True) -> int:
        """How many lines it makes; the arguments are those of `lines`."""
        return sum(
            max(1, self._chopped(paragraph, width / size, chop).breaks.count(width / size, paragraph.indent))
            for paragraph in self._paragraphs
        )

    def lines(self, width: float, size: float, chop: bool = True) -> tuple[list[Line], tuple[Shaped, ...]]:
        """The lines of all paragraphs; each line's clusters point into the `Shaped` of its own paragraph.

        Args:
            width: the measure, logical px.
            size: px an em.
            chop: whether a word that is wider than the measure is cut, rather than left to run over.
        """
        lines: list[Line] = []
        owners: list[Shaped] = []
        measure = width / size
        for whole in self._paragraphs:
            atoms, shaped, indent, _, breaks = self._chopped(whole, measure, chop)
            start = 0
            for end in breaks.ends(measure, indent) or [0]:
                first = 0.0 if start else indent
                last = end == len(atoms)
                lines.append(line_of(atoms[start:end], width, size, self._style, first, last, self._leftward))
                owners.append(shaped)
                start = end
        return lines, tuple(owners)

    def block(self, width: float, size: float, chop: bool = True) -> Block:
        """All of it as a block; the arguments are those of `lines`."""
        lines, owners = self.lines(width, size, chop)
        return block_of(lines, owners, self._style, width, size, self.text)

    def fitted(self, width: float, height: float, size: float, chop: bool = True) -> Block | None:
        """All of it as a block, if a box of that size has room for it; lines are only counted where it hasn't."""
        if _height(self.count(width, size, chop), self._style, size) > height + 0.5:
            return None
        lines, owners = self.lines(width, size, chop)
        if _extent(lines, self._style, size)[1] > width + 0.5:
            return None
        return block_of(lines, owners, self._style, width, size, self.text)

    def _chopped(self, paragraph: _Paragraph, measure: float, chop: bool) -> _Paragraph:
        measure -= paragraph.indent
        if not chop or paragraph.unbroken <= measure:
            return paragraph
        atoms = chopped(paragraph.atoms, measure)
        return paragraph._replace(atoms=atoms, breaks=Breaks(atoms, self._style))


class _Paragraph(NamedTuple):
    """One, cut: its indent and what no break parts, in em."""

    atoms: tuple[Atom, ...]
    shaped: Shaped
    indent: float
    unbroken: float
    breaks: Breaks


def typeset(
    text: str, language: str, style: Style, width: float, size: float | None = None, chop: bool = True
) -> Block:
    """Set a text to a measure.

    Args:
        text, language, style: as for `Words`.
        width: the measure, logical px.
        size: px an em, where it differs from the style's.
        chop: whether a word that is wider than the measure is cut, rather than left to run over.
    """
    return Words(text, language, style).block(width, style.size if size is None else size, chop)


def block_of(lines: Sequence[Line], owners: Sequence[Shaped], style: Style, width: float, size: float,
             words: str | None = None) -> Block:  # fmt: skip
    """Lines to a block: baselines a leading apart, the first one an ascent below the top.

    `words` is their text; gathered from the lines where it isn't known.
    """
    leading = style.leading * size
    ascent = style.face.ascent * size
    placed = _flush_right(lines, style)
    runs: list[QGlyphRun] = []
    y = ascent
    for line, owner in zip(placed, owners, strict=True):
        runs += glyph_runs([(cluster, x, y) for cluster, x in line], owner.fonts, size)
        y += leading
    height, natural = _extent(lines, style, size)
    left = min((line[0][1] for line in placed if line), default=0.0)
    margin = 0.3 * size
    reach = max((line[-1][1] + line[-1][0].advance * size for line in placed if line), default=0.0)
    ink = QRectF(left - margin, -margin, reach - left + 2 * margin, height + 2 * margin + 0.2 * size)
    block = Block(runs, ink, lines=len(lines), width=width, natural=natural, left=left, height=height, size=size,
                  leading=leading, ascent=ascent)  # fmt: skip
    block.words = "".join(cluster.text for line in placed for cluster, _ in line) if words is None else words
    return block


def _extent(lines: Sequence[Line], style: Style, size: float) -> tuple[float, float]:
    """How high a block of these lines is, and how wide the widest of them."""
    return _height(len(lines), style, size), max((line.width for line in lines), default=0.0)


def _height(lines: int, style: Style, size: float) -> float:
    """How high a block of so many lines is, logical px."""
    return (lines - 1) * (style.leading * size) + (style.face.ascent + style.face.descent) * size


def _flush_right(lines: Sequence[Line], style: Style) -> list[Placed]:
    """Lines that run from right to left end where the widest of them ends."""
    if style.align is Align.CENTRE or not any(line.leftward for line in lines):
        return [line.placed for line in lines]
    widest = max(line.width + line.indent for line in lines)
    return [line.moved(widest - line.width - line.indent) for line in lines]


def fit(text: str, language: str, style: Style, width: float, height: float, least: float) -> tuple[Block, bool]:
    """Set a text as large as its box allows: from the style's size down to `least` px.

    Returns:
        the block, and whether it fits: False when even the least size runs over (then it is set at the least).
    """
    words, size = Words(text, language, style), style.size
    kept = _kept_lines(words, style, width, height, least) if style.balance and "\n" in text else None
    if kept is not None:
        return kept, True
    while size > least:
        block = words.fitted(width, height, size, chop=False)
        if block is not None:
            return block, True
        size = max(least, smaller(size))
    block = words.block(width, size)
    block.whole = block.height <= height + 0.5 and block.natural <= width + 0.5
    return block, block.whole


def shortened(text: str, set_in: Callable[[str], tuple[Block, bool]]) -> Block:
    """As much of a text as there is room for, ended in "…"; all of it where that has room.

    `kiosk check` tells of what it leaves out, unless the whole text stands elsewhere on the slide.

    Args:
        text: all of it.
        set_in: sets a text and says whether it has room, as `fit` does.
    """
    block, whole = set_in(text)
    low, high = 0, len(text) - 1
    while not whole and low < high:
        middle = (low + high + 1) // 2
        shorter, fits = set_in(text[:middle].rstrip() + "…")
        if fits:
            low, block = middle, shorter
        else:
            high = middle - 1
    block.said = text
    return block


def smaller(size: float) -> float:
    """The next size to try: a twentieth less, and whole px: Qt keeps a cache of glyphs for every size it has seen."""
    return float(min(round(size * 0.95), math.ceil(size) - 1))


def _kept_lines(words: Words, style: Style, width: float, height: float, least: float) -> Block | None:
    """A headline broken by its author keeps its lines, if that makes it at most a third smaller."""
    size, kept = style.size, words.text.count("\n") + 1
    while size >= max(least, style.size * 0.64):
        block = words.fitted(width, height, size) if words.count(width, size) == kept else None
        if block is not None:
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
    lines, owners = Words(text, language, style).lines(width, style.size)
    one = _height(1, style, style.size)

    def room(height: float) -> int:
        return max(1, int((height + 0.5 - one) // (style.leading * style.size)) + 1)  # as `fit` has it

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
