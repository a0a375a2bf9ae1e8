"""What is counted of visits: whole visits on a simulated clock, and whatever else a clock and a hand may do."""

from collections import Counter
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    Stay,
    Stop,
    Tick,
    Touch,
    Tour,
    apply,
    deadline,
    start,
)
from kiosk.visit.tally import BOUNDS, Count, Tally, What, length_class

TOUR = Tour(
    stops=(Stop(), Stop(steps=2, paged=False, reading=(9.0, 12.0)), Stop(steps=3, reading=(30.0,)), Stop(dwell=5.0)),
    languages=("zh", "en"),
    text_sizes=3,
)
IDS = ("cover", "years", "story", "photo")


@dataclass
class Hall:
    """An exhibit that is counted, where time passes only when told to."""

    now: float = 50_000.0
    tally: Tally = field(default_factory=Tally)
    counts: list[Count] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = start(TOUR, self.now)
        self.counts += self.tally.follow(self.state, self.now, TOUR, IDS)

    def do(self, command: Command, after: float = 0.0) -> None:
        """Let so many seconds pass, with the clock's ticks, then do it."""
        self.wait(after)
        self._obey(command)

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while (due := deadline(self.state, TOUR)) is not None and due <= end:
            self.now = max(self.now, due)
            self._obey(Tick())
        self.now = end

    def _obey(self, command: Command) -> None:
        new = apply(self.state, command, self.now, TOUR)
        if new != self.state:  # as the stage does
            self.counts += self.tally.follow(new, self.now, TOUR, IDS)
        self.state = new

    def tap(self) -> None:
        self.do(Touch())
        self.counts += self.tally.tapped(self.now)

    def times(self, what: What) -> dict[str, int]:
        found: Counter[str] = Counter()
        for count in self.counts:
            if count.what is what:
                found[count.which] += count.times
        return dict(found)

    def seconds(self, what: What) -> dict[str, float]:
        found: Counter[str] = Counter()
        for count in self.counts:
            if count.what is what:
                found[count.which] += count.seconds  # type: ignore[assignment]
        return {which: round(total, 3) for which, total in found.items()}


def test_an_exhibit_that_cycles_counts_nothing() -> None:
    hall = Hall()
    hall.wait(3600)
    assert hall.counts == []


def test_a_visit_its_slides_and_its_end_without_the_tail() -> None:
    hall = Hall()
    hall.do(Touch(), 3)  # on the cover
    hall.do(Next(), 4)
    hall.do(Next(), 20)
    hall.do(GoTo(3), 40)
    hall.wait(300)  # walked away from a photograph
    assert hall.times(What.VISIT) == {"": 1}
    assert hall.times(What.END) == {"reset": 1}
    assert hall.seconds(What.SEEN) == {"cover": 4, "years": 20, "story": 40, "photo": 8}
    assert hall.times(What.SEEN) == dict.fromkeys(IDS, 1)
    assert hall.seconds(What.LENGTH) == {"90": 72}
    assert hall.seconds(What.READ) == {"zh": 72}


def test_who_walks_off_from_a_long_text_may_have_read_it_once() -> None:
    hall = Hall()
    hall.do(GoTo(1, 1))  # 12 s to read
    hall.wait(300)
    assert hall.seconds(What.SEEN) == {"years": 12}


def test_what_was_done_on_the_last_slide_was_part_of_reading_it() -> None:
    hall = Hall()
    hall.do(GoTo(1, 1))
    hall.do(Touch(), 7)  # 7 of 12 s
    hall.wait(300)
    assert hall.seconds(What.SEEN) == {"years": 12}
    hall.do(GoTo(1, 1))
    hall.do(Touch(), 31)  # longer than it takes to read
    hall.wait(300)
    assert hall.seconds(What.SEEN) == {"years": 12 + 31}


def test_silence_in_the_middle_counts_since_the_next_act_proves_somebody_there() -> None:
    hall = Hall()
    hall.do(GoTo(1))
    hall.do(Stay(), 65)  # five seconds into the question
    hall.do(Next(), 5)
    hall.wait(300)
    assert hall.seconds(What.SEEN) == {"years": 70, "story": 10}


def test_restart_ends_one_visit_and_begins_another() -> None:
    hall = Hall()
    hall.do(GoTo(3), 1)
    hall.do(Restart(), 65)
    hall.do(Next(), 6)
    hall.wait(300)
    assert hall.times(What.VISIT) == {"": 2}
    assert hall.times(What.END) == {"restart": 1, "reset": 1}
    assert hall.seconds(What.SEEN) == {"photo": 8, "cover": 6, "years": 9}


