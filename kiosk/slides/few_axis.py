"""The axis of a few events: each has its dot, its date in large figures and its name, and nothing needs a zoom."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.content.kinds.timeline import Event
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem, discard, group
from kiosk.look.phrases import gap
from kiosk.look.theme import Theme
from kiosk.look.typeset import Align, Block, Style, fit, typeset
from kiosk.slides.axis import Axis, labelled, lay_axis

FEW = 12
"""Events at most."""
QUIET = 5
"""Events of which one may go without its words until it is opened: its dot stands clear, and a ruler with clusters
would be more noise than that."""
APART = 96.0
"""Logical px from dot to dot at least, so that a finger means one of them."""
DATE = 54.0
"""Logical px of a date under the axis."""
SMALL = 44.0
"""The same, where the words above need all room."""
BETWEEN = (36.0, 20.0)
"""Logical px clear between labels: what looks best, and what will do before a label is left out."""
BELOW = 50 + 0.7 * DATE + 20
"""Logical px from the axis to the names under the dates."""


class LineItem(QGraphicsItem):
    """The line, its breaks, and a dot for each event; the open one is filled."""

    def __init__(self, axis: Axis, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._axis, self._theme = axis, theme
        self.open, self.pressed = 0, -1

    def boundingRect(self) -> QRectF:
        """The line with the largest dot."""
        return QRectF(-44, -44, self._axis.width + 88, 88)

    def choose(self, index: int, pressed: int = -1) -> None:
        """Fill the open event's dot; ring the one under a finger."""
        self.open, self.pressed = index, pressed
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        theme, axis = self._theme, self._axis
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        for start, end, _ in axis.breaks:
            painter.fillRect(QRectF(x, -2, start - x, 4), theme.ink)
            dots(painter, start, end, theme)
            x = end
        painter.fillRect(QRectF(x, -2, axis.width - x, 4), theme.ink)
        for index, at in enumerate(axis.at):
            if index not in {self.open, self.pressed}:
                ring(painter, QPointF(at, 0), 18, theme)
        if self.pressed >= 0 and self.pressed != self.open:
            halo(painter, QPointF(axis.at[self.pressed], 0), theme)
            ring(painter, QPointF(axis.at[self.pressed], 0), 22, theme)
        halo(painter, QPointF(axis.at[self.open], 0), theme)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawEllipse(QPointF(axis.at[self.open], 0), 24, 24)


def dots(painter: QPainter, start: float, end: float, theme: Theme) -> None:
    """The dotted line of a break."""
    pen = QPen(theme.ink, 4, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 4.2])
    painter.setPen(pen)
    painter.drawLine(QPointF(start + 12, 0), QPointF(end - 4, 0))


def ring(painter: QPainter, at: QPointF, radius: float, theme: Theme) -> None:
    """An event's dot."""
    painter.setPen(QPen(theme.ink, radius / 4.2))
    painter.setBrush(theme.paper)
    painter.drawEllipse(at, radius, radius)


def halo(painter: QPainter, at: QPointF, theme: Theme, radius: float = 40) -> None:
    """The light around what is open or under a finger."""
    path = QPainterPath()
    path.addEllipse(at, radius, radius)
    colour = theme.accent.toRgb()
    colour.setAlphaF(0.2)
    painter.fillPath(path, colour)


