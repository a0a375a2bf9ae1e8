"""A small chart for each series, all to one scale, so that shapes are compared at a glance."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF

from kiosk.charts.drawing import LEAST, Bars, Curve, Dots, Drawing, Spot
from kiosk.charts.labels import held
from kiosk.charts.marks import value_range
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem

AIR = 64.0
"""Logical px between panels."""
LOW = 190.0
"""Logical px of a panel's height, with the air under it, below which it has no feet."""
AS_BARS = 12
"""Rows up to which a panel has bars; a line from there on."""


class Multiples(Drawing):
    """Panels in a grid, as near to three by two as their number allows."""

    def build(self) -> None:
        """The grid, then each panel."""
        marks = self.marks
        count = len(marks.groups)
        across = min(range(1, count + 1), key=self._odd)
        down = math.ceil(count / across)
        self._low, self._high = value_range(marks.all_values())
        self._grow: list[Bars | Curve] = []
        self._dots: list[tuple[Dots, list[QPointF], float]] = []
        box = self.canvas()
        gap = min(AIR, self.height * 0.06)
        wide = (self.width - (across - 1) * AIR) / across
        high = (self.height - (down - 1) * gap) / down
        for group in range(count):
            left, top = (group % across) * (wide + AIR), (group // across) * (high + gap)
            self._panel(box, group, QRectF(left, top, wide, high))

    def _odd(self, across: int) -> float:
        """How far a panel's shape is from what reads well; a last line that isn't full counts a little."""
        count = len(self.marks.groups)
        down = math.ceil(count / across)
        shape = (self.width / across) / (self.height / down)
        empty = across * down - count
        cramped = self.width / across < 190, self.height / down < LOW
        return abs(math.log(shape / 1.5)) + 0.2 * empty + 5.0 * cramped[0] + 3.0 * cramped[1]

    def _panel(self, box: pg.ViewBox, group: int, cell: QRectF) -> None:
        marks, theme = self.marks, self.theme
        chosen = group == marks.chosen[0]
        face, low = Face.BOLD if chosen else Face.TEXT, cell.height() < LOW - 20
        title = self.fitted(marks.groups[group], 30, cell.width(), 76, face)
        if title.height > (40 if cell.height() < 260 else 76):
            title = self.one_line(marks.groups[group], 30, cell.width(), face)
        self.put(title, theme.accent if chosen else theme.ink, cell.left(), cell.top())
        feet = 6.0 if low else 40.0
        size = 40.0 if cell.height() > 240 else 30.0
        head = title.height + 14 + size * 0.7 + 14
        below = size * 0.7 + 12 if self._low < 0 else 0.0
        plot = QRectF(cell.left(), cell.top() + head, cell.width(), max(8.0, cell.height() - head - feet - below))
        per = plot.width() / marks.rows
        xs = self._xs(plot)

        def y(value: float) -> float:
            return plot.bottom() - (value - self._low) / (self._high - self._low) * plot.height()

        base = y(0.0)
        points = [QPointF(xs[row], y(marks.value((group, row)))) if marks.there((group, row)) else None
                  for row in range(marks.rows)]  # fmt: skip
        colour = theme.accent if chosen else theme.bar if marks.rows <= AS_BARS else theme.second
        if marks.rows <= AS_BARS:
            bar = min(90.0, per * 0.7)
            rects = [QRectF(x - bar / 2, min(p.y(), base), bar, abs(p.y() - base)) if p is not None
                     else QRectF(x - bar / 2, base - 20, bar, 20) for x, p in zip(xs, points, strict=True)]  # fmt: skip
            some = [rect for rect, point in zip(rects, points, strict=True) if point is not None]
            if some:
                self._grow.append(Bars(box, some, [base] * len(some), colour))
            self.spots += [Spot((group, row), rect) for row, rect in enumerate(rects)]
        else:
            self._grow.append(Curve(box, points, base, pg.mkPen(colour, width=5 if chosen else 4)))
            self.spots += [Spot((group, row), QRectF(xs[row] - 8, (p.y() if p else base) - 8, 16, 16), base)
                           for row, p in enumerate(points)]  # fmt: skip
        line = FillItem(QRectF(0, -1.5, plot.width(), 3), theme.ink, self)
        line.setPos(plot.left(), base)
        line.setZValue(2)
        self._write(box, group, points, plot, size, base)
        self._write_gaps([x for x, point in zip(xs, points, strict=True) if point is None], per, base)
        if not low:
            self._foot(cell, xs)

    def _xs(self, plot: QRectF) -> list[float]:
        """The rows, to scale on an axis of time."""
        at = self.marks.at
        per = plot.width() / len(at)
        if len(at) == 1:
            return [plot.center().x()]
        if len(at) <= AS_BARS:
            return [plot.left() + per * (row + 0.5) for row in range(len(at))]
        return [plot.left() + 8 + (x - at[0]) / (at[-1] - at[0]) * (plot.width() - 16) for x in at]

    def _write(self, box: pg.ViewBox, group: int, points: list[QPointF | None], plot: QRectF, size: float,
               base: float) -> None:  # fmt: skip
        """The last value that is there, on its mark."""
        marks, theme = self.marks, self.theme
        last = next((row for row in range(marks.rows - 1, -1, -1) if points[row] is not None), None)
        chosen = group == marks.chosen[0]
        if last is None:
            block = self.line(marks.nothing, Face.TEXT, LEAST)
            self.put(block, theme.mute, plot.left(), base - block.height - 12)
            return
        point = points[last]
        assert point is not None
        if marks.rows > AS_BARS:
            dots = Dots(box, [point], 18, theme.accent if chosen else theme.second)
            self._dots.append((dots, [point], base))
        block = self.line(marks.written((group, last)), Face.FIGURE, size)
        if block.natural > plot.width():
            block = self.fitted(marks.written((group, last)), size, plot.width(), size, Face.FIGURE)
        x = plot.left() + held(point.x() - plot.left(), block.natural, plot.width())
        tall = [one.y() for one in points if one is not None and x - 30 <= one.x() <= x + block.natural + 30]
        y = point.y() + 12 if point.y() > base else min([point.y(), *tall]) - block.height - 14
        self.put(block, theme.accent if chosen else theme.ink, x, y)

    def _write_gaps(self, xs: list[float], room: float, base: float) -> None:
        """A dash where a bar is missing; what it means is said by the card and the table."""
        block = self.line("—", Face.TEXT, LEAST)
        written = self.words[-1].extent().translated(self.words[-1].pos())
        for x in xs if self.marks.rows <= AS_BARS and block.natural < room else ():
            place = QRectF(x - block.natural / 2, base - block.height - 6, block.natural, block.height)
            if not place.intersects(written):
                self.put(block, self.theme.mute, place.x(), place.y())

    def _foot(self, cell: QRectF, xs: list[float]) -> None:
        """The first row's name and the last one's; one alone where both don't fit."""
        marks, theme = self.marks, self.theme
        last = self.fitted(marks.names[-1], 26, cell.width(), 34)
        if last.height > 34:
            return
        y = cell.bottom() - last.height
        x = cell.left() + held(xs[-1] - cell.left(), last.natural, cell.width())
        self.put(last, theme.second, x, y)
        if marks.rows > 1:
            first = self.fitted(marks.names[0], 26, cell.width(), 34)
            left = cell.left() + held(xs[0] - cell.left(), first.natural, cell.width())
            if first.height <= 34 and left + first.natural + 16 <= x:
                self.put(first, theme.second, left, y)

    def grow(self, progress: float) -> None:
        """All panels together."""
        for one in self._grow:
            one.grow(progress)
        for dots, points, base in self._dots:
            dots.move([QPointF(p.x(), base + (p.y() - base) * progress) for p in points])
        self.fade(progress, self.words)
