"""The figures to reach, measured on the real program in a real window and printed in one table; nothing is asserted.

    python -m tests.bench              all of it, some five minutes
    python -m tests.bench start touch  only those: start, frames, touch, still, memory, save

Needs Xvfb and libXtst (it comes with xdotool). Two slow cores, no GPU: figures of another machine are other figures.
Everything is seen from outside: the frame buffer of the X server is mapped from a file and looked at each millisecond.
"""

from __future__ import annotations

import itertools
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from tests.bench.hand import Hand
from tests.journeys.screen import ROOT, Kiosk, Screen, running

SIZE = (1920, 1080)
STARTS = 5
CLICKS = 40
ROUNDS = (1, 2, 5, 10)
PLACES = 24
"""Steps that lead through the whole exhibit; what is too many only nudges at the end."""
ARROW = (1890, 480)

Row = tuple[str, str, str]


class Bench:
    """One screen and one empty cache for all measurements."""

    def __init__(self, screen: Screen, home: Path) -> None:
        self.screen, self.home = screen, home

    def start(self, *words: str, cache: str = "cache") -> AbstractContextManager[Kiosk]:
        return running(
            self.screen,
            *words,
            XDG_CACHE_HOME=str(self.home / cache),
            XDG_DATA_HOME=str(self.home / "data"),
            XDG_STATE_HOME=str(self.home / "state"),
        )

    def shows(self) -> bool:
        """Whether something stands on the screen, in all corners of it."""
        return all(self.screen.pixel(x, y) != b"\0\0\0" for x, y in ((8, 8), (1900, 8), (960, 540), (1900, 1070)))

    def blank(self) -> None:
        """The last window is gone and the screen is black again."""
        self.screen.wait(lambda: not any(self.screen.frame()[::4093]), 10)

    def row(self, y: int, left: int = 0, width: int = SIZE[0]) -> bytes:
        return self.screen.row(y, left, width)

    def changes(self, look: Callable[[], bytes], seconds: float) -> Iterator[float]:
        """When what is looked at changed."""
        last, end = look(), time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            seen = look()
            if seen != last:
                last = seen
                yield now
            time.sleep(0.0005)

    def first_change(self, look: Callable[[], bytes], before: bytes, begun: float, seconds: float = 2.0) -> float:
        """Milliseconds from `begun` until what is looked at is no longer `before`."""
        while look() == before:
            if time.perf_counter() - begun > seconds:
                return float("nan")
            time.sleep(0.0002)
        return (time.perf_counter() - begun) * 1000


def measure_start(bench: Bench) -> Iterator[Row]:
    """From the process' start to the first slide, with the kept picture and without, and until a visitor is obeyed."""
    hand = Hand(bench.screen.name)
    hand.move(*ARROW)
    for name, kept in (("empty cache", False), ("warm", True)):
        if kept:
            with bench.start() as kiosk:
                bench.screen.wait(bench.shows)
                bench.screen.wait(lambda: any((bench.home / "cache").rglob("*.bmp")), 20)
                kiosk.end()
        slide, alive = [], []
        for number in range(STARTS):
            bench.blank()
            begun = time.perf_counter()
            with bench.start(cache="cache" if kept else f"empty{number}") as kiosk:
                bench.screen.wait(bench.shows)
                slide.append(time.perf_counter() - begun)
                alive.append(obeyed(bench, hand) - begun)
                kiosk.end()
        goal = "≤ 0.60 s" if kept else ""
        yield f"process start → first slide, {name}", spread(slide, "s"), goal
        yield f"process start → a key is obeyed, {name}", spread(alive, "s"), ""
    hand.close()


def obeyed(bench: Bench, hand: Hand) -> float:
    """When a key turned the slide; keys before that are few, since each that waits turns one slide more."""
    before = bench.row(400)
    while True:
        hand.key("Right")
        for at in bench.changes(lambda: bench.row(400), 0.25):
            return at
        if bench.row(400) != before:
            return time.perf_counter()


def spread(values: list[float], unit: str) -> str:
    return f"{statistics.median(values):.2f} {unit} ({min(values):.2f}–{max(values):.2f})"


