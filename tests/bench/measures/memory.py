"""Memory of everything a program started, after its start and after many changes of slide."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator

from tests.bench import proc
from tests.bench.bench import SIZES, Bench, Values, of, row
from tests.bench.eyes import Eyes
from tests.bench.hand import Hand
from tests.bench.rivals import Rival, both
from tests.bench.table import Goal, Row

GROUP = "memory"
GOAL = Goal(0.35, ratio=True)
DECK = 100
FEW = 40
TURN = 2 * (DECK - 1)
"""Changes there and back: after each the same slide stands, so that the same is compared."""
THOUSAND, LONG, QUICK = FEW + 5 * TURN, FEW + 20 * TURN, FEW + TURN
QUIET = 6
"""Seconds after which whoever gives memory back has done so."""


def measure(bench: Bench) -> Iterator[Row]:
    """PSS, from smaps_rollup, of the whole family of processes; what grows, by what they alone wrote."""
    yield from bench.kept(GROUP, _after_start(bench))
    yield from bench.kept(GROUP, _after_changes(bench))


def _after_start(bench: Bench) -> Iterator[Row]:
    eyes = bench.eyes()
    medians: dict[int, float] = {}
    for slides in SIZES if not bench.quick else (10, 5000):
        found: Values = {}
        for turn, rival in both(bench.rivals, bench.times(3, 1)):
            bench.tell(f"memory after start, {of(slides)}: {turn + 1}, {rival.name}")
            with bench.standing(rival, eyes, bench.made(slides), 1) as (run, _):
                time.sleep(QUIET)
                found.setdefault(rival.name, []).append(proc.memory(proc.family(run.pid)))
        medians[slides] = statistics.median(found[bench.ours.name])
        yield row(GROUP, f"after start, {of(slides)}", "MB", found, GOAL)
    more = {bench.ours.name: [medians[5000] - medians[10]]}
    yield row(GROUP, "after start: 5,000 slides take more than 10", "MB", more, Goal(15))


def _after_changes(bench: Bench) -> Iterator[Row]:
    most = LONG if bench.long else QUICK if bench.quick else THOUSAND
    found = {rival.name: _walk(bench, rival, most) for rival in bench.rivals}
    for changes in dict.fromkeys((FEW, min(most, THOUSAND), most)):
        values = {name: [one[changes][0]] for name, one in found.items() if changes in one}
        goal = GOAL if len(values) == len(bench.rivals) else None
        yield row(GROUP, f"after {changes:,} changes, {of(DECK)}", "MB", values, goal)
    growth = {name: [one[most][1] - one[FEW][1]] for name, one in found.items() if most in one}
    yield row(GROUP, f"growth from {FEW} to {most:,} changes, what is shared left out", "MB", growth, Goal(3))


def _walk(bench: Bench, rival: Rival, most: int) -> dict[int, tuple[float, float]]:
    """There and back through the deck; MB after some numbers of changes, with a part of what is shared and without."""
    # Only ours has to stay flat over thousands of them; the other's thousand is there to compare with.
    stops = [one for one in (FEW, QUICK, THOUSAND, LONG) if one <= most]
    stops = stops if rival is bench.ours else [one for one in stops if one <= (FEW if bench.quick else THOUSAND)]
    eyes, done = bench.eyes(), 0
    found: dict[int, tuple[float, float]] = {}
    with bench.standing(rival, eyes, bench.made(DECK), 1) as (run, hand):
        for stop in stops:
            bench.tell(f"memory after {stop:,} changes, {rival.name}")
            for change in range(done, stop):
                _turn(eyes, hand, change, 0.2 if bench.quick else 0.45)
            done = stop
            time.sleep(QUIET)
            family = proc.family(run.pid)
            found[stop] = proc.memory(family), proc.written(family)
    return found


def _turn(eyes: Eyes, hand: Hand, change: int, pace: float) -> None:
    """One change that is seen: whoever is behind with his keys is waited for, and has really made them."""
    before, begun = eyes.glance(), time.perf_counter()
    hand.key("Right" if change % TURN < TURN // 2 else "Left")
    if math.isnan(eyes.first_change(before, begun, 10)):
        raise TimeoutError(f"a key turned no slide after {change:,} changes")
    time.sleep(pace)