class FewAxis:
    """Lays the axis out, and says whether all of it has room.

    Args:
        named: whether names stand under the dates; without them the open event's words get their room.

    Attributes:
        axis: laid out.
        whole: whether it will do: each dot a finger's width from the next, each event with its label.
        height: logical px from the axis to the foot of the names.
    """

    def __init__(
        self, events: tuple[Event, ...], language: str, theme: Theme, width: float, named: bool = True
    ) -> None:
        self._events, self._language, self._theme = events, language, theme
        self.axis = lay_axis([event.date.years for event in events], width)
        size = DATE if named else SMALL
        self._dates = [
            typeset(event.date.dotted(language), language, Style(Face.FIGURE_LIGHT, size), 1e6) for event in events
        ]
        self._named = named
        self._names = {bold: [self._name(index, bold) for index in range(len(events))] for bold in (False, True)}
        names = [block.height for block in self._names[True] if block is not None]
        self.height = BELOW + max(names) if names else 50 + size
        apart = all(b - a >= APART for a, b in zip(self.axis.at, self.axis.at[1:], strict=False))
        least = min(len(self._shown(index)) for index in range(len(events)))
        whole = least == len(events) and (not named or all(None not in names for names in self._names.values()))
        self.whole = apart and (whole or (len(events) <= QUIET and least >= len(events) - 1))
        self._under: QGraphicsItem | None = None

    def place(self, slide: QGraphicsItem, x: float, y: float) -> None:
        """Put it on a slide, the axis' left end at (x, y)."""
        self._slide, self._x, self._y = slide, x, y
        self._line = LineItem(self.axis, self._theme, slide)
        self._line.setPos(x, y)
        for start, end, length in self.axis.breaks:
            words = gap(length, self._language)
            block = typeset(words, self._language, Style(Face.TEXT, 26), end - start + 200)
            item = TextItem(block, self._theme.mute, slide)
            item.setPos(x + (start + end - block.natural) / 2, y - 30 - block.height)

    def choose(self, index: int, pressed: int = -1) -> None:
        """Open an event; ring the one under a finger."""
        if self._under is None or index != self._line.open:
            self._label(index)
        self._line.choose(index, pressed)

    def event_at(self, x: float) -> int:
        """The event a finger there means (logical px from the axis' left end), or -1."""
        at = self.axis.at
        nearest = min(range(len(at)), key=lambda index: abs(at[index] - x))
        return nearest if abs(at[nearest] - x) <= 180 and len(at) > 1 else -1

    def _room(self, index: int) -> float:
        """Logical px an event's name may be wide: to half-way towards its neighbours, and to the ends of the axis."""
        at, width = self.axis.at, self.axis.width
        if len(at) == 1:
            return min(600.0, width)
        left = (at[index] - at[index - 1]) / 2 if index else at[0]
        right = (at[index + 1] - at[index]) / 2 if index + 1 < len(at) else width - at[-1]
        # At an end of the axis the words may move inwards, off their dot.
        room = left + right if index in {0, len(at) - 1} else 2 * min(left, right)
        return min(420.0, max(110.0, room - 20))

    def _name(self, index: int, bold: bool) -> Block | None:
        """An event's name under its date: in up to three lines, or not at all."""
        if not self._named:
            return None
        event = self._events[index]
        words = (event.short or event.title).get(self._language)
        style = Style(Face.BOLD if bold else Face.TEXT, 27, 1.3, Align.CENTRE, balance=True)
        block, whole = fit(words, self._language, style, self._room(index), 27 * 3.7, 24)
        return block if whole else None

    def _shown(self, chosen: int) -> dict[int, float]:
        widths = []
        for index, date in enumerate(self._dates):
            name = self._names[index == chosen][index]
            widths.append(max(date.natural, name.natural if name is not None else 0.0))
        found = [labelled(self.axis, widths, chosen, between) for between in BETWEEN]
        return max(found, key=len)  # the first of equals

    def _label(self, chosen: int) -> None:
        """Labels under the dots."""
        if self._under is not None:
            discard(self._under)
        holder = self._under = group(self._slide)
        theme = self._theme
        for index, centre in self._shown(chosen).items():
            date, below = self._dates[index], self._names[index == chosen][index]
            x = self._x + centre
            item = TextItem(date, theme.accent if index == chosen else theme.second, holder)
            item.setPos(x - date.natural / 2, self._y + 50)
            if below is not None:
                item = TextItem(below, theme.accent if index == chosen else theme.mute, holder)
                item.setPos(x - below.width / 2, self._y + BELOW)
