"""Who gets in: the corner was held, the PIN is asked for, the panel opens, and after a minute everything is locked."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from kiosk.staff import pin, reset
from kiosk.staff.board import Board
from kiosk.staff.desk import Desk
from kiosk.staff.helping import leaves
from kiosk.staff.notice import Choice, Notice
from kiosk.staff.pad import PinPad
from kiosk.staff.panel import Panel
from kiosk.staff.sheets import BrightnessSheet, ClockSheet, HelpSheet, ProblemSheet
from kiosk.staff.touch_test import TouchTest
from kiosk.staff.words import say

if TYPE_CHECKING:
    from kiosk.ops.at_hand import AtHand
    from kiosk.ops.settings import Found
    from kiosk.stage.window import Window

Page = TypeVar("Page", bound=Board)

CALL_AGAIN_MS = 500
"""While nobody knows yet whether there is a PIN, since the disk hasn't said so."""
LOCK_S = 60.0
"""Seconds without a touch until everything is locked."""


class Reception(QObject):
    """Opens and closes the staff's pages over a window."""

    unlocked = Signal()
    """Somebody who knows the PIN is there."""
    locked = Signal()
    """They are gone, or were too long still."""

    opened = Signal(bool)
    """Whether pages of the staff's stand on the screen."""

    _checked = Signal(str, bool)
    _made = Signal(str)
    _saved = Signal(str, str)
    _pin_kept = Signal(object)
    _key_there = Signal(bool)

    def __init__(self, window: Window, desk: Desk, settings: AtHand, *, language: Callable[[], str],
                 sticks: Callable[[], list[Path]], now: Callable[[], float] = time.monotonic) -> None:  # fmt: skip
        """Nothing is open yet; the first PIN may be set for ten minutes from now.

        Args:
            window: what the pages cover. desk: the exhibit. settings: of the machine, the PIN among them.
            language: the deck's, for staff. sticks: folders of the USB sticks that are plugged in.
            now: a monotonic clock in seconds.
        """
        super().__init__(window)
        self._window, self._desk, self._settings = window, desk, settings
        self._language, self._sticks, self._now = language, sticks, now
        self._began = now()
        self._tries = pin.Tries()
        self._pages: list[Board] = []
        self._used = now()
        self._entered, self._first, self._key = "", "", ""
        self._wanted: Callable[[], None] = self._open_panel
        self._called: Callable[[], None] | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CALL_AGAIN_MS)
        self._again.timeout.connect(lambda: self.call(self._called))
        self._inside = False
        self._watch = QTimer(self)
        self._watch.setInterval(500)
        self._watch.timeout.connect(self._look)
        self._checked.connect(self._judged)
        self._made.connect(self._keep)
        self._saved.connect(self._told_saved)
        self._pin_kept.connect(self._told_kept)
        self._key_there.connect(self._told_key)

    @property
    def pages(self) -> list[Board]:
        """The pages that are open, the topmost last."""
        return list(self._pages)

    @property
    def inside(self) -> bool:
        """Whether somebody who knows the PIN is in."""
        return self._inside

    # The door.

    def call(self, wanted: Callable[[], None] | None = None) -> None:
        """Somebody wants in: for the panel, or for what is handed over (an update that came on a stick)."""
        if self._inside and wanted is not None:
            wanted()
            return
        if self._pages:
            return
        self._wanted = wanted or self._open_panel
        found = self._settings.look()
        if found is None:  # not "no PIN": nobody knows yet
            self._called = wanted
            self._again.start()
        elif _kept(found) is not None:
            self._ask()
        elif self._now() - self._began < pin.OPEN_FOR:
            self._choose()
        else:
            done = Choice(self._say("leave"), self.lock, main=True)
            self._open(Notice(self._language(), self._say("late"), self._say("late_how"), (done,), self._window))

    def call_panel(self) -> None:
        """Somebody held the corner."""
        self.call()

    def _ask(self) -> None:
        pad = PinPad(self._language(), self._say("enter"), self._window, may_forget=True)
        pad.entered.connect(self._check)
        pad.forgotten.connect(self._forgotten)
        self._open(pad)
        self._make_wait()

    def _make_wait(self) -> None:
        """Say how long to wait, where there were too many wrong ones."""
        pad, wait = self._top(PinPad), self._tries.wait(self._now())
        if pad is not None and wait > 0:
            pad.wait(self._say("wait", seconds=math.ceil(wait)))
        elif pad is not None and pad.waiting and not self._entered:
            pad.refuse("")

    def _check(self, digits: str) -> None:
        pad, kept = self._top(PinPad), _kept(self._settings.look())
        if pad is None or kept is None or self._tries.wait(self._now()) > 0:
            return
        self._entered = digits
        pad.wait(self._say("checking"))
        self._aside(lambda: self._checked.emit(digits, pin.fits(digits, kept)))

    def _judged(self, digits: str, right: bool) -> None:
        if digits != self._entered:
            return  # whoever entered them has left meanwhile
        self._entered = ""
        pad = self._top(PinPad)
        if right:
            self._tries = self._tries.passed()
            self._enter()
        elif pad is not None:
            self._tries = self._tries.failed(self._now())
            pad.refuse(self._say("wrong"))
            self._make_wait()

    def _enter(self) -> None:
        self._close_all()
        self._inside = True
        self._wanted()
        self.unlocked.emit()

    # A first PIN, or a new one.

    def _choose(self) -> None:
        note = self._say("choose_why", least=pin.SHORTEST, most=pin.LONGEST)
        pad = PinPad(self._language(), self._say("choose"), self._window, note=note)
        pad.entered.connect(self._chosen)
        self._first = ""
        self._open(pad)

    def _chosen(self, digits: str) -> None:
        pad = self._top(PinPad)
        if pad is None:
            return
        note = self._say("choose_why", least=pin.SHORTEST, most=pin.LONGEST)
        if not self._first:
            if pin.too_simple(digits):
                pad.refuse(self._say("simple"))
                return
            self._first = digits
            pad.ask(self._say("again"))
        elif digits != self._first:
            self._first = ""
            pad.ask(self._say("choose"), note, self._say("differ"))
        else:
            pad.wait(self._say("checking"))
            self._aside(lambda: self._made.emit(pin.hashed(digits)))

    def _keep(self, kept: str) -> None:
        """The PIN is hashed: keep it, and offer a key for the day it is forgotten."""
        self._first = ""
        self._key, known = reset.make_key()

        def done(error: OSError | None) -> None:
            if isValid(self):
                self._pin_kept.emit(error)

        self._settings.write(done, pin=kept, reset=known)

    def _told_kept(self, error: OSError | None) -> None:
        pad = self._top(PinPad)
        if pad is None or not self._key:
            return  # they are gone
        if error is not None:
            pad.refuse(self._say("not_saved", reason=error.strerror or str(error)))
            return
        self._close_all()
        later = Choice(self._say("later"), self._enter)
        save = Choice(self._say("save"), self._save_key, main=True)
        title, text = self._say("keep_key"), self._say("keep_key_how")
        self._open(Notice(self._language(), title, text, (later, save), self._window))

    def _save_key(self) -> None:
        notice, sticks = self._top(Notice), self._sticks()
        if notice is None:
            return
        if len(sticks) != 1:
            notice.add(self._say("several_sticks" if sticks else "no_stick"))
            return
        key, folder = self._key, sticks[0]
        notice.add(self._say("saving"))

        def save() -> None:
            try:
                self._saved.emit(str(reset.save(key, folder)), "")
            except OSError as error:
                self._saved.emit("", error.strerror or str(error))

        self._aside(save)

    def _told_saved(self, path: str, trouble: str) -> None:
        """A slow stick has answered."""
        notice = self._top(Notice)
        if notice is None or not self._key:
            return
        if trouble:
            notice.add(self._say("not_written", reason=trouble))
            return
        self._key = ""
        self._close_all()
        on = Choice(self._say("on"), self._enter, main=True)
        self._open(Notice(self._language(), self._say("saved", place=path), "", (on,), self._window))

    def _forgotten(self) -> None:
        choices = (Choice(self._say("back"), self._close_top), Choice(self._say("reset"), self._reset, main=True))
        title, text = self._say("forgotten"), self._say("forgotten_how")
        self._open(Notice(self._language(), title, text, choices, self._window))

    def _reset(self) -> None:
        found, sticks = self._settings.look(), self._sticks()
        known = found.settings.reset if found is not None else None
        self._aside(lambda: self._key_there.emit(reset.is_there(known, sticks)))

    def _told_key(self, there: bool) -> None:
        """The sticks have answered."""
        notice = self._top(Notice)
        if there and notice is not None:
            self._close_all()
            self._choose()
        elif notice is not None:
            notice.add(self._say("no_key"))

    # Inside.

    def _open_panel(self) -> None:
        panel = Panel(self._language(), self._desk, self.seconds_left, self._window)
        panel.asked.connect(self._go)
        self._open(panel)

    def _go(self, name: str) -> None:
        language, window, desk = self._language(), self._window, self._desk
        pages: dict[str, Callable[[], Board]] = {
            "problems": lambda: ProblemSheet(language, desk.view().problems, window),
            "brightness": lambda: BrightnessSheet(language, desk, window),
            "clock": lambda: ClockSheet(language, desk, window),
            "touch": lambda: TouchTest(language, window),
            "help": lambda: HelpSheet(language, leaves(language), window),
            "undo": lambda: self._sure("undo", desk.undo),
            "restart": lambda: self._sure("restart", desk.restart),
            "shut_down": lambda: self._sure("shut_down", desk.shut_down),
            "desktop": lambda: self._sure("desktop", desk.leave),
        }
        self._open(pages[name]())

    def _sure(self, name: str, act: Callable[[], str | None]) -> Notice:
        """Ask before what can't be taken back at once."""

        def do() -> None:
            trouble = act()
            if trouble:
                notice.add(trouble)
            elif isValid(notice):
                self._close_top()

        choices = (Choice(self._say("cancel"), self._close_top), Choice(self._say(name), do, risky=True))
        notice = Notice(self._language(), self._say(f"sure_{name}"), "", choices, self._window)
        return notice

    # Pages.

    def show(self, page: Board) -> None:
        """Open a page of somebody else's, over those that stand."""
        self._open(page)

    def _open(self, page: Board) -> None:
        page.used.connect(self._touched)
        page.closed.connect(self._close_top)
        self._pages.append(page)
        self._window.covered_by(page)
        self.opened.emit(True)
        self._touched()
        self._watch.start()
        page.open()

    def _top(self, kind: type[Page]) -> Page | None:
        top = self._pages[-1] if self._pages else None
        return top if isinstance(top, kind) else None

    def _close_top(self) -> None:
        if not self._pages:
            return
        page = self._pages.pop()
        page.hide()
        page.deleteLater()
        if self._pages:
            self._pages[-1].open()
        else:
            self.lock()

    def _close_all(self) -> None:
        for page in self._pages:
            page.hide()
            page.deleteLater()
        self._pages = []

    def lock(self) -> None:
        """Close everything: the exhibit is the visitors' again."""
        self._close_all()
        self._watch.stop()
        self._entered = self._first = self._key = ""
        was, self._inside = self._inside, False
        self._window.setFocus()
        self.opened.emit(False)
        if was:
            self.locked.emit()

    def tell(self, trouble: str) -> None:
        """Something that was asked for didn't work."""
        notice, panel = self._top(Notice), self._top(Panel)
        if notice is not None:
            notice.add(trouble)
        elif panel is not None:
            panel.tell(trouble)

    def seconds_left(self) -> int:
        """Until it locks by itself."""
        return max(0, round(LOCK_S - (self._now() - self._used)))

    def _touched(self) -> None:
        self._used = self._now()

    def _look(self) -> None:
        if self._now() - self._used >= LOCK_S:
            self.lock()
        elif self._pages:
            self._make_wait()

    def _aside(self, work: Callable[[], None]) -> None:
        """Do what takes long on a thread of its own."""

        def run() -> None:
            if isValid(self):
                work()

        threading.Thread(target=run, name="pin", daemon=True).start()

    def _say(self, name: str, /, **values: object) -> str:
        return say(name, self._language(), **values)


def _kept(found: Found | None) -> str | None:
    """The PIN that is kept, if there is one that can be read."""
    kept = found.settings.pin if found is not None else None
    return kept if kept and pin.readable(kept) else None
