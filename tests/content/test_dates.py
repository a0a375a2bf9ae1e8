"""Dates as they are written, as they are read, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from kiosk.content.dates import Moment, Span

READ = [
    ("2018", "2018年", "2018", "2018"),
    ("2018-10", "2018年10月", "October 2018", "2018.10"),
    ("2018-10-31", "2018年10月31日", "31 October 2018", "2018.10.31"),
    ("-221", "公元前221年", "221 BCE", "前221"),
    ("公元前221", "公元前221年", "221 BCE", "前221"),
    ("公元前221年", "公元前221年", "221 BCE", "前221"),
    ("221 BCE", "公元前221年", "221 BCE", "前221"),
    ("221 BC", "公元前221年", "221 BCE", "前221"),
    ("-44-03-15", "公元前44年3月15日", "15 March 44 BCE", "前44.03.15"),
    ("-10000", "公元前10000年", "10000 BCE", "前10000"),
    ("约1500", "约1500年", "c. 1500", "约1500"),
    ("c. 1500", "约1500年", "c. 1500", "约1500"),
    ("1500?", "约1500年", "c. 1500", "约1500"),
    ("约公元前2000", "约公元前2000年", "c. 2000 BCE", "约前2000"),
    ("c. 2000 BCE", "约公元前2000年", "c. 2000 BCE", "约前2000"),
    ("2018-10 to 2019-05", "2018年10月—2019年5月", "October 2018 – May 2019", "2018.10–2019.05"),
    ("2018-10 至 2019-05", "2018年10月—2019年5月", "October 2018 – May 2019", "2018.10–2019.05"),
    ("2018/2019", "2018年—2019年", "2018 – 2019", "2018–2019"),
    ("-221/-206", "公元前221年—公元前206年", "221 BCE – 206 BCE", "前221–前206"),
    ("221 to 206 BCE", "公元前221年—公元前206年", "221 BCE – 206 BCE", "前221–前206"),
    ("2018-10 to 2018", "2018年10月—2018年", "October 2018 – 2018", "2018.10–2018"),
    ("-27 to 14", "公元前27年—14年", "27 BCE – 14", "前27–14"),
]


@pytest.mark.parametrize(("written", "chinese", "english", "dotted"), READ)
def test_a_date_is_read_in_both_languages(written: str, chinese: str, english: str, dotted: str) -> None:
    span = Span.parse(written)
    assert (span.long("zh"), span.long("en"), span.dotted()) == (chinese, english, dotted)


def test_the_era_is_said_in_the_readers_language_at_the_axis() -> None:
    assert Span.parse("-221").dotted("en") == "221 BCE"
    assert Span.parse("-221/-206").dotted("en") == "221–206 BCE"
    assert Span.parse("1500?").dotted("en") == "c. 1500"


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        *((one, "date_form") for one in ("", "2018.10", "2018年", "20188", "12:30", "-221 BCE", "2018/10", "1/2/3",
                                         "1995-1998", "to 2018", "--5", "约", "2018-10 – 2019")),
        ("2018" + " " * 200 + "to 2019", "date_form"),
        *((one, "date_calendar") for one in ("0", "2018-13", "2019-02-29", "-2-02-29", "2018-00")),
        *((one, "date_span") for one in ("2019/2018", "-206/-221", "2018-10-31 to 2018-10-30")),
    ],
)  # fmt: skip
def test_a_wrong_date_is_named(written: str, rule: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        Span.parse(written)
    assert caught.value.type == rule


def test_every_day_has_its_own_length_in_its_year() -> None:
    """The first of March lies as far from New Year as the calendar has it, and not two months of 31 days."""
    assert Moment(2023, 3, 1).years == pytest.approx(2023 + 59 / 365)
    assert Moment(2024, 3, 1).years == pytest.approx(2024 + 60 / 366)
    assert Moment(2018, 12, 31).end == pytest.approx(2019)
    assert Moment(2018, 12).end == 2019
    assert Span.parse("2018/2019").end == 2020
    assert Span.parse("2018/2019").years == 2018


def test_there_is_no_year_0() -> None:
    """From 1 BCE to 1 is one year, not two."""
    assert Moment(1).years - Moment(-1).years == 1
    assert Moment(-1, 2, 29).years == pytest.approx(59 / 366, abs=1e-9)  # 1 BCE is a leap year


days = st.builds(Moment, st.integers(-9999, 9999).filter(bool), st.integers(1, 12), st.integers(1, 28))


@given(days, days)
def test_places_keep_the_order_of_dates(one: Moment, other: Moment) -> None:
    assert (one < other) == (one.years < other.years)
    assert Moment.parse(str(one)) == one
    assert one.years < one.end
