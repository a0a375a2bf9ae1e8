"""The hint a new visitor finds once: how to get on. It lies above the rail and goes with the first step they take."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.fonts import Face
from kiosk.look.phrases import phrase
from kiosk.look.theme import Theme
from kiosk.look.typeset import Style, fit

HEIGHT = 84.0


class HintItem(QGraphicsItem):
    """A dark pill with the words between two arrows."""

    def __init__(self, language: str, theme: Theme, low: bool, measure: float) -> None:
        super().__init__()
        self.setZValue(70)
        self._theme = theme
        words = phrase("hint_low" if low else "hint", language)
        self._block, _ = fit(words, language, Style(Face.BOLD, 32), measure - 220, 46, 24)
        self._rect = QRectF(0, 0, self._block.natural + 200, HEIGHT)

    def boundingRect(self) -> QRectF:
        """The pill."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.caption_ground)
        painter.drawRoundedRect(self._rect, HEIGHT / 2, HEIGHT / 2)
        middle = self._rect.center()
        self._block.paint(
            painter, middle.x() - self._block.natural / 2, middle.y() - self._block.height / 2, theme.caption_ink
        )
        painter.setPen(QPen(theme.caption_accent, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for x, way in ((46.0, -1), (self._rect.width() - 46.0, 1)):
            tip = QPointF(x + 18 * way, middle.y())
            painter.drawLine(QPointF(x - 14 * way, middle.y()), tip)
            painter.drawLine(tip, tip + QPointF(-13 * way, -13))
            painter.drawLine(tip, tip + QPointF(-13 * way, 13))
