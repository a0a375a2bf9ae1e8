"""An article: title and author at the left, the text in columns beside them, paged."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.content.kinds.article import Article
from kiosk.content.tongues import in_squares
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem
from kiosk.look.shaping import Shaped
from kiosk.look.typeset import Align, Line, Style, block_of, fit, lines_of
from kiosk.slides.base import SlideItem

BODY = 36.0
GUTTER = 64.0
LEAST = 30.0
PAGE = 130.0
"""Logical px for the page number at the head's right end."""


class _Laid(NamedTuple):
    """The text at one size: its lines, and for each page the columns that hold them (first line, after the last)."""

    pages: list[list[tuple[int, int]]]
    style: Style
    lines: list[Line]
    owners: tuple[Shaped, ...]


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

        def laid(size: float) -> _Laid:
            style = Style(
                Face.TEXT, size, 1.8 if squares else 1.5, Align.JUSTIFY if squares else Align.LEFT,
                indent=2.0 if squares else 1.4,
            )  # fmt: skip
            lines, owners = lines_of(text, language, style, measure, size)
            per = max(2, int((bottom - y - size) // (style.leading * size)) + 1)
            slots = [(start, min(start + per, len(lines))) for start in range(0, len(lines), per)]
            pages = [slots[start : start + columns] for start in range(0, len(slots), columns)]
            return _Laid(pages, style, lines, owners)

        found = laid(BODY)
        if len(found.pages) > 1 and len(laid(LEAST).pages) == 1:
            # A little smaller and on one page reads better than a turn for a few lines.
            size = BODY
            while len(found.pages) > 1:
                size = max(LEAST, size - 1)
                found = laid(size)
        for slots in found.pages:
            page = self.page()
            for column, (start, end) in enumerate(slots):
                lines, owners = found.lines[start:end], found.owners[start:end]
                block = block_of(lines, owners, found.style, measure, found.style.size)
                item = TextItem(block, setting.theme.ink, page)
                item.setPos(x + column * (measure + GUTTER), y)
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
