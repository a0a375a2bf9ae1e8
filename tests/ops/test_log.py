"""The log: when and why on every line, never more than its share of the disk, and what a dying program still says."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.ops.last_words import Fate, last_crash, read
from kiosk.ops.log import Log
from kiosk.ops.moment import Moment
from tests.conftest import ROOT

LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d \+\d+\.\ds \S{1,8} (INFO|WARNING|ERROR|CRITICAL) [\w.]+: .+"
)


class Clock:
    def __init__(self) -> None:
        self.moment = Moment(1_760_000_000.0, 100.0, "0730c16b-33ed")

    def __call__(self) -> Moment:
        return self.moment

    def wait(self, seconds: float) -> None:
        self.moment = replace(self.moment, wall=self.moment.wall + seconds, up=self.moment.up + seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def begin(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Log]]:
    made: list[Log] = []

    def start(**more: float) -> Log:
        made.append(Log(tmp_path / "state" / "log", now=clock, **more))  # type: ignore[arg-type]
        return made[-1]

    yield start
    for log in made:
        log.close()


def say(log: Log, words: str, level: int = logging.WARNING) -> None:
    log.handle(logging.LogRecord("kiosk.tests", level, "", 1, words, None, None))


def lines(tmp_path: Path) -> list[str]:
    return (tmp_path / "state" / "log" / "kiosk.log").read_text("utf-8").splitlines()


def test_every_line_says_when_by_two_clocks_and_what(tmp_path: Path, begin: Callable[..., Log]) -> None:
    log = begin()
    say(log, "第 3 页没有显示")
    say(log, "one\ntwo\x1b[31m three")
    log.flush()
    first, second, third = lines(tmp_path)
    assert LINE.fullmatch(first)
    assert "+100.0s 0730c16b WARNING kiosk.tests: 第 3 页没有显示" in first
    assert LINE.fullmatch(second)
    assert third == "  two [31m three"


def test_it_rotates_and_keeps_its_share(tmp_path: Path, begin: Callable[..., Log]) -> None:
    log = begin(largest=2000, files=3)
    for number in range(300):
        say(log, f"line {number}")
    log.flush()
    files = sorted((tmp_path / "state" / "log").iterdir())
    assert [path.name for path in files] == ["kiosk.log", "kiosk.log.1", "kiosk.log.2"]
    assert all(path.stat().st_size <= 2000 for path in files)
    assert lines(tmp_path)[-1].endswith("line 299")
    older = files[1].read_text("utf-8").splitlines()[-1]
    assert int(older.rpartition(" ")[2]) == int(lines(tmp_path)[0].rpartition(" ")[2]) - 1


def test_repeats_are_counted_instead_of_written(tmp_path: Path, begin: Callable[..., Log], clock: Clock) -> None:
    log = begin()
    for _ in range(58):
        say(log, "the same")
        clock.wait(10)
    say(log, "another")
    clock.wait(30)
    say(log, "another")
    log.flush()
    told = [line.partition(": ")[2] for line in lines(tmp_path)]
    assert told == ["the same", "another", "again, 57 times in 10 minutes: the same"]
    log.close()
    assert lines(tmp_path)[-1].endswith("again, 1 times in 30 s: another")


def test_a_disk_that_refuses_is_survived_and_tried_again(
    tmp_path: Path, begin: Callable[..., Log], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state").touch()  # a file where a folder should be
    log = begin(retry=0.0)
    for number in range(5):
        say(log, f"lost {number}")
    log.flush()
    assert capsys.readouterr().err.count("the log can't be written") == 1
    (tmp_path / "state").unlink()
    say(log, "found")
    log.flush()
    assert [line.partition(": ")[2] for line in lines(tmp_path)] == ["5 lines before this are lost", "found"]


def test_an_entry_has_an_end(tmp_path: Path, begin: Callable[..., Log]) -> None:
    log = begin()
    say(log, "x" * 10_000_000)
    log.flush()
    assert (tmp_path / "state" / "log" / "kiosk.log").stat().st_size < 20_000


# A whole program, and how it ends.

BEGIN = """
import sys, threading, warnings
from kiosk.ops.log import begin_log
from kiosk.ops.places import Places
from kiosk.telling import tell
begin_log(Places.usual())
"""


def run(home: Path, code: str, end: int = 0) -> str:
    """A program that keeps a log; what it said on stderr."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TOUYAN_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code], env=env, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == end, done.stderr
    return done.stderr


