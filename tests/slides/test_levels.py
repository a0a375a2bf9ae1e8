"""Labels never overlap, every event is reachable, and the order stays: for any events, at any zoom."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.dates import Moment
from kiosk.slides.axis import Scale, scale_of
from kiosk.slides.levels import BETWEEN, Mark, arrange
from kiosk.slides.ticks import Tick, ticks
from kiosk.slides.view import View

times = st.lists(st.floats(-10_000, 2_100, allow_nan=False).map(lambda one: round(one, 3)), min_size=2, max_size=120)
crowds = st.builds(
    lambda seed, count: sorted((seed * 7919 * n * n) % 1000 / 10 + 1900 for n in range(count)),
    st.integers(1, 10_000), st.integers(2, 500),
)  # fmt: skip


def boxes_overlap(one: Mark, other: Mark) -> bool:
    if one.level == other.level:
        return one.left < other.left + other.width + BETWEEN - 1 and other.left < one.left + one.width + BETWEEN - 1
    low, high = sorted((one, other), key=lambda mark: mark.level)
    return low.left < high.x < low.left + low.width  # the higher one's pole passes the lower one's label


@settings(max_examples=60, deadline=None)
@given(st.one_of(times, crowds), st.floats(0, 9), st.integers(1, 4), st.integers(60, 320))
def test_labels_never_overlap_and_every_event_is_somewhere(events: list[float], zoom: float, levels: int,
                                                           width: int) -> None:  # fmt: skip
    scale, world = scale_of(events), 1728 * 2**zoom
    xs = sorted(scale.place(one) * world for one in events)
    widths = [60 + (width * (n + 3)) % 260 for n in range(len(xs))]
    marks = arrange(xs, widths, levels, world)
    assert [index for mark in marks for index in range(mark.first, mark.last + 1)] == list(range(len(xs)))
    assert all(before.x < after.x for before, after in itertools.pairwise(marks))
    labelled = [mark for mark in marks if mark.level >= 0]
    assert all(mark.left >= -1 and mark.left + mark.width <= world + 1 for mark in labelled)
    near = [(one, other) for n, one in enumerate(labelled) for other in labelled[n + 1 : n + 14]]
    assert not [pair for pair in near if boxes_overlap(*pair)]


@given(times)
def test_the_scale_keeps_the_order_and_comes_back(events: list[float]) -> None:
    scale = scale_of(events)
    places = [scale.place(one) for one in sorted(set(events))]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    for one in events:
        assert abs(scale.time(scale.place(one)) - one) < 1e-3


def test_a_long_gap_is_broken_at_every_zoom_and_the_rest_is_to_scale() -> None:
    scale = scale_of([1900.0, 1901.0, 1903.0, 1990.0, 1991.0])
    assert [round(gap) for _, _, gap in scale.breaks] == [87]
    year = scale.place(1901.0) - scale.place(1900.0)
    assert abs(scale.place(1903.0) - scale.place(1901.0) - 2 * year) < 1e-9
    assert abs(scale.place(1991.0) - scale.place(1990.0) - year) < 1e-9
    found = ticks(scale, 0.0, 1.0, 1728.0, 100.0)
    assert not [tick for tick in found if 1904 < tick.moment.years < 1989]


@settings(max_examples=80, deadline=None)
@given(times, st.floats(0, 16), st.floats(0, 1))
def test_ticks_keep_their_room_and_stand_within_the_view(events: list[float], zoom: float, at: float) -> None:
    scale: Scale = scale_of(events)
    view = View(1728.0, most=1e9, zoom=2**zoom)
    view.offset = at * view.limit
    found = ticks(scale, view.low, view.high, view.world, 120.0)
    assert len(found) <= 1728 / 96 + 2
    xs = [view.x(tick.place) for tick in found]
    assert all(later - before >= 95 for before, later in itertools.pairwise(xs))
    assert all(-1 <= x <= 1729 for x in xs)
    assert all(tick.moment.year != 0 for tick in found)


def test_a_zoom_keeps_what_is_under_the_fingers() -> None:
    view = View(1000.0, most=50.0, zoom=4.0, offset=800.0)
    place = (view.offset + 300) / view.world
    view.zoom_about(300, 2.0)
    assert abs(view.x(place) - 300) < 1e-6
    view.zoom_about(300, 1e-9)
    assert (view.zoom, view.offset) == (1.0, 0.0)


def test_five_hundred_events_are_arranged_within_a_frame() -> None:
    xs = sorted((n * 7919) % 17_280 / 1.0 for n in range(500))
    best = min(_timed(xs) for _ in range(5))
    assert best < 0.02


def _timed(xs: list[float]) -> float:
    start = time.perf_counter()
    arrange(xs, [200.0] * len(xs), 4, 17_280.0)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2018-10", "2018-11", "2018-12", "2023-04", "2023-05"], ["2018.10", "11月", "12月", "2023.04", "5月"]),
        (["2024-03-01", "2024-03-06", "2024-09-11", "2024-09-16"], ["2024.03.01", "6日", "2024.09.11", "16日"]),
        (["2023-11", "2023-12", "2024-01", "2024-02"], ["2023.11", "12月", "2024.01", "2月"]),
        (["1990", "2000"], ["1990", "2000"]),
    ],
)
def test_after_a_gap_a_tick_says_its_year_and_its_month(dates: list[str], expected: list[str]) -> None:
    said, before = [], None
    for date in dates:
        tick = Tick(0.0, Moment.parse(date))
        said.append(tick.words_after("zh", before))
        before = tick.moment
    assert said == expected
