"""Geese in flight: eleven in two lines behind the lead goose, drawn as paths whose wings beat slowly."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

BEAT_S = 1.9
"""Seconds of one wing beat of the lead goose; the others beat a little behind it."""
SPAN = 168.0
"""Logical px from beak to tail of the lead goose."""

FORMATION = (
    # x and y behind the leader in lead-goose lengths, size, strength of colour, phase behind the leader
    (0.00, 0.00, 1.00, 1.00, 0.00),
    (-0.72, -0.16, 0.86, 0.86, 0.11), (-1.36, -0.27, 0.78, 0.76, 0.23), (-2.00, -0.44, 0.74, 0.68, 0.31),
    (-2.64, -0.60, 0.68, 0.60, 0.44), (-3.26, -0.72, 0.60, 0.50, 0.53),
    (-0.50, 0.44, 0.86, 0.92, 0.08), (-0.92, 0.88, 0.78, 0.78, 0.19), (-1.34, 1.30, 0.72, 0.70, 0.33),
    (-1.74, 1.74, 0.64, 0.60, 0.41), (-2.14, 2.16, 0.56, 0.50, 0.58),
)  # fmt: skip


def goose(lift: float) -> QPainterPath:
    """A goose one unit long, flying right; `lift` is where its wing is: 1 raised, -1 at the bottom of the beat."""
    body = QPainterPath(QPointF(-0.5, 0.06))
    body.cubicTo(-0.26, 0.13, 0.06, 0.17, 0.26, 0.05)
    body.cubicTo(0.33, 0.0, 0.38, -0.075, 0.47, -0.085)
    body.lineTo(0.545, -0.075)
    body.cubicTo(0.5, -0.12, 0.42, -0.135, 0.36, -0.085)
    body.cubicTo(0.28, -0.01, 0.14, 0.005, -0.02, 0.015)
    body.cubicTo(-0.2, 0.03, -0.36, 0.035, -0.5, 0.06)
    tip_y = 0.02 - 0.46 * lift if lift > 0 else 0.04 - 0.28 * lift
    tip_x = 0.12 - 0.14 * (1 - abs(lift))
    wing = QPainterPath(QPointF(0.17, 0.03))
    wing.cubicTo(0.2, 0.5 * tip_y, 0.16 + 0.02 * lift, 0.8 * tip_y, tip_x, tip_y)
    wing.cubicTo(tip_x - 0.15, 0.82 * tip_y, -0.12, 0.42 * tip_y, -0.19, 0.05)
    wing.closeSubpath()
    return body.united(wing)


class GeeseItem(QGraphicsItem):
    """The whole formation; `fly` moves it to a moment of its flight."""

    def __init__(self, colour: QColor, unit: float, parent: QGraphicsItem) -> None:
        """Make the formation.

        Args:
            colour: of the leader; the others fade behind it.
            unit: logical px from the leader's beak to its tail.
            parent: the slide.
        """
        super().__init__(parent)
        self._colour, self._unit = colour, unit
        self._seconds = 0.35
        left = min(bird[0] for bird in FORMATION) - 0.6
        up = min(bird[1] for bird in FORMATION) - 0.6
        down = max(bird[1] for bird in FORMATION) + 0.5
        self._rect = QRectF(left * unit, up * unit, (0.7 - left) * unit, (down - up) * unit)

    def boundingRect(self) -> QRectF:
        """Room for every wing at the top and the bottom of its beat."""
        return self._rect

    def fly(self, seconds: float) -> None:
        """Show the formation as it is after that time."""
        self._seconds = seconds
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it, the last goose first."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for x, y, size, strength, phase in reversed(FORMATION):
            turn = 2 * math.pi * (self._seconds / BEAT_S - phase)
            lift = math.sin(turn) * 0.62 + 0.34  # the down-beat is short, the glide long
            colour = QColor(self._colour)
            colour.setAlphaF(colour.alphaF() * strength)
            painter.save()
            painter.translate(x * self._unit, (y + 0.02 * math.cos(turn)) * self._unit)
            painter.scale(size * self._unit, size * self._unit)
            painter.rotate(-9)
            painter.fillPath(goose(max(-1.0, min(1.0, lift))), colour)
            painter.restore()
