"""What a dying process still says: every thread's stack, in a file that staff and `kiosk doctor` can show."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
import time
from pathlib import Path
from typing import TextIO

from kiosk import __version__

NAME, BEFORE = "last-words.txt", "last-words-before.txt"
MOST = 256 * 1024
"""Bytes that are read of either; a dump of a hundred threads has fewer."""
_HEAD = "# "

_open: list[TextIO] = []
"""The file that faulthandler writes to lives as long as the process."""


def listen(folder: Path) -> None:
    """From now on a crash leaves its stacks in the folder; those of the crash before are kept beside it.

    Without a disk they go to stderr.
    """
    file = _begin(folder)
    faulthandler.enable(file=file if file is not None else sys.__stderr__ or sys.stderr, all_threads=True)
    if file is not None:
        _open[:] = [file]


def _begin(folder: Path) -> TextIO | None:
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if spoken(folder):
            path.replace(folder / BEFORE)
        file = path.open("w", encoding="utf-8")
    except OSError:
        return None
    with contextlib.suppress(OSError):  # a full disk: what comes later may find room
        file.write(f"{_HEAD}Touyan {__version__}, process {os.getpid()}, {_when()}\n")
        file.flush()
    return file


def spoken(folder: Path) -> bool:
    """Whether the process before died with something to say. To be asked before `listen`."""
    return any(line.strip() and not line.startswith(_HEAD) for line in _read(folder / NAME).splitlines())


def add(folder: Path, line: str) -> None:
    """Put a line of one's own there: how the process ended, as its parent saw it."""
    with contextlib.suppress(OSError), (folder / NAME).open("a", encoding="utf-8") as file:
        file.write(f"{_when()}: {line}\n")


def read(folder: Path) -> list[str]:
    """What was said, the newest first; nothing where nobody died."""
    return [said for said in (_read(folder / NAME), _read(folder / BEFORE)) if said.count("\n") > 1]


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST).decode("utf-8", "replace")
    except OSError:
        return ""


def _when() -> str:
    """The clock may be wrong: the seconds since the machine started are beside it."""
    return f"{time.strftime('%Y-%m-%d %H:%M:%S')} (+{time.monotonic():.0f} s)"
