"""Killed at random moments, over and over: every start is a clean one, at the right slide."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.journeys.screen import Kiosk, Screen, running
from tests.journeys.signs import FAMILY, PAPER, Pulse, alive, blank, deck_of, stands_in

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or xdotool here"),
]

KILLS = int(os.environ.get("TOUYAN_KILLS", "10"))


def test_killed_at_random_moments_it_starts_clean_each_time(
    screen: Screen, tmp_path: Path, home, pulse: Pulse, rng: random.Random
) -> None:
    """`TOUYAN_KILLS=200 packaging/test -k random_moments` is the whole of it."""
    blank(screen)
    deck = deck_of(tmp_path)
    with running(screen, "nothing", deck, "three", program=FAMILY, TOUYAN_WITHIN="0.001", **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0)
        screen.wait(lambda: stands_in(screen))
        picture = screen.settled()
        clean = 0
        for _ in range(KILLS):
            _kill(kiosk, screen)
            begun = time.monotonic()
            if rng.random() < 0.5:  # once more, while it starts
                time.sleep(rng.random())
                _kill(kiosk, screen)
                begun = time.monotonic()
            beat = pulse.wait(lambda beat, at=begun: beat.proved > at and beat.slide != "")
            assert beat.slide == "three"
            assert screen.pixel(4, 4) == PAPER
            clean += 1
            time.sleep(rng.random() * 0.7)
        assert screen.settled() == picture
        code, said = kiosk.end()
    assert clean == KILLS
    assert code == 0
    assert "safe mode" not in said
    for path in (tmp_path / "home").rglob("*.json"):
        json.loads(path.read_bytes())


def _kill(kiosk: Kiosk, screen: Screen) -> None:
    """The app, whatever it is at; the helper with the last frame is another child."""
    screen.wait(lambda: len(kiosk.children) >= 2)
    helper = min(kiosk.children)  # it began before every app but the first, which has ended or ends now
    apps = [pid for pid in kiosk.children if pid != helper]
    target = kiosk.app if kiosk.app in kiosk.children else apps[-1]
    os.kill(target, signal.SIGKILL)
    screen.wait(lambda: not alive(target))
