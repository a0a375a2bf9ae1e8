"""A finger catches slides in flight: what is seen beside the caught one is where it leads, and nothing leaps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPointingDevice, QTouchEvent
from PySide6.QtWidgets import QApplication

from kiosk.stage.flight import PushFlight
from kiosk.stage.window import Window
from kiosk.visit import Mode
from tests.stage.conftest import Hand, painted

Browse = Callable[[Window, int], None]
Rest = Callable[[Window], None]
Find = Callable[..., tuple[int, int]]
LAST = 15


def flight_of(window: Window) -> PushFlight:
    assert isinstance(window.flight, PushFlight)
    return window.flight


def test_beside_a_slide_caught_on_a_long_way_stands_the_one_that_a_swipe_leads_to(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, find_target: Find
) -> None:
    """On the way from the second slide to a chapter further on: it isn't the second that is seen."""
    browse(window, 1)
    hand.tap(*find_target(window, "chapter", 4))
    there = window.stage.state.slide
    assert there > 3
    hand.touch(("press", 600, 500))
    for x in range(650, 1400, 50):
        hand.touch(("move", x, 500))
    seen = painted(flight_of(window).sides[-1])
    assert seen == painted(window.stage._snapshots.sheet(there - 1))
    hand.lift(1350, 500)
    at_rest(window)
    assert window.stage.state.slide == there - 1


def test_before_the_first_slide_there_is_nothing_though_the_cycle_came_from_the_last(
    make: Callable[..., Window], device: QPointingDevice, at_rest: Rest, pass_time: Callable[[Window, float], None]
) -> None:
    window = make(slide=LAST)
    hand = Hand(window, device)
    at_rest(window)
    while window.stage.state.slide == LAST:
        pass_time(window, 1.0)
    assert window.stage.state.mode is Mode.ATTRACT
    hand.touch(("press", 600, 500))
    assert not flight_of(window).sides
    caught = flight_of(window).offset
    assert caught > 960
    last = caught
    for x in range(620, 1000, 20):
        hand.touch(("move", x, 500))
        assert last <= flight_of(window).offset < last + 20  # it gives from where it was caught
        last = flight_of(window).offset
    hand.lift(980, 500)
    at_rest(window)
    assert (window.stage.state.mode, window.stage.state.slide) == (Mode.BROWSE, 0)


@pytest.mark.parametrize("x", [960, 800])
def test_a_caught_slide_goes_on_when_its_swipe_is_taken_away(
    window: Window, hand: Hand, device: QPointingDevice, browse: Browse, at_rest: Rest, x: int
) -> None:
    """Far from rest it was caught: that alone turns nothing back."""
    browse(window, 4)
    hand.tap(1890, 480)
    hand.touch(("press", 900, 500))
    hand.touch(("move", x, 500))
    assert abs(flight_of(window).offset) > 960
    QApplication.sendEvent(window.viewport(), QTouchEvent(QEvent.Type.TouchCancel, device))
    at_rest(window)
    assert window.stage.state.slide == 5
    hand.lift(x, 500)
