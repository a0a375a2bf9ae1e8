"""Fingers on a crowded timeline: pan, pinch, clusters, the overview, and the edge where slides turn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Touch
from tests.slides.boxes import deck_of
from tests.stage.conftest import Clock, Hand


def events(count: int) -> list[dict[str, str]]:
    return [{"date": f"{1900 + n * 37 % 100}-{n % 12 + 1:02}", "title": f"第{n}件"} for n in range(count)]


@pytest.fixture
def window(qtbot, clock: Clock) -> Iterator[Window]:
    deck = deck_of({"type": "text", "headline": "前"}, {"type": "timeline", "events": events(90)},
                   {"type": "text", "headline": "后"})  # fmt: skip
    window = Window(Exhibit(deck, deck.slide_ids(), lambda _: None), windowed=True, size=QSize(1920, 1080), now=clock)
    qtbot.addWidget(window)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    window.place()
    qtbot.waitExposed(window)
    window.stage.do(Touch())
    window.stage.do(GoTo(1))
    qtbot.waitUntil(lambda: window.flight is None, timeout=5000)
    yield window
    window.stage.pictures.settle()


@pytest.fixture
def hand(window: Window, device: QPointingDevice) -> Hand:
    return Hand(window, device)


@pytest.fixture
def item(window: Window):
    return window.stage.gallery.item(1)


def zoom(item, factor: float, offset: float) -> None:
    item._many.view.zoom, item._many.view.offset = factor, offset
    item._many.view.clamp()
    item._looked()


Rest = Callable[[Window], None]


def test_a_cluster_opens_on_tap_and_an_event_too(window: Window, hand: Hand, item, at_rest: Rest) -> None:
    y = round(item._axis_y)
    mark = next(mark for mark in item._many.marks if mark.count > 1)
    inside = set(range(mark.first, mark.last + 1))
    hand.tap(round(96 + mark.x), y)
    at_rest(window)
    view = item._many.view
    assert view.zoom > 1.4
    seen = {
        event for n in item._many.seen() for event in range(item._many.marks[n].first, item._many.marks[n].last + 1)
    }
    assert inside <= seen
    single = next(item._many.marks[n] for n in item._many.seen(-40) if item._many.marks[n].count == 1)
    hand.tap(round(96 + single.x - view.offset), y)
    at_rest(window)
    assert item._places[window.stage.state.step][0] == single.first
    assert window.stage.state.slide == 1


def test_a_drag_pans_with_inertia_and_stays_within_the_ends(window: Window, hand: Hand, item, at_rest: Rest) -> None:
    zoom(item, 6, 3000)
    y = round(item._axis_y)
    hand.drag((1400, y), (1000, y), wait=8)
    held = item._many.view.offset
    assert held == pytest.approx(3000 + 400 - window._recogniser.slop, abs=3)
    hand.lift(1000, y)
    at_rest(window)
    assert item._many.view.offset > held + 20
    assert 0 <= item._many.view.offset <= item._many.view.limit
    assert window.stage.state.slide == 1


def test_pulled_past_its_end_it_gives_and_comes_back(window: Window, hand: Hand, item, at_rest: Rest) -> None:
    zoom(item, 4, 100)
    y = round(item._axis_y)
    hand.drag((500, y), (1100, y))
    assert -1728 / 6 < item._many.view.offset < 0
    hand.lift(1100, y)
    at_rest(window)
    assert item._many.view.offset == pytest.approx(0, abs=0.5)


def test_two_fingers_zoom_around_their_middle(window: Window, hand: Hand, item, at_rest: Rest) -> None:
    y, view = round(item._axis_y), item._many.view
    place = (960 - 96) / view.world
    hand.touch(("press", 860, y), ("press", 1060, y))
    for apart in range(100, 301, 25):
        hand.touch(("move", 960 - apart, y), ("move", 960 + apart, y))
    assert view.zoom == pytest.approx(3, rel=0.1)
    assert view.x(place) == pytest.approx(960 - 96, abs=12)
    hand.touch(("release", 660, y), ("release", 1260, y))
    at_rest(window)
    assert window.stage.state.slide == 1


def test_the_overview_jumps_scrubs_and_shows_the_whole(window: Window, hand: Hand, item, at_rest: Rest) -> None:
    view, y = item._many.view, round(item._overview.y() + 30)
    hand.tap(96 + round(item._overview.width * 0.75), y)
    at_rest(window)
    assert view.zoom == pytest.approx(5)
    assert (view.low + view.high) / 2 == pytest.approx(0.75, abs=0.02)
    before = view.offset
    hand.drag((1200, y), (900, y))
    hand.lift(900, y)
    assert view.offset < before - 500
    hand.tap(96 + 1728 - 60, y)
    at_rest(window)
    assert (view.zoom, view.offset) == (1, 0)


@pytest.mark.parametrize("zoomed", [False, True])
def test_where_there_is_nothing_more_a_swipe_turns_the_slide(window: Window, hand: Hand, item, at_rest: Rest,
                                                            zoomed: bool) -> None:  # fmt: skip
    if zoomed:
        zoom(item, 4, 1e9)
    y = round(item._axis_y)
    hand.drag((1300, y), (900, y), steps=4)
    hand.lift(900, y)
    at_rest(window)
    assert window.stage.state.slide == 2


def test_the_next_visitor_finds_the_whole_axis(window: Window, item, at_rest: Rest) -> None:
    zoom(item, 6, 3000)
    window.stage.do(GoTo(0))
    QTest.qWait(10)
    at_rest(window)
    assert (item._many.view.zoom, item._many.view.offset) == (1, 0)


def test_what_opens_comes_into_view(window: Window, item, at_rest: Rest) -> None:
    zoom(item, item._many.view.most, 0)
    window.stage.do(GoTo(1, 60))
    at_rest(window)
    mark = item._many.marks[item._many.mark_of(item._places[60][0])]
    assert 0 < mark.x - item._many.view.offset < item._many.view.width


def test_a_double_tap_zooms_in(window: Window, hand: Hand, item, at_rest: Rest) -> None:
    top = round(item._axis_y - item._many.above + 20)
    x = next(x for x in range(200, 1700, 10) if item._many.mark_at(x - 96, -item._many.above + 20, 60) < 0)
    hand.tap(x, top)
    hand.tap(x, top)
    at_rest(window)
    assert item._many.view.zoom == pytest.approx(3)