def test_what_is_told_reaches_the_log_and_stderr_alike(tmp_path: Path) -> None:
    said = run(tmp_path, "tell('it is so')\ntell('a rule, by name', shown='a line of content')\n")
    assert said == "kiosk: it is so\na line of content\n"
    told = [line.partition("kiosk: ")[2] for line in lines(tmp_path)]
    assert told[0].startswith("begun: Touyan ")
    assert told[1:] == ["it is so", "a rule, by name", "ended"]
    assert read(tmp_path / "state").fate is Fate.ENDED


def test_what_nobody_caught_is_in_the_log_whole(tmp_path: Path) -> None:
    code = """
def fall(): raise ValueError("on a thread")
thread = threading.Thread(target=fall, name="reader"); thread.start(); thread.join()
class Bad:
    def __del__(self): raise KeyError("while it goes")
one = Bad(); del one
warnings.warn("a warning")
raise RuntimeError("at the end")
"""
    said = run(tmp_path, code, end=1)
    kept = "\n".join(lines(tmp_path))
    for words in (
        "nobody caught this on the thread reader",
        "ValueError: on a thread",
        "KeyError: 'while it goes'",
        "UserWarning: a warning",
        "RuntimeError: at the end",
        "Traceback (most recent call last)",
    ):
        assert words in kept
        assert words in said


def test_what_qt_says_is_in_the_log(tmp_path: Path) -> None:
    said = run(tmp_path, "from PySide6.QtCore import qWarning\nqWarning('Qt is not happy')\n")
    assert "WARNING kiosk.qt: default: Qt is not happy" in "\n".join(lines(tmp_path))
    assert said == "kiosk: default: Qt is not happy\n"


def test_an_exception_in_a_slot_is_in_the_log_and_the_program_goes_on(tmp_path: Path) -> None:
    code = """
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
def fall(): raise ValueError("in a slot")
QTimer.singleShot(0, fall)
QTimer.singleShot(20, app.quit)
app.exec()
tell("went on")
"""
    run(tmp_path, code)
    kept = "\n".join(lines(tmp_path))
    assert kept.index("ValueError: in a slot") < kept.index("went on")


def test_a_crash_leaves_its_last_words_and_a_sound_run_after_it_keeps_them(tmp_path: Path) -> None:
    fall = "def deep_down():\n    import faulthandler; faulthandler._sigsegv()\ndeep_down()\n"
    run(tmp_path, fall, end=-signal.SIGSEGV)
    crash = last_crash(tmp_path / "state")
    assert crash is not None
    assert "Segmentation fault" in crash.words
    assert "deep_down" in crash.words
    run(tmp_path, "")
    run(tmp_path, "")
    assert read(tmp_path / "state").fate is Fate.ENDED
    assert last_crash(tmp_path / "state") == crash
    run(tmp_path, fall.replace("deep_down", "another"), end=-signal.SIGSEGV)
    later = last_crash(tmp_path / "state")
    assert later is not None
    assert "another" in later.words


def test_a_run_that_was_cut_off_is_told_from_one_that_runs(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TOUYAN_HOME": str(tmp_path)}
    code = BEGIN + "print('up', flush=True)\nsys.stdin.read()\n"
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    assert read(tmp_path / "state").fate is Fate.RUNNING
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    assert read(tmp_path / "state").fate is Fate.CUT_OFF
    assert last_crash(tmp_path / "state") is None


def test_a_watchdogs_abort_says_where_every_thread_was(tmp_path: Path) -> None:
    code = "import os, signal\ndef stuck(): os.kill(os.getpid(), signal.SIGABRT)\nstuck()\n"
    run(tmp_path, code, end=-signal.SIGABRT)
    crash = last_crash(tmp_path / "state")
    assert crash is not None
    assert "stuck" in crash.words


def test_a_disk_that_takes_nothing_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    said = run(tmp_path, "tell('still here')\n")
    assert "kiosk: still here" in said


def test_telling_costs_little_while_the_disk_is_slow(
    tmp_path: Path, begin: Callable[..., Log], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = begin()
    monkeypatch.setattr(log, "_append", lambda _: time.sleep(0.05))
    for number in range(5000):
        say(log, f"line {number}")  # more than it holds: none of these may wait
    assert log._lost > 0
