"""A chart that says one thing: the mark that matters, and the others behind it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field

from kiosk.content.base import Part, Slide
from kiosk.content.dates import Moment
from kiosk.content.figures import Figure, Number, converted, digits_of
from kiosk.content.words import Text


class Point(Part):
    """One mark: a value at a date, or under a name."""

    date: Moment | None = Field(default=None, description="Where it stands on an axis of time: `2025-06`.")
    name: Text | None = Field(default=None, description="What it is called, where the axis is not time.")
    value: Number = Field(description="The number, in the chart's unit.")
    emphasis: bool = Field(
        default=False, description="`true` on the one mark that matters. Left out everywhere: the last."
    )
    label: Text | None = Field(default=None, description="The words under it, where the date alone won't do.")

    def under(self, language: str) -> str:
        """The words under the mark."""
        if self.label:
            return self.label.get(language)
        if self.name:
            return self.name.get(language)
        return self.date.long(language) if self.date else ""


class Chart(Slide):
    """Bars or a line, with the values written on the marks, and figures beside them."""

    type: Literal["chart"]
    form: Literal["bar", "line"] = Field(default="bar", description="`bar` or `line`.")
    title: Text = Field(description="What is counted.")
    unit: Text | None = Field(default=None, description="What it is counted in: `亿人`.")
    note: Text | None = Field(default=None, description="The one thing the chart says, in a sentence.")
    series: tuple[Point, ...] = Field(min_length=1, max_length=200, description="The marks, in order.")
    figures: tuple[Figure, ...] = Field(
        default=(), max_length=5, description="Figures beside the chart; the first is the large one."
    )

    def own_faults(self) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
        """One axis for all marks; one mark that matters; shares within the whole."""
        dated = self.series[0].date is not None
        for index, point in enumerate(self.series):
            if (point.date is None) != (not dated) or (point.date is None) == (point.name is None):
                yield ("series", index), "series_axis", {}
        for index, (before, point) in enumerate(itertools.pairwise(self.series), 1):
            if before.date is not None and point.date is not None and point.date <= before.date:
                yield ("series", index, "date"), "series_order", {}
        marked = [index for index, point in enumerate(self.series) if point.emphasis]
        for index in marked[1:]:
            yield ("series", index, "emphasis"), "emphasis_twice", {"line": str(marked[0] + 1)}
        for index, figure in enumerate(self.figures):
            yield from figure.own_faults(("figures", index))

    @property
    def on_time_axis(self) -> bool:
        """Whether every mark has a date, so that the axis is drawn to scale."""
        return all(point.date is not None for point in self.series)

    @property
    def emphasised(self) -> int:
        """The index of the mark that matters: the one marked so, else the last."""
        for index, point in enumerate(self.series):
            if point.emphasis:
                return index
        return len(self.series) - 1

    def largest(self) -> Decimal:
        """The value furthest from zero: the series shares its scale."""
        return max((point.value for point in self.series), key=abs)

    def spoken_unit(self, language: str) -> str:
        """The unit as written on the chart: 亿人, million people."""
        return converted(self.largest(), self.unit, language)[1] if self.unit else ""

    def spoken_value(self, index: int, language: str) -> str:
        """The digits on a mark: 6.02 in Chinese, 602 in English (of `spoken_unit`)."""
        value = self.series[index].value
        if self.unit:
            value, _ = converted(value, self.unit, language, self.largest())
        return digits_of(value, language)

    def texts(self, language: str) -> list[list[str]]:
        """One step: title, note, marks and figures."""
        words = [*self.heads(language), self.title.get(language)]
        if self.note:
            words.append(self.note.get(language))
        for index, point in enumerate(self.series):
            words += [self.spoken_value(index, language), point.under(language)]
        return [words + [text for figure in self.figures for text in figure.texts(language)]]
