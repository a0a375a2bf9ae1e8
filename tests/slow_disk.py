"""A disk that takes ten seconds, and needs none of them: a test holds everything below one folder as long as it likes.

`SlowDisk` does so in the test's own process, at Python's doors to the disk, and notes whatever the UI thread asks of
it. What Qt opens by itself goes past it; tests/journeys/test_slow_disk holds the real program's.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import sqlite3
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

LONGEST_S = 20.0
"""However wrong a test goes, nothing is held for longer."""
DOORS = ("stat", "lstat", "open", "listdir", "scandir", "mkdir", "unlink", "remove", "rename", "replace", "readlink",
         "access", "statvfs")  # fmt: skip


class SlowDisk:
    """Everything below one folder.

    Attributes:
        felt: what the UI thread asked of it while it was slow, with the places it came from.
        asked: how much others asked of it meanwhile.
    """

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.felt, self.asked = str(folder), list[str](), 0
        self._answers = threading.Event()
        self._answers.set()
        for name in DOORS:
            patch.setattr(os, name, self._held(name, getattr(os, name)))
        patch.setattr(builtins, "open", self._held("open", open))
        patch.setattr(io, "open", self._held("open", io.open))
        patch.setattr(sqlite3, "connect", self._held("sqlite", sqlite3.connect))

    def _held(self, what: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def held(*args: Any, **named: Any) -> Any:
            if args and not self._answers.is_set() and self._is_ours(args[0]):
                if threading.current_thread() is threading.main_thread():
                    places = [f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_stack()[-6:-1]]
                    self.felt.append(f"{what} {args[0]} from {' < '.join(reversed(places))}")
                else:
                    self.asked += 1
                    self._answers.wait(LONGEST_S)
            return real(*args, **named)

        return held

    def _is_ours(self, path: object) -> bool:
        if isinstance(path, int):
            return False
        with contextlib.suppress(TypeError):
            return os.fspath(path).startswith(self.folder)  # type: ignore[call-overload, no-any-return]
        return False

    @contextlib.contextmanager
    def slow(self) -> Iterator[None]:
        """Nothing is answered meanwhile; and the UI thread must have asked nothing."""
        self._answers.clear()
        try:
            yield
        finally:
            self._answers.set()
        assert self.felt == []

    def answer(self) -> None:
        """From now on it is as quick as any other."""
        self._answers.set()


@pytest.fixture
def slow_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    """The test's own folder."""
    return SlowDisk(tmp_path, monkeypatch)
