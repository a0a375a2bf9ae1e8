"""What a part of a slide is told of fingers that move on it. Plain numbers, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace


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

    def magnified(self, by: float) -> Move:
        """The same in a coordinate system `by` times as fine."""
        return replace(self, x=self.x * by, y=self.y * by, dx=self.dx * by, dy=self.dy * by)
