"""A chart as one scene item: pyqtgraph's bars or curve, our labels, our baseline, our callout."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from kiosk.charts.marks import Marks, nearest_gap, value_range
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem, TextItem, discard
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, fit, typeset

WIDEST_BAR = 220.0
"""Logical px."""


class CalloutItem(QGraphicsItem):
    """A card with a mark's full value, unit and date, over the mark."""

    def __init__(self, value: str, when: str, language: str, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value, _ = fit(value, language, Style(Face.BOLD, 36, 1.3), 520, 100, 26)
        self._when, _ = fit(when, language, Style(Face.TEXT, 28, 1.3), 520, 80, 24)
        width = max(self._value.natural, self._when.natural) + 56
        self._rect = QRectF(0, 0, width, self._value.height + self._when.height + 64)
        self.setZValue(10)

    def boundingRect(self) -> QRectF:
        """The card with its shadow line."""
        return self._rect.adjusted(-2, -2, 2, 2)

    def size(self) -> tuple[float, float]:
        """Logical px: width and height."""
        return self._rect.width(), self._rect.height()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.ink, 3))
        painter.setBrush(self._theme.sheet)
        painter.drawRoundedRect(self._rect, 10, 10)
        self._value.paint(painter, 28, 24, self._theme.accent)
        self._when.paint(painter, 28, 24 + self._value.height + 14, self._theme.second)


