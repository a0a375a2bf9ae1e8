"""Lines and an area: values over time, the series named at the ends of their lines."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt

from kiosk.charts.drawing import LEAST, Curve, Dots, Spot, mixed
from kiosk.charts.labels import held, spread
from kiosk.charts.marks import Key
from kiosk.charts.upright import Upright
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem
from kiosk.look.typeset import Block

CLEAR = 30.0
"""Logical px between a point and its digits."""
WRITTEN = 16
"""Rows up to which every value is written, where it stands clear; of more, only the ends of the range."""
MANY = 40
"""Rows from which the points are small."""


class Lines(Upright):
    """One line or several; with the form `area`, what is under the line is filled."""

    def build(self) -> None:
        """Lines, points, digits or names."""
        marks, theme = self.marks, self.theme
        self._single = len(marks.groups) == 1
        ends = [] if self._single else self._end_labels()
        reserve = max((block.natural for block in ends), default=0.0) + (40 if ends else 0)
        if self._at_the_end():
            reserve = min(self.width * 0.3, self.line(marks.written(marks.chosen), Face.FIGURE, 64).natural + 12)
        self.lay_x(self.width - reserve, bars=False)
        if not self._single and marks.rows > 1:
            self._to_the_right()
        self.make_names()
        few = marks.rows if marks.rows <= WRITTEN else 8  # of more, only the ends of the range are written
        size = self.digit_size(few, self.span / few)
        self.lay_y(size * 0.7 + 34 if self._single else 30.0, marks.all_values(), size * 0.7 + CLEAR + 10)
        self._points = {key: self._point(key) for key in marks.every() if marks.there(key)}
        self.spots = [
            Spot(key, self._around(self._points.get(key, QPointF(self.xs[key[1]], self.base))), self.base)
            for key in marks.every()
        ]
        self._draw(self.canvas())
        before = len(self.words)
        if self._single:
            self._write(size)
        else:
            self._name_ends(ends)
        self._fading = self.words[before:]
        self.words += list(self.place_names().values())
        self.baseline()
        self._mark_gaps(theme.mute)

    def _at_the_end(self) -> bool:
        """Whether what matters is the end of a long line: its value stands beside it, where no line can run."""
        marks = self.marks
        return self._single and marks.rows > WRITTEN and marks.chosen[1] == marks.rows - 1

    def _point(self, key: Key) -> QPointF:
        return QPointF(self.xs[key[1]], self.level(self.marks.value(key)))

    def _around(self, point: QPointF) -> QRectF:
        return QRectF(point.x() - 12, point.y() - 12, 24, 24)

    def _to_the_right(self) -> None:
        """With names at the right end, the lines run up to them."""
        first, last = self.xs[0], self.xs[-1]
        end = self.span - 14
        start = min(first, self.span * 0.06)
        self.xs = [start + (x - first) / (last - first) * (end - start) for x in self.xs]

    def _draw(self, box: pg.ViewBox) -> None:
        """The lines, the one that matters on top."""
        marks, theme, tints = self.marks, self.theme, self.tints(thin=True)
        self._curves: list[Curve] = []
        self._dots: list[tuple[Dots, list[QPointF]]] = []
        order = [group for group in range(len(marks.groups)) if group != marks.chosen[0]] + [marks.chosen[0]]
        many = marks.rows > MANY
        for group in order:
            keys = [(group, row) for row in range(marks.rows)]
            points = [self._points.get(key) for key in keys]
            colour = theme.ink if self._single else tints[group]
            matters = self._single or group == marks.chosen[0]
            pen = pg.mkPen(colour, width=(3 if many else 5) if self._single else 6 if matters else 4)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            fill = mixed(theme.paper, theme.bar, 0.7) if marks.form == "area" else None
            self._curves.append(Curve(box, points, self.base, pen, fill))
            plain = [point for key, point in zip(keys, points, strict=True)
                     if point is not None and (not self._single or key != marks.chosen)]  # fmt: skip
            size = (6.0 if many else 16.0) if self._single else 8.0 if many else 14.0
            if self._single and many:
                plain = [point for point in plain if self._alone(point, points)]  # the line itself says enough
            if plain:
                self._dots.append((Dots(box, plain, size, colour), plain))
        chosen = self._points.get(marks.chosen)
        if self._single and chosen is not None:
            self._dots.append((Dots(box, [chosen], 22.0 if many else 26.0, theme.accent), [chosen]))

    @staticmethod
    def _alone(point: QPointF, points: list[QPointF | None]) -> bool:
        """Whether a point has a gap on either side, so that no line shows it."""
        at = points.index(point)
        before = points[at - 1] if at else None
        after = points[at + 1] if at + 1 < len(points) else None
        return before is None and after is None

    # One line: digits on the points.

    def _write(self, size: float) -> None:
        """As many digits as stand clear of each other and of the line: the one that matters first."""
        marks, theme = self.marks, self.theme
        taken: list[QRectF] = []
        for key in self._worth_writing():
            if key not in self._points:
                continue
            matters = key == marks.chosen
            block = self.line(marks.written(key), Face.FIGURE, size if matters else size * 0.86 if size > 40 else size)
            if matters and self._at_the_end():
                point = self._points[key]
                block = self.one_line(marks.written(key), min(size, 64.0), self.width - point.x() - 24, Face.FIGURE)
                taken.append(QRectF(point.x() + 24, point.y() - block.height / 2, block.natural, block.height))
                self.put(block, theme.accent, taken[-1].x(), taken[-1].y())
                continue
            place = self._place(block, self._points[key], taken, must=matters, hangs=marks.value(key) < 0)
            if place is not None:
                taken.append(place.adjusted(-12, -8, 12, 8))
                self.put(block, theme.accent if matters else theme.ink, place.x(), place.y())

    def _worth_writing(self) -> list[Key]:
        marks = self.marks
        there = [(0, row) for row in range(marks.rows) if marks.there((0, row))]
        if not there:
            return []
        ends = [marks.chosen, max(there, key=marks.value), min(there, key=marks.value), there[-1], there[0]]
        rest = there if marks.rows <= WRITTEN else []
        return list(dict.fromkeys([*ends, *rest]))

    def _place(self, block: Block, point: QPointF, taken: list[QRectF], must: bool, hangs: bool) -> QRectF | None:
        """Above the point, else aside of that, else below it: where nothing else stands."""
        x = held(point.x(), block.natural, self.span)
        above = QRectF(x, point.y() - block.height - CLEAR, block.natural, block.height)
        below = QRectF(x, point.y() + CLEAR, block.natural, block.height)
        aside = []
        for shift in (-0.5, 0.5):
            moved = held(point.x() + shift * (block.natural + 16), block.natural, self.span)
            aside.append(QRectF(moved, point.y() - block.height - CLEAR * 0.4, block.natural, block.height))
        for place in (below, above) if hangs else (above, *aside, below):
            inside = place.top() >= 0 and place.bottom() <= self.height - self.name_height - 12
            across = place.top() < self.base + 6 and place.bottom() > self.base - 6
            if inside and not across and not self._on_line(place) and not any(place.intersects(o) for o in taken):
                return place
        if not must:
            return None
        for step in range(1, 12):
            place = above.translated(0, -step * block.height / 3)
            if place.top() >= 0 and not self._on_line(place):
                return place
        return below if hangs else above

    def _on_line(self, place: QRectF) -> bool:
        """Whether the line runs through a place."""
        row = [self._points[key] for key in sorted(self._points)]
        x = np.linspace(place.left() - 6, place.right() + 6, 96)
        xs, ys = [point.x() for point in row], [point.y() for point in row]
        y = np.interp(x, xs, ys, left=np.nan, right=np.nan)
        # Between two samples a steep line passes everything from the one to the other.
        above, below = np.fmin(y[:-1], y[1:]), np.fmax(y[:-1], y[1:])
        return bool(np.any((below > place.top() - 10) & (above < place.bottom() + 10)))

    # Several lines: their names at the ends.

    def _end_labels(self) -> list[Block]:
        """Name and last value of each series."""
        marks = self.marks
        blocks = []
        for group, name in enumerate(marks.groups):
            row = self._last(group)
            digits = marks.digits[group][row] if row is not None else marks.nothing
            face = Face.BOLD if group == marks.chosen[0] else Face.TEXT
            blocks.append(self.fitted(f"{name} {digits}", 30, self.width * 0.34, 84, face))
        return blocks

    def _last(self, group: int) -> int | None:
        """The last row of a series that has a value."""
        return next((row for row in range(self.marks.rows - 1, -1, -1) if self.marks.there((group, row))), None)

    def _name_ends(self, blocks: list[Block]) -> None:
        marks, theme = self.marks, self.theme
        wanted = []
        for group in range(len(blocks)):
            row = self._last(group)
            wanted.append(self._points[group, row].y() if row is not None else self.base)
        order = [marks.chosen[0], *(g for g in range(len(blocks)) if g != marks.chosen[0])]
        tops = spread(wanted, [block.height + 8 for block in blocks], 0.0, self.height - self.name_height - 30, order)
        for group, top in tops.items():
            colour = theme.accent if group == marks.chosen[0] else theme.second
            self.put(blocks[group], colour, self.span + 22, top + 4)

    def _mark_gaps(self, colour: object) -> None:
        """One gap in one line is said; more would be a row of the same word (the card and the table say them)."""
        gaps = [key for key in self.marks.every() if not self.marks.there(key)]
        if not self._single or len(gaps) != 1:
            return
        block = self.line(self.marks.nothing, Face.TEXT, LEAST)
        x = held(self.xs[gaps[0][1]], block.natural, self.span)
        place = QRectF(x, self.base - block.height - 14, block.natural, block.height)
        if not any(place.intersects(_box(item)) for item in self.words) and not self._on_line(place):
            self._fading.append(self.put(block, self.theme.mute, place.x(), place.y()))

    def grow(self, progress: float) -> None:
        """Lines and points rise from the base; words come when they are half there."""
        for curve in self._curves:
            curve.grow(progress)
        for dots, points in self._dots:
            dots.move([QPointF(p.x(), self.base + (p.y() - self.base) * progress) for p in points])
        self.fade(progress, self._fading)


def _box(item: TextItem) -> QRectF:
    return item.extent().translated(item.pos())
