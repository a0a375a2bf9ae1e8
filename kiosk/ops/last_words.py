"""The last words of a program that dies in C, where no `except` helps: every thread's place, written as it falls.

`last-words.txt` is of the run that is under way, or of the last one; its first line says who, its last one whether it
ended in good order. A run that left words is kept as `last-words.previous.txt` until another leaves some: a crash of
Monday can still be read on Friday.
"""

from __future__ import annotations

import contextlib
import datetime
import enum
import faulthandler
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from kiosk import __version__
from kiosk.ops.moment import moment

NAME: Final = "last-words.txt"
PREVIOUS: Final = "last-words.previous.txt"
ENDED: Final = "ended in good order"
MOST: Final = 200_000
"""Bytes that are read of it."""


class LastWords:
    """Keeps them. All of it is optional: whatever the disk is like, nothing is raised."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[str] | None = None

    def begin(self) -> None:
        """From now on, a crash leaves them; SIGUSR1 writes where every thread is, and the program goes on."""
        path = self._folder / NAME
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if read(self._folder, NAME).fate is Fate.CRASHED:
                path.replace(self._folder / PREVIOUS)
            self._file = path.open("w", encoding="utf-8")
            now = moment()
            wall = datetime.datetime.fromtimestamp(now.wall, datetime.UTC).astimezone().isoformat(timespec="seconds")
            who = f"Touyan {__version__}, process {os.getpid()}, begun {wall}, +{now.up:.0f}s, start {now.boot}\n"
            self._file.write(who)
            self._file.flush()
            faulthandler.enable(self._file)
            if hasattr(faulthandler, "register"):
                faulthandler.register(signal.SIGUSR1, self._file)
        except OSError:
            self._file = None

    def end(self) -> None:
        """The program ends as it should."""
        if self._file is None:
            return
        faulthandler.disable()
        if hasattr(faulthandler, "unregister"):
            faulthandler.unregister(signal.SIGUSR1)
        with contextlib.suppress(OSError, ValueError):
            self._file.write(f"{ENDED}\n")
            self._file.close()
        self._file = None


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


def last_crash(folder: Path) -> Run | None:
    """The latest run that crashed, as far back as is known."""
    for name in (NAME, PREVIOUS):
        run = read(folder, name)
        if run.fate is Fate.CRASHED:
            return run
    return None


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
    fatal = "Fatal Python error" in words
    if words.rstrip().endswith(ENDED) and not fatal:
        return Run(Fate.ENDED, who)
    if fatal:
        return Run(Fate.CRASHED, who, words)
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
