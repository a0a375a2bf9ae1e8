"""The last words of a program that dies in C, where no `except` helps: every thread's place, written as it falls.

`last-words.txt` is of the run that is under way, or of the last one; its first line says who, its last one whether it
ended in good order. A run that left words is kept as `last-words.previous.txt` until another leaves some: a crash of
Monday can still be read on Friday. All of it is optional: whatever the disk is like, nothing is raised.
"""

from __future__ import annotations

import contextlib
import datetime
import enum
import faulthandler
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from kiosk import __version__
from kiosk.aside import DISK_S, Asked
from kiosk.ops.moment import moment

NAME: Final = "last-words.txt"
PREVIOUS: Final = "last-words.previous.txt"
ENDED: Final = "ended in good order"
OUTSIDE: Final = "* "
"""Before what the parent saw."""
MOST: Final = 256 * 1024
"""Bytes that are read of either; a dump of a hundred threads has fewer."""

_open: list[TextIO] = []
"""The file that faulthandler writes to lives as long as the process."""
_asked: list[Asked[None]] = []
"""The disk, for that file."""


def listen(folder: Path) -> None:
    """From now on a crash leaves words in the folder; SIGUSR1 writes where every thread is, and the program goes on.

    Without a disk they go to stderr, as they do until a slow one answers.
    """
    with contextlib.suppress(RuntimeError, ValueError, OSError, AttributeError):  # there may be none
        faulthandler.enable(file=sys.__stderr__ or sys.stderr, all_threads=True)

    def begin() -> None:
        file = _begin(folder)
        if file is None:
            return
        faulthandler.enable(file=file, all_threads=True)
        _open[:] = [file]
        if hasattr(faulthandler, "register"):
            faulthandler.register(signal.SIGUSR1, file)

    _asked[:] = [Asked(begin, "last words")]
    _asked[0].answer(DISK_S, None)


def listening() -> bool:
    """Whether this process has begun to."""
    return bool(_asked)


def end() -> None:
    """The program ends as it should."""
    for file in _open:
        faulthandler.disable()
        if hasattr(faulthandler, "unregister"):
            faulthandler.unregister(signal.SIGUSR1)
        with contextlib.suppress(OSError, ValueError):
            file.write(f"{ENDED}\n")
            file.close()
    _open.clear()
    _asked.clear()


def add(folder: Path, line: str) -> None:
    """Put a line of one's own there: how the process ended, as its parent saw it."""
    with contextlib.suppress(OSError), (folder / NAME).open("a", encoding="utf-8") as file:
        file.write(f"{OUTSIDE}{_when()}: {line}\n")


def _begin(folder: Path) -> TextIO | None:
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if spoken(folder):
            path.replace(folder / PREVIOUS)
        file = path.open("w", encoding="utf-8")
    except OSError:
        return None
    with contextlib.suppress(OSError):  # a full disk: what comes later may find room
        file.write(f"Touyan {__version__}, process {os.getpid()}, begun {_when()}, start {moment().boot}\n")
        file.flush()
    return file


def _when() -> str:
    """The clock may be wrong: the seconds since the machine started are beside it."""
    now = moment()
    wall = datetime.datetime.fromtimestamp(now.wall, datetime.UTC).astimezone().isoformat(timespec="seconds")
    return f"{wall}, +{now.up:.0f}s"


class Fate(enum.Enum):
    """How a run ended."""

    NONE = "none"  # there was none
    RUNNING = "running"
    ENDED = "ended"
    CUT_OFF = "cut off"  # the power, or somebody's kill
    CRASHED = "crashed"


@dataclass(frozen=True)
class Run:
    """A run as its words tell of it.

    Attributes:
        fate: how it ended. who: the first line. words: what it left; "" where it left none.
    """

    fate: Fate
    who: str = ""
    words: str = ""


def spoken(folder: Path) -> bool:
    """Whether the process before died with something to say. To be asked before `listen`."""
    return read(folder).fate is Fate.CRASHED


def last_crash(folder: Path) -> Run | None:
    """The latest run that crashed, as far back as is known."""
    return next((run for run in (read(folder, name) for name in (NAME, PREVIOUS)) if run.fate is Fate.CRASHED), None)


def read(folder: Path, name: str = NAME) -> Run:
    """What a run left; nothing is raised."""
    try:
        with (folder / name).open("rb") as file:
            text = file.read(MOST).decode("utf-8", "replace")
    except OSError:
        return Run(Fate.NONE)
    who, _, words = text.partition("\n")
    if not who.strip():
        return Run(Fate.NONE)
    if "Fatal Python error" in words or any(line.startswith(OUTSIDE) for line in words.splitlines()):
        return Run(Fate.CRASHED, who, words)
    if words.rstrip().endswith(ENDED):
        return Run(Fate.ENDED, who)
    return Run(Fate.RUNNING if _alive(who) else Fate.CUT_OFF, who, words)


def _alive(who: str) -> bool:
    """Whether the process that a first line names still runs, since this start of the machine."""
    if f"start {moment().boot}" not in who:
        return False
    number = who.partition("process ")[2].partition(",")[0]
    if not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
