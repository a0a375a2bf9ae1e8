"""The same data as a plain table: ours, set like everything else, in as many columns and pages as it needs."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from kiosk.charts.marks import Key, Marks
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem, TextItem, group
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, fit, typeset

NAME = 30.0
DIGITS = 34.0
"""Px an em."""
GAP = 40.0
"""Logical px between columns of the table."""
SCALES = (1.5, 1.3, 1.15, 1.0)
"""Sizes a short table is tried at: it may be read from further away."""
BETWEEN = 88.0
"""Logical px between two runs of rows side by side."""
LONGEST = 8
"""Cells that are set to know how wide a column is."""
LEAST_ROW = 54.0
"""Logical px."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the table holds: heads, and for each row a name and its cells; `chosen` is what matters (row, column)."""

    heads: tuple[str, ...]
    names: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    there: tuple[tuple[bool, ...], ...]
    chosen: tuple[int | None, int | None]


def _cell(marks: Marks, key: Key) -> str:
    """A value; of dots the plain numbers, since a table has no room for the phrase."""
    if marks.form == "dots" and marks.there(key):
        return f"{marks.value(key):g} / {marks.whole:g}"
    return marks.written(key)


def _sheet(marks: Marks) -> _Sheet:
    """Rows down, series across; the other way about where there are more series than rows."""
    groups, rows = range(len(marks.groups)), range(marks.rows)
    if len(groups) == 1:
        cells = tuple((_cell(marks, (0, row)),) for row in rows)
        return _Sheet((), marks.names, cells, tuple((marks.there((0, row)),) for row in rows), (marks.chosen[1], None))
    if len(groups) > len(rows):
        return _Sheet(
            marks.names, marks.groups, tuple(tuple(_cell(marks, (g, row)) for row in rows) for g in groups),
            tuple(tuple(marks.there((g, row)) for row in rows) for g in groups), (marks.chosen[0], None),
        )  # fmt: skip
    return _Sheet(
        marks.groups, marks.names, tuple(tuple(_cell(marks, (g, row)) for g in groups) for row in rows),
        tuple(tuple(marks.there((g, row)) for g in groups) for row in rows), (None, marks.chosen[0]),
    )  # fmt: skip


