"""The memory curve of an hour, in the exhibit's own look: `python -m tests.soak.curve DIR` draws DIR/real.csv.

One thing is said: whether the vermilion line rises. Its value is written where it ends, and MB begin at zero.
"""

from __future__ import annotations

import math
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import pyqtgraph as pg
from pyqtgraph.exporters import ImageExporter
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsLineItem, QGraphicsPathItem, QGraphicsSimpleTextItem

from kiosk.app import application
from kiosk.look.fonts import Face, font
from kiosk.look.theme import PAPER
from tests.soak.real import WARM, Slope, judged, lows_of, read_looks, slope_of

WIDTH, HEIGHT = 1920, 1080
LEFT, RIGHT, TOP, FOOT = 96.0, 1700.0, 330.0, 930.0
"""Where the curve stands, px; what it needs is written beside it."""


@dataclass(frozen=True)
class Curve:
    """Points of (s, MB)."""

    name: str
    points: list[tuple[float, float]]
    colour: QColor
    width: float


class Sheet:
    """A picture of 1920 by 1080 px, drawn with pyqtgraph's scene, and exported by it."""

    def __init__(self) -> None:
        self.view = pg.GraphicsView(background=PAPER.paper)
        self.view.setFixedSize(WIDTH, HEIGHT)
        self.root: Any = pg.GraphicsWidget()
        self.root.setGeometry(QRectF(0, 0, WIDTH, HEIGHT))
        self.view.setCentralItem(self.root)

    def words(self, text: str, face: Face, size: float, x: float, y: float, colour: QColor,
              anchor: float = 0.0) -> float:  # fmt: skip
        """Write, with the top at y; returns how wide it is."""
        item = QGraphicsSimpleTextItem(text, self.root)
        own = QFont(font(face, size))
        item.setFont(own)
        item.setBrush(colour)
        box = item.boundingRect()
        item.setPos(x - anchor * box.width(), y)
        return float(box.width())

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: QColor, width: float,
             style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:  # fmt: skip
        """A rule."""
        item = QGraphicsLineItem(x1, y1, x2, y2, self.root)
        item.setPen(pg.mkPen(colour, width=width, style=style))

    def path(self, points: list[tuple[float, float]], colour: QColor, width: float,
             style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:  # fmt: skip
        """A line through points, px."""
        across, down = (numpy.array(column) for column in zip(*points, strict=True))
        item = QGraphicsPathItem(pg.arrayToQPath(across, down), self.root)
        pen = pg.mkPen(colour, width=width, style=style)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        item.setPen(pen)

    def dot(self, x: float, y: float, colour: QColor) -> None:
        """A point."""
        item = QGraphicsEllipseItem(x - 6, y - 6, 12, 12, self.root)
        item.setBrush(colour)
        item.setPen(pg.mkPen(None))

    def save(self, path: Path) -> None:
        """As PNG."""
        exporter = ImageExporter(self.view.scene())
        exporter.parameters()["width"] = WIDTH
        exporter.parameters()["background"] = PAPER.paper
        exporter.export(str(path))


def read(path: Path) -> tuple[Curve, Curve]:
    """Of its own without pixmaps, which is what is judged; and the proportional set."""
    looks = read_looks(path)
    own = [(one.seconds, one.held.small) for one in looks]
    pss = [(one.seconds, one.held.pss) for one in looks]
    return Curve("of its own", own, PAPER.accent, 4.0), Curve("with pictures and libraries (PSS)", pss, PAPER.bar, 3.0)


def draw(folder: Path) -> Path:
    """Draw it; where the picture is."""
    own, pss = read(folder / "real.csv")
    sheet = Sheet()
    end = own.points[-1][0]
    warm = [point for point in own.points if point[0] >= end * WARM]
    low = lows_of(warm)
    slope = slope_of(low)
    _head(sheet, low, slope, slope_of([point for point in pss.points if point[0] >= end * WARM]), end)
    most = math.ceil(max(y for _, y in own.points + pss.points) / 50) * 50
    minutes = next(step for step in (1, 2, 5, 10, 15, 30, 60, 240) if end / 60 / step <= 8)
    _axes(sheet, end, most, minutes)
    place = _Place(end, most)
    for curve in (pss, own):
        sheet.path(place.of(curve.points), curve.colour, curve.width)
    for x, y in low:
        sheet.dot(*place.at(x, y), PAPER.ink)
    sheet.path(place.of(_fitted(low, slope)), PAPER.ink, 2, Qt.PenStyle.DashLine)
    _ends(sheet, own, pss, most)
    path = folder / "real.png"
    sheet.save(path)
    return path


def _head(sheet: Sheet, low: list[tuple[float, float]], slope: Slope, pss: Slope, end: float) -> None:
    sheet.line(LEFT, 84, WIDTH - LEFT, 84, PAPER.ink, 6)
    sheet.words("MEMORY · 内存", Face.BOLD, 28, LEFT, 104, PAPER.accent)
    part = max(1, len(low) // 3)
    first, last = (statistics.median(y for _, y in some) for some in (low[:part], low[-part:]))
    sheet.words(f"From {first:.0f} to {last:.0f} MB in {end / 60:.0f} minutes", Face.HEAD, 76, LEFT, 140, PAPER.ink)
    said = (
        f"After the first {WARM:.0%}, its own without pictures: {slope.mb_h:+.1f} ± {slope.error:.1f} MB/h by the "
        f"lowest of each five minutes (dots); PSS {pss.mb_h:+.1f} ± {pss.error:.1f}."
    )
    sheet.words(said.replace("-", "−"), Face.TEXT, 27, LEFT, 246, PAPER.second)


class _Place:
    """Where a point of (s, MB) stands, px."""

    def __init__(self, end: float, most: float) -> None:
        self._end, self._most = end, most

    def at(self, x: float, y: float) -> tuple[float, float]:
        """One point."""
        return LEFT + x / self._end * (RIGHT - LEFT), FOOT - y / self._most * (FOOT - TOP)

    def of(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """All."""
        return [self.at(x, y) for x, y in points]


def _axes(sheet: Sheet, end: float, most: float, step: int) -> None:
    sheet.line(LEFT, FOOT, RIGHT, FOOT, PAPER.ink, 2)
    for minute in range(0, int(end / 60 + 0.5) + 1, step):
        x = LEFT + min(1.0, minute * 60 / end) * (RIGHT - LEFT)
        sheet.line(x, FOOT, x, FOOT + 10, PAPER.ink, 2)
        sheet.words(str(minute), Face.FIGURE_LIGHT, 30, x, FOOT + 16, PAPER.second, anchor=0.5)
    sheet.words("minutes since the start; MB from zero", Face.TEXT, 24, RIGHT, FOOT + 58, PAPER.mute, anchor=1.0)
    warm = LEFT + WARM * (RIGHT - LEFT)
    sheet.line(warm, TOP, warm, FOOT, PAPER.rule, 2, Qt.PenStyle.DashLine)
    sheet.words("counts from here", Face.TEXT, 24, warm + 12, TOP - 4, PAPER.mute)


def _fitted(points: list[tuple[float, float]], slope: Slope) -> list[tuple[float, float]]:
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return [(x, mean_y + (x - mean_x) * slope.mb_h / 3600) for x in (points[0][0], points[-1][0])]


def _ends(sheet: Sheet, own: Curve, pss: Curve, most: float) -> None:
    """The last values, where the lines end, far enough apart to be read."""
    heights = [FOOT - curve.points[-1][1] / most * (FOOT - TOP) for curve in (pss, own)]
    if heights[1] - heights[0] < 130:
        middle = sum(heights) / 2
        heights = [middle - 65, middle + 65]
    for curve, y in zip((pss, own), heights, strict=True):
        colour = PAPER.second if curve is pss else curve.colour
        wide = sheet.words(f"{curve.points[-1][1]:.0f}", Face.FIGURE, 64, RIGHT + 16, y - 44, colour)
        sheet.words("MB", Face.FIGURE_LIGHT, 34, RIGHT + 24 + wide, y - 14, colour)
        words = "PSS, with\npictures" if curve is pss else "its own"
        sheet.words(words, Face.TEXT, 24, RIGHT + 18, y + 28, colour)


def main(folder: Path) -> int:
    """Draw one."""
    app = application(("soak",))
    print(draw(folder))
    print(judged(read_looks(folder / "real.csv"))[1])
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
