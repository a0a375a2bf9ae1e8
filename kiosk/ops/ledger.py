"""The file of counts: sums by the hour in SQLite. It holds no visit, no visitor and no word that anybody typed.

One table: an hour, what, which, how often, how many seconds. An hour is the hours of UTC since 1970 when the clock is
trusted; else hours since the machine was switched on, of a numbered start, so that no count ever bears a wrong date. As
soon as the clock of that same start is trusted its hours get their dates.

It is in WAL mode with `synchronous=FULL`. WAL alone survives a power cut, but may lose what was committed before it;
since a commit here comes every quarter of a minute at most, having each one on the disk costs nothing.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KEPT_DAYS: Final = 400
KEPT_STARTS: Final = 400
"""Starts whose clock was never trusted: a machine is switched on once a day."""
LARGEST: Final = 16 * 1024 * 1024
"""Bytes of the file; the log beside it has a few MB, so that both stay below 20."""
FULL_AT: Final = 0.9
"""The share of that from which on the oldest tenth goes."""
VERSION: Final = 1
PAGE: Final = 4096
MOST_ROWS: Final = 2_000_000
"""That a report reads: a file of that size holds fewer."""

_TABLES = """
CREATE TABLE starts (number INTEGER PRIMARY KEY, boot TEXT NOT NULL UNIQUE);
CREATE TABLE counted (
  start INTEGER NOT NULL, hour INTEGER NOT NULL, what TEXT NOT NULL, which TEXT NOT NULL,
  times INTEGER NOT NULL, seconds REAL NOT NULL,
  PRIMARY KEY (start, hour, what, which)
) WITHOUT ROWID;
"""
_ADD = """
INSERT INTO counted VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET times = times + excluded.times, seconds = seconds + excluded.seconds
"""


class Unusable(Exception):  # noqa: N818 - the file is what it is
    """The file can't be used by this program; it stays as it is."""