class ChartItem(QGraphicsObject):
    """One chart of a given size; the marks grow from the baseline, one of them matters, any can be asked."""

    def __init__(self, marks: Marks, width: float, height: float, language: str, theme: Theme,
                 parent: QGraphicsItem) -> None:  # fmt: skip
        """Lay the chart out.

        Args:
            marks: what to show.
            width: logical px.
            height: logical px, with the words under the marks.
            language: of the words.
            theme: colours.
            parent: the slide.
        """
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self._marks, self._width, self._language, self._theme = marks, width, language, theme
        self._rect = QRectF(0, 0, width, height)
        self._grown, self._picked = 1.0, -1
        self._callout: CalloutItem | None = None
        self._digits: list[TextItem | None] = []
        self._names: list[TextItem | None] = []
        self._values = np.array(marks.values, dtype=float)
        self._low, self._high = value_range(marks.values)
        self._lay_x()
        self._make_words(height)
        self._make_plot()
        self._baseline = FillItem(QRectF(0, -2, width, 4), theme.ink, self)
        self._baseline.setPos(0, self._y(0.0))
        self._baseline.setZValue(2)
        self._paint_marks()
        self.grow(1.0)

    def boundingRect(self) -> QRectF:
        """The chart."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing of its own."""

    # Laying out.

    def _lay_x(self) -> None:
        """Choose the x range so that the outer marks and their words stay inside, and the bars' width."""
        at = self._marks.at
        count = len(at)
        span = (max(at) - min(at)) or 1.0
        least = nearest_gap(at) if count > 1 else 1.0
        inner = self._width * (0.84 if count <= 8 else 0.94)
        per_unit = inner / (span + (least if self._marks.form == "bar" or count == 1 else 0.0))
        self._bar = min(WIDEST_BAR, least * per_unit * 0.7) if count > 1 else min(WIDEST_BAR, self._width * 0.3)
        pad = (self._width / per_unit - span) / 2
        self._x_range = (min(at) - pad, max(at) + pad) if count > 1 else (at[0] - 1.0, at[0] + 1.0)

    def _x(self, value: float) -> float:
        low, high = self._x_range
        return (value - low) / (high - low) * self._width

    def _y(self, value: float) -> float:
        return self._plot.bottom() - (value - self._low) / (self._high - self._low) * self._plot.height()

    def _make_words(self, height: float) -> None:
        """The digits on the marks and the words under them; as many as stand clear of each other."""
        marks, theme = self._marks, self._theme
        count = len(marks.at)
        room = self._width / max(count, 1)
        size = 92.0 if count <= 4 else 64.0 if count <= 8 else 40.0
        digit_style = Style(Face.FIGURE, size)
        widest = max(typeset(words, self._language, digit_style, 1e6).natural for words in marks.digits)
        if widest > room * 0.94:
            size = max(30.0, float(int(size * room * 0.94 / widest)))
        made = [typeset(words, self._language, Style(Face.FIGURE, size), 1e6) for words in marks.digits]
        names = self._names_that_fit(room)
        self._name_height = max(block.height for block in names)
        negative = self._low < 0
        above = size * 0.7 + 34
        self._plot = QRectF(0, above, self._width, height - above - self._name_height - 40 - (above if negative else 0))
        shown = self._clear([block.natural for block in made])
        named = self._clear([block.natural for block in names])
        words: TextItem | None
        for index in range(count):
            colour = theme.accent if index == marks.chosen else theme.ink
            self._digits.append(TextItem(made[index], colour, self) if index in shown else None)
            quiet = theme.accent if index == marks.chosen else theme.second
            words = None
            if index in named:
                words = TextItem(names[index], quiet, self)
                words.setPos(self._centred(index, names[index].natural), height - self._name_height)
            self._names.append(words)

    def _centred(self, index: int, width: float) -> float:
        """The x at which something that wide stands centred on a mark, and inside the chart."""
        return min(max(self._x(self._marks.at[index]) - width / 2, 0.0), self._width - width)

    def _names_that_fit(self, room: float) -> list[Block]:
        """The words under the marks: as large as they all stand clear, in one line, else in two, else some go."""
        names: list[Block] = []
        for size in (34, 32, 30, 28, 26):
            style = Style(Face.TEXT, size, 1.25)
            names = [typeset(words, self._language, style, 1e6) for words in self._marks.names]
            if len(self._clear([block.natural for block in names])) == len(names):
                return names
        least = nearest_gap(self._marks.at)
        low, high = self._x_range
        measure = max(96.0, min(room, least / (high - low) * self._width) - 20)
        return [
            fit(words, self._language, Style(Face.TEXT, 28, 1.25, balance=True), measure, 110, 24)[0]
            for words in self._marks.names
        ]

    def _clear(self, widths: list[float]) -> set[int]:
        """The marks whose words stand clear: the one that matters, the last, the first, then from left to right."""
        order = [self._marks.chosen, len(widths) - 1, 0, *range(len(widths))]
        taken: dict[int, tuple[float, float]] = {}
        for index in order:
            x = self._x(self._marks.at[index])
            left, right = x - widths[index] / 2 - 10, x + widths[index] / 2 + 10
            if index not in taken and all(right <= low or left >= high for low, high in taken.values()):
                taken[index] = (left, right)
        return set(taken)

    def _make_plot(self) -> None:
        """pyqtgraph's part: a view box with fixed ranges and the marks in it."""
        box = pg.ViewBox(parent=self, enableMouse=False, enableMenu=False, defaultPadding=0.0)
        box.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.setAcceptHoverEvents(False)
        box.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape, False)
        box.disableAutoRange()
        box.setGeometry(self._plot)
        box.setRange(xRange=self._x_range, yRange=(self._low, self._high), padding=0.0, update=True)
        self._box = box
        low, high = self._x_range
        self._bar_width = self._bar / self._width * (high - low)
        self._items: list[tuple[pg.GraphicsObject, np.ndarray]] = []

    def _groups(self) -> list[tuple[QColor, list[int]]]:
        """The marks by colour: one plotting item a colour, since mixed colours are repainted in a slow loop."""
        chosen = self._marks.chosen if self._picked < 0 else self._picked
        rest = [index for index in range(len(self._marks.at)) if index != chosen]
        return [(self._theme.bar, rest), (self._theme.accent, [chosen])]

    def _paint_marks(self) -> None:
        for item, _ in self._items:
            self._box.removeItem(item)
        self._items = []
        at = np.array(self._marks.at, dtype=float)
        if self._marks.form == "line" and len(at) > 1:
            curve = pg.PlotCurveItem(x=at, y=self._values, pen=pg.mkPen(self._theme.ink, width=5), antialias=True)
            self._box.addItem(curve, ignoreBounds=True)
            self._items.append((curve, np.arange(len(at))))
        for colour, indexes in self._groups():
            if not indexes:
                continue
            some = np.array(indexes)
            if self._marks.form == "line":
                size = (
                    (26 if colour == self._theme.accent else 16)
                    if len(at) <= 40
                    else (20 if colour == self._theme.accent else 6)
                )
                fill = self._theme.accent if colour == self._theme.accent else self._theme.ink
                drawn = _Dots(at[some], self._values[some], fill, size)
            else:
                drawn = pg.BarGraphItem(
                    x=at[some], height=self._values[some], width=self._bar_width, pen=pg.mkPen(None), brush=colour
                )
            self._box.addItem(drawn, ignoreBounds=True)
            self._items.append((drawn, some))
        self.grow(self._grown)

    # Life.

    def grow(self, progress: float) -> None:
        """Show the marks on their way up: 0 is the baseline, 1 their full height."""
        self._grown = progress
        heights = self._values * progress
        for item, some in self._items:
            if isinstance(item, pg.BarGraphItem):
                item.setOpts(height=heights[some])
            elif isinstance(item, _Dots):
                item.move(heights[some])
            else:
                item.setData(np.array(self._marks.at, dtype=float), heights)
        for index, words in enumerate(self._digits):
            if words is None:
                continue
            height = words.block.height
            x = self._centred(index, words.block.natural)
            value = heights[index]
            clear = 22 if self._marks.form == "bar" else 30
            y = self._y(value) - height - clear if value >= 0 else self._y(value) + clear
            words.setPos(x, y)
            words.setOpacity(min(1.0, max(0.0, progress * 2 - 0.6)))

    def pick(self, at: QPointF, slop: float) -> int:
        """The mark at or nearest to a finger, if it is within `slop` logical px; else -1."""
        best, near = -1, slop
        for index, x in enumerate(self._marks.at):
            half = self._bar / 2 if self._marks.form == "bar" else 0.0
            across = max(0.0, abs(at.x() - self._x(x)) - half)
            if self._marks.form == "bar":
                down = 0.0 if -slop <= at.y() <= self._rect.bottom() + slop else 1e9
            else:
                down = abs(at.y() - self._y(self._marks.values[index])) * 0.25
            distance = max(across, down)
            if distance < near or (distance == near and best < 0):
                best, near = index, distance
        return best

    def choose(self, index: int) -> None:
        """Emphasise a mark and show its full value, unit and date; -1 goes back to the one that matters."""
        if index == self._picked:
            index = -1
        self._picked = index
        self._paint_marks()
        chosen = self._marks.chosen if index < 0 else index
        for number, (digits, name) in enumerate(zip(self._digits, self._names, strict=True)):
            if digits is not None:
                digits.recolour(self._theme.accent if number == chosen else self._theme.ink)
                digits.setVisible(number != index)
            if name is not None:
                name.recolour(self._theme.accent if number == chosen else self._theme.second)
        if self._callout is not None:
            discard(self._callout)
            self._callout = None
        if index >= 0:
            self._call_out(index)

    def _call_out(self, index: int) -> None:
        value, when = self._marks.spoken[index]
        callout = CalloutItem(value, when, self._language, self._theme, self)
        width, height = callout.size()
        x = min(max(self._x(self._marks.at[index]) - width / 2, 0.0), self._width - width)
        top = self._y(max(self._values[index], 0.0))
        y = top - height - 26
        if y < -40:
            y = top + 26  # no room above the mark: the card stands in it
        callout.setPos(x, y)
        self._callout = callout
        card = callout.boundingRect().translated(callout.pos())
        for words in self._digits:
            if words is not None and card.intersects(words.extent().translated(words.pos())):
                words.setVisible(False)  # the card says more than the digits it would cut


