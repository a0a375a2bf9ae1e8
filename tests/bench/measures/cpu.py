"""What a program takes of a processor while it stands, cycles, and is led."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench import proc
from tests.bench.bench import Bench, Values, of, row
from tests.bench.decks import Made
from tests.bench.rivals import Rival, both
from tests.bench.table import Goal, Row

GROUP = "processor"
DECK = 100
SLIDES_BY_ITSELF = 10
CHANGES = 10
PACE = 1.5
"""Seconds from one change to the next: long enough for what a slide shows when it comes."""


def measure(bench: Bench) -> Iterator[Row]:
    """Per cent of one core, of the whole family of processes."""
    eyes, made = bench.eyes(), bench.made(DECK)
    still: Values = {}
    attract: Values = {}
    led: Values = {}
    for turn, rival in both(bench.rivals, bench.times(3, 1)):
        bench.tell(f"processor, still and led: {turn + 1}, {rival.name}")
        with bench.standing(rival, eyes, made, Made.place("text")) as (run, hand):
            still.setdefault(rival.name, []).append(proc.used(run.pid, bench.times(20, 10)))
            before, begun = _now(run.pid), time.perf_counter()
            for _ in range(bench.times(CHANGES, 5)):
                hand.key("Right")
                time.sleep(PACE)
            passed = time.perf_counter() - begun
            led.setdefault(rival.name, []).append(proc.burnt(before, run.pid) * 100 / passed)
        attract.setdefault(rival.name, []).append(_attract(bench, rival, made))
    yield row(GROUP, f"a still slide, {of(DECK)}", "%", still, Goal(0.5))
    yield row(GROUP, f"cycling, a slide each 5 s, {of(DECK)}", "%", attract, Goal(0.2, ratio=True))
    yield row(GROUP, f"a key each {PACE:g} s, {of(DECK)}", "%", led)


def _attract(bench: Bench, rival: Rival, made: Made) -> float:
    bench.tell(f"processor, cycling: {rival.name}")
    with bench.standing(rival, bench.eyes(), made, Made.place("stats"), cycling=True) as (run, _):
        return proc.used(run.pid, 5.0 * bench.times(SLIDES_BY_ITSELF, 2))


def _now(pid: int) -> dict[int, float]:
    return {one: proc.seconds(one) for one in proc.family(pid)}