def test_a_slide_passed_on_the_way_was_not_seen() -> None:
    hall = Hall()
    hall.do(Touch())
    hall.do(Next(), 5)
    hall.do(Next(), 0.4)
    hall.do(Previous(), 10)
    hall.wait(300)
    assert hall.times(What.SEEN) == {"cover": 1, "story": 1, "years": 1}
    assert hall.seconds(What.SEEN) == {"cover": 5, "story": 10, "years": 9}


def test_choices_count_once_a_visit_and_seconds_go_to_the_language_of_the_moment() -> None:
    hall = Hall()
    hall.do(Speak("en"), 1)
    hall.do(Resize(1), 2)
    hall.do(Resize(2), 2)
    hall.do(Resize(1), 2)
    hall.do(Contrast(True), 2)
    hall.do(StandStill(True), 2)
    hall.do(Overlook(True), 2)
    hall.do(GoTo(2), 30)  # chosen there at length
    hall.do(Speak("zh"), 5)
    hall.do(Touch(), 10)
    hall.wait(300)
    assert hall.times(What.SIZE) == {"1": 1, "2": 1}
    assert hall.times(What.CHOSE) == {"contrast": 1, "still": 1, "overview": 1}
    assert hall.times(What.READ) == {"en": 1, "zh": 1}
    assert hall.seconds(What.READ) == {"en": 12 + 30 + 5, "zh": 10}
    assert hall.seconds(What.SEEN) == {"cover": 12, "story": 15}  # nothing of the overview


def test_taps_that_a_slide_answered() -> None:
    hall = Hall()
    hall.do(GoTo(1))
    hall.tap()
    hall.do(ShowStep(1), 5)
    hall.tap()
    hall.do(Overlook(True))
    hall.counts += hall.tally.tapped(hall.now)
    assert hall.times(What.TAP) == {"years": 2}


def test_exactly_a_second_is_no_mere_glance() -> None:
    hall = Hall()
    hall.do(GoTo(1))
    hall.do(GoTo(2), 1.0)
    hall.do(GoTo(1), 0.9)
    assert hall.seconds(What.SEEN) == {"years": 1}


def test_touches_that_follow_each_other_quickly_lose_no_time() -> None:
    hall = Hall()
    hall.do(GoTo(1, 1))  # 12 s to read
    for _ in range(14):
        hall.do(Touch(), 0.5)
    hall.wait(300)
    assert hall.seconds(What.SEEN) == {"years": 12}
    assert hall.seconds(What.READ) == {"zh": 12}


def test_a_language_that_was_left_at_once_was_not_read() -> None:
    hall = Hall()
    hall.do(Touch())
    hall.do(Speak("en"))
    hall.do(Next(), 4)
    hall.wait(300)
    assert hall.times(What.READ) == {"en": 1}


@pytest.mark.parametrize("act", [Speak("en"), Contrast(True), Next(), Resize(1)])
def test_whatever_staff_would_not_do_on_their_way_makes_a_visit(act: Command) -> None:
    hall = Hall()
    hall.do(Touch(), 2)
    hall.do(act, 2)
    told = hall.tally.staff(True, hall.now)
    assert [(count.what, count.which) for count in told][-1:] == [(What.END, "staff")]
    hall.counts += told
    assert hall.times(What.VISIT) == {"": 1}


def test_a_mark_that_answered_makes_a_visit() -> None:
    hall = Hall()
    hall.tap()
    hall.do(Hold(True), 2)
    assert hall.times(What.VISIT) == {"": 1}
    assert hall.times(What.END) == {"staff": 1}


def test_a_size_that_was_exchanged_under_a_visitor_is_not_the_next_ones_choice() -> None:
    tally, larger = Tally(), replace(TOUR, text_size=1)
    state = start(TOUR, 1.0)
    counts = tally.follow(state, 1.0, TOUR, IDS)
    for command in (Next(), Restart(), Next()):
        state = apply(state, command, 2.0, larger)
        counts += tally.follow(state, 2.0, larger, IDS)
    assert not [count for count in counts if count.what is What.SIZE]


def test_a_visit_to_an_exhibit_of_nothing() -> None:
    """Every slide was left out: the quiet one that stands there has no name."""
    nothing, tally = Tour((), ("zh",)), Tally()
    state = start(nothing, 1.0)
    counts = tally.follow(state, 1.0, nothing, ())
    counts += tally.follow(apply(state, Touch(), 2.0, nothing), 2.0, nothing, ())
    counts += tally.stop(9.0)
    assert [count.which for count in counts if count.what is What.SEEN] == [""]
    assert [count.seconds for count in counts if count.what is What.SEEN] == [7.0]


