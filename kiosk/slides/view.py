"""Which part of an axis is seen: zoom and offset. Plain numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class View:
    """A window on an axis whose places run from 0 to 1.

    Attributes:
        width: of the window, logical px.
        most: the largest zoom. zoom: how many windows wide the whole axis is, from 1.
        offset: logical px of the axis left of the window; a finger may pull it past its limits for a moment.
    """

    width: float
    most: float
    zoom: float = 1.0
    offset: float = 0.0

    @property
    def world(self) -> float:
        """How wide the whole axis is, logical px."""
        return self.width * self.zoom

    @property
    def limit(self) -> float:
        """The largest offset at rest."""
        return self.world - self.width

    @property
    def low(self) -> float:
        """The place at the window's left end."""
        return self.offset / self.world

    @property
    def high(self) -> float:
        """The place at its right end."""
        return (self.offset + self.width) / self.world

    def x(self, place: float) -> float:
        """Where a place is seen, logical px from the window's left end."""
        return place * self.world - self.offset

    def clamp(self) -> None:
        """Nothing lies beyond the ends."""
        self.zoom = min(max(self.zoom, 1.0), self.most)
        self.offset = min(max(self.offset, 0.0), self.limit)

    def zoom_about(self, x: float, factor: float) -> None:
        """Zoom so that what is seen at x stays there."""
        at = (self.offset + x) / self.world
        self.zoom = min(max(self.zoom * factor, 1.0), self.most)
        self.offset = at * self.world - x
        self.clamp()

    def around(self, low: float, high: float) -> tuple[float, float]:
        """The zoom and offset that show a stretch of places, as near as the limits allow."""
        zoom = min(max(1 / max(high - low, 1e-12), 1.0), self.most)
        offset = (low + high) / 2 * self.width * zoom - self.width / 2
        return zoom, min(max(offset, 0.0), self.width * (zoom - 1))
