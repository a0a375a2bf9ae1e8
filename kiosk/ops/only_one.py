"""One exhibit a screen: a second one full screen on the same display would fight for it."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import IO


class OnlyOne:
    """Holds the place of the exhibit on a display, until the process ends, however it ends."""

    def __init__(self, folder: Path, display: str) -> None:
        """Nothing is held yet.

        Args:
            folder: where the mark is kept. display: as `DISPLAY` names it.
        """
        self._path = folder / f"screen-{re.sub('[^A-Za-z0-9.]', '_', display) or 'this'}.lock"
        self._file: IO[bytes] | None = None

    def hold(self) -> bool:
        """Whether there is no other; True as well where that can't be told (no such folder, no locks there)."""
        if os.name != "posix":
            return True
        import fcntl

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = self._path.open("ab")
        except OSError:
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        except OSError:
            file.close()
            return True
        self._file = file
        return True

    def let_go(self) -> None:
        """Leave the place to another."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
