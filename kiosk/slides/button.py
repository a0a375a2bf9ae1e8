"""A quiet button on a slide: a word in a frame, in a target that a finger can't miss."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.fonts import Face
from kiosk.look.theme import Theme
from kiosk.look.typeset import Style, typeset

LEAST_TARGET = 96.0
"""Logical px of a target at least (DESIGN.md, "Touch")."""
FRAME = 60.0
"""Logical px of the frame's height; the target reaches past it."""


class ButtonItem(QGraphicsItem):
    """It answers to a press in the next frame; what it does is the slide's business, on release."""

    def __init__(self, words: str, language: str, theme: Theme, finger: float, parent: QGraphicsItem) -> None:
        """Set its word.

        Args:
            words: what it does.
            language: of the words.
            theme: colours.
            finger: logical px of 15 mm on this screen.
            parent: the slide.
        """
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._side = max(LEAST_TARGET, finger)
        self.pressed = False
        self.say(words)

    def say(self, words: str) -> None:
        """Show another word."""
        self.prepareGeometryChange()
        self.words = words
        self._block = typeset(words, self._language, Style(Face.TEXT, 28, 1.2), 1e6)
        self._rect = QRectF(0, 0, max(self._side, self._block.natural + 64), self._side)
        self.update()

    def press(self, down: bool) -> None:
        """Show that a finger is on it, or that it went."""
        if down != self.pressed:
            self.pressed = down
            self.update()

    def hit(self, at: QPointF) -> bool:
        """Whether a place of the slide is on it."""
        return self.isVisible() and self._rect.translated(self.pos()).contains(at)

    def extent(self) -> QRectF:
        """The target: nothing else may enter it."""
        return self._rect

    def boundingRect(self) -> QRectF:
        """The target."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        theme, block = self._theme, self._block
        frame = QRectF(1.5, (self._side - FRAME) / 2, self._rect.width() - 3, FRAME)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.ink if self.pressed else theme.mute, 2))
        painter.setBrush(theme.ink if self.pressed else theme.paper)
        painter.drawRoundedRect(frame, 8, 8)
        x = (self._rect.width() - block.natural) / 2 - block.shift
        y = (self._side - block.height) / 2
        block.paint(painter, x, y, theme.paper if self.pressed else theme.second)
