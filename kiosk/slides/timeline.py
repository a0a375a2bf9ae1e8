"""The timeline: one open event in large type, all events on an axis to scale, long gaps broken and said.

A few events have a quiet axis on which each has its name (`few_axis`). More of them, or eras, have flags on levels,
clusters, a ruler and an overview (`timeline_axis`, `overview`), which fingers zoom and move.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem

from kiosk.content.kinds.timeline import Timeline
from kiosk.look.motion import SLIDE_MS, glide, stretched
from kiosk.look.parts import discard
from kiosk.look.phrases import phrase
from kiosk.slides import overview
from kiosk.slides.axis import Axis, scale_of
from kiosk.slides.base import SlideItem
from kiosk.slides.event_panel import Panels
from kiosk.slides.few_axis import FEW, FewAxis
from kiosk.slides.overview import OverviewItem
from kiosk.slides.timeline_axis import ManyAxis
from kiosk.slides.touch import Move

REACH = 110.0
"""Logical px above and below the axis of a few events within which a finger means one of them."""
DOUBLE = 3.0
"""How much a double tap zooms in."""
JUMP = 5.0
"""The zoom that a tap on the overview goes to, from the whole."""
LOWEST = 400.0
"""The y above which no label stands: the open event's."""
LEAST_LINES = 3
"""Of an open event's words that must have room at once."""
LEVELS = (4, 3, 2)
"""Rows of labels above a crowded axis: upright as many as leave all words in one part; across, the last."""
KEPT = 4
"""Panels kept for coming back; those of 500 events would fill the memory."""


