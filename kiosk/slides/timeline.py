"""The timeline: one open event in large type, all events on an axis to scale, long gaps broken and said."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.content.kinds.timeline import Event, Timeline
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem, discard, group
from kiosk.look.phrases import gap, phrase
from kiosk.look.theme import Theme
from kiosk.look.typeset import Align, Block, Style, fit, pages, typeset
from kiosk.slides.axis import Axis, labelled, lay_axis
from kiosk.slides.base import SlideItem

DATE = 54.0
"""Logical px of a date under the axis."""
BELOW = 50 + 0.7 * DATE + 20
"""Logical px from the axis to the names under the dates."""
REACH = 110.0
"""Logical px above and below the axis within which a finger means an event."""


class AxisItem(QGraphicsItem):
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
            pen = QPen(theme.ink, 4, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 4.2])
            painter.setPen(pen)
            painter.drawLine(QPointF(start + 12, 0), QPointF(end - 4, 0))
            x = end
        painter.fillRect(QRectF(x, -2, axis.width - x, 4), theme.ink)
        small = 18.0 if len(axis.at) <= 24 else 9.0
        for index, at in enumerate(axis.at):
            if index in {self.open, self.pressed}:
                continue
            _ring(painter, QPointF(at, 0), small, theme)
        if self.pressed >= 0 and self.pressed != self.open:
            _halo(painter, QPointF(axis.at[self.pressed], 0), theme)
            _ring(painter, QPointF(axis.at[self.pressed], 0), 22, theme)
        _halo(painter, QPointF(axis.at[self.open], 0), theme)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawEllipse(QPointF(axis.at[self.open], 0), 24, 24)


def _ring(painter: QPainter, at: QPointF, radius: float, theme: Theme) -> None:
    painter.setPen(QPen(theme.ink, radius / 4.2))
    painter.setBrush(theme.paper)
    painter.drawEllipse(at, radius, radius)


def _halo(painter: QPainter, at: QPointF, theme: Theme) -> None:
    halo = QPainterPath()
    halo.addEllipse(at, 40, 40)
    colour = theme.accent.toRgb()
    colour.setAlphaF(0.2)
    painter.fillPath(halo, colour)


class Item(SlideItem):
    """The slide of a `Timeline`. Its steps are its events; a long statement is several steps of one event."""

    model: Timeline

    def build(self) -> None:
        """Head, the axis at the foot, and a panel for each step, made when it is first shown."""
        setting = self.setting
        self._events = self.model.in_order()
        self._language = setting.language
        top, bottom = self.head(phrase("pick_date", setting.language) if len(self._events) > 1 else ""), self.foot()
        self._axis = lay_axis([event.date.years for event in self._events], setting.measure)
        self._axis_y = bottom - BELOW - self._names_height()
        self._panel = QRectF(setting.margin, top, setting.measure, self._axis_y - 100 - top)
        self._parts = [self._statement(event) for event in self._events]
        self._places = [(event, part) for event, parts in enumerate(self._parts) for part in range(len(parts))]
        self._panels: dict[int, QGraphicsItem] = {}
        self._build_axis()
        self.steps = len(self._places)
        self.show_step(0)

    # The open event.

    def _sides(self) -> tuple[float, float]:
        """How wide the date and the statement are."""
        if self.setting.portrait:
            return self._panel.width(), self._panel.width()
        left = 400.0
        return left, self._panel.width() - left - 64

    def _statement(self, event: Event) -> list[tuple[Block, Block]]:
        """Title and statement of an event; the statement in as many parts as it needs."""
        _, width = self._sides()
        language = self._language
        height = self._panel.height() - (330 if self.setting.portrait else 0)
        title, _ = fit(event.title.get(language), language, Style(Face.TEXT, 36, 1.45), width, height * 0.25, 26)
        words = event.text.get(language) if event.text else ""
        if not words:
            return [(title, typeset("", language, Style(Face.SERIF, 34), width))]
        chinese = language.startswith("zh")
        style = Style(Face.SERIF, 56, 1.62 if chinese else 1.45, Align.JUSTIFY if chinese else Align.LEFT)
        left = height - title.height - 44
        block, whole = fit(words, language, style, width, left, 36)
        if whole:
            return [(title, block)]
        return [
            (title, part)
            for part in pages(words, language, Style(Face.SERIF, 36, style.leading, style.align), width, left)
        ]

    def _make_panel(self, step: int) -> QGraphicsItem:
        theme, setting = self.setting.theme, self.setting
        event_index, part = self._places[step]
        event = self._events[event_index]
        panel = group(self)
        date_width, width = self._sides()
        year, _ = fit(str(event.date.since.year), self._language, Style(Face.FIGURE, 212), date_width, 170, 100)
        x, y = self._panel.left(), self._panel.top() + 10
        item = TextItem(year, theme.accent, panel)
        item.setPos(x - year.path().boundingRect().left(), y)
        below = event.date.below_year(self._language)
        if below:
            style = Style(Face.SERIF, 60 if self._language.startswith("zh") else 46, 1.2)
            block, _ = fit(below, self._language, style, date_width, 90, 30)
            if setting.portrait:
                TextItem(block, theme.ink, panel).setPos(x + year.natural + 40, y + year.height - block.ascent)
            else:
                TextItem(block, theme.ink, panel).setPos(x, y + year.height + 44)
        title, statement = self._parts[event_index][part]
        if setting.portrait:
            left, top = x, y + year.height + 72
        else:
            left, top = x + self._panel.width() - width, self._panel.top()
        TextItem(title, theme.second, panel).setPos(left, top)
        TextItem(statement, theme.ink, panel).setPos(left, top + title.height + 44)
        if len(self._parts[event_index]) > 1:
            words = f"{part + 1} / {len(self._parts[event_index])}"
            number = self.text(words, Style(Face.TEXT, 26), theme.mute, 0, 0, 300, panel)
            number.setPos(x, self._panel.bottom() - 26)
        return panel

    # The axis.

    def _build_axis(self) -> None:
        setting, theme, language = self.setting, self.setting.theme, self._language
        self._line = AxisItem(self._axis, theme, self)
        self._line.setPos(setting.margin, self._axis_y)
        for start, end, length in self._axis.breaks:
            words = gap(length, language)
            block = typeset(words, language, Style(Face.TEXT, 26), end - start + 200)
            item = TextItem(block, theme.mute, self)
            item.setPos(setting.margin + (start + end - block.natural) / 2, self._axis_y - 30 - block.height)
        self._under: QGraphicsItem | None = None
        self._label(0)

    def _room(self, index: int) -> float:
        """Logical px an event's name may be wide: to half-way towards its neighbours, and to the ends of the axis."""
        at, width = self._axis.at, self._axis.width
        if len(at) == 1:
            return min(600.0, width)
        left = (at[index] - at[index - 1]) / 2 if index else at[0]
        right = (at[index + 1] - at[index]) / 2 if index + 1 < len(at) else width - at[-1]
        # At an end of the axis the words may move inwards, off their dot.
        room = left + right if index in {0, len(at) - 1} else 2 * min(left, right)
        return min(420.0, max(110.0, room - 20))

    def _name(self, words: str, index: int, face: Face) -> Block | None:
        """An event's name under its date: in up to three lines, or not at all."""
        room = self._room(index)
        block, whole = fit(words, self._language, Style(face, 27, 1.3, Align.CENTRE, balance=True), room, 27 * 3.7, 24)
        return block if whole else None

    def _names_height(self) -> float:
        """Room for the highest of the names."""
        few = self._events if len(self._events) <= 60 else self._events[:1]
        names = [
            self._name((event.short or event.title).get(self._language), i, Face.BOLD) for i, event in enumerate(few)
        ]
        return max([block.height for block in names if block is not None], default=0.0)

    def _label(self, chosen: int) -> None:
        """Labels under the dots: the open event's always, of the others as many as stand clear of each other."""
        if self._under is not None:
            discard(self._under)
        holder = group(self)
        setting, theme, language = self.setting, self.setting.theme, self._language
        made: dict[int, tuple[Block, Block | None]] = {}
        sparse = max(1, len(self._events) // 40) if len(self._events) > 60 else 1
        for index, event in enumerate(self._events):
            if index != chosen and index % sparse:
                continue
            date = typeset(event.date.dotted(), language, Style(Face.FIGURE_LIGHT, DATE), 1e6)
            words = (event.short or event.title).get(language)
            made[index] = (date, self._name(words, index, Face.BOLD if index == chosen else Face.TEXT))
        widths = [0.0] * len(self._events)
        for index, (date, below) in made.items():
            widths[index] = max(date.natural, below.natural if below is not None else 0.0)
        for index, centre in labelled(self._axis, widths, chosen).items():
            date, below = made[index]
            x = setting.margin + centre
            item = TextItem(date, theme.accent if index == chosen else theme.second, holder)
            item.setPos(x - date.natural / 2, self._axis_y + 50)
            if below is not None:
                item = TextItem(below, theme.accent if index == chosen else theme.mute, holder)
                item.setPos(x - below.width / 2, self._axis_y + BELOW)
        self._under = holder

    # Life.

    def show_step(self, step: int, moving: bool = False) -> None:
        """Open the event of that step."""
        before = self._places[self.step][0]
        super().show_step(step, moving)
        event = self._places[self.step][0]
        for number, panel in self._panels.items():
            panel.setVisible(number == self.step)
        if self.step not in self._panels:
            self._panels[self.step] = self._make_panel(self.step)
        if event != before:
            self._label(event)
        self._line.choose(event)

    def _event_at(self, at: QPointF) -> int:
        if abs(at.y() - self._axis_y) > REACH or len(self._events) < 2:
            return -1
        x = at.x() - self.setting.margin
        nearest = min(range(len(self._axis.at)), key=lambda index: abs(self._axis.at[index] - x))
        return nearest if abs(self._axis.at[nearest] - x) <= 180 else -1

    def press(self, at: QPointF) -> None:
        """Ring the event under the finger."""
        self._line.choose(self._places[self.step][0], self._event_at(at))

    def release(self) -> None:
        """Take the ring away."""
        self._line.choose(self._places[self.step][0])

    def tap(self, at: QPointF) -> bool:
        """Open the event under the finger; a tap on the open one turns to its next part."""
        event = self._event_at(at)
        if event < 0:
            return False
        now, part = self._places[self.step]
        part = (part + 1) % len(self._parts[event]) if event == now else 0
        self.stepped.emit(self._places.index((event, part)))
        return True
