"""Dates as a curator writes them (`2018`, `2018-10`, `-221`, `约1500`, `2018/2019`) and as a visitor reads them.

The calendar is the Gregorian one, carried back before its beginning. Readers have no year 0: the year before 1 is
1 BCE, and `year` is -1 then. On the axis (`years`) the count goes through 0, so that distances are true.
"""

from __future__ import annotations

import calendar
import functools
import re
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kiosk.content import tongue_dates, tongues

_WRITTEN = re.compile(
    r"(?P<about>约\s*|ca?\.\s*|ca?\s+)?(?P<before>-|公元前\s*|前\s*)?"
    r"(?P<year>\d{1,6})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
    r"(?P<han>年)?(?P<era>\s*BCE?)?(?P<doubt>\s*[?？])?",
    re.ASCII,
)
LONGEST = 200
"""Characters of a date, or of one to another; what is longer is none."""
_BETWEEN = re.compile(r"\s*(?:/|至|(?<=\s)to(?=\s))\s*")
_SHORT_SLASH = re.compile(r"\d{4}/\d{1,2}", re.ASCII)
"""2018/10 is a month that was meant, not a span that ends in the year 10."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@functools.total_ordering
class Moment:
    """A year, a month or a day, no more exact than it was written. Moments compare by time alone.

    Attributes:
        year: 1 to 9999, or -1 to -999999 for 1 BCE and before; never 0.
        month: 1 to 12, or None where only a year was written.
        day: 1 to 31, or None where no day was written.
        about: whether it is only known approximately.
    """

    __slots__ = ("about", "day", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None, about: bool = False) -> None:
        self.year, self.month, self.day, self.about = year, month, day, about

    @classmethod
    def parse(cls, value: object) -> Moment:
        """Read a date.

        Raises:
            PydanticCustomError: type `date_form` (not a date) or `date_calendar` (no such year, month or day).
        """
        match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None or not _agrees(match):
            raise PydanticCustomError("date_form", "not a date", {})
        year, month, day = (int(match[name]) if match[name] else None for name in ("year", "month", "day"))
        assert year is not None
        if match["before"] or match["era"]:
            year = -year
        if not year or (month is not None and not 1 <= month <= 12):
            raise PydanticCustomError("date_calendar", "no such date", {})
        if day is not None and month is not None and not 1 <= day <= days_in(_counted(year), month):
            raise PydanticCustomError("date_calendar", "no such date", {})
        return cls(year, month, day, bool(match["about"] or match["doubt"]))

    @property
    def years(self) -> float:
        """Where it begins on an axis of years, each day at its place in its year; 1 BCE begins at 0."""
        return place_of(_counted(self.year), self.month or 1, self.day or 1)

    @property
    def end(self) -> float:
        """Where it ends: a year lasts to the beginning of the next, a month and a day likewise."""
        year = _counted(self.year)
        if self.month is None:
            return year + 1.0
        if self.day is None:
            return year + 1.0 if self.month == 12 else place_of(year, self.month + 1, 1)
        return self.years + 1 / _length(year)

    def long(self, language: str) -> str:
        """As it stands in a sentence: 约公元前221年, 2018年10月, c. 221 BCE, October 2018."""
        if tongues.is_chinese(language):
            return f"{self.before_year(language)}{abs(self.year)}年{self._below(language)}"
        if not tongues.is_english(language):
            about = tongue_dates.about(language) if self.about else ""
            return about + tongue_dates.date(language, self.year, self.month, self.day)
        below = self._below(language)
        era = " BCE" if self.year < 0 else ""
        return f"{self.before_year(language)}{below}{' ' if below else ''}{abs(self.year)}{era}"

    def before_year(self, language: str) -> str:
        """The words before the year's digits: 约公元前, "c. "; empty for most."""
        return (tongue_dates.about(language) if self.about else "") + (
            tongue_dates.era(language)[0] if self.year < 0 else ""
        )

    def below_year(self, language: str) -> str:
        """What is left when the year stands by itself: 10月, October, BCE; empty for a bare year."""
        era = tongue_dates.era(language)[1].strip() if self.year < 0 else ""
        return ", ".join(part for part in (era, self._below(language)) if part)

    def dotted(self, language: str = "zh") -> str:
        """As it stands under an axis: 2018.10, 约前221, c. 221 BCE, 10/2018."""
        chinese = tongues.is_chinese(language)
        about = tongue_dates.about(language) if self.about else ""
        before, after = (("前", "") if chinese else tongue_dates.era(language)) if self.year < 0 else ("", "")
        if chinese or tongues.is_english(language):
            parts = [str(abs(self.year))] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
            figures = ".".join(parts)
        else:
            figures = tongue_dates.in_figures(language, self.year, self.month, self.day)
        return f"{about}{before}{figures}{after}"

    def _below(self, language: str) -> str:
        if self.month is None:
            return ""
        if tongues.is_chinese(language):
            return f"{self.month}月" + (f"{self.day}日" if self.day else "")
        if not tongues.is_english(language):
            return tongue_dates.below_year(language, self.month, self.day)
        return (f"{self.day} " if self.day else "") + _MONTHS[self.month - 1]

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        parts = [f"{sign}{abs(self.year):04}"] + [f"{one:02}" for one in (self.month, self.day) if one is not None]
        return "-".join(parts) + ("?" if self.about else "")

    def __repr__(self) -> str:
        return f"Moment({self})"

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self._key() == other._key()

    def __lt__(self, other: Moment) -> bool:
        return self._key() < other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": ["string", "number"], "examples": ["2018", "2018-10", "2018-10-31", "-221", "1500?"]}


