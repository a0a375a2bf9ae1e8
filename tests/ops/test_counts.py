"""Counting onto disks as halls have them: full, read-only, broken, cut off, and with clocks that lie."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.ops import ledger
from kiosk.ops.counts import Counts
from kiosk.ops.ledger import Hour, Ledger, Row
from kiosk.ops.moment import Moment
from kiosk.visit.tally import Count, What
from tests.conftest import ROOT

NOON = 1_760_000_400.0
"""A moment of 2025; its hour of UTC has just begun."""
HOUR = int(NOON // 3600)
VISIT = Count(What.VISIT)


class Clock:
    """A machine's clocks, as a test sets them."""

    def __init__(self) -> None:
        self.moment = Moment(NOON, 7200.0, "a-boot")
        self.trusted = True

    def __call__(self) -> Moment:
        return self.moment

    def pass_hours(self, hours: float) -> None:
        self.moment = replace(self.moment, wall=self.moment.wall + hours * 3600, up=self.moment.up + hours * 3600)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "counts.db"


@pytest.fixture
def begin(path: Path, clock: Clock) -> Iterator[Callable[..., Counts]]:
    made: list[Counts] = []

    def start(every: float = 0.0, retry: float = 0.02) -> Counts:
        made.append(Counts(path, lambda: clock.trusted, now=clock, every=every, retry=retry))
        return made[-1]

    yield start
    for counts in made:
        counts.close()


def sums(path: Path) -> dict[tuple[str, str], tuple[int, float]]:
    return {(row.what, row.which): (row.times, row.seconds) for row in ledger.read(path)}


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def test_what_is_added_is_summed_by_the_hour(path: Path, clock: Clock, begin: Callable[..., Counts]) -> None:
    counts = begin()
    counts.add([VISIT, Count(What.SEEN, "years", 1, 12.5)])
    counts.add([VISIT, Count(What.SEEN, "years", 0, 2.5)])
    clock.pass_hours(1)
    counts.add([VISIT])
    counts.problem("slide")
    counts.problem("whatever else")
    counts.close()
    assert sorted(ledger.read(path), key=repr) == sorted(
        [
            Row(Hour(HOUR), "visit", "", 2, 0.0),
            Row(Hour(HOUR), "seen", "years", 1, 15.0),
            Row(Hour(HOUR + 1), "visit", "", 1, 0.0),
            Row(Hour(HOUR + 1), "problem", "slide", 1, 0.0),
        ],
        key=repr,
    )


def test_it_goes_on_where_it_was(path: Path, begin: Callable[..., Counts]) -> None:
    for _ in range(3):
        counts = begin()
        counts.add([VISIT])
        counts.close()
    assert sums(path) == {("visit", ""): (3, 0.0)}


def test_the_file_is_in_wal_mode_with_a_version(path: Path, begin: Callable[..., Counts]) -> None:
    counts = begin()
    counts.add([VISIT])
    counts.close()
    base = sqlite3.connect(path)
    assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert base.execute("PRAGMA user_version").fetchone() == (ledger.VERSION,)
    base.close()


def test_today_is_known_without_a_wait(begin: Callable[..., Counts], clock: Clock, path: Path) -> None:
    before = begin()
    before.add([VISIT, Count(What.LENGTH, "60", 1, 50.0)])
    before.close()
    counts = begin(every=3600)
    counts.add([VISIT, VISIT, Count(What.LENGTH, "120", 1, 100.0)])
    until(lambda: counts.today().visits == 3)
    assert counts.today().seconds == 75.0
    assert counts.today().dated
    counts.close()
    clock.pass_hours(24)
    tomorrow = begin()
    assert (tomorrow.today().visits, tomorrow.today().seconds) == (0, None)
    tomorrow.add([VISIT])
    until(lambda: tomorrow.today().visits == 1)
    clock.pass_hours(24)
    assert tomorrow.today().visits == 0


def test_an_untrusted_clock_dates_nothing_and_a_later_trust_dates_all_of_that_start(
    path: Path, clock: Clock, begin: Callable[..., Counts]
) -> None:
    clock.trusted = False
    clock.moment = Moment(3600.0, 7200.0, "first")  # 1970, two hours up
    counts = begin()
    counts.add([VISIT])
    until(lambda: path.is_file() and bool(ledger.read(path)))
    assert [row.hour for row in ledger.read(path)] == [Hour(2, "first")]
    until(lambda: counts.today().visits == 1)
    assert not counts.today().dated
    counts.close()

    clock.moment = Moment(3600.0, 60.0, "second")  # switched off and on
    counts = begin(every=3600)
    counts.add([VISIT])
    clock.moment = Moment(NOON, 3 * 3600.0, "second")  # three hours later somebody sets the clock
    clock.trusted = True
    counts.add([VISIT])
    counts.close()
    assert sorted((row.hour.boot, row.hour.number, row.times) for row in ledger.read(path)) == [
        ("", HOUR - 3, 1),
        ("", HOUR, 1),
        ("first", 2, 1),
    ]


def test_a_disk_that_refuses_is_told_of_once_and_tried_again(
    path: Path, begin: Callable[..., Counts], capsys: pytest.CaptureFixture[str]
) -> None:
    path.mkdir(parents=True)  # nothing can be opened there
    counts = begin()
    counts.add([VISIT])
    until(lambda: counts._tries >= 3)
    counts.add([VISIT])
    path.rmdir()
    until(lambda: path.is_file() and sums(path) == {("visit", ""): (2, 0.0)})
    said = capsys.readouterr().err
    assert said.count("can't be counted just now") == 1
    assert len(said.splitlines()) == 1


