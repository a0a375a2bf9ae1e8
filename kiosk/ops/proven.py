"""Decks that ran well: what safe mode goes back to. A deck that passes every check may still bring the app down."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from kiosk.ops import disk

AFTER_S = 600
"""A deck has run well after so long."""
MOST = 8
"""Decks that are remembered."""
LARGEST = 64 * 1024
NAME = "proven.json"


class Proven:
    """The digests of the last few decks that ran well, in one small file."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def holds(self, digest: str) -> bool:
        """Whether a deck with that text ran well once. Reads the file."""
        return digest in self._read()

    def note(self, digest: str) -> None:
        """A deck ran well. Writes the file."""
        known = self._read()
        if digest in known[:1]:
            return
        kept = [digest, *(other for other in known if other != digest)][:MOST]
        with contextlib.suppress(OSError):
            disk.replace(self._path, json.dumps(kept).encode())

    def _read(self) -> list[str]:
        try:
            with self._path.open("rb") as file:
                written = json.loads(file.read(LARGEST))
        except (OSError, ValueError, RecursionError):
            return []
        return [one for one in written if isinstance(one, str)][:MOST] if isinstance(written, list) else []
