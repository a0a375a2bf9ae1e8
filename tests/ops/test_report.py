"""How sums of hours are added up: lengths, days in this machine's time, and what has no date."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ops.ledger import Hour, Row
from kiosk.ops.report.summary import LEAST, Cell, median, summarise
from kiosk.visit.tally import length_class

TODAY = datetime.date(2026, 11, 24)
NOON_UTC = int(datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC).timestamp() // 3600)


@pytest.fixture
def china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_hours_and_days_are_the_readers(china: None) -> None:
    rows = [Row(Hour(NOON_UTC), "visit", "", 7, 0.0), Row(Hour(NOON_UTC + 4), "visit", "", 5, 0.0)]
    found = summarise(rows, TODAY)
    assert found.days == {datetime.date(2026, 11, 24): Cell(7), datetime.date(2026, 11, 25): Cell(5)}
    assert found.busiest == [0, 20]


def test_what_has_no_date_counts_unless_days_are_asked_for() -> None:
    rows = [Row(Hour(5, "a-boot"), "visit", "", 9, 0.0), Row(Hour(NOON_UTC), "visit", "", 7, 0.0)]
    whole = summarise(rows, TODAY)
    assert (whole.visits.visits, whole.undated.visits, whole.left_out.visits) == (16, 9, 0)
    some = summarise(rows, TODAY, days=3)
    assert (some.visits.visits, some.undated.visits, some.left_out.visits) == (7, 0, 9)


def test_the_mean_is_of_visits_that_ended() -> None:
    rows = [Row(Hour(NOON_UTC), "visit", "", 10, 0.0), Row(Hour(NOON_UTC), "length", "60", 8, 400.0)]
    assert summarise(rows, TODAY).visits.mean == 50.0


def test_an_hour_that_no_calendar_has_is_survived() -> None:
    found = summarise([Row(Hour(10**12), "visit", "", 9, 0.0)], TODAY)
    assert (found.first, found.visits.visits) == (None, 9)


@given(st.lists(st.floats(0, 2000), min_size=1, max_size=200))
def test_the_median_is_in_the_class_of_the_real_one(lengths: list[float]) -> None:
    classes: dict[str, int] = {}
    for one in lengths:
        classes[length_class(one)] = classes.get(length_class(one), 0) + 1
    found = median(classes)
    real = sorted(lengths)[(len(lengths) - 1) // 2]
    bounds = [0, 10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1800]
    low = max(bound for bound in bounds if bound <= real)
    high = min((bound for bound in bounds if bound > real), default=1800)
    assert found is not None
    assert low <= found <= high


@pytest.mark.parametrize("visits", range(8))
def test_few_is_one_to_four(visits: int) -> None:
    assert Cell(visits).few == (0 < visits < LEAST)
