"""Every command from every mode, and what time does when it misbehaves."""

from dataclasses import fields, replace
from typing import get_args

import pytest

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
    seconds_left,
    start,
)

COVER, ARTICLE, TIMELINE, PHOTO = range(4)
TOUR = Tour(
    stops=(
        Stop(),
        Stop(steps=3, reading=(30.0,)),
        Stop(steps=4, paged=False, reading=(10.0, 20.0, 1.0, 99.0)),
        Stop(dwell=5.0),
    ),
    languages=("zh", "en"),
    text_sizes=3,
)
NOTHING = Tour((), ("zh",))
BEGUN = 1000.0
NOW = 1003.0


def at(mode: Mode, slide: int = ARTICLE, step: int = 1, held: bool = False) -> State:
    """A visit in English, large, in high contrast, still, with the overview open; everything begun at BEGUN."""
    asking = mode is Mode.ASKING
    return State(
        mode,
        slide,
        step,
        "en",
        BEGUN,
        BEGUN,
        BEGUN if asking else None,
        20 if asking else None,
        held,
        2,
        contrast=True,
        still=True,
        overview=True,
        visitor=7,
    )


# ── every command from every mode ────────────────────────────────────────────────────────────────────────────────────

ACTS: list[tuple[Command, dict[str, object]]] = [
    (Touch(), {}),
    (Stay(), {}),
    (Next(), {"step": 2, "entered": NOW, "overview": False}),
    (Previous(), {"step": 0, "entered": NOW, "overview": False}),
    (GoTo(PHOTO), {"slide": PHOTO, "step": 0, "entered": NOW, "overview": False}),
    (GoTo(TIMELINE, 3), {"slide": TIMELINE, "step": 3, "entered": NOW, "overview": False}),
    (GoTo(ARTICLE, 1), {"overview": False}),
    (ShowStep(2), {"step": 2, "entered": NOW}),
    (ShowStep(1), {}),
    (Speak("zh"), {"language": "zh"}),
    (Speak("fr"), {}),
    (Resize(1), {"text_size": 1}),
    (Contrast(False), {"contrast": False}),
    (StandStill(False), {"still": False}),
    (Overlook(False), {"overview": False}),
    (Overlook(True), {}),
]


@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("act", "effect"), ACTS, ids=lambda value: repr(value) if not isinstance(value, dict) else "")
def test_an_act_leads_to_browsing_takes_effect_and_moves_nothing_else(
    mode: Mode, held: bool, act: Command, effect: dict[str, object]
) -> None:
    """The same from the cycle, from browsing and under the question; what staff hold stays held."""
    before = at(mode, held=held and mode is not Mode.ASKING)
    expected = replace(before, mode=Mode.BROWSE, touched=NOW, asked=None, left=None, **effect)  # type: ignore[arg-type]
    assert apply(before, act, NOW, TOUR) == expected


