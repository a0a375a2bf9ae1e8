"""The ruler of an axis of time: days, months, years, decades or millennia, whatever has room. Plain numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content.dates import Moment, days_in, month_name, place_of
from kiosk.content.tongue_dates import day_name
from kiosk.slides.axis import Scale

_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 3, 6)
_YEARS = tuple(times * 10**power for power in range(6) for times in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Step:
    """The distance between ticks: so many days, months or years."""

    count: int
    unit: str

    @property
    def years(self) -> float:
        """Its length in years, about."""
        return self.count * {"day": 1 / 365.25, "month": 1 / 12, "year": 1.0}[self.unit]


STEPS = (
    *(Step(count, "day") for count in _DAYS),
    *(Step(count, "month") for count in _MONTHS),
    *(Step(count, "year") for count in _YEARS),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick: where it stands on the axis (0 to 1), and the date it marks."""

    place: float
    moment: Moment

    def words_after(self, language: str, before: Moment | None) -> str:
        """What stands under it, next to the one before it in its row that has words (None for the first).

        It says its year, and a day its month, where that isn't the one before's: after a gap nobody could know.
        """
        moment = self.moment
        same = before is not None and before.year == moment.year
        if same and moment.day is not None and moment.day > 1:
            same = before is not None and before.month == moment.month
        return self.words(language, whole=not same)

    def words(self, language: str, whole: bool = False) -> str:
        """What stands under it; `whole` for the first of a row, which says its year as well."""
        moment = self.moment
        if whole or moment.month is None:
            return moment.dotted(language)
        if moment.day is not None and moment.day > 1:
            return day_name(language, moment.day)
        return Moment(moment.year).dotted(language) if moment.month == 1 else month_name(moment.month, language)


def step_for(scale: Scale, width: float, room: float) -> Step:
    """The shortest step that leaves every tick its room.

    Args:
        scale: of the axis.
        width: of the whole axis, logical px.
        room: logical px from tick to tick at least.
    """
    return next((step for step in STEPS if step.years * scale.slope * width >= room), STEPS[-1])


def ticks(scale: Scale, low: float, high: float, width: float, room: float) -> list[Tick]:
    """The ticks between two places, none inside a break.

    Args:
        scale: of the axis.
        low: place where the view begins.
        high: place where it ends.
        width: of the whole axis, logical px.
        room: logical px from tick to tick at least.
    """
    step = step_for(scale, width, room)
    found: list[Tick] = []
    for first, last in scale.unbroken(low, high):
        for moment in _moments(step, scale.time(first), scale.time(last)):
            place = scale.place(moment.years)
            if first <= place <= last and (not found or (place - found[-1].place) * width >= room * 0.8):
                found.append(Tick(place, moment))
    return found


def _moments(step: Step, low: float, high: float) -> Iterator[Moment]:
    """The dates of a step from one time to another (years)."""
    if step.unit == "year":
        for number in range(math.floor(low / step.count) - 1, math.ceil(high / step.count) + 1):
            year = number * step.count
            yield Moment(year or 1)  # no year 0: the row of hundreds goes -100, 1, 100
        return
    for year in range(math.floor(low), math.floor(high) + 1):
        reader = year if year > 0 else year - 1
        for month in range(1, 13, step.count if step.unit == "month" else 1):
            if place_of(year, month, 28) + 4 / 365 < low or place_of(year, month, 1) > high:
                continue
            if step.unit == "month":
                yield Moment(reader, month)
                continue
            length = days_in(year, month)
            for day in range(1, length + 1, step.count):
                if day == 1 or day + step.count / 2 <= length + 1:
                    yield Moment(reader, month, day)
