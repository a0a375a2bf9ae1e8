"""The rows of a chart: points with one value or several, the series they belong to, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from kiosk.content.base import Part
from kiosk.content.dates import Moment
from kiosk.content.figures import Number
from kiosk.content.words import Text

GAPS = frozenset({"—", "——", "–", "-", "－", "无", "暂无", "无数据", "缺", "n/a", "N/A", "no data"})
"""What curators write where a table has no number."""


def _gap(value: object) -> object:
    return None if isinstance(value, str) and value.strip() in GAPS else value


GapOrNumber = Annotated[Number | None, BeforeValidator(_gap)]


class Group(Part):
    """One of several series: its name; its values stand in the points, in the same order."""

    name: Text = Field(description="What the series is called: `甲港`.")
    emphasis: bool = Field(
        default=False, description="`true` on the one series that matters. Left out everywhere: the first."
    )

    chinese: ClassVar[Mapping[str, str]] = {
        "": "几个系列中的一个。它的数写在各项里，次序与系列一致。",
        "name": "系列的名称：`甲港`。",
        "emphasis": "在最要紧的一个系列上写 `true`。都不写时强调第一个。",
    }


class Point(Part):
    """One mark, or with several series one row of marks: values at a date, or under a name."""

    date: Moment | None = Field(default=None, description="Where it stands on an axis of time: `2025-06`.")
    name: Text | None = Field(default=None, description="What it is called, where the axis is not time.")
    value: GapOrNumber = Field(
        default=None, description="The number, in the chart's unit; `—` where there is none: a gap, never a zero."
    )
    values: tuple[GapOrNumber, ...] = Field(
        default=(),
        max_length=12,
        description="With `groups`: one number for each of them, in their order: `[12, 8, —]`.",
    )
    emphasis: bool = Field(
        default=False,
        description="`true` on the one mark that matters. Left out everywhere: the last; of shares, the largest.",
    )
    label: Text | None = Field(default=None, description="The words under it, where the date alone won't do.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "图表里的一项；有几个系列时是一行。",
        "date": "在时间轴上的位置：`2025-06`。",
        "name": "这一项的名称；横轴不是时间时写。",
        "value": "数值，单位同图表；没有数就写 `—`，图上留空，不会当作零。",
        "values": "有 `groups` 时写：每个系列一个数，次序一致：`[12, 8, —]`。",
        "emphasis": "在最要紧的一项上写 `true`。都不写时强调最后一项；占比图强调最大的一项。",
        "label": "这一项下面的字；只有日期说不清楚时写。",
    }

    def under(self, language: str) -> str:
        """The words under the mark."""
        if self.label:
            return self.label.get(language)
        if self.name:
            return self.name.get(language)
        return self.date.long(language) if self.date else ""
