"""Touyan on a screen, as the hall has it: the watching parent, the app and the helper, in a home of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.decks import Made
from tests.journeys.screen import Kiosk, running


class _Run:
    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk

    @property
    def pid(self) -> int:
        return self._kiosk.process.pid

    def end(self) -> None:
        code, said = self._kiosk.end()
        if code:
            raise RuntimeError(f"kiosk ended with {code}: {said.strip()[-400:]}")


class Touyan:
    """The program of this checkout."""

    name = "Touyan"
    moves = 0.30
    """Of 420 ms."""

    @contextlib.contextmanager
    def run(self, screen: Any, made: Made, home: Path, *, slide: int = 1, cycling: bool = False) -> Iterator[_Run]:
        """It cycles by itself until a key comes: what isn't `cycling` gets one from whoever measures."""
        words = ("--slide", str(slide)) if slide > 1 else ()
        # As in a hall, where Python may keep what it compiled: without that each start compiles all of it anew.
        kept = {"PYTHONDONTWRITEBYTECODE": ""}
        with running(screen, str(made.deck), *words, TOUYAN_HOME=str(home), **kept) as kiosk:
            yield _Run(kiosk)

    def arrow(self, width: int, height: int) -> tuple[int, int]:
        """At the right edge, in the middle."""
        return round(width * 1890 / 1920), round(height * 480 / 1080)
