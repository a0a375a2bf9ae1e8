"""Paragraphs to blocks: punctuation squeezed, margins kept straight, as large as there is room for.

The rules are CLREQ's (see `clreq`); where lines end, `lines` says.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGlyphRun

from kiosk.look.atoms import atoms_of, chopped, tracked
from kiosk.look.bidi import runs_left
from kiosk.look.block import Block
from kiosk.look.lines import Align, Line, Placed, Style, ends_of, line_of
from kiosk.look.shaping import Shaped, glyph_runs

__all__ = ["Align", "Block", "Line", "Style", "block_of", "fit", "lines_of", "pages", "smaller", "typeset"]


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
        ends = ends_of(atoms, width / size, indent, style)
        start = 0
        for number, end in enumerate(ends or [0]):
            last = end == len(atoms)
            first = indent if number == 0 else 0.0
            lines.append(line_of(atoms[start:end], width, size, style, first, last, leftward))
            owners.append(shaped)
            start = end
    return lines, tuple(owners)


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
    height = (len(lines) - 1) * (style.leading * size) + (style.face.ascent + style.face.descent) * size
    return height, max((line.width for line in lines), default=0.0)


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
    size = style.size
    kept = _kept_lines(text, language, style, width, height, least) if style.balance and "\n" in text else None
    if kept is not None:
        return kept, True
    while True:
        lines, fonts = lines_of(text, language, style, width, size, chop=size <= least)
        high, wide = _extent(lines, style, size)
        whole = high <= height + 0.5 and wide <= width + 0.5
        if whole or size <= least:
            block = block_of(lines, fonts, style, width, size, text)
            block.whole = whole
            return block, whole
        size = max(least, smaller(size))


def smaller(size: float) -> float:
    """The next size to try: a twentieth less, and whole px: Qt keeps a cache of glyphs for every size it has seen."""
    return float(min(round(size * 0.95), math.ceil(size) - 1))


def _kept_lines(text: str, language: str, style: Style, width: float, height: float, least: float) -> Block | None:
    """A headline broken by its author keeps its lines, if that makes it at most a third smaller."""
    size = style.size
    while size >= max(least, style.size * 0.64):
        lines, fonts = lines_of(text, language, style, width, size)
        high, wide = _extent(lines, style, size)
        if len(lines) == text.count("\n") + 1 and wide <= width + 0.5 and high <= height + 0.5:
            return block_of(lines, fonts, style, width, size, text)
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
