"""Who leads when several hands are on the screen. Plain numbers: no Qt, and time is passed in."""

from __future__ import annotations

import math
import random

import pytest

from kiosk.slides.touch import Move
from kiosk.stage.gestures import DOUBLE_MS, HAND_MM, PALM_MM, RESTING_MS, Recogniser, turn


class Ear:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.slide_takes: set[int] = set()
        self.slide_holds = False
        self.zoom = 1.0
        self.went = (0.0, 0.0)

    def pressed(self, x: float, y: float) -> None:
        self.heard.append(f"pressed {x:.0f}")

    def tapped(self, x: float, y: float, count: int) -> None:
        self.heard.append(f"tapped {x:.0f}" if count == 1 else f"double tap {x:.0f}")

    def held(self, x: float, y: float) -> bool:
        self.heard.append("held")
        return self.slide_holds

    def takes(self, x: float, y: float, dx: float, dy: float, fingers: int) -> bool:
        return fingers in self.slide_takes

    def moved(self, move: Move) -> None:
        self.zoom *= move.zoom
        self.went = (self.went[0] + move.dx, self.went[1] + move.dy)
        if self.heard[-1] != f"moved {move.fingers}":
            self.heard.append(f"moved {move.fingers}")

    def let_go(self, vx: float, vy: float) -> None:
        self.heard.append(f"let go {vx:.1f} {vy:.1f}")

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
    recogniser.up(1, 900, 0, 100)
    recogniser.up(0, 100, 0, 120)
    assert ear.heard == ["pressed 100", "tapped 100"]