class Span:
    """When something was: one moment, or from one to another (`2018-10 至 2019-05`, `2018/2019`, `221 to 206 BCE`).

    Attributes:
        since: when it was, or began. until: when it ended, or None for a single moment.
    """

    __slots__ = ("since", "until")

    def __init__(self, since: Moment, until: Moment | None = None) -> None:
        self.since, self.until = since, until

    @classmethod
    def parse(cls, value: object) -> Span:
        """Read a date, or two with `to`, `至` or `/` between them.

        Raises:
            PydanticCustomError: type `date_form`, `date_calendar`, or `date_span` (it ends before it begins).
        """
        if isinstance(value, str) and len(value) > LONGEST:
            raise PydanticCustomError("date_form", "not a date", {})
        parts = _BETWEEN.split(value.strip()) if isinstance(value, str) else [value]
        if len(parts) > 2 or (isinstance(value, str) and _SHORT_SLASH.fullmatch(value.strip())):
            raise PydanticCustomError("date_form", "not a date", {})
        if len(parts) == 1:
            return cls(Moment.parse(parts[0]))
        since, until = Moment.parse(parts[0]), Moment.parse(parts[1])
        if until.year < 0 < since.year and re.search("BC", str(parts[1])):  # 221 to 206 BCE: the era is said once
            since = Moment.parse(f"{parts[0]} BCE")
        if until.end <= since.years:  # 2018-10 to 2018 ends with the year
            raise PydanticCustomError("date_span", "ends before it begins", {})
        return cls(since, until)

    @property
    def years(self) -> float:
        """Where it begins on an axis of years."""
        return self.since.years

    @property
    def end(self) -> float:
        """Where it ends on an axis of years; a single moment ends where it begins."""
        return self.until.end if self.until is not None else self.since.years

    def long(self, language: str) -> str:
        """As it stands in a sentence: 2018年10月—2019年5月, October 2018 – May 2019."""
        if self.until is None:
            return self.since.long(language)
        return f"{self.since.long(language)}{tongue_dates.between(language)}{self.until.long(language)}"

    def below_year(self, language: str) -> str:
        """What follows when the year it begins with stands by itself: 10月—2019年5月."""
        below = self.since.below_year(language)
        if self.until is None:
            return below
        return f"{below}{tongue_dates.between(language)}{self.until.long(language)}".lstrip()

    def dotted(self, language: str = "zh") -> str:
        """As it stands at an axis: 2018.10–2019.05, 221–206 BCE."""
        first = self.since.dotted(language)
        if self.until is None:
            return first
        last = self.until.dotted(language)
        era = tongue_dates.era(language)[1]
        if era and last.endswith(era):
            first = first.removesuffix(era)
        return f"{first}–{last}"

    def __str__(self) -> str:
        return str(self.since) if self.until is None else f"{self.since}/{self.until}"

    def __repr__(self) -> str:
        return f"Span({self})"

    def key(self) -> tuple[Moment, float]:
        """To sort by: when it began, then when it ended."""
        return self.since, self.end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.since, self.until) == (other.since, other.until)

    def __hash__(self) -> int:
        return hash((self.since, self.until))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": ["string", "number"], "examples": ["2018", "2018-10-31", "2018/2019", "-221", "1500?"]}


def place_of(year: int, month: int, day: int) -> float:
    """Where a day begins on an axis of years; `year` counts through 0 (1 BCE)."""
    before = sum(days_in(year, one) for one in range(1, month)) + day - 1
    return year + before / _length(year)


def month_name(month: int, language: str) -> str:
    """As it stands under a tick: 10月, Oct."""
    if tongues.is_chinese(language):
        return f"{month}月"
    return _MONTHS[month - 1][:3] if tongues.is_english(language) else tongue_dates.month_name(language, month)


def _agrees(match: re.Match[str]) -> bool:
    """Said before or after, not both; a year after 1 has four digits; 年 stands where words stand already."""
    before, era = match["before"], match["era"]
    if (before and era) or (match["han"] and (match["month"] or not (match["about"] or before))):
        return False
    return len(match["year"]) <= 4 or bool(before or era)


def _counted(year: int) -> int:
    """A reader's year as the axis counts it: 1 BCE is 0."""
    return year if year > 0 else year + 1


def days_in(year: int, month: int) -> int:
    """How many days a month has; `year` counts through 0."""
    return 29 if month == 2 and calendar.isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _length(year: int) -> int:
    return 366 if calendar.isleap(year) else 365
