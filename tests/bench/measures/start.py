"""From the process' start to its first slide, and until a visitor is obeyed."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bench import SIZES, Bench, Values, of, row
from tests.bench.decks import Made
from tests.bench.eyes import Eyes, Likeness
from tests.bench.hand import Hand
from tests.bench.rivals import Rival, both
from tests.bench.table import Goal, Row

LONGEST = 60
"""Seconds that anybody would wait."""
GROUP = "start"
GOALS = {10: Goal(0.5, ratio=True), 5000: Goal(0.33, ratio=True)}
ASK_AGAIN = 1.0
"""Seconds until a key is pressed anew: one that came too early may be lost, and one that waits turns a slide more."""


def measure(bench: Bench) -> Iterator[Row]:
    """Every size of deck, with what the program kept of an earlier run and without."""
    medians: dict[tuple[str, int], float] = {}
    for slides in SIZES if not bench.quick else (10, 5000):
        yield from bench.kept(GROUP, _starts(bench, slides, medians))
    for cache in ("warm", "empty"):
        if {(cache, 10), (cache, 5000)} <= medians.keys():
            more = (medians[cache, 5000] / medians[cache, 10] - 1) * 100
            name = f"first slide, {cache} cache: 5,000 slides take more than 10"
            yield row(GROUP, name, "%", {bench.ours.name: [more]}, Goal(10))


def _starts(bench: Bench, slides: int, medians: dict[tuple[str, int], float]) -> Iterator[Row]:
    eyes, made = bench.eyes(), bench.made(slides)
    warm = {rival.name: bench.new_home() for rival in bench.rivals}
    # Twice: of a long deck the first run keeps what it compiled, and the second its first picture.
    known = {rival.name: [_first(eyes, rival, made, warm[rival.name]) for _ in range(2)][-1] for rival in bench.rivals}
    for cache in ("warm", "empty"):
        shown: Values = {}
        alive: Values = {}
        for turn, rival in both(bench.rivals, bench.times(5, 1)):
            bench.tell(f"start, {of(slides)}, {cache}: {turn + 1}, {rival.name}")
            home = warm[rival.name] if cache == "warm" else bench.new_home()
            first, obeyed = _once(eyes, rival, made, home, known[rival.name])
            shown.setdefault(rival.name, []).append(first)
            alive.setdefault(rival.name, []).append(obeyed)
        medians[cache, slides] = statistics.median(shown[bench.ours.name])
        yield row(GROUP, f"first slide, {cache} cache, {of(slides)}", "s", shown, GOALS.get(slides))
        yield row(GROUP, f"a key is obeyed, {cache} cache, {of(slides)}", "s", alive)


def _first(eyes: Eyes, rival: Rival, made: Made, home: Path) -> Likeness:
    """What the first slide looks like; and the cache is warm."""
    eyes.blank()
    with rival.run(eyes.screen, made, home) as run:
        eyes.screen.wait(eyes.lit, 90)
        time.sleep(3)  # all that moves has arrived; the next slide comes after 5
        likeness = Likeness(eyes)
        time.sleep(5)
        run.end()
    return likeness


def _once(eyes: Eyes, rival: Rival, made: Made, home: Path, likeness: Likeness) -> tuple[float, float]:
    """Seconds to the first slide, and until a key has turned it."""
    eyes.blank()
    hand = Hand(eyes.screen.name)
    hand.move(eyes.screen.width // 2, 4)
    begun = time.perf_counter()
    with rival.run(eyes.screen, made, home) as run:
        eyes.screen.wait(likeness.stands, LONGEST)
        shown = time.perf_counter() - begun
        asked = 0.0
        while likeness.stands() and time.perf_counter() - begun < LONGEST:
            if time.perf_counter() - asked > ASK_AGAIN:
                hand.key("Right")
                asked = time.perf_counter()
            time.sleep(0.002)
        obeyed = math.nan if likeness.stands() else time.perf_counter() - begun
        hand.close()
        run.end()
    return shown, obeyed
