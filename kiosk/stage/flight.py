"""Slides in movement: snapshots pushed sideways under a finger or by themselves, or faded one into the other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter, QPixmap


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide's snapshot; `full` where it covers the rail as well."""

    pixmap: QPixmap
    full: bool


@dataclass
class PushFlight:
    """The current slide at `offset`, its neighbours beside it. Nothing but blits.

    Attributes:
        centre: the slide where the visitor is. sides: the neighbours, at -1 and 1.
        width: device px. offset: device px from rest. rail: the rail's snapshot and its y in device px.
        ground: what shows past the ends.
    """

    centre: Sheet
    sides: dict[int, Sheet]
    width: int
    rail: tuple[QPixmap, int]
    ground: QColor
    offset: float = 0.0

    def paint(self, painter: QPainter) -> None:
        """Draw one frame."""
        offset = round(self.offset)
        side = self.sides.get(-1 if offset > 0 else 1)
        beside = offset - self.width if offset > 0 else offset + self.width
        placed = [(self.centre, offset)] + ([(side, beside)] if side is not None and offset else [])
        if offset and side is None:
            left = 0 if offset > 0 else self.width + offset
            painter.fillRect(left, 0, abs(offset), self.rail[1] + self.rail[0].height(), self.ground)
        for sheet, x in placed:
            if not sheet.full:
                painter.drawPixmap(x, 0, sheet.pixmap)
        if not all(sheet.full for sheet, _ in placed):
            painter.drawPixmap(0, self.rail[1], self.rail[0])
        for sheet, x in placed:
            if sheet.full:
                painter.drawPixmap(x, 0, sheet.pixmap)


@dataclass
class FadeFlight:
    """One whole picture of the screen fading into another; `progress` from 0 to 1."""

    before: QPixmap
    after: QPixmap
    progress: float = 0.0

    def paint(self, painter: QPainter) -> None:
        """Draw one frame."""
        painter.drawPixmap(0, 0, self.before)
        painter.setOpacity(self.progress)
        painter.drawPixmap(0, 0, self.after)
        painter.setOpacity(1.0)
