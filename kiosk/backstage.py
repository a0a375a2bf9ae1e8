"""Everything behind a full-screen exhibit's stage: staff, opening hours, the screen's light, and no way out."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.app import deck_file
from kiosk.delivery import Delivery, Glimpse, mounted_sticks
from kiosk.ops.awake import WHY, Awake
from kiosk.ops.clock import Synchronised, Trust, program_date, trust
from kiosk.ops.counting import Counting
from kiosk.ops.counts import NAME, Counts
from kiosk.ops.guard.life import Life
from kiosk.ops.guard.rules import TOLD_S, Safe
from kiosk.ops.places import Places
from kiosk.staff.arranging import arranged
from kiosk.staff.closing import Closing
from kiosk.staff.health import Shown
from kiosk.staff.office import Office, Ties
from kiosk.stage.inhibit import inhibit_desktop
from kiosk.stage.lock_in import LockIn

if TYPE_CHECKING:
    from kiosk.aside import Asked
    from kiosk.content.loaded import Loaded
    from kiosk.ops.live import Opening
    from kiosk.ops.recovery import Recovery
    from kiosk.ops.settings import Found
    from kiosk.staff.reception import Reception
    from kiosk.stage.exhibit import Exhibit
    from kiosk.stage.window import Window

AWAKE_AGAIN_MS = 5 * 60 * 1000
"""Between two times the machine is asked to stay awake."""


@dataclass(frozen=True)
class Packs:
    """What new content needs of the program.

    Attributes:
        shown: the deck that is on the screen. glimpse: draws a slide of another. switch: shows another deck's file.
        chosen: the file of the one that was chosen at the start.
    """

    shown: Callable[[], Loaded | None]
    glimpse: Glimpse
    switch: Callable[[Path], None]
    chosen: Path


class Backstage(QObject):
    """One full-screen window's."""

    rearranged = Signal()
    """The exhibit is to be shown anew: another day, or another home language or size of text."""
    scheduled = Signal(object)
    """The path of the deck that the schedule wants from now on; None for the usual one."""

    _located = Signal(str, object)

    def __init__(self, window: Window, places: Places, recovery: Recovery, life: Life, *,
                 reload: Callable[[], None], leave: Callable[[int], None],
                 settings: Asked[Found] | None = None, packs: Packs | None = None) -> None:  # fmt: skip
        """Begin with the settings; nothing of the exhibit is known yet.

        Args:
            window: the exhibit's. places: the program's folders. recovery: what watches it.
            life: how careful it runs, and what became of those before it.
            reload: reads the deck again. leave: ends the program with a code.
            settings: whoever is reading them already.
            packs: what new content needs; None where a deck was named to be shown.
        """
        super().__init__(window)
        self._window, self._places, self._recovery, self._end_with = window, places, recovery, leave
        self._day: date | None = None
        self._scheduled: str | None = None
        self._reception: Reception | None = None
        self._lock_in: LockIn | None = None
        self._closing: Closing | None = None
        self._content_date: float | None = None
        self._program_date = program_date()
        self._synchronised = Synchronised()
        self._counting: Counting | None = None
        self._begun = "crash" if life.died else "restart" if life.again else ""
        self.ties = Ties(
            today=lambda: self._counting.today() if self._counting is not None else None,
            trust=self.trust, reload=reload, quit=self._leave, safe_mode=life.safe is not Safe.NO,
            restarts=lambda: sum(time.monotonic() - at < TOLD_S for at in life.deaths),
        )  # fmt: skip
        self.office = Office(window, places.settings, places.data, self.ties, kept=places.settings_kept, asked=settings)
        self.delivery: Delivery | None = None
        if packs is not None:
            self._expect(packs)
        self.office.settled.connect(self._settle)
        self._located.connect(self._switch)
        self._awake = Awake(os.environ.get("DISPLAY") if QGuiApplication.platformName() == "xcb" else None)
        self._again = QTimer(self)
        self._again.setInterval(AWAKE_AGAIN_MS)
        self._again.timeout.connect(lambda: self._aside(self._awake.again))

    def _expect(self, packs: Packs) -> None:
        office = self.office
        self.delivery = delivery = Delivery(
            self._window,
            self._places,
            lambda: office.found.settings,
            packs.shown,
            lambda: office.language,
            packs.glimpse,
            packs.chosen,
            lambda: self._scheduled is not None,
        )
        delivery.switched.connect(packs.switch)
        self.ties.version = lambda: delivery.number
        self.ties.may_undo = lambda: delivery.may_undo
        self.ties.undo = delivery.undo

    # The exhibit.

    @property
    def day(self) -> date | None:
        """The day whose slides are shown; None where the clock doesn't count, and all are."""
        return self._day

    def arrange(self, exhibit: Exhibit | None) -> Exhibit | None:
        """An exhibit as this machine shows it: its home language and size of text, and the slides of the day.

        None where nothing of it is shown.
        """
        return arranged(exhibit, self.office.found.settings, self._day)

    def opened(self, opening: Opening) -> None:
        """The exhibit stands for the first time."""
        shown = Shown.EARLIER if opening.fell_back else Shown.DECK
        self._content_date = _date_of(opening.loaded)
        self.office.tell(opening.loaded.path, opening.loaded.problems, shown)
        self.begin()

    def stand_bare(self) -> None:
        """Nothing but the built-in slide stands: staff get in all the same."""
        self.begin()

    def delivered(self, loaded: Loaded) -> None:
        """Another deck stands on the screen."""
        self._content_date = _date_of(loaded)
        self.office.tell(loaded.path, loaded.problems, Shown.EARLIER if loaded.errors else Shown.DECK)

    def told(self, loaded: Loaded) -> None:
        """What came of the last save: a deck with errors isn't shown."""
        self._content_date = _date_of(loaded)
        self._tell(loaded, Shown.EARLIER if loaded.errors else Shown.DECK)

    def waits(self, loaded: Loaded) -> None:
        """Another deck is due, and has errors: what stands goes on."""
        self._tell(loaded, Shown.OTHER)

    def _tell(self, loaded: Loaded, shown: Shown) -> None:
        if loaded.errors and self._counting is not None:
            self._counting.problem("content")
        self.office.tell(loaded.path, loaded.problems, shown)

    # Beginning and ending.

    def begin(self) -> None:
        """The stage stands: let staff in, keep visitors in, and look at the clock."""
        from kiosk.staff.reception import Reception

        window, office = self._window, self.office
        window.stage.failed.connect(office.failed)
        self._listen()
        self._count()
        self._reception = reception = Reception(
            window, office, office.at_hand, language=lambda: office.language, sticks=mounted_sticks
        )
        window.called.connect(reception.call_panel)
        office.trouble.connect(reception.tell)
        reception.opened.connect(self._staff_there)
        self._closing = Closing(
            window, lambda: office.found.settings, lambda: self.trust().trusted,
            self.ties.clock, lambda: bool(reception.pages),
        )  # fmt: skip
        self._closing.day.connect(self._dawned)
        if self.delivery is not None:
            self.delivery.begin(reception, careful=self.ties.safe_mode)
        self._lock_in = LockIn(window)
        self._aside(self._awake.begin)
        inhibit_desktop(WHY)
        self._again.start()
        QTimer.singleShot(0, self._closing.look)

    def trust(self) -> Trust:
        """Whether this machine's clock counts."""
        return trust(self.office.found.settings, time.time(), self._content_date, self._synchronised(),
                     self._program_date)  # fmt: skip

    def _settle(self) -> None:
        """The settings are others, or known at last."""
        self._count()
        if self.delivery is not None:
            self.delivery.settle()
        self.rearranged.emit()

    def _listen(self) -> None:
        """To all of a visit that is counted."""
        stage = self._window.stage

        def tell(what: Callable[[Counting], None]) -> None:
            if self._counting is not None:
                what(self._counting)

        stage.changed.connect(lambda state: tell(lambda one: one.changed(state, stage.tour, stage.exhibit.ids)))
        stage.answered.connect(lambda: tell(Counting.answered))
        stage.failed.connect(lambda *_: tell(lambda one: one.problem("slide")))

    def _count(self) -> None:
        """Count visits while staff want that, and not before it is known whether they do."""
        counting, wanted = self._counting, self.office.known and self.office.found.settings.counts
        if wanted and counting is None:
            counts = Counts(self._places.data / NAME, lambda: self.trust().trusted)
            self._counting = counting = Counting(counts, time.monotonic)
            if self._begun:
                counting.problem(self._begun)
                self._begun = ""
        elif not wanted and counting is not None:
            self._counting = None
            counting.close()

    def _staff_there(self, there: bool) -> None:
        self._recovery.pulse.private = there
        if self._counting is not None:
            self._counting.staff(there)

    def end(self) -> None:
        """Put back what was changed of the machine."""
        self._again.stop()
        if self.delivery is not None:
            self.delivery.close()
        if self._counting is not None:
            self._counting.close()
        if self._lock_in is not None:
            self._lock_in.end()
        self._awake.end()

    def _leave(self, code: int) -> None:
        if self._lock_in is not None:
            self._lock_in.end()
        self._end_with(code)

    def _dawned(self, day: date | None) -> None:
        self._day = day
        wanted = self.office.found.settings.deck_on(day) if day is not None else None
        if wanted != self._scheduled:
            self._scheduled = wanted
            if wanted:
                self._aside(lambda: self._located.emit(wanted, deck_file(Path(wanted))))
            else:
                self.scheduled.emit(None)
        self.rearranged.emit()

    def _switch(self, wanted: str, path: Path) -> None:
        """The disk has said which file it is."""
        if wanted == self._scheduled:
            self.scheduled.emit(path)

    @staticmethod
    def _aside(work: Callable[[], None]) -> None:
        threading.Thread(target=work, name="awake", daemon=True).start()


def _date_of(loaded: Loaded) -> float | None:
    """Of the newest file of the content, as it was when it was read."""
    return max((changed / 1e9 for changed in loaded.changed.values()), default=None)
