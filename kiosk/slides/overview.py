"""The whole axis in a strip: where events are dense, and a window that shows what is seen; a finger moves it."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.content.dates import Moment
from kiosk.look.fonts import Face
from kiosk.look.phrases import phrase
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, fit, typeset
from kiosk.slides.axis import Scale
from kiosk.slides.ticks import ticks
from kiosk.slides.view import View

HEIGHT = 100.0
"""Logical px: a finger's width."""
STRIP = QRectF(0, 12, 0, 40)
"""Where the strip stands in it."""
BUTTON = 140.0
"""Logical px of the button that shows the whole, at the right end."""


class OverviewItem(QGraphicsItem):
    """The strip, its years, and the button for the whole.

    Args:
        view: of the axis. scale: of the axis. places: where events stand. language, theme: of the slide.
    """

    def __init__(self, view: View, scale: Scale, places: list[float], language: str, theme: Theme,
                 parent: QGraphicsItem) -> None:  # fmt: skip
        super().__init__(parent)
        self._view, self._theme = view, theme
        self.width = view.width - BUTTON - 24
        self._lines = [QLineF(place * self.width, 22, place * self.width, 42) for place in places]
        self._breaks = [(first * self.width, last * self.width) for first, last, _ in scale.breaks]
        self._years: list[tuple[Block, float]] = []
        before: Moment | None = None
        for tick in ticks(scale, 0.0, 1.0, self.width, 140.0):
            block = typeset(tick.words_after(language, before), language, Style(Face.FIGURE_LIGHT, 24, 1.0), 1e6)
            x = tick.place * self.width - block.natural / 2
            if x >= 0 and x + block.natural <= self.width:
                self._years.append((block, x))
                before = tick.moment
        self._whole, _ = fit(phrase("whole", language), language, Style(Face.BOLD, 26, 1.0), BUTTON - 20, 40, 20)
        self.open, self.pressed = 0.0, False

    def boundingRect(self) -> QRectF:
        """Strip and button."""
        return QRectF(-8, 0, self._view.width + 16, HEIGHT)

    def place(self, x: float) -> float:
        """The place under a finger."""
        return min(max(x / self.width, 0.0), 1.0)

    def on_button(self, x: float) -> bool:
        """Whether a finger means the button, if it is there."""
        return self._view.zoom > 1 and x > self._view.width - BUTTON

    def seen(self) -> QRectF:
        """What is seen, on the strip; never too small to be found."""
        low, high = max(self._view.low, 0.0) * self.width, min(self._view.high, 1.0) * self.width
        middle, half = (low + high) / 2, max((high - low) / 2, 9.0)
        return QRectF(middle - half, STRIP.top(), 2 * half, STRIP.height())

    def extents(self) -> list[tuple[str, QRectF]]:
        """The boxes that nothing else may enter."""
        found = [("year", QRectF(x, 64, block.natural, block.height)) for block, x in self._years]
        if self._view.zoom > 1:
            found.append(("whole", self._button()))
        return found

    def _button(self) -> QRectF:
        return QRectF(self._view.width - BUTTON, 6, BUTTON, HEIGHT - 16)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        theme, window = self._theme, self.seen()
        strip = QRectF(0, STRIP.top(), self.width, STRIP.height())
        painter.fillRect(strip, theme.rule)
        painter.fillRect(window, theme.sheet)
        for first, last in self._breaks:
            painter.fillRect(QRectF(first, STRIP.top(), last - first, STRIP.height()), theme.paper)
            for dot in range(int(first) + 6, int(last) - 3, 12):
                painter.fillRect(QRectF(dot, 30, 4, 4), theme.mute)
        painter.setPen(QPen(theme.second, 2))
        painter.drawLines(self._lines)
        painter.fillRect(QRectF(self.open * self.width - 2, STRIP.top(), 5, STRIP.height()), theme.accent)
        if self._view.zoom > 1:
            painter.setPen(QPen(theme.ink, 4))
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawRect(window.adjusted(0, -2, 0, 2))
            self._paint_button(painter)
        for block, x in self._years:
            block.paint(painter, x, 64, theme.mute)

    def _paint_button(self, painter: QPainter) -> None:
        theme, box = self._theme, self._button()
        painter.setPen(QPen(theme.ink, 2))
        painter.setBrush(theme.accent if self.pressed else theme.sheet)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 10, 10)
        at = QPointF(box.center().x() - self._whole.natural / 2, box.center().y() - self._whole.height / 2)
        self._whole.paint(painter, at.x(), at.y(), theme.on_accent if self.pressed else theme.ink)
