"""The hint a new visitor finds once: how to get on. It stands in the strip above the rail that every slide leaves free,
covers nothing, and goes with the first step they take."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.fonts import Face
from kiosk.look.phrases import phrase
from kiosk.look.typeset import Style, fit

HEIGHT = 38.0
"""Logical px; slides end 40 above the rail, 56 upright."""
ARROW = 64.0
"""Logical px that each of the two arrows takes."""


class HintItem(QGraphicsItem):
    """The words between two arrows."""

    def __init__(self, language: str, colour: QColor, low: bool, measure: float) -> None:
        super().__init__()
        self.setZValue(70)
        self._colour = colour
        words = phrase("hint_low" if low else "hint", language)
        self._block, _ = fit(words, language, Style(Face.BOLD, 26, 1.2), measure - 2 * ARROW, HEIGHT, 20)
        self._rect = QRectF(0, 0, self._block.natural + 2 * ARROW, HEIGHT)

    def boundingRect(self) -> QRectF:
        """The strip."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self._rect.center()
        at = middle - QPointF(self._block.natural / 2, self._block.height / 2)
        self._block.paint(painter, at.x(), at.y(), self._colour)
        painter.setPen(QPen(self._colour, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for x, way in ((ARROW / 2 - 6, -1), (self._rect.width() - ARROW / 2 + 6, 1)):
            tip = QPointF(x + 14 * way, middle.y())
            painter.drawLine(QPointF(x - 14 * way, middle.y()), tip)
            painter.drawLine(tip, tip + QPointF(-9 * way, -9))
            painter.drawLine(tip, tip + QPointF(-9 * way, 9))
