"""A headline and a statement, paged where the statement is long."""

from __future__ import annotations

from kiosk.content.kinds.text import Text
from kiosk.content.tongues import in_squares
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem
from kiosk.look.typeset import Align, Style, fit, pages
from kiosk.slides.base import SlideItem


class Item(SlideItem):
    """The slide of a `Text`."""

    model: Text

    def build(self) -> None:
        """Headline on top; the statement as large as it fits, else paged at its least size."""
        setting, theme, language = self.setting, self.setting.theme, self.setting.language
        top, bottom = self.head(), self.foot()
        statement = self.model.statement.get(language) if self.model.statement else ""
        room = (bottom - top) * (0.45 if statement else 0.9)
        style = Style(Face.HEAD, 132 if not setting.portrait else 104, 1.25, hang=True, balance=True)
        headline, _ = fit(self.model.headline.get(language), language, style, setting.measure, room, 40)
        height = headline.height
        blocks = []
        if statement:
            measure = min(setting.measure, 1500.0)
            squares = in_squares(language)
            style = Style(Face.SERIF, 54, 1.6, Align.JUSTIFY if squares else Align.LEFT)
            left = bottom - top - headline.height - 130
            block, whole = fit(statement, language, style, measure, left, 34)
            small = Style(Face.SERIF, 34, 1.6, style.align)
            blocks = [block] if whole else pages(statement, language, small, measure, left)
            height += 130 + max(block.height for block in blocks)
        y = top + max(0.0, (bottom - top - height) * 0.38)
        item = TextItem(headline, theme.ink, self)
        item.setPos(setting.margin, y)
        y += headline.height
        if blocks:
            self.rule(setting.margin, y + 56, 120, 9, theme.accent)
        for block in blocks:
            item = TextItem(block, theme.ink, self)
            item.setPos(setting.margin, y + 130)
            self.pages.append(item)
        self.steps = max(1, len(self.pages))
        self.show_step(0)
