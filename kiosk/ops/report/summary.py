"""The sums of hours added up to what a reader asks: how many, how long, what, when.

**Small numbers.** A report leaves the house. Where fewer than five visits make a figure, it might be told whose visit
that was; such a figure is not given, nor what was measured of it, in any form of the report.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from kiosk.ops.ledger import Row
from kiosk.visit.tally import BOUNDS, What

LEAST: Final = 5
"""Visits that a figure needs to be given."""


@dataclass(frozen=True)
class Cell:
    """A figure about so many visits; what is below `LEAST` stays unsaid.

    Attributes:
        visits: how many. seconds: how long all of them together. more: something else that they did so many times.
    """

    visits: int = 0
    seconds: float = 0.0
    more: int = 0

    @property
    def few(self) -> bool:
        """Whether it may not be given."""
        return 0 < self.visits < LEAST

    @property
    def mean(self) -> float | None:
        """Seconds each."""
        return None if self.few or not self.visits else self.seconds / self.visits

    def plus(self, other: Cell) -> Cell:
        """Both together."""
        return Cell(self.visits + other.visits, self.seconds + other.seconds, self.more + other.more)

    def record(self) -> dict[str, object]:
        """For `--json`: no number where it is withheld."""
        mean = self.mean
        return {"visits": None if self.few else self.visits, "mean_seconds": None if mean is None else round(mean, 1)}


@dataclass(frozen=True)
class Summary:
    """What a report tells.

    Attributes:
        first, last: days between which something was counted; None without a dated hour.
        visits: all of them, with how long those that ended lasted. median: seconds; None where too few ended.
        days: by date. hours: by the hour of the day, 0 to 23. slides: by id; `more` counts taps.
        languages, sizes, choices: by code, number and name; visits. ends: reset, restart, staff, stop; visits.
        problems: by name. slides_of, hours_of: the same by date, for the table.
        undated: visits at a time when the clock wasn't trusted: in all that has no date. left_out: of those, how many
            aren't in it, since a number of days was asked for.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    visits: Cell = field(default_factory=Cell)
    median: float | None = None
    days: Mapping[datetime.date, Cell] = field(default_factory=dict)
    hours: Mapping[int, Cell] = field(default_factory=dict)
    slides: Mapping[str, Cell] = field(default_factory=dict)
    languages: Mapping[str, Cell] = field(default_factory=dict)
    sizes: Mapping[str, Cell] = field(default_factory=dict)
    choices: Mapping[str, Cell] = field(default_factory=dict)
    ends: Mapping[str, Cell] = field(default_factory=dict)
    problems: Mapping[str, int] = field(default_factory=dict)
    slides_of: Mapping[tuple[datetime.date, str], Cell] = field(default_factory=dict)
    hours_of: Mapping[tuple[datetime.date, int], Cell] = field(default_factory=dict)
    undated: Cell = field(default_factory=Cell)
    left_out: Cell = field(default_factory=Cell)

    @property
    def busiest(self) -> list[int]:
        """The hours of the day with the most visits, up to three, that may be told of."""
        told = [hour for hour, cell in self.hours.items() if cell.visits >= LEAST]
        return sorted(sorted(told, key=lambda hour: (-self.hours[hour].visits, hour))[:3])

    def record(self) -> dict[str, object]:
        """For `--json`."""

        def cells(of: Mapping[Any, Cell]) -> dict[str, object]:
            return {str(key): cell.record() for key, cell in of.items()}

        return {
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            **self.visits.record(),
            "median_seconds": self.median,
            "days": cells(self.days),
            "hours": cells(self.hours),
            "slides": {
                name: {**cell.record(), "taps": None if cell.few else cell.more} for name, cell in self.slides.items()
            },
            "languages": cells(self.languages),
            "text_sizes": cells(self.sizes),
            "choices": cells(self.choices),
            "ends": cells(self.ends),
            "problems": dict(self.problems),
            "undated": self.undated.record()["visits"],
            "withheld_below": LEAST,
        }


def summarise(rows: Iterable[Row], today: datetime.date, days: int | None = None) -> Summary:
    """Add up.

    Args:
        rows: sums by the hour of UTC; the report is in this machine's time.
        today: the last day. days: how many days back it goes; None for all there is.
    """
    since = None if days is None else today - datetime.timedelta(days=days - 1)
    adding = _Adding()
    for row in rows:
        at = None if row.hour.boot else _local(row.hour.number)
        if since is None or (at is not None and since <= at.date() <= today):
            adding.take(row, at)
        elif at is None and row.what == What.VISIT.value:
            adding.left_out += row.times
    return adding.summary()


