"""Upright bars: one series, several side by side, or several on one another."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from kiosk.charts.drawing import Bars, Spot
from kiosk.charts.labels import AIR, clear, held, spread
from kiosk.charts.marks import Key
from kiosk.charts.upright import FEW, Upright
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem, TextItem
from kiosk.look.typeset import Block

CLEAR = 22.0
"""Logical px between a bar and its digits."""
TOUCHING = 4.0
"""Logical px left and right of digits, where they are made smaller until all of them have room."""
SEAM = 3.0
"""Logical px of ground between what stands on one another."""


class Columns(Upright):
    """One bar a row, or one for each series beside the others."""

    def build(self) -> None:
        """Bars from zero, digits on them, words under them."""
        marks, several = self.marks, len(self.marks.groups)
        top = self._name_series() if several > 1 else 0.0
        self.lay_x(self.width, bars=True, side_by_side=several)
        self.make_names()
        room = self.digit_room() if several == 1 else self.bar
        size = self.digit_size(marks.rows * several, room, 92.0 if several == 1 else 64.0, 30.0 if several == 1 else 24)
        if several == 1 and marks.rows <= FEW:
            size = self._size_for_all(size)
        self.lay_y(top + size * 0.7 + 34, marks.all_values(), size * 0.7 + 34)
        box = self.canvas()
        tints, seam = self.tints(), (min(8.0, self.bar * 0.08) if several > 1 else 0.0)
        rects = {key: self._rect(key, seam) for key in marks.every()}
        self._drawn: list[Bars] = []
        for colour, keys in self._by_colour(tints):
            some = [key for key in keys if marks.there(key)]
            if some:
                self._drawn.append(Bars(box, [rects[key] for key in some], [self.base] * len(some), colour))
        self.spots = [Spot(key, rect) for key, rect in rects.items()]
        self._digits = self._write(rects, size, room)
        self.words += list(self.place_names().values())
        self.baseline()

    def _size_for_all(self, size: float) -> float:
        """Px an em at which the digits of bars that stand close to each other are all written; else as they were."""
        marks = self.marks
        rows = [row for row in range(marks.rows) if marks.there((0, row))]
        for smaller in (size, *(one for one in (72.0, 60.0, 52.0, 44.0, 38.0, 34.0, 30.0, 27.0) if one < size)):
            widths = [self.line(marks.written((0, row)), Face.FIGURE, smaller).natural for row in rows]
            if len(clear([self.xs[row] for row in rows], widths, [], self.width, TOUCHING)) == len(rows):
                return smaller
        return size

    def _by_colour(self, tints: list[QColor]) -> list[tuple[QColor, list[Key]]]:
        """The marks by colour; of one series, the mark that matters and the others."""
        marks = self.marks
        if len(marks.groups) > 1:
            return [(tints[group], [(group, row) for row in range(marks.rows)]) for group in range(len(tints))]
        return [
            (self.theme.bar, [key for key in marks.every() if key != marks.chosen]),
            (self.theme.accent, [marks.chosen]),
        ]

    def _rect(self, key: Key, seam: float) -> QRectF:
        """A bar at rest; where a value is missing, the place where it would stand."""
        group, row = key
        left = self.xs[row] + (group - len(self.marks.groups) / 2) * self.bar
        if not self.marks.there(key):
            return QRectF(left, self.base - 36, self.bar, 36)
        end = self.level(self.marks.value(key))
        return QRectF(left, min(end, self.base), self.bar - seam, abs(end - self.base))

    def _name_series(self) -> float:
        """The series in their order above the plot, each with a swatch: bars are too narrow to hold their names.

        Returns:
            the height it takes, logical px.
        """
        theme, tints = self.theme, self.tints()
        x, y, line = 0.0, 0.0, 44.0
        for group, name in enumerate(self.marks.groups):
            chosen = group == self.marks.chosen[0]
            block = self.fitted(name, 30, self.width - 60, 40, Face.BOLD if chosen else Face.TEXT)
            if x and x + 38 + block.natural > self.width:
                x, y = 0.0, y + line
            swatch = FillItem(QRectF(0, 0, 26, 26), tints[group], self)
            swatch.setPos(x, y + 4)
            self.put(block, theme.accent if chosen else theme.second, x + 38, y + max(0.0, 17 - block.height / 2))
            x += 38 + block.natural + 44
        return y + line + 24

    def _write(self, rects: dict[Key, QRectF], size: float, room: float) -> dict[Key, TextItem]:
        """The digits that stand clear of each other and of taller neighbours."""
        marks, theme, one = self.marks, self.theme, len(self.marks.groups) == 1
        keys = marks.every()
        blocks = {
            key: self.line(marks.written(key), Face.FIGURE, size) if marks.there(key) else self.gap_word(room)
            for key in keys
        }
        mine = [keys.index(key) for key in keys if key[0] == marks.chosen[0]]
        first = [keys.index(marks.chosen), len(keys) - 1, 0] if one else mine
        widths = [blocks[key].natural if one or blocks[key].natural <= room * 1.15 else 0.0 for key in keys]
        centres = [rects[key].center().x() for key in keys]
        written: dict[Key, TextItem] = {}
        air = TOUCHING if one and marks.rows <= FEW else AIR
        for index in sorted(clear(centres, widths, first, self.width, air)):
            key, block = keys[index], blocks[keys[index]]
            x = held(centres[index], block.natural, self.width)
            tall = self._crossed(QRectF(x, self._above(key, block, 1.0), block.natural, block.height), key, rects)
            if tall is not None and key != marks.chosen:
                continue
            matters = key == marks.chosen if one else key[0] == marks.chosen[0]
            colour = theme.accent if matters else theme.ink
            item = self.put(block, colour if marks.there(key) else theme.mute, x, self._above(key, block, 1.0))
            if tall is not None:
                item.setY(tall - block.height - CLEAR)
            written[key] = item
        self._lifted = {key: item.y() - self._above(key, item.block, 1.0) for key, item in written.items()}
        return written

    def _crossed(self, label: QRectF, key: Key, rects: dict[Key, QRectF]) -> float | None:
        """The top of the tallest other bar that a label would stand on."""
        tops = [
            rect.top()
            for other, rect in rects.items()
            if other != key and self.marks.there(other) and rect.intersects(label)
        ]
        return min(tops, default=None)

    def _above(self, key: Key, block: Block, progress: float) -> float:
        """The y of digits on a bar on its way: above it, or below it where it hangs."""
        if not self.marks.there(key):
            return self.base - block.height - 14
        value = self.marks.value(key)
        end = self.base + (self.level(value) - self.base) * progress
        return end - block.height - CLEAR if value >= 0 else end + CLEAR

    def grow(self, progress: float) -> None:
        """The bars rise, and carry their digits."""
        for bars in self._drawn:
            bars.grow(progress)
        for key, item in self._digits.items():
            item.setY(self._above(key, item.block, progress) + self._lifted[key] * progress)
        self.fade(progress, self._digits.values())


class Stacked(Upright):
    """Several series on one another, named beside the last bar."""

    def build(self) -> None:
        """Segments with their digits in them, totals above, names at the right."""
        marks = self.marks
        reserve = min(self.width * 0.34, max(
            (self.line(name, Face.BOLD, 30).natural for name in marks.groups), default=0.0)) + 60  # fmt: skip
        self.lay_x(self.width - reserve, bars=True)
        self.make_names()
        room = self.span / marks.rows
        size = self.digit_size(marks.rows, room, 56.0)
        sums = [sum(marks.value((g, row)) for g in range(len(marks.groups)) if marks.there((g, row)))
                for row in range(marks.rows)]  # fmt: skip
        self.lay_y(size * 0.7 + 34, [float(one) for one in sums])
        box = self.canvas()
        rects = self._segments()
        self._drawn = []
        for group, colour in enumerate(self.tints()):
            some = [rect for (g, _), rect in rects.items() if g == group and rect.height() > 0]
            if some:
                self._drawn.append(Bars(box, some, [self.base] * len(some), colour))
        self.spots = [Spot(key, rect) for key, rect in rects.items()]
        self._inside(rects)
        self._totals(sums, size, room)
        self._names_beside(box, rects)
        self.words += list(self.place_names().values())
        self._fading = list(self.words)
        self.baseline()

    def _segments(self) -> dict[Key, QRectF]:
        rects: dict[Key, QRectF] = {}
        for row in range(self.marks.rows):
            at = 0.0
            for group in range(len(self.marks.groups)):
                value = self.marks.value((group, row)) if self.marks.there((group, row)) else 0.0
                bottom, top = self.level(at), self.level(at + value)
                seam = SEAM if at and bottom - top > 3 * SEAM else 0.0
                rects[group, row] = QRectF(self.xs[row] - self.bar / 2, top, self.bar, bottom - seam - top)
                at += value
        return rects

    def _inside(self, rects: dict[Key, QRectF]) -> None:
        tints = self.tints()
        for key, rect in rects.items():
            if not self.marks.there(key):
                continue
            for size in (44, 36, 30, 26):
                block = self.line(self.marks.written(key), Face.FIGURE, size)
                if block.natural <= rect.width() - 16 and block.height <= rect.height() - 18:
                    self.put(block, self.on(tints[key[0]]), rect.center().x() - block.natural / 2,
                             rect.center().y() - block.height / 2)  # fmt: skip
                    break

    def _totals(self, sums: list[float], size: float, room: float) -> None:
        blocks = [self.line(text, Face.FIGURE, size) if text else self.gap_word(room) if not there else None
                  for text, there in zip(self.marks.totals, sums, strict=True)]  # fmt: skip
        widths = [block.natural if block is not None else 0.0 for block in blocks]
        for row in clear(self.xs, widths, [len(widths) - 1], self.span):
            block = blocks[row]
            assert block is not None
            y = self.level(sums[row]) - block.height - CLEAR
            colour = self.theme.ink if self.marks.totals[row] else self.theme.mute
            self.put(block, colour, held(self.xs[row], block.natural, self.span), y)

    def _names_beside(self, box: object, rects: dict[Key, QRectF]) -> None:
        """The series beside the last bar's segments, each on a hairline."""
        marks, theme = self.marks, self.theme
        last, count = marks.rows - 1, len(marks.groups)
        left = self.xs[last] + self.bar / 2
        x = max(left + 44, self.span - (self.span - left) * 0.5)
        blocks = [self.fitted(name, 30, self.width - x - 12, 84, Face.BOLD if g == marks.chosen[0] else Face.TEXT)
                  for g, name in enumerate(marks.groups)]  # fmt: skip
        wanted = [rects[group, last].center().y() for group in range(count)]
        order = [marks.chosen[0], *(g for g in range(count) if g != marks.chosen[0])]
        tops = spread(wanted, [block.height + 12 for block in blocks], 0.0, self.base, order)
        for group, top in tops.items():
            middle = top + blocks[group].height / 2 + 6
            points = [QPointF(left + 6, wanted[group]), QPointF(x - 26, middle), QPointF(x - 10, middle)]
            self.leader(box, points if abs(wanted[group] - middle) > 1 else [points[0], points[2]])
            self.put(blocks[group], theme.accent if group == marks.chosen[0] else theme.second, x, top + 6)

    def grow(self, progress: float) -> None:
        """The bars rise; digits and names come when they are half there."""
        for bars in self._drawn:
            bars.grow(progress)
        self.fade(progress, self._fading)
