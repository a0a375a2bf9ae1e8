"""New content comes to a running exhibit: staff see what it changes, say yes, and one tap undoes it. No restart."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.screen import ROOT, Kiosk, Screen, running

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or xdotool here"),
]

PAPER, SHEET, VERMILION, GREEN = (bytes.fromhex(one)[::-1] for one in ("F5F0E6", "FBF8F1", "B8271B", "2F6B3F"))
YES, DONE, UNDO = (1400, 980), (960, 990), (1780, 555)
"""Keys of the staff's pages at 1920×1080: take the pack; done; the panel's undo."""


@dataclass
class Hall:
    """A kiosk that looks into a folder for packs, and a member of staff before it."""

    screen: Screen
    home: Path
    kiosk: Kiosk

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "TOUYAN_HOME": str(self.home), "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [sys.executable, "-m", "kiosk", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )

    def logged(self, words: str) -> bool:
        path = self.home / "state/log/kiosk.log"
        return path.is_file() and words in path.read_text("utf-8")

    def tap(self, at: tuple[int, int]) -> None:
        self.screen.do("mousemove", *at, "click", 1)

    def hold_corner(self) -> None:
        self.screen.do("mousemove", 10, 10, "mousedown", 1)
        self.screen.wait(lambda: self.at(640, 440) == SHEET and self.at(600, 440) == PAPER, 20)  # the pad's first key
        self.screen.do("mouseup", 1)

    def enter(self, digits: str = "4711") -> None:
        self.screen.settled(quiet=0.3)
        for digit in digits:
            self.screen.do("key", digit)
        self.screen.do("key", "Return")

    def at(self, x: int, y: int) -> bytes:
        return self.screen.pixel(x, y)

    def until(self, so: Callable[[], bool]) -> None:
        self.screen.wait(so, 40)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    home = tmp_path / "home"
    (home / "inbox").mkdir(parents=True)
    (home / "config").mkdir()
    (home / "config/settings.yaml").write_text(f"watch_folder: {home / 'inbox'}\n", "utf-8")
    screen = Screen(1920, 1080)
    with running(screen, TOUYAN_HOME=str(home)) as kiosk:
        screen.wait(lambda: screen.pixel(100, 100) != b"\0\0\0", 60)
        yield Hall(screen, home, kiosk)
    screen.close()


def test_a_pack_in_a_folder_is_offered_taken_and_undone(hall: Hall, tmp_path: Path) -> None:
    deck, made = tmp_path / "deck", tmp_path / "new.touyan"
    assert hall.command("new", str(deck)).returncode == 0
    assert hall.command("pack", str(deck), "-o", str(made)).returncode == 0
    made.rename(hall.inbox / made.name)
    hall.until(lambda: hall.logged("a pack turned up"))

    hall.hold_corner()
    hall.enter()
    hall.enter()
    hall.until(lambda: hall.at(1000, 830) == VERMILION)  # keep a key: later
    hall.tap((700, 880))
    hall.until(lambda: hall.at(*YES) != PAPER and hall.at(1800, 1000) == VERMILION)
    hall.tap(YES)
    hall.until(lambda: hall.logged("another pack is shown"))
    hall.screen.settled(quiet=0.5)
    hall.tap((400, 980))
    hall.until(lambda: hall.at(20, 20) == GREEN)
    hall.tap(DONE)
    before = hall.kiosk.process.pid
    hall.screen.do("key", "Next")  # the new deck has seven slides, and no chapter at the rail's middle
    hall.screen.do("key", "End")
    hall.until(lambda: all(hall.at(x, 1030) == SHEET for x in range(900, 1200, 4)))

    hall.hold_corner()
    hall.enter()
    hall.until(lambda: hall.at(20, 20) == GREEN)
    hall.tap(UNDO)
    hall.until(lambda: hall.at(20, 20) == PAPER)
    hall.screen.settled(quiet=0.3)
    hall.tap((1170, 880))
    hall.until(lambda: hall.at(20, 20) == GREEN)
    hall.tap(DONE)
    hall.screen.settled(quiet=1)
    hall.screen.do("key", "Home")
    hall.screen.do("key", "Next")
    hall.until(lambda: any(hall.at(x, 1030) != SHEET for x in range(900, 1200, 4)))
    assert hall.kiosk.process.poll() is None
    assert hall.kiosk.process.pid == before
    assert hall.kiosk.end()[0] == 0
