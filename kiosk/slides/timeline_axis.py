"""The axis of many events: flags on levels, clusters with their number, eras, spans, a ruler; zoomed and panned.

One item paints all of it, so that a frame of a drag costs one repaint of what is in sight and moves no items. What is
in sight is planned anew when the view changes, from type that was set once.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.content.dates import Moment
from kiosk.content.kinds.timeline import Era, Event
from kiosk.look.fonts import Face
from kiosk.look.phrases import gap
from kiosk.look.theme import Theme, contrast
from kiosk.look.typeset import Block, Style, typeset
from kiosk.slides.axis import Scale
from kiosk.slides.few_axis import dots, halo, ring
from kiosk.slides.flags import POLE, Flags
from kiosk.slides.levels import Mark, arrange
from kiosk.slides.ticks import Tick, ticks
from kiosk.slides.view import View

BASE = 46.0
"""Logical px from the axis to the lowest level."""
PITCH = 104.0
"""Logical px from level to level: a finger's width, at the least."""
CLEAR = 34.0
"""Logical px from the axis down to the eras: the clusters' lower half."""
LANE = 40.0
"""Logical px of a row of eras."""
RULER = 52.0
"""Logical px of the ticks and their words."""
ROOM = 132.0
"""Logical px from tick to tick at least."""
DOT, CLUSTER = 10.0, 27.0
"""Logical px: the radius of an event's dot, and of a cluster."""


@dataclass(frozen=True)
class Words:
    """A block of type and where it stands, logical px from the axis' left end."""

    block: Block
    x: float
    y: float
    colour: QColor