@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize("mode", list(Mode))
def test_restart_returns_everything_to_default_for_somebody_who_is_there(mode: Mode, held: bool) -> None:
    before = at(mode, held=held and mode is not Mode.ASKING)
    assert apply(before, Restart(), NOW, TOUR) == State(
        Mode.BROWSE, 0, 0, "zh", NOW, NOW, None, None, before.held, 0, visitor=8
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_a_tick_before_its_time_changes_nothing(mode: Mode) -> None:
    assert apply(at(mode), Tick(), BEGUN, TOUR) == at(mode)


def test_ticks_at_their_time() -> None:
    page, browse, asking = (at(mode) for mode in (Mode.ATTRACT, Mode.BROWSE, Mode.ASKING))
    assert apply(page, Tick(), BEGUN + 10, TOUR) == replace(page, step=2, entered=BEGUN + 10)
    assert apply(browse, Tick(), BEGUN + 60, TOUR) == replace(browse, mode=Mode.ASKING, asked=BEGUN + 60, left=20)
    assert apply(asking, Tick(), BEGUN + 1, TOUR) == replace(asking, left=19)
    assert apply(asking, Tick(), BEGUN + 20, TOUR) == State(Mode.ATTRACT, 0, 0, "zh", BEGUN + 20, BEGUN + 20, visitor=8)


def test_holding_and_letting_go() -> None:
    attract, browse, asking = (at(mode) for mode in (Mode.ATTRACT, Mode.BROWSE, Mode.ASKING))
    held = replace(attract, held=True, entered=NOW, touched=NOW)
    assert apply(attract, Hold(True), NOW, TOUR) == held
    assert apply(held, Hold(True), NOW + 50, TOUR) == held
    assert apply(held, Hold(False), NOW + 50, TOUR) == replace(attract, entered=NOW + 50, touched=NOW + 50)
    assert apply(attract, Hold(False), NOW, TOUR) == attract
    assert apply(browse, Hold(True), NOW, TOUR) == replace(browse, held=True, touched=NOW)
    assert apply(replace(browse, held=True), Hold(False), NOW, TOUR) == replace(browse, touched=NOW)
    assert apply(asking, Hold(True), NOW, TOUR) == replace(browse, held=True, touched=NOW)
    assert apply(asking, Hold(False), NOW, TOUR) == replace(browse, touched=NOW)


@pytest.mark.parametrize("mode", [Mode.ATTRACT, Mode.BROWSE])
def test_what_staff_hold_no_time_moves(mode: Mode) -> None:
    held = at(mode, held=True)
    assert deadline(held, TOUR) is None
    assert apply(held, Tick(), BEGUN + 1e6, TOUR) == held


def test_every_command_stands_in_these_tables() -> None:
    assert {type(act) for act, _ in ACTS} | {Restart, Tick, Hold} == set(get_args(Command))


def test_what_is_no_command_is_refused() -> None:
    with pytest.raises(AssertionError):
        apply(at(Mode.BROWSE), "next", NOW, TOUR)  # type: ignore[arg-type]


# ── next and previous ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        (Next(), (COVER, 0), (ARTICLE, 0)),
        (Next(), (ARTICLE, 1), (ARTICLE, 2)),
        (Next(), (ARTICLE, 2), (TIMELINE, 0)),
        (Next(), (TIMELINE, 0), (PHOTO, 0)),
        (Next(), (TIMELINE, 3), (PHOTO, 0)),
        (Next(), (PHOTO, 0), (PHOTO, 0)),
        (Previous(), (PHOTO, 0), (TIMELINE, 0)),
        (Previous(), (TIMELINE, 2), (ARTICLE, 2)),
        (Previous(), (ARTICLE, 2), (ARTICLE, 1)),
        (Previous(), (ARTICLE, 0), (COVER, 0)),
        (Previous(), (COVER, 0), (COVER, 0)),
    ],
)
def test_next_and_previous_page_first_then_leave_and_stop_at_the_ends(
    command: Command, before: tuple[int, int], after: tuple[int, int]
) -> None:
    assert apply(at(Mode.BROWSE, *before), command, NOW, TOUR).place == after


@pytest.mark.parametrize(("command", "slide"), [(Next(), 1), (Previous(), 0)])
def test_a_timeline_at_either_end_keeps_its_event(command: Command, slide: int) -> None:
    tour = Tour((Stop(steps=4, paged=False), Stop(steps=4, paged=False)), ("en",))
    before = at(Mode.BROWSE, slide, 2)
    assert apply(before, command, NOW, tour) == replace(before, touched=NOW, text_size=0, overview=False)


@pytest.mark.parametrize(
    ("command", "place"),
    [
        (GoTo(99), (PHOTO, 0)),
        (GoTo(-1), (COVER, 0)),
        (GoTo(ARTICLE, 99), (ARTICLE, 2)),
        (GoTo(ARTICLE, -5), (ARTICLE, 0)),
        (GoTo(99, 99), (PHOTO, 0)),
        (ShowStep(99), (ARTICLE, 2)),
        (ShowStep(-1), (ARTICLE, 0)),
    ],
)
def test_beyond_the_ends_means_the_ends(command: Command, place: tuple[int, int]) -> None:
    assert apply(at(Mode.BROWSE), command, NOW, TOUR).place == place


@pytest.mark.parametrize(("asked_for", "size"), [(-1, 0), (0, 0), (2, 2), (3, 2)])
def test_sizes_of_text_stay_within_what_the_screen_offers(asked_for: int, size: int) -> None:
    assert apply(at(Mode.BROWSE), Resize(asked_for), NOW, TOUR).text_size == size


