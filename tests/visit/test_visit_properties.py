"""Whatever is done, in whatever order and at whatever time, the visit never wedges and always ends at the beginning."""

import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kiosk.visit
from kiosk.visit import (
    Command,
    Contrast,
    GoTo,
    Hold,
    Mode,
    Next,
    Overlook,
    Previous,
    Resize,
    Restart,
    ShowStep,
    Speak,
    StandStill,
    State,
    Stay,
    Stop,
    Tick,
    Touch,
    Tour,
    apply,
    deadline,
    dwell,
    idle_limit,
    seconds_left,
    start,
)

LANGUAGES = ["zh", "en", "fr", "ru"]

stops = st.builds(
    Stop,
    steps=st.integers(1, 6),
    paged=st.booleans(),
    dwell=st.none() | st.floats(1.0, 600.0),
    reading=st.lists(st.floats(0.0, 400.0), max_size=6).map(tuple),
)
tours = st.builds(
    Tour,
    stops=st.lists(stops, max_size=5).map(tuple),
    languages=st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).map(tuple),
    idle=st.floats(30.0, 3600.0),
    countdown=st.floats(20.0, 120.0),
    text_sizes=st.integers(1, 4),
)
anywhere = st.integers(-3, 9)
commands = st.one_of(
    st.just(Touch()),
    st.just(Next()),
    st.just(Previous()),
    st.builds(GoTo, anywhere, anywhere),
    st.builds(ShowStep, anywhere),
    st.builds(Speak, st.sampled_from([*LANGUAGES, "", "xx"])),
    st.builds(Resize, anywhere),
    st.builds(Contrast, st.booleans()),
    st.builds(StandStill, st.booleans()),
    st.builds(Overlook, st.booleans()),
    st.just(Stay()),
    st.just(Restart()),
    st.builds(Hold, st.booleans()),
    st.just(Tick()),
)
moments = st.floats(0.0, 1e7)
waits = st.one_of(
    st.none(),  # until the deadline
    st.floats(0.0, 300.0),
    st.floats(0.0, 1e6),  # the machine slept
    st.floats(-1e6, 0.0),  # must not happen, but
)
happenings = st.lists(st.tuples(commands, waits), max_size=40)


def longest_wait(state: State, tour: Tour) -> float:
    """What the wait under way lasts, in seconds, if it began just now."""
    stop = tour.stops[state.slide] if tour.stops else Stop()
    return {
        Mode.ATTRACT: dwell(stop, state.step),
        Mode.BROWSE: idle_limit(tour, stop),
        Mode.ASKING: 1.0,
    }[state.mode]


def check(state: State, now: float, tour: Tour) -> None:
    """What holds after every command."""
    steps = tour.stops[state.slide].steps if tour.stops else 1
    assert 0 <= state.slide < max(1, len(tour.stops))
    assert 0 <= state.step < steps
    assert state.language in tour.languages
    assert 0 <= state.text_size < tour.text_sizes
    assert state.entered <= now
    assert state.touched <= now
    assert (state.mode is Mode.ASKING) == (state.asked is not None) == (state.left is not None)
    if state.asked is not None and state.left is not None:
        assert not state.held
        assert state.asked <= now
        assert 0 < state.left == seconds_left(state, now, tour) < tour.countdown + 1
    due = deadline(state, tour)
    if due is None:
        assert state.held or (state.mode is Mode.ATTRACT and steps == 1 and len(tour.stops) <= 1)
    else:
        assert due > state.entered
        assert due <= now + longest_wait(state, tour) + 1e-6
        assert due > now or state.mode is Mode.ATTRACT, "whoever is there, or was, has time from now on"


def changed_at(state: State, now: float, tour: Tour) -> State:
    """The timer fires at `now`, which is not before its deadline: once is enough."""
    after = apply(state, Tick(), now, tour)
    assert after != state
    again = deadline(after, tour)
    assert again is None or again > now, "no busy loop"
    assert apply(after, Tick(), now, tour) == after, "a tick twice in one moment is a tick once"
    return after


