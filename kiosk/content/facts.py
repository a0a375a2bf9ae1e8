"""What a deck says, statement by statement, for those who sign it: in each language, with source, date and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from kiosk.content.base import Slide
from kiosk.content.figures import Figure
from kiosk.content.kinds.chart import Chart
from kiosk.content.kinds.timeline import Event
from kiosk.content.nodes import Origin
from kiosk.content.series import Point
from kiosk.content.source import Source, Way
from kiosk.content.words import Text

SAID_ELSEWHERE = frozenset({"source", "as_of", "unit", "number"})
"""Keys whose words stand in columns of their own, or with what they belong to."""


@dataclass(frozen=True)
class Fact:
    """One statement.

    Attributes:
        words: by language, in full. source, date: where it comes from and as of when, by language; "" where not said.
        line: in the deck's file, from 1. origin: the row of the table that it comes from, if it does.
    """

    words: dict[str, str]
    source: dict[str, str]
    date: dict[str, str]
    line: int
    origin: Origin | None = None

    def stands(self) -> str:
        """Where, in the fewest words: the line, or the table's file, sheet and row."""
        if self.origin is None:
            return str(self.line)
        return "\n".join(part for part in (self.origin.file, self.origin.sheet, self.origin.row) if part)


def facts_of(slide: Slide, index: int, source: Source, languages: tuple[str, ...]) -> list[Fact]:
    """Everything a slide says, in the order of its lines.

    Args:
        slide: of the deck. index: its place in the file, from 0.
        source: of the file. languages: the deck's.
    """
    way: Way = ("slides", index)

    def each(text: Text | None) -> dict[str, str]:
        return {code: text.get(code) if text is not None else "" for code in languages}

    found: list[Fact] = []
    for loc, part in _statements(slide, ()):
        origin, date = each(slide.source), each(slide.as_of)
        if isinstance(part, Figure):
            words = {code: " ".join(_in_order(part, code)) for code in languages}
            date = each(part.as_of) if part.as_of is not None else date
        elif isinstance(part, Point):
            assert isinstance(slide, Chart)
            words = {code: _mark(slide, part, code) for code in languages}
            date = {code: part.date.long(code) if part.date is not None else date[code] for code in languages}
        elif isinstance(part, Event):
            words = {code: "\n".join(_event(part, code)) for code in languages}
            date = {code: part.date.long(code) for code in languages}
            origin = each(part.source) if part.source is not None else origin
        else:
            words = each(part)
        real = source.real(way, loc)
        found.append(Fact(words, origin, date, source.place(real).line, source.origin(real)))
    return sorted(found, key=lambda fact: fact.line)


def _statements(value: Any, way: Way) -> Iterator[tuple[Way, Figure | Point | Event | Text]]:
    """The parts of a model that say something, each with its way."""
    if isinstance(value, Figure | Point | Text):
        yield way, value
        return
    if isinstance(value, Event):
        yield way, value
        if value.figure is not None:
            yield (*way, "figure"), value.figure
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in SAID_ELSEWHERE:
                yield from _statements(getattr(value, name), (*way, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _statements(item, (*way, index))


def _in_order(figure: Figure, language: str) -> list[str]:
    worded = [text.get(language) if text else "" for text in (figure.lead, figure.says)]
    return [words for words in (worded[0], str(figure.spoken(language)), worded[1]) if words]


def _mark(chart: Chart, point: Point, language: str) -> str:
    unit = chart.spoken_unit(language)
    values = [(group.name.get(language), value) for group, value in zip(chart.groups, point.values, strict=False)]
    said = []
    for name, value in values or [("", point.value)]:
        number = f"{chart.spoken(value, language)}{_joined(unit)}" if value is not None else "—"
        said.append(f"{name} {number}".strip())
    under = point.name.get(language) if point.name else point.label.get(language) if point.label else ""
    return ": ".join(
        part for part in (under or (point.date.long(language) if point.date else ""), "; ".join(said)) if part
    )


def _joined(unit: str) -> str:
    """A unit after its digits: 亿人 and % stand close, words apart."""
    close = not unit or unit[0] in "%％‰°" or "\u3400" <= unit[0] <= "\u9fff"
    return unit if close else f" {unit}"


def _event(event: Event, language: str) -> list[str]:
    parts = (event.title, event.text, event.short, event.credit, event.alt)
    return [f"{event.date.long(language)}", *(text.get(language) for text in parts if text)]
