"""Frames a second, and the longest wait between two, while something moves: counted in the frame buffer."""

from __future__ import annotations

import functools
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.bench import FULL_HD, ULTRA_HD, Bench, Values, row
from tests.bench.decks import KINDS, Made
from tests.bench.eyes import gaps, rate
from tests.bench.hand import Hand
from tests.bench.measures.pinch import pinches
from tests.bench.rivals import Rival, both
from tests.bench.table import Goal, Row
from tests.journeys.panel import there

GROUP = "frames"
Found = dict[str, list[list[float]]]
"""When frames were seen: by rival, and each time."""
DECK = 100
LONGEST = {FULL_HD: Goal(25), ULTRA_HD: Goal(33)}
HELD = 0.7
"""Seconds that a finger rests before it goes from mark to mark."""
COUNTING = (0.5, 0.5)
"""When figures count: seconds after the key, once the slide stands, and for how long each frame differs."""
LATE = 0.5
"""Seconds after a key in which the first frame comes."""
MOVING = 2.0
ZOOM = 6
"""Notches, until there is more of a timeline than the screen holds."""


@dataclass(frozen=True)
class Motion:
    """Something that a hand moves on a slide, to and fro.

    Attributes:
        name: for the table. kind: of slide. x, y: where it is taken hold of, as parts of the screen.
        reach: how far it is moved, as a part of the screen's width.
        hold: whether the hand rests first. zoomed: whether the slide is zoomed first.
        shared: whether the other has it too.
    """

    name: str
    kind: str
    x: float
    y: float
    reach: float
    hold: bool = False
    zoomed: bool = False
    shared: bool = False


MOTIONS = (
    Motion("a slide is dragged", "text", 0.62, 0.3, 0.25),
    Motion("a chart of 120 marks is scrubbed", "line", 0.68, 0.5, 0.18, hold=True, shared=True),
    Motion("a timeline is dragged", "timeline", 0.5, 0.69, 0.15, zoomed=True),
    Motion("a timeline is scrubbed", "timeline", 0.4, 0.81, 0.2, zoomed=True),
)


def measure(bench: Bench) -> Iterator[Row]:
    """Transitions, drags, scrubbing, counting, pinching on two sizes of screen."""
    for size in (FULL_HD,) if bench.quick else (FULL_HD, ULTRA_HD):
        parts: list[tuple[str, Callable[[], Found]]] = [
            (f"transitions ({DECK} slides)", functools.partial(_transitions, bench, size)),
            *((motion.name, functools.partial(_moves, bench, size, motion)) for motion in MOTIONS),
            ("figures count", functools.partial(_counting, bench, size)),
        ]
        if there():
            parts.append(("a photograph is pinched", functools.partial(pinches, bench, size)))
        for name, part in parts:
            yield from bench.kept(GROUP, _rows(size, name, part))
    if not there():
        yield Row(GROUP, "a photograph is pinched", "", note="skipped: no Xorg with a touch panel here")


def _rows(size: tuple[int, int], name: str, part: Callable[[], Found]) -> Iterator[Row]:
    where, found = f"{name}, {size[0]}×{size[1]}", part()
    rates: Values = {rival: [rate(times) for times in all_times] for rival, all_times in found.items()}
    longest: Values = {
        rival: [max(gaps(times), default=math.nan) for times in all_times] for rival, all_times in found.items()
    }
    goal = Goal(55, least=True) if size == FULL_HD else None
    yield row(GROUP, f"{where}: frames a second", "/s", rates, goal)
    yield row(GROUP, f"{where}: longest gap", "ms", longest, LONGEST[size], "worst")


def _transitions(bench: Bench, size: tuple[int, int]) -> Found:
    """Only the part of the change in which every frame differs: see `Rival.moves`."""
    eyes = bench.eyes(size)
    found: Found = {}
    for turn, rival in both(bench.rivals, bench.times(2, 1)):
        bench.tell(f"transitions at {size[0]}×{size[1]}: {turn + 1}, {rival.name}")
        with bench.standing(rival, eyes, bench.made(DECK), Made.place("stats", turn)) as (_, hand):
            for _ in range(bench.times(9, 6)):
                hand.key("Right")
                times = eyes.frames(rival.moves + LATE)
                found.setdefault(rival.name, []).append([at for at in times if at - times[0] <= rival.moves])
                eyes.rest()
                time.sleep(0.3)
    return found


def _moves(bench: Bench, size: tuple[int, int], motion: Motion) -> Found:
    found: Found = {}
    for turn, rival in both(bench.rivals if motion.shared else bench.rivals[:1], bench.times(3, 1)):
        bench.tell(f"{motion.name} at {size[0]}×{size[1]}: {turn + 1}, {rival.name}")
        found.setdefault(rival.name, []).append(_moved(bench, rival, size, motion))
    return found


def _moved(bench: Bench, rival: Rival, size: tuple[int, int], motion: Motion) -> list[float]:
    eyes = bench.eyes(size)
    x, y, reach = motion.x * size[0], round(motion.y * size[1]), motion.reach * size[0]
    with bench.standing(rival, eyes, bench.made(DECK), Made.place(motion.kind)) as (_, hand):
        hand.move(round(x), y)
        if motion.zoomed:
            hand.zoom(ZOOM)
        eyes.rest()
        hand.press()
        time.sleep(HELD if motion.hold else 0.05)
        _swing(hand, x, y, reach)(0)
        times = eyes.frames(MOVING, _swing(hand, x, y, reach))
        hand.release()
    return times[2:]  # before the first the hand has to come out of the place where it pressed


def _swing(hand: Hand, x: float, y: int, reach: float) -> Callable[[int], None]:
    """A hand that goes to and fro, never faster than a hand does, and never stands: each step is seen."""
    period = 200  # steps of 8 ms
    places = [abs((step / period * 4) % 4 - 2) - 1 for step in range(period)]

    def act(step: int) -> None:
        hand.move(round(x + reach * places[(step + period // 4) % period]), y)

    return act


def _counting(bench: Bench, size: tuple[int, int]) -> Found:
    """Ours alone: reveal.js has nothing that counts. Figures count once a visit, so each time they are others."""
    eyes, found = bench.eyes(size), []
    with bench.standing(bench.ours, eyes, bench.made(DECK), Made.place("stats", 1) - 1) as (_, hand):
        for number in range(bench.times(6, 3)):
            bench.tell(f"figures count at {size[0]}×{size[1]}: {number + 1}")
            hand.key("Right")
            time.sleep(COUNTING[0])
            found.append(eyes.frames(COUNTING[1]))
            for _ in range(len(KINDS) - 1):
                eyes.rest(quiet=0.3)
                hand.key("Right")
            eyes.rest()
            time.sleep(0.5)
    return {bench.ours.name: found}
