"""Movement runs out where it should, and leaves nothing behind."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject

from kiosk.look.motion import GLIDE_ENDS, GLIDE_MS, animate, glide, halt, move_at, stretched
from tests.conftest import ROOT

OWNER_GOES = """
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from kiosk.look.motion import animate, halt

app = QCoreApplication([])


class Owner(QObject):
    def __init__(self):
        super().__init__()
        self.seen = []
        self.running = animate(self, lambda value: self.seen.append(value), 10_000, on_done=lambda: self.seen.clear())


for _ in range(200):
    owner = Owner()
    halt(owner.running)
    owner.running = None
    del owner
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
print("alive")
"""


def test_an_owner_that_only_its_movement_still_knew_goes_once() -> None:
    """Deleted twice, it took the program with it: in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", OWNER_GOES], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr


def test_a_movement_that_is_halted_calls_nobody(qtbot) -> None:
    owner, seen = QObject(), []
    running = animate(owner, seen.append, 60, on_done=lambda: seen.append(-1.0))
    halt(running)
    count = len(seen)
    done: list[bool] = []
    animate(owner, lambda _: None, 120, on_done=lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert len(seen) == count


@pytest.mark.parametrize(
    ("start", "velocity", "end"), [(0.0, 0.0, 0.0), (0.0, 0.1, 0.1 * GLIDE_MS), (90.0, 1.0, 100.0), (130.0, 0.0, 100.0)]
)
def test_what_glides_comes_to_rest_within_its_limits(qtbot, start: float, velocity: float, end: float) -> None:
    owner, seen, done = QObject(), [start], []
    glide(owner, seen.append, start, velocity, -50.0, 100.0, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done), timeout=8000)
    assert seen[-1] == pytest.approx(end, abs=1e-6)
    steps = [later - earlier for earlier, later in itertools.pairwise(seen)]
    assert all(step >= -1e-6 for step in steps) or all(step <= 1e-6 for step in steps), "it never turns round"


def test_what_is_pulled_past_its_limit_gives_less_and_less() -> None:
    inside = [stretched(at, 0.0, 100.0, 40.0) for at in (0.0, 50.0, 100.0)]
    assert inside == [0.0, 50.0, 100.0]
    beyond = [stretched(100.0 + by, 0.0, 100.0, 40.0) for by in (10, 100, 1000, 1e6)]
    assert beyond == sorted(beyond)
    assert beyond[-1] < 140.0
    assert stretched(-10.0, 0.0, 100.0, 40.0) == pytest.approx(100.0 - stretched(110.0, 0.0, 100.0, 40.0))


def test_a_deck_sets_the_pace_and_a_push_keeps_its_own(qapp) -> None:
    owner = QObject()
    try:
        move_at(2.0)
        assert animate(owner, lambda _: None, 400).duration() == 200
        assert glide(owner, lambda _: None, 0, 1, 0, 100).duration() == round(GLIDE_MS * GLIDE_ENDS)
    finally:
        move_at(1.0)
    assert animate(owner, lambda _: None, 400).duration() == 400
