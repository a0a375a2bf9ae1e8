"""The arrows at the edges: a tap does what a swipe does."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.theme import Theme

WIDTH, HEIGHT = 96.0, 360.0


class ArrowItem(QGraphicsItem):
    """One arrow; `direction` is -1 (back) or 1 (on)."""

    def __init__(self, direction: int) -> None:
        super().__init__()
        self.direction = direction
        self._theme: Theme | None = None
        self._light = False
        self._pressed = False
        self.setZValue(40)

    def dress(self, theme: Theme, on_picture: bool) -> None:
        """Take the theme's colours; on a picture it stands in a dark disc, so that it shows on any ground."""
        self._theme, self._light = theme, on_picture
        self.update()

    def boundingRect(self) -> QRectF:
        """The target."""
        return QRectF(0, 0, WIDTH, HEIGHT)

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
        centre = QPointF(WIDTH / 2 - 6 * self.direction * (1 if self._light else -1), HEIGHT / 2)
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
