"""Numbers that disagree: parts and their whole, growth and its series, one fact on two slides, two events on a day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from kiosk.content.base import Slide
from kiosk.content.dates import Moment
from kiosk.content.figures import Figure
from kiosk.content.kinds.chart import Chart
from kiosk.content.kinds.timeline import Timeline
from kiosk.content.part import parts_of
from kiosk.content.problems import Fault
from kiosk.content.proof.reading import Reading
from kiosk.content.source import Way
from kiosk.content.words import Text

_SIGNS = frozenset("%％")
_GROWTH = re.compile(
    r"增长|增幅|增速|同比|环比|上升|提高|下降|减少|降幅"
    r"|growth|grew|grow|increase|rise|rose|up by|fell|fall|drop|decline|year on year|year-on-year",
    re.IGNORECASE,
)
_DOWN = re.compile(r"下降|减少|降幅|降低|fell|fall|drop|decline|decrease|down by", re.IGNORECASE)
_YEAR_ON_YEAR = re.compile(r"同比|year on year|year-on-year", re.IGNORECASE)
_PER_YEAR = re.compile(r"年均|每年|复合|annual|a year|per year|each year|yearly", re.IGNORECASE)
_POINTS = re.compile(r"百分点|percentage point", re.IGNORECASE)
_BASE = re.compile(
    r"(?P<end>end of )?(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)(?!\d)(?P<later>年底|年末)?(?:年(?P<month>\d{1,2})月)?",
    re.IGNORECASE,
)
"""The time that a growth is counted from, where the words name it."""


def faults(slide: Slide, index: int, reading: Reading) -> Iterator[Fault]:
    """Within one slide."""
    if isinstance(slide, Chart):
        yield from _shares(slide, index, reading)
        yield from _growth(slide, index, reading)
    if isinstance(slide, Timeline):
        first: dict[object, int] = {}
        for number, event in enumerate(slide.events):
            before = first.setdefault(event.date, number)
            if before != number:
                line = str(reading.place(index, ("events", before, "date")).line)
                yield reading.fault("same_date", index, ("events", number, "date"), value=str(event.date), line=line)


def _shares(chart: Chart, index: int, reading: Reading) -> Iterator[Fault]:
    """Parts in per cent make a hundred, within what rounding does to so many of them."""
    percent = chart.unit is not None and any(_SIGNS & set(words) for words in chart.unit.by_language.values())
    if chart.form not in {"share", "stacked"} or not percent or chart.out_of is not None:
        return
    if chart.form == "share":
        yield from _sum(chart.columns[0], index, ("series",), reading)
        return
    for row, point in enumerate(chart.series):
        yield from _sum(point.values, index, ("series", row, "values"), reading)


def _sum(parts: tuple[Decimal | None, ...], index: int, loc: Way, reading: Reading) -> Iterator[Fault]:
    there = [part for part in parts if part is not None]
    total = sum(there, Decimal(0))
    digits = max((-int(part.as_tuple().exponent) for part in there), default=0)
    rounding = Decimal(len(there)) / 2 * Decimal(10) ** -max(digits, 0)
    if len(there) == len(parts) and abs(total - 100) > rounding:
        yield reading.fault("shares_sum", index, loc, total=f"{total:f}")


def _growth(chart: Chart, index: int, reading: Reading) -> Iterator[Fault]:
    """A figure that tells a growth in per cent, held against every growth that the series can mean."""
    if not chart.on_time_axis or chart.groups:
        return
    for loc, figure in parts_of(chart, Figure):
        if figure.value is None or not figure.unit or not _SIGNS & set(figure.unit.get(reading.home)):
            continue
        words = " ".join(text.get(reading.home) for text in (figure.lead, figure.says, figure.qualifier) if text)
        if not _GROWTH.search(words) or _PER_YEAR.search(words) or _POINTS.search(words):
            continue
        stated = -abs(figure.value) if _DOWN.search(words) else figure.value
        possible = _possible(chart, words)
        if not possible:
            continue
        digits = max(0, -int(figure.value.as_tuple().exponent))
        near, since, until = min(possible, key=lambda one: abs(one[0] - stated))
        # The series is rounded as well: its last digit may carry the growth by so much.
        if abs(near - stated) > Decimal(6) / 10 * Decimal(10) ** -digits + _doubt(chart):
            yield reading.fault(
                "growth_differs", index, (*loc, "value"), value=f"{figure.value:f}", found=f"{near:.{max(1, digits)}f}",
                stretch=f"{since} – {until}",
            )  # fmt: skip


def _possible(chart: Chart, words: str) -> list[tuple[Decimal, str, str]]:
    """The growths in per cent, each with its two dates: of the years that are named, of a year, else of any stretch."""
    there = [(point.date, point.value) for point in chart.series if point.value and point.date is not None]
    pairs = list(itertools.combinations(there, 2))
    yearly = [pair for pair in pairs if pair[1][0].year - pair[0][0].year == 1 and pair[0][0].month == pair[1][0].month]
    named = list(_BASE.finditer(words))
    if named:
        pairs = [pair for pair in pairs if any(_is_base(pair[0][0], base) for base in named)]
    elif _YEAR_ON_YEAR.search(words):
        pairs = yearly  # none: the base isn't in the chart, and nothing can be said
    return [((one / before - 1) * 100, str(since), str(until)) for (since, before), (until, one) in pairs]


def _is_base(date: Moment, named: re.Match[str]) -> bool:
    """Whether a mark stands at the time that was named: the year, its end, or one of its months."""
    month = 12 if named["end"] or named["later"] else int(named["month"] or 0)
    return date.year == int(named["year"]) and (not month or date.month in {None, month})


def _doubt(chart: Chart) -> Decimal:
    """How many points of growth the rounding of the smallest number is worth."""
    values = [point.value for point in chart.series if point.value]
    last = max((Decimal(10) ** int(value.as_tuple().exponent) / abs(value) for value in values), default=Decimal(0))
    return min(last * 100, Decimal(5))


def facts_twice(reading: Reading) -> Iterator[Fault]:
    """Figures and marks of the same words, date and unit with two values."""
    first: dict[tuple[str, ...], tuple[Decimal, int, Way]] = {}
    for slide, index in reading.slides:
        for loc, key, value in [*_figure_facts(slide, reading.home), *_mark_facts(slide, reading.home)]:
            other, where, its_loc = first.setdefault(key, (value, index, loc))
            if other != value and where != index:
                line = str(reading.place(where, its_loc).line)
                said = {"key": key[0], "value": f"{value:f}", "other": f"{other:f}", "line": line}
                yield reading.fault("fact_twice", index, loc, **said)


def _figure_facts(slide: Slide, home: str) -> Iterator[tuple[Way, tuple[str, ...], Decimal]]:
    for loc, figure in parts_of(slide, Figure):
        if figure.value is not None:
            words = _plain(figure.lead, home) + _plain(figure.says, home)
            date = _plain(figure.as_of or slide.as_of, home)
            yield (*loc, "value"), (words, _plain(figure.unit, home), date), figure.value


def _mark_facts(slide: Slide, home: str) -> Iterator[tuple[Way, tuple[str, ...], Decimal]]:
    if not isinstance(slide, Chart) or slide.groups:
        return
    for number, point in enumerate(slide.series):
        if point.value is not None:
            under = str(point.date) if point.date is not None else _plain(point.name, home)
            date = "" if point.date is not None else _plain(slide.as_of, home)
            key = (f"{slide.title.get(home)} {under}".replace("\n", " "), _plain(slide.unit, home), date)
            yield ("series", number, "value"), key, point.value


def _plain(text: Text | None, language: str) -> str:
    return "".join(text.get(language).split()).lower() if text is not None else ""
