"""What all measurements share: screens, decks, homes, the rivals, and a slide that stands and waits for a hand."""

from __future__ import annotations

import contextlib
import itertools
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import decks
from tests.bench.decks import Made
from tests.bench.eyes import Eyes
from tests.bench.hand import Hand
from tests.bench.rivals import Rival, Run
from tests.bench.table import Goal, Pick, Row
from tests.journeys.screen import Screen

FULL_HD, ULTRA_HD = (1920, 1080), (3840, 2160)
SIZES = (10, 100, 1000, 5000)
SETTLES = 2.5
"""Seconds after the first picture in which whoever reads ahead does so."""

Values = dict[str, list[float]]


@dataclass
class Bench:
    """One run of the suite.

    Attributes:
        home: a folder for decks, caches and profiles. rivals: ours first; the other only where it is installed.
        quick: fewer repetitions, fewer sizes of deck and of screen. long: 4,000 changes of slide.
        tell: what is going on, for whoever waits.
        failed: parts that didn't come to their end.
    """

    home: Path
    rivals: list[Rival]
    quick: bool = False
    long: bool = False
    tell: Callable[[str], None] = lambda _: None
    failed: int = 0
    _screens: dict[tuple[int, int], Screen] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _made: dict[int, Made] = field(default_factory=dict)

    @property
    def ours(self) -> Rival:
        """Touyan."""
        return self.rivals[0]

    def times(self, full: int, quick: int) -> int:
        """How often something is done."""
        return quick if self.quick else full

    def made(self, slides: int) -> Made:
        """A deck of that many slides."""
        if slides not in self._made:
            self._made[slides] = decks.write(self.home / "decks" / str(slides), slides, self.home / "photos")
        return self._made[slides]

    def eyes(self, size: tuple[int, int] = FULL_HD) -> Eyes:
        """On a screen of that size; it stays until `close`."""
        if size not in self._screens:
            self._screens[size] = Screen(*size)
        return Eyes(self._screens[size])

    def new_home(self) -> Path:
        """An empty one."""
        return self.home / "homes" / str(next(self._numbers))

    def kept(self, group: str, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows of a part; where it fails, that is a row, and the parts after it are measured still."""
        try:
            yield from rows
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is told
            self.failed += 1
            self.tell("".join(traceback.format_exception(problem)) + "\n")
            yield Row(group, "a part stopped", "", note=f"{type(problem).__name__}: {problem}")

    def close(self) -> None:
        """Switch the screens off."""
        for screen in self._screens.values():
            screen.close()
        self._screens.clear()

    @contextlib.contextmanager
    def standing(self, rival: Rival, eyes: Eyes, made: Made, slide: int, *, home: Path | None = None,
                 cycling: bool = False) -> Iterator[tuple[Run, Hand]]:  # fmt: skip
        """A slide that stands, its neighbours read, and a visitor's hand before it (unless it is to cycle)."""
        eyes.blank()
        with rival.run(eyes.screen, made, home or self.new_home(), slide=slide, cycling=cycling) as run:
            eyes.screen.wait(eyes.lit, 90)
            time.sleep(SETTLES)
            hand = Hand(eyes.screen.name)
            try:
                hand.move(eyes.screen.width // 2, 4)
                if not cycling:
                    hand.key("Shift_L")  # it says that somebody is there, and means nothing to either
                    time.sleep(SETTLES)
                    eyes.rest(seconds=10)  # geese on a cover never do
                yield run, hand
            finally:
                hand.close()
            run.end()


def row(group: str, name: str, unit: str, values: Values, goal: Goal | None = None, pick: Pick = "median",
        note: str = "") -> Row:  # fmt: skip
    """A row of what was measured, by rival."""
    ours, theirs = (tuple(values.get(one, ())) for one in ("Touyan", "reveal.js"))
    return Row(group, name, unit, ours, theirs, goal, pick, note)


def of(slides: int) -> str:
    """How the table names a deck."""
    return f"{slides:,} slides"
