"""The settings as they were last read: what the screen goes by, while their disk takes its time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.aside import Aside, Asked
from kiosk.ops.settings import Found, Settings, read_settings, write_settings
from kiosk.telling import tell

AT_ONCE_S = 0.006
"""Less than a frame: a disk that is well has answered by then."""
AGAIN_S = 5.0
"""Between two tries, while a disk refuses to say anything at all."""


class AtHand:
    """One file of settings.

    Args:
        path: the file. kept: see `read_settings`. asked: whoever is reading it already.
        came: called, on another thread, when the file was read for the first time.
    """

    def __init__(self, path: Path, kept: Path | None = None, asked: Asked[Found] | None = None,
                 came: Callable[[], None] = lambda: None) -> None:  # fmt: skip
        self._path, self._kept, self._came = path, kept, came
        self._known: Found | None = None
        self._lock = threading.Lock()
        self._aside, self._behind = Aside("settings"), 0
        self._reading: Asked[object] = Asked(lambda: self._take(asked), "settings")

    def look(self, wait_s: float = AT_ONCE_S) -> Found | None:
        """As the file has them now, if its disk says so in time; else as they were last known; None if they never were.

        On the UI thread.
        """
        if self._reading.answered:
            self._reading = Asked(self._read, "settings")
        self._reading.answer(wait_s, None)
        return self._known

    @property
    def known(self) -> Found | None:
        """As they were last read; None if they never were."""
        return self._known

    @property
    def written(self) -> bool:
        """Whether all that was changed is in the file, or was told of as trouble: so too for who is being told."""
        with self._lock:
            return not self._behind

    def write(self, done: Callable[[OSError | None], None], **changes: Any) -> None:
        """Change some of them in the file; `done` is called on another thread, when they were read again.

        Raises:
            ValueError: a setting that there isn't, or a value that it can't have.
        """
        Settings.model_validate(changes)

        def work() -> None:
            trouble = None
            try:
                write_settings(self._path, **changes)
            except OSError as error:
                trouble = error
            try:
                unread = self._read()
            finally:
                with self._lock:
                    self._behind -= 1
            done(trouble or unread)

        with self._lock:
            self._behind += 1
        self._aside.do(work)

    def wait(self, wait_s: float) -> bool:
        """Wait until all that was changed is written and told of; whether it is. Not on an exhibit's UI thread."""
        return self._aside.wait(wait_s)

    # On other threads.

    def _take(self, asked: Asked[Found] | None) -> None:
        found = asked.answer(None, None) if asked is not None else None
        if found is not None:
            with self._lock:
                self._known = found
        elif error := self._read():
            tell(f"the settings can't be read: {error.strerror or error}")
            while self._read():
                time.sleep(AGAIN_S)
        self._came()

    def _read(self) -> OSError | None:
        """What was read last is what is known; where the disk refuses, what was known before."""
        with self._lock:
            try:
                self._known = read_settings(self._path, self._kept)
            except OSError as error:
                return error
        return None
