"""What shows under a finger: a card with the mark's full value, and a sign on the mark itself.

Both are made once and moved, so that a finger that scrubs repaints two small rectangles and nothing else.
"""

from __future__ import annotations

from functools import lru_cache, partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.fonts import Face
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, fit

WIDEST = 560.0
"""Logical px of a card's words."""
GAP = 26.0
"""Logical px between a mark and its card."""
KEPT = 512
"""Cards that are kept set, while the slide is there: whoever scrubs comes by each mark again and again."""


def _words(language: str, words: str, bold: bool) -> Block:
    style = Style(Face.BOLD, 38, 1.25) if bold else Style(Face.TEXT, 28, 1.3)
    return fit(words, language, style, WIDEST, 100 if bold else 112, 24)[0]


class CalloutItem(QGraphicsItem):
    """A card with a mark's full value, its series, its unit and its date."""

    def __init__(self, language: str, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = lru_cache(KEPT)(partial(_words, language))
        self._value = self._when = self._words("", True)
        self._rect = QRectF()
        self._accent = False
        self.setZValue(10)
        self.setVisible(False)

    def say(self, value: str, when: str, accent: bool) -> None:
        """Take other words; `accent` for the mark that matters."""
        self.prepareGeometryChange()
        self._value, self._when = self._words(value, True), self._words(when, False)
        width = max(self._value.natural, self._when.natural) + 56
        height = self._value.height + self._when.height + 58 if when else self._value.height + 48
        self._rect = QRectF(0, 0, width, height)
        self._accent = accent
        self.update()

    def stand(self, mark: QRectF, room: QRectF) -> None:
        """Stand above the mark, else beside it, else below it: inside `room`, and off the mark where that can be."""
        width, height = self._rect.width(), self._rect.height()
        centre = min(max(mark.center().x() - width / 2, room.left()), room.right() - width)
        middle = min(max(mark.center().y() - height / 2, room.top()), room.bottom() - height)
        if mark.top() - GAP - height >= room.top():
            self.setPos(centre, mark.top() - GAP - height)
        elif mark.right() + GAP + width <= room.right():
            self.setPos(mark.right() + GAP, middle)
        elif mark.left() - GAP - width >= room.left():
            self.setPos(mark.left() - GAP - width, middle)
        elif mark.bottom() + GAP + height <= room.bottom():
            self.setPos(centre, mark.bottom() + GAP)
        else:
            self.setPos(centre, min(max(mark.top() + GAP, room.top()), room.bottom() - height))

    def boundingRect(self) -> QRectF:
        """The card with its frame."""
        return self._rect.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.ink, 3))
        painter.setBrush(theme.sheet)
        painter.drawRoundedRect(self._rect, 10, 10)
        self._value.paint(painter, 28, 24, theme.accent if self._accent else theme.ink)
        self._when.paint(painter, 28, 24 + self._value.height + 12, theme.second)


class SignItem(QGraphicsItem):
    """The sign on a picked mark: a frame of ink around it, or a ring and a plumb line; never colour alone."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rect, self._plumb, self._round = QRectF(), 0.0, False
        self.setZValue(6)
        self.setVisible(False)

    def mark(self, rect: QRectF, plumb: float | None) -> None:
        """Stand on a mark; with `plumb` (a y) it is a point, with a line from it to there."""
        self.prepareGeometryChange()
        self._rect, self._round = rect, plumb is not None
        self._plumb = rect.center().y() if plumb is None else plumb
        self.update()

    def boundingRect(self) -> QRectF:
        """The sign with its line."""
        rect = self._rect.adjusted(-12, -12, 12, 12)
        return rect.united(QRectF(self._rect.center().x() - 2, self._plumb, 4, 1)) if self._round else rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        theme = self._theme
        if not self._round:
            painter.setPen(QPen(theme.paper, 4))
            painter.drawRect(self._rect.adjusted(-3, -3, 3, 3))
            painter.setPen(QPen(theme.ink, 5))
            painter.drawRect(self._rect.adjusted(-7, -7, 7, 7))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = self._rect.center()
        painter.setPen(QPen(theme.ink, 2))
        painter.drawLine(centre, QPointF(centre.x(), self._plumb))
        painter.setPen(QPen(theme.ink, 5))
        painter.setBrush(theme.paper)
        painter.drawEllipse(centre, 13, 13)
