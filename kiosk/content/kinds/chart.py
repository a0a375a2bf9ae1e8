"""A chart that says one thing: the mark or the series that matters, and the others behind it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import ConfigDict, Field

from kiosk.content.base import Slide
from kiosk.content.data import ChartData, either_rows_or_data
from kiosk.content.figures import Figure, Number, Scale, digits_of, series_scale
from kiosk.content.series import Group, Point
from kiosk.content.words import Text

Form = Literal["bar", "stacked", "horizontal", "line", "area", "share", "dots", "multiples", "slope"]
Told = Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]

NEEDS_GROUPS = frozenset({"stacked", "multiples", "slope"})
MOST_GROUPS = {"bar": 5, "stacked": 6, "line": 8, "multiples": 12, "slope": 12}
"""Series that a form can tell apart; a form that isn't here draws one."""
MOST_ROWS = {"stacked": 40, "horizontal": 20, "share": 10, "dots": 6}
"""Rows that a form has room for; all others take as many as `series` does."""
MOST_BARS = 60
"""Bars side by side, of all series together."""
MOST_DOTS = 200


class Chart(Slide):
    """Bars, lines, shares or dots, with the values written on the marks, and figures beside them."""

    model_config = ConfigDict(json_schema_extra=either_rows_or_data("series"))

    type: Literal["chart"]
    form: Form = Field(
        default="bar",
        description=(
            "`bar` (upright; side by side with `groups`), `stacked` (bars of `groups`, one on another), `horizontal` "
            "(for long names), `line`, `area`, `share` (parts of a whole), `dots` (9 of 10: with `out_of`), "
            "`multiples` (a small chart for each of the `groups`), `slope` (two times, a line for each)."
        ),
    )
    title: Text = Field(description="What is counted.")
    unit: Text | None = Field(default=None, description="What it is counted in: `亿人`, `%`.")
    note: Text | None = Field(default=None, description="The one thing the chart says, in a sentence.")
    groups: tuple[Group, ...] = Field(
        default=(),
        max_length=12,
        description="The names of several series; each point then has `values`, one for each of them.",
    )
    data: ChartData | None = Field(
        default=None,
        description="A CSV or XLSX file that holds the marks, instead of `series`: `users.csv`, or its `file`, `sheet` "
        "and columns.",
    )
    series: tuple[Point, ...] = Field(min_length=1, max_length=200, description="The marks, in order.")
    out_of: Number | None = Field(
        default=None,
        description="What the whole is: for `dots` how many there are (`10`), for `share` what the parts add up to.",
    )
    figures: tuple[Figure, ...] = Field(
        default=(), max_length=5, description="Figures beside the chart; the first is the large one."
    )

    chinese: ClassVar[Mapping[str, str]] = {
        "": "柱、线、占比或圆点，数值写在图上，旁边可以放数字。",
        "form": "`bar`（竖柱；有 `groups` 时并排）、`stacked`（各系列叠在一起）、`horizontal`（横条，适合长名称）、"
        "`line`（折线）、`area`（面积）、`share`（占比）、`dots`（十个里有九个，配 `out_of`）、"
        "`multiples`（每个系列一张小图）、`slope`（前后两个时间，一个系列一条线）。",
        "title": "数的是什么。",
        "unit": "单位：`亿人`、`%`。",
        "note": "这张图要说的一件事，一句话。",
        "groups": "几个系列的名称；各项再写 `values`，每个系列一个数。",
        "data": "存放各项的 CSV 或 XLSX 文件，代替 `series`：`users.csv`，或写明 `file`、`sheet` 和各列。",
        "series": "图表的各项，按先后排列。",
        "out_of": "整体是多少：`dots` 一共几个（`10`），`share` 各部分合计多少。",
        "figures": "图表旁边的数字；第一个是大的。",
    }

    # What can be wrong with it.

    def own_faults(self) -> Told:
        """One axis for all marks; one thing that matters; shares within the whole; a form for its numbers."""
        yield from self._axis_faults()
        yield from self._emphasis_faults()
        rows = list(self._row_faults())
        yield from rows
        if not rows:
            yield from self._form_faults()
        for index, figure in enumerate(self.figures):
            yield from figure.own_faults(("figures", index))

    def _axis_faults(self) -> Told:
        dated = self.series[0].date is not None
        for index, point in enumerate(self.series):
            if (point.date is None) != (not dated) or (point.date is None) == (point.name is None):
                yield ("series", index), "series_axis", {}
        for index, (before, point) in enumerate(itertools.pairwise(self.series), 1):
            if before.date is not None and point.date is not None and point.date <= before.date:
                yield ("series", index, "date"), "series_order", {}

    def _emphasis_faults(self) -> Told:
        groups = [index for index, group in enumerate(self.groups) if group.emphasis]
        for index in groups[1:]:
            yield ("groups", index, "emphasis"), "emphasis_twice", {"line": str(groups[0] + 1)}
        points = [index for index, point in enumerate(self.series) if point.emphasis]
        for index in points if self.groups else points[1:]:
            rule = "emphasis_group" if self.groups else "emphasis_twice"
            yield ("series", index, "emphasis"), rule, {} if self.groups else {"line": str(points[0] + 1)}

    def _row_faults(self) -> Told:
        """Values where values belong, as many as there are series, and not too many for the form."""
        form, groups, rows = self.form, len(self.groups), len(self.series)
        if form in NEEDS_GROUPS and not groups:
            yield ("form",), "groups_needed", {"form": form}
        elif groups > MOST_GROUPS.get(form, 1):
            rule = "form_groups" if form in MOST_GROUPS else "form_single"
            yield ("groups",), rule, {"form": form, "limit": str(MOST_GROUPS.get(form, 1)), "count": str(groups)}
        for index, point in enumerate(self.series):
            if groups and len(point.values) != groups:
                values = {"count": str(groups), "have": str(len(point.values))}
                yield ("series", index, "values") if point.values else ("series", index), "values_count", values
            elif groups and point.value is not None:
                yield ("series", index, "value"), "value_and_values", {}
            elif not groups and point.values:
                yield ("series", index, "values"), "values_alone", {}
        limit = MOST_ROWS.get(form, MOST_BARS // groups if form == "bar" and groups else rows)
        if rows > limit:
            yield ("series",), "form_rows", {"form": form, "limit": str(limit), "count": str(rows)}
        if form == "slope" and rows != 2:
            yield ("series",), "slope_two", {"count": str(rows)}

    def _form_faults(self) -> Told:
        """Numbers that the form can show."""
        if self.out_of is not None and self.form not in {"share", "dots"}:
            yield ("out_of",), "out_of_form", {}
        if all(value is None for _, value in self._placed()):
            yield ("series",), "series_empty", {}
        if self.form == "stacked":
            for way, value in self._placed():
                if value is not None and value < 0:
                    yield way, "stacked_negative", {"value": str(value)}
        elif self.form == "share":
            yield from self._share_faults()
        elif self.form == "dots":
            yield from self._dots_faults()

    def _share_faults(self) -> Told:
        for way, value in self._placed():
            if value is not None and value < 0:
                yield way, "share_negative", {"value": str(value)}
        if self.out_of is not None and self.out_of <= 0:
            yield ("out_of",), "share_whole", {}
            return
        total = sum((value for _, value in self._placed() if value is not None), Decimal(0))
        if total > self.whole:
            yield ("series",), "share_sum", {"total": f"{total:f}", "whole": f"{self.whole:f}"}
        elif total == 0 and any(value is not None for _, value in self._placed()):
            yield ("series",), "share_nothing", {}

    def _dots_faults(self) -> Told:
        whole = self.out_of
        if whole is None:
            yield ("form",), "dots_whole_missing", {}
            return
        if whole != whole.to_integral_value() or not 2 <= whole <= MOST_DOTS:
            yield ("out_of",), "dots_whole", {"value": f"{whole:f}", "limit": str(MOST_DOTS)}
            return
        for way, value in self._placed():
            if value is not None and not 0 <= value <= whole:
                yield way, "dots_value", {"value": f"{value:f}", "whole": f"{whole:f}"}

    def _placed(self) -> Iterator[tuple[tuple[str | int, ...], Decimal | None]]:
        """Every value and where it was written."""
        for index, point in enumerate(self.series):
            if self.groups:
                yield from ((("series", index, "values", which), one) for which, one in enumerate(point.values))
            else:
                yield ("series", index, "value"), point.value

    # What it says.

    @property
    def on_time_axis(self) -> bool:
        """Whether every mark has a date, so that the axis is drawn to scale."""
        return all(point.date is not None for point in self.series)

    @property
    def columns(self) -> tuple[tuple[Decimal | None, ...], ...]:
        """The numbers by series and row; None is a gap."""
        if not self.groups:
            return (tuple(point.value for point in self.series),)
        return tuple(tuple(point.values[which] for point in self.series) for which in range(len(self.groups)))

    @property
    def emphasised(self) -> int:
        """The index of the mark that matters: the one marked so, else the last that has a value (of shares the
        largest).
        """
        marked = [index for index, point in enumerate(self.series) if point.emphasis]
        if marked:
            return marked[0]
        column = self.columns[self.emphasised_group]
        there = [index for index, value in enumerate(column) if value is not None] or [len(column) - 1]
        if self.form == "share":
            return max(there, key=lambda index: column[index] or 0)
        return there[-1]

    @property
    def emphasised_group(self) -> int:
        """The index of the series that matters: the one marked so, else the first."""
        return next((index for index, group in enumerate(self.groups) if group.emphasis), 0)

    @property
    def whole(self) -> Decimal:
        """What the parts of a share add up to, or how many dots there are."""
        if self.out_of is not None:
            return self.out_of
        if self.unit and set("%％") & set(self.unit.get("zh")):
            return Decimal(100)
        return sum((value for _, value in self._placed() if value is not None), Decimal(0))

    def scale(self, language: str) -> Scale:
        """In what the numbers are written for a reader of that language; one scale for all marks."""
        if self.form == "dots":
            return Scale(0, self.unit.get(language) if self.unit else "")
        return series_scale([value for _, value in self._placed() if value is not None], self.unit, language)

    def spoken_unit(self, language: str) -> str:
        """The unit as written on the chart: 亿人, million people."""
        return self.scale(language).unit

    def spoken(self, value: Decimal | None, language: str) -> str:
        """The digits of a value: 6.02 in Chinese, 602 in English (of `spoken_unit`); nothing for a gap."""
        return "" if value is None else digits_of(self.scale(language).of(value), language)

    def texts(self, language: str) -> list[list[str]]:
        """One step: title, note, marks and figures."""
        words = [*self.heads(language), self.title.get(language)]
        if self.note:
            words.append(self.note.get(language))
        words += [group.name.get(language) for group in self.groups]
        columns, scale = self.columns, self.scale(language)
        for index, point in enumerate(self.series):
            there = [column[index] for column in columns]
            words += [digits_of(scale.of(value), language) for value in there if value is not None]
            words.append(point.under(language))
        return [words + [text for figure in self.figures for text in figure.texts(language)]]
