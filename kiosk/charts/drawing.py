"""What every form of chart shares: its canvas, its words, its marks under a finger, and how it grows.

The canvas is a pyqtgraph view box whose data are logical px: a value of 1e-9 and one of 1e12 are scaled once, in
Python's floats, and never reach Qt's transforms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from kiosk.charts.marks import Key, Marks
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem
from kiosk.look.theme import Theme, contrast
from kiosk.look.typeset import Block, Style, fit, shortened, smaller, typeset

LEAST = 24.0
"""Logical px of the smallest type."""
PIECE, WHOLE = 4, 32
"""Steps of a long line that are stroked at once, and points up to which a line is no long one."""


class Scrub(Enum):
    """What a scrubbing finger goes by: the row under it and then the mark, its height alone, or what is nearest."""

    ROW = "row"
    HEIGHT = "height"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark as a finger finds it, in the chart's logical px.

    Attributes:
        key: which mark. rect: what it covers, at rest.
        plumb: the y of the axis under a point; None for a mark that has an area.
    """

    key: Key
    rect: QRectF
    plumb: float | None = None


class Drawing(QGraphicsObject):
    """One form of chart at a given size. A form lays itself out in `build` and moves in `grow`."""

    scrub = Scrub.NEAR
    """What a scrubbing finger goes by."""

    def __init__(self, marks: Marks, width: float, height: float, language: str, theme: Theme,
                 parent: QGraphicsItem) -> None:  # fmt: skip
        """Lay the chart out.

        Args:
            marks: what to show.
            width, height: logical px, with all words.
            language: of the words.
            theme: colours.
            parent: the chart.
        """
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.marks, self.width, self.height = marks, width, height
        self.language, self.theme = language, theme
        self.spots: list[Spot] = []
        self.words: list[TextItem] = []
        self.plot = QRectF(0, 0, width, height)
        self._boxes: list[pg.ViewBox] = []  # Python drops a view box, and what is in it, that nobody holds
        self.build()

    def build(self) -> None:
        """Make everything; fill `spots`."""
        raise NotImplementedError

    def grow(self, progress: float) -> None:
        """Show the marks on their way: 0 is the beginning, 1 as they are at rest."""
        raise NotImplementedError

    def boundingRect(self) -> QRectF:
        """The chart."""
        return QRectF(0, 0, self.width, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing of its own."""

    # Words.

    def line(self, words: str, face: Face, size: float) -> Block:
        """A line of type."""
        return typeset(words, self.language, Style(face, size, 1.25), 1e6)

    def fitted(self, words: str, size: float, width: float, height: float, face: Face = Face.TEXT) -> Block:
        """Type in a box, no smaller than is readable."""
        return fit(words, self.language, Style(face, size, 1.2, balance=True), width, height, LEAST)[0]

    def ended(self, words: str, size: float, width: float, height: float) -> Block:
        """Type in a box that nothing may leave; what doesn't fit at the least size ends in …: the card says it all."""
        style = Style(Face.TEXT, size, 1.2, balance=True)
        return shortened(words, lambda text: fit(text, self.language, style, width, height, LEAST))

    def one_line(self, words: str, size: float, width: float, face: Face = Face.TEXT) -> Block:
        """The same in one line."""
        block = self.line(words, face, size)
        while block.natural > width and size > LEAST:
            size = max(LEAST, smaller(size))
            block = self.line(words, face, size)

        def set_in(text: str) -> tuple[Block, bool]:
            line = self.line(text, face, size)
            return line, line.natural <= width

        return shortened(words, set_in)

    def put(self, block: Block, colour: QColor, x: float = 0.0, y: float = 0.0) -> TextItem:
        """Words in the chart; they come with the marks."""
        item = TextItem(block, colour, self)
        item.setPos(x - block.shift, y)
        self.words.append(item)
        return item

    def fade(self, progress: float, words: Iterable[TextItem]) -> None:
        """Words come when the marks are half there."""
        opacity = min(1.0, max(0.0, progress * 2 - 0.6))
        for item in words:
            item.setOpacity(opacity)

    def digit_size(self, count: int, room: float, largest: float = 92.0, least: float = 30.0) -> float:
        """Px an em of digits, so that the widest of them has room between its neighbours."""
        size = min(largest, 92.0 if count <= 4 else 64.0 if count <= 8 else 40.0)
        written = [text for series in self.marks.digits for text in series if text]
        widest = max((self.line(text, Face.FIGURE, size).natural for text in written), default=0.0)
        if widest > room * 0.94:
            size = max(least, float(int(size * room * 0.94 / widest)))
        return size

    # Colours.

    def tints(self, thin: bool = False) -> list[QColor]:
        """A colour for each series: the one that matters in vermilion, the others from dark to pale grey; `thin`
        things are darker, to be seen.
        """
        others = [index for index in range(len(self.marks.groups)) if index != self.marks.chosen[0]]
        bar, second = self.theme.bar, self.theme.second
        dark, pale = (second, mixed(bar, second, 0.5)) if thin else (mixed(bar, second, 0.72), bar)
        colours = [self.theme.accent] * len(self.marks.groups)
        for number, index in enumerate(others):
            part = 1.0 if len(others) == 1 else number / (len(others) - 1)
            colours[index] = mixed(dark, pale, part)
        return colours

    def on(self, ground: QColor) -> QColor:
        """The colour of type on a mark: the one that is read best."""
        if ground == self.theme.accent:
            return self.theme.on_accent
        inks = (self.theme.ink, self.theme.paper, self.theme.on_accent)
        return max(inks, key=lambda colour: contrast(colour, ground))

    # pyqtgraph.

    def plotted(self) -> list[pg.GraphicsObject]:
        """What pyqtgraph draws, from the bottom up."""
        return [item for box in self._boxes for item in box.childGroup.childItems()]

    def show_plotted(self, shown: bool) -> None:
        """Show or hide what pyqtgraph draws."""
        for box in self._boxes:
            box.setVisible(shown)

    def leader(self, box: pg.ViewBox, points: list[QPointF]) -> None:
        """A hairline from a mark to its label."""
        pen = pg.mkPen(self.theme.mute, width=2)
        curve = pg.PlotCurveItem(
            x=np.array([point.x() for point in points]), y=np.array([point.y() for point in points]), pen=pen,
            antialias=True,
        )  # fmt: skip
        box.addItem(curve, ignoreBounds=True)

    def canvas(self) -> pg.ViewBox:
        """A view box over the whole chart whose data are logical px from its top left."""
        box = pg.ViewBox(parent=self, enableMouse=False, enableMenu=False, defaultPadding=0.0, invertY=True)
        box.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.setAcceptHoverEvents(False)
        box.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape, False)
        box.disableAutoRange()
        box.setGeometry(self.boundingRect())
        box.setRange(xRange=(0, self.width), yRange=(0, self.height), padding=0.0, update=True)
        self._boxes.append(box)
        return box


