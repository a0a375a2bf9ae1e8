"""The simulated month, from outside: makes its hall, starts its process, and judges what it saw."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.staff.pin import hashed
from tests.conftest import ROOT
from tests.soak import warp
from tests.soak.growth import Census, Growth, grown
from tests.soak.screens import DESK, HALL, configuration

PIN = "4711"
OTHER = """\
title: {zh: 周末, en: Weekend}
theme: night
slides:
  - {type: text, id: one, headline: {zh: 周末, en: Weekend}}
  - {type: text, id: two, headline: {zh: 第二页, en: The second slide}}
"""
SETTINGS = """\
clock: trusted
pin: "{pin}"
hours: {{tue-sun: "10:00-22:00"}}
closed: ["{closed}"]
schedule: {{sat: {other}}}
"""
LOGIND = "#!/bin/sh\nexec cat\n"
"""What `systemd-inhibit` comes to where logind listens: it stays until its input ends. Here nobody would listen."""


@dataclass(frozen=True)
class Known:
    """Turns of the event loop that may take long, and why.

    Attributes:
        where: in what they were doing. most: ms. why: and what is done about it.
    """

    where: str
    most: float
    why: str


KNOWN = (
    Known("_find_and_load", 400, "an import, the first time something is needed; each once in the program's life"),
    Known("frozen importlib", 400, "an import, the first time something is needed; each once in the program's life"),
    Known("enum.py", 400, "the names of Qt's numbers are made at the first import of PySide's own Python"),
    Known("feature.py", 400, "PySide's own work at an import"),
    Known("app.py", 400, "Qt's application and the fonts, before anything stands"),
    Known("typeset.py", 300, "a slide's type is set in one go: a long article, a timeline's panels, a narrow screen"),
    Known("snapshot", 300, "the stage is drawn into a picture before it moves, which waits for nobody"),
    Known("paintEvent", 300, "the whole window is painted anew: it was resized, or lay beneath a page of the staff's"),
)
"""The allow-list."""


@dataclass
class Seen:
    """What a simulated month saw."""

    censuses: list[Census] = field(default_factory=list)
    long: list[dict[str, float | str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    longest: float = 0.0
    end: dict[str, object] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Seen:
        """From the diary."""
        seen = cls()
        for line in path.read_text("utf-8").splitlines():
            ((kind, what),) = json.loads(line).items()
            if kind == "census":
                seen.censuses.append(Census(**what))
            elif kind == "longest":
                seen.longest = max(seen.longest, what)
            elif kind == "end":
                seen.end = what
            else:
                getattr(seen, kind).append(what)
        return seen

    def growth(self, warm: float) -> list[Growth]:
        """After that part of it."""
        return grown(self.censuses[int(len(self.censuses) * warm) :])

    def unknown(self) -> list[str]:
        """Long turns that nothing explains."""
        return [
            f"{turn['own']:.0f} ms ({turn['wall']:.0f} on the wall): {turn['doing']}"
            for turn in self.long
            if not any(known.where in str(turn["doing"]) and float(turn["own"]) <= known.most for known in KNOWN)
        ]


@dataclass(frozen=True)
class Simulated:
    """One run.

    Attributes:
        days, rounds, minutes: how many days, counts on each, minutes between two. seed: of all that happens.
        first: the weekday it begins on, from Monday, 0. text: the deck's; the bundled one if left out.
    """

    days: int
    rounds: int
    minutes: int
    seed: int
    first: int = 0
    text: str = ""

    def live(self, folder: Path, timeout: float | None = None) -> Seen:
        """Live it below that folder."""
        self._furnish(folder)
        env = {**os.environ, **warp.environment(folder), "TOUYAN_HOME": str(folder / "home"),
               "QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screens.json'}", "LC_ALL": "C.UTF-8",
               "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "PYTHONWARNINGS": "default"}  # fmt: skip
        env.pop("DISPLAY", None)
        asked = (self.days, self.rounds, self.minutes, self.seed, self.first, folder)
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.soak.live_month", *map(str, asked)]
        with (folder / "stderr.txt").open("w", encoding="utf-8") as said:
            done = subprocess.run(command, cwd=ROOT, env=env, stderr=said, timeout=timeout, check=False)
        diary = folder / "seen.jsonl"
        seen = Seen.read(diary) if diary.is_file() else Seen()
        if done.returncode or not seen.end:
            last = (folder / "stderr.txt").read_text("utf-8")[-2000:]
            seen.said.append(f"it ended with code {done.returncode}: {last}")
        return seen

    def _furnish(self, folder: Path) -> None:
        """A hall: decks, settings, screens."""
        shutil.copytree(ROOT / "data", folder / "deck")
        if self.text:
            (folder / "deck" / "deck.yaml").write_text(self.text, "utf-8")
        for name in ("other", "bin", "home/config"):
            (folder / name).mkdir(parents=True)
        (folder / "other" / "deck.yaml").write_text(OTHER, "utf-8")
        program = folder / "bin" / "systemd-inhibit"
        program.write_text(LOGIND, "utf-8")
        program.chmod(0o755)
        settings = SETTINGS.format(pin=hashed(PIN), closed=self._holiday(), other=folder / "other")
        (folder / "home" / "config" / "settings.yaml").write_text(settings, "utf-8")
        (folder / "screens.json").write_text(configuration([DESK, HALL]), "utf-8")

    def _holiday(self) -> str:
        """The fifth day of all, by the calendar of the simulation: see `live_month`."""
        today = datetime.date.today()  # noqa: DTZ011 - as the hall's clock shows it
        return str(today + datetime.timedelta(days=7 + (self.first - today.weekday()) % 7 + 4))