class TableItem(QGraphicsObject):
    """One page of the table at a time."""

    def __init__(self, marks: Marks, width: float, height: float, language: str, theme: Theme,
                 parent: QGraphicsItem) -> None:  # fmt: skip
        """Lay the table out.

        Args:
            marks: the chart's data.
            width, height: logical px.
            language: of the words.
            theme: colours.
            parent: the slide.
        """
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self._rect = QRectF(0, 0, width, height)
        self._language, self._theme = language, theme
        self._sheet = _sheet(marks)
        for scale in SCALES:
            self._measure(width, height, scale)
            if self.pages == 1 and self._runs == 1:
                break
        self._made: dict[int, QGraphicsItem] = {}
        self.shown = 0
        self.show_page(0)

    def boundingRect(self) -> QRectF:
        """The table's room."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing of its own."""

    def _digits(self, words: str, there: bool) -> Block:
        face, size = (Face.FIGURE, DIGITS * self._scale) if there else (Face.TEXT, 24.0 * self._scale)
        block = typeset(words, self._language, Style(face, size, 1.2), 1e6)
        most = self._rect.width() * 0.6
        return block if block.natural <= most else fit(words, self._language, Style(face, size, 1.2), most, 90, 24)[0]

    def _measure(self, width: float, height: float, scale: float) -> None:
        """How wide each column is, how high each row, and what goes on a page."""
        self._scale = scale
        bold, plain = Style(Face.BOLD, 28 * scale, 1.2), Style(Face.TEXT, NAME * scale, 1.2)
        sheet, language = self._sheet, self._language
        written = {pair for row, have in zip(sheet.cells, sheet.there, strict=True)
                   for pair in zip(row, have, strict=True)}  # fmt: skip
        # The longest are the widest, or nearly: setting all of 2000 cells would be felt.
        cells = [self._digits(*pair) for pair in sorted(written, key=lambda pair: len(pair[0]))[-LONGEST:]]
        heads = [typeset(head, language, bold, 1e6).natural for head in sheet.heads]
        digits = max(block.natural for block in cells)
        self._column = max(digits + 6, min(280.0 * scale, max(heads, default=0.0)), 84.0)
        longest = max(sheet.names, key=len)
        natural = typeset(longest, language, plain, 1e6).natural
        self._name = max(140.0, min(natural * 1.1 + 8, width * 0.45, width - self._column - GAP))
        self._heads = [fit(head, language, bold, self._column, 110, 24)[0] for head in sheet.heads]
        self._head = max((block.height for block in self._heads), default=0.0)
        self._head += 26.0 if self._heads else 4.0
        lines = max(block.height for block in self._names(range(len(sheet.names)), quick=True))
        self._row = max(LEAST_ROW * scale, lines + 20.0, max(block.height for block in cells) + 20.0)
        columns = max(1, len(sheet.heads))
        self._across = max(1, min(columns, int((width - self._name) // (self._column + GAP))))
        one = self._name + self._across * (self._column + GAP)
        self._runs = max(1, int((width + BETWEEN) // (one + BETWEEN))) if self._across == columns else 1
        self._per_run = max(1, int((height - self._head) // self._row))
        rows = len(sheet.names)
        self._runs = min(self._runs, math.ceil(rows / self._per_run))
        if self._runs == 1:
            # One run uses the width it has, up to what an eye crosses without losing the line.
            spare = min(width, 1100.0) - one
            self._name += max(0.0, spare)
        per_page = self._per_run * self._runs
        self._plan = [
            (first, start)
            for start in range(0, columns, self._across)
            for first in range(0, rows, per_page)
        ]  # fmt: skip
        self.pages = len(self._plan)

    def _names(self, rows: range, quick: bool = False) -> list[Block]:
        """The rows' names; `quick` sets only the longest, to know how high they are."""
        names = [self._sheet.names[row] for row in rows]
        style = Style(Face.TEXT, NAME * self._scale, 1.2)
        if quick:
            names = sorted(set(names), key=len)[-6:]
        return [fit(name, self._language, style, self._name, 74 * self._scale, 24)[0] for name in names]

    def show_page(self, page: int) -> None:
        """Show a page; past the last comes the first."""
        self.shown = page % self.pages
        if self.shown not in self._made:
            self._made[self.shown] = self._build(*self._plan[self.shown])
        for number, item in self._made.items():
            item.setVisible(number == self.shown)

    def _build(self, first: int, column: int) -> QGraphicsItem:
        holder = group(self)
        rows = len(self._sheet.names)
        wide = self._name + self._across * (self._column + GAP)
        for run in range(self._runs):
            start = first + run * self._per_run
            end = min(rows, start + self._per_run)
            if start < end:
                self._run(holder, run * (wide + BETWEEN), range(start, end), column, wide)
        return holder

    def _run(self, holder: QGraphicsItem, x: float, rows: range, column: int, wide: float) -> None:
        """A run of rows under its heads."""
        theme, sheet = self._theme, self._sheet
        columns = range(column, min(column + self._across, max(1, len(sheet.heads))))
        rights = {which: x + self._name + (which - column + 1) * (self._column + GAP) for which in columns}
        for which in columns if self._heads else ():
            block = self._heads[which]
            item = TextItem(block, theme.accent if which == sheet.chosen[1] else theme.ink, holder)
            item.setPos(rights[which] - block.natural - block.shift, self._head - 22 - block.height)
        top = FillItem(QRectF(0, 0, wide, 3), theme.ink, holder)
        top.setPos(x, self._head - 4)
        for number, (row, name) in enumerate(zip(rows, self._names(rows), strict=True)):
            y = self._head + number * self._row
            middle = y + self._row / 2
            matters = row == sheet.chosen[0]
            item = TextItem(name, theme.accent if matters else theme.second, holder)
            item.setPos(x, middle - name.height / 2)
            for which in columns:
                there = sheet.there[row][which]
                block = self._digits(sheet.cells[row][which], there)
                strong = matters or which == sheet.chosen[1]
                colour = theme.mute if not there else theme.accent if strong else theme.ink
                cell = TextItem(block, colour, holder)
                cell.setPos(rights[which] - block.natural - block.shift, middle - block.height / 2)
            line = FillItem(QRectF(0, 0, wide, 1), theme.rule, holder)
            line.setPos(x, y + self._row - 1)
