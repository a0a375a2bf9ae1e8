"""A month of one exhibit, in the process whose clock leaps (`warp.py`): begun by `python -m tests.soak --days 30`.

The program is the real one, joined by `kiosk.show` and left as it is: window, stage, deck file, backstage with its
settings, hours, counts and staff. Days follow each other as in a hall: dark nights, Mondays and holidays, an hour of
cycling with visitors now and then, a curator who saves and errs, staff, a plug that somebody trips over. Whenever an
hour has gone, and the cover stands and nobody is there, everything that may grow is counted: the same state each time.
"""

from __future__ import annotations

import dataclasses
import datetime
import gc
import json
import logging
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QTimer
from PySide6.QtTest import QTest

from kiosk.show import Show
from kiosk.staff.reception import Reception
from kiosk.visit import Mode
from tests.soak.census import take
from tests.soak.growth import COUNTED, Census
from tests.soak.people import Doing, Hands, Staff, Visitor
from tests.soak.screens import DESK, HALL, Screens
from tests.soak.warp import Warp

SATURDAY = 5
OPEN_H = 10
"""O'clock."""
BUSY = {"reader", "keeper", "pin", "foreseer", "proven", "strikes", "delivery", "power"}
"""Threads that are at something as long as they live, and that the program waits for."""
PATIENCE_S = 30.0
"""Real seconds for what another thread or process does."""
NIGHT_MS, CYCLE_MS, HAND_MS = 60_000.0, 100.0, 16.0
"""The shortest leap while it is closed, while it cycles, while somebody is there: frames lie so far apart."""
HAND_S = 0.1
"""Somebody who does the next thing that soon moves a finger."""
ROUND_MIN = 8
"""Minutes that the cover may need to come round."""
PAUSES = (0.01, 0.05, 0.1, 0.2, 0.5)
"""Parts of the time between two counts that pass between two events."""


def _now() -> datetime.datetime:
    """As the hall's clock shows it."""
    return datetime.datetime.now()  # noqa: DTZ005


@dataclass(frozen=True)
class Plan:
    """What is asked for.

    Attributes:
        days: how many. rounds: from one count to the next, on a day. minutes: of each. seed: of all that happens.
        deck: the YAML file. other: the folder of the deck that is shown on Saturdays.
    """

    days: int
    rounds: int
    minutes: int
    seed: int
    deck: Path
    other: Path


class Diary:
    """What is seen, written down at once: what was kept here would be growth itself."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", buffering=1)
        self.done: dict[str, int] = {}

    def write(self, kind: str, what: object) -> None:
        """A line."""
        self._file.write(json.dumps({kind: what}) + "\n")

    def note(self, what: str) -> None:
        """Somebody did that once more."""
        self.done[what] = self.done.get(what, 0) + 1


class Ears(logging.Handler):
    """Hears what the program's log hears, from warnings on: its own words, Python's, Qt's."""

    def __init__(self, diary: Diary) -> None:
        super().__init__(logging.WARNING)
        self._diary = diary
        self.expected = ""

    def emit(self, record: logging.LogRecord) -> None:
        """One record."""
        text = self.format(record)
        if not (self.expected and self.expected in text):
            self._diary.write("said", f"{record.levelname} {record.name}: {text}")


