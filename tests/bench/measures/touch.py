"""From a key or a finger, as the X server gets it, to the first pixel that answers, and until all stands still."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench.bench import FULL_HD, ULTRA_HD, Bench, Values, of, row
from tests.bench.decks import Made
from tests.bench.rivals import both
from tests.bench.table import Goal, Row

GROUP = "answer"
GOAL = Goal(25)
DECK = 100


def measure(bench: Bench) -> Iterator[Row]:
    """A walk by keys through decks of two lengths and on two screens, and presses on an arrow."""
    times = bench.times(40, 10)
    yield from bench.kept(GROUP, _keys(bench, FULL_HD, DECK, times))
    yield from bench.kept(GROUP, _presses(bench, times))
    if not bench.quick:
        yield from bench.kept(GROUP, _keys(bench, FULL_HD, 5000, times))
        yield from bench.kept(GROUP, _keys(bench, ULTRA_HD, DECK, times))


def _keys(bench: Bench, size: tuple[int, int], slides: int, times: int) -> Iterator[Row]:
    eyes = bench.eyes(size)
    first: Values = {}
    last: Values = {}
    for part, rival in both(bench.rivals, bench.times(2, 1)):
        bench.tell(f"keys at {size[0]}×{size[1]}, {of(slides)}: {part + 1}, {rival.name}")
        with bench.standing(rival, eyes, bench.made(slides), Made.place("stats")) as (_, hand):
            for _ in range(times // bench.times(2, 1)):
                before, begun = eyes.glance(), time.perf_counter()
                hand.key("Right")
                first.setdefault(rival.name, []).append(eyes.first_change(before, begun))
                last.setdefault(rival.name, []).append(eyes.settled(begun))
    where = f"{size[0]}×{size[1]}, {of(slides)}"
    yield row(GROUP, f"key → first pixel, {where}", "ms", first, GOAL, "p95")
    yield row(GROUP, f"key → all stands, {where}", "ms", last, None, "p95")


def _presses(bench: Bench, times: int) -> Iterator[Row]:
    """A finger comes down on an arrow: ours answers at once, the other when it lifts, which is then at once as well."""
    eyes = bench.eyes()
    width, height = FULL_HD
    found: Values = {}
    for part, rival in both(bench.rivals, bench.times(2, 1)):
        bench.tell(f"presses: {part + 1}, {rival.name}")
        x, y = rival.arrow(width, height)
        with bench.standing(rival, eyes, bench.made(DECK), Made.place("text")) as (_, hand):
            hand.move(x, y)
            eyes.rest()
            for _ in range(times // bench.times(2, 1)):
                before, begun = _near(bench, x, y), time.perf_counter()
                hand.press()
                if rival is not bench.ours:
                    hand.release()
                found.setdefault(rival.name, []).append(_answer(bench, x, y, before, begun))
                if rival is bench.ours:
                    hand.move(x, y - 300)  # off the arrow: nothing is turned
                    hand.release()
                    time.sleep(0.2)
                    hand.move(x, y)
                time.sleep(0.1)
                eyes.rest(quiet=0.4)
    note = "at the arrow"
    yield row(GROUP, f"press → first pixel, {of(DECK)}", "ms", found, GOAL, "p95", note)


def _near(bench: Bench, x: int, y: int) -> bytes:
    """What an answer changes: the arrow itself, or the whole slide."""
    screen = bench.eyes().screen
    around = [screen.row(line, x - 20, 40) for line in range(y - 30, y + 31, 6)]
    return b"".join([*around, bench.eyes().glance()])


def _answer(bench: Bench, x: int, y: int, before: bytes, begun: float) -> float:
    while _near(bench, x, y) == before:
        if time.perf_counter() - begun > 3:
            return float("nan")
        time.sleep(0.0003)
    return (time.perf_counter() - begun) * 1000
