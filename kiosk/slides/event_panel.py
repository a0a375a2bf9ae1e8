"""The open event, large: its date, its words, a picture or a figure beside them; what has no room goes on a page."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem

from kiosk.content.kinds.timeline import Event
from kiosk.content.tongues import in_squares
from kiosk.look.clreq import is_han
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem, TextItem, group
from kiosk.look.typeset import Align, Block, Style, fit, pages, typeset
from kiosk.slides.base import Setting
from kiosk.slides.picture import PictureItem
from kiosk.slides.stack import Stack, add_figure, fitted

LEAST = 36.0
"""Logical px of a statement at least; a longer one goes on to the next page."""
YEAR = 212.0
"""Logical px of the year's digits …"""
LEAST_YEAR = 60.0
"""… and the least, for which there is room even where what stands below takes more than its share."""
GUTTER = 64.0
SURE = 0.92
"""Part of the measure that words may fill by a rough count, for them to be set only when they are shown."""
SMALL = Style(Face.TEXT, 24, 1.4)


Found = TypeVar("Found")


def remembered(find: Callable[[Panels, int], Found]) -> Callable[[Panels, int], Found]:
    """Set an event's type once, however often its room is asked for."""

    def once(panels: Panels, index: int) -> Found:
        key = find.__name__, index
        if key not in panels.found:
            panels.found[key] = find(panels, index)
        return cast("Found", panels.found[key])

    return once


@dataclass(frozen=True)
class Room:
    """Where an event's parts stand: `words` for title, statement and source, `aside` for picture and figure."""

    words: QRectF
    aside: QRectF


