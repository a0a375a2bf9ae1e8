"""A whole visit, from attract to attract, as the program runs it: one single-shot timer and a simulated clock."""

from dataclasses import dataclass, field

from kiosk.visit import (
    Command,
    GoTo,
    Hold,
    Mode,
    Next,
    Previous,
    Restart,
    ShowStep,
    Speak,
    State,
    Stay,
    Stop,
    Tick,
    Touch,
    Tour,
    apply,
    deadline,
    start,
)

TOUR = Tour(
    stops=(Stop(), Stop(steps=2, paged=False, reading=(9.0, 12.0)), Stop(steps=3, reading=(30.0,)), Stop(dwell=5.0)),
    languages=("zh", "en"),
)


@dataclass
class Hall:
    """An exhibit in a hall where time passes only when told to."""

    tour: Tour = TOUR
    now: float = 50_000.0
    ticks: int = 0
    seen: list[tuple[float, State]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.begun = self.now
        self.state = start(self.tour, self.now)

    def does(self, command: Command, after: float = 0.0) -> State:
        """The visitor waits so many seconds, then does something."""
        self.passes(after)
        self.state = apply(self.state, command, self.now, self.tour)
        return self.state

    def passes(self, seconds: float) -> State:
        """Time passes, and the timer fires whenever it is due."""
        end = self.now + seconds
        while (due := deadline(self.state, self.tour)) is not None and due <= end:
            self.now = max(self.now, due)
            before, self.state = self.state, apply(self.state, Tick(), self.now, self.tour)
            self.ticks += 1
            assert self.state != before, "a timer that changes nothing is a wasted wake-up"
            self.seen.append((self.now - self.begun, self.state))
        self.now = end
        return self.state

    def places(self) -> list[tuple[float, int, int]]:
        """When each step came on screen by itself: (seconds since the beginning, slide, step)."""
        return [(when, *state.place) for when, state in self.seen]


def test_the_cycle_shows_every_step_for_its_dwell_and_begins_again() -> None:
    hall = Hall()
    hall.passes(72.0)
    assert hall.places() == [
        (8.0, 1, 0),
        (17.0, 1, 1),
        (29.0, 2, 0),
        (39.0, 2, 1),
        (49.0, 2, 2),
        (59.0, 3, 0),
        (64.0, 0, 0),
        (72.0, 1, 0),
    ]


def test_a_visit_from_attract_to_attract() -> None:
    hall = Hall()
    assert hall.does(Touch(), after=18.0).place == (1, 1), "the first touch stops the cycle where it is"
    hall.seen.clear()

    assert hall.does(ShowStep(0), after=5.0).place == (1, 0)
    assert hall.does(Speak("en"), after=5.0).language == "en"
    assert hall.does(Next(), after=30.0).place == (2, 0)
    assert hall.does(Next(), after=30.0).place == (2, 1)
    assert hall.does(GoTo(3), after=30.0).place == (3, 0)
    assert hall.does(Next(), after=1.0).place == (3, 0), "the end is the end"
    assert hall.does(Previous(), after=2.0).place == (2, 2)
    assert hall.seen == [], "while somebody is there, time changes nothing"

    assert hall.passes(59.9).mode is Mode.BROWSE
    assert hall.passes(0.2).mode is Mode.ASKING
    assert hall.state.left == 20
    assert hall.passes(10.0).left == 10
    assert hall.does(Touch()).mode is Mode.BROWSE
    assert hall.state.place == (2, 2)
    assert hall.state.language == "en"

    hall.seen.clear()
    assert hall.passes(79.9).mode is Mode.ASKING
    assert [state.left for _, state in hall.seen] == list(range(20, 0, -1)), "every second is shown once"
    assert hall.passes(0.2).mode is Mode.ATTRACT
    assert (hall.state.place, hall.state.language, hall.state.visitor) == ((0, 0), "zh", 1)
    assert hall.passes(8.0).place == (1, 0), "and the cycle goes on"


def test_a_visitor_who_answers_can_stay_ten_times_and_more() -> None:
    """WCAG 2.2.1: the time can be lengthened at least ten times, by a simple act."""
    hall = Hall()
    hall.does(GoTo(2, 1))
    for _ in range(30):
        assert hall.passes(79.0).mode is Mode.ASKING
        assert hall.does(Stay()).place == (2, 1)


def test_who_restarts_finds_the_beginning_and_has_time() -> None:
    hall = Hall()
    hall.does(GoTo(2, 1))
    hall.does(Speak("en"))
    assert hall.passes(65.0).mode is Mode.ASKING
    restarted = hall.does(Restart())
    assert (restarted.mode, restarted.place, restarted.language) == (Mode.BROWSE, (0, 0), "zh")
    assert hall.passes(59.0).mode is Mode.BROWSE
    assert hall.passes(21.5).mode is Mode.ATTRACT


def test_a_long_article_is_left_in_peace_for_longer() -> None:
    hall = Hall(Tour((Stop(), Stop(steps=6, reading=(200.0,))), ("zh",)))
    hall.does(GoTo(1))
    assert hall.passes(299.0).mode is Mode.BROWSE
    assert hall.passes(2.0).mode is Mode.ASKING


def test_staff_hold_a_slide_for_a_speech_and_let_go() -> None:
    hall = Hall()
    hall.does(Hold(True), after=8.0)
    assert hall.passes(3 * 3600.0).place == (1, 0)
    hall.does(Next())
    assert hall.passes(3600.0).place == (2, 0), "a clicker still leads, and nobody is asked"
    hall.does(Hold(False))
    assert hall.passes(59.0).mode is Mode.BROWSE
    assert hall.passes(22.0).mode is Mode.ATTRACT


def test_a_held_cycle_goes_on_when_staff_let_go() -> None:
    hall = Hall()
    hall.does(Hold(True), after=8.0)
    hall.does(Hold(False), after=600.0)
    assert hall.passes(8.9).place == (1, 0)
    assert hall.passes(0.2).place == (1, 1)


def test_another_languages_pages_arrive_with_the_next_tour() -> None:
    hall = Hall()
    hall.does(GoTo(2, 2))
    hall.does(Speak("en"))
    hall.tour = Tour((Stop(), Stop(), Stop(steps=2), Stop()), ("zh", "en"))
    assert hall.does(Tick()).place == (2, 1)
    assert hall.state.mode is Mode.BROWSE


def test_a_still_slide_costs_nothing() -> None:
    """A week of one slide is no wake-up at all; a visitor of two minutes is none but the question's."""
    alone = Hall(Tour((Stop(),), ("zh",)))
    alone.passes(7 * 86_400.0)
    assert alone.ticks == 0
    hall = Hall()
    for _ in range(12):
        hall.does(Touch(), after=7.0)
    assert hall.ticks == 0
