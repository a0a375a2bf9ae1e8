"""Slides in movement: snapshots pushed sideways under a finger or by themselves, or faded one into the other."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

TILE = (128, 32)
"""Device px: so finely it is looked where a sheet is blank."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide's snapshot: the parts of it that aren't blank.

    Attributes:
        parts: what there is to see, and where. size: device px. ground: of all the rest.
        full: whether it covers the rail as well.
    """

    parts: tuple[tuple[QPoint, QPixmap], ...]
    size: QSize
    ground: QColor
    full: bool

    @classmethod
    def of(cls, pixmap: QPixmap, size: QSize, ground: QColor, full: bool) -> Sheet:
        """All of a picture, as it is; so much of it, if it is larger."""
        return cls(((QPoint(0, 0), pixmap),), size, ground, full)

    def pared(self) -> Sheet:
        """The same without what is blank: of a slide of text, a fourth is left to keep."""
        [(_, pixmap)] = self.parts
        boxes = _inked(pixmap.toImage(), self.size, self.ground)
        return Sheet(tuple((box.topLeft(), pixmap.copy(box)) for box in boxes), self.size, self.ground, self.full)

    @property
    def pixels(self) -> int:
        """How many it keeps."""
        return sum(part.width() * part.height() for _, part in self.parts)

    def paint(self, painter: QPainter, x: int) -> None:
        """Draw it, its left edge there."""
        if self.pixels < self.size.width() * self.size.height():
            painter.fillRect(QRect(QPoint(x, 0), self.size), self.ground)
        for at, part in self.parts:
            painter.drawPixmap(QPoint(at.x() + x, at.y()), part, QRect(QPoint(0, 0), part.size().boundedTo(self.size)))


def _inked(image: QImage, size: QSize, ground: QColor) -> list[QRect]:
    """Boxes around all that isn't ground, none of them over another; of so much of the picture."""
    bits, line = image.constBits(), image.bytesPerLine()
    blank = struct.pack("=I", ground.rgb()) * size.width()
    wide, high = TILE
    found: list[QRect] = []
    above: dict[tuple[int, int], int] = {}  # a run of columns in the band before, and which box it is in
    for top in range(0, size.height(), high):
        rows = range(min(high, size.height() - top))
        data = bytes(bits[top * line : (top + len(rows)) * line])  # a band at a time: small pieces of memory are warm
        starts = [row * line for row in rows if not data.startswith(blank, row * line)]
        here: dict[tuple[int, int], int] = {}
        for left, right in _runs(data, starts, blank, wide, size.width()):
            box = QRect(left, top, right - left, len(rows))
            before = above.get((left, right))
            if before is None:
                found.append(box)
            else:
                found[before] = found[before].united(box)
            here[left, right] = len(found) - 1 if before is None else before
        above = here
    return found


def _runs(data: bytes, starts: list[int], blank: bytes, wide: int, width: int) -> list[tuple[int, int]]:
    """Where these rows aren't blank: from column to column, in whole tiles."""
    runs: list[tuple[int, int]] = []
    for left in range(0, width if starts else 0, wide):
        right = min(left + wide, width)
        ground = blank[: (right - left) * 4]
        if all(data.startswith(ground, start + left * 4) for start in starts):
            continue
        if runs and runs[-1][1] == left:
            runs[-1] = (runs[-1][0], right)
        else:
            runs.append((left, right))
    return runs


@dataclass
class PushFlight:
    """The current slide at `offset`, its neighbours beside it. Nothing but blits.

    Attributes:
        centre: the slide where the visitor is. sides: the neighbours, at -1 and 1.
        width: device px. offset: device px from rest. rail: the rail's snapshot and its y in device px.
        ground: what shows past the ends. came_from: the place at its one side, until a finger takes the slide over.
    """

    centre: Sheet
    sides: dict[int, Sheet]
    width: int
    rail: tuple[QPixmap, int]
    ground: QColor
    offset: float = 0.0
    came_from: tuple[int, int] | None = None

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
                sheet.paint(painter, x)
        if not all(sheet.full for sheet, _ in placed):
            painter.drawPixmap(0, self.rail[1], self.rail[0])
        for sheet, x in placed:
            if sheet.full:
                sheet.paint(painter, x)


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