def _local(hour: int) -> datetime.datetime | None:
    """This machine's time of an hour of UTC; None for one that no calendar has."""
    try:
        return datetime.datetime.fromtimestamp(hour * 3600, datetime.UTC).astimezone()
    except (OverflowError, ValueError, OSError):
        return None


_KINDS = {
    What.READ.value: "languages", What.SIZE.value: "sizes", What.CHOSE.value: "choices", What.END.value: "ends",
}  # fmt: skip


class _Adding:
    """Sums on their way."""

    def __init__(self) -> None:
        self.left_out = 0
        self._visits = self._undated = Cell()
        self._lengths: dict[str, int] = {}
        self._days: dict[datetime.date, Cell] = {}
        self._hours: dict[int, Cell] = {}
        self._hours_of: dict[tuple[datetime.date, int], Cell] = {}
        self._slides: dict[str, Cell] = {}
        self._slides_of: dict[tuple[datetime.date, str], Cell] = {}
        self._other: dict[str, dict[str, Cell]] = {name: {} for name in _KINDS.values()}
        self._problems: dict[str, int] = {}

    def take(self, row: Row, at: datetime.datetime | None) -> None:
        """One sum, at the beginning of that hour."""
        if row.what in {What.VISIT.value, What.LENGTH.value}:
            self._take_visit(row, at)
        elif row.what in {What.SEEN.value, What.TAP.value}:
            tap = row.what == What.TAP.value
            cell = Cell(0, 0.0, row.times) if tap else Cell(row.times, row.seconds)
            _put(self._slides, row.which, cell)
            if at is not None:
                _put(self._slides_of, (at.date(), row.which), cell)
        elif row.what in _KINDS:
            _put(self._other[_KINDS[row.what]], row.which, Cell(row.times, row.seconds))
        elif row.what == What.PROBLEM.value:
            self._problems[row.which] = self._problems.get(row.which, 0) + row.times

    def _take_visit(self, row: Row, at: datetime.datetime | None) -> None:
        """How many began, and how long those that ended lasted: two rows of one hour, in one cell."""
        if row.what == What.LENGTH.value:
            self._lengths[row.which] = self._lengths.get(row.which, 0) + row.times
        cell = Cell(row.times) if row.what == What.VISIT.value else Cell(0, row.seconds, row.times)
        self._visits = self._visits.plus(cell)
        if at is None:
            self._undated = self._undated.plus(cell)
            return
        _put(self._days, at.date(), cell)
        _put(self._hours, at.hour, cell)
        _put(self._hours_of, (at.date(), at.hour), cell)

    def summary(self) -> Summary:
        """What came of it."""
        dated = sorted(self._days)
        ended = self._visits.more

        def by_visits(cells: Mapping[str, Cell]) -> dict[str, Cell]:
            return dict(sorted(cells.items(), key=lambda one: (-one[1].visits, -one[1].seconds, one[0])))

        return Summary(
            first=dated[0] if dated else None,
            last=dated[-1] if dated else None,
            visits=_meaned(self._visits),
            median=median(self._lengths) if ended >= LEAST else None,
            days={day: _meaned(self._days[day]) for day in dated},
            hours={hour: _meaned(self._hours.get(hour, Cell())) for hour in range(24)},
            slides=by_visits(self._slides),
            languages=by_visits(self._other["languages"]),
            sizes=dict(sorted(self._other["sizes"].items())),
            choices=by_visits(self._other["choices"]),
            ends=by_visits(self._other["ends"]),
            problems=dict(sorted(self._problems.items())),
            slides_of=dict(sorted(self._slides_of.items())),
            hours_of={key: _meaned(self._hours_of[key]) for key in sorted(self._hours_of)},
            undated=self._undated,
            left_out=Cell(self.left_out),
        )


Key = TypeVar("Key")


def _put(cells: dict[Key, Cell], key: Key, cell: Cell) -> None:
    cells[key] = cells.get(key, Cell()).plus(cell)


def _meaned(cell: Cell) -> Cell:
    """A cell of visits whose seconds are of those that ended (`more`): the mean is of these, the number of all."""
    if not cell.more:
        return Cell(cell.visits, 0.0, 0)
    return Cell(cell.visits, cell.seconds / cell.more * cell.visits, cell.more)


def median(lengths: Mapping[str, int]) -> float | None:
    """The middle length (s), as far as the classes tell: evenly spread within its class."""
    whole = sum(lengths.values())
    below, low = 0, 0
    for bound in BOUNDS:
        here = lengths.get(str(bound), 0)
        if whole and below + here >= whole / 2:
            return round(low + (bound - low) * (whole / 2 - below) / here) if here else float(bound)
        below, low = below + here, bound
    return float(BOUNDS[-1]) if whole else None