# ── starting, and tours that change ──────────────────────────────────────────────────────────────────────────────────


def test_an_exhibit_switched_on_cycles_from_the_first_slide_at_home() -> None:
    assert start(TOUR, NOW) == State(Mode.ATTRACT, 0, 0, "zh", NOW, NOW)


@pytest.mark.parametrize(
    ("slide", "language", "found"),
    [(2, "en", (2, "en")), (99, "fr", (3, "zh")), (-1, "", (0, "zh")), (0, None, (0, "zh"))],
)
def test_an_exhibit_can_be_started_elsewhere(slide: int, language: str | None, found: tuple[int, str]) -> None:
    state = start(TOUR, NOW, slide, language)
    assert (state.slide, state.language) == found
    assert state.entered == NOW


@pytest.mark.parametrize("mode", list(Mode))
def test_a_deck_reloaded_keeps_the_place(mode: Mode) -> None:
    longer = replace(TOUR, stops=(*TOUR.stops, Stop()))
    assert apply(at(mode), Tick(), BEGUN, longer) == at(mode)


@pytest.mark.parametrize("mode", list(Mode))
def test_what_no_longer_fits_is_clamped(mode: Mode) -> None:
    """Fewer pages: the last of them. Fewer slides: the last of them, from its beginning."""
    before = at(mode, ARTICLE, 2)
    fewer_pages = replace(TOUR, stops=(Stop(), Stop(steps=2)))
    assert apply(before, Tick(), NOW, fewer_pages) == apply(replace(before, step=1, entered=NOW), Tick(), NOW, TOUR)
    fewer_slides = Tour((Stop(steps=9),), ("fr",))
    after = apply(before, Tick(), NOW, fewer_slides)
    assert (after.mode, after.place, after.entered) == (mode, (0, 0), NOW)
    assert (after.language, after.text_size) == ("fr", 0)


def test_a_step_that_a_rebuilt_tour_moved_has_its_whole_dwell() -> None:
    before = at(Mode.ATTRACT, PHOTO, 0)
    after = apply(before, Tick(), BEGUN + 999, Tour((Stop(),) * 2, ("zh",)))
    assert (after.place, after.entered) == ((1, 0), BEGUN + 999)


# ── deadlines ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("state", "seconds"),
    [
        (at(Mode.ATTRACT, COVER, 0), 8),
        (at(Mode.ATTRACT, ARTICLE, 2), 10),
        (at(Mode.ATTRACT, TIMELINE, 1), 20),
        (at(Mode.ATTRACT, TIMELINE, 3), 30),
        (at(Mode.ATTRACT, PHOTO, 0), 5),
        (at(Mode.BROWSE, COVER, 0), 60),
        (at(Mode.BROWSE, TIMELINE, 0), 195),
        (at(Mode.ASKING), 1),
        (replace(at(Mode.ASKING), left=7), 14),
        (replace(at(Mode.ASKING), left=1), 20),
    ],
)
def test_the_deadline_is_the_moment_a_tick_changes_something_and_not_before(state: State, seconds: float) -> None:
    moment = deadline(state, TOUR)
    assert moment == BEGUN + seconds
    assert apply(state, Tick(), moment, TOUR) != state
    assert apply(state, Tick(), moment - 0.001, TOUR) == state


@pytest.mark.parametrize("tour", [NOTHING, Tour((Stop(),), ("zh",))])
def test_nothing_to_cycle_to_has_no_deadline(tour: Tour) -> None:
    state = start(tour, NOW)
    assert deadline(state, tour) is None
    assert apply(state, Tick(), NOW + 1e6, tour) == state


def test_two_slides_of_one_step_cycle() -> None:
    tour = Tour((Stop(), Stop()), ("zh",))
    state = start(tour, NOW, slide=1)
    assert deadline(state, tour) == NOW + 8
    assert apply(state, Tick(), NOW + 8, tour).place == (0, 0)


def test_one_slide_of_several_steps_cycles_through_them() -> None:
    tour = Tour((Stop(steps=2),), ("zh",))
    places = []
    state = start(tour, NOW)
    for _ in range(4):
        places.append(state.place)
        state = apply(state, Tick(), deadline(state, tour) or 0.0, tour)
    assert places == [(0, 0), (0, 1)] * 2