@settings(deadline=None)
@given(tour=tours, begun=moments, happenings=happenings, slide=anywhere, language=st.sampled_from(["zh", "xx"]))
def test_any_sequence_keeps_the_visit_whole_and_ends_at_the_beginning(
    tour: Tour, begun: float, happenings: list[tuple[Command, float | None]], slide: int, language: str
) -> None:
    now = begun
    state = start(tour, now, slide, language)
    check(state, now, tour)
    for command, wait in happenings:
        due = deadline(state, tour)
        now = (due if due is not None and due > now else now) if wait is None else now + wait
        before, state = state, apply(state, command, now, tour)
        check(state, now, tour)
        if not isinstance(command, Tick | Hold):
            assert state.mode is Mode.BROWSE
            assert state.touched == now
        if isinstance(command, Tick) and state.mode is before.mode and tour.stops:
            all_steps = [(at, step) for at, stop in enumerate(tour.stops) for step in range(stop.steps)]
            ahead = (all_steps.index(state.place) - all_steps.index(before.place)) % len(all_steps)
            assert ahead <= (state.mode is Mode.ATTRACT), "time moves one step at most, and only the cycle"

    state = apply(state, Hold(False), now, tour)
    visitor, was = state.visitor, state.mode
    asked = None
    for _ in range(200):  # nobody acts any more: at most one idle time and one countdown of seconds
        if state.mode is Mode.ATTRACT:
            break
        due = deadline(state, tour)
        assert due is not None
        now = max(now, due)
        state = changed_at(state, now, tour)
        check(state, now, tour)
        if state.mode is Mode.ASKING:
            asked = now if asked is None else asked
            assert now < asked + tour.countdown
    assert state.mode is Mode.ATTRACT
    if was is not Mode.ATTRACT:
        assert asked is not None
        assert now == pytest.approx(asked + tour.countdown)
        assert (state.place, state.language, state.text_size) == ((0, 0), tour.languages[0], 0)
        assert (state.contrast, state.still, state.overview) == (False, False, False)
        assert state.visitor == visitor + 1


@settings(deadline=None)
@given(tours=st.lists(tours, min_size=2, max_size=6), begun=moments, happenings=happenings)
def test_a_tour_exchanged_at_any_moment_is_taken_in(
    tours: list[Tour], begun: float, happenings: list[tuple[Command, float | None]]
) -> None:
    now = begun
    state = start(tours[0], now)
    for turn, (command, wait) in enumerate(happenings):
        now += wait or 0.0
        tour = tours[turn % len(tours)]
        state = apply(state, command, now, tour)
        check(state, now, tour)
        deadline(state, tours[turn % len(tours) - 1])  # asked before the next command settles it: never an error


@settings(deadline=None)
@given(tour=tours.filter(lambda tour: len(tour.stops) > 0), begun=moments)
def test_the_cycle_shows_every_step_once_a_round_in_order(tour: Tour, begun: float) -> None:
    everything = [(slide, step) for slide, stop in enumerate(tour.stops) for step in range(stop.steps)]
    state = start(tour, begun)
    seen = [state.place]
    while len(seen) < 2 * len(everything) and (due := deadline(state, tour)) is not None:
        state = changed_at(state, due, tour)
        seen.append(state.place)
    assert seen == (everything * 2 if len(everything) > 1 else everything)


@given(tour=tours, begun=moments, happenings=st.lists(commands, max_size=20))
def test_the_same_acts_at_the_same_times_lead_to_the_same_place(
    tour: Tour, begun: float, happenings: list[Command]
) -> None:
    """It depends on what it's handed and on nothing else; least of all on the wall clock."""

    def run() -> State:
        state = start(tour, begun)
        for turn, command in enumerate(happenings):
            state = apply(state, command, begun + 7.0 * turn, tour)
        return state

    def no_clock(*_: object) -> NoReturn:
        raise AssertionError("a clock was read")

    first = run()
    with pytest.MonkeyPatch.context() as patched:
        for clock in ("time", "time_ns", "monotonic", "monotonic_ns"):
            patched.setattr(time, clock, no_clock)
        second = run()
    assert first == second


def test_importing_it_loads_no_window_no_numbers_and_no_clock() -> None:
    code = (
        "import sys; before = set(sys.modules); import kiosk.visit; new = set(sys.modules) - before;"
        "print(*sorted(new & {'PySide6', 'numpy', 'pydantic', 'datetime', 'asyncio', 'threading'}),"
        "*sorted(n for n in new if n.startswith('kiosk.') and not n.startswith('kiosk.visit')))"
    )
    house = Path(kiosk.visit.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=house, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