class ManyAxis(QGraphicsItem):
    """The axis.

    Attributes:
        view: what part of it is seen. marks: what stands on it at this zoom.
        open: the open event. places: where each event stands, 0 to 1.
    """

    def __init__(self, events: tuple[Event, ...], eras: tuple[Era, ...], language: str, theme: Theme, *,
                 scale: Scale, width: float, levels: int, parent: QGraphicsItem) -> None:  # fmt: skip
        super().__init__(parent)
        self._events, self._eras, self._language, self._theme = events, eras, language, theme
        self._scale, self._levels = scale, levels
        self.places = [scale.place(event.date.years) for event in events]
        self._flags = Flags(events, language)
        gaps = [b - a for a, b in zip(self.places, self.places[1:], strict=False) if b > a]
        widest = max(self._flags.widths) + 120
        self.view = View(width, most=max(1.0, widest / (min(gaps, default=1.0) * width)))
        self._lanes = _lanes(eras)
        self.lanes = max(self._lanes, default=-1) + 1
        self._blocks: dict[tuple[str, float], Block] = {}
        self.open, self.pressed = 0, -1
        self.marks: list[Mark] = []
        self._arranged = 0.0
        self._plan: list[Words] | None = None
        self.look()

    @property
    def below(self) -> float:
        """Logical px from the axis to the foot of its ruler."""
        return CLEAR + self.lanes * LANE + RULER

    @property
    def above(self) -> float:
        """Logical px from the axis to the top of the highest level."""
        return BASE + PITCH * self._levels

    def boundingRect(self) -> QRectF:
        """Flags, line and ruler."""
        return QRectF(-48, -self.above - 8, self.view.width + 96, self.above + self.below + 16)

    # What is seen.

    def look(self) -> None:
        """The view has changed: arrange what the zoom changes, and paint."""
        if self.view.zoom != self._arranged:
            world = self.view.world
            xs = [place * world for place in self.places]
            self.marks = arrange(xs, self._flags.widths, self._levels, world)
            self._arranged = self.view.zoom
        self._plan = None
        self.update()

    def choose(self, index: int, pressed: int = -1) -> None:
        """Open an event; ring the mark under a finger."""
        if index != self.open:
            self._plan = None
        self.open, self.pressed = index, pressed
        self.update()

    def seen(self, spare: float = 0.0) -> range:
        """The marks that stand within the window."""
        xs = [mark.x for mark in self.marks]
        first = bisect.bisect_left(xs, self.view.offset - spare)
        return range(first, bisect.bisect_right(xs, self.view.offset + self.view.width + spare))

    def flag(self, mark: Mark) -> QRectF:
        """The box of a mark's label; empty where it has none, or where it isn't wholly within the window."""
        left = mark.left - self.view.offset
        if mark.level < 0 or left < -1 or left + mark.width > self.view.width + 1:
            return QRectF()
        return QRectF(left, -BASE - PITCH * (mark.level + 1), mark.width, PITCH - 8)

    def mark_at(self, x: float, y: float, slop: float) -> int:
        """The mark that a finger there means, or -1; a label before a dot."""
        best, found = 0.0, -1
        for index in self.seen(48):
            mark = self.marks[index]
            box = self.flag(mark).adjusted(-8, -4, 8, 4)
            away = 0.0 if box.contains(x, y) else abs(mark.x - self.view.offset - x)
            if (not box.contains(x, y) and (away > max(slop, 48) or abs(y) > max(slop, 56))) or (
                found >= 0 and away >= best
            ):
                continue
            best, found = away, index
        return found

    def mark_of(self, event: int) -> int:
        """The mark that an event stands in."""
        return bisect.bisect_left([mark.last for mark in self.marks], event)

    # Words.

    def _block(self, words: str, size: float = 24.0, face: Face = Face.TEXT) -> Block:
        key = words + face.name, size
        if key not in self._blocks:
            self._blocks[key] = typeset(words, self._language, Style(face, size, 1.0), 1e6)
        return self._blocks[key]

    def words(self) -> list[Words]:
        """All type in sight."""
        if self._plan is None:
            self._plan = [*self._flag_words(), *self._era_words(), *self._ruler_words()]
        return self._plan

    def _flag_words(self) -> list[Words]:
        found, theme = [], self._theme
        for index in self.seen():
            mark = self.marks[index]
            if mark.count > 1:
                chosen = mark.first <= self.open <= mark.last
                block = self._block(str(mark.count), 32 if mark.count < 100 else 26, Face.FIGURE)
                x = mark.x - self.view.offset - block.natural / 2
                found.append(Words(block, x, -block.height / 2, theme.on_accent if chosen else theme.ink))
                continue
            box = self.flag(mark)
            if box.isEmpty():
                continue
            chosen = mark.first == self.open
            date, name = self._flags.blocks(mark.first, chosen)
            x, y = box.left() + (POLE if mark.left == mark.x else 0), box.top()
            if mark.left < mark.x:  # near the end of the axis, the words stand left of their pole
                right = mark.x - self.view.offset - POLE
                x = min(right, box.right() - POLE) - max(date.natural, name.natural)
            found.append(Words(date, x, y + 2, theme.accent if chosen else theme.ink))
            found.append(Words(name, x, y + 36, theme.accent if chosen else theme.second))
        return found

    def _era_words(self) -> list[Words]:
        found = []
        for index, era in enumerate(self._eras):
            box = self._era_box(index)
            block = self._block(era.name.get(self._language))
            if block.natural + 24 <= box.width():
                found.append(Words(block, box.left() + 12, box.top() + (box.height() - block.height) / 2,
                                   self._theme.ink))  # fmt: skip
        return found

    def _ruler_words(self) -> list[Words]:
        """How long each gap is, and the ticks' words wherever they stand clear of that."""
        found: list[Words] = []
        taken: list[tuple[float, float]] = []
        view, y, theme = self.view, CLEAR + self.lanes * LANE + 16, self._theme
        for first, last, length in self._scale.breaks:
            start, end = max(view.x(first), 0.0), min(view.x(last), view.width)
            block = self._block(gap(length, self._language))
            if end - start < 24:
                continue
            x = min(max((start + end - block.natural) / 2, 0.0), view.width - block.natural)
            if all(x > right + 12 or x + block.natural < left - 12 for left, right in taken):
                taken.append((x, x + block.natural))
                found.append(Words(block, x, y, theme.accent))
        before: Moment | None = None  # of the last tick that has words
        for tick in self._ticks():
            words = tick.words_after(self._language, before)
            block = self._block(words, 26, Face.FIGURE_LIGHT)
            x = view.x(tick.place) - block.natural / 2
            if x < 0 or x + block.natural > view.width:
                continue
            if all(x > right + 12 or x + block.natural < left - 12 for left, right in taken):
                taken.append((x, x + block.natural))
                found.append(Words(block, x, y + 2, theme.mute))
                before = tick.moment
        return found

    def _ticks(self) -> list[Tick]:
        view = self.view
        return ticks(self._scale, max(view.low, 0.0), min(view.high, 1.0), view.world, ROOM)

    def _era_box(self, index: int) -> QRectF:
        """Where an era is seen; empty where it isn't."""
        era, view = self._eras[index], self.view
        left = max(0.0, view.x(self._scale.place(era.since.years)))
        right = min(view.width, view.x(self._scale.place(era.until.end)))
        return QRectF(left, CLEAR + self._lanes[index] * LANE, max(0.0, right - left - 2), LANE - 4)

    def extents(self) -> list[tuple[str, QRectF]]:
        """The boxes that nothing else may enter: all type in sight."""
        return [
            (f"words {number}", QRectF(one.x + one.block.shift, one.y, one.block.natural, one.block.height))
            for number, one in enumerate(self.words())
        ]

    # Painting.

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what is in sight."""
        self._paint_eras(painter)
        self._paint_line(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_marks(painter)
        for one in self.words():
            one.block.paint(painter, one.x, one.y, one.colour)

    def _paint_eras(self, painter: QPainter) -> None:
        for index in range(len(self._eras)):
            box = self._era_box(index)
            if box.width() > 0:
                painter.fillRect(box, _band(self._theme))
                painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), self._theme.mute)

    def _paint_line(self, painter: QPainter) -> None:
        theme, view = self._theme, self.view
        x = 0.0
        for first, last, _ in self._scale.breaks:
            start, end = view.x(first), view.x(last)
            if end < 0 or start > view.width:
                continue
            if start > x:
                painter.fillRect(QRectF(x, -2, start - x, 4), theme.ink)
            dots(painter, max(start, -12.0), min(end, view.width), theme)
            x = max(x, end)
        painter.fillRect(QRectF(x, -2, max(0.0, view.width - x), 4), theme.ink)
        y = CLEAR + self.lanes * LANE - 2
        for tick in self._ticks():
            painter.fillRect(QRectF(view.x(tick.place) - 1, y, 2, 12), theme.mute)

    def _paint_marks(self, painter: QPainter) -> None:
        theme, offset = self._theme, self.view.offset
        self._paint_spans(painter)
        for index in self.seen():
            mark = self.marks[index]
            if not self.flag(mark).isEmpty():
                top = self.flag(mark).top()
                painter.fillRect(QRectF(mark.x - offset - 1, top, 2, -top - DOT), theme.bar)
        for index in self.seen():
            mark = self.marks[index]
            at, chosen = QPointF(mark.x - offset, 0), mark.first <= self.open <= mark.last
            if index == self.pressed or chosen:
                halo(painter, at, theme, 42 if mark.count > 1 else 30)
            radius = CLUSTER if mark.count > 1 else DOT
            if chosen:
                painter.setPen(QPen(theme.accent, 3))
                painter.setBrush(theme.accent)
                painter.drawEllipse(at, radius + (0 if mark.count > 1 else 4), radius + (0 if mark.count > 1 else 4))
            elif mark.count > 1:
                painter.setPen(QPen(theme.ink, 3))
                painter.setBrush(theme.sheet)
                painter.drawEllipse(at, radius, radius)
            else:
                ring(painter, at, radius, theme)

    def _paint_spans(self, painter: QPainter) -> None:
        """A thick line from an event's beginning to its end."""
        view, theme = self.view, self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        for index, event in enumerate(self._events):
            if event.date.until is None:
                continue
            left, right = view.x(self.places[index]), view.x(self._scale.place(event.date.end))
            left, right = max(left, 0.0), min(right, view.width)
            if right > left:
                painter.fillRect(QRectF(left, -6, right - left, 12), theme.accent if index == self.open else theme.bar)


def _band(theme: Theme) -> QColor:
    """What an era's name stands on: the hairlines' colour, but in high contrast that is black."""
    return max((theme.rule, theme.bar), key=lambda ground: contrast(theme.ink, ground))


def _lanes(eras: tuple[Era, ...]) -> list[int]:
    """The row each era stands in, so that none covers another."""
    ends: list[float] = []
    lanes = [0] * len(eras)
    for index in sorted(range(len(eras)), key=lambda one: eras[one].since.years):
        era = eras[index]
        lane = next((row for row, end in enumerate(ends) if end <= era.since.years + 1e-9), len(ends))
        ends[lane : lane + 1] = [era.until.end]
        lanes[index] = lane
    return lanes
