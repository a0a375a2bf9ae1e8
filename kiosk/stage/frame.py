"""From a window of any shape to one logical stage that fills it: no black bars, nothing stretched."""

from __future__ import annotations

from dataclasses import dataclass

SHORT, LONG = 1080.0, 1920.0
"""Logical px that every layout may count on: 1920 by 1080, upright 1080 by 1920. The stage is larger where the
window's shape leaves room, never smaller."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A stage: its size in logical px, and how many device px a logical one is."""

    width: float
    height: float
    scale: float

    @property
    def portrait(self) -> bool:
        """Whether it stands upright, and is laid out so."""
        return self.height > self.width

    @classmethod
    def of(cls, width: int, height: int) -> Frame:
        """The stage of a window of that many device px."""
        width, height = max(width, 16), max(height, 16)
        upright = height > width
        least = (SHORT, LONG) if upright else (LONG, SHORT)
        scale = min(width / least[0], height / least[1])
        return cls(width / scale, height / scale, scale)