def measure_frames(bench: Bench) -> Iterator[Row]:
    """Pictures a second while a slide is pushed in, counted in the frame buffer."""
    rates, gaps = [], []
    with bench.start("--slide", "2") as kiosk:
        hand = ready(bench)
        for _ in range(14):
            hand.key("Right")
            # The curve eases out: towards its end a frame may move nothing. Its first 300 ms tell.
            times = list(bench.changes(lambda: bench.row(400), 0.6))
            times = [at for at in times if at - times[0] <= 0.3]
            if len(times) > 4:
                rates.append((len(times) - 1) / (times[-1] - times[0]))
                gaps += [(b - a) * 1000 for a, b in itertools.pairwise(times)]
            time.sleep(1.2)
        hand.close()
        kiosk.end()
    yield "transition, frames a second at 1920×1080", f"{statistics.median(rates):.0f} (worst {min(rates):.0f})", "≥ 55"
    yield "  longest between two frames", f"{percentile(gaps, 95):.0f} ms p95, {max(gaps):.0f} ms at worst", ""


def percentile(values: list[float], part: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part / 100 * (len(ordered) - 1)))]


def ready(bench: Bench) -> Hand:
    """The slide stands, a visitor is there, and the neighbours are built."""
    bench.screen.wait(bench.shows)
    time.sleep(1.5)
    hand = Hand(bench.screen.name)
    hand.move(*ARROW)
    hand.key("F1")
    time.sleep(2.5)
    return hand


def measure_touch(bench: Bench) -> Iterator[Row]:
    """From a button's press, as the X server gets it, to the first pixel that answers."""
    x, y = ARROW
    presses, drags, turns = [], [], []

    def at_arrow() -> bytes:
        return b"".join(bench.row(line, x - 20, 40) for line in range(y - 30, y + 31, 6))

    with bench.start("--slide", "5") as kiosk:
        hand = ready(bench)
        for _ in range(CLICKS):
            before, begun = at_arrow(), time.perf_counter()
            hand.press()
            presses.append(bench.first_change(at_arrow, before, begun))
            hand.move(x, y - 300)  # off the arrow: nothing is turned
            hand.release()
            time.sleep(0.12)
            hand.move(x, y)
            time.sleep(0.05)
        for _ in range(10):
            hand.move(1200, 300)
            hand.press()
            time.sleep(0.1)
            before, begun = bench.row(400), time.perf_counter()
            hand.move(1150, 300)
            drags.append(bench.first_change(lambda: bench.row(400), before, begun))
            time.sleep(0.15)
            hand.move(1150, 301)
            hand.release()
            time.sleep(1.2)
        for key in ("Right", "Left") * 5:
            before, begun = bench.row(400), time.perf_counter()
            hand.key(key)
            turns.append(bench.first_change(lambda: bench.row(400), before, begun))
            time.sleep(2.2)
        hand.close()
        kiosk.end()
    for name, values, goal in (
        (f"press → first changed pixel, {CLICKS} clicks", presses, "p95 ≤ 25 ms"),
        ("drag begins → the slide moves, 10 drags", drags, ""),
        ("key → first frame of the transition, 10 keys", turns, ""),
    ):
        yield name, f"p50 {percentile(values, 50):.0f} ms, p95 {percentile(values, 95):.0f} ms", goal


