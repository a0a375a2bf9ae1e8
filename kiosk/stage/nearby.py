"""What is near the visitor, ready before it is needed: the neighbours' items, then their snapshots, in spare time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.stage.snapshots import Place, Snapshots
from kiosk.stage.travel import Travel
from kiosk.visit import Mode, State, Tick, apply, deadline

if TYPE_CHECKING:
    from kiosk.stage.stage import Stage

SOON_MS, AFTER_MS = 50, 350
"""After an arrival, before anything is built; and where figures begin to count, which that would hold up."""
BETWEEN_MS = 30
"""Between one thing that is built or drawn and the next, so that a finger is heard."""
LATER_MS = 120
"""Until the next look whether figures still count, or pictures are still being read."""

MOST = 6
"""Items at most, however fast slides are turned: the nearest, and some that the last turns came by."""


class Nearby(QObject):
    """Builds and draws for a stage."""

    ready = Signal()
    """What is near is ready: nothing more is built or drawn until something changes."""

    def __init__(self, stage: Stage, travel: Travel, snapshots: Snapshots) -> None:
        super().__init__(stage)
        self._stage, self._travel, self._snapshots = stage, travel, snapshots
        self._refused: set[Place] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def begin(self, after: int = SOON_MS) -> None:
        """The visitor is somewhere else, or was let go of: look around after so many ms."""
        self._refused.clear()
        self.look_again(after)

    def look_again(self, after: int = AFTER_MS) -> None:
        """The slide that stands looks otherwise: what was kept of it is of no use; look around after so many ms."""
        self._snapshots.forget_under()
        self._timer.start(after)

    def let_go(self) -> None:
        """Let go of every item but the nearest."""
        self._stage.gallery.keep(set(self.slides))

    def shed(self) -> None:
        """Let go of what is far, if it is much: whoever turns slide after slide leaves no spare time."""
        if self._stage.gallery.count > MOST:
            self.let_go()

    @property
    def slides(self) -> list[int]:
        """The slide that stands, the next and the one before."""
        index, count = self._stage.state.slide, len(self._stage.exhibit.slides)
        return [index, (index + 1) % count, index - 1 if index else 0]

    def _go_on(self) -> None:
        if not self._travel.under_way:
            self._do_one()
            if not self._timer.isActive():
                self.ready.emit()

    def _do_one(self) -> None:
        """One thing at a time, while nobody is touching; and let go of what is far."""
        stage, wanted = self._stage, self.slides
        stage.gallery.keep(set(wanted))
        for near in wanted:
            if stage.gallery.built(near) is None:
                stage.item(near)
                self._timer.start(BETWEEN_MS)
                return
        stage.gallery.keep_pictures()
        if self._snapshots.warm():
            self._timer.start(BETWEEN_MS)
        elif stage.moving and stage.exhibit.deck.transition != "fade":
            self._draw_one()

    def _draw_one(self) -> None:
        """Draw the snapshot that is missed most."""
        stage = self._stage
        places = [place for place in map(self._place, self._ways()) if place is not None]
        self._snapshots.only(places)
        standing = stage.gallery.built(stage.state.slide)
        if standing is not None and not standing.running and self._snapshots.look_under(standing, stage.state.slide):
            self._timer.start(BETWEEN_MS)
            return
        missing = [one for one in places if not self._snapshots.keeps(one) and one not in self._refused]
        if not missing:
            return
        if self._busy():
            self._timer.start(LATER_MS)
            return
        place = missing[0]
        item = stage.gallery.built(place.slide)
        if item is None:
            return
        item.show_step(place.step)
        item.prepare(moving=place.fresh)
        if stage.pictures.busy:  # that step has others
            self._timer.start(LATER_MS)
            return
        if not self._snapshots.keep(place, item, stage.dress(place, item)):
            self._refused.add(place)
        self._timer.start(BETWEEN_MS)

    def _busy(self) -> bool:
        """Whether something moves that must not be held up, or isn't there yet."""
        standing = self._stage.gallery.built(self._stage.state.slide)
        return self._stage.pictures.busy or (standing is not None and standing.running)

    def _ways(self) -> list[State | None]:
        """Where it may go from here: on and back, or where the cycle leads."""
        stage = self._stage
        if stage.state.mode is not Mode.ATTRACT:
            return [stage.beyond(1), stage.beyond(-1)]
        at = deadline(stage.state, stage.tour)
        return [apply(stage.state, Tick(), at + 0.001, stage.tour) if at is not None else None]

    def _place(self, there: State | None) -> Place | None:
        """As a snapshot needs it; another step of the slide that stands is drawn when it is wanted."""
        if there is None or there.slide == self._stage.state.slide:
            return None
        return self._stage.place(there.slide, there.step)
