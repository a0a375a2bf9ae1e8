"""The desk of the staff panel: what it tells of the running exhibit, and how what is done there is done."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QInputDevice, QPixmap, QPointingDevice
from shiboken6 import isValid

from kiosk.aside import DISK_S, Asked
from kiosk.content import tongues
from kiosk.content.problems import Problem
from kiosk.look.phrases import language_name
from kiosk.ops.at_hand import AT_ONCE_S, AtHand
from kiosk.ops.backlight import Backlight
from kiosk.ops.clock import Trust
from kiosk.ops.counts import Today
from kiosk.ops.guard.life import ANEW
from kiosk.ops.settings import Found, Settings
from kiosk.staff.desk import View
from kiosk.staff.health import Facts, Shown, judge
from kiosk.staff.words import moment, say
from kiosk.visit import GoTo, Hold
from kiosk.visit.hours import Hours

if TYPE_CHECKING:
    from kiosk.stage.exhibit import Exhibit
    from kiosk.stage.stage import Stage
    from kiosk.stage.window import Window

LEAVE = 0
"""Exit code: staff ended the exhibit."""
PICTURE_AFTER_S = 0.5
"""A picture of the slide is as old at most."""


@dataclass
class Ties:
    """What the office has to be told by others, and what others do for it.

    Attributes:
        today: its visits, or None where they aren't counted.
        trust: whether the clock counts.
        version: the number of the installed pack, or None. may_undo: whether there is an update to take back.
        undo: take it back.
        reload: read the deck again. quit: end the program with a code.
        restarts: in the last hour. safe_mode: whether the program runs with less than it could.
        clock: local time.
    """

    today: Callable[[], Today | None] = lambda: None
    trust: Callable[[], Trust] = lambda: Trust(trusted=False, reason="alone")
    version: Callable[[], int | None] = lambda: None
    may_undo: Callable[[], bool] = lambda: False
    undo: Callable[[], str] = lambda: ""
    reload: Callable[[], None] = lambda: None
    quit: Callable[[int], None] = lambda _: None
    restarts: Callable[[], int] = lambda: 0
    safe_mode: bool = False
    clock: Callable[[], datetime] = datetime.now


class Office(QObject):
    """One exhibit's desk."""

    settled = Signal()
    """A setting changed, or they are known at last: whoever follows them reads them again."""
    trouble = Signal(str)
    """Something that was asked for didn't work, said for staff."""

    _came = Signal()
    _written = Signal(object)

    def __init__(self, window: Window, settings: Path, data: Path, ties: Ties, light: Backlight | None = None,
                 kept: Path | None = None, asked: Asked[Found] | None = None) -> None:  # fmt: skip
        """Begin with what is kept; a disk that doesn't say so in time does it later, as if staff had set it then.

        Until then `known` is false, and what is `found` are the defaults. `at_hand` is the file, for whoever asks it
        or changes it as well: nobody else may write to it meanwhile.

        Args:
            window: the exhibit's, before it is opened. settings: the file of settings. data: a folder on the disk
                whose room counts. ties: to everybody else. light: the screen's own. kept: see `read_settings`.
            asked: whoever is reading the settings already.
        """
        super().__init__(window)
        self._window, self._path, self._data, self._ties = window, settings, data, ties
        self._light = light if light is not None else Backlight()
        self._began = time.monotonic()
        self._problems: tuple[Problem, ...] = ()
        self._deck: Path | None = None
        self._shown = Shown.DECK
        self._failing: Exhibit | None = None
        self._picture: tuple[float, int, QPixmap] | None = None
        self._disk = Asked(lambda: _look(data, None), "office")
        self._seen: tuple[int | None, float | None] = (None, None)
        self._came.connect(lambda: self._settle() if self.saved else None)  # else what staff set since counts
        self._written.connect(self._wrote)
        self.at_hand = AtHand(settings, kept, asked, self._told(self._came.emit))
        self.at_hand.look(DISK_S if asked is None else 0)
        self.known = self.at_hand.known is not None
        self.found = self.at_hand.known or Found(Settings())
        self._shine()

    # What it is told.

    def tell(self, deck: Path, problems: tuple[Problem, ...], shown: Shown) -> None:
        """What came of the deck's file, and which state of it is shown, if anything is."""
        self._deck, self._problems, self._shown = deck, problems, shown
        self._ask_disk()

    def failed(self, _slide: str, _why: str = "") -> None:
        """A slide failed: one that has no other beside it can't be left out."""
        self._failing = self._stage.exhibit

    @property
    def hours(self) -> Hours:
        """The opening hours."""
        return self.found.settings.opening

    @property
    def language(self) -> str:
        """Of the deck, for staff."""
        return self._stage.exhibit.languages[0]

    @property
    def _stage(self) -> Stage:
        return self._window.stage

    # The desk.

    def view(self) -> View:
        """The exhibit at this moment."""
        self._ask_disk()
        stage, settings = self._stage, self.found.settings
        exhibit, state, language = stage.exhibit, stage.state, self.language
        today, number, trust = self._ties.today(), self._ties.version(), self._ties.trust()
        names = "、" if tongues.is_chinese(language) else ", "
        return View(
            health=judge(self._facts(trust)),
            title=exhibit.deck.title.get(language),
            version=say("version", language, number=number) if number is not None else "",
            changed=self._changed(language),
            slides=len(exhibit.slides),
            languages=names.join(language_name(code) for code in exhibit.languages),
            page=state.slide + 1,
            visits=today.visits if today is not None and settings.counts else None,
            mean=(today.seconds or 0.0) if today is not None else 0.0,
            dated=today is None or today.dated,
            machine=self._machine(language, trust),
            held=state.held,
            language=language_name(exhibit.languages[0]),
            languages_count=len(exhibit.languages),
            text_size=settings.text_size,
            brightness=settings.brightness,
            dims=not self._light.there,
            problems=self._problems,
            may_undo=self._ties.may_undo(),
            hours=self._hours(language, trust),
            clock_trusted=trust.trusted,
        )

    def _facts(self, trust: Trust) -> Facts:
        settings, exhibit = self.found.settings, self._stage.exhibit
        depends = bool(settings.hours or settings.closed or settings.schedule)
        return Facts(
            shown=Shown.QUIET if exhibit.quiet else self._shown,
            errors=sum(one.is_error for one in self._problems),
            warnings=sum(not one.is_error for one in self._problems),
            left_out=len(exhibit.left_out) + (self._failing is exhibit),
            settings_errors=len(self.found.problems),
            restarts=self._ties.restarts(),
            safe_mode=self._ties.safe_mode,
            free=self._free(),
            held=self._stage.state.held,
            clock_trusted=trust.trusted if depends else None,
        )

    def picture(self, width: int) -> QPixmap | None:
        """The slide that stands."""
        slide, now = self._stage.state.slide, time.monotonic()
        kept = self._picture
        if kept is None or kept[1] != slide or now - kept[0] > PICTURE_AFTER_S:
            made = self._stage.thumbnails.picture(slide, width / self._stage.frame.scale)
            if made is None:
                return None
            kept = self._picture = (now, slide, made)
        return kept[2]

    def hold(self, on: bool) -> None:
        """Hold the cycle."""
        self._stage.do(Hold(on))

    def turn(self, direction: int) -> None:
        """A slide on or back, in the circle."""
        stage = self._stage
        count = len(stage.exhibit.slides)
        index = (stage.state.slide + direction) % count
        stage.do(GoTo(index))
        self._picture = None

    def next_language(self) -> str:
        """Another home for new visitors."""
        languages = self._stage.exhibit.languages
        return self._set(language=languages[1 % len(languages)])

    def next_text_size(self) -> str:
        """Another size for new visitors."""
        return self._set(text_size=(self.found.settings.text_size + 1) % 3)

    def set_brightness(self, percent: int) -> str:
        """At once, and for the next start."""
        trouble = self._set(brightness=percent)
        self._shine(percent)
        return trouble

    def trust_clock(self, right: bool) -> str:
        """Staff say so."""
        return self._set(clock="trusted" if right else "untrusted")

    def reload(self) -> None:
        """Read it again."""
        self._ties.reload()

    def undo(self) -> str:
        """The content before."""
        return self._ties.undo()

    def restart(self) -> None:
        """Anew."""
        self._ties.quit(ANEW)

    def leave(self) -> None:
        """The machine is somebody else's."""
        self._ties.quit(LEAVE)

    def shut_down(self) -> str:
        """Ask the system; what it answers comes later."""
        program = shutil.which("systemctl")
        if program is None:
            return say("cant_shut_down", self.language)

        def ask() -> None:
            try:
                done = subprocess.run(  # noqa: S603 - the system's own program
                    [program, "poweroff"], timeout=20, capture_output=True, check=False
                )
            except (OSError, subprocess.TimeoutExpired):
                self.trouble.emit(say("cant_shut_down", self.language))
            else:
                if done.returncode:
                    self.trouble.emit(say("cant_shut_down", self.language))

        threading.Thread(target=ask, name="power", daemon=True).start()
        return ""

    def _set(self, **changes: object) -> str:
        """At once here, and in the file as soon as its disk takes it; if it doesn't, that is said then."""
        self.at_hand.write(self._told(self._written.emit), **changes)
        self.found = replace(self.found, settings=self.found.settings.model_copy(update=changes))
        self.settled.emit()
        return ""

    @property
    def saved(self) -> bool:
        """Whether all that was set is in the file."""
        return self.at_hand.written

    def _told(self, signal: Callable[..., None]) -> Callable[..., None]:
        """A signal for another thread, as long as there is anybody to hear it."""
        return lambda *said: signal(*said) if isValid(self) else None

    def _wrote(self, error: OSError | None) -> None:
        if error is not None:
            self.trouble.emit(say("not_saved", self.language, reason=error.strerror or str(error)))
        if self.saved:  # else more is on its way there
            self._settle()

    def _settle(self) -> None:
        """The file was read: what it says counts."""
        before, self.found = self.found, self.at_hand.known or self.found
        first, self.known = not self.known, True
        if first or self.found.settings != before.settings:
            self._shine()
            self.settled.emit()

    def _shine(self, percent: int | None = None) -> None:
        percent = self.found.settings.brightness if percent is None else percent
        self._window.shade.set_brightness(100 if self._light.set(percent) else percent)

    # Words.

    def _changed(self, language: str) -> str:
        if self._seen[1] is None:
            return ""
        try:
            when = datetime.fromtimestamp(self._seen[1] or 0)  # noqa: DTZ006 - as the hall's clock shows it
        except (OSError, ValueError, OverflowError):
            return ""
        return say("changed", language, when=moment(language, when))

    def _machine(self, language: str, trust: Trust) -> tuple[str, ...]:
        window = self._window
        screen = window.stands_on()
        size = screen.size() if screen is not None else window.size()
        first = [f"{size.width()}×{size.height()}"]
        diagonal = self.found.settings.diagonal or self._stage.exhibit.deck.diagonal
        if diagonal:
            first.append(say("inches", language, inches=f"{diagonal:g}"))
        kind = QInputDevice.DeviceType.TouchScreen
        touch = [one for one in QInputDevice.devices() if isinstance(one, QPointingDevice) and one.type() == kind]
        points = max((one.maximumPoints() for one in touch), default=0)
        first.append(say("touch_points", language, count=points) if touch else say("no_touch", language))
        up = time.monotonic() - self._began
        second = [say("up", language, time=_span(up, language))]
        free = self._free()
        if free is not None:
            second.append(say("free", language, size=f"{free / 1e9:.0f} GB"))
        if not trust.trusted:
            second.append(say("clock_unsure", language))
        return " · ".join(first), " · ".join(second)

    def _free(self) -> int | None:
        return self._seen[0]

    def _ask_disk(self) -> None:
        """How much room there is, and when the deck was saved: as of the last time a disk said so."""
        if self._disk.answered:
            self._seen = self._disk.answer(0, self._seen)
            data, deck = self._data, self._deck
            self._disk = Asked(lambda: _look(data, deck), "office")
        self._seen = self._disk.answer(AT_ONCE_S, self._seen)

    def _hours(self, language: str, trust: Trust) -> tuple[str, ...]:
        now, settings = self._ties.clock(), self.found.settings
        lines = [say("hours_now", language, now=moment(language, now))]
        if settings.hours or settings.closed:
            lines[0] += " · " + say("open_now" if self.hours.is_open(now) else "closed_now", language)
            lines.append(", ".join(f"{days} {hours}" for days, hours in settings.hours.items()))
        else:
            lines.append(say("always_open", language))
        lines.append(say("clock_trusted" if trust.trusted else "clock_untrusted", language, why=trust.why(language)))
        lines.append(say("hours_how", language, path=self._path))
        return tuple(line for line in lines if line)


def _look(folder: Path, deck: Path | None) -> tuple[int | None, float | None]:
    """The room on a folder's disk (bytes), and when a deck was saved (s since 1970)."""
    free = saved = None
    with contextlib.suppress(OSError):
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        free = shutil.disk_usage(folder).free
    with contextlib.suppress(OSError, ValueError):
        saved = deck.stat().st_mtime if deck is not None else None
    return free, saved


def _span(seconds: float, language: str) -> str:
    """How long it runs: 6 天 3 小时, 6 days 3 hours."""
    minutes = int(seconds // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    chinese = tongues.is_chinese(language)
    names = ("天", "小时", "分钟") if chinese else ("day", "hour", "minute")
    parts = [(days, names[0]), (hours, names[1])] if days else [(hours, names[1]), (minutes, names[2])]
    shown = [(number, name) for number, name in parts if number] or [(minutes, names[2])]
    return " ".join(f"{number} {name}" + ("s" if not chinese and number != 1 else "") for number, name in shown)