class Month:
    """Lives it, beside the program and on its thread."""

    def __init__(self, show: Show, plan: Plan, warp: Warp, diary: Diary, ears: Ears) -> None:
        self._show, self._plan, self._warp, self._diary, self._ears = show, plan, warp, diary, ears
        self._chance = random.Random(plan.seed)
        self._window, self._screens = show._window, Screens()
        self._hands = Hands(self._window, QTest.createTouchDevice(), self._chance)
        self._visitor = Visitor(self._hands)
        self._staff = Staff(self._hands, self._reception)
        self._text = plan.deck.read_text("utf-8")
        self._changed = self._told = self._begun = False
        self._last: Census | None = None
        self._patient = self._open = False
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._hold)
        self._story = self._days()
        self._next = QTimer()
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        self._next.start(0)

    def _reception(self) -> Reception | None:
        return self._show._backstage._reception if self._show._backstage is not None else None

    def _closed(self) -> bool:
        backstage = self._show._backstage
        return backstage is not None and backstage._closing is not None and backstage._closing.closed

    # Time.

    def _hold(self) -> None:
        """Whoever waits for a thread waits in real time."""
        stage = self._window._stage
        busy = self._patient or (stage is not None and stage.pictures.busy)
        self._warp.hold(busy or any(one.name in BUSY for one in threading.enumerate()))

    def _go_on(self) -> None:
        try:
            wait = next(self._story)
        except StopIteration:
            self._show._leave(0)
        except BaseException:
            self._show._leave(1)
            raise
        else:
            if self._open:
                self._warp.set_least(HAND_MS if wait <= HAND_S else CYCLE_MS)
            self._next.start(max(0, round(wait * 1000)))

    def _wait(self, so: Callable[[], bool]) -> Doing:
        """In real time, until something is so that another thread or process brings about."""
        self._patient, end = True, time.clock_gettime(time.CLOCK_MONOTONIC_RAW) + PATIENCE_S
        while not so():
            if time.clock_gettime(time.CLOCK_MONOTONIC_RAW) > end:
                where = so.__code__
                line = f"{Path(where.co_filename).name}:{where.co_firstlineno}"
                self._diary.write("said", f"what {line} waits for never came")
                break
            yield 0.02
        self._patient = False

    def _until(self, moment: datetime.datetime) -> Doing:
        while (left := (moment - _now()).total_seconds()) > 0:
            yield min(left, 3600.0)

    # Days.

    def _days(self) -> Doing:
        yield from self._wait(lambda: self._reception() is not None)
        today = _now().replace(hour=0, minute=0, second=0, microsecond=0)
        for number in range(self._plan.days):
            yield from self._day(today + datetime.timedelta(days=number))
            self._tell_of(number + 1)

    def _day(self, midnight: datetime.datetime) -> Doing:
        opens = midnight + datetime.timedelta(hours=OPEN_H)
        length = datetime.timedelta(minutes=self._plan.minutes)
        self._warp.set_least(NIGHT_MS)
        yield from self._until(opens - datetime.timedelta(hours=2))
        yield from self._wipe()
        yield from self._until(opens + datetime.timedelta(seconds=90))
        if not self._closed():
            self._open = True
            for number in range(1, self._plan.rounds + 1):
                yield from self._round(opens + number * length, other_deck=midnight.weekday() == SATURDAY)
            self._open = False
            self._warp.set_least(NIGHT_MS)
        yield from self._until(midnight + datetime.timedelta(days=1, seconds=-1))

    def _wipe(self) -> Doing:
        """A cleaner, on the dark screen."""
        self._diary.note("wipes")
        for _ in range(4):
            yield from self._hands.drag((self._hands.somewhere(), self._hands.somewhere()), steps=8)
            yield 1.0

    def _round(self, end: datetime.datetime, *, other_deck: bool) -> Doing:
        """An hour or so: somebody now and then, and then the count."""
        if not self._begun and not other_deck:
            self._begun = True
            yield from self._everything()
        end -= datetime.timedelta(minutes=min(ROUND_MIN, self._plan.minutes / 2))
        while _now() < end:
            yield from self._something(other_deck)
            self._hands.lift()
            yield self._chance.choice(PAUSES) * self._plan.minutes * 60
        if not other_deck:
            yield from self._tidy()
            yield from self._count()

    def _everything(self) -> Doing:
        """Each thing once, so that what is made the first time is there before anything is counted."""
        yield from self._visitor.everything()
        self._hands.lift()
        yield from self._edit(every=True)
        yield from self._trip()
        yield 120.0  # until nobody is there
        yield from self._staff.look_in(self._wait, everywhere=True)

    def _something(self, other_deck: bool) -> Doing:
        what = self._chance.random()
        if what < 0.6:
            self._diary.note("visits")
            yield from self._visitor.visit()
        elif what < 0.75:
            if not other_deck:
                yield from self._edit()
        elif what < 0.88:
            yield from self._trip()
        else:
            self._diary.note("staff")
            yield from self._staff.look_in(self._wait)

    # The curator.

    def _edit(self, *, every: bool = False) -> Doing:
        """Saves, the way an editor does: a colour, a mistake, another figure, a file that is gone for a moment."""
        text = self._text
        texts = (
            text.replace("\ntheme: paper", "\ntheme: night"),
            text.replace("headline:", "headlin:", 1),
            text.replace("1590", "1591"),
            text.replace("\ntransition: push", "\ntransition: fade"),
            text[: len(text) // 2],
            "",
        )
        for changed in texts if every else self._chance.sample(texts, 2):
            yield from self._save(changed)
            yield self._chance.choice((2.0, 30.0, 120.0))
        yield from self._save(text)

    def _save(self, text: str) -> Doing:
        self._diary.note("saves")
        deck, live, seen = self._plan.deck, self._show._live, []
        self._changed = text != self._text
        live._read.connect(seen.append)
        if not text:
            deck.unlink()
        elif self._chance.random() < 0.5:
            deck.write_text(text, "utf-8")
        else:
            aside = deck.with_suffix(".tmp")
            aside.write_text(text, "utf-8")
            aside.replace(deck)
        yield from self._wait(lambda: bool(seen))
        live._read.disconnect(seen.append)

    # The screen.

    def _trip(self) -> Doing:
        """Somebody trips over the cable, or turns the screen."""
        self._diary.note("screens")
        self._screens.plug(self._chance.choice((
            [DESK],
            [DESK, ("hall", HALL[2], HALL[1])],
            [DESK, ("hall", 600, 480)],
        )))  # fmt: skip
        yield self._chance.choice((0.5, 5.0, 60.0))
        if self._chance.random() < 0.5:
            yield from self._visitor.visit()
            self._hands.lift()
        self._screens.plug([DESK, HALL])
        yield 3.0

    # Counting.

    def _tidy(self) -> Doing:
        """Everybody is gone, and all is as it was."""
        if self._changed:
            yield from self._save(self._text)
        reception = self._reception()
        for _ in range(400):
            if self._quiet() and not (reception and reception.pages):
                return
            yield 1.0
        self._diary.write("said", "the cover never stood still")

    def _quiet(self) -> bool:
        state = self._window.stage.state
        return state.mode is Mode.ATTRACT and state.slide == 0 and self._window.flight is None

    def _count(self) -> Doing:
        yield 2.0  # the neighbours are built by then
        if not self._quiet():
            yield from self._tidy()
            yield 2.0
        self._collect_turns()
        self._last = take(self._window, time.time())
        self._diary.write("census", dataclasses.asdict(self._last))
        gc.collect()
        self._warp.pardon()

    def _collect_turns(self) -> None:
        self._diary.write("longest", self._warp.longest()[0])
        for turn in self._warp.long_turns():
            self._diary.write("long", dataclasses.asdict(turn))

    def _tell_of(self, day: int) -> None:
        self._collect_turns()
        last, self._last = self._last, None
        if last is None:
            return
        if not self._told:
            self._told = True
            print("day    MB   " + "  ".join(f"{name:>9}" for name in COUNTED), flush=True)
        figures = "  ".join(f"{last.counts[name]:>9}" for name in COUNTED)
        print(f"{day:>3} {last.memory:6.1f}  {figures}", file=sys.stdout, flush=True)
