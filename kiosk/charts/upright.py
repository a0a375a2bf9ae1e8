"""Charts that stand on a baseline: where the rows stand, the words under them, and what is written for a gap."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QRectF

from kiosk.charts.drawing import LEAST, Drawing, Scrub
from kiosk.charts.labels import AIR, clear, held
from kiosk.charts.marks import nearest_gap, value_range
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem, TextItem
from kiosk.look.typeset import Block

WIDEST_BAR = 220.0
"""Logical px."""
THINNEST_BAR = 4.0
"""Logical px: a bar that stands close to its neighbour on an axis of time is still seen."""
FEW = 12
"""Rows up to which each is named, where there is room."""
TICK = 236.0
"""Logical px of the axis for each name, where there are more rows than that."""
WIDEST_WORD = 320.0
"""Logical px of a word that is kept whole."""


class Upright(Drawing):
    """Rows from left to right, values upwards from zero."""

    scrub = Scrub.ROW

    def lay_x(self, span: float, bars: bool, side_by_side: int = 1) -> None:
        """Choose the x range so that the outer marks and their words stay inside, and the bars' width."""
        at = self.marks.at
        count = len(at)
        self.span = span
        reach = (max(at) - min(at)) or 1.0
        least = nearest_gap(at) if count > 1 else 1.0
        inner = span * (0.84 if count <= 8 else 0.94)
        per_unit = inner / (reach + (least if bars or count == 1 else 0.0))
        part = 0.7 if side_by_side == 1 else 0.84 / side_by_side
        bar = least * per_unit * part if count > 1 else span * (0.3 if side_by_side == 1 else 0.8 / side_by_side)
        self.bar = max(THINNEST_BAR, min(WIDEST_BAR, bar))
        pad = (span / per_unit - reach) / 2
        self._low_x, self._high_x = (min(at) - pad, max(at) + pad) if count > 1 else (at[0] - 1.0, at[0] + 1.0)
        self.xs = [(x - self._low_x) / (self._high_x - self._low_x) * span for x in at]

    def digit_room(self) -> float:
        """Logical px that a bar's digits have: to the next bar where they stand evenly, else their part of all."""
        gaps = [after - before for before, after in itertools.pairwise(sorted(self.xs))]
        room = self.span / max(self.marks.rows, 1)
        even = bool(gaps) and max(gaps) - min(gaps) < 0.02 * max(gaps)
        return min(room, (min(gaps) - 2 * AIR) / 0.94) if even else room

    def lay_y(self, above: float, values: list[float], below: float = 0.0) -> None:
        """Choose the plot between the words above it and those under it."""
        self.low, self.high = value_range(values)
        negative = self.low < 0
        height = self.height - above - self.name_height - 40 - (below if negative else 0)
        self.plot = QRectF(0, above, self.span, max(40.0, height))
        self.base = self.level(0.0)

    def level(self, value: float) -> float:
        """Where a value stands, logical px."""
        return self.plot.bottom() - (value - self.low) / (self.high - self.low) * self.plot.height()

    def baseline(self) -> None:
        """The line that everything stands on."""
        line = FillItem(QRectF(0, -2, self.span, 4), self.theme.ink, self)
        line.setPos(0, self.base)
        line.setZValue(2)

    # The words under the marks.

    def make_names(self) -> None:
        """Set them, so that their height is known."""
        room = self.span / max(self.marks.rows, 1)
        self._name_blocks = self._names_that_fit(room)
        self.name_height = max((block.height for block in self._name_blocks.values()), default=0.0)

    def place_names(self) -> dict[int, TextItem]:
        """Put as many as stand clear of each other under the chart."""
        theme, chosen = self.theme, self.marks.chosen[1] if len(self.marks.groups) == 1 else -1
        placed: dict[int, TextItem] = {}
        for row in self._clear_names(self._name_blocks):
            block = self._name_blocks[row]
            item = TextItem(block, theme.accent if row == chosen else theme.second, self)
            item.setPos(held(self.xs[row], block.natural, self.span) - block.shift, self.height - self.name_height)
            placed[row] = item
        return placed

    def _clear_names(self, blocks: dict[int, Block]) -> set[int]:
        widths = [blocks[row].natural if row in blocks else 0.0 for row in range(self.marks.rows)]
        last = self.marks.rows - 1
        first = [self.marks.chosen[1], last, 0] if len(self.marks.groups) == 1 else [last, 0]
        return clear(self.xs, widths, first, self.span)

    def _candidates(self) -> list[int]:
        """The rows that are named: all of a few, some of many."""
        rows = self.marks.rows
        if rows <= FEW:
            return list(range(rows))
        step = -(-rows // max(2, int(self.span / TICK)))
        few = {*range(0, rows, step), rows - 1}
        return sorted(few | {self.marks.chosen[1]} if len(self.marks.groups) == 1 else few)

    def _names_that_fit(self, room: float) -> dict[int, Block]:
        """As large as they all stand clear, in one line, else in two or three, else some go."""
        rows, names = self._candidates(), self.marks.names
        blocks: dict[int, Block] = {}
        for size in (34, 32, 30, 28, 26):
            blocks = {row: self.line(names[row], Face.TEXT, size) for row in rows}
            widest = max(block.natural for block in blocks.values())
            if widest <= self.span and len(self._clear_names(blocks)) == len(blocks):
                return blocks
        if len(rows) < self.marks.rows:
            room = self.span / len(rows)
        else:
            room = min(room, nearest_gap(self.marks.at) / (self._high_x - self._low_x) * self.span)
        words = {word for row in rows for word in names[row].split()}
        longest = max((self.line(word, Face.TEXT, 28).natural for word in words), default=0.0)
        # No word is broken for the sake of its neighbours: rather some names go.
        measure = min(self.span, max(96.0, room - 20, min(longest + 2, WIDEST_WORD)))
        return {row: self.ended(names[row], 28, measure, 110) for row in rows}

    # What isn't there.

    def gap_word(self, room: float) -> Block:
        """What stands for a gap: the word where it fits, else a dash."""
        block = self.line(self.marks.nothing, Face.TEXT, LEAST)
        return block if block.natural <= room else self.line("—", Face.TEXT, LEAST)
