"""The timeline: dated events, one statement at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import ConfigDict, Field

from kiosk.content.base import Fraction, Part, RelativePath, Slide
from kiosk.content.data import EventData, either_rows_or_data
from kiosk.content.dates import Moment, Span
from kiosk.content.figures import Figure
from kiosk.content.words import Text


class Event(Part):
    """One event of a timeline."""

    date: Span = Field(
        description="`2018`, `2018-10` or `2018-10-31`; `-221` or `公元前221` before our era; `1500?` or `约1500` "
        "where it is not known exactly; `2018-10 至 2019-05` or `2018/2019` from one to another."
    )
    title: Text = Field(description="The occasion, in one line.")
    short: Text | None = Field(default=None, description="The words at the axis; left out, the title stands there.")
    text: Text | None = Field(default=None, description="The whole statement.")
    picture: RelativePath | None = Field(
        default=None, description="A picture file beside the deck, or the name of a bundled one: `photos/3.jpg`."
    )
    credit: Text | None = Field(default=None, description="Who made the picture: `宋卫星 摄（影像中国）`.")
    alt: Text | None = Field(default=None, description="What there is to see, for those who can't see it.")
    focus: tuple[Fraction, Fraction] = Field(
        default=(0.5, 0.5),
        description="The point that every crop keeps, from the left and from the top: `[0.5, 0.6]`.",
    )
    figure: Figure | None = Field(default=None, description="A figure beside the statement.")
    source: Text | None = Field(default=None, description="Where the event's words come from, in small type.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "时间轴上的一件事。",
        "date": "`2018`、`2018-10` 或 `2018-10-31`；公元前写 `-221` 或 `公元前221`；大约写 `1500?` 或 `约1500`；"
        "一段时间写 `2018-10 至 2019-05` 或 `2018/2019`。",
        "title": "事由，一行字。",
        "short": "时间轴上的短语；不写时用标题。",
        "text": "全文。",
        "picture": "展览旁边的图片文件，或自带插画的名字：`photos/3.jpg`。",
        "credit": "图片的作者：`宋卫星 摄（影像中国）`。",
        "alt": "画面上有什么，给看不见图的观众。",
        "focus": "裁切时一定保留的一点，从左、从上量：`[0.5, 0.6]`。",
        "figure": "旁边的一个数字。",
        "source": "这件事的资料来源，小字。",
    }

    def texts(self, language: str) -> list[str]:
        """What a visitor reads of it."""
        worded = [text.get(language) for text in (self.text, self.credit, self.source) if text]
        figure = self.figure.texts(language) if self.figure else []
        return [self.date.long(language), self.title.get(language), *worded, *figure]


class Era(Part):
    """A stretch of the axis with a name of its own."""

    name: Text = Field(description="What it is called, in a few words.")
    since: Moment = Field(alias="from", description="When it begins, as a date is written: `1400`, `-221`.")
    until: Moment = Field(description="When it ends.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "时间轴上有名称的一段。",
        "name": "这一段叫什么，几个字。",
        "since": "从何时开始，写法同日期：`1400`、`-221`。",
        "until": "到何时结束。",
    }


class Timeline(Slide):
    """Events on an axis of time; one of them is open and shows its statement."""

    swipes_through: ClassVar[bool] = False

    model_config = ConfigDict(json_schema_extra=either_rows_or_data("events"))

    type: Literal["timeline"]
    data: EventData | None = Field(
        default=None,
        description="A CSV or XLSX file that holds the events, instead of `events`: `events.csv`, or its `file`, "
        "`sheet` and columns.",
    )
    events: tuple[Event, ...] = Field(min_length=1, max_length=500, description="The events; order doesn't matter.")
    eras: tuple[Era, ...] = Field(default=(), max_length=24, description="Named stretches, shaded along the axis.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "按时间排列的事件；其中一件打开，显示全文。",
        "data": "存放事件的 CSV 或 XLSX 文件，代替 `events`：`events.csv`，或写明 `file`、`sheet` 和各列。",
        "events": "各个事件；先后次序不限。",
        "eras": "时间轴上有名称的各段，以底色标出。",
    }

    def in_order(self) -> tuple[Event, ...]:
        """The events by date; those of one date stay as written."""
        return tuple(sorted(self.events, key=lambda event: event.date.key()))

    def texts(self, language: str) -> list[list[str]]:
        """One step for each event."""
        return [event.texts(language) for event in self.in_order()]

    def pictures(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The events' pictures."""
        return [
            (("events", index, "picture"), event.picture) for index, event in enumerate(self.events) if event.picture
        ]

    def own_faults(self) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
        """Eras that end after they begin; shares within the whole."""
        for index, era in enumerate(self.eras):
            if era.until < era.since:
                yield ("eras", index, "until"), "date_span", {"value": f"{era.since}/{era.until}"}
        for index, event in enumerate(self.events):
            if event.figure is not None:
                yield from event.figure.own_faults(("events", index, "figure"))
