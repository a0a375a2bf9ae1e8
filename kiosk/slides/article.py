"""An article: title and author at the left, the text in columns beside them, paged."""

from __future__ import annotations

from kiosk.content.kinds.article import Article
from kiosk.content.tongues import in_squares
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem
from kiosk.look.typeset import Align, Style, Words, block_of, fit
from kiosk.slides.base import SlideItem

BODY = 36.0
GUTTER = 64.0
LEAST = 30.0
PAGE = 130.0
"""Logical px for the page number at the head's right end."""


class Item(SlideItem):
    """The slide of an `Article`."""

    model: Article

    def build(self) -> None:
        """Title, then as many pages of columns as the text needs."""
        setting, language = self.setting, self.setting.language
        top = self.head(keep=PAGE)
        bottom = self.foot()
        x, y, width = self._title(top, bottom)
        columns = 1 if setting.portrait else 2
        measure = (width - (columns - 1) * GUTTER) / columns
        squares = in_squares(language)
        text = "\n".join(paragraph.get(language) for paragraph in self.model.paragraphs)

        leading = 1.8 if squares else 1.5
        style = Style(
            Face.TEXT, BODY, leading, Align.JUSTIFY if squares else Align.LEFT, indent=2.0 if squares else 1.4
        )
        words = Words(text, language, style)

        def column(size: float) -> int:
            """How many lines one holds."""
            return max(2, int((bottom - y - size) // (leading * size)) + 1)

        size = BODY
        if words.count(measure, LEAST) <= columns * column(LEAST):
            # A little smaller and on one page reads better than a turn for a few lines.
            while size > LEAST and words.count(measure, size) > columns * column(size):
                size = max(LEAST, size - 1)
        lines, owners = words.lines(measure, size)
        for number, start in enumerate(range(0, len(lines), column(size))):
            page = self.pages[-1] if number % columns else self.page()
            end = start + column(size)
            block = block_of(lines[start:end], owners[start:end], style, measure, size)
            item = TextItem(block, setting.theme.ink, page)
            item.setPos(x + number % columns * (measure + GUTTER), y)
        self.steps = len(self.pages)
        self.number_pages(PAGE)
        self.show_step(0)

    def _title(self, top: float, bottom: float) -> tuple[float, float, float]:
        """Set title and author; returns where the text begins and how wide it may be: x, y, width."""
        setting, theme, language = self.setting, self.setting.theme, self.setting.language
        width = setting.measure if setting.portrait else setting.measure * 0.31
        style = Style(Face.HEAD, 84, 1.28, hang=True, balance=True)
        room = (bottom - top) * (0.22 if setting.portrait else 0.6)
        block, _ = fit(self.model.title.get(language), language, style, width, room, 36)
        item = TextItem(block, theme.ink, self)
        item.setPos(setting.margin, top)
        y = top + block.height
        if self.model.author:
            author, _ = fit(self.model.author.get(language), language, Style(Face.TEXT, 34, 1.4), width, 100, 24)
            item = TextItem(author, theme.second, self)
            item.setPos(setting.margin, y + 40)
            y += 40 + author.height
        self.rule(setting.margin, y + 40, 120, 9, theme.accent)
        if setting.portrait:
            return setting.margin, y + 110, setting.measure
        left = setting.margin + width + 112
        return left, top, setting.margin + setting.measure - left
