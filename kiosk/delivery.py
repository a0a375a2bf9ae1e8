"""New content for a running exhibit: a pack on a stick or in a watched folder, staff's yes, and the swap."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap
from shiboken6 import isValid

from kiosk.aside import Aside
from kiosk.ops.packs.store import Store, chosen_deck, folder_of
from kiosk.ops.places import Places
from kiosk.ops.settings import Settings
from kiosk.staff.words import say
from kiosk.telling import note, tell

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.ops.packs.disks import Hold
    from kiosk.ops.packs.offer import Offer
    from kiosk.ops.packs.sticks import Sticks
    from kiosk.ops.watch import Watch
    from kiosk.staff.reception import Reception
    from kiosk.stage.window import Window

Glimpse = Callable[["Loaded", int, int], QPixmap | None]
CONFIRM_MS = 60_000
"""A pack that has been on the screen for so long without trouble is one to go back to."""


def mounted_sticks() -> list[Path]:
    """The folders of the sticks that are in."""
    from kiosk.ops.packs.sticks import MOUNT_TABLE, sticks_in

    try:
        return [place.folder for place in sticks_in(MOUNT_TABLE.read_bytes())]
    except OSError:
        return []


class Delivery(QObject):
    """What turns up, and which deck is shown.

    Whatever is asked of a disk is asked on other threads; what comes of it arrives here as signals.
    """

    switched = Signal(object)
    """The path of the deck that is to be shown from now on."""

    _offered = Signal(object)
    _gone = Signal(object)
    _done = Signal(str)
    _stirred = Signal()
    _found = Signal(object, object)

    def __init__(self, window: Window, places: Places, settings: Callable[[], Settings],
                 shown: Callable[[], Loaded | None], language: Callable[[], str],
                 glimpse: Glimpse, chosen: Path,
                 waits: Callable[[], bool] = lambda: False) -> None:  # fmt: skip
        """Nothing is looked for yet.

        Args:
            window: the exhibit's. places: the program's folders. settings: of the machine, now.
            shown: the deck that is on the screen. language: of the deck, for staff.
            glimpse: draws a slide of a deck that isn't shown: the deck, the slide's index, px of width.
            chosen: the file of the deck that is shown at the start.
            waits: whether the schedule has another shown for now, and what is installed comes after that.
        """
        super().__init__(window)
        self._window, self._places, self._settings = window, places, settings
        self._shown, self._language, self._glimpse, self._waits = shown, language, glimpse, waits
        self.store = Store(folder_of(places))
        self._path = chosen
        self._following, self._discarding = Aside("packs"), Aside("discards")
        self._hold: Hold | None = None
        self._held_before: Hold | None = None
        self._reception: Reception | None = None
        self._sticks: Sticks | None = None
        self._watch: Watch | None = None
        self._waiting: list[Offer] = []
        self._number: int | None = None
        self._may_undo = False
        self._offered.connect(self._take)
        self._gone.connect(self._forget)
        self._done.connect(self._tell)
        self._stirred.connect(self.follow)
        self._found.connect(self._follow)
        self._confirm = QTimer(self)
        self._confirm.setSingleShot(True)
        self._confirm.setInterval(CONFIRM_MS)
        self._confirm.timeout.connect(lambda: self._aside(self._confirm_now))

    # What staff are told.

    @property
    def number(self) -> int | None:
        """Of the pack that is shown."""
        return self._number

    @property
    def may_undo(self) -> bool:
        """Whether there is a step back."""
        return self._may_undo

    # Beginning and ending.

    def begin(self, reception: Reception, *, careful: bool) -> None:
        """Look from now on.

        Args:
            reception: lets staff in. careful: whether the program failed again and again: a pack that came in before
                that, and was never confirmed, goes.
        """
        from kiosk.ops.packs.keys import Keys
        from kiosk.ops.packs.offer import judging
        from kiosk.ops.packs.sticks import Sticks
        from kiosk.ops.watch import Watch

        self._reception = reception
        reception.unlocked.connect(self._show_waiting)
        judge = judging(self.store, lambda: Keys(self._settings().pack_keys), self._shown)
        self._sticks = Sticks(judge, self._offered.emit, self._gone.emit)
        self.settle()
        if not careful:
            self._confirm.start()  # one that came while the program didn't run, or a moment before it ended

        def first() -> None:
            self._hold = self.store.hold(self._path)
            if careful:
                with contextlib.suppress(Exception):
                    self.store.distrust()
            self.store.sweep()
            self.store.audit()
            self._watch = Watch([self.store.pointer], self._stirred.emit)
            self._watch.start()
            if isValid(self):
                self._stirred.emit()

        self._aside(first)
        self._sticks.start()

    def settle(self) -> None:
        """The settings are others: another folder may have to be watched."""
        folder = self._settings().watch_folder
        if self._sticks is not None:
            self._sticks.watch(Path(folder) if folder else None)

    def close(self) -> None:
        """Look no more."""
        if self._sticks is not None:
            self._sticks.close(0.5)
        if self._watch is not None:
            self._watch.close()
        for offer in self._waiting:
            self._discard(offer)
        for hold in (self._hold, self._held_before):
            if hold is not None:
                hold.close()

    # Which deck is shown.

    def follow(self) -> None:
        """The store may have chosen another."""
        self._following.do(self._look_up)

    def _look_up(self) -> None:
        installed = self.store.installed()
        self._number = installed.manifest.number if installed is not None else None
        self._may_undo = self.store.can_roll_back()
        path = chosen_deck(self._places)
        hold = self.store.hold(path)
        if isValid(self):
            self._found.emit(path, hold)

    def _follow(self, path: Path, hold: Hold | None) -> None:
        """The disk has said which one it is."""
        if path == self._path:
            before, self._hold = self._hold, hold
            if before is not None:
                before.close()
            return
        note("another pack is shown from the next slide on")
        self._path = path
        if self._held_before is not None:
            self._held_before.close()
        self._held_before, self._hold = self._hold, hold
        self._confirm.start()
        self.switched.emit(path)

    def _confirm_now(self) -> None:
        from kiosk.ops.packs.wording import Refused

        with contextlib.suppress(Refused):
            self.store.confirm()

    def undo(self) -> str:
        """One step back; what goes wrong is said later."""
        self._change(self.store.rollback)
        return ""

    def _change(self, act: Callable[[], object]) -> None:
        from kiosk.ops.packs.wording import Refused

        def work() -> None:
            try:
                act()
            except Refused as refusal:
                tell(f"the content wasn't changed: {refusal}")
                self._done.emit(refusal.sentence(self._language()))
            else:
                self._done.emit("")
                self._stirred.emit()

        self._aside(work)

    # What turns up.

    def _take(self, offer: Offer) -> None:
        """A pack turned up: on a stick somebody stands there; in a folder it waits until staff come by."""
        if offer.installed_already:
            self._discard(offer)
            return
        note(f"a pack turned up: {offer.path.name}, number {offer.number}")
        self._forget(offer.place)
        self._waiting.append(offer)
        reception = self._reception
        folder = self._settings().watch_folder
        if reception is not None and (folder is None or offer.place != Path(folder) or reception.inside):
            reception.call(self._show_waiting)

    def _forget(self, place: Path) -> None:
        """The stick is gone: what was on it, and wasn't taken, is no offer any more."""
        for offer in [one for one in self._waiting if one.place == place]:
            self._waiting.remove(offer)
            self._discard(offer)

    def _discard(self, offer: Offer) -> None:
        """Nobody wants it: its copy, which may be large, goes. What the end leaves, the next start sweeps."""
        self._discarding.do(offer.discard)

    @property
    def waiting(self) -> bool:
        """Whether staff are to be asked about something."""
        return bool(self._waiting)

    def _show_waiting(self) -> None:
        if not self._waiting or self._reception is None:
            return
        from kiosk.staff.offer_page import OfferPage

        offer = self._waiting.pop(0)
        staged = offer.staged
        draw = functools.partial(self._glimpse, staged.loaded) if staged is not None else None
        page = OfferPage(self._language(), offer, self._window, draw)
        page.wanted.connect(lambda: self._install(offer))
        page.unwanted.connect(lambda: self._discard(offer))
        self._reception.show(page)

    def _install(self, offer: Offer) -> None:
        staged = offer.staged
        if staged is not None:
            self._change(lambda: self.store.commit(staged))

    def _tell(self, trouble: str) -> None:
        reception = self._reception
        if reception is None:
            return
        from kiosk.staff.offer_page import OfferPage

        page = reception.pages[-1] if reception.pages else None
        if isinstance(page, OfferPage):
            page.say_done(trouble or say("pack_later" if self._waits() else "pack_done", self._language()))
        elif trouble:
            reception.tell(trouble)

    def _aside(self, work: Callable[[], None]) -> None:
        def run() -> None:
            if isValid(self):
                work()

        threading.Thread(target=run, name="delivery", daemon=True).start()
