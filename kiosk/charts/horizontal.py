"""Bars that lie: for long names. The names at the left, the values at the bars' ends."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from kiosk.charts.drawing import LEAST, Bars, Drawing, Scrub, Spot
from kiosk.charts.labels import clear
from kiosk.charts.marks import value_range
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem

GAP = 22.0
"""Logical px between words and bars."""
HIGHEST = 176.0
"""Logical px of a row."""


class Horizontal(Drawing):
    """One bar a row, from zero to the right; negative ones to the left."""

    scrub = Scrub.HEIGHT

    def build(self) -> None:
        """Names, bars, digits."""
        marks, theme = self.marks, self.theme
        rows = marks.rows
        row_height = min(HIGHEST, self.height / rows)
        self.plot = QRectF(0, 0, self.width, row_height * rows)
        high = max(LEAST, row_height - 8)
        names = [self.fitted(name, min(34.0, max(LEAST, high * 0.8)), self.width * 0.36, high) for name in marks.names]
        names = [
            block if block.height <= high else self.one_line(words, 34, self.width * 0.36)
            for block, words in zip(names, marks.names, strict=True)
        ]
        left = max(block.natural for block in names) + GAP
        size = max(26.0, min(64.0, row_height * 0.62))
        digits = [self.one_line(marks.written((0, row)), size, self.width * 0.24, Face.FIGURE)
                  if marks.there((0, row)) else self.line(marks.nothing, Face.TEXT, LEAST)
                  for row in range(rows)]  # fmt: skip
        widest = max(block.natural for block in digits) + GAP
        low, top = value_range(marks.all_values())
        start, end = left + (widest if low < 0 else 0.0), self.width - widest
        scale = max(40.0, end - start) / (top - low)
        self.base = start - low * scale
        self._bars: list[Bars] = []
        thick = row_height * 0.62
        middles = [(row + 0.5) * row_height for row in range(rows)]
        shown = clear(middles, [block.height for block in names], [marks.chosen[1]], self.plot.bottom(), air=0.5)
        rects = []
        for row in range(rows):
            key, middle = (0, row), (row + 0.5) * row_height
            there = marks.there(key)
            ahead = marks.value(key) * scale if there else 0.0
            rect = QRectF(self.base + min(0.0, ahead), middle - thick / 2, abs(ahead), thick)
            rects.append(rect)
            reach = rect if there else QRectF(self.base, rect.top(), digits[row].natural + GAP, thick)
            self.spots.append(Spot(key, reach))
            matters = key == marks.chosen
            if row in shown:
                block = names[row]
                self.put(block, theme.accent if matters else theme.ink, left - GAP - block.natural,
                         middle - block.height / 2)  # fmt: skip
            block = digits[row]
            x = rect.right() + GAP * 0.6 if ahead >= 0 else rect.left() - GAP * 0.6 - block.natural
            if row in shown:
                self.put(block, theme.accent if matters else theme.ink if there else theme.mute, x,
                         middle - block.height / 2)  # fmt: skip
        box = self.canvas()
        seen = [row for row in range(rows) if marks.there((0, row))]
        for colour, chosen in ((theme.bar, False), (theme.accent, True)):
            some = [row for row in seen if (row == marks.chosen[1]) == chosen]
            if some:
                self._bars.append(Bars(box, [rects[row] for row in some], [self.base] * len(some), colour, across=True))
        line = FillItem(QRectF(-2, 0, 4, self.plot.height()), theme.ink, self)
        line.setPos(self.base, 0)

    def grow(self, progress: float) -> None:
        """The bars reach out; the words come when they are half there."""
        for bars in self._bars:
            bars.grow(progress)
        self.fade(progress, self.words)
