"""A shade over the whole window: how dark the picture is, where its light can't be set, and out of hours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.stage.cover import Cover

DARKEST = 0.9
"""Opacity at no brightness at all: what is there can still be seen by whoever turns it up again."""
DIM = 0.8
"""Opacity out of hours, where the exhibit is only dimmed."""


class Shade(Cover):
    """It lets every touch through, and isn't there at all while nothing is to be darkened."""

    def __init__(self, parent: QWidget) -> None:
        """Cover the parent with nothing."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._brightness, self._rest = 100, ""
        self._opacity = 0.0
        self.hide()

    @property
    def opacity(self) -> float:
        """0 to 1."""
        return self._opacity

    def set_brightness(self, percent: int) -> None:
        """How bright the picture is, 10 to 100; 100 where the screen's own light is set instead."""
        self._brightness = percent
        self._darken()

    def set_rest(self, how: str) -> None:
        """Out of hours: "black", "dim", or "" while it is open."""
        self._rest = how
        self._darken()

    def _darken(self) -> None:
        opacity = (1 - self._brightness / 100) * DARKEST
        if self._rest:
            opacity = 1.0 if self._rest == "black" else max(opacity, DIM)
        if opacity == self._opacity:
            return
        self._opacity = opacity
        # What is all black needs nothing painted beneath it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, opacity >= 1.0)
        self.cover()
        self.setVisible(opacity > 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken."""
        painter = QPainter(self)
        colour = QColor(0, 0, 0)
        colour.setAlphaF(self._opacity)
        painter.fillRect(event.rect(), colour)
        painter.end()
        self.proved(event)
