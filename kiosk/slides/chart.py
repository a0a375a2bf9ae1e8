"""A chart with the figures that belong to it at its left (above it in portrait)."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from kiosk.charts.item import ChartItem
from kiosk.charts.marks import Marks
from kiosk.content.figures import Figure, Spoken
from kiosk.content.kinds.chart import Chart
from kiosk.look.fonts import Face
from kiosk.look.motion import COUNT_MS
from kiosk.look.phrases import phrase
from kiosk.look.typeset import Style
from kiosk.slides.base import SlideItem
from kiosk.slides.stack import Stack, add_figure, fitted

GUTTER = 112.0


class Item(SlideItem):
    """The slide of a `Chart`."""

    model: Chart

    def build(self) -> None:
        """Figures first, the chart in what is left."""
        setting = self.setting
        top, bottom = self.head(), self.foot()
        x, width, y = setting.margin, setting.measure, top
        self._stacks: list[Stack] = []
        if self.model.figures or self.model.note:
            share = 1.0 if setting.portrait or not self.model.figures else 0.42
            room = (bottom - top) * (0.46 if setting.portrait else 1.0 if self.model.figures else 0.3)
            wide = width if share == 1.0 else width * share - GUTTER / 2
            self._stacks = self._columns(wide, room)
            high = max(stack.height for stack in self._stacks)
            for stack in self._stacks:
                page = self.page()
                down = 0.0 if share == 1.0 else max(0.0, (bottom - top - stack.height) * 0.3)
                stack.place(page, x, y + down)
            if share == 1.0:
                y += high + 72
            else:
                x, width = x + wide + GUTTER, width - wide - GUTTER
        self.steps = max(1, len(self.pages))
        title = self._title(width)
        title.place(self, x, y)
        y += title.height + 36
        self.chart = ChartItem(self._marks(), width, bottom - y, setting.language, setting.theme, self)
        self.chart.setPos(x, y)
        self.show_step(0)

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
        stack = Stack(language, theme, width)
        stack.text(words, Style(Face.TEXT, 28, 1.4), theme.mute)
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
        model, language = self.model, self.setting.language
        unit = model.spoken_unit(language)
        count = range(len(model.series))
        to_scale = model.on_time_axis
        return Marks(
            form=model.form,
            at=tuple(point.date.years if to_scale and point.date else float(i) for i, point in enumerate(model.series)),
            values=tuple(float(point.value) for point in model.series),
            digits=tuple(model.spoken_value(index, language) for index in count),
            names=tuple(point.under(language) for point in model.series),
            spoken=tuple(
                (str(Spoken("", model.spoken_value(index, language), unit)), model.series[index].under(language))
                for index in count
            ),
            chosen=model.emphasised,
        )

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
        """Everything stands as written, nothing is asked."""
        super().leave()
        self.chart.choose(-1)
        self._tick(1.0)

    def tap(self, at: QPointF) -> bool:
        """Ask a mark for its value."""
        index = self.chart.pick(self.mapToItem(self.chart, at), self.setting.touch_slop)
        if index < 0:
            return False
        self.chart.choose(index)
        return True
