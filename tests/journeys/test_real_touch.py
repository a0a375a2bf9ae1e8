"""Fingers on a real touch panel, as the X server sees it: a visit, staff, and every gesture that might lead out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.panel import DOWN, HEIGHT, UP, WIDTH, Panel, there
from tests.journeys.screen import Kiosk, running

pytestmark = [pytest.mark.window, pytest.mark.skipif(not there(), reason="no Xorg with a panel of its own here")]

PAPER, SHEET, GREEN, BLACK = (bytes.fromhex(one)[::-1] for one in ("F5F0E6", "FBF8F1", "2F6B3F", "000000"))
SCALE = WIDTH / 1920


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panel]:
    made = Panel(tmp_path_factory.mktemp("panel"))
    yield made
    made.close()


@pytest.fixture
def kiosk(panel: Panel, tmp_path: Path) -> Iterator[Kiosk]:
    with running(panel, "--slide", "stats", TOUYAN_HOME=str(tmp_path)) as made:  # type: ignore[arg-type]
        panel.until(lambda: panel.pixel(4, 4) == PAPER, 60)
        panel.settled()
        yield made
        assert made.end()[0] == 0


def test_a_swipe_turns_the_slide_and_turns_it_back(panel: Panel, kiosk: Kiosk) -> None:
    first = panel.settled(1.2)
    panel.drag(((900, 300), (300, 310)))
    panel.until(lambda: panel.frame() != first)
    second = panel.settled(1.6)
    panel.drag(((300, 300), (900, 310)))
    panel.until(lambda: panel.frame() != second)
    third = panel.settled(1.6)
    assert second != first
    assert third[: WIDTH * 400 * 4] == first[: WIDTH * 400 * 4]


def test_staff_get_in_with_a_finger(panel: Panel, kiosk: Kiosk) -> None:
    panel.touch(1, DOWN, 6, 6)
    panel.until(lambda: panel.pixel(round(640 * SCALE), round(440 * SCALE)) == SHEET and
                panel.pixel(round(600 * SCALE), round(440 * SCALE)) == PAPER, 20)  # fmt: skip
    panel.touch(1, UP, 6, 6)
    keys = {"4": (730, 636), "7": (730, 784), "1": (730, 488), "ok": (1190, 932)}
    for _ in range(2):
        panel.settled(0.3)
        for key in ("4", "7", "1", "1", "ok"):
            panel.tap(keys[key][0] * SCALE, keys[key][1] * SCALE)
            time.sleep(0.15)  # a hand goes from key to key
    panel.until(lambda: panel.pixel(round(1000 * SCALE), round(830 * SCALE)) == bytes.fromhex("B8271B")[::-1])
    panel.settled(0.3)
    panel.tap(700 * SCALE, 880 * SCALE)
    panel.until(lambda: panel.pixel(12, 12) == GREEN)
    panel.tap(960 * SCALE, 990 * SCALE)
    panel.until(lambda: panel.pixel(4, 4) == PAPER)


def test_no_gesture_leads_out(panel: Panel, kiosk: Kiosk) -> None:
    right, low = WIDTH - 2, HEIGHT - 2
    panel.drag(((1, 360), (600, 360)))
    panel.drag(((right, 360), (600, 360)))
    panel.drag(((640, 1), (640, 500)))
    panel.drag(((640, low), (640, 200)))
    for count in (2, 3, 4, 5, 10):
        spread = [((100 + 110 * one, 500), (100 + 110 * one, 120)) for one in range(count)]
        panel.drag(*spread)
        panel.drag(*[((640 + 20 * one, 360), (640 + 110 * (one - count / 2), 360)) for one in range(count)])
    panel.touch(1, DOWN, 640, 300)
    time.sleep(1.5)  # a long press is a long press
    panel.touch(1, UP, 640, 300)
    for _ in range(12):
        panel.tap(640, 330)
    panel.settled()
    assert kiosk.process.poll() is None
    assert panel.pixel(4, 4) != BLACK
