"""A picture in its frame, as geometry: where it lies at some zoom around some centre, and how far it may go.

A point of the picture is a fraction of its width and height; `zoom` is 1 where it just covers the frame.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from kiosk.look.motion import stretched


class Framing:
    """Lays a picture in a frame."""

    def __init__(self, frame: QRectF) -> None:
        """Of a square until its size is known.

        Args:
            frame: logical px.
        """
        self.frame, self._shape = frame, 1.0

    def take(self, width: int, height: int) -> None:
        """The picture's own size, in any px."""
        self._shape = max(1, width) / max(1, height)

    @property
    def cover(self) -> tuple[float, float]:
        """Logical px of the whole picture where it just covers the frame."""
        width, height, shape = self.frame.width(), self.frame.height(), self._shape
        return (width, width / shape) if width / height > shape else (height * shape, height)

    @property
    def least(self) -> float:
        """The zoom at which all of the picture is seen."""
        width, height = self.cover
        return min(self.frame.width() / width, self.frame.height() / height)

    def _limits(self, zoom: float) -> tuple[float, float, float, float]:
        """Least and most of the centre, across and down."""
        width, height = (side * zoom for side in self.cover)
        across, down = self.frame.width() / 2 / width, self.frame.height() / 2 / height
        return min(across, 0.5), max(1 - across, 0.5), min(down, 0.5), max(1 - down, 0.5)

    def clamped(self, centre: QPointF, zoom: float) -> QPointF:
        """The nearest centre at which nothing beside the picture is seen that needn't be."""
        left, right, top, bottom = self._limits(zoom)
        return QPointF(min(max(centre.x(), left), right), min(max(centre.y(), top), bottom))

    def lies(self, centre: QPointF, zoom: float) -> QRectF:
        """Where the whole picture lies, logical px; pulled past its limits it gives."""
        width, height = (side * zoom for side in self.cover)
        left, right, top, bottom = self._limits(zoom)
        x = stretched(centre.x() * width, left * width, right * width, self.frame.width() / 5)
        y = stretched(centre.y() * height, top * height, bottom * height, self.frame.height() / 5)
        middle = self.frame.center()
        return QRectF(middle.x() - x, middle.y() - y, width, height)

    def can_pan(self, shift: QPointF, centre: QPointF, zoom: float) -> bool:
        """Whether there is more of the picture to see against that movement (logical px)."""
        left, right, top, bottom = self._limits(zoom)
        x, y = centre.x(), centre.y()
        if abs(shift.x()) >= abs(shift.y()):
            return x > left + 1e-3 if shift.x() > 0 else x < right - 1e-3
        return y > top + 1e-3 if shift.y() > 0 else y < bottom - 1e-3


def inside(rect: QRectF, part: QRectF) -> QRectF:
    """A part, in fractions, of a rectangle."""
    return QRectF(
        rect.left() + part.left() * rect.width(), rect.top() + part.top() * rect.height(),
        part.width() * rect.width(), part.height() * rect.height(),
    )  # fmt: skip


def part_of(rect: QRectF, seen: QRectF) -> QRectF:
    """The other way round: what is seen of a rectangle, in fractions of it."""
    return QRectF(
        (seen.left() - rect.left()) / rect.width(), (seen.top() - rect.top()) / rect.height(),
        seen.width() / rect.width(), seen.height() / rect.height(),
    )  # fmt: skip
