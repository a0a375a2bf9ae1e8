"""Key statistics: the hero figure at the left, the others in a column or a grid beside it."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve

from kiosk.content.figures import Figure
from kiosk.content.kinds.stats import Stats
from kiosk.look.motion import COUNT_MS, STAGGER_MS, eased
from kiosk.look.parts import FigureItem
from kiosk.slides.base import SlideItem
from kiosk.slides.stack import Stack, add_figure, fitted

GUTTER = 96.0


class Item(SlideItem):
    """The slide of a `Stats`."""

    model: Stats

    def build(self) -> None:
        """Choose the layout, then as many pages as the secondary figures need."""
        self._counted: list[list[FigureItem]] = []
        top, bottom = self.head(), self.foot()
        rest = self.model.figures
        each = len(rest)
        while each > 1 and not self._fits(rest[:each], bottom - top):
            each -= 1
        for start in range(0, max(1, len(rest)), max(1, each)):
            self._counted.append(self._page(rest[start : start + each], top, bottom))
        self.steps = len(self.pages)
        self.show_step(0)

    def _widths(self, count: int) -> tuple[float, float]:
        measure = self.setting.measure
        if self.setting.portrait or not count:
            return measure, measure
        beside = measure * (0.33 if count <= 3 else 0.46)
        return measure - beside - GUTTER, beside

    def _hero_fitted(self, width: float, alone: bool, height: float) -> tuple[Stack, bool]:
        size = 430.0 if not alone or self.setting.portrait else 480.0

        def make(scale: float) -> Stack:
            stack = Stack(self.setting.language, self.setting.theme, width, scale)
            add_figure(stack, self.model.hero, size, self.setting.theme.accent, hero=True)
            return stack

        return fitted(make, height)

    def _column(self, figures: tuple[Figure, ...], width: float, height: float) -> tuple[Stack, bool]:
        theme, language = self.setting.theme, self.setting.language
        columns = 2 if len(figures) > 3 or (self.setting.portrait and len(figures) > 1) else 1
        each = (width - (columns - 1) * 56) / columns

        def cell(figure: Figure, scale: float) -> Stack:
            stack = Stack(language, theme, each, scale)
            stack.rule(4, theme.ink)
            stack.space(38)
            add_figure(stack, figure, self._size(columns), theme.indigo, hero=False)
            return stack

        def make(scale: float) -> Stack:
            stack = Stack(language, theme, width, scale)
            for start in range(0, len(figures), columns):
                stack.beside([cell(figure, scale) for figure in figures[start : start + columns]], 56, 56)
            return stack

        return fitted(make, height)

    def _size(self, columns: int) -> float:
        """Logical px of a secondary figure's digits."""
        if columns > 1:
            return 140
        return 260 if self.setting.portrait else 190

    def _heights(self, height: float, count: int) -> tuple[float, float]:
        """How much of the height the hero and the others get."""
        if not self.setting.portrait or not count:
            return height, height
        return height * 0.48, height * 0.52 - 72

    def _fits(self, figures: tuple[Figure, ...], height: float) -> bool:
        _, beside = self._widths(len(figures))
        return self._column(figures, beside, self._heights(height, len(figures))[1])[1]

    def _page(self, figures: tuple[Figure, ...], top: float, bottom: float) -> list[FigureItem]:
        setting = self.setting
        page = self.page()
        width, beside = self._widths(len(figures))
        for_hero, for_rest = self._heights(bottom - top, len(figures))
        hero, _ = self._hero_fitted(width, not figures, for_hero)
        if figures:
            rest, _ = self._column(figures, beside, for_rest)
            if setting.portrait:
                hero.place(page, setting.margin, top + max(0.0, (for_hero - hero.height) * 0.4))
                rest.place(page, setting.margin, bottom - max(rest.height, for_rest * 0.86))
            else:
                y = top + max(0.0, (bottom - top - max(hero.height, rest.height)) * 0.32)
                hero.place(page, setting.margin, y + max(0.0, (rest.height - hero.height) * 0.3))
                rest.place(page, setting.margin + width + GUTTER, y)
            return [*hero.figures, *rest.figures]
        hero.place(page, setting.margin, top + max(0.0, (bottom - top - hero.height) * 0.42))
        return hero.figures

    def prepare(self, moving: bool) -> None:
        """Digits at the start of their count, or as written."""
        for figures in self._counted:
            for figure in figures:
                figure.count(0.0 if moving else 1.0)

    def arrive(self, moving: bool) -> None:
        """Count up, one figure after the other."""
        super().arrive(moving)
        if not moving:
            self.prepare(moving=False)
            return
        figures = self._counted[self.step]
        total = COUNT_MS + STAGGER_MS * (len(figures) - 1)

        def tick(now: float) -> None:
            for number, figure in enumerate(figures):
                figure.count(eased((now * total - STAGGER_MS * number) / COUNT_MS))

        # Each comes to rest by itself: were all of them eased as one, the first would stop at its full speed.
        self.run(tick, total, QEasingCurve.Type.Linear)

    def leave(self) -> None:
        """Stop counting, and show the figures as written."""
        super().leave()
        self.prepare(moving=False)
