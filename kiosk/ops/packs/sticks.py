"""Notices packs: on sticks that are plugged in, and in a folder that Syncthing, rsync or a share fills.

Each place has a thread of its own, so that a stick that hangs keeps nobody else waiting; what is read of it is bounded,
and no link is followed. The mount table is the kernel's own, which never waits for a disk.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.ops.packs.making import SUFFIX
from kiosk.ops.packs.offer import Offer

POLL_S = 2.0
"""Between two looks; a file has to stand still from one to the next."""
MOUNT_TABLE = Path("/proc/self/mountinfo")
ABOVE = (Path("/media"), Path("/run/media"), Path("/mnt"))
"""Where desktops and people mount sticks."""
MOST_NAMES = 2000
"""Names that are looked at in one place."""
MOST_PACKS = 20
MOST_PLACES = 16

_UNFINISHED = re.compile(r"^\.|~$|\.(tmp|part|partial|crdownload)(\.|$)|\.sync-conflict-", re.IGNORECASE)
"""Names of copies that aren't done, and of those that Syncthing sets aside."""

Stamp = tuple[int, int, int]


@dataclass(frozen=True, order=True)
class Place:
    """A stick, by its mount and the number of that mount; or the folder that is watched, number 0."""

    folder: Path
    mount: int = 0


def sticks_in(table: bytes, above: tuple[Path, ...] = ABOVE) -> list[Place]:
    """The removable disks that are mounted, of the kernel's table: those of a device, below the usual folders."""
    found = []
    for line in table.splitlines():
        words = line.split(b" ")
        with suppress(ValueError, IndexError):
            source = words[words.index(b"-") + 2]
            folder = Path(os.fsdecode(_unescaped(words[4])))
            below = any(one in (folder, *folder.parents) for one in above)
            if below and (source.startswith(b"/dev/") or b"fuse" in words[words.index(b"-") + 1]):
                found.append(Place(folder, int(words[0])))
    return found[:MOST_PLACES]


def _unescaped(path: bytes) -> bytes:
    return re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8)]), path)


def packs_in(folder: Path) -> dict[Path, Stamp]:
    """The packs in a folder and one level below, with what changes while they are written."""
    found: dict[Path, Stamp] = {}
    left = MOST_NAMES
    waiting = [(folder, True)]
    while waiting and left > 0 and len(found) < MOST_PACKS:
        here, deeper = waiting.pop(0)
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    left -= 1
                    if left < 0 or len(found) >= MOST_PACKS:
                        break
                    if _UNFINISHED.search(entry.name):
                        continue
                    if entry.name.lower().endswith(SUFFIX) and entry.is_file(follow_symlinks=False):
                        stat = entry.stat(follow_symlinks=False)
                        found[Path(entry.path)] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
                    elif deeper and entry.is_dir(follow_symlinks=False):
                        waiting.append((Path(entry.path), False))
        except OSError:
            continue  # it was pulled, or that folder can't be read
    return found


class Sticks:
    """Looks for packs until it is closed.

    Args:
        judge: makes an offer of the packs that stand still in one place (`offer.judging` makes one); called on that
            place's thread. Its last argument says whether to break off.
        found: told of an offer, on that thread. gone: told that a place is gone, and its offer with it.
        table, above: where sticks are found.
        poll: seconds between two looks.
    """

    def __init__(
        self,
        judge: Callable[[list[Path], Path, Callable[[], bool]], Offer | None],
        found: Callable[[Offer], None],
        gone: Callable[[Path], None],
        *,
        table: Path = MOUNT_TABLE,
        above: tuple[Path, ...] = ABOVE,
        poll: float = POLL_S,
    ) -> None:
        self._judge, self._found, self._gone = judge, found, gone
        self._table, self._above, self._poll = table, above, poll
        self._folder: Path | None = None
        self._closed = threading.Event()
        self._places: dict[Place, _Looker] = {}
        self._thread = threading.Thread(target=self._run, name="sticks", daemon=True)

    def start(self) -> None:
        """Begin to look; sticks that are in already are found as well."""
        self._thread.start()

    def watch(self, folder: Path | None) -> None:
        """A folder is watched beside the sticks from the next look on, or none."""
        self._folder = folder

    def close(self, within: float = 0.0) -> None:
        """Stop; waits at most so many seconds for what is under way."""
        self._closed.set()
        until = time.monotonic() + within
        for thread in [self._thread, *(looker.thread for looker in list(self._places.values()))]:
            if thread.is_alive() and thread is not threading.current_thread():
                thread.join(max(0.0, until - time.monotonic()))

    def _run(self) -> None:
        while True:
            self._look()
            if self._closed.wait(self._poll):
                break
        for looker in self._places.values():
            looker.leave()

    def _look(self) -> None:
        try:
            table = self._table.read_bytes()
        except OSError:
            table = b""
        now = sticks_in(table, self._above)
        folder = self._folder
        if folder is not None:
            now.append(Place(folder))
        for place in set(self._places) - set(now):
            self._places.pop(place).leave()
            self._gone(place.folder)
        for place in now:
            if place not in self._places:
                self._places[place] = _Looker(place.folder, self._judge, self._found, self._poll)


class _Looker:
    """One place, on a thread of its own."""

    def __init__(
        self,
        folder: Path,
        judge: Callable[[list[Path], Path, Callable[[], bool]], Offer | None],
        found: Callable[[Offer], None],
        poll: float,
    ) -> None:
        self._folder, self._judge, self._found, self._poll = folder, judge, found, poll
        self._left = threading.Event()
        self.thread = threading.Thread(target=self._run, name=f"stick {folder.name}", daemon=True)
        self.thread.start()

    def leave(self) -> None:
        """The stick is gone, or the program ends."""
        self._left.set()

    def _run(self) -> None:
        before: dict[Path, Stamp] = {}
        told: dict[Path, Stamp] = {}
        while not self._left.is_set():
            now = packs_in(self._folder)
            still = {path: stamp for path, stamp in now.items() if before.get(path) == stamp}
            if still and still != told and now == before:
                told = still
                offer = self._judge(sorted(still), self._folder, self._left.is_set)
                if offer is not None and self._left.is_set():
                    offer.discard()
                elif offer is not None:
                    self._found(offer)
            before = now
            self._left.wait(self._poll)
