"""How long a step stays and how long a still visitor is left in peace, at their limits."""

import math
from collections.abc import Sequence

import pytest

from kiosk.visit import Stop, Stops, Tour, dwell, idle_limit
from kiosk.visit.tour import stride


@pytest.mark.parametrize(
    ("reading", "seconds"),
    [(0.0, 8.0), (7.9, 8.0), (8.0, 8.0), (8.1, 8.1), (29.9, 29.9), (30.0, 30.0), (30.1, 30.0), (4000.0, 30.0)],
)
def test_a_step_stays_its_reading_time_between_8_and_30_seconds(reading: float, seconds: float) -> None:
    assert dwell(Stop(reading=(reading,)), 0) == seconds


@pytest.mark.parametrize("own", [0.5, 3.0, 600.0])
def test_the_decks_own_dwell_stands_as_it_is(own: float) -> None:
    assert dwell(Stop(dwell=own, reading=(15.0,)), 0) == own


@pytest.mark.parametrize(("step", "seconds"), [(0, 10.0), (1, 20.0), (2, 8.0), (-1, 10.0), (3, 8.0)])
def test_each_event_stays_its_own_reading_time(step: int, seconds: float) -> None:
    """And a step that isn't there counts as the nearest that is."""
    assert dwell(Stop(steps=3, paged=False, reading=(10.0, 20.0, 1.0)), step) == seconds


def test_pages_share_the_reading_time_of_the_whole() -> None:
    article = Stop(steps=4, reading=(48.0,))
    assert [dwell(article, step) for step in range(4)] == [12.0] * 4


def test_fewer_steps_than_reading_times_are_read_as_a_whole() -> None:
    assert dwell(Stop(steps=1, reading=(5.0, 6.0)), 0) == 11.0


def test_no_reading_time_at_all_is_none() -> None:
    assert dwell(Stop(reading=()), 0) == 8.0
    assert idle_limit(Tour((), ("zh",)), Stop(reading=())) == 60.0


@pytest.mark.parametrize(
    ("reading", "limit"),
    [((0.0,), 60.0), ((40.0,), 60.0), ((40.1,), 60.15), ((100.0,), 150.0), ((30.0, 30.0, 40.0), 150.0)],
)
def test_a_still_visitor_has_one_and_a_half_times_the_whole_slide(reading: tuple[float, ...], limit: float) -> None:
    assert idle_limit(Tour((), ("zh",)), Stop(reading=reading)) == pytest.approx(limit)


def test_the_decks_own_dwell_shortens_no_visitors_time() -> None:
    assert idle_limit(Tour((), ("zh",), idle=45.0), Stop(dwell=3.0, reading=(60.0,))) == 90.0


@pytest.mark.parametrize(
    "nonsense",
    [
        {"steps": 0},
        {"steps": -1},
        {"dwell": 0.0},
        {"dwell": -3.0},
        {"dwell": math.inf},
        {"dwell": math.nan},
        {"reading": (1.0, -0.1)},
        {"reading": (math.inf,)},
        {"reading": (math.nan,)},
    ],
)
def test_a_stop_refuses_what_would_wedge_the_cycle(nonsense: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"step|stays|reading"):
        Stop(**nonsense)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"languages": ()},
        {"text_sizes": 0},
        {"idle": 0.0},
        {"idle": math.inf},
        {"idle": math.nan},
        {"countdown": 0.0},
        {"countdown": -1.0},
        {"countdown": math.inf},
    ],
)
def test_a_tour_refuses_what_would_wedge_the_visit(nonsense: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"language|text|waiting"):
        Tour(**{"stops": (), "languages": ("zh",), **nonsense})  # type: ignore[arg-type]


def test_a_tour_may_be_impatient() -> None:
    """Tests and trade fairs wait less than a second."""
    assert Tour((), ("zh",), idle=0.5, countdown=0.5).idle == 0.5


@pytest.mark.parametrize(("steps", "seen"), [(1, 1), (4, 4), (12, 12), (13, 7), (40, 10), (500, 12)])
def test_a_timeline_of_hundreds_doesnt_hold_the_cycle_up(steps: int, seen: int) -> None:
    """Some of its events are shown in turn, the first among them; an article's pages all are."""
    by_itself = range(0, steps, stride(Stop(steps=steps, paged=False)))
    assert len(by_itself) == seen <= 12
    assert stride(Stop(steps=steps, paged=True)) == 1


def test_stops_are_counted_when_they_are_asked_for() -> None:
    counted: list[int] = []

    def count(index: int) -> Stop:
        counted.append(index)
        return Stop(steps=index + 1)

    stops = Stops(3000, count)
    assert len(stops) == 3000
    assert not counted
    assert stops[7].steps == stops[7].steps == 8
    assert stops[-1].steps == 3000
    assert counted == [7, 2999]
    assert [stop.steps for stop in stops[2:5]] == [3, 4, 5]
    for index in (3000, -3001):
        with pytest.raises(IndexError):
            stops[index]
    for stop in stops:
        assert stop.steps
    stops[7]
    assert counted.count(7) == 2, "few are kept"


@pytest.mark.parametrize("stops", [(Stop(), Stop(), Stop()), Stops(3, lambda _: Stop())])
def test_layout_knows_one_stop_better(stops: Sequence[Stop]) -> None:
    tour = Tour(stops, ("zh",)).with_stop(1, Stop(steps=4)).with_stop(2, Stop(steps=5))
    assert [stop.steps for stop in tour.stops] == [1, 4, 5]
    assert [stop.steps for stop in stops] == [1, 1, 1]
