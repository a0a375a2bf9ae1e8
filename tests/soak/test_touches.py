"""Hands that mean nothing: random touches of one to ten fingers, over every slide, leave nothing stuck or behind.

A short run belongs to every test run; `TOUYAN_TOUCHES=100000 packaging/test tests/soak` is the whole one.
"""

from __future__ import annotations

import ctypes
import gc
import os
import random
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Next, Overlook, Restart
from tests.conftest import ROOT

TOUCHES = int(os.environ.get("TOUYAN_TOUCHES", "1500"))
WARM = 0.5
"""The part of the touches after which memory is first read: in every language, size and contrast by then."""
MOST_GROWTH = 5.0
"""MB."""
DECKS = [ROOT / "data" / "deck.yaml", *sorted((ROOT / "tests" / "golden" / "forms").glob("*.yaml"))]


def memory() -> float:
    """MB of this process alone, with everything let go that can be."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError


class Crowd:
    """Up to ten fingers that come, wander and go."""

    def __init__(self, window: Window, device: QPointingDevice, chance: random.Random) -> None:
        self._window, self._device, self._chance = window, device, chance
        self._down: dict[int, QPoint] = {}
        self.most = 1

    def act(self) -> None:
        """One event: somebody comes, goes, or all wander."""
        chance = self._chance
        event = QTest.touchEvent(self._window, self._device, False)
        coming = chance.random() < (0.8 if not self._down else 0.15) and len(self._down) < self.most
        going = chance.choice(sorted(self._down)) if self._down and not coming and chance.random() < 0.35 else None
        for finger, at in sorted(self._down.items()):
            if finger == going:
                event.release(finger, at, self._window)
            else:
                far = chance.choice((0, 3, 40, 160))
                there = self._within(at + QPoint(chance.randint(-far, far), chance.randint(-far, far)))
                self._down[finger] = there
                event.move(finger, there, self._window)
        if going is not None:
            del self._down[going]
        if coming:
            finger = next(number for number in range(10) if number not in self._down)
            at = self._within(QPoint(chance.randrange(self._window.width()), chance.randrange(self._window.height())))
            self._down[finger] = at
            event.press(finger, at, self._window)
        event.commit(True)

    def go(self) -> None:
        """Everybody lifts."""
        event = QTest.touchEvent(self._window, self._device, False)
        for finger, at in sorted(self._down.items()):
            event.release(finger, at, self._window)
        if self._down:
            event.commit(True)
        self._down.clear()

    def _within(self, at: QPoint) -> QPoint:
        return QPoint(min(max(at.x(), 0), self._window.width() - 1), min(max(at.y(), 0), self._window.height() - 1))


def at_home(window: Window, crowd: Crowd, qtbot) -> float:
    """MB with the first slide standing as a new visitor finds it, and nothing under way."""
    crowd.go()
    stage = window.stage
    stage.do(Restart())
    qtbot.waitUntil(lambda: window.flight is None, timeout=8000)
    with qtbot.waitSignal(stage.nearby.ready, timeout=8000):
        stage.nearby.begin()
    stage.pictures.settle()
    return memory()


@pytest.mark.parametrize("path", DECKS, ids=[path.stem for path in DECKS])
def test_random_touches_leave_nothing_stuck_and_nothing_behind(qtbot, path: Path, rng: random.Random) -> None:
    deck = load(path).deck
    assert deck is not None
    exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(path.parent, written))
    window = Window(exhibit, windowed=True, size=QSize(960, 540), now=lambda: 1000.0)
    qtbot.addWidget(window)
    window.place()
    qtbot.waitExposed(window)
    failed: list[str] = []
    window.stage.failed.connect(lambda name, why: failed.append(f"{name}: {why}"))
    crowd = Crowd(window, QTest.createTouchDevice(), rng)
    share = max(200, TOUCHES // len(DECKS))
    slides = len(exhibit.slides)
    before = 0.0
    for number in range(share):
        if number % max(1, share // (slides * 2)) == 0:
            crowd.go()
            window.stage.do(GoTo(number * slides // share))
            window.stage.do(Overlook(rng.random() < 0.15))
            crowd.most = rng.randint(1, 10)
        if number == int(share * WARM):
            before = at_home(window, crowd, qtbot)
        crowd.act()
        if rng.random() < 0.2:
            QTest.qWait(rng.choice((0, 1, 12)))
    growth = at_home(window, crowd, qtbot) - before
    assert failed == []
    assert len(window.stage.exhibit.slides) == slides
    assert window._recogniser is not None
    assert window._recogniser.at_rest
    window.stage.do(Next())
    qtbot.waitUntil(lambda: window.flight is None, timeout=8000)
    assert window.stage.state.place != (0, 0)
    print(f"{path.stem}: {share} touches, memory {growth:+.1f} MB", file=sys.stderr)
    if share >= 20_000:  # a short run still fills caches
        assert growth <= MOST_GROWTH
