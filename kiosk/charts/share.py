"""Parts of a whole: one strip, cut, with each part named beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from kiosk.charts.drawing import LEAST, Bars, Drawing, Scrub, Spot, mixed
from kiosk.charts.labels import spread
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem
from kiosk.look.typeset import Block

WIDEST = 400.0
"""Logical px of the strip."""
SEAM = 4.0
"""Logical px of ground between parts."""


class Share(Drawing):
    """A standing strip; hairlines lead from its parts to their names."""

    scrub = Scrub.HEIGHT

    def build(self) -> None:
        """The strip from top to bottom, in the order of the deck."""
        marks = self.marks
        values = [marks.value((0, row)) if marks.there((0, row)) else 0.0 for row in range(marks.rows)]
        whole = max(marks.whole, sum(values)) or 1.0
        wide = min(WIDEST, self.width * 0.32)
        self.plot = QRectF(0, 0, wide, self.height)
        rects, at = [], 0.0
        for value in values:
            high = value / whole * self.height
            rects.append(QRectF(0, at, wide, max(0.0, high - (SEAM if high > 3 * SEAM else 0.0))))
            at += high
        self._rest = max(0.0, self.height - at)
        self.spots = [Spot((0, row), rect) for row, rect in enumerate(rects)]
        self._paint(rects, wide, at)
        self._name(rects, wide, at)

    def _paint(self, rects: list[QRectF], wide: float, used: float) -> None:
        marks, theme = self.marks, self.theme
        box = self.canvas()
        others = [row for row in range(marks.rows) if row != marks.chosen[1]]
        self._bars: list[Bars] = []
        for row, rect in enumerate(rects):
            if rect.height() <= 0:
                continue
            # Neighbours differ; the ground shows between them, and each leads to its name.
            part = others.index(row) % 2 if row in others else 0
            colour = theme.accent if row == marks.chosen[1] else mixed(theme.bar, theme.second, 0.35 * part)
            self._bars.append(Bars(box, [rect], [0.0], colour))
        if self._rest > 2:
            frame = FillItem(QRectF(0, 0, wide, self._rest), theme.rule, self)
            frame.setPos(0, used)
            inner = FillItem(QRectF(3, 3, wide - 6, max(0.0, self._rest - 6)), theme.paper, self)
            inner.setPos(0, used)

    def _name(self, rects: list[QRectF], wide: float, used: float) -> None:
        """Digits and name of each part beside it, spread so that none touches another."""
        marks, theme = self.marks, self.theme
        x = wide + 84.0
        count = marks.rows + (1 if self._rest > 12 else 0)
        room = self.height / count
        digits = [self._digits(row, room, rects[row]) for row in range(marks.rows)]
        column = max((block.natural for row, block in enumerate(digits) if row != marks.chosen[1]), default=0.0)
        blocks = []
        for row in range(marks.rows):
            chosen = row == marks.chosen[1]
            left = max(120.0, self.width - x - (digits[row].natural if chosen else column) - 26)
            face = Face.BOLD if chosen else Face.TEXT
            blocks.append((digits[row], self.fitted(marks.names[row], 34, left, max(40.0, room - 6), face)))
        wanted = [rect.center().y() for rect in rects]
        heights = [max(figure.height, name.height) + 16 for figure, name in blocks]
        if self._rest > 12:
            wanted.append(used + self._rest / 2)
            heights.append(46.0)
        ranked = sorted(range(marks.rows), key=lambda row: (row != marks.chosen[1], -rects[row].height()))
        order = [*ranked, *range(marks.rows, len(wanted))]
        box = self.canvas()
        for row, top in spread(wanted, heights, 0.0, self.height, order).items():
            middle = top + heights[row] / 2
            start = QPointF(wide + 8, wanted[row])
            if abs(middle - wanted[row]) < 1:
                self.leader(box, [start, QPointF(x - 16, middle)])
            else:
                self.leader(box, [start, QPointF(x - 48, middle), QPointF(x - 16, middle)])
            if row >= marks.rows:
                block = self.line(marks.rest, Face.TEXT, 30)
                self.put(block, theme.mute, x, middle - block.height / 2)
                continue
            figure, name = blocks[row]
            chosen = row == marks.chosen[1]
            there = marks.there((0, row))
            colour = theme.accent if chosen else theme.ink if there else theme.mute
            at = x + (figure.natural if chosen else column)  # the names of the others stand in a column
            self.put(figure, colour, x, middle - figure.height / 2)
            self.put(name, theme.ink if chosen else theme.second, at + 26, middle - name.height / 2)

    def _digits(self, row: int, room: float, rect: QRectF) -> Block:
        """A part's value: as large as its part of the strip lets it, for the one that matters."""
        if not self.marks.there((0, row)):
            return self.line(self.marks.nothing, Face.TEXT, LEAST)
        least = max(30.0, room * 0.8)
        size = min(150.0, max(least, rect.height() * 0.7)) if row == self.marks.chosen[1] else min(72.0, least)
        return self.one_line(self.marks.written((0, row)), size, self.width * 0.3, Face.FIGURE)

    def grow(self, progress: float) -> None:
        """The strip unrolls; the words come when it is half there."""
        for bars in self._bars:
            bars.grow(progress)
        self.fade(progress, self.words)
