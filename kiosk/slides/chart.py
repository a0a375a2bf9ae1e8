"""A chart with the figures that belong to it at its left (above in portrait), and its data as a table one tap away."""

from __future__ import annotations

import math
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF

from kiosk.charts.item import ChartItem
from kiosk.charts.marks import Marks
from kiosk.charts.table import TableItem
from kiosk.content.figures import Figure, digits_of
from kiosk.content.kinds.chart import Chart
from kiosk.content.tongues import signed
from kiosk.look.fonts import Face
from kiosk.look.motion import COUNT_MS
from kiosk.look.parts import SIGNS
from kiosk.look.phrases import phrase
from kiosk.look.typeset import Style, typeset
from kiosk.slides.base import SlideItem
from kiosk.slides.button import ButtonItem
from kiosk.slides.stack import Stack, add_figure, fitted
from kiosk.slides.touch import Move

GUTTER = 112.0


class Item(SlideItem):
    """The slide of a `Chart`."""

    model: Chart

    def build(self) -> None:
        """Figures first, the chart in what is left, the buttons under it."""
        setting = self.setting
        self._make_buttons()
        keep = self._buttons_width() + 48
        top, floor = self.head(), self.foot(keep)
        bottom = min(floor, setting.floor - self._toggle.extent().height() - 12)
        x, width, y = setting.margin, setting.measure, top
        self._stacks: list[Stack] = []
        if self.model.figures or self.model.note:
            share = 1.0 if setting.portrait or not self.model.figures else 0.42
            room = (floor - top) * (0.46 if setting.portrait else 1.0 if self.model.figures else 0.3)
            wide = width if share == 1.0 else width * share - GUTTER / 2
            self._stacks = self._columns(wide, room)
            high = max(stack.height for stack in self._stacks)
            for stack in self._stacks:
                page = self.page()
                down = 0.0 if share == 1.0 else max(0.0, (floor - top - stack.height) * 0.3)
                stack.place(page, x, y + down)
            if share == 1.0:
                y += high + 72
            else:
                x, width = x + wide + GUTTER, width - wide - GUTTER
        self.steps = max(1, len(self.pages))
        title = self._title(width)
        title.place(self, x, y)
        y += title.height + 36
        self._room = QRectF(x, y, width, bottom - y)
        self.marks = self._marks()
        self.chart = ChartItem(self.marks, width, bottom - y, setting.language, setting.theme, self)
        self.chart.setPos(x, y)
        self._table: TableItem | None = None
        self.show_step(0)

    def _make_buttons(self) -> None:
        """One turns the chart into its table and back, the other turns the table's pages."""
        setting = self.setting
        self._toggle, self._turn = (
            ButtonItem(phrase("table", setting.language), setting.language, setting.theme, setting.touch_slop, self)
            for _ in range(2)
        )
        self._turn.setVisible(False)
        self._put_buttons()

    def _put_buttons(self) -> None:
        """Low, at the right: the toggle always in one place, the pages left of it."""
        setting = self.setting
        wide, high = self._toggle.extent().width(), self._toggle.extent().height()
        right = setting.margin + setting.measure
        self._toggle.setPos(right - wide, setting.floor - high - 2)
        self._turn.setPos(right - wide - 24 - self._turn.extent().width(), setting.floor - high - 2)

    def _buttons_width(self) -> float:
        """Logical px that both buttons take, so that the source never runs under them."""
        pages = phrase("table_page", self.setting.language, page="99", pages="99")
        block = typeset(pages, self.setting.language, Style(Face.TEXT, 28, 1.2), 1e6)
        return self._toggle.extent().width() + 24 + block.natural + 64

    def _columns(self, width: float, room: float) -> list[Stack]:
        """The figures in as many columns as their words need, one a page; the first figure leads each of them."""
        rest = self.model.figures[1:]
        for each in range(len(rest), 0, -1):
            groups = [rest[start : start + each] for start in range(0, len(rest), each)]
            made = [fitted(lambda scale, group=group: self._column(width, scale, group), room) for group in groups]  # type: ignore[misc]
            if all(fits for _, fits in made):
                return [stack for stack, _ in made]
        return [fitted(lambda scale: self._column(width, scale, rest), room)[0]]

    def _title(self, width: float) -> Stack:
        """What is counted, and in what unit."""
        language, theme = self.setting.language, self.setting.theme
        unit = self.model.spoken_unit(language)
        words = self.model.title.get(language)
        if unit:
            words += phrase("unit", language, unit=unit)
        if self.model.figures or self.model.note:
            stack = Stack(language, theme, width)
            stack.text(words, Style(Face.TEXT, 28, 1.4), theme.mute)
            return stack
        # Nothing else heads the slide: the title does.
        return fitted(lambda scale: self._headline(width, scale, unit), self.setting.height * 0.16)[0]

    def _headline(self, width: float, scale: float, unit: str) -> Stack:
        language, theme = self.setting.language, self.setting.theme
        stack = Stack(language, theme, width, scale)
        stack.text(self.model.title.get(language), Style(Face.SERIF, 54, 1.3, balance=True), theme.ink)
        if unit:
            words = phrase("unit_alone", language, unit=unit)
            stack.text(words, Style(Face.TEXT, 28, 1.4), theme.mute, gap=18)
        return stack

    def _column(self, width: float, scale: float, rest: tuple[Figure, ...]) -> Stack:
        language, theme = self.setting.language, self.setting.theme
        stack = Stack(language, theme, width, scale)
        figures = self.model.figures
        if figures:
            add_figure(stack, figures[0], 300, theme.accent, hero=True)
        if self.model.note:
            stack.text(self.model.note.get(language), Style(Face.SERIF, 50, 1.4, balance=True), theme.ink, gap=56)
        columns = 2 if len(rest) > 1 else 1
        if self.setting.portrait and len(rest) > 2:
            columns = 3
        each = (width - (columns - 1) * 48) / columns
        for start in range(0, len(rest), columns):
            cells = []
            for figure in rest[start : start + columns]:
                cell = Stack(language, theme, each, scale)
                cell.rule(3, theme.rule)
                cell.space(28)
                add_figure(cell, figure, 132, theme.indigo, hero=False)
                cells.append(cell)
            stack.beside(cells, 60 if start == 0 else 36, 48)
        return stack

    def _marks(self) -> Marks:
        """The model as plain numbers and words, in the visitor's language."""
        model, language = self.model, self.setting.language
        to_scale, columns = model.on_time_axis, model.columns
        of_many = model.form == "dots"
        scale = model.scale(language)
        sign = scale.unit if scale.unit in SIGNS else ""  # 42.8%: a sign is written on every mark

        def written(value: Decimal | None) -> str:
            if value is None:
                return ""
            return self._of_so_many(value) if of_many else signed(language, digits_of(scale.of(value), language), sign)

        return Marks(
            form=model.form,
            at=tuple(point.date.years if to_scale and point.date else float(i) for i, point in enumerate(model.series)),
            names=tuple(point.under(language) for point in model.series),
            groups=tuple(group.name.get(language) for group in model.groups) or ("",),
            values=tuple(tuple(math.nan if value is None else float(value) for value in column) for column in columns),
            digits=tuple(tuple(written(value) for value in column) for column in columns),
            totals=tuple(written(self._total(row)) for row in range(len(model.series))),
            chosen=(model.emphasised_group, model.emphasised),
            unit="" if sign or of_many else scale.unit,
            whole=float(model.whole),
            nothing=phrase("no_data", language),
            rest=phrase("rest", language),
        )

    def _of_so_many(self, value: Decimal) -> str:
        """每10人中有9人, 9 in 10 people."""
        language = self.setting.language
        part, whole = digits_of(value, language), digits_of(self.model.whole, language)
        return phrase("of_so_many", language, part=part, whole=whole, unit=self.model.spoken_unit(language)).strip()

    def _total(self, row: int) -> Decimal | None:
        """What a row of a stack adds up to; nothing where a part is missing."""
        column = [column[row] for column in self.model.columns]
        if self.model.form != "stacked" or None in column:
            return None
        return sum((value for value in column if value is not None), Decimal(0))

    def prepare(self, moving: bool) -> None:
        """Bars on the baseline and digits at the start of their count, or all as written."""
        self._tick(0.0 if moving else 1.0)

    def arrive(self, moving: bool) -> None:
        """The bars grow and the figures count up."""
        super().arrive(moving)
        if moving:
            self.run(self._tick, COUNT_MS)
        else:
            self._tick(1.0)

    def _tick(self, now: float) -> None:
        self.chart.grow(now)
        for stack in self._stacks:
            for figure in stack.figures:
                figure.count(now)

    def leave(self) -> None:
        """Everything stands as written."""
        super().leave()
        self._tick(1.0)

    def reset(self) -> None:
        """Nothing is asked, the chart is a chart."""
        self.release()
        self.chart.choose(None)
        self._show_table(False)

    # Under a finger.

    def _asks(self, at: QPointF) -> QPointF:
        return self.mapToItem(self.chart, at)

    def press(self, at: QPointF) -> None:
        """The button darkens, or the sign stands on the mark: in the next frame."""
        for button in (self._toggle, self._turn):
            button.press(button.hit(at))
        if self.chart.isVisible() and not self._toggle.pressed:
            self.chart.touched(self.chart.pick(self._asks(at), self.setting.touch_slop))

    def release(self) -> None:
        """What only a press showed goes."""
        for button in (self._toggle, self._turn):
            button.press(False)
        self.chart.touched(None)

    def tap(self, at: QPointF) -> bool:
        """Ask a mark for its value; the same mark again, or empty ground, lets go."""
        if self._toggle.hit(at):
            self._show_table(self.chart.isVisible())
            return True
        if self._turn.hit(at) and self._table is not None:
            self._table.show_page(self._table.shown + 1)
            self._number_pages()
            return True
        if not self.chart.isVisible():
            return False
        key = self.chart.pick(self._asks(at), self.setting.touch_slop)
        before = self.chart.picked
        self.chart.choose(None if key == before else key)
        return key is not None or before is not None

    def hold(self, at: QPointF) -> bool:
        """A finger that rests on the chart scrubs from there."""
        if not self.chart.isVisible() or self._toggle.hit(at) or not self.chart.within(self._asks(at)):
            return False
        self.chart.choose(self.chart.nearest(self._asks(at)))
        return True

    def takes(self, at: QPointF, shift: QPointF, fingers: int) -> bool:
        """One finger that begins on the mark whose value is held scrubs; all others turn slides."""
        return (
            fingers == 1 and self.chart.isVisible() and self.chart.near_picked(self._asks(at), self.setting.touch_slop)
        )

    def manipulate(self, move: Move) -> None:
        """The card goes from mark to mark."""
        if move.fingers == 1:
            self.chart.choose(self.chart.nearest(self._asks(QPointF(move.x, move.y))))

    # The table.

    def _show_table(self, shown: bool) -> None:
        """The chart's data as a table in its place, or the chart again."""
        if shown == (not self.chart.isVisible()):
            return
        setting = self.setting
        self.chart.choose(None)
        if shown and self._table is None:
            room = self._room
            self._table = TableItem(
                self.marks, room.width(), room.height(), setting.language, setting.theme, self
            )  # fmt: skip
            self._table.setPos(room.topLeft())
        if self._table is not None:
            self._table.show_page(0)
            self._table.setVisible(shown)
        self.chart.setVisible(not shown)
        self._toggle.say(phrase("chart" if shown else "table", setting.language))
        self._number_pages()

    def _number_pages(self) -> None:
        table = self._table
        several = table is not None and table.isVisible() and table.pages > 1
        self._turn.setVisible(several)
        if table is not None and several:
            page = {"page": str(table.shown + 1), "pages": str(table.pages)}
            self._turn.say(phrase("table_page", self.setting.language, **page))
        self._put_buttons()
