"""The soak in real time: the real command in a real window, a visitor who comes and goes, and what it all holds.

Nothing of the program is touched or asked: a mouse and a keyboard of the X server's, a deck that is saved, a screen
that is turned, and every ten seconds a look into /proc.
"""

from __future__ import annotations

import csv
import itertools
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from tests.bench.hand import Hand
from tests.bench.proc import family
from tests.journeys.screen import ROOT, Kiosk, Screen, running
from tests.soak.held import Held, held_by

SIZE = (1920, 1080)
EVERY_S = 10.0
"""Between two looks."""
WARM = 1 / 4
"""The part of the time after which growth counts: by then it was turned, and seen in each of its languages."""
MOST_MB_H = 3.0
"""Growth that is called none: the curve wanders more with what happens to stand on the screen."""
LOW_S = 300.0
HEAD = ("seconds", "pss_mb", "own_mb", "small_mb", "handles", "threads", "processes")


@dataclass(frozen=True)
class Look:
    """What was held so many seconds after the start.

    Attributes:
        seconds: since then. held: that.
    """

    seconds: float
    held: Held


@dataclass(frozen=True)
class Slope:
    """Least squares: MB an hour, and how sure that is (one standard error)."""

    mb_h: float
    error: float


def slope_of(points: list[tuple[float, float]]) -> Slope:
    """Of points (s, MB)."""
    count = len(points)
    if count < 3:
        return Slope(0.0, float("inf"))
    mean_x = sum(x for x, _ in points) / count
    mean_y = sum(y for _, y in points) / count
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    rest = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return Slope(slope * 3600, (rest / (count - 2) / spread) ** 0.5 * 3600)


def lows_of(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The lowest in each five minutes: what stands on the screen adds to it, and a leak lifts it."""
    lows: dict[int, tuple[float, float]] = {}
    for x, y in points:
        part = int(x // LOW_S)
        if part not in lows or y < lows[part][1]:
            lows[part] = (x, y)
    return list(lows.values())


class Visitor:
    """Somebody with a mouse for a finger. What comes next is drawn from the seed."""

    def __init__(self, hand: Hand, chance: random.Random, over: threading.Event) -> None:
        self._hand, self._chance, self._over = hand, chance, over

    def visit(self) -> None:
        """Come, look around, go without a word."""
        for _ in range(self._chance.randint(3, 30)):
            if self._over.is_set():
                return
            self._chance.choice((self.tap, self.tap, self.rail, self.arrow, self.arrow, self.swipe, self.swipe,
                                 self.wander, self.key, self.key))()  # fmt: skip
            self._over.wait(self._chance.choice((0.1, 0.6, 1.5, 4.0)))

    def tap(self) -> None:
        """Somewhere on the slide: a mark, an event, a picture, or nothing."""
        self._touch(self._within(120, 1800, 120, 940))

    def rail(self) -> None:
        """Somewhere on the rail: chapters, languages, text size, overview."""
        self._touch(self._within(10, 1910, 985, 1070))

    def arrow(self) -> None:
        """On, or back."""
        self._touch((self._chance.choice((1890, 1890, 30)), 480))

    def swipe(self) -> None:
        """Across, fast or slowly, sometimes only half-way."""
        way = self._chance.choice((-1, -1, 1)) * self._chance.choice((120, 500, 900))
        start = self._within(960 - 60, 960 + 60, 250, 800)
        self._drag([(start[0] + way * step // 12, start[1]) for step in range(13)])

    def wander(self) -> None:
        """A finger that is put down and doesn't know where to go."""
        self._drag([self._within(200, 1700, 150, 900) for _ in range(self._chance.randint(2, 9))])

    def key(self) -> None:
        """A presenter's clicker."""
        self._hand.key(self._chance.choice(("Next", "Next", "Next", "Prior", "Home", "End")))

    def hold_corner(self) -> None:
        """Staff: the corner is held, the pad comes up, and nobody enters anything."""
        self._hand.move(12, 12)
        self._hand.press()
        self._over.wait(3.4)
        self._hand.release()

    def _within(self, left: int, right: int, top: int, bottom: int) -> tuple[int, int]:
        return self._chance.randint(left, right), self._chance.randint(top, bottom)

    def _touch(self, at: tuple[int, int]) -> None:
        self._drag([at])

    def _drag(self, way: list[tuple[int, int]]) -> None:
        self._hand.move(*way[0])
        self._hand.press()
        for at in way[1:]:
            self._over.wait(self._chance.choice((0.008, 0.016, 0.03)))
            self._hand.move(*at)
        self._over.wait(0.04)
        self._hand.release()


def saves(deck: Path) -> Iterator[Callable[[], object]]:
    """What a curator does, over and over: another colour, a mistake, put right, another figure, and back."""
    text = deck.read_text("utf-8")
    night, wrong = text.replace("\ntheme: paper", "\ntheme: night"), text.replace("headline:", "headlin:", 1)
    other = text.replace("1590", "1591")
    if len({text, night, wrong, other}) < 4:
        raise ValueError("the bundled deck has changed: say here what to save")
    for written in itertools.cycle((night, wrong, night, text, other, wrong, text)):
        yield lambda written=written: deck.write_text(written, "utf-8")  # type: ignore[misc]


class Hour:
    """One run."""

    def __init__(self, minutes: float, seed: int, out: Path, tell: Callable[[str], None]) -> None:
        self._minutes, self._seed, self._out, self._tell = minutes, seed, out, tell
        self._looks: list[Look] = []
        self._over = threading.Event()

    def run(self) -> bool:
        """Do it; whether it held."""
        self._out.mkdir(parents=True, exist_ok=True)
        screen = Screen(SIZE[0], SIZE[0])
        try:
            shapes(screen)
            with tempfile.TemporaryDirectory() as folder:
                home = Path(folder)
                shutil.copytree(ROOT / "data", home / "deck")
                with running(screen, str(home / "deck"), TOUYAN_HOME=str(home / "home"), LC_ALL="C.UTF-8") as kiosk:
                    screen.wait(lambda: screen.pixel(100, 100) != b"\0\0\0", 60)
                    self._soak(screen, kiosk, home / "deck" / "deck.yaml")
                    code, said = kiosk.end()
                log = home / "home" / "state" / "log"
                logged = "".join(path.read_text("utf-8") for path in sorted(log.glob("*"), reverse=True))
        finally:
            screen.close()
        (self._out / "log.txt").write_text(logged, "utf-8")
        return self._judge(code, complaints(logged), said)

    def _soak(self, screen: Screen, kiosk: Kiosk, deck: Path) -> None:
        looking = threading.Thread(target=self._look_on, args=(kiosk,), name="looking")
        looking.start()
        try:
            self._live(screen, kiosk, deck)
        finally:
            self._over.set()
            looking.join()

    def _live(self, screen: Screen, kiosk: Kiosk, deck: Path) -> None:
        """Visits, saves, and a screen that is turned, until the time is over."""
        chance, hand, end = random.Random(self._seed), Hand(screen.name), time.monotonic() + self._minutes * 60
        visitor, writing, turned = Visitor(hand, chance, self._over), saves(deck), itertools.cycle(("upright", "wide"))
        last_turn = begun = time.monotonic()
        try:
            while (now := time.monotonic()) < end:
                if kiosk.process.poll() is not None:
                    raise RuntimeError(f"it ended by itself, with code {kiosk.process.returncode}")
                what = chance.random()
                if now - last_turn > 240:
                    last_turn = now
                    screen.xrandr("--output", "screen", "--mode", next(turned))
                elif what < 0.5:
                    visitor.visit()
                elif what < 0.75:
                    next(writing)()
                elif what < 0.8:
                    visitor.hold_corner()
                self._over.wait(min(chance.choice((2, 15, 40, 100)), max(0.0, end - time.monotonic())))
                self._tell(f"{(time.monotonic() - begun) / 60:5.1f} min  {self._said()}")
        finally:
            hand.close()

    def _look_on(self, kiosk: Kiosk) -> None:
        begun = time.monotonic()
        with (self._out / "real.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(HEAD)
            while not self._over.wait(EVERY_S):
                held = held_by(family(kiosk.process.pid))
                look = Look(time.monotonic() - begun, held)
                self._looks.append(look)
                figures = (look.seconds, *astuple(held))
                rows.writerow([f"{one:.1f}" if isinstance(one, float) else one for one in figures])
                file.flush()

    def _said(self) -> str:
        if not self._looks:
            return ""
        held = self._looks[-1].held
        return (f"PSS {held.pss:.1f} MB, of its own {held.own:.1f} MB, {held.handles} handles, "
                f"{held.threads} threads in {held.processes} processes")  # fmt: skip

    def _judge(self, code: int, complained: list[str], said: str) -> bool:
        for line in complained:
            self._tell(line)
        if code:
            self._tell(said)
        held, words = judged(self._looks)
        verdict = f"{words}; {len(complained)} complaints in the log; exit code {code}"
        self._tell(verdict)
        (self._out / "verdict.txt").write_text(verdict + "\n", "utf-8")
        return held and not complained and code == 0


def judged(looks: list[Look]) -> tuple[bool, str]:
    """Whether nothing grew, and one line that says so with its figures."""
    end = looks[-1].seconds if looks else 0.0
    warm = [one for one in looks if one.seconds >= end * WARM]
    points = [(one.seconds, one.held.own) for one in warm]
    every = slope_of(points)
    # A deck that is read aside, a slide that is drawn: both add, for minutes, to what is held. A leak lifts the least.
    small = slope_of(lows_of([(one.seconds, one.held.small) for one in warm]))
    pss = slope_of([(one.seconds, one.held.pss) for one in warm])
    grown = [name for name in ("handles", "threads") if grows([getattr(one.held, name) for one in warm])]
    flat = small.mb_h - 2 * small.error <= MOST_MB_H
    pictures = lows_of([(one.seconds, one.held.own - one.held.small) for one in warm])
    if grows([round(mb) for _, mb in pictures]):
        grown.append("pictures")
    said = "GROWS" if not flat else "flat" if small.error <= MOST_MB_H else "TOO NOISY TO TELL"
    words = (
        f"{said} after the first {WARM:.0%} of {end / 60:.0f} min: "
        f"{small.mb_h:+.2f} ± {small.error:.2f} MB/h of its own without pixmaps, "
        f"{every.mb_h:+.2f} ± {every.error:.2f} with them, {pss.mb_h:+.2f} ± {pss.error:.2f} PSS; "
        f"{' and '.join(grown) or 'handles, threads and pictures'} {'GROW' if grown else 'flat'}"
    )
    return flat and small.error <= MOST_MB_H and not grown, words


def read_looks(path: Path) -> list[Look]:
    """From a run's table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Look(
            float(row["seconds"]),
            Held(
                *(float(row.get(name) or row["own_mb"]) for name in HEAD[1:4]), *(int(row[name]) for name in HEAD[4:7])
            ),
        )
        for row in rows
    ]


def grows(counts: list[int]) -> bool:
    """Whether the last third of the time had more at its lowest than the first third ever needed."""
    third = len(counts) // 3
    return third > 0 and min(counts[-third:]) > max(counts[:third])


def complaints(log: str) -> list[str]:
    """Its lines of warning or worse, but for what is said of the mistakes that we saved ourselves."""
    found = []
    for line in log.splitlines():
        level = next((word for word in line.split()[:4] if word in {"WARNING", "ERROR", "CRITICAL"}), "")
        if level and "the deck has 1 errors: " not in line:
            found.append(line)
    return found


def shapes(screen: Screen) -> None:
    """A screen that can be turned."""
    for name, (width, height) in {"wide": SIZE, "upright": SIZE[::-1]}.items():
        lines = [width + more for more in range(4)] + [height + more for more in range(4)]
        screen.xrandr("--newmode", name, 10, *lines)
        screen.xrandr("--addmode", "screen", name)
    screen.xrandr("--output", "screen", "--mode", "wide")