@dataclass(frozen=True, slots=True)
class Hour:
    """When something was counted.

    Attributes:
        number: hours of UTC since 1970; or, with `boot`, since the machine was switched on.
        boot: which start of the machine, where its clock isn't trusted; else "".
    """

    number: int
    boot: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A sum."""

    hour: Hour
    what: str
    which: str
    times: int
    seconds: float


Sums = Mapping[tuple[Hour, str, str], tuple[int, float]]


class Ledger:
    """The file, open for writing, on one thread. What SQLite raises comes out, and the file is sound all the same."""

    def __init__(self, path: Path, largest: int = LARGEST) -> None:
        """Open or begin it.

        Raises:
            sqlite3.Error, OSError: it can't be opened.
            Unusable: a newer program made it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._largest = largest
        self._base = sqlite3.connect(path, timeout=2.0, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        run = self._base.execute
        run(f"PRAGMA page_size = {PAGE}")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA wal_autocheckpoint = 100")
        run("PRAGMA journal_size_limit = 1048576")
        run("PRAGMA trusted_schema = OFF")
        run(f"PRAGMA max_page_count = {self._largest // PAGE}")
        version = run("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise Unusable(f"a newer version of the program made it (its form is {version}, known is {VERSION})")
        if version == 0:
            self._base.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {VERSION};COMMIT;")
        sound = run("PRAGMA quick_check(1)").fetchone()
        if sound is None or sound[0] != "ok":
            raise Broken(sound[0] if sound else "unknown")

    def close(self) -> None:
        """No more."""
        with contextlib.suppress(sqlite3.Error):
            self._base.close()

    def add(self, sums: Sums) -> None:
        """Add to what is there: all of it or, where that fails, nothing. A nearly full file loses its oldest tenth."""
        if self._bytes() > FULL_AT * self._largest:
            self._drop_oldest()
        with _transaction(self._base):
            for (hour, what, which), (times, seconds) in sums.items():
                start = self._start(hour.boot)
                self._base.execute(_ADD, (start, hour.number, what, which, times, seconds))

    def _start(self, boot: str) -> int:
        """The number of a start; 0 is the calendar."""
        if not boot:
            return 0
        self._base.execute("INSERT OR IGNORE INTO starts (boot) VALUES (?)", (boot,))
        found = self._base.execute("SELECT number FROM starts WHERE boot = ?", (boot,)).fetchone()
        return int(found[0])

    def date(self, boot: str, switched_on: float) -> None:
        """Give the hours of a start their dates, now that it is known when that was (seconds since 1970)."""
        found = self._base.execute("SELECT number FROM starts WHERE boot = ?", (boot,)).fetchone()
        if found is None:
            return
        rows = self._base.execute(
            "SELECT hour, what, which, times, seconds FROM counted WHERE start = ?", found
        ).fetchall()
        with _transaction(self._base):
            for hour, what, which, times, seconds in rows:
                middle = int((switched_on + (hour + 0.5) * 3600) // 3600)
                self._base.execute(_ADD, (0, middle, what, which, times, seconds))
            self._base.execute("DELETE FROM counted WHERE start = ?", found)
            self._base.execute("DELETE FROM starts WHERE number = ?", found)

    def prune(self, hour: Hour) -> None:
        """Let go what is too old."""
        with _transaction(self._base):
            if not hour.boot:
                self._base.execute("DELETE FROM counted WHERE start = 0 AND hour < ?", (hour.number - KEPT_DAYS * 24,))
            last = "SELECT number FROM starts ORDER BY number DESC LIMIT ?"
            self._base.execute(f"DELETE FROM counted WHERE start > 0 AND start NOT IN ({last})", (KEPT_STARTS,))  # noqa: S608 - ours
            self._base.execute(f"DELETE FROM starts WHERE number NOT IN ({last})", (KEPT_STARTS,))  # noqa: S608 - ours

    def _bytes(self) -> int:
        pages = self._base.execute("PRAGMA page_count").fetchone()[0]
        free = self._base.execute("PRAGMA freelist_count").fetchone()[0]
        return int(pages - free) * PAGE

    def _drop_oldest(self) -> None:
        """Starts without a date are older than the calendar for all that is known."""
        order = "SELECT DISTINCT start, hour FROM counted ORDER BY start = 0, start, hour"
        hours = self._base.execute(order).fetchall()
        with _transaction(self._base):
            self._base.executemany("DELETE FROM counted WHERE start = ? AND hour = ?", hours[: len(hours) // 10 + 1])

    def since(self, hour: Hour) -> list[Row]:
        """The sums of the calendar's hours from one on, or of one start."""
        if hour.boot:
            return list(_rows(self._base, "boot = ?", (hour.boot,)))
        return list(_rows(self._base, "start = 0 AND hour >= ?", (hour.number,)))


class Broken(sqlite3.DatabaseError):
    """The file opens, and isn't sound."""


def is_broken(error: Exception) -> bool:
    """Whether the file itself is at fault, rather than the disk or whoever else has it open."""
    codes = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
    return (
        isinstance(error, Broken)
        or (getattr(error, "sqlite_errorcode", 0) & 0xFF) in codes
        or (isinstance(error, sqlite3.OperationalError) and str(error).startswith(("no such table", "no such column")))
    )


def move_aside(path: Path) -> None:
    """Keep a broken file beside the new one, in the place of an earlier one.

    Raises:
        OSError: it can't be moved.
    """
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    path.replace(path.with_name(path.name + ".broken"))


def read(path: Path) -> list[Row]:
    """All sums, for a report; while somebody counts, too. Nothing is written.

    Raises:
        sqlite3.Error, Unusable: it can't be read.
        FileNotFoundError: nothing was ever counted.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    if path.stat().st_size > 4 * LARGEST:
        raise Unusable("it is far larger than it can be")
    failed: sqlite3.Error | None = None
    for how in ("mode=ro", "mode=ro&immutable=1"):  # WAL wants to write beside the file, which a stick may not let
        try:
            base = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=5.0)
            try:
                version = base.execute("PRAGMA user_version").fetchone()[0]
                if version > VERSION:
                    raise Unusable("a newer version of the program made it")
                return list(_rows(base, "1", ())) if version else []  # 0: it has only just been begun
            finally:
                base.close()
        except sqlite3.Error as error:
            failed = failed or error
    assert failed is not None
    raise failed


def _rows(base: sqlite3.Connection, where: str, values: Iterable[object]) -> Iterable[Row]:
    rows = base.execute(
        "SELECT hour, coalesce(boot, ''), what, which, times, seconds FROM counted"  # noqa: S608 - our own words
        f" LEFT JOIN starts ON number = start AND start > 0 WHERE {where} LIMIT {MOST_ROWS}",
        tuple(values),
    )
    for hour, boot, what, which, times, seconds in rows:
        yield Row(Hour(int(hour), str(boot)), str(what), str(which), int(times), float(seconds))


@contextlib.contextmanager
def _transaction(base: sqlite3.Connection) -> Iterator[None]:
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")
