"""The PIN: kept as a slow salted hash; waits that grow, and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.staff.pin import FIRST_WAIT, FREE_TRIES, LONGEST_WAIT, Tries, fits, hashed, readable, too_simple


def test_only_the_pin_itself_fits_and_its_digits_are_nowhere() -> None:
    kept = hashed("4711")
    assert fits("4711", kept)
    assert not fits("4712", kept)
    assert "4711" not in kept
    assert readable(kept)


def test_the_same_pin_is_never_kept_the_same_way() -> None:
    assert hashed("4711") != hashed("4711")


@pytest.mark.parametrize(
    "kept",
    ["", "4711", "scrypt", "scrypt:15:8:1:a:b", "scrypt:99:8:1:YWFh:YWFh", "scrypt:x:8:1:YWFh:YWFh", "md5:1:1:1:a:b"],
)
def test_what_is_no_hash_fits_no_pin(kept: str) -> None:
    assert not fits("4711", kept)


@pytest.mark.parametrize(
    ("pin", "simple"), [("0000", True), ("1234", True), ("9876", True), ("4711", False), ("1122", False)]
)
def test_what_everybody_tries_is_too_simple(pin: str, simple: bool) -> None:
    assert too_simple(pin) is simple


def test_the_first_wrong_ones_cost_nothing_and_then_waits_double() -> None:
    tries, now, waits = Tries(), 0.0, []
    for _ in range(FREE_TRIES + 6):
        tries = tries.failed(now)
        waits.append(tries.wait(now))
        now += tries.wait(now)
    assert waits[: FREE_TRIES - 1] == [0.0] * (FREE_TRIES - 1)
    assert waits[FREE_TRIES - 1] == FIRST_WAIT
    assert waits[FREE_TRIES] == 2 * FIRST_WAIT
    assert waits[-1] == LONGEST_WAIT
    assert tries.passed().wait(now) == 0.0


@given(st.lists(st.floats(0, 4000), max_size=60))
def test_nobody_is_locked_out_for_good(pauses: list[float]) -> None:
    tries, now = Tries(), 1000.0
    for pause in pauses:
        now += pause
        tries = tries.failed(now)
    assert 0 <= tries.wait(now) <= LONGEST_WAIT
    assert tries.wait(now + LONGEST_WAIT) < 1e-6  # what sums of seconds lose


def test_a_clock_that_went_back_keeps_nobody_waiting_longer() -> None:
    tries = Tries()
    for _ in range(20):
        tries = tries.failed(5000.0)
    assert tries.wait(10.0) <= LONGEST_WAIT


def test_the_longest_wait_is_no_longer_for_the_odd_end_of_a_second() -> None:
    now = 15784.570476698294
    assert Tries(wrong=12, last=now).wait(now) <= LONGEST_WAIT
