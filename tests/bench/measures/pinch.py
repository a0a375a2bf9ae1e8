"""Two fingers on a photograph, on a real touch panel of the X server: XTest has one finger.

That server's frame buffer can't be mapped, so it is asked for one row of pixels a thousand times a second; it takes
some of the other core, from both rivals alike.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.bench import Bench
from tests.bench.decks import Made
from tests.bench.eyes import Eyes
from tests.bench.rivals import Rival, both
from tests.journeys.panel import DOWN, MOVE, UP, Panel

DECK = 10
MOVING = 2.0
APART = (0.06, 0.16)
"""The fingers' distance from their middle, as parts of the screen's width: the least and the greatest."""


class Touchscreen(Panel):
    """A panel that can be waited for as a screen is."""

    def wait(self, done: Callable[[], bool], seconds: float = 30) -> float:
        """Look until something is so; the seconds it took."""
        begun = time.perf_counter()
        self.until(done, seconds)
        return time.perf_counter() - begun


def pinches(bench: Bench, size: tuple[int, int]) -> dict[str, list[list[float]]]:
    """When frames were seen: by rival, and each time."""
    found: dict[str, list[list[float]]] = {}
    with _touchscreen(bench.new_home(), size) as screen:
        for turn, rival in both(bench.rivals, bench.times(3, 1)):
            bench.tell(f"a photograph is pinched at {size[0]}×{size[1]}: {turn + 1}, {rival.name}")
            found.setdefault(rival.name, []).append(_pinched(bench, rival, screen))
    return found


@contextlib.contextmanager
def _touchscreen(folder: Path, size: tuple[int, int]) -> Iterator[Any]:
    folder.mkdir(parents=True)
    screen = Touchscreen(folder, *size)
    try:
        yield screen
    finally:
        screen.close()


def _pinched(bench: Bench, rival: Rival, screen: Any) -> list[float]:
    eyes = Eyes(screen, rows=1)
    x, y = screen.width / 2, screen.height * 0.4
    with bench.standing(rival, eyes, bench.made(DECK), Made.place("photo")):

        def spread(kind: int, apart: float) -> None:
            for finger, side in ((1, -1), (2, 1)):
                screen.touch(finger, kind, x + side * apart * screen.width, y)

        def act(step: int) -> None:
            part = (1 - math.cos(step / 120 * math.tau)) / 2
            spread(MOVE, APART[0] + (APART[1] - APART[0]) * part)

        spread(DOWN, APART[0])
        for step in range(20):
            act(step)
            time.sleep(0.008)
        times = eyes.frames(MOVING, lambda step: act(step + 20))
        spread(UP, APART[0])
    return times
