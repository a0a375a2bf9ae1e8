"""From the end of a save to the screen. A page in a browser stays as it is until somebody loads it anew."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator

from tests.bench.bench import SIZES, Bench, of, row
from tests.bench.decks import Made
from tests.bench.table import Goal, Row

GROUP = "save"
GOAL = Goal(400)


def measure(bench: Bench) -> Iterator[Row]:
    """Another theme is saved while figures stand."""
    for slides in SIZES if not bench.quick else (10, 1000):
        yield from bench.kept(GROUP, _rows(bench, slides))


def _rows(bench: Bench, slides: int) -> Iterator[Row]:
    first, last = _saves(bench, slides, bench.times(8, 4))
    yield row(GROUP, f"save → first pixel, {of(slides)}", "ms", {bench.ours.name: first}, GOAL, "p95")
    yield row(GROUP, f"save → all stands, {of(slides)}", "ms", {bench.ours.name: last}, None, "p95")


def _saves(bench: Bench, slides: int, times: int) -> tuple[list[float], list[float]]:
    eyes, folder = bench.eyes(), bench.home / "saved" / str(slides)
    shutil.copytree(bench.made(slides).folder, folder)
    made = Made(folder, slides)
    text = made.deck.read_text("utf-8")
    first, last = [], []
    with bench.standing(bench.ours, eyes, made, Made.place("stats")):
        for number in range(times):
            bench.tell(f"save, {of(slides)}: {number + 1}")
            before, aside = eyes.glance(), folder / "deck.part"
            aside.write_text(f"theme: {('night', 'paper')[number % 2]}\n{text}# {number}\n", "utf-8")  # none is known
            begun = time.perf_counter()
            aside.replace(made.deck)
            first.append(eyes.first_change(before, begun, 20))
            last.append(eyes.settled(begun, seconds=20))
    shutil.rmtree(folder)
    return first, last