@pytest.mark.parametrize(
    "command", [Next(), Previous(), GoTo(3, 3), ShowStep(3), Touch(), Stay(), Restart(), Speak("en"), Resize(1)]
)
def test_an_empty_tour_can_be_touched(command: Command) -> None:
    state = apply(start(NOTHING, NOW), command, NOW, NOTHING)
    assert (state.mode, state.place, state.language) == (Mode.BROWSE, (0, 0), "zh")
    assert deadline(state, NOTHING) == NOW + 60


# ── the countdown ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("passed", "left"),
    [(-5.0, 20), (0.0, 20), (0.4, 20), (1.0, 19), (1.1, 19), (18.9, 2), (19.0, 1), (19.9, 1), (20.0, 0), (1e9, 0)],
)
def test_seconds_left_are_rounded_up(passed: float, left: int) -> None:
    assert seconds_left(at(Mode.ASKING), BEGUN + passed, TOUR) == left


def test_without_a_question_there_are_no_seconds_left() -> None:
    assert seconds_left(at(Mode.BROWSE), NOW, TOUR) == 0


def test_a_countdown_of_broken_seconds_begins_rounded_up() -> None:
    tour = replace(TOUR, countdown=20.5)
    asking = apply(at(Mode.BROWSE), Tick(), 2000.0, tour)
    assert asking.left == 21
    assert deadline(asking, tour) == 2000.5
    assert apply(asking, Tick(), 2000.5, tour).left == 20


# ── time that misbehaves ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_late_tick_moves_one_step_and_the_next_waits_its_whole_time() -> None:
    late = BEGUN + 12 * 3600
    after = apply(at(Mode.ATTRACT), Tick(), late, TOUR)
    assert after.place == (ARTICLE, 2)
    assert deadline(after, TOUR) == late + 10
    assert apply(after, Tick(), late, TOUR) == after


def test_a_question_that_comes_late_still_stands_for_its_whole_countdown() -> None:
    late = BEGUN + 12 * 3600
    after = apply(at(Mode.BROWSE), Tick(), late, TOUR)
    assert (after.mode, after.left, after.place) == (Mode.ASKING, 20, (ARTICLE, 1))
    assert apply(after, Tick(), late, TOUR) == after


def test_a_touch_that_comes_before_a_late_tick_keeps_the_visit() -> None:
    assert apply(at(Mode.ASKING), Touch(), BEGUN + 20.2, TOUR).place == (ARTICLE, 1)


@pytest.mark.parametrize(("mode", "wait"), [(Mode.ATTRACT, 10), (Mode.BROWSE, 60), (Mode.ASKING, 1)])
def test_a_clock_that_went_back_begins_the_wait_anew(mode: Mode, wait: float) -> None:
    after = apply(at(mode), Tick(), 5.0, TOUR)
    assert (after.mode, after.place) == (mode, (ARTICLE, 1))
    assert deadline(after, TOUR) == 5.0 + wait
    assert apply(after, Tick(), 5.0 + wait, TOUR) != after


# ── the door ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_door_names_every_command_and_nothing_that_is_missing() -> None:
    assert list(kiosk.visit.__all__) == sorted(kiosk.visit.__all__)
    assert all(hasattr(kiosk.visit, name) for name in kiosk.visit.__all__)
    assert {command.__name__ for command in get_args(Command)} <= set(kiosk.visit.__all__)


def test_a_state_returns_to_default_in_every_field_that_is_the_visitors() -> None:
    """A field added to State and forgotten in a return to default would be a visitor's leftover."""
    home = apply(at(Mode.ASKING), Tick(), BEGUN + 20, TOUR)
    fresh = start(TOUR, BEGUN + 20)
    assert [field.name for field in fields(State) if getattr(home, field.name) != getattr(fresh, field.name)] == [
        "visitor"
    ]


def test_every_visitor_finds_the_size_of_text_that_the_hall_has_chosen() -> None:
    tour = replace(TOUR, text_size=1)
    state = start(tour, NOW)
    assert state.text_size == 1
    larger = apply(state, Resize(2), NOW, tour)
    assert larger.text_size == 2
    assert apply(larger, Restart(), NOW, tour).text_size == 1
