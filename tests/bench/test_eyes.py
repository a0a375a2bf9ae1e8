"""What is seen on a real X server: changes, frames, and a slide that is known by its look."""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Callable, Iterator

import pytest
import xcffib
import xcffib.xproto

from tests.bench.eyes import ROWS, Eyes, Likeness, frames_of, gaps
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.window, pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb here")]

RED, BLUE, GREY, BLACK = 0xFF0000, 0x0000FF, 0x808080, 0x000000
Paint = Callable[..., None]


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    made = Screen(320, 240)
    yield made
    made.close()


@pytest.fixture
def paint(screen: Screen) -> Iterator[Paint]:
    """Fills a part of the screen, all of it if left out, and waits until the server has done so."""
    connection = xcffib.connect(display=screen.name)
    root = connection.get_setup().roots[0].root

    def fill(colour: int, x: int = 0, y: int = 0, width: int = 320, height: int = 240) -> None:
        connection.core.ChangeWindowAttributes(root, xcffib.xproto.CW.BackPixel, [colour])
        connection.core.ClearArea(False, root, x, y, width, height)
        connection.core.GetInputFocus().reply()

    fill(BLACK)
    yield fill
    connection.disconnect()


def test_a_screen_is_lit_once_something_stands_in_all_its_corners(screen: Screen, paint: Paint) -> None:
    eyes = Eyes(screen)
    eyes.blank()
    paint(RED, width=300)
    assert not eyes.lit()
    paint(RED)
    assert eyes.lit()


def test_a_change_is_seen_and_what_never_comes_is_not_a_number(screen: Screen, paint: Paint) -> None:
    eyes = Eyes(screen)
    before, begun = eyes.glance(), time.perf_counter()
    assert math.isnan(eyes.first_change(before, begun, 0.05))
    paint(BLUE, y=100, height=40)
    assert eyes.first_change(before, begun) > 0


def test_it_settles_with_the_last_change(screen: Screen, paint: Paint) -> None:
    eyes = Eyes(screen)
    paint(BLUE)
    assert not math.isnan(eyes.settled(time.perf_counter(), quiet=0.05))
    assert eyes.rest(quiet=0.05)


def test_every_frame_is_counted_once_whatever_else_stands_still(screen: Screen, paint: Paint) -> None:
    eyes = Eyes(screen)
    times = eyes.frames(0.5, lambda step: paint((RED, BLUE)[step % 2], y=120, height=30) if step < 12 else None, 0.03)
    assert len(times) == 12
    assert len(gaps(times)) == 11


def test_rows_are_spread_over_a_screen_of_any_size(screen: Screen) -> None:
    rows = Eyes(screen).rows
    assert len(set(rows)) == ROWS
    assert min(rows) < 10
    assert max(rows) > screen.height - 10
    assert Eyes(screen, rows=1).rows == (120,)


def test_a_slide_is_known_by_its_look_though_a_part_of_it_moves(screen: Screen, paint: Paint) -> None:
    eyes = Eyes(screen)
    paint(GREY)
    paint(RED, x=40, y=40, width=80, height=60)
    slide = Likeness(eyes)
    assert slide.stands()
    paint(BLUE, x=40, y=40, width=20, height=60)  # a quarter of it
    assert slide.stands()
    paint(GREY)  # the ground alone, as before the words come
    assert not slide.stands()
    paint(BLACK)
    assert not slide.stands()


def test_a_row_that_is_blank_for_a_while_hides_no_frames() -> None:
    """The busiest row saw what moves once, and then not before more of it had come: 68 ms, though all went on."""
    busiest = [0.0, 0.068, 0.084, 0.101, 0.117]
    other = [0.002, 0.017, 0.034, 0.051, 0.071]
    assert frames_of([busiest, other, []]) == [0.0, 0.017, 0.034, 0.051, 0.068, 0.084, 0.101, 0.117]


def test_a_frame_that_is_copied_slowly_is_one_and_what_stood_still_did() -> None:
    first = [0.0, 0.016, 0.084, 0.1, 0.116]
    assert frames_of([first, [at + 0.008 for at in first]]) == first
    assert frames_of([[], []]) == []
