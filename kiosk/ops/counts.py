"""Counting: from the UI thread a thing to add, which costs it nothing, to a file that a thread of its own writes.

Nothing of it is needed. Where the disk is full, read-only, slow or gone, or the file broken, the exhibit goes on and
counting waits, having said so once: what came meanwhile is held as sums, which stay few, and written when it can be.
"""

from __future__ import annotations

import contextlib
import datetime
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.ops import ledger
from kiosk.ops.ledger import Hour, Ledger, Unusable
from kiosk.ops.moment import Moment, moment
from kiosk.telling import note, tell
from kiosk.visit.tally import PROBLEMS, Count, What

NAME: Final = "counts.db"
EVERY: Final = 15.0
"""Seconds between two writings, while there is something to write: what a power cut may cost."""
RETRY: Final = 60.0
"""Seconds until a disk is tried again; twice as many each time, up to an hour."""
MOST_WAITING: Final = 2000
"""Things on their way to the thread."""
MOST_SUMS: Final = 20_000
"""Sums held while nothing can be written: some 400 hours of a large exhibit."""
LONGEST: Final = 80
"""Characters of a slide's id or a language's code."""


@dataclass(frozen=True, slots=True)
class Today:
    """What the panel shows.

    Attributes:
        visits: that began. seconds: how long those that ended lasted, in the mean; None while there is none.
        dated: whether it is today's; else it is since the machine was switched on, its clock not being trusted.
    """

    visits: int = 0
    seconds: float | None = None
    dated: bool = True