def test_staff_on_the_way_to_their_panel_are_no_visit() -> None:
    hall = Hall()
    hall.do(Touch(), 5)
    hall.do(Touch(), 3)
    hall.do(Hold(True), 2)
    hall.do(Next(), 10)
    hall.do(Contrast(True), 10)
    hall.do(Hold(False), 600)
    hall.wait(600)
    assert hall.counts == []
    hall.do(Next(), 1)  # and the next visitor is one
    hall.wait(300)
    assert hall.times(What.VISIT) == {"": 1}


def test_a_panel_without_a_hold_is_no_visit_either() -> None:
    hall = Hall()
    hall.do(Touch())
    assert hall.tally.staff(True, hall.now) == []
    hall.do(Next(), 20)
    hall.tally.staff(False, hall.now)
    hall.wait(300)
    assert hall.counts == []


def test_a_visitor_whom_staff_interrupt_was_one() -> None:
    hall = Hall()
    hall.do(Next(), 1)
    hall.do(Next(), 30)
    hall.do(Hold(True), 30)
    assert hall.times(What.END) == {"staff": 1}
    assert hall.seconds(What.SEEN) == {"years": 30, "story": 10}


def test_the_end_of_the_program_ends_a_visit() -> None:
    hall = Hall()
    hall.do(Next(), 1)
    hall.wait(30)
    hall.counts += hall.tally.stop(hall.now)
    assert hall.times(What.END) == {"stop": 1}
    assert hall.seconds(What.SEEN) == {"years": 9}
    assert hall.tally.stop(hall.now) == []


def test_a_clock_that_leapt_makes_no_visit_of_three_days() -> None:
    hall = Hall()
    hall.do(GoTo(1))
    hall.now += 3 * 86_400  # the machine slept, or was set
    hall._obey(Next())
    hall.wait(300)
    assert hall.seconds(What.SEEN)["years"] <= 60 + 20


def test_the_size_that_everybody_finds_is_nobodys_choice() -> None:
    hall = Hall()
    hall.state = apply(hall.state, Resize(2), hall.now, TOUR)
    tally = Tally()
    home = replace(hall.state, mode=Mode.ATTRACT)
    counts = tally.follow(home, 1.0, TOUR, IDS)
    counts += tally.follow(apply(home, GoTo(2), 2.0, TOUR), 2.0, TOUR, IDS)
    counts += tally.stop(9.0)
    assert {count.what for count in counts} == {What.VISIT, What.SEEN, What.READ, What.LENGTH, What.END}


def test_every_length_has_its_class() -> None:
    assert [length_class(seconds) for seconds in (0, 9.9, 10, 1799, 1800, 1e9)] == [
        "10",
        "10",
        "20",
        "1800",
        *["more"] * 2,
    ]
    assert list(BOUNDS) == sorted(BOUNDS)


commands = st.one_of(
    st.builds(GoTo, st.integers(-1, 5), st.integers(0, 3)),
    st.builds(ShowStep, st.integers(0, 3)),
    st.builds(Speak, st.sampled_from(["zh", "en", "xx"])),
    st.builds(Resize, st.integers(0, 3)),
    st.builds(Overlook, st.booleans()),
    st.builds(Contrast, st.booleans()),
    st.builds(Hold, st.booleans()),
    st.sampled_from([Touch(), Next(), Previous(), Stay(), Restart(), Tick(), Tick(), Tick()]),
)
leaps = st.one_of(st.floats(0, 100), st.floats(-1e6, 1e6), st.just(0.0))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(commands, leaps, st.booleans()), max_size=60))
def test_whatever_the_clock_does_nothing_is_below_zero_and_no_part_longer_than_the_whole(
    done: list[tuple[Command, float, bool]],
) -> None:
    tally, now, counts = Tally(), 1000.0, []
    state = start(TOUR, now)
    acts = 0
    for command, leap, tap in done:
        now += leap
        state = apply(state, command, now, TOUR)
        counts += tally.follow(state, now, TOUR, IDS)
        acts += 1
        if tap:
            counts += tally.tapped(now)
    counts += tally.stop(now)

    def whole(what: What) -> float:
        return sum(count.seconds for count in counts if count.what is what)

    assert all(count.seconds >= 0 and count.times >= 0 for count in counts)
    assert whole(What.SEEN) <= whole(What.LENGTH) + 1e-6
    assert abs(whole(What.READ) - whole(What.LENGTH)) < 1e-6
    assert whole(What.LENGTH) <= (acts + 1) * (60 + 20)
    visits = sum(count.times for count in counts if count.what is What.VISIT)
    assert visits == sum(count.times for count in counts if count.what is What.LENGTH)
    assert visits == sum(count.times for count in counts if count.what is What.END)
    assert all(count.times <= visits for count in counts)
    assert {count.which for count in counts if count.what is What.SEEN} <= set(IDS)