class Panels:
    """Makes the panels of a timeline's events.

    Args:
        setting: of the slide.
        rect: where panels stand, logical px.
        events: in order.
        tight: whether white, the title's size and the year's give way to words that need more than one part.
    """

    def __init__(self, setting: Setting, rect: QRectF, events: tuple[Event, ...], tight: bool = False) -> None:
        self._setting, self._rect, self._events = setting, rect, events
        self._gap, self._title_size = (28.0, 28.0) if tight else (44.0, 36.0)
        self._year = 140.0 if tight and setting.portrait else YEAR  # across, it stands beside the words
        self._tight = tight
        self.found: dict[tuple[str, int], object] = {}
        self._files = [setting.find(event.picture) if event.picture else None for event in events]

    @property
    def lines(self) -> int:
        """How many lines of words have room at once, below the longest title; a title that stands alone is words."""
        style = self._style(LEAST)
        heights = [self._height(index) if self._words(index) else self._room(index).words.height()
                   for index in range(min(len(self._events), 24))]  # fmt: skip
        least = min(heights)
        return int((least - LEAST) // (style.leading * LEAST)) + 1

    @remembered
    def count(self, index: int) -> int:
        """How many parts an event has. Many events are counted roughly, and set when they are shown."""
        event = self._events[index]
        if len(self._events) > 24 and event.figure is None and self._surely_fits(index):
            return 1
        return len(self._parts(index))

    def make(self, parent: QGraphicsItem, index: int, part: int) -> QGraphicsItem:
        """The panel of one part of an event."""
        theme, event = self._setting.theme, self._events[index]
        panel = group(parent)
        dated = self._date(event, panel)
        room, title = self._room(index), self._title(index)
        parts = self._parts(index) if self.count(index) > 1 else [self._only(index)]
        statement = parts[min(part, len(parts) - 1)]
        left, top = room.words.left(), room.words.top()
        y = top
        if not (self._tight and part):  # else the title has been read
            y += title.height + self._gap
            TextItem(title, theme.second if self._words(index) else theme.ink, panel).setPos(left, top)
        if statement is not None:
            TextItem(statement, theme.ink, panel).setPos(left, y)
        source = self._source(index)
        if source is not None:
            TextItem(source, theme.mute, panel).setPos(left, room.words.bottom() - source.height)
        if statement is None:
            stack, _ = self._figure(event, room.words.width(), self._height(index), wide=True)
            stack.place(panel, left, y)
        if not room.aside.isEmpty():
            self._aside(index, room.aside, panel)
        if len(parts) > 1:
            number = typeset(f"{part + 1} / {len(parts)}", self._setting.language, Style(Face.TEXT, 26), 300)
            x = self._rect.left() if not self._setting.portrait else self._rect.right() - number.natural
            y = self._rect.bottom() - 26 if not self._setting.portrait else self._rect.top() - 6
            if not self._setting.portrait and y < dated:  # a low panel: beside the year
                x, y = (
                    self._rect.left() + self._date_width(self._has_aside(index)) - number.natural,
                    self._rect.top() + 10,
                )
            TextItem(number, theme.mute, panel).setPos(x, y)
        return panel

    # Where.

    def _date_width(self, aside: bool) -> float:
        if self._setting.portrait:
            return self._rect.width()
        return 400.0 if not aside or self._rect.width() > 1500 else 300.0

    def _has_aside(self, index: int) -> bool:
        return self._files[index] is not None or self._figure_beside(index)

    def _room(self, index: int) -> Room:
        rect, aside = self._rect, self._has_aside(index)
        if self._setting.portrait:
            words = QRectF(rect.left(), rect.top() + self._date_height(self._events[index]), rect.width(), 0)
            below = self._aside_height() if aside else 0.0
            spare = 0.0 if self._tight else 100.0
            words.setBottom(rect.bottom() - (below + 40 if aside else spare))
            return Room(words, QRectF(rect.left(), rect.bottom() - below, rect.width(), below))
        left = rect.left() + self._date_width(aside) + GUTTER
        beside = self._aside_width() if aside else 0.0
        words = QRectF(left, rect.top(), rect.right() - left - (beside + 56 if aside else 0), rect.height())
        return Room(words, QRectF(rect.right() - beside, rect.top() + 8, beside, rect.height() - 8))

    def _aside_width(self) -> float:
        return min(560.0, self._rect.width() * 0.32)

    def _aside_height(self) -> float:
        return self._rect.height() * 0.3

    def _date_height(self, event: Event) -> float:
        """Logical px of the date's row in portrait."""
        before = 64.0 if event.date.since.before_year(self._setting.language) else 0.0
        return (44.0 if self._tight else 82.0) + (Face.FIGURE.ascent + Face.FIGURE.descent) * self._year + before

    def _height(self, index: int) -> float:
        """Logical px for the statement."""
        source = self._source(index)
        taken = self._title(index).height + self._gap + (source.height + 28 if source is not None else 0.0)
        return self._room(index).words.height() - taken

    # What.

    @remembered
    def _title(self, index: int) -> Block:
        words = self._room(index).words
        text = self._events[index].title.get(self._setting.language)
        full = self._rect.height() - (330 if self._setting.portrait else 0)
        if not self._words(index):  # all there is to read of this event: as large as a statement
            style, share = self._style(56), 0.5
        else:
            style, share = Style(Face.TEXT, self._title_size, 1.45), 0.25
        room = max(full * share, style.size * style.leading)  # a line of it always
        return fit(text, self._setting.language, style, words.width(), room, 26)[0]

    @remembered
    def _source(self, index: int) -> Block | None:
        source = self._events[index].source
        if source is None:
            return None
        width = self._room(index).words.width()
        return fit(source.get(self._setting.language), self._setting.language, SMALL, width, 70, 20)[0]

    def _words(self, index: int) -> str:
        text = self._events[index].text
        return text.get(self._setting.language) if text is not None else ""

    def _style(self, size: float) -> Style:
        squares = in_squares(self._setting.language)
        return Style(Face.SERIF, size, 1.62 if squares else 1.45, Align.JUSTIFY if squares else Align.LEFT)

    @remembered
    def _only(self, index: int) -> Block | None:
        """The statement in one part; smaller than others if the rough count was too hopeful."""
        if not self._words(index):
            return self._parts(index)[0]
        words, room = self._words(index), self._room(index).words
        return fit(words, self._setting.language, self._style(56), room.width(), self._height(index), 24)[0]

    @remembered
    def _parts(self, index: int) -> list[Block | None]:
        """The statement in as many parts as it needs; None is a figure that has no room beside it."""
        event, language = self._events[index], self._setting.language
        words, width = self._words(index), self._room(index).words.width()
        alone: list[Block | None] = [None] if event.figure is not None and not self._figure_beside(index) else []
        if not words:
            return alone or [typeset("", language, Style(Face.SERIF, 34), width)]
        block, whole = fit(words, language, self._style(56), width, self._height(index), LEAST)
        if whole:
            return [block, *alone]
        height = self._height(index)
        later = height + self._title(index).height + self._gap if self._tight else height
        return [*pages(words, language, self._style(LEAST), width, height, later), *alone]

    def _surely_fits(self, index: int) -> bool:
        """Whether the statement has room in one part, by a rough count on the safe side, and nothing is set for it."""
        event, room = self._events[index], self._room(index).words
        width = room.width() * SURE
        full = self._rect.height() - (330 if self._setting.portrait else 0)
        if not self._words(index):
            return full * 0.5 + 44 + (98 if event.source is not None else 0) <= room.height()
        title = 36.0 if _ems(event.title.get(self._setting.language)) * 36 <= width else full * 0.25
        left = room.height() - title - 44 - (98 if event.source is not None else 0)
        lines = sum(max(1, math.ceil(_ems(line) * LEAST / width)) for line in self._words(index).split("\n"))
        return (lines - 1) * LEAST * 1.62 + LEAST <= left

    # The date.

    def _date(self, event: Event, panel: QGraphicsItem) -> float:
        """The year as large as there is room; what is said before and below it in serif. Returns the y of its foot."""
        setting, theme, since = self._setting, self._setting.theme, event.date.since
        width = self._date_width(self._has_aside(self._events.index(event)))
        x, y = self._rect.left(), self._rect.top() + 10
        before = since.before_year(setting.language).strip()
        if before:
            block, _ = fit(before, setting.language, Style(Face.SERIF, 40, 1.2), width, 60, 26)
            TextItem(block, theme.accent, panel).setPos(x, y - 8)
            y += 64
        below = event.date.below_year(setting.language)
        room = 170.0
        if not setting.portrait:  # a low panel: what stands below the year needs its place as well
            room = min(room, self._rect.bottom() - y - (156 if below else 40))
        room = max(room, (Face.FIGURE.ascent + Face.FIGURE.descent) * LEAST_YEAR)
        year, _ = fit(str(abs(since.year)), setting.language, Style(Face.FIGURE, self._year), width, room, LEAST_YEAR)
        TextItem(year, theme.accent, panel).setPos(x - year.path().boundingRect().left(), y)
        if not below:
            return y + year.height
        style = Style(Face.SERIF, 60 if in_squares(setting.language) else 46, 1.2)
        if setting.portrait:
            block, _ = fit(below, setting.language, style, width - year.natural - 40, year.height, 26)
            TextItem(block, theme.ink, panel).setPos(x + year.natural + 40, y + year.height - block.ascent - (
                block.lines - 1) * block.leading)  # fmt: skip
        else:
            block, _ = fit(below, setting.language, style, width, 90, 26)
            TextItem(block, theme.ink, panel).setPos(x, y + year.height + 44)
            return y + year.height + 44 + block.height
        return y + year.height

    # Beside the words.

    def _figure(self, event: Event, width: float, height: float, wide: bool = False) -> tuple[Stack, bool]:
        """An event's figure, made to fit."""
        assert event.figure is not None
        setting, figure = self._setting, event.figure

        def make(scale: float) -> Stack:
            stack = Stack(setting.language, setting.theme, width, scale)
            if not wide:
                stack.rule(4, setting.theme.ink)
                stack.space(34)
            add_figure(stack, figure, 200.0 if wide else 150.0, setting.theme.indigo, hero=False)
            return stack

        return fitted(make, height)

    def _shares(self, index: int) -> tuple[float, float, float]:
        """Width and height of the figure's place in the aside, and what of the height a picture gets."""
        both = self._files[index] is not None
        if self._setting.portrait:
            width = self._rect.width()
            return ((width - 56) / 2 if both else width), self._aside_height(), self._aside_height()
        height = self._rect.height() - 8
        figure = height * (0.5 if both else 1.0)
        return self._aside_width(), figure - (28 if both else 0), height - (figure if both else 0)

    @remembered
    def _figure_beside(self, index: int) -> bool:
        """Whether the figure has room beside the words; else it has a part of its own."""
        event = self._events[index]
        if event.figure is None:
            return False
        width, height, _ = self._shares(index)
        return self._figure(event, width, height)[1]

    def _aside(self, index: int, rect: QRectF, panel: QGraphicsItem) -> None:
        """Picture above figure; side by side where the screen stands upright."""
        event, both = self._events[index], self._figure_beside(index)
        width, height, picture = self._shares(index)
        if self._files[index] is not None:
            across = (rect.width() - 56) / 2 if both and self._setting.portrait else rect.width()
            self._picture(index, QRectF(rect.left(), rect.top(), across, picture if both else rect.height()), panel)
        if both:
            stack, _ = self._figure(event, width, height)
            if self._setting.portrait:
                stack.place(panel, rect.right() - width, rect.top())
            else:
                stack.place(panel, rect.left(), rect.bottom() - height if self._files[index] else rect.top())

    def _picture(self, index: int, rect: QRectF, panel: QGraphicsItem) -> None:
        """The picture, cropped around its focal point, and who made it."""
        setting, event, file = self._setting, self._events[index], self._files[index]
        assert file is not None
        frame = QRectF(0, 0, rect.width(), rect.height())
        if event.credit is not None:
            words = event.credit.get(setting.language)
            block, _ = fit(words, setting.language, SMALL, rect.width(), 70, 20)
            frame.setHeight(rect.height() - block.height - 14)
            TextItem(block, setting.theme.mute, panel).setPos(rect.left(), rect.bottom() - block.height)
        FillItem(frame, setting.theme.rule, panel).setPos(rect.topLeft())
        item = PictureItem(frame, event.focus, setting.scale, setting.theme, panel)
        item.inset_shown = False
        item.setPos(rect.topLeft())
        item.load(file, setting.pictures)


def _ems(words: str) -> float:
    """About how wide words are, in em, rather too wide than too narrow."""
    return sum(1.0 if is_han(one) or ord(one) > 0x2000 else 0.62 for one in words)