def cpu(pid: int) -> float:
    """Seconds of CPU a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def used(kiosk: Kiosk, seconds: float) -> str:
    """By the app and whoever watches it."""
    family = [kiosk.process.pid, *kiosk.children]
    before, begun = sum(map(cpu, family)), time.perf_counter()
    time.sleep(seconds)
    return f"{100 * (sum(map(cpu, family)) - before) / (time.perf_counter() - begun):.1f} %"


def measure_still(bench: Bench) -> Iterator[Row]:
    """CPU where nothing moves, and on the cover, where geese may."""
    with bench.start("--slide", "5") as kiosk:
        ready(bench).close()
        yield "CPU on a still slide, 10 s", used(kiosk, 10), "< 1 %"
        kiosk.end()
    with bench.start() as kiosk:
        hand = ready(bench)
        for key in ("Right", "Home"):  # a visitor came and went back to it: that it stands isn't enough for geese
            hand.key(key)
            time.sleep(1.5)
        yield "CPU on the cover, 10 s", used(kiosk, 10), ""
        hand.close()
        kiosk.end()


def memory(kiosk: Kiosk) -> float:
    """MB of the app's proportional set; its parent and that one's helper have some 18 more."""
    for line in Path(f"/proc/{kiosk.app}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def measure_memory(bench: Bench) -> Iterator[Row]:
    """The proportional set after rounds through the whole exhibit, by keys."""
    found, highest = {}, 0.0
    with bench.start() as kiosk:
        hand = ready(bench)
        begun = memory(kiosk)
        for number in range(1, max(ROUNDS) + 1):
            for _ in range(PLACES):
                hand.key("Right")
                time.sleep(0.95)
                highest = max(highest, memory(kiosk))
            hand.key("Home")
            time.sleep(5)
            if number in ROUNDS:
                found[number] = memory(kiosk)
        hand.close()
        kiosk.end()
    values = ", ".join(f"{found[number]:.0f}" for number in ROUNDS)
    yield "memory (PSS) at the first slide", f"{begun:.0f} MB", ""
    yield f"memory after rounds {', '.join(map(str, ROUNDS))}", f"{values} MB", "≤ 160 MB"
    yield "  highest in between", f"{highest:.0f} MB", ""
    yield "  from round 2 to round 10", f"{found[10] - found[2]:+.1f} MB", "flat"


def measure_save(bench: Bench) -> Iterator[Row]:
    """From the end of a save to the first changed pixel, and until the picture stands, on several slides."""
    folder = bench.home / "deck"
    shutil.copytree(ROOT / "data", folder)
    deck, text = folder / "deck.yaml", (folder / "deck.yaml").read_text("utf-8")
    first, last = [], []
    for slide in ("stats", "chart", "timeline", "photo"):
        deck.write_text(text, "utf-8")
        with bench.start(str(deck), "--slide", slide) as kiosk:
            ready(bench).close()
            for number in range(6):
                before = bench.screen.frame()
                colour = ("night", "paper")[number % 2]
                begun = time.perf_counter()
                deck.write_text(text.replace("\ntheme: paper", f"\ntheme: {colour}"), "utf-8")
                first.append(bench.first_change(bench.screen.frame, before, begun))
                last.append(max(bench.changes(bench.screen.frame, 0.6), default=begun) - begun)
            kiosk.end()
    yield (
        "save → first changed pixel, 24 saves",
        f"p50 {percentile(first, 50):.0f} ms, p95 {percentile(first, 95):.0f} ms",
        "≤ 400 ms",
    )
    whole = [max(one, two * 1000) for one, two in zip(first, last, strict=True)]
    yield "  → the whole picture", f"p50 {percentile(whole, 50):.0f} ms, p95 {percentile(whole, 95):.0f} ms", "≤ 400 ms"


MEASURES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "start": measure_start,
    "frames": measure_frames,
    "touch": measure_touch,
    "still": measure_still,
    "memory": measure_memory,
    "save": measure_save,
}


def main(wanted: list[str]) -> int:
    """Measure, and print a row as soon as it is known."""
    unknown = [name for name in wanted if name not in MEASURES]
    if unknown:
        print(f"There is no measurement {unknown[0]!r}; there are: {', '.join(MEASURES)}.", file=sys.stderr)
        return 2
    if shutil.which("Xvfb") is None:
        print("Xvfb isn't here; nothing can be measured without a screen.", file=sys.stderr)
        return 2
    screen = Screen(*SIZE)
    try:
        with tempfile.TemporaryDirectory() as home:
            bench = Bench(screen, Path(home))
            print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, no GPU")
            print(f"{'':46}{'measured':38}to reach")
            for name in wanted or MEASURES:
                for what, value, goal in MEASURES[name](bench):
                    print(f"{what:46}{value:38}{goal}", flush=True)
    finally:
        screen.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
