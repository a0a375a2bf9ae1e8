"""Opening hours: which days, from when until when, and which not. The clock, and whether it counts, is passed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_ENGLISH = (
    ("mon", "monday"),
    ("tue", "tues", "tuesday"),
    ("wed", "weds", "wednesday"),
    ("thu", "thur", "thurs", "thursday"),
    ("fri", "friday"),
    ("sat", "saturday"),
    ("sun", "sunday"),
)
_CHINESE = ("周", "星期", "礼拜")
_DAYS = (
    {name: day for day, names in enumerate(_ENGLISH) for name in (*names, f"{names[-1]}s")}
    | {before + name: day for day, name in enumerate("一二三四五六日") for before in ("", *_CHINESE)}
    | {f"{before}天": 6 for before in _CHINESE}
)
"""All names of days, from Monday on; what isn't here is none, however it begins."""
_ALL = frozenset({"daily", "every day", "每天", "每日"})
_NEVER = frozenset({"closed", "关闭", "闭馆", "不开放"})
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]+\s*(\d{1,2})[:：](\d{2})")

Span = tuple[int, int]
"""From and until, in minutes after midnight; an end beyond 24:00 lies on the day after."""


class HoursFault(ValueError):  # noqa: N818 - a fault, as everything that is wrong in a file
    """Hours that can't be read.

    Attributes:
        rule: "hours_day", "hours_span" or "hours_date". value: what was written.
    """

    def __init__(self, rule: str, value: str) -> None:
        super().__init__(f"{rule}: {value}")
        self.rule, self.value = rule, value


@dataclass(frozen=True)
class Hours:
    """When it is open.

    Attributes:
        week: the spans of each day, Monday first. days: those of single days, instead. always: no hours are set at all.
    """

    week: tuple[tuple[Span, ...], ...] = ((),) * 7
    days: Mapping[date, tuple[Span, ...]] | None = None
    always: bool = True

    def spans(self, day: date) -> tuple[Span, ...]:
        """Of a day."""
        special = (self.days or {}).get(day)
        if special is not None:
            return special
        return ((0, 1440),) if self.always else self.week[day.weekday()]

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open at that moment of local time; a span that runs past midnight counts for the next day."""
        minute = moment.hour * 60 + moment.minute
        today, yesterday = moment.date(), moment.date() - timedelta(days=1)
        return any(start <= minute < end for start, end in self.spans(today)) or any(
            minute < end - 1440 for _, end in self.spans(yesterday)
        )


def read_hours(hours: Mapping[str, str], closed: Iterable[str] = ()) -> Hours:
    """Hours as staff write them.

    Args:
        hours: spans by day: `mon-fri`, `Saturday`, `周一 至 周五`, `daily`, or a date; each as `9:00-12:00,
            13:30-17:00` or `closed`.
        closed: dates without opening.

    Raises:
        HoursFault: something in it can't be read.
    """
    week: list[tuple[Span, ...]] = [()] * 7
    days: dict[date, tuple[Span, ...]] = {}
    usual = False
    for key, words in hours.items():
        spans = _spans(words)
        day = _date(key)
        if day is not None:
            days[day] = spans
            continue
        usual = True
        for number in _weekdays(key):
            week[number] = spans
    for words in closed:
        day = _date(words)
        if day is None:
            raise HoursFault("hours_date", words)
        days[day] = ()
    return Hours(tuple(week), days, always=not usual)


def _spans(words: str) -> tuple[Span, ...]:
    if words.strip().lower() in _NEVER:
        return ()
    found = []
    for part in re.split(r"[,，;；、]", words):
        match = _SPAN.fullmatch(part.strip())
        if match is None:
            raise HoursFault("hours_span", words)
        numbers = [int(one) for one in match.groups()]
        start, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
        if numbers[1] > 59 or numbers[3] > 59 or start >= 1440 or end > 1440:
            raise HoursFault("hours_span", words)
        found.append((start, end if end > start else end + 1440))
    return tuple(sorted(found))


def _weekdays(words: str) -> list[int]:
    plain = " ".join(words.lower().split())
    if plain in _ALL:
        return list(range(7))
    found: list[int] = []
    for part in re.split(r"[,，、 ]+", re.sub(r" ?[-–—~～至到]+ ?", "-", plain)):
        ends = [_DAYS.get(end) for end in part.split("-")]
        if not 1 <= len(ends) <= 2 or None in ends:
            raise HoursFault("hours_day", words)
        first, last = ends[0], ends[-1]
        assert first is not None
        assert last is not None
        found += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return found


def _date(words: str) -> date | None:
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", words.strip())
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError as error:
        raise HoursFault("hours_date", words) from error