class Bars:
    """Rectangles of one colour in a canvas, which grow from a line: one plotting item a colour, since mixed colours
    are repainted in a slow loop.
    """

    def __init__(self, box: pg.ViewBox, rects: list[QRectF], origins: list[float], colour: QColor,
                 across: bool = False) -> None:  # fmt: skip
        """Stand at rest.

        Args:
            box: the canvas.
            rects: at rest, logical px.
            origins: the y (`across`: the x) that each grows from.
            colour: of all of them.
            across: whether they grow sideways.
        """
        self._across = across
        low = np.array([rect.left() if across else rect.top() for rect in rects])
        high = np.array([rect.right() if across else rect.bottom() for rect in rects])
        self._low, self._high, self._from = low, high, np.array(origins)
        side = np.array([rect.top() if across else rect.left() for rect in rects])
        thick = np.array([rect.height() if across else rect.width() for rect in rects])
        fixed = {"y0": side, "height": thick} if across else {"x0": side, "width": thick}
        self._item = pg.BarGraphItem(**fixed, **self._ends(1.0), pen=pg.mkPen(None), brush=colour)
        box.addItem(self._item, ignoreBounds=True)

    def _ends(self, progress: float) -> dict[str, np.ndarray]:
        low = self._from + (self._low - self._from) * progress
        high = self._from + (self._high - self._from) * progress
        return {"x0": low, "width": high - low} if self._across else {"y0": low, "height": high - low}

    def grow(self, progress: float) -> None:
        """On their way."""
        self._item.setOpts(**self._ends(progress))


