"""What a part of a slide is told of fingers that move on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF


@dataclass(frozen=True, slots=True)
class Move:
    """One small movement of one finger or two, since the last one.

    Attributes:
        x, y: where the fingers' centre is now, logical px.
        dx, dy: how far the centre went, logical px.
        zoom: how much further apart two fingers are, as a factor; 1 with one finger.
        fingers: 1 or 2.
    """

    x: float
    y: float
    dx: float
    dy: float
    zoom: float = 1.0
    fingers: int = 1

    def seen_in(self, place: Callable[[QPointF], QPointF]) -> Move:
        """The same as an item sees it that maps points so (`mapFromScene`, `mapFromParent`)."""
        now, before = place(QPointF(self.x, self.y)), place(QPointF(self.x - self.dx, self.y - self.dy))
        return Move(now.x(), now.y(), now.x() - before.x(), now.y() - before.y(), self.zoom, self.fingers)
