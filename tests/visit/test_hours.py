"""Opening hours: as staff write them, on every kind of day, and when they change next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.visit.hours import Hours, HoursFault, read_hours

MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001 - local time, as a hall's clock shows it


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def test_without_hours_it_is_always_open() -> None:
    hours = read_hours({})
    assert hours.is_open(at(6, 3))


@pytest.mark.parametrize(
    "days",
    [
        "mon-fri",
        "Monday-Friday",
        "周一至周五",
        "星期一到星期五",
        "礼拜一至礼拜五",
        "一至五",
        "mon,tue, wed thu、fri",
        "mon - fri",
        "周一 至 周五",
        "周一——周五",
        "mon, tues –thurs fri",
        "mondays, tuesdays, weds, thur, fridays",
    ],
)
@pytest.mark.parametrize("span", ["9:00-17:00", "9：00 – 17：00", "09:00至17:00"])
def test_working_days_as_people_write_them(days: str, span: str) -> None:
    hours = read_hours({days: span})
    assert [hours.is_open(at(day, 10)) for day in range(7)] == [True] * 5 + [False] * 2
    assert [hours.is_open(moment) for moment in (at(0, 8, 59), at(0, 9), at(0, 16, 59), at(0, 17))] == [
        False,
        True,
        True,
        False,
    ]


def test_a_break_at_noon_and_the_day_it_is_over_midnight() -> None:
    hours = read_hours({"daily": "10:00-12:00，13:30-18:00", "sat": "20:00-2:00"})
    assert not hours.is_open(at(1, 12, 30))
    assert hours.is_open(at(5, 23))
    assert hours.is_open(at(6, 1, 59))
    assert not hours.is_open(at(6, 2))
    assert not hours.is_open(at(5, 11))


def test_a_week_that_wraps_and_single_days() -> None:
    hours = read_hours({"fri-mon": "9:00-10:00", "2026-11-24": "12:00-13:00", "2026-11-27": "闭馆"}, ["2026-11-28"])
    assert [hours.is_open(at(day, 9, 30)) for day in range(7)] == [True, False, False, False, False, False, True]
    assert hours.is_open(at(1, 12, 30))
    every = read_hours({"sat-tue": "9:00-10:00"})
    assert [every.is_open(at(day, 9, 30)) for day in range(7)] == [True, True, False, False, False, True, True]


@pytest.mark.parametrize("sunday", ["sun", "Sunday", "周日", "周天", "星期天", "星期日", "礼拜天", "日"])
def test_sunday_as_people_write_it(sunday: str) -> None:
    hours = read_hours({sunday: "9:30-17:45"})
    open_at = [moment for moment in (at(6, 9, 29), at(6, 9, 30), at(6, 17, 44), at(6, 17, 45)) if hours.is_open(moment)]
    assert open_at == [at(6, 9, 30), at(6, 17, 44)]
    assert not any(hours.is_open(at(day, 12)) for day in range(6))


def test_from_an_hour_to_the_same_hour_is_a_whole_day() -> None:
    hours = read_hours({"mon": "9:00-9:00", "wed": "0:00-24:00"})
    assert [hours.is_open(moment) for moment in (at(0, 8, 59), at(0, 9), at(1, 8, 59), at(1, 9))] == [
        False,
        True,
        True,
        False,
    ]
    assert [hours.is_open(moment) for moment in (at(1, 23, 59), at(2, 0), at(2, 23, 59), at(3, 0))] == [
        False,
        True,
        True,
        False,
    ]


def test_a_closed_day_alone_leaves_all_others_open() -> None:
    hours = read_hours({}, ["2026-10-01"])
    assert hours.is_open(at(0, 3))
    day = datetime(2026, 10, 1)  # noqa: DTZ001
    assert not any(hours.is_open(day + timedelta(hours=hour)) for hour in (0, 12, 23))
    assert hours.is_open(day - timedelta(minutes=1))
    assert hours.is_open(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("hours", "closed", "rule"),
    [
        ({"funday": "9:00-17:00"}, [], "hours_day"),
        ({"monthly": "9:00-17:00"}, [], "hours_day"),
        ({"sunny": "9:00-17:00"}, [], "hours_day"),
        ({"mon-sunset": "9:00-17:00"}, [], "hours_day"),
        ({"mon-": "9:00-17:00"}, [], "hours_day"),
        ({"mon - , fri": "9:00-17:00"}, [], "hours_day"),
        ({"天": "9:00-17:00"}, [], "hours_day"),
        ({"周八": "9:00-17:00"}, [], "hours_day"),
        ({"mon": "9-17"}, [], "hours_span"),
        ({"mon": "9:00-25:00"}, [], "hours_span"),
        ({"mon": "9:60-10:00"}, [], "hours_span"),
        ({"mon": "9:00-10:60"}, [], "hours_span"),
        ({"mon": "24:00-24:00"}, [], "hours_span"),
        ({"mon": "9:00-24:01"}, [], "hours_span"),
        ({"mon-tue-wed": "9:00-17:00"}, [], "hours_day"),
        ({"一二": "9:00-17:00"}, [], "hours_day"),
        ({"周一二": "9:00-17:00"}, [], "hours_day"),
        ({"mon": ""}, [], "hours_span"),
        ({"2026-02-30": "9:00-10:00"}, [], "hours_date"),
        ({}, ["tomorrow"], "hours_date"),
    ],
)
def test_what_cannot_be_read_is_named(hours: dict[str, str], closed: list[str], rule: str) -> None:
    with pytest.raises(HoursFault) as caught:
        read_hours(hours, closed)
    assert caught.value.rule == rule
    written = closed[0] if closed else next(iter(hours.values() if rule == "hours_span" else hours))
    assert caught.value.value == written
    assert str(caught.value) == f"{rule}: {written}"


spans = st.lists(
    st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda span: span[0] != span[1] % 1440),
    max_size=3,
)


def words(found: list[tuple[int, int]]) -> str:
    return ", ".join(f"{a // 60}:{a % 60:02}-{b // 60}:{b % 60:02}" for a, b in found) or "closed"


@given(st.lists(spans, min_size=7, max_size=7), st.integers(0, 10079))
def test_it_is_open_within_the_spans_of_a_week_that_runs_round(week: list[list[tuple[int, int]]], minute: int) -> None:
    """A span that ends before it begins runs past midnight, on Sunday into Monday."""
    keys = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    hours: Hours = read_hours({key: words(one) for key, one in zip(keys, week, strict=True)})
    long = {(start, end): (end - start) % 1440 or 1440 for found in week for start, end in found}
    expected = any(
        (minute - day * 1440 - start) % 10080 < long[start, end]
        for day, found in enumerate(week) for start, end in found
    )  # fmt: skip
    assert hours.is_open(MONDAY + timedelta(minutes=minute)) == expected