class _Dots(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Round marks in data coordinates, drawn at a fixed size in logical px."""

    def __init__(self, x: np.ndarray, y: np.ndarray, fill: QColor, size: float) -> None:
        super().__init__()
        self._x, self._y, self._fill, self._size = x, y, fill, size

    def move(self, y: np.ndarray) -> None:
        """Stand at other heights."""
        self.prepareGeometryChange()
        self._y = y
        self.update()

    def _unit(self) -> tuple[float, float]:
        """Data units a logical px, across and down."""
        box = self.getViewBox()
        if box is None or not box.width() or not box.height():
            return 1.0, 1.0
        rect = box.viewRect()
        return rect.width() / box.width(), rect.height() / box.height()

    def boundingRect(self) -> QRectF:
        """All dots."""
        across, down = self._unit()
        left, top = float(self._x.min()), float(self._y.min())
        rect = QRectF(left, top, float(self._x.max()) - left, float(self._y.max()) - top)
        return rect.adjusted(-self._size * across, -self._size * down, self._size * across, self._size * down)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw them."""
        across, down = self._unit()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        for x, y in zip(self._x, self._y, strict=True):
            path.addEllipse(QPointF(x, y), self._size / 2 * across, self._size / 2 * down)
        painter.fillPath(path, self._fill)
