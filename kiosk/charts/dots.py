"""So many of so many: a dot for each, full or a ring."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath

from kiosk.charts.drawing import Dots, Drawing, Spot
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem

LARGEST = 210.0
"""Logical px from dot to dot."""
FILL = 0.74
"""A dot's diameter, of the distance between two."""
AIR = 56.0
"""Logical px between two matrices."""


class Matrix(Drawing):
    """One matrix of dots, or one for each row."""

    def build(self) -> None:
        """The matrices side by side or one under another, whichever makes the dots larger."""
        marks = self.marks
        whole = round(marks.whole)
        options = [self._grid(columns, whole) for columns in range(1, marks.rows + 1)]
        across, pitch, per_line = max(options, key=lambda option: (option[1], option[0]))
        lines = math.ceil(marks.rows / across)
        cell = QRectF(0, 0, (self.width - (across - 1) * AIR) / across, (self.height - (lines - 1) * AIR) / lines)
        self._full: list[tuple[Dots, list[QPointF]]] = []
        self._rings: list[Dots] = []
        self._broken: list[FillItem] = []
        box = self.canvas()
        for row in range(marks.rows):
            left = (row % across) * (cell.width() + AIR)
            top = (row // across) * (cell.height() + AIR)
            self._matrix(box, row, QRectF(left, top, cell.width(), cell.height()), pitch, per_line)

    def _words_height(self) -> float:
        return 176.0 if self.marks.rows == 1 else 130.0

    def _grid(self, across: int, whole: int) -> tuple[int, float, int]:
        """With so many matrices across: that number, the distance between dots, and how many stand in a line."""
        lines = math.ceil(self.marks.rows / across)
        width = (self.width - (across - 1) * AIR) / across
        height = (self.height - (lines - 1) * AIR) / lines - self._words_height()
        if width < 150 or height < 20:
            return across, 0.0, 1
        # Lines of five, ten or twenty are counted at a glance; else whatever makes the dots largest.
        tens = [n for n in (5, 10, 20, 25) if whole % n == 0 and (n > 5 or whole <= 50)] or list(range(1, whole + 1))
        best = max(tens, key=lambda n: min(width / n, height / math.ceil(whole / n)))
        return across, min(LARGEST, width / best, height / math.ceil(whole / best)), best

    def _matrix(self, box: pg.ViewBox, row: int, cell: QRectF, pitch: float, per_line: int) -> None:
        marks, theme = self.marks, self.theme
        whole, key = round(marks.whole), (0, row)
        value = marks.value(key) if marks.there(key) else 0.0
        points = [
            QPointF(cell.left() + (n % per_line + 0.5) * pitch - pitch * (1 - FILL) / 2,
                    cell.top() + (n // per_line + 0.5) * pitch - pitch * (1 - FILL) / 2)
            for n in range(whole)
        ]  # fmt: skip
        full = math.floor(value + 1e-9)
        matters = key == marks.chosen
        colour = theme.accent if matters else theme.second
        size = pitch * FILL
        if full:
            self._full.append((Dots(box, points[:full], size, colour), points[:full]))
        if value - full > 1e-9:
            self._broken.append(self._piece(points[full], size, value - full, colour))
        thin = max(2.0, min(4.0, size * 0.06))
        if full < whole:
            ring = pg.mkPen(theme.mute if marks.there(key) else theme.rule, width=thin)
            self._rings.append(Dots(box, points[full:], size - thin, None, ring))
        high, gap = math.ceil(whole / per_line) * pitch, pitch * (1 - FILL)
        self.spots.append(Spot(key, QRectF(cell.left(), cell.top(), per_line * pitch - gap, high - gap)))
        y = cell.top() + high + (24 if marks.rows == 1 else 14) - gap / 2
        room = cell.bottom() - y
        size = 64 if marks.rows == 1 else 44
        digits = self.fitted(marks.written(key), size, cell.width(), room * 0.6, Face.SERIF)
        if digits.height > room * 0.6 and marks.there(key):
            digits = self.line(f"{value:g} / {whole}", Face.FIGURE, size)  # too long a unit: the card says it
        ink = theme.ink if marks.there(key) else theme.mute
        self.put(digits, theme.accent if matters else ink, cell.left(), y)
        y += digits.height + 14
        name = self.fitted(marks.names[row], 32, cell.width(), max(30.0, cell.bottom() - y))
        if name.height > cell.bottom() - y:
            name = self.one_line(marks.names[row], 32, cell.width())
        self.put(name, theme.second, cell.left(), y)

    def _piece(self, centre: QPointF, size: float, part: float, colour: QColor) -> FillItem:
        """The part of a dot that a fraction fills, from the left."""
        rect = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        dot, left = QPainterPath(), QPainterPath()
        dot.addEllipse(rect)
        left.addRect(rect.adjusted(0, 0, (part - 1) * size, 0))
        return FillItem(dot.intersected(left), colour, self)

    def grow(self, progress: float) -> None:
        """The dots are counted out."""
        for dots, points in self._full:
            dots.move(points[: math.ceil(len(points) * progress)])
        for piece in self._broken:
            piece.setVisible(progress >= 1)
        self.fade(progress, self.words)
