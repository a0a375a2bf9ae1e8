"""Notices that files changed: at once where the system tells of it, else at the next look.

Everything here runs on a thread of its own, so that a disk or a network folder that doesn't answer keeps nobody
waiting. What is compared is a file's stamp (time, size, number), never an event by itself: editors replace files, write
them twice, and leave others beside them.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

QUIET_S = 0.1
"""A file must have stood still so long before it is read: editors write in pieces."""
POLL_S = 2.0
"""Between two looks: network folders tell of nothing."""
MOST_FOLDERS = 32
"""Folders that the system is asked to tell of; files in others are found by looking."""

Stamp = tuple[int, int, int] | None


def stamp_of(path: Path) -> Stamp:
    """What changes when a file is written or replaced; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Watch:
    """Looks at some files until it is closed.

    `changed` is called on the watch's own thread, once for each burst of writing, after it has ended. While it runs
    nothing else is noticed; what was written meanwhile is noticed right after.
    """

    def __init__(
        self,
        files: Iterable[Path],
        changed: Callable[[], None],
        *,
        quiet: float = QUIET_S,
        poll: float = POLL_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin. It looks at the files at once, so don't call it where nobody may wait.

        Args:
            files: to look at; they needn't exist.
            changed: called after any of them changed.
            quiet: seconds without a change, before `changed` is called.
            poll: seconds between two looks, where nothing tells of changes.
            clock: monotonic seconds.
        """
        self._changed, self._quiet, self._poll, self._clock = changed, quiet, poll, clock
        self._files = tuple(dict.fromkeys(files))
        self._stirred = threading.Event()
        self._closed = False
        self._lock = threading.Lock()
        self._observer: Any = None
        self._folders: frozenset[Path] = frozenset()
        self._known = self._stamps()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def follow(self, files: Iterable[Path]) -> None:
        """Look at these files from now on."""
        with self._lock:
            self._files = tuple(dict.fromkeys(files))
        self._stirred.set()

    def look(self) -> None:
        """Look now."""
        self._stirred.set()

    def close(self) -> None:
        """Stop. `changed` isn't called any more, once this returned, unless it is running."""
        self._closed = True
        self._stirred.set()

    # On the watch's own thread.

    def _run(self) -> None:
        stamps = self._known
        while not self._closed:
            self._listen()
            self._stirred.wait(self._poll)
            self._stirred.clear()
            if self._closed:
                break
            now = self._stamps()
            if now == stamps:
                continue
            if now.keys() != stamps.keys() and all(now[path] == stamps[path] for path in now if path in stamps):
                stamps = now  # other files to look at, none of them changed
                continue
            stamps = self._at_rest(now)
            if not self._closed:
                self._changed()
        self._deafen()

    def _at_rest(self, stamps: dict[Path, Stamp]) -> dict[Path, Stamp]:
        """Wait until nothing has changed for a while; returns the stamps as they are then."""
        since = self._clock()
        while not self._closed and self._clock() - since < self._quiet:
            self._stirred.wait(max(0.005, self._quiet - (self._clock() - since)))
            self._stirred.clear()
            now = self._stamps()
            if now != stamps:
                stamps, since = now, self._clock()
        return stamps

    def _stamps(self) -> dict[Path, Stamp]:
        with self._lock:
            files = self._files
        return {path: stamp_of(path) for path in files}

    def _listen(self) -> None:
        """Have the system tell of changes in the files' folders: folders, since a replaced file is another one."""
        with self._lock:
            files = self._files
        folders = frozenset(list(dict.fromkeys(path.parent for path in files if os.path.isdir(path.parent)))[:MOST_FOLDERS])  # noqa: E501, PTH112
        if folders == self._folders:
            return
        self._deafen()
        self._folders = folders
        if not folders:
            return
        try:
            self._observer = _observer(folders, self._stirred.set)
        except (ImportError, OSError, RuntimeError):
            self._observer = None  # too many watches, or a system without: looking every so often still finds it

    def _deafen(self) -> None:
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()


def _observer(folders: Iterable[Path], stir: Callable[[], None]) -> Any:
    """The system's own watching of some folders, without those below them."""
    from watchdog.events import (
        FileClosedEvent,
        FileCreatedEvent,
        FileDeletedEvent,
        FileModifiedEvent,
        FileMovedEvent,
        FileSystemEvent,
        FileSystemEventHandler,
    )
    from watchdog.observers import Observer

    class Stir(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            stir()

    observer = Observer()
    # Not those of opening and reading: reading the files is what we do.
    kinds = [FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
    for folder in folders:
        observer.schedule(Stir(), str(folder), recursive=False, event_filter=kinds)
    observer.daemon = True
    observer.start()
    return observer
