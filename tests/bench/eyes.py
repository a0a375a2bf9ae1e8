"""What is seen on a screen, and when: its frame buffer is looked at some thousand times a second."""

from __future__ import annotations

import itertools
import math
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np

from tests.journeys.screen import Screen

ROWS = 27
"""Rows of pixels that are looked at: evenly over the screen, whatever its size."""
LOOK = 0.0003
"""Seconds between two looks; a look at all rows takes a tenth of that."""
APART = 0.01
"""Seconds between what two rows show, for it to be two frames: a frame of 3840×2160 is copied in less."""
SAME_INK = 0.6
"""Of the pixels that aren't ground, so many stand as they will: figures may still count, geese flap."""
SAME = 0.85
"""And of all pixels so many."""


class Eyes:
    """Looks at some rows of a screen."""

    def __init__(self, screen: Screen, rows: int = ROWS) -> None:
        self.screen = screen
        step = screen.height / rows
        self.rows: tuple[int, ...] = tuple(int(step * (one + 0.5)) for one in range(rows))

    def glance(self) -> bytes:
        """The rows as they are now."""
        return b"".join([self.screen.row(y) for y in self.rows])

    def blank(self, seconds: float = 15) -> None:
        """Wait until the last window has gone and the screen is black."""
        self.screen.wait(lambda: not any(self.screen.frame()[::4093]), seconds)

    def lit(self) -> bool:
        """Whether something stands in all corners of the screen."""
        right, low = self.screen.width - 9, self.screen.height - 9
        corners = ((8, 8), (right, 8), (right // 2, low // 2), (8, low), (right, low))
        return all(self.screen.pixel(x, y) != b"\0\0\0" for x, y in corners)

    def first_change(self, before: bytes, begun: float, seconds: float = 3.0) -> float:
        """Milliseconds from `begun` until it is no longer `before`; nan where nothing comes."""
        while self.glance() == before:
            if time.perf_counter() - begun > seconds:
                return float("nan")
            time.sleep(LOOK)
        return (time.perf_counter() - begun) * 1000

    def settled(self, begun: float, quiet: float = 0.6, seconds: float = 6.0) -> float:
        """Milliseconds from `begun` to the last change before everything stands still for that long."""
        last, since = self.glance(), time.perf_counter()
        while time.perf_counter() - since < quiet:
            time.sleep(0.002)
            now = self.glance()
            if now != last:
                last, since = now, time.perf_counter()
            if since - begun > seconds:
                return float("nan")
        return (since - begun) * 1000

    def rest(self, quiet: float = 0.6, seconds: float = 30.0) -> bool:
        """Wait until everything stands still; whether it did."""
        return not math.isnan(self.settled(time.perf_counter(), quiet, seconds))

    def frames(self, seconds: float, act: Callable[[int], None] | None = None, every: float = 0.008) -> list[float]:
        """When frames were seen; see `frames_of`.

        Args:
            seconds: to look. act: what a hand does meanwhile, handed 0, 1, 2, …; every: seconds from one to the next.
        """
        last = [self.screen.row(y) for y in self.rows]
        times: list[list[float]] = [[] for _ in self.rows]
        begun = time.perf_counter()
        step = 0
        while (now := time.perf_counter()) - begun < seconds:
            if act is not None and now - begun >= step * every:
                act(step)
                step += 1
            for index, y in enumerate(self.rows):
                seen = self.screen.row(y)
                if seen != last[index]:
                    last[index] = seen
                    times[index].append(now)
            time.sleep(LOOK)
        return frames_of(times)


class Likeness:
    """What a slide looks like once it stands, to know it by when it first does."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes
        self._pixels = self._look()
        values, counts = np.unique(self._pixels, return_counts=True)
        self._ink = self._pixels != values[counts.argmax()]

    def stands(self) -> bool:
        """Whether the screen shows it."""
        same = self._look() == self._pixels
        ink = same[self._ink]
        return float(same.mean()) >= SAME and (not len(ink) or float(ink.mean()) >= SAME_INK)

    def _look(self) -> np.ndarray:
        return np.frombuffer(self._eyes.glance(), np.uint32)[::3]


def frames_of(rows: Sequence[Sequence[float]]) -> list[float]:
    """When a frame came, by when each row changed.

    A frame that is being copied is seen in several rows, but once in each: so it is the busiest row that tells. Where
    that one is blank for a while, since nothing that moves has come to it, the others tell what lies well between.
    """
    busiest = max(rows, key=len)
    found = list(busiest)
    for at in sorted(one for row in rows for one in row):
        after = bisect_left(found, at)
        if 0 < after < len(found) and min(at - found[after - 1], found[after] - at) >= APART:
            found.insert(after, at)
    return found


def rate(times: Sequence[float]) -> float:
    """Frames a second; nan where there weren't enough to tell."""
    return (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else float("nan")


def gaps(times: Sequence[float]) -> list[float]:
    """Milliseconds between one frame and the next."""
    return [(after - before) * 1000 for before, after in itertools.pairwise(times)]