class Curve:
    """A line through points, broken at gaps; with `fill`, the area to `base` under it."""

    def __init__(self, box: pg.ViewBox, points: list[QPointF | None], base: float, pen: QPen,
                 fill: QColor | None = None) -> None:  # fmt: skip
        self._runs: list[Run] = []
        run: list[QPointF] = []
        for point in [*points, None]:
            if point is not None:
                run.append(point)
                continue
            if len(run) > 1:
                self._runs.append(Run(box, run, base, pen, fill))
            run = []

    def grow(self, progress: float) -> None:
        """On its way up from the base."""
        for run in self._runs:
            run.grow(progress)


class Run(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """A line without a gap.

    pyqtgraph's own strokes it as one outline, and Qt's time for that grows with the square of its points: 90 ms for
    120 of them, and as much again for each frame in which the line grows. In pieces that share their ends it takes 12.
    """

    def __init__(self, box: pg.ViewBox, points: list[QPointF], base: float, pen: QPen, fill: QColor | None) -> None:
        super().__init__()
        self._points, self._base, self._pen, self._fill = points, base, QPen(pen), fill
        self._pen.setCosmetic(False)
        self._now = points
        self._pieces = self._cut(points)
        ys = [base, *(point.y() for point in points)]
        reach = pen.widthF()
        self._rect = QRectF(QPointF(points[0].x(), min(ys)), QPointF(points[-1].x(), max(ys)))
        self._rect.adjust(-reach, -reach, reach, reach)
        box.addItem(self, ignoreBounds=True)

    @staticmethod
    def _cut(points: list[QPointF]) -> list[QPolygonF]:
        size = PIECE if len(points) > WHOLE else len(points)
        return [QPolygonF(points[at : at + size + 1]) for at in range(0, len(points) - 1, size)]

    def grow(self, progress: float) -> None:
        """On its way up from the base."""
        self._now = [QPointF(one.x(), self._base + (one.y() - self._base) * progress) for one in self._points]
        self._pieces = self._cut(self._now)
        self.update()

    def boundingRect(self) -> QRectF:
        """The line, wherever it is on its way."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._fill is not None:
            first, last = self._now[0], self._now[-1]
            ends = [QPointF(last.x(), self._base), QPointF(first.x(), self._base)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._fill)
            painter.drawPolygon(QPolygonF([*self._now, *ends]))
        painter.setPen(self._pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in self._pieces:
            painter.drawPolyline(piece)


class Dots(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Round marks of one size in a canvas: full, or rings."""

    def __init__(self, box: pg.ViewBox, points: list[QPointF], size: float, fill: QColor | None,
                 ring: QPen | None = None) -> None:  # fmt: skip
        super().__init__()
        self._points, self._size, self._fill, self._ring = points, size, fill, ring
        self._rect = self._bounds(points)
        box.addItem(self, ignoreBounds=True)

    def _bounds(self, points: list[QPointF]) -> QRectF:
        if not points:
            return QRectF()
        xs, ys = [point.x() for point in points], [point.y() for point in points]
        reach = self._size / 2 + 3
        return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).adjusted(-reach, -reach, reach, reach)

    def move(self, points: list[QPointF]) -> None:
        """Stand elsewhere, or be fewer."""
        self.prepareGeometryChange()
        self._points = points
        self._rect = self._bounds(points)
        self.update()

    def boundingRect(self) -> QRectF:
        """All dots."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        for point in self._points:
            path.addEllipse(point, self._size / 2, self._size / 2)
        if self._fill is not None:
            painter.fillPath(path, self._fill)
        if self._ring is not None:
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """A colour between two: 0 the one, 1 the other."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )
