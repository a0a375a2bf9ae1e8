"""Films a visit to the bundled exhibit, for the front page: the real program, a hand, and what its screen showed.

    python -m tests.bench.film                  writes assets/readme/visit.webp
    python -m tests.bench.film --tries 5        films until it isn't jerky, and keeps the best
    python -m tests.bench.film --stills DIR     and two pictures of each second, to look at

Needs Xvfb and libXtst (it comes with xdotool), and a quiet machine: a film of a busy one is jerky, and is said to be.
The frames are as they stood in the frame buffer; only the finger is drawn into them, since one can't see it otherwise.
"""

from __future__ import annotations

import argparse
import io
import itertools
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.bench.eyes import Eyes
from tests.bench.hand import Hand
from tests.journeys.screen import ROOT, Screen, running

FILM = ROOT / "assets" / "readme" / "visit.webp"
SCREEN = (1920, 1080)
SIZE = (960, 540)
SECONDS, RATE = 20, 10
HEAVIEST = 3_000_000
"""Bytes: a front page is opened on telephones as well."""
QUALITIES = (80, 70, 60, 50, 40)
STEP = 0.008
"""Seconds from one place of a moving hand to the next."""
LATE = 0.05
"""Seconds by which a frame may be late before the film is called jerky."""
SOON, NOTICED, ANSWERED = 0.7, 24, 0.002
"""After so many seconds a touch has been answered: that part of all pixels is another by so many of 255."""
SPOT, NEAR = 50, 0.25
"""The finger's width on a frame, and the seconds in which it comes and goes."""


@dataclass(frozen=True)
class Stroke:
    """One finger, from where it comes down to where it lifts.

    Attributes:
        at: seconds into the film.
        what: it does, for whoever has to mend the film; nothing where nothing is to be seen yet.
        way: seconds after `at`, and places on a screen of 1920×1080.
        flung: as fast at the end as before, so that it is a swipe.
    """

    at: float
    what: str
    way: tuple[tuple[float, int, int], ...]
    flung: bool = False

    @property
    def end(self) -> float:
        """When it lifts."""
        return self.at + self.way[-1][0]

    def place(self, now: float) -> tuple[int, int]:
        """Where the finger is then; before and after, where it comes down and lifts."""
        passed = now - self.at
        for (since, x, y), (until, to_x, to_y) in itertools.pairwise(self.way):
            if passed < until:
                part = max(passed - since, 0.0) / (until - since)
                if not self.flung:
                    part = part * part * (3 - 2 * part)
                return round(x + (to_x - x) * part), round(y + (to_y - y) * part)
        return self.way[-1][1], self.way[-1][2]


def tap(at: float, what: str, x: int, y: int) -> Stroke:
    """A touch."""
    return Stroke(at, what, ((0.0, x, y), (0.12, x, y)))


def swipe(at: float, what: str) -> Stroke:
    """To the left, as one turns a page."""
    return Stroke(at, what, ((0.0, 1450, 420), (0.3, 600, 440)), flung=True)


RAIL = 1023
VISIT = (
    tap(2.0, "the first touch: a visitor is there", 1180, 640),
    tap(3.4, "a date on the timeline", 1329, 792),
    swipe(5.1, "the timeline is swiped away"),
    tap(6.2, "a chapter on the rail: 市场空间", 870, RAIL),
    Stroke(8.0, "a mark is held, then the next ones", ((0.0, 1053, 700), (0.8, 1053, 700), (1.3, 1450, 620),
                                                       (1.7, 1450, 620), (2.1, 1648, 620), (2.5, 1648, 620))),
    swipe(10.8, "the chart is swiped away"),
    tap(12.0, "a chapter on the rail: 影像", 1377, RAIL),
    tap(13.0, "", 930, 420),
    tap(13.25, "two taps: a picture is looked at closely", 930, 420),
    Stroke(14.2, "it is moved", ((0.0, 1150, 520), (0.8, 760, 300))),
    tap(15.3, "the whole of it again", 1725, 837),
    tap(16.1, "in English", 1770, RAIL),
    tap(17.0, "the overview", 1525, RAIL),
)  # fmt: skip


@dataclass
class Film:
    """What was seen."""

    frames: list[Future[Image.Image]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    @property
    def latest(self) -> float:
        """Seconds by which the latest frame was late."""
        return max(at - number / RATE for number, at in enumerate(self.times))

    @property
    def smooth(self) -> bool:
        """Whether every touch was answered in time, and no frame was late."""
        return not self.unanswered and self.latest <= LATE

    def answered(self, stroke: Stroke) -> bool:
        """Whether the screen was another a moment after it."""
        before, after = (min(round(at * RATE), len(self.frames) - 1) for at in (stroke.at, stroke.end + SOON))
        apart = ImageChops.difference(self.frames[before].result(), self.frames[after].result()).convert("L")
        return sum(apart.histogram()[NOTICED:]) > ANSWERED * SIZE[0] * SIZE[1]

    def pictures(self) -> list[Image.Image]:
        """Each with its finger."""
        shown = [one.result().copy() for one in self.frames]
        for picture, at in zip(shown, self.times, strict=True):
            for stroke in VISIT:
                _draw(picture, stroke, at)
        return shown


def shoot() -> Film:
    """The program, a visit, and what the screen showed meanwhile."""
    screen = Screen(*SCREEN)
    try:
        with tempfile.TemporaryDirectory(prefix="touyan-film-") as home:
            _once(screen, home)  # what a first start writes down, later ones have
            with running(screen, TOUYAN_HOME=home) as kiosk:
                _wait_for_cover(screen)
                hand = Hand(screen.name)
                try:
                    return _visit(screen, hand)
                finally:
                    hand.close()
                    kiosk.end()
    finally:
        screen.close()


def best(tries: int) -> Film:
    """The first film that is smooth, or the smoothest of so many.

    Raises:
        SystemExit: none came to its end.
    """
    films: list[Film] = []
    for number in range(1, tries + 1):
        try:
            films.append(shoot())
        except TimeoutError:  # not even its cover came in time
            print(f"film {number}: the machine is too busy", file=sys.stderr)
            continue
        print(f"film {number}: {films[-1].latest * 1000:.0f} ms late at worst", file=sys.stderr)
        if films[-1].smooth:
            break
    if not films:
        raise SystemExit("no film; try again in a quiet moment")
    return min(films, key=lambda one: (len(one.unanswered), one.latest))


def _once(screen: Screen, home: str) -> None:
    with running(screen, TOUYAN_HOME=home) as kiosk:
        _wait_for_cover(screen)
        kiosk.end()
    Eyes(screen).blank()


def _wait_for_cover(screen: Screen) -> None:
    """Until it has arrived and its neighbours are read; it won't stand still, since the geese fly."""
    screen.wait(Eyes(screen).lit, 60)
    time.sleep(3)


def _visit(screen: Screen, hand: Hand) -> Film:
    film, visitor = Film(), Visitor(hand)
    with ThreadPoolExecutor(1) as aside:
        begun = time.perf_counter()
        for number in range(SECONDS * RATE):
            while (now := time.perf_counter() - begun) < number / RATE:
                visitor.follow(now)
                time.sleep(min(STEP, max(number / RATE - now, 0)))
            film.times.append(now)
            film.frames.append(aside.submit(_picture, screen.frame()))
    film.unanswered = [stroke.what for stroke in VISIT if stroke.what and not film.answered(stroke)]
    return film


class Visitor:
    """Does what is due, whenever it is told the time."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._left = list(VISIT)
        self._down = False
        hand.move(*VISIT[0].place(0))

    def follow(self, now: float) -> None:
        """Move, press or lift."""
        if not self._left or now < self._left[0].at:
            return
        stroke = self._left[0]
        self._hand.move(*stroke.place(now))
        if not self._down:
            self._hand.press()
            self._down = True
        elif now >= stroke.end:
            self._hand.release()
            self._left.pop(0)
            self._down = False


def _picture(frame: bytes) -> Image.Image:
    return Image.frombuffer("RGB", SCREEN, frame, "raw", "BGRX").reduce(SCREEN[0] // SIZE[0])


def _finger(strength: float) -> Image.Image:
    """A soft spot with a light rim: it is seen on red, on paper and on a picture."""
    big = Image.new("RGBA", (4 * SPOT, 4 * SPOT), (28, 26, 23, 0))
    pen = ImageDraw.Draw(big)
    edge = SPOT // 2
    pen.ellipse((edge, edge, 4 * SPOT - edge, 4 * SPOT - edge), fill=(28, 26, 23, 190))
    soft = big.filter(ImageFilter.GaussianBlur(SPOT / 6))
    ImageDraw.Draw(soft).ellipse((SPOT, SPOT, 3 * SPOT, 3 * SPOT), fill=(251, 248, 241, 130),
                                 outline=(251, 248, 241, 235), width=SPOT // 6)  # fmt: skip
    spot = soft.resize((SPOT, SPOT), Image.Resampling.LANCZOS)
    spot.putalpha(spot.getchannel("A").point(lambda value: round(value * strength)))
    return spot


def _draw(picture: Image.Image, stroke: Stroke, now: float) -> None:
    """A finger comes near, presses, and goes."""
    away = max(stroke.at - now, now - stroke.end, 0.0)
    if away >= NEAR:
        return
    x, y = (part * SIZE[0] / SCREEN[0] for part in stroke.place(now))
    spot = _finger(1 - away / NEAR)
    picture.paste(spot, (round(x) - SPOT // 2, round(y) - SPOT // 2), spot)


def webp(pictures: Sequence[Image.Image]) -> bytes:
    """The best that isn't too heavy.

    Raises:
        SystemExit: even the worst is.
    """
    for quality in QUALITIES:
        kept = io.BytesIO()
        pictures[0].save(kept, "WEBP", save_all=True, append_images=pictures[1:], duration=1000 // RATE, loop=0,
                         quality=quality, method=4)  # fmt: skip
        print(f"quality {quality}: {len(kept.getvalue()) / 1e6:.2f} MB", file=sys.stderr)
        if len(kept.getvalue()) <= HEAVIEST:
            return kept.getvalue()
    raise SystemExit("the film is too heavy at any quality")


def main(words: Sequence[str]) -> int:
    """Film it and write it; 1 where somebody should look before it is used."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.film", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stills", type=Path, metavar="DIR", help="write two pictures of each second there")
    parser.add_argument("--out", type=Path, default=FILM, metavar="FILE", help="in place of assets/readme/visit.webp")
    parser.add_argument("--tries", type=int, default=1, metavar="N", help="film it anew while it is jerky")
    asked = parser.parse_args(words)
    film = best(asked.tries)
    pictures = film.pictures()
    if asked.stills:
        asked.stills.mkdir(parents=True, exist_ok=True)
        for number in range(0, len(pictures), RATE // 2):
            pictures[number].save(asked.stills / f"{number / RATE:04.1f}.png")
    asked.out.write_bytes(webp(pictures))
    for what in film.unanswered:
        print(f"Nothing answered: {what}. Has something moved? See VISIT.", file=sys.stderr)
    if film.latest > LATE:
        print(f"A frame came {film.latest * 1000:.0f} ms late: film it again in a quiet moment.", file=sys.stderr)
    return 0 if film.smooth else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
