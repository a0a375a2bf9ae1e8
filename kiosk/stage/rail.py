"""The navigation rail: chapters with progress, overview, text size, languages. Low, for a child and a wheelchair."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.bidi import runs_left
from kiosk.look.fonts import Face
from kiosk.look.parts import mirror
from kiosk.look.phrases import language_name, phrase
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, fit, typeset
from kiosk.slides.button import LEAST_TARGET

LETTER = 30.0
"""Logical px that the large A takes, which stands for the size of text."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where the visitor is, for the rail.

    Attributes:
        chapters: their short names. chapter: the current one, or None. within: part of that chapter seen, 0 to 1.
        position: slide number from 1, and how many there are (shown where there are no chapters).
        language: of the visitor. other: the language the button leads to, or "".
        text_size, text_sizes: the size of text, from 0, and how many there are.
    """

    chapters: tuple[str, ...]
    chapter: int | None
    within: float
    position: tuple[int, int]
    language: str
    other: str
    text_size: int = 0
    text_sizes: int = 1


@dataclass(frozen=True, slots=True)
class _Place:
    """One target: what it is, its rectangle, its words."""

    what: str
    index: int
    rect: QRectF
    block: Block
    block_at: QPointF


class RailItem(QGraphicsItem):
    """The rail; `target` says what is under a finger: ("chapter", n), ("overview", 0), ("size", n), ("language", 0)."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self._places: list[_Place] = []
        self._way: Way | None = None
        self._theme: Theme | None = None
        self._pressed: tuple[str, int] | None = None
        self._top_row = 0.0
        self._margin = self._divider = 0.0
        self.setZValue(50)

    def boundingRect(self) -> QRectF:
        """The rail."""
        return self._rect

    def lay(self, way: Way, theme: Theme, width: float, height: float, margin: float, portrait: bool) -> None:
        """Lay it out for a place in the exhibit."""
        self.prepareGeometryChange()
        self._rect = QRectF(0, 0, width, height)
        self.resetTransform()
        if runs_left(way.language):
            mirror(self, width / 2)
        self._way, self._theme, self._margin = way, theme, margin
        self._top_row = height / 2 if portrait else height
        self._places = []
        left, right = margin, width - margin
        words = [("overview", phrase("overview", way.language), way.language)] if way.position[1] > 1 else []
        if way.text_sizes > 1:
            words.append(("size", phrase("letter", way.language), way.language))
        if way.other:
            words.append(("language", language_name(way.other), way.other))
        row_top = self._top_row if portrait else 0.0
        row_height = height - row_top
        x = right
        for what, text, language in reversed(words):
            block = typeset(text, language, Style(Face.BOLD, 30), 1e6)
            index = (way.text_size + 1) % way.text_sizes if what == "size" else 0
            drawn = block.natural + (LETTER + 10 if what == "size" else 0)
            outermost = what == words[-1][0]
            wide = max(LEAST_TARGET, drawn + (24 if outermost else 48))
            x -= wide
            at = QPointF(x + wide - drawn - (0 if outermost else 24), row_top + (row_height - 30) / 2)
            self._places.append(_Place(what, index, QRectF(x, row_top, wide, row_height), block, at))
        self._divider = 0.0 if portrait else x - 8
        self._lay_chapters(way, left, right if portrait else x - 56)
        self.update()

    def _lay_chapters(self, way: Way, left: float, right: float) -> None:
        room = right - left
        if not way.chapters:
            if way.position[1] == 1:
                return
            words = f"{way.position[0]} / {way.position[1]}"
            block = typeset(words, "en", Style(Face.FIGURE_LIGHT, 40), 1e6)
            at = QPointF(left, (self._top_row - block.height) / 2)
            self._places.append(_Place("position", 0, QRectF(left, 0, block.natural, self._top_row), block, at))
            return
        chosen = way.chapter or 0
        for size in (30, 28, 26):
            blocks = [
                self._chapter(name, index == way.chapter, way.language, size) for index, name in enumerate(way.chapters)
            ]
            if sum(block.natural + 30 for block in blocks) <= room + 30:
                break
        low, high = _window([block.natural + 30 for block in blocks], chosen, room + 30)
        shown = blocks[low:high]
        spare = room - sum(block.natural for block in shown)
        gap = min(88.0, spare / max(1, len(shown) - 1) if len(shown) > 1 else 88.0)
        x = left
        for index, block in enumerate(shown, low):
            rect = QRectF(x - gap / 2, 0, block.natural + gap, self._top_row)
            at = QPointF(x, (self._top_row - block.height) / 2)
            self._places.append(_Place("chapter", index, rect, block, at))
            x += block.natural + gap

    def _chapter(self, name: str, chosen: bool, language: str, size: float) -> Block:
        block, _ = fit(name, language, Style(Face.BOLD if chosen else Face.TEXT, size), 320, size * 1.2, 20)
        return block

    def target(self, at: QPointF) -> tuple[str, int] | None:
        """What a finger there means."""
        for place in self._places:
            if place.what != "position" and place.rect.contains(at):
                return place.what, place.index
        return None

    def press(self, target: tuple[str, int] | None) -> None:
        """Answer a finger."""
        if target != self._pressed:
            self._pressed = target
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        if self._theme is None or self._way is None:
            return
        theme, way = self._theme, self._way
        painter.fillRect(self._rect, theme.sheet)
        painter.fillRect(QRectF(0, 0, self._rect.width(), 2), theme.rule)
        if self._top_row < self._rect.height():
            painter.fillRect(QRectF(self._margin, self._top_row, self._rect.width() - 2 * self._margin, 1), theme.rule)
        elif self._divider and way.chapters:
            painter.fillRect(QRectF(self._divider, self._rect.height() / 2 - 20, 2, 40), theme.rule)
        for place in self._places:
            chosen = place.what == "chapter" and place.index == way.chapter
            if (place.what, place.index) == self._pressed:
                painter.fillRect(place.rect.adjusted(0, 2, 0, 0), theme.rule)
            tool = place.what not in {"chapter", "position"}
            colour = theme.ink if tool else theme.accent if chosen else theme.second
            place.block.paint(painter, place.block_at.x(), place.block_at.y(), colour)
            if place.what == "size":
                self._letter(painter, place, theme)
            if chosen:
                self._progress(painter, place.block_at.x(), max(place.block.natural, 110.0), way.within, theme)
        if not way.chapters and way.position[1] > 1:
            self._progress(painter, self._margin, 320.0, way.position[0] / max(1, way.position[1]), theme)

    def _letter(self, painter: QPainter, place: _Place, theme: Theme) -> None:
        """The large A, with a stroke under it for each step above the default."""
        assert self._way is not None
        letter = typeset("A", "en", Style(Face.BOLD, 40), 1e6)
        x = place.block_at.x() + place.block.natural + 10
        middle = place.block_at.y() + place.block.height / 2
        letter.paint(painter, x, middle - letter.height / 2 - 3, theme.ink)
        for step in range(self._way.text_size):
            painter.fillRect(QRectF(x, middle + 26 + 8 * step, letter.natural, 4), theme.accent)

    def _progress(self, painter: QPainter, x: float, width: float, part: float, theme: Theme) -> None:
        grey = QColor(theme.rule)
        painter.fillRect(QRectF(x, 0, width, 6), grey)
        painter.fillRect(QRectF(x, 0, width * part, 6), theme.accent)


def _window(widths: list[float], chosen: int, room: float) -> tuple[int, int]:
    """The run of chapters around the chosen one that fits: (first, after last)."""
    low, high = chosen, chosen + 1
    used = widths[chosen]
    while True:
        before = low > 0 and used + widths[low - 1] <= room
        after = high < len(widths) and used + widths[high] <= room
        if not before and not after:
            return low, high
        if after and (not before or high - chosen <= chosen - low):
            used += widths[high]
            high += 1
        else:
            low -= 1
            used += widths[low]