def test_a_full_file_lets_the_oldest_go(path: Path) -> None:
    book = Ledger(path, largest=40 * ledger.PAGE)
    for hour in range(200):
        book.add({(Hour(HOUR + hour), "seen", f"slide-{n}"): (1, 1.0) for n in range(40)})
    book.close()
    hours = {row.hour.number for row in ledger.read(path)}
    assert max(hours) == HOUR + 199
    assert min(hours) > HOUR
    assert path.stat().st_size <= 40 * ledger.PAGE


def test_what_is_older_than_400_days_goes(path: Path, clock: Clock, begin: Callable[..., Counts]) -> None:
    counts = begin()
    counts.add([VISIT])
    counts.close()
    clock.pass_hours(401 * 24)
    counts = begin()
    counts.add([VISIT])
    counts.close()
    assert [row.hour.number for row in ledger.read(path)] == [HOUR + 401 * 24]


@pytest.mark.parametrize(
    "rubbish", [b"not a database at all" * 300, b"SQLite format 3\0" + bytes(5000), b"\xff" * 8192]
)
def test_a_broken_file_is_put_aside_and_a_new_one_begun(
    path: Path, begin: Callable[..., Counts], rubbish: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path.parent.mkdir()
    path.write_bytes(rubbish)
    counts = begin()
    counts.add([VISIT])
    counts.close()
    assert sums(path) == {("visit", ""): (1, 0.0)}
    assert path.with_name("counts.db.broken").read_bytes() == rubbish
    assert "put aside" in capsys.readouterr().err


def test_a_file_that_rots_while_it_is_open_is_begun_anew(path: Path, begin: Callable[..., Counts]) -> None:
    book = Ledger(path)
    book.add({(Hour(HOUR), "seen", f"slide-{n}"): (1, 1.0) for n in range(400)})
    book.close()
    whole = bytearray(path.read_bytes())
    whole[ledger.PAGE :] = random.Random(7).randbytes(len(whole) - ledger.PAGE)
    path.write_bytes(whole)
    counts = begin()
    counts.add([VISIT])
    counts.close()
    assert sums(path) == {("visit", ""): (1, 0.0)}


def test_a_newer_programs_file_is_left_alone(
    path: Path, begin: Callable[..., Counts], capsys: pytest.CaptureFixture[str]
) -> None:
    Ledger(path).close()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()
    before = path.read_bytes()
    counts = begin(retry=60)
    counts.add([VISIT])
    counts.close()
    assert path.read_bytes() == before
    assert "newer version" in capsys.readouterr().err


def test_a_log_cut_anywhere_leaves_a_sound_file(path: Path, tmp_path: Path) -> None:
    """What a power cut does: the tail of what was written isn't there, or is something else."""
    book = Ledger(path)
    for hour in range(60):
        book.add({(Hour(hour), "visit", ""): (1, 0.0), (Hour(hour), "seen", "a"): (1, 1.0)})
    wal = path.with_name("counts.db-wal").read_bytes()
    base, rng = path.read_bytes(), random.Random(20261123)
    for case in range(60):
        cut = rng.randrange(len(wal))
        tail = rng.randbytes(len(wal) - cut) if case % 2 else b""
        copy = tmp_path / f"cut-{case}" / "counts.db"
        copy.parent.mkdir()
        copy.write_bytes(base)
        copy.with_name("counts.db-wal").write_bytes(wal[:cut] + tail)
        try:
            again = Ledger(copy)
        except sqlite3.Error as error:
            raise AssertionError(f"cut at {cut}") from error
        rows = again.since(Hour(0))
        again.close()
        kinds = Counter(row.what for row in rows)
        assert kinds["visit"] == kinds["seen"], "half of a commit"
        assert sorted(row.hour.number for row in rows if row.what == "visit") == list(range(kinds["visit"]))
    book.close()


COUNTING = """
import sys
from pathlib import Path
from kiosk.ops.counts import Counts
from kiosk.visit.tally import Count, What
counts = Counts(Path(sys.argv[1]), lambda: True, every=0.0)
print("begun", flush=True)
number = 0
while True:
    counts.add([Count(What.VISIT), Count(What.SEEN, f"slide-{number % 30}", 1, 1.5), Count(What.TAP, "a")])
    number += 1
    if number % 50 == 0:
        counts.today()
"""


def test_a_kill_at_any_moment_leaves_a_sound_file(path: Path) -> None:
    """`TOUYAN_KILLS=200 packaging/test -k kill_at_any -s` is the whole run."""
    rng, kills = random.Random(20261123), int(os.environ.get("TOUYAN_KILLS", "6"))
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = 0
    for _ in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", COUNTING, str(path)], stdout=subprocess.PIPE, env=env, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(rng.uniform(0.0, 0.4))  # a random moment is what is tested
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if not path.exists():
            continue
        base = sqlite3.connect(path)
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        base.close()
        now = sums(path).get(("visit", ""), (0, 0.0))[0] if _table(path) else 0
        assert now >= before
        before = now
    assert before > 0
    assert not path.with_name("counts.db.broken").exists()
    print(f"{kills} kills, {before} visits counted, none broken", file=sys.stderr)


def _table(path: Path) -> bool:
    base = sqlite3.connect(path)
    try:
        return bool(base.execute("SELECT 1 FROM sqlite_master WHERE name = 'counted'").fetchone())
    finally:
        base.close()


def test_adding_costs_the_ui_thread_nothing_while_the_disk_hangs(
    path: Path, begin: Callable[..., Counts], monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")  # somebody has it, and the thread waits for two seconds
    counts = begin()
    for _ in range(5000):
        counts.add([VISIT])  # more than it takes: none of these may block
    assert counts._thread is not None
    assert counts._thread.is_alive()
    other.execute("COMMIT")
    other.close()
    until(lambda: sums(path).get(("visit", ""), (0, 0.0))[0] >= 1000)