class Counts:
    """Adds up. Its thread begins with the first thing to add."""

    def __init__(
        self,
        path: Path,
        trusted: Callable[[], bool],
        *,
        now: Callable[[], Moment] = moment,
        every: float = EVERY,
        retry: float = RETRY,
    ) -> None:
        """Nothing is opened yet.

        Args:
            path: of the file. trusted: whether the machine's clock is, at this moment; asked on either thread.
            now: what time it is. every, retry: as the constants say.
        """
        self._path, self._trusted, self._now, self._every, self._retry = path, trusted, now, every, retry
        self._queue: queue.Queue[tuple[Hour, Count] | str] = queue.Queue(MOST_WAITING)
        self._sums: dict[tuple[Hour, str, str], tuple[int, float]] = {}
        self._ledger: Ledger | None = None
        self._thread: threading.Thread | None = None
        self._tries, self._told, self._tidied = 0, False, -1
        self._today = (Hour(-1), Today())

    # For the UI thread.

    def add(self, counts: Iterable[Count]) -> None:
        """Add these, some time soon; when more comes than can be taken, they are let go."""
        hour = self._hour()
        for count in counts:
            self._begin()
            try:
                self._queue.put_nowait((hour, count))
            except queue.Full:
                return

    def problem(self, which: str) -> None:
        """Something went wrong: one of `kiosk.visit.tally.PROBLEMS`."""
        if which in PROBLEMS:
            self.add([Count(What.PROBLEM, which)])

    def today(self) -> Today:
        """Today's visits, as of when it was last asked; ask every second or so. Nothing is waited for."""
        self._begin()
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait("look")
        first, today = self._today
        return today if first == self._first() else Today(dated=self._trusted())

    def _first(self) -> Hour:
        """The hour in which what is called today began."""
        now = self._now()
        return Hour(_midnight(now.wall)) if self._trusted() else Hour(0, now.boot)

    def close(self, patience: float = 1.0) -> None:
        """Write what there is, and end; a disk that takes longer than that is left to itself."""
        thread = self._thread
        if thread is None or not thread.is_alive():
            return
        try:
            self._queue.put("end", timeout=patience)
        except queue.Full:
            return
        thread.join(patience)

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="counts", daemon=True)
            self._thread.start()

    def _hour(self) -> Hour:
        now = self._now()
        return Hour(int(now.wall // 3600)) if self._trusted() else Hour(int(now.up // 3600), now.boot)

    # On the thread.

    def _work(self) -> None:
        self._write()  # opens it, for the panel
        due: float | None = None
        while True:
            if due is None and self._sums:
                due = time.monotonic() + self._wait()
            left = None if due is None else due - time.monotonic()
            if left is not None and left <= 0:  # however much still comes
                due = None
                self._write()
                continue
            try:
                thing = self._queue.get(timeout=left)
            except queue.Empty:
                continue
            if thing == "end":
                self._write()
                break
            if isinstance(thing, str):
                self._look(quick=True)
            else:
                self._take(*thing)
        if self._ledger is not None:
            self._ledger.close()

    def _wait(self) -> float:
        return self._every if not self._tries else min(self._retry * 2 ** (self._tries - 1), 60 * self._retry)

    def _take(self, hour: Hour, count: Count) -> None:
        key = (hour, count.what.value, count.which[:LONGEST])
        times, seconds = self._sums.get(key, (0, 0.0))
        if key in self._sums or len(self._sums) < MOST_SUMS:
            self._sums[key] = (times + count.times, seconds + count.seconds)

    def _write(self) -> None:
        """Have all sums in the file, or keep them for the next time."""
        try:
            self._write_once()
        except (sqlite3.Error, OSError, Unusable) as error:
            self._close_file()
            if ledger.is_broken(error) and self._set_aside(error):
                return
            self._tries = min(self._tries + 1, 7)
            if not self._told:
                self._told = True
                tell(f"visits can't be counted just now, and it will be tried again: {_line(error)} ({self._path})")
        self._look()

    def _write_once(self) -> None:
        if self._ledger is None:
            self._ledger = Ledger(self._path)
        book, hour = self._ledger, self._hour()
        if not hour.boot:
            now = self._now()
            self._date_sums(now)
            book.date(now.boot, now.wall - now.up)
        if self._sums:
            book.add(self._sums)
            self._sums.clear()
        if hour.number // 24 != self._tidied:
            book.prune(hour)
            self._tidied = hour.number // 24
        if self._tries:
            note("visits are counted again")
        self._tries, self._told = 0, False

    def _date_sums(self, now: Moment) -> None:
        """Of those of this start whose clock is trusted by now."""
        for key in [one for one in self._sums if one[0].boot == now.boot]:
            times, seconds = self._sums.pop(key)
            hour = Hour(int((now.wall - now.up + (key[0].number + 0.5) * 3600) // 3600))
            before = self._sums.get((hour, *key[1:]), (0, 0.0))
            self._sums[(hour, *key[1:])] = (before[0] + times, before[1] + seconds)

    def _set_aside(self, error: Exception) -> bool:
        """A broken file makes place for a new one; whether it did."""
        try:
            ledger.move_aside(self._path)
        except OSError:
            return False
        tell(f"the file of counts was broken ({_line(error)}); it was put aside, and a new one begun: {self._path}")
        try:
            self._write_once()
        except (sqlite3.Error, OSError, Unusable):
            self._close_file()
            self._tries = 1
        self._look()
        return True

    def _close_file(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    _read: tuple[int, int, float] = (0, 0, 0.0)

    def _look(self, *, quick: bool = False) -> None:
        """Have today's figures ready; `quick`: what the file has of them is known."""
        first = self._first()
        if not quick or first != self._today[0]:
            rows = []
            try:
                rows = self._ledger.since(first) if self._ledger is not None else []
            except sqlite3.Error:
                return
            self._read = _added_up((row.what, row.times, row.seconds) for row in rows)
        held = _added_up(
            (what, *sums)
            for (hour, what, _), sums in self._sums.items()
            if hour.boot == first.boot and hour.number >= first.number
        )
        visits, ended, seconds = (one + other for one, other in zip(self._read, held, strict=True))
        self._today = (first, Today(int(visits), seconds / ended if ended else None, not first.boot))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def _midnight(wall: float) -> int:
    """The hour of UTC in which this machine's day began."""
    local = datetime.datetime.fromtimestamp(wall).astimezone()
    return int(local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp() // 3600)


def _added_up(sums: Iterable[tuple[str, int, float]]) -> tuple[int, int, float]:
    visits, ended, seconds = 0, 0, 0.0
    for what, times, long in sums:
        if what == What.VISIT.value:
            visits += times
        elif what == What.LENGTH.value:
            ended, seconds = ended + times, seconds + long
    return visits, ended, seconds
