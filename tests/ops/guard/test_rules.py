"""When a picture counts as frozen, and how soon and how carefully the exhibit starts anew."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ops.guard.rules import BACK_OFF_S, FROZEN_S, LATE_S, START_S, WITHIN_S, Judge, Restarts, Safe


def looks(judge: Judge, start: float, end: float, step: float = 1.0) -> float | None:
    """When it is first found frozen, looked at every so often."""
    now = start
    while now <= end:
        if judge.frozen(now):
            return now
        now += step
    return None


def test_a_picture_that_is_proven_every_two_seconds_is_never_frozen() -> None:
    judge = Judge(100.0)
    for second in range(100, 4000):
        if second % 2 == 0:
            judge.proved(float(second))
        assert not judge.frozen(float(second))


def test_ten_seconds_without_a_proof_are_frozen() -> None:
    judge = Judge(0.0)
    judge.proved(5.0)
    assert looks(judge, 5.0, 14.9, 0.1) is None
    assert judge.due == 5.0 + FROZEN_S
    assert judge.frozen(15.0)


def test_a_start_may_take_longer_but_not_for_ever() -> None:
    assert looks(Judge(0.0), 0.0, START_S - 1) is None
    assert Judge(0.0).due == START_S
    assert looks(Judge(0.0), 0.0, START_S + 1) == START_S


def test_a_beat_without_a_proof_is_none() -> None:
    judge = Judge(50.0)
    judge.proved(0.0)
    assert judge.due == 50.0 + START_S


def test_an_older_proof_changes_nothing() -> None:
    judge = Judge(0.0)
    judge.proved(20.0)
    judge.proved(12.0)
    assert judge.due == 20.0 + FROZEN_S


def test_a_machine_that_stood_still_gets_its_time_again() -> None:
    """A laptop's lid, a swap storm, a debugger: the parent itself wasn't there to see a proof."""
    judge = Judge(0.0)
    judge.proved(1.0)
    assert not judge.frozen(2.0)
    assert not judge.frozen(2.0 + LATE_S + 100)
    assert looks(judge, 106.0, 114.0) is None
    assert looks(judge, 115.0, 120.0) is not None


def test_the_first_death_is_answered_at_once_and_the_next_ones_later() -> None:
    restarts = Restarts()
    waits = [restarts.died(float(at)).wait for at in range(5)]
    assert waits == list(BACK_OFF_S[:5])
    assert waits[0] == 0
    assert restarts.safe is Safe.NO


def test_five_restarts_in_ten_minutes_and_no_sixth_of_the_same_kind() -> None:
    restarts = Restarts()
    found = [restarts.died(at * 60.0).safe for at in range(16)]
    assert found[:5] == [Safe.NO] * 5
    assert found[5:10] == [Safe.PLAIN] * 5
    assert found[10:] == [Safe.BUILT_IN] * 6


def test_deaths_that_lie_far_apart_are_not_added_up() -> None:
    restarts = Restarts()
    for night in range(200):
        decision = restarts.died(night * (WITHIN_S + 1))
        assert (decision.wait, decision.safe) == (0, Safe.NO)


def test_what_dies_even_then_is_tried_every_half_minute_for_ever() -> None:
    restarts, now = Restarts(), 0.0
    for _ in range(500):
        decision = restarts.died(now)
        now += decision.wait + 0.5
    assert decision.safe is Safe.BUILT_IN
    assert decision.wait == BACK_OFF_S[-1] == 30


def test_a_screen_that_does_not_answer_is_no_fault_of_the_apps() -> None:
    restarts = Restarts()
    waits = [restarts.no_screen().wait for _ in range(100)]
    assert waits == sorted(waits)
    assert 0 < waits[0] < 1
    assert waits[-1] == 5
    assert restarts.died(0.0).safe is Safe.NO
    restarts.painted()
    assert restarts.no_screen().wait == waits[0]


def test_all_is_forgiven_in_the_end() -> None:
    restarts = Restarts()
    for at in range(20):
        restarts.died(float(at))
    restarts.anew()
    assert restarts.safe is Safe.NO
    assert restarts.died(30.0).wait == 0


def test_the_deaths_of_the_last_hour_are_told_of_forgiven_or_not() -> None:
    restarts = Restarts()
    for at in (100.0, 5000.0, 5001.0):
        restarts.died(at)
    restarts.anew()
    assert restarts.of_late(5002.0) == (5000.0, 5001.0)
    assert restarts.of_late(8600.5) == (5001.0,)
    assert restarts.of_late(4000.0) == ()  # another boot's


@given(st.lists(st.floats(min_value=0, max_value=400), max_size=60))
def test_a_memory_that_was_written_down_is_the_same(gaps: list[float]) -> None:
    kept, other, now = Restarts(), Restarts(), 0.0
    for gap in gaps:
        now += gap
        other = Restarts.from_plain(json.loads(json.dumps(other.to_plain())))
        assert other.died(now) == kept.died(now)
        assert other.of_late(now) == kept.of_late(now)


@pytest.mark.parametrize("plain", [None, [], "x", {}, {"deaths": 3, "safe": 0}, {"deaths": [], "safe": 9}, {"deaths": ["x"], "safe": 0}])  # fmt: skip  # noqa: E501
def test_a_memory_that_is_broken_counts_as_none(plain: object) -> None:
    assert Restarts.from_plain(plain).to_plain() == {"deaths": [], "all": [], "safe": 0}


@given(st.lists(st.floats(min_value=0, max_value=900), min_size=1, max_size=80))
def test_never_more_than_five_restarts_of_a_kind_within_ten_minutes(gaps: list[float]) -> None:
    restarts, now, made = Restarts(), 0.0, []
    for gap in gaps:
        now += gap
        made.append((now, restarts.died(now).safe))
    for safe in (Safe.NO, Safe.PLAIN):
        times = [at for at, of in made if of is safe]
        assert all(sum(at - WITHIN_S < other <= at for other in times) <= 5 for at in times)
