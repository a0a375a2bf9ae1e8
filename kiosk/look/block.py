"""Type-set text, ready to paint, at any size and on any stage."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QPainterPath

from kiosk.look.witness import Witness

LARGEST_CACHED = 60.0
"""Device px an em up to which Qt's raster engine draws glyph runs; past 64 it silently draws nothing."""


class Block:
    """Type-set text, ready to paint.

    Attributes:
        lines: how many.
        width: the measure it was set to. natural: the widest line. height: from the first line's top to the last's
            bottom, by the face's em box (figures: cap height).
        size: px an em. leading: px from baseline to baseline. ascent: px from the top to the first baseline.
        ink: the rectangle that all glyphs stay within (for repaints).
        left: the leftmost line's x (a hung quote makes it negative).
        words: the text as it stands. said: all that was to be said, where `words` end in "…" for want of room (see
            `shortened`). whole: whether it has the room it was meant for (see `fit`).
    """

    __slots__ = ("_path", "_runs", "ascent", "height", "ink", "leading", "left", "lines", "natural", "said", "size",
                 "whole", "width", "words")  # fmt: skip

    def __init__(self, runs: list[QGlyphRun], ink: QRectF, *, lines: int, width: float, natural: float, left: float,
                 height: float, size: float, leading: float, ascent: float) -> None:  # fmt: skip
        self.words, self.said, self.whole = "", "", True
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
