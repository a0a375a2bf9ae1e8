"""Geese in flight: eleven in two lines behind the lead goose, drawn as paths whose wings beat slowly."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

BEAT_S = 1.9
"""Seconds of one wing beat of the lead goose; the others beat a little behind it."""
REST_S = 0.35
"""The moment of the flight at which the geese rest: the leader's wing is raised."""
WING_STEPS = 48
"""Steps of a wing from level to raised; one is under a pixel at the tip of the largest."""

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


class GooseItem(QGraphicsItem):
    """One goose of the formation. It repaints its own few pixels, and nothing between it and the next."""

    def __init__(self, colour: QColor, unit: float, parent: QGraphicsItem) -> None:
        """Make it; `unit` is logical px from beak to tail."""
        super().__init__(parent)
        self._colour, self._unit = colour, unit
        self._lift = 0.0

    def boundingRect(self) -> QRectF:
        """Room for the wing at the top and the bottom of its beat."""
        unit = self._unit
        return QRectF(-0.56 * unit, -0.58 * unit, 1.14 * unit, 1.0 * unit)

    def beat(self, lift: float) -> None:
        """Hold the wing there; `lift` as in `goose`."""
        self._lift = lift
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._unit, self._unit)
        painter.rotate(-9)
        painter.fillPath(_outline(round(self._lift * WING_STEPS)), self._colour)


@lru_cache(maxsize=2 * WING_STEPS + 1)
def _outline(step: int) -> QPainterPath:
    """The outline with the wing at one of its steps: joining body and wing costs more than filling them."""
    return goose(step / WING_STEPS)


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
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self._unit = unit
        self._geese: list[tuple[GooseItem, float, float, float]] = []
        for x, y, size, strength, phase in reversed(FORMATION):  # the last goose lies lowest
            faded = QColor(colour)
            faded.setAlphaF(colour.alphaF() * strength)
            bird = GooseItem(faded, size * unit, self)
            self._geese.append((bird, x * unit, y * unit, phase))
        self.fly(REST_S)

    def boundingRect(self) -> QRectF:
        """Room for every wing at the top and the bottom of its beat."""
        return self.childrenBoundingRect()

    def fly(self, seconds: float) -> None:
        """Show the formation as it is after that time."""
        for bird, x, y, phase in self._geese:
            turn = 2 * math.pi * (seconds / BEAT_S - phase)
            lift = math.sin(turn) * 0.62 + 0.34  # the down-beat is short, the glide long
            bird.setPos(x, y + 0.02 * math.cos(turn) * self._unit)
            bird.beat(max(-1.0, min(1.0, lift)))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing of its own."""
