"""Geese in flight: eleven in two lines behind the lead goose, drawn as paths whose wings beat slowly."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

BEAT_S = 1.9
"""Seconds of one wing beat of the lead goose; the others beat a little behind it."""
REST_S = 0.62
"""The moment of the flight at which the geese rest: the leader's wings are raised."""
STEPS = 48
"""Outlines in one beat: one more would move the tip of the largest wing by less than a frame does."""
ROUND = 1000.0
"""Units of an outline from beak to tail: joining outlines of one unit would flatten their curves."""

FORMATION = (
    # x and y behind the leader in lead-goose lengths, size, strength of colour, phase behind the leader
    (0.00, 0.00, 1.00, 1.00, 0.00),
    (-0.72, -0.16, 0.86, 0.86, 0.11), (-1.36, -0.27, 0.78, 0.76, 0.23), (-2.00, -0.44, 0.74, 0.68, 0.31),
    (-2.64, -0.60, 0.68, 0.60, 0.44), (-3.26, -0.72, 0.60, 0.50, 0.53),
    (-0.50, 0.44, 0.86, 0.92, 0.08), (-0.92, 0.88, 0.78, 0.78, 0.19), (-1.34, 1.30, 0.72, 0.70, 0.33),
    (-1.74, 1.74, 0.64, 0.60, 0.41), (-2.14, 2.16, 0.56, 0.50, 0.58),
)  # fmt: skip


def _at(x: float, y: float) -> QPointF:
    return QPointF(x * ROUND, y * ROUND)


def _body() -> QPainterPath:
    """From the tail along belly and throat to the bill, and back over the crown."""
    path = QPainterPath(_at(-0.50, 0.02))
    for curve in (
        (-0.41, 0.062, -0.28, 0.098, -0.10, 0.094),
        (0.04, 0.09, 0.14, 0.052, 0.22, 0.004),
        (0.28, -0.032, 0.325, -0.046, 0.38, -0.050),
        (0.415, -0.053, 0.455, -0.050, 0.50, -0.036),
        (0.475, -0.064, 0.448, -0.076, 0.425, -0.085),
        (0.395, -0.096, 0.355, -0.090, 0.315, -0.070),
        (0.25, -0.038, 0.185, -0.024, 0.10, -0.022),
        (-0.06, -0.018, -0.24, -0.008, -0.50, 0.02),
    ):
        path.cubicTo(_at(*curve[:2]), _at(*curve[2:4]), _at(*curve[4:]))
    path.closeSubpath()
    return path


def _wing(turn: float, far: bool) -> QPainterPath:
    """A wing at that angle of its beat (radians): the arm leads, the hand follows, the tip sweeps back."""
    arm, hand = (0.66 * math.sin(turn - behind) + 0.32 for behind in (0.0, 0.42))
    ahead, size = (0.05, 0.88) if far else (0.0, 1.0)
    rise = (0.25 if arm > 0 else 0.20) * arm * size
    reach = (0.42 if hand > 0 else 0.36) * hand * size
    level = 1 - min(1.0, abs(hand))
    x, y = 0.15 + ahead, -0.01
    back_x, back_y = -0.13 + ahead / 2, 0.01
    wrist_x, wrist_y = 0.165 + ahead - 0.05 * abs(arm), y - rise
    tip_x, tip_y = -0.02 + ahead - 0.26 * level - 0.06 * hand, wrist_y - reach
    path = QPainterPath(_at(x, y))
    for curve in (
        (x + 0.028, y - rise * 0.4, wrist_x + 0.02, wrist_y + rise * 0.25, wrist_x, wrist_y),
        (wrist_x - 0.02, wrist_y - rise * 0.25 - reach * 0.1, tip_x + 0.1 + 0.06 * level, tip_y + reach * 0.3,
         tip_x, tip_y),
        (tip_x - 0.02 + 0.05 * level, tip_y + reach * 0.5, back_x + 0.03, back_y - rise * 0.75, back_x, back_y),
        (-0.05, 0.045, 0.08, 0.035, x, y),
    ):  # fmt: skip
        path.cubicTo(_at(*curve[:2]), _at(*curve[2:4]), _at(*curve[4:]))
    path.closeSubpath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path.simplified()


@lru_cache(maxsize=STEPS)
def goose(step: int) -> tuple[QPainterPath, QPainterPath]:
    """A goose that flies right, at one of the `STEPS` of its beat.

    Returns:
        body and near wing in one outline, and what shows of the far wing; `ROUND` units from beak to tail.
    """
    turn = 2 * math.pi * step / STEPS
    near = _body().united(_wing(turn, far=False))
    return near, _wing(turn, far=True).subtracted(near)


class GooseItem(QGraphicsItem):
    """One goose of the formation. It repaints its own few pixels, and nothing between it and the next."""

    def __init__(self, colour: QColor, unit: float, parent: QGraphicsItem) -> None:
        """Make it; `unit` is logical px from beak to tail."""
        super().__init__(parent)
        self._near, self._far = colour, QColor(colour)
        self._far.setAlphaF(colour.alphaF() * 0.55)
        self._unit, self._step = unit, 0

    def boundingRect(self) -> QRectF:
        """Room for the wing at the top and the bottom of its beat."""
        unit = self._unit
        return QRectF(-0.56 * unit, -0.72 * unit, 1.12 * unit, 1.06 * unit)

    def beat(self, turn: float) -> None:
        """Hold the wings at that part of a beat, in whole turns."""
        step = round(turn * STEPS) % STEPS
        if step != self._step:
            self._step = step
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._unit / ROUND, self._unit / ROUND)
        painter.rotate(-9)
        near, far = goose(self._step)
        painter.fillPath(far, self._far)
        painter.fillPath(near, self._near)


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
            turn = seconds / BEAT_S - phase
            bird.setPos(x, y + 0.02 * math.cos(2 * math.pi * turn) * self._unit)
            bird.beat(turn)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing of its own."""
