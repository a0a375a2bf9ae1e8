"""The arrows at the edges: a tap does what a swipe does."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.theme import Theme

EDGE = (96.0, 360.0)
"""Logical px, at the edges of a landscape stage."""
EDGE_LOW = (96.0, 240.0)
"""Logical px, at the edges for a low reach: in the lower third, above the rail."""
LOW = (104.0, 104.0)
"""Logical px, in the lower row of the rail in portrait."""


class ArrowItem(QGraphicsItem):
    """One arrow; `direction` is -1 (back) or 1 (on)."""

    def __init__(self, direction: int) -> None:
        super().__init__()
        self.direction = direction
        self._theme: Theme | None = None
        self._light = False
        self._pressed = False
        self._size = EDGE
        self.setZValue(60)

    def resize(self, size: tuple[float, float]) -> None:
        """Be that large a target."""
        self.prepareGeometryChange()
        self._size = size

    def dress(self, theme: Theme, on_picture: bool) -> None:
        """Take the theme's colours; on a picture it stands in a dark disc, so that it shows on any ground."""
        self._theme, self._light = theme, on_picture
        self.update()

    def boundingRect(self) -> QRectF:
        """The target."""
        return QRectF(0, 0, *self._size)

    def press(self, pressed: bool) -> None:
        """Answer a finger."""
        if pressed != self._pressed:
            self._pressed = pressed
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        if self._theme is None:
            return
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = self._size
        aside = 0.0 if self._size == LOW else -8.0 if self._light else 8.0
        centre = QPointF(width / 2 + aside * self.direction, height / 2)
        if self._light or self._pressed:
            ground = theme.caption_ground.toRgb() if self._light else theme.rule.toRgb()
            ground.setAlphaF(0.72 if self._light and not self._pressed else 0.95)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawEllipse(centre, 38, 38)
        painter.setPen(
            QPen(theme.caption_ink if self._light else theme.second, 4.5, Qt.PenStyle.SolidLine,
                 Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x = 7.0 * self.direction
        painter.drawPolyline(QPolygonF([centre + QPointF(-x, -15), centre + QPointF(x, 0), centre + QPointF(-x, 15)]))
