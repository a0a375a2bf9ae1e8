"""Two times and what changed between them: a line for each series, named at both ends."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt

from kiosk.charts.drawing import LEAST, Curve, Dots, Drawing, Scrub, Spot
from kiosk.charts.labels import spread
from kiosk.charts.marks import Key
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem
from kiosk.look.typeset import Block

GAP = 26.0
"""Logical px between a line's end and its label."""


class Slope(Drawing):
    """Lengths don't speak here, positions do: the axis needn't begin at zero."""

    scrub = Scrub.ROW

    def build(self) -> None:
        """Labels left and right, lines between them."""
        marks, theme = self.marks, self.theme
        heads = [self.fitted(name, 32, self.width * 0.45, 80, Face.BOLD) for name in marks.names]
        top = max(block.height for block in heads) + 40
        labels = [[self._label(group, row) for group in range(len(marks.groups))] for row in (0, 1)]
        sides = [max((sum(block.natural for block in parts) + (14 if len(parts) > 1 else 0)) for parts in side) + GAP
                 for side in labels]  # fmt: skip
        self.plot = QRectF(sides[0], top, max(60.0, self.width - sides[0] - sides[1]), self.height - top)
        values = marks.all_values()
        low, high = min(values), max(values)
        foot, room = self.plot.bottom() - self.plot.height() * 0.08, self.plot.height() * 0.84
        self._y = [foot, foot - room] if high > low else [foot - room / 2] * 2
        self._ends = (low, high)
        self._points = {key: self._point(key) for key in marks.every() if marks.there(key)}
        for row, block in enumerate(heads):
            x = self.plot.left() - block.natural if row == 0 else self.plot.right()
            self.put(block, theme.ink, min(max(0.0, x), self.width - block.natural), 0)
            line = FillItem(QRectF(-1, 0, 2, self.plot.height() + 16), theme.rule, self)
            line.setPos(self.plot.left() if row == 0 else self.plot.right(), top - 16)
            line.setZValue(-200)  # under pyqtgraph's canvas
        for key in marks.every():
            end = self.plot.left() if key[1] == 0 else self.plot.right()
            at = self._points.get(key, QPointF(end, self.height - 12))
            self.spots.append(Spot(key, QRectF(at.x() - 12, at.y() - 12, 24, 24), at.y()))
        self._draw(self.canvas())
        for row in (0, 1):
            self._write(row, labels[row])

    def _point(self, key: Key) -> QPointF:
        low, high = self._ends
        part = (self.marks.value(key) - low) / (high - low) if high > low else 0.0
        x = self.plot.left() if key[1] == 0 else self.plot.right()
        return QPointF(x, self._y[0] + (self._y[1] - self._y[0]) * part)

    def _label(self, group: int, row: int) -> list[Block]:
        """A series' name and its value at one end, the value next to the line."""
        marks, key = self.marks, (group, row)
        chosen = group == marks.chosen[0]
        digits = (self.line(marks.written(key), Face.FIGURE, 46 if chosen else 36) if marks.there(key)
                  else self.line(marks.nothing, Face.TEXT, LEAST))  # fmt: skip
        measure = max(120.0, min(self.width * 0.3 - digits.natural - GAP, 420.0))
        name = self.fitted(marks.groups[group], 30, measure, 76, Face.BOLD if chosen else Face.TEXT)
        return [name, digits] if row == 0 else [digits, name]

    def _draw(self, box: pg.ViewBox) -> None:
        marks, theme = self.marks, self.theme
        order = [group for group in range(len(marks.groups)) if group != marks.chosen[0]] + [marks.chosen[0]]
        self._curves: list[Curve] = []
        self._dots: list[tuple[Dots, list[QPointF]]] = []
        middle = self.plot.center().y()
        for group in order:
            chosen = group == marks.chosen[0]
            points = [self._points.get((group, row)) for row in (0, 1)]
            colour = theme.accent if chosen else theme.mute
            pen = pg.mkPen(colour, width=7 if chosen else 4)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self._curves.append(Curve(box, points, middle, pen))
            there = [point for point in points if point is not None]
            if there:
                self._dots.append((Dots(box, there, 24 if chosen else 16, colour), there))
        self._middle = middle

    def _write(self, row: int, labels: list[list[Block]]) -> None:
        """One end's labels, spread; those whose value is missing stand at the foot."""
        marks, theme = self.marks, self.theme
        wanted = [self._points[group, row].y() if (group, row) in self._points else self.height
                  for group in range(len(marks.groups))]  # fmt: skip
        heights = [max(block.height for block in parts) + 8 for parts in labels]
        order = [marks.chosen[0], *(group for group in range(len(labels)) if group != marks.chosen[0])]
        for group, top in spread(wanted, heights, self.plot.top() - 16, self.height, order).items():
            parts, middle = labels[group], top + heights[group] / 2
            wide = sum(block.natural for block in parts) + 14
            x = self.plot.left() - GAP - wide if row == 0 else self.plot.right() + GAP
            for number, block in enumerate(parts):
                is_name = (row == 0) == (number == 0)
                colour = theme.accent if group == marks.chosen[0] else theme.second if is_name else theme.ink
                self.put(block, colour, max(0.0, x), middle - block.height / 2)
                x += block.natural + 14

    def grow(self, progress: float) -> None:
        """The lines open like a fan."""
        for curve in self._curves:
            curve.grow(progress)
        for dots, points in self._dots:
            dots.move([QPointF(p.x(), self._middle + (p.y() - self._middle) * progress) for p in points])
        self.fade(progress, self.words)
