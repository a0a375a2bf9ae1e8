"""Slides that failed: noted with the deck they belong to, and left out at the third time until that deck changes."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from kiosk.aside import DISK_S, Asked
from kiosk.ops import disk
from kiosk.telling import tell

OUT = 3
"""Strikes."""
LARGEST = 256 * 1024
"""Bytes of the file: a few ids and numbers."""
NAME = "strikes.json"


class Strikes:
    """The count for one deck at a time, in one small file. A disk that can't be written to is only less memory."""

    def __init__(self, folder: Path) -> None:
        """Read what was noted.

        Args:
            folder: where the file lies; it needn't be there.
        """
        self._path = folder / NAME
        self._digest: str | None = None
        self._counts: dict[str, int] = {}
        self._asked = Asked(self._read, "strikes")
        self._writing = threading.Lock()

    def of_deck(self, digest: str) -> frozenset[str]:
        """Go on with a deck; what was noted of another one is forgotten.

        Returns:
            the ids of its slides to leave out.
        """
        self._remember()
        if digest != self._digest:
            had, self._digest, self._counts = bool(self._counts), digest, {}
            if had:
                Asked(self._write, "strikes")
        return frozenset(slide for slide, count in self._counts.items() if count >= OUT)

    def note(self, slide: str, *, at_once: bool = False) -> int:
        """A slide of the deck failed.

        Args:
            slide: its id.
            at_once: have it on the disk before going on, since what comes next may be the end again; a disk that takes
                its time isn't waited for.

        Returns:
            how often it did by now.
        """
        self._remember()
        self._counts[slide] = count = self._counts.get(slide, 0) + 1
        writing = Asked(self._write, "strikes")  # a disk may take its time, and the picture can't wait for it
        if at_once:
            writing.answer(DISK_S, None)
        return count

    def _remember(self) -> None:
        """A disk that says nothing in time is no more than less memory, either."""
        if self._digest is None:
            self._digest, self._counts = self._asked.answer(DISK_S, ("", {}))

    def _read(self) -> tuple[str, dict[str, int]]:
        try:
            with self._path.open("rb") as file:
                written = json.loads(file.read(LARGEST))
            return str(written["deck"]), {str(slide): int(count) for slide, count in written["slides"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return "", {}

    def _write(self) -> None:
        with self._writing:
            # As it is now: the last one to write is right.
            plain = {"deck": self._digest or "", "slides": dict(self._counts)}
            try:
                disk.replace(self._path, json.dumps(plain, ensure_ascii=False).encode())
            except OSError as error:
                tell(f"a slide's failure couldn't be noted: {error}")