def test_a_finger_left_over_changes_nothing_until_it_lifts(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.down(0, 100, 0, 0)
    recogniser.down(1, 500, 0, 50)
    recogniser.up(0, 100, 0, 60)
    recogniser.down(2, 700, 0, 70)
    recogniser.up(2, 700, 0, 90)
    recogniser.up(1, 500, 0, 100)
    recogniser.down(0, 300, 0, 200)
    assert ear.heard == ["pressed 100", "tapped 100", "pressed 300"]


def test_a_bag_that_leans_on_the_screen_holds_up_nobody(ear: Ear, recogniser: Recogniser) -> None:
    """Whoever comes after it taps as often and as fast as they like, and its own lift does nothing."""
    recogniser.down(0, 100, 0, 0)
    for number, ms in enumerate((RESTING_MS, RESTING_MS + 300, RESTING_MS + 600), start=1):
        recogniser.down(number, 500, 0, ms)
        recogniser.up(number, 500, 0, ms + 60)
    recogniser.up(0, 100, 0, 9000)
    tap = ["pressed 500", "tapped 500"]
    assert ear.heard == ["pressed 100", "cancelled", *tap, "pressed 500", "double tap 500", *tap]
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
    assert ear.heard == ["pressed 100", "cancelled", "dragged", "cancelled", "pressed 900"]


def test_a_touch_taken_away_leaves_nothing_behind(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.down(0, 100, 0, 0)
    recogniser.down(1, 200, 0, 10)
    recogniser.cancel()
    recogniser.down(2, 300, 0, 20)
    recogniser.up(2, 300, 0, 30)
    assert ear.heard == ["pressed 100", "cancelled", "pressed 300", "tapped 300"]


def test_two_taps_on_one_place_are_a_double_tap_and_a_third_begins_anew(ear: Ear, recogniser: Recogniser) -> None:
    for ms in (0, 200, 400):
        recogniser.down(0, 100, 0, ms)
        recogniser.up(0, 100, 0, ms + 50)
    taps = [word for word in ear.heard if "tap" in word]
    assert taps == ["tapped 100", "double tap 100", "tapped 100"]


@pytest.mark.parametrize(("x", "pause"), [(400, 100), (100, DOUBLE_MS + 60)])
def test_two_taps_far_apart_or_late_are_two_taps(ear: Ear, recogniser: Recogniser, x: float, pause: float) -> None:
    recogniser.down(0, 100, 0, 0)
    recogniser.up(0, 100, 0, 50)
    recogniser.down(0, x, 0, pause)
    recogniser.up(0, x, 0, pause + 50)
    assert [word for word in ear.heard if "tap" in word] == ["tapped 100", f"tapped {x}"]


def test_two_fingers_pinch_where_the_slide_takes_two(ear: Ear, recogniser: Recogniser) -> None:
    ear.slide_takes = {2}
    recogniser.down(0, 400, 400, 0)
    recogniser.down(1, 600, 400, 20)
    recogniser.move(0, 300, 400, 40)
    recogniser.move(1, 700, 400, 40)
    assert ear.heard == ["pressed 400", "cancelled", "moved 2"]
    assert ear.zoom == pytest.approx(2.0)
    assert ear.went == pytest.approx((0.0, 0.0))
    recogniser.up(1, 700, 400, 60)
    recogniser.move(0, 350, 420, 80)
    assert ear.zoom == pytest.approx(2.0)
    assert ear.went == pytest.approx((50.0, 20.0))
    recogniser.up(0, 350, 420, 400)
    assert ear.heard[-2:] == ["moved 1", "let go 0.0 0.0"]
    assert recogniser.at_rest


def test_a_second_finger_takes_a_swipe_over_and_the_slide_comes_home(ear: Ear, recogniser: Recogniser) -> None:
    ear.slide_takes = {2}
    recogniser.down(0, 400, 400, 0)
    recogniser.move(0, 500, 400, 20)
    recogniser.down(1, 600, 400, 40)
    recogniser.move(1, 640, 400, 60)
    assert ear.heard == ["pressed 400", "cancelled", "dragged", "cancelled", "moved 2"]


def test_fingers_further_apart_than_a_hand_are_two_peoples(ear: Ear, recogniser: Recogniser) -> None:
    ear.slide_takes = {2}
    recogniser.down(0, 100, 400, 0)
    recogniser.down(1, 100 + (HAND_MM + 1) * recogniser.millimetre, 400, 20)
    recogniser.up(0, 100, 400, 40)
    assert ear.heard == ["pressed 100", "tapped 100"]


def test_a_palm_is_no_finger(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.down(0, 100, 400, 0, across=PALM_MM * recogniser.millimetre)
    recogniser.down(1, 500, 400, 20, across=15 * recogniser.millimetre)
    recogniser.up(1, 500, 400, 60)
    recogniser.up(0, 100, 400, 90)
    assert ear.heard == ["pressed 500", "tapped 500"]
    assert recogniser.at_rest


def test_what_the_slide_takes_starts_under_the_finger_and_ends_with_its_speed(ear: Ear, recogniser: Recogniser) -> None:
    ear.slide_takes = {1}
    recogniser.down(0, 400, 400, 0)
    for step in range(1, 11):
        recogniser.move(0, 400, 400 + 20 * step, 10 * step)
    recogniser.up(0, 400, 600, 105)
    assert ear.went == pytest.approx((0.0, 200 - recogniser.slop))
    assert ear.heard == ["pressed 400", "cancelled", "moved 1", "let go 0.0 2.0"]


def test_a_finger_that_holds_is_the_slides_if_it_wants_it_and_else_still_taps(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.down(0, 400, 400, 0)
    recogniser.hold()
    recogniser.up(0, 400, 400, 900)
    ear.slide_holds = True
    recogniser.down(0, 700, 400, 2000)
    recogniser.hold()
    recogniser.move(0, 705, 400, 2600)
    recogniser.up(0, 705, 400, 3000)
    recogniser.hold()
    assert ear.heard == ["pressed 400", "held", "tapped 400", "pressed 700", "held", "moved 1", "let go 0.0 0.0"]


def test_a_wheel_with_ctrl_is_a_pinch(ear: Ear, recogniser: Recogniser) -> None:
    recogniser.turn_wheel(400, 400, 1.5)
    assert ear.heard == []
    ear.slide_takes = {2}
    ear.heard = ["-"]
    recogniser.turn_wheel(400, 400, 1.5)
    assert ear.heard == ["-", "moved 2", "let go 0.0 0.0"]
    assert ear.zoom == 1.5


@pytest.mark.parametrize("millimetre", [1.6, 4.0, 8.0])
def test_how_far_and_how_fast_is_counted_in_millimetres(millimetre: float) -> None:
    assert turn(-0.9 * 150 * millimetre, 0.0, 10_000, millimetre) == 0
    assert turn(-1.1 * 150 * millimetre, 0.0, 10_000, millimetre) == 1
    assert turn(30.0, 0.2 * millimetre, 1920, millimetre) == -1
    assert turn(30.0, 0.1 * millimetre, 1920, millimetre) == 0
    assert turn(100 * millimetre, -0.2 * millimetre, 1920, millimetre) == 0


@pytest.mark.parametrize("seed", range(5))
def test_whatever_ten_fingers_do_it_comes_to_rest(ear: Ear, recogniser: Recogniser, seed: int) -> None:
    """Seeded by the parameter: every press is answered, and nothing stays owned."""
    chance = random.Random(seed)
    ear.slide_takes = {1, 2}
    ms, down = 0.0, set[int]()
    for _ in range(2000):
        ms += chance.choice((1, 8, 16, 400))
        pointer, x, y = chance.randrange(10), chance.uniform(0, 1920), chance.uniform(0, 1080)
        if pointer not in down:
            recogniser.down(pointer, x, y, ms)
            down.add(pointer)
        elif chance.random() < 0.6:
            recogniser.move(pointer, x, y, ms)
        else:
            recogniser.up(pointer, x, y, ms)
            down.discard(pointer)
        if chance.random() < 0.05:
            recogniser.hold()
    for pointer in down:
        recogniser.up(pointer, 0, 0, ms)
    assert recogniser.at_rest
    assert math.isfinite(ear.zoom)


@pytest.mark.parametrize("jitter", [1.0, 3.0])
def test_a_bag_that_leans_there_and_trembles_makes_nobody_unheard(ear: Ear, jitter: float) -> None:
    """Screens report a contact that rests as moving by a px or two, without end."""
    recogniser = Recogniser(ear, millimetre=4.0)
    recogniser.down(1, 900, 300, 0)
    for step in range(1, 60):
        recogniser.move(1, 900 + jitter * (step % 2), 300, step * 100)
    ear.heard.clear()
    recogniser.down(2, 300, 300, 6000)
    recogniser.up(2, 300, 300, 6080)
    assert ear.heard == ["cancelled", "pressed 300", "tapped 300"]


def test_a_finger_that_slowly_wanders_is_no_bag(ear: Ear) -> None:
    recogniser = Recogniser(ear, millimetre=4.0)
    ear.slide_takes = {1}
    recogniser.down(1, 100, 300, 0)
    for step in range(1, 60):
        recogniser.move(1, 100 + 2 * step, 300, step * 100)
    ear.heard.clear()
    recogniser.down(2, 900, 300, 6000)
    assert ear.heard == []
