"""Notices that files changed: at once where the system tells of it, else at the next look.

Everything here runs on a thread of its own, so that a disk or a network folder that doesn't answer keeps nobody
waiting. What is compared is a file's stamp (time, size, number), never an event by itself: editors replace files, write
them twice, and leave others beside them.
"""

from __future__ import annotations

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


def _is_there(folder: Path) -> bool:
    """Whether a folder answers; one of the network that is away for a moment doesn't, and is asked again."""
    try:
        return folder.is_dir()
    except OSError:
        return False


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
        stirs: Callable[[], None] = lambda: None,
        quiet: float = QUIET_S,
        poll: float = POLL_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take note of how the files are now; so don't call it where nobody may wait.

        Args:
            files: to look at; they needn't exist.
            changed: called after any of them changed.
            stirs: called before that, when the burst begins.
            quiet: seconds without a change, before `changed` is called.
            poll: seconds between two looks, where nothing tells of changes.
            clock: monotonic seconds.
        """
        self._changed, self._stirs, self._quiet, self._poll, self._clock = changed, stirs, quiet, poll, clock
        self._files = tuple(dict.fromkeys(files))
        self._stirred = threading.Event()
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._observer: Any = None
        self._folders: frozenset[Path] = frozenset()
        self._known: dict[Path, Stamp] = {path: stamp_of(path) for path in self._files}
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to look. What changed since the watch was made is found as well."""
        self._thread.start()

    def follow(self, files: Iterable[Path]) -> None:
        """Look at these files from now on. It looks at the new ones at once, as the constructor does."""
        with self._lock:
            self._files = tuple(dict.fromkeys(files))
            self._known = {path: self._known[path] if path in self._known else stamp_of(path) for path in self._files}
        self._stirred.set()

    def look(self) -> None:
        """Look now."""
        self._stirred.set()

    @property
    def runs(self) -> bool:
        """Whether its thread does."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Stop. `changed` isn't called any more, once this returned, unless it is running."""
        self._closed.set()
        self._stirred.set()

    # On the watch's own thread.

    def _run(self) -> None:
        while not self._closed.is_set():
            self._listen()
            self._stirred.wait(self._poll)
            self._stirred.clear()
            if self._closed.is_set():
                break
            if self._differ():
                self._stirs()
                self._rest()
                self._changed()
        self._deafen()

    def _differ(self) -> bool:
        """Whether any file isn't what it was; from now on it is."""
        with self._lock:
            files, known = self._files, dict(self._known)
        now = {path: stamp_of(path) for path in files}
        with self._lock:
            self._known |= {path: stamp for path, stamp in now.items() if path in self._known}
        return any(now[path] != known[path] for path in files)

    def _rest(self) -> None:
        """Wait until nothing has changed for a while."""
        since = self._clock()
        while not self._closed.is_set() and self._clock() - since < self._quiet:
            self._stirred.wait(max(0.005, self._quiet - (self._clock() - since)))
            self._stirred.clear()
            if self._differ():
                since = self._clock()

    def _listen(self) -> None:
        """Have the system tell of changes in the files' folders: folders, since a replaced file is another one."""
        with self._lock:
            files = self._files
        around = (path.parent for path in files)
        there = [folder for folder in dict.fromkeys(around) if _is_there(folder)]
        folders = frozenset(there[:MOST_FOLDERS])
        if folders == self._folders:
            return
        self._deafen()
        self._folders = folders
        if not folders:
            return
        try:
            self._observer = _observer(folders, self._stirred.set)
            self._stirred.set()  # what changed before it listened is found now
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
