"""The real program with its deck, its settings and all that is its own on a disk that doesn't answer for as long as a
test likes: whatever it opens, in Python or in Qt, is held by a small library loaded before all others.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.journeys.screen import Kiosk, Screen, running
from tests.ops.packs.building import picture

GCC = shutil.which("gcc") or shutil.which("cc")
pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or xdotool here"),
    pytest.mark.skipif(not GCC or not sys.platform.startswith("linux"), reason="no C compiler here"),
]

BLACK, PAPER = b"\0\0\0", bytes((0xE6, 0xF0, 0xF5))
DECK = """\
title: t
motion: reduced
timings: {dwell: 600}
look: {fonts: {headline: fonts/own.ttf}, logo: {slides: photos/hall.png}}
slides:
  - {type: text, id: one, headline: 好}
  - {type: photo, id: two, picture: photos/hall.png, caption: 大厅, credit: 王}
  - {type: photo, id: three, picture: photos/door.png, caption: 门, credit: 王}
  - {type: chart, id: four, title: 用户, unit: 亿人, data: users.csv}
  - {type: text, id: five, headline: 二}
"""


class Machine:
    """One whose deck and home lie on a disk that can be held."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.slow, self._gate, self._told = folder / "slow", folder / "gate", folder / "told"
        self.deck = self.slow / "deck" / "deck.yaml"
        for name in ("photos", "fonts"):
            (self.deck.parent / name).mkdir(parents=True)
        for name in ("hall", "door"):
            (self.deck.parent / "photos" / f"{name}.png").write_bytes(picture(name))
        shutil.copy(ROOT / "assets/fonts/BarlowCondensed_500Medium.ttf", self.deck.parent / "fonts" / "own.ttf")
        (self.deck.parent / "users.csv").write_text("日期,值\n2024-06,2.3\n2025-06,5.15\n", "utf-8")
        self.deck.write_text(DECK, "utf-8")
        self.words = {
            "TOUYAN_HOME": str(self.slow / "home"), "LC_ALL": "C.UTF-8", "LD_PRELOAD": str(library),
            "SLOW_FOLDER": str(self.slow), "SLOW_GATE": str(self._gate), "SLOW_TOLD": str(self._told),
        }  # fmt: skip

    def sleep(self) -> None:
        self._gate.write_text("")

    def wake(self) -> None:
        self._gate.unlink()

    def asked(self, *pids: int) -> list[str]:
        """What the first threads of those processes asked while it slept."""
        lines = self._told.read_text().splitlines() if self._told.exists() else []
        return [line for line in lines if line.split()[1] == "main" and int(line.split()[0]) in pids]

    @property
    def was_asked(self) -> bool:
        """Whether anybody asked anything: else a test would show nothing."""
        return self._told.exists()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("library") / "slow_disk.so"
    source = Path(__file__).with_name("slow_disk.c")
    subprocess.run([str(GCC), "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return made


@pytest.fixture
def machine(tmp_path: Path, library: Path) -> Machine:
    return Machine(tmp_path, library)


def turned(screen: Screen, key: str) -> None:
    """A key that something comes of."""
    before = screen.settled(quiet=0.3)
    screen.do("key", key)
    screen.wait(lambda: screen.frame() != before.frame, 10)


def ended(kiosk: Kiosk) -> None:
    code, said = kiosk.end()
    assert (code, "Traceback" in said) == (0, False), said


def test_it_starts_on_paper_and_goes_on_when_the_disk_does(screen: Screen, machine: Machine) -> None:
    machine.sleep()
    with running(screen, str(machine.deck.parent), **machine.words) as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER)
        assert machine.was_asked
        assert machine.asked(kiosk.app, kiosk.process.pid) == []
        machine.wake()
        paper = screen.frame()
        screen.wait(lambda: screen.frame() != paper)
        screen.do("key", "F1")
        turned(screen, "Next")
        ended(kiosk)


def test_a_home_that_sleeps_keeps_no_deck_back(screen: Screen, machine: Machine, tmp_path: Path) -> None:
    """Settings, packs and all that is kept lie there; the deck itself lies on a disk that is well."""
    deck = tmp_path / "well" / "deck.yaml"
    shutil.copytree(machine.deck.parent, deck.parent)
    machine.sleep()
    with running(screen, str(deck), **machine.words) as kiosk:
        screen.wait(lambda: screen.pixel(640, 4) == PAPER)
        screen.wait(lambda: any(len(set(screen.row(y))) > 10 for y in range(200, 500, 20)))  # and not bare paper
        screen.do("key", "F1")
        turned(screen, "Next")
        assert machine.was_asked
        assert machine.asked(kiosk.app, kiosk.process.pid) == []
        ended(kiosk)


def test_visitors_feel_nothing_of_it(screen: Screen, machine: Machine) -> None:
    """They go on, look at photographs that never come, see the overview, hold the corner; and the curator saves."""
    with running(screen, str(machine.deck), **machine.words) as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER)
        screen.settled(quiet=1.5)
        screen.do("key", "F1")
        screen.settled(quiet=0.3)
        app = kiosk.app
        machine.deck.write_text(DECK.replace("好", "很好"), "utf-8")
        machine.sleep()
        for key in ("Next", "Next", "Next", "Next", "Prior", "Home"):
            turned(screen, key)
        screen.do("mousemove", 10, 10, "mousedown", 1)
        screen.wait(lambda: machine.was_asked)
        screen.settled(quiet=1.0)
        screen.do("mouseup", 1)
        screen.do("key", "Escape")
        assert machine.asked(app) == []
        machine.wake()
        ended(kiosk)
        assert kiosk.process.returncode == 0


def test_it_ends_without_waiting_for_it(screen: Screen, machine: Machine) -> None:
    with running(screen, str(machine.deck), **machine.words) as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER)
        screen.settled(quiet=1.5)
        machine.sleep()
        screen.wait(lambda: machine.was_asked)
        ended(kiosk)