class Item(SlideItem):
    """The slide of a `Timeline`. Its steps are its events; a long statement is several steps of one event."""

    model: Timeline
    _axis_y: float
    _panel_maker: Panels

    def build(self) -> None:
        """Head, the axis at the foot, and a panel for each step, made when it is first shown."""
        setting = self.setting
        self._events = self.model.in_order()
        self._few: FewAxis | None = None
        self._many: ManyAxis | None = None
        self._overview: OverviewItem | None = None
        self._pull, self._scrubs = 0.0, False
        bottom = self.foot()
        simple = len(self._events) <= FEW and not self.model.eras
        if simple and not any(event.date.until for event in self._events):
            few = FewAxis(self._events, setting.language, setting.theme, setting.measure)
            self._few = few if few.whole else None
        above = self._lay_few(bottom) if self._few is not None else self._lay_many(bottom, LEVELS[0])
        words = "pick_zoom" if self.zooms else "pick_date" if len(self._events) > 1 else ""
        top = self.head(phrase(words, setting.language) if words else "")
        counts = self._make_room(top, above)
        for levels in LEVELS[1:] if self.zooms and setting.portrait else ():
            if sum(counts) > len(counts):
                above = self._lay_many(bottom, levels)
                counts = self._make_room(top, above)
        if sum(counts) > len(counts):  # the words come before the axis' names and before white
            roomy = self._few, self._axis_y, self._panel_maker
            above = self._lay_few(bottom, named=False) if self._few is not None else above
            tight = self._make_room(top, above, tight=True)
            if sum(tight) < sum(counts):
                counts = tight
            else:
                self._few, self._axis_y, self._panel_maker = roomy
        if self._few is not None:
            self._few.place(self, setting.margin, self._axis_y)
        self._axis: Axis | None = self._few.axis if self._few is not None else None
        self._places = [(event, part) for event, count in enumerate(counts) for part in range(count)]
        self._counts = counts
        self._panels: dict[int, QGraphicsItem] = {}
        self.cramped = self._panel_maker.lines < LEAST_LINES
        self.steps = len(self._places)
        self.show_step(0)

    @property
    def zooms(self) -> bool:
        """Whether there is anything to zoom into."""
        return self._overview is not None

    def _lay_few(self, bottom: float, named: bool = True) -> float:
        """Find a place for the axis of a few events; returns logical px from the panel's foot to the axis."""
        assert self._few is not None
        if not named:
            setting = self.setting
            self._few = FewAxis(self._events, setting.language, setting.theme, setting.measure, named=False)
        self._axis_y = bottom - self._few.height
        broken = bool(self._few.axis.breaks)
        return 100.0 if named else 80.0 if broken else 56.0

    def _make_room(self, top: float, above: float, tight: bool = False) -> list[int]:
        """Give the panels what is left between the head and the axis; returns how many parts each event has there."""
        setting = self.setting
        rect = QRectF(setting.margin, top, setting.measure, self._axis_y - above - top)
        self._panel_maker = Panels(setting, rect, self._events, tight)
        return [self._panel_maker.count(index) for index in range(len(self._events))]

    def _lay_many(self, bottom: float, levels: int) -> float:
        """Place axis and overview; returns logical px from the panel's foot to the axis.

        Args:
            bottom: y of the foot.
            levels: rows of labels, upright; across there is room for two.
        """
        setting, events = self.setting, self._events
        for item in (self._many, self._overview):
            if item is not None:
                discard(item)
        self._many = self._overview = None
        scale = scale_of([at for event in events for at in (event.date.years, event.date.end)])

        def make(levels: int) -> ManyAxis:
            return ManyAxis(events, self.model.eras, setting.language, setting.theme,
                            scale=scale, width=setting.measure, levels=levels, parent=self)  # fmt: skip

        levels = levels if setting.portrait else LEVELS[-1]
        axis = make(levels)
        while levels > 1 and bottom - overview.HEIGHT - axis.below - axis.above < LOWEST:
            levels -= 1  # source, eras: the open event comes first
            discard(axis)
            axis = make(levels)
        crowded = any(mark.count > 1 for mark in axis.marks)
        if not crowded and len(events) <= FEW:
            used = max(mark.level for mark in axis.marks) + 1
            discard(axis)
            axis = make(used)
            axis.view.most = 1.0
        else:
            self._overview = OverviewItem(axis.view, scale, axis.places, setting.language, setting.theme, self)
            bottom -= overview.HEIGHT
            self._overview.setPos(setting.margin, bottom)
        self._many = axis
        self._axis_y = bottom - axis.below
        axis.setPos(setting.margin, self._axis_y)
        return axis.above + 36.0

    # Life.

    def place_of(self, step: int) -> tuple[int, float]:
        """The event, and how far it has been read."""
        event, part = self._places[step]
        return event, part / self._counts[event]

    def step_at(self, place: tuple[int, float]) -> int:
        """The part of an event."""
        event = min(place[0], len(self._counts) - 1)
        return self._places.index((event, int(place[1] * self._counts[event] + 1e-6)))

    def show_step(self, step: int, moving: bool = False) -> None:
        """Open the event of that step, and bring it into view."""
        super().show_step(step, moving)
        event, part = self._places[self.step]
        for number, panel in self._panels.items():
            panel.setVisible(number == self.step)
        if self.step not in self._panels:
            if len(self._panels) >= KEPT:
                discard(self._panels.pop(next(iter(self._panels))))
            self._panels[self.step] = self._panel_maker.make(self, event, part)
        self._choose()
        if self._many is not None and self.zooms:
            self._reveal(event)

    def reset(self) -> None:
        """The next visitor finds the whole axis."""
        self._stop()
        if self._many is not None:
            self._many.view.zoom, self._many.view.offset = 1.0, 0.0
            self._looked()

    def _choose(self, pressed: int = -1, button: bool = False) -> None:
        event = self._places[self.step][0]
        if self._few is not None:
            self._few.choose(event, pressed)
        if self._many is not None:
            self._many.choose(event, pressed)
        if self._overview is not None and self._many is not None:
            self._overview.open, self._overview.pressed = self._many.places[event], button
            self._overview.update()

    def _reveal(self, event: int) -> None:
        """Pan, if the event can't be seen, or not its label."""
        assert self._many is not None
        view, mark = self._many.view, self._many.marks[self._many.mark_of(event)]
        x = mark.x - view.offset
        hidden = mark.count == 1 and self._many.flag(mark).isEmpty()
        if hidden or not 0.04 * view.width <= x <= 0.96 * view.width:
            view.offset = mark.x - view.width / 2
            view.clamp()
            self._looked()

    def _looked(self) -> None:
        """The view has changed."""
        if self._many is not None:
            self._many.look()
        if self._overview is not None:
            self._overview.update()

    def _show(self, zoom: float, offset: float) -> None:
        """Move to a view: in one go, the centre following the zoom."""
        assert self._many is not None
        view = self._many.view
        if not (self.setting.moving and self.arrived):
            view.zoom, view.offset = zoom, offset
            self._looked()
            return
        before, half = view.zoom, view.width / 2
        first, last = (view.offset + half) / view.world, (offset + half) / (view.width * zoom)

        def tick(part: float) -> None:
            if part >= 1:
                view.zoom, view.offset = zoom, offset
            else:
                view.zoom = before * (zoom / before) ** part
                way = part if abs(zoom / before - 1) < 0.01 else (1 / before - 1 / view.zoom) / (1 / before - 1 / zoom)
                view.offset = (first + (last - first) * way) * view.world - half
                view.clamp()
            self._looked()

        self.run(tick, SLIDE_MS)

    # Fingers.

    def _local(self, at: QPointF) -> tuple[float, float]:
        """Logical px from the axis' left end."""
        return at.x() - self.setting.margin, at.y() - self._axis_y

    def _on_band(self, at: QPointF) -> bool:
        """Whether a finger is on the axis, its flags or its ruler."""
        _, y = self._local(at)
        return self._many is not None and -self._many.above - 8 <= y <= self._many.below

    def _on_overview(self, at: QPointF) -> bool:
        if self._overview is None:
            return False
        return 0 <= at.y() - self._overview.y() <= overview.HEIGHT

    def _mark_at(self, at: QPointF) -> int:
        """The event (of a few) or the mark (of many) under a finger, or -1."""
        x, y = self._local(at)
        if self._few is not None:
            return self._few.event_at(x) if abs(y) <= REACH else -1
        assert self._many is not None
        return self._many.mark_at(x, y, self.setting.touch_slop) if self._on_band(at) else -1

    def press(self, at: QPointF) -> None:
        """Ring what is under the finger; catch the axis in flight."""
        if self._on_band(at) or self._on_overview(at):
            self._stop()
        button = self._on_overview(at) and self._overview is not None and self._overview.on_button(self._local(at)[0])
        self._choose(self._mark_at(at), button)

    def release(self) -> None:
        """Take the ring away; an axis caught beyond its end goes back."""
        self._choose()
        if self._many is not None and not 0 <= self._many.view.offset <= self._many.view.limit:
            self._run_out(0.0)

    def tap(self, at: QPointF) -> bool:
        """Open the event under the finger, or the cluster; a tap on the open event turns to its next part."""
        if self._on_overview(at):
            self._jump(self._local(at)[0])
            return True
        found = self._mark_at(at)
        if found < 0:
            return False
        if self._many is None:
            self._open(found)
            return True
        mark = self._many.marks[found]
        if mark.count == 1:
            self._open(mark.first)
        elif not self._zoom_into(mark.first, mark.last):
            now = self._places[self.step][0]
            self._open(now + 1 if mark.first <= now < mark.last else mark.first)
        return True

    def _open(self, event: int) -> None:
        now, part = self._places[self.step]
        part = (part + 1) % self._counts[event] if event == now else 0
        self.stepped.emit(self._places.index((event, part)))

    def _zoom_into(self, first: int, last: int) -> bool:
        """Show the events of a cluster apart from each other; False where no zoom does that."""
        assert self._many is not None
        view, low, high = self._many.view, self._many.places[first], self._many.places[last]
        if high <= low:
            return False
        spare = (high - low) * 0.3
        zoom, offset = view.around(low - spare, high + spare)
        if zoom <= view.zoom * 1.02:
            zoom = min(view.zoom * 2, view.most)
            offset = (low + high) / 2 * view.width * zoom - view.width / 2
            offset = min(max(offset, 0.0), view.width * (zoom - 1))
        if zoom <= view.zoom * 1.02:
            return False
        self._show(zoom, offset)
        return True

    def _jump(self, x: float) -> None:
        """To the years under a finger on the overview, or to the whole."""
        assert self._many is not None
        assert self._overview is not None
        view = self._many.view
        if self._overview.on_button(x):
            self._show(1.0, 0.0)
            return
        if x > self._overview.width + 12:
            return
        zoom = view.zoom if view.zoom > 1.01 else min(JUMP, view.most)
        offset = self._overview.place(x) * view.width * zoom - view.width / 2
        self._show(zoom, min(max(offset, 0.0), view.width * (zoom - 1)))

    def double_tap(self, at: QPointF) -> bool:
        """Zoom in where nothing stands under the finger; from the very inside, back to the whole."""
        if not self.zooms or self._many is None or not self._on_band(at) or self._mark_at(at) >= 0:
            return False
        view, x = self._many.view, self._local(at)[0]
        if view.zoom >= view.most * 0.999:
            self._show(1.0, 0.0)
            return True
        zoom = min(view.zoom * DOUBLE, view.most)
        offset = (view.offset + x) / view.world * view.width * zoom - x
        self._show(zoom, min(max(offset, 0.0), view.width * (zoom - 1)))
        return True

    def takes(self, at: QPointF, shift: QPointF, fingers: int) -> bool:
        """Two fingers on the axis zoom it; one moves it, as long as there is more to see that way."""
        if not self.zooms or self._many is None or not (self._on_band(at) or self._on_overview(at)):
            return False
        view = self._many.view
        self._pull, self._scrubs = view.offset, fingers == 1 and self._on_overview(at)
        if fingers > 1:
            self._stop()
            return True
        if abs(shift.y()) > abs(shift.x()) or view.zoom <= 1:
            return False
        more = self._scrubs or (view.offset > 4 if shift.x() > 0 else view.offset < view.limit - 4)
        if more:
            self._stop()
        return more

    def manipulate(self, move: Move) -> None:
        """The axis follows the fingers."""
        assert self._many is not None
        assert self._overview is not None
        view = self._many.view
        if move.fingers > 1:
            view.zoom_about(move.x - self.setting.margin, move.zoom)
            view.offset -= move.dx
            view.clamp()
            self._pull = view.offset
        elif self._scrubs:
            view.offset += move.dx / self._overview.width * view.world
            view.clamp()
        else:
            self._pull -= move.dx
            view.offset = stretched(self._pull, 0.0, view.limit, view.width / 6)
        self._looked()

    def let_go(self, velocity: QPointF) -> None:
        """It runs out by itself, to rest within its ends."""
        if not self._scrubs:
            self._run_out(-velocity.x())

    def _run_out(self, velocity: float) -> None:
        assert self._many is not None
        view = self._many.view
        if not (self.setting.moving and self.arrived):
            view.clamp()
            self._looked()
            return

        def tick(offset: float) -> None:
            view.offset = offset
            self._looked()

        def done() -> None:
            self._running = None

        self._stop()
        if abs(velocity) > 0.01 or not 0 <= view.offset <= view.limit:
            self._running = glide(self, tick, view.offset, velocity, 0.0, view.limit, done)
