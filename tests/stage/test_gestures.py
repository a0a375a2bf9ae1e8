"""Who leads when several hands are on the screen. Plain numbers: no Qt, and time is passed in."""

from __future__ import annotations

import pytest

from kiosk.stage.gestures import RESTING_MS, Recogniser


class Ear:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def pressed(self, x: float, y: float) -> None:
        self.heard.append(f"pressed {x:.0f}")

    def tapped(self, x: float, y: float) -> None:
        self.heard.append(f"tapped {x:.0f}")

    def cancelled(self) -> None:
        self.heard.append("cancelled")

    def dragged(self, distance: float) -> None:
        self.heard.append("dragged")

    def swiped(self, distance: float, speed: float) -> None:
        self.heard.append("swiped")


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def recogniser(ear: Ear) -> Recogniser:
    return Recogniser(ear)


def test_a_second_finger_changes_nothing(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.down(0, 100, 0, 0)
    recogniser.down(1, 500, 0, 50)
    recogniser.move(1, 900, 0, 80)
    recogniser.up(1, 900, 0, 100, last=False)
    recogniser.up(0, 100, 0, 120)
    assert ear.heard == ["pressed 100", "tapped 100"]


def test_a_finger_left_over_changes_nothing_until_it_lifts(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.down(0, 100, 0, 0)
    recogniser.down(1, 500, 0, 50)
    recogniser.up(0, 100, 0, 60, last=False)
    recogniser.down(2, 700, 0, 70)
    recogniser.up(2, 700, 0, 90, last=False)
    recogniser.up(1, 500, 0, 100)
    recogniser.down(0, 300, 0, 200)
    assert ear.heard == ["pressed 100", "tapped 100", "pressed 300"]


def test_a_bag_that_leans_on_the_screen_holds_up_nobody(ear: Ear, recogniser: Recogniser) -> None:
    """Whoever comes after it taps as often and as fast as they like, and its own lift does nothing."""
    recogniser.down(0, 100, 0, 0)
    for number, ms in enumerate((RESTING_MS, RESTING_MS + 300, RESTING_MS + 600), start=1):
        recogniser.down(number, 500, 0, ms)
        recogniser.up(number, 500, 0, ms + 60, last=False)
    recogniser.up(0, 100, 0, 9000)
    tap = ["pressed 500", "tapped 500"]
    assert ear.heard == ["pressed 100", "cancelled", *tap, *tap, *tap]
    recogniser.down(0, 200, 0, 9100)
    assert ear.heard[-1] == "pressed 200"


def test_a_finger_that_waits_on_a_control_and_lifts_still_taps(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.down(0, 100, 0, 0)
    recogniser.up(0, 100, 0, 60_000)
    assert ear.heard == ["pressed 100", "tapped 100"]


def test_a_slide_that_somebody_left_half_way_comes_home_when_the_next_finger_leads(
    ear: Ear, recogniser: Recogniser
) -> None:
    recogniser.down(0, 100, 0, 0)
    recogniser.move(0, 400, 0, 50)
    recogniser.down(1, 900, 0, 50 + RESTING_MS)
    assert ear.heard == ["pressed 100", "cancelled", "dragged", "swiped", "pressed 900"]


def test_a_touch_taken_away_leaves_nothing_behind(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.down(0, 100, 0, 0)
    recogniser.down(1, 200, 0, 10)
    recogniser.cancel()
    recogniser.down(2, 300, 0, 20)
    recogniser.up(2, 300, 0, 30)
    assert ear.heard == ["pressed 100", "cancelled", "pressed 300", "tapped 300"]
