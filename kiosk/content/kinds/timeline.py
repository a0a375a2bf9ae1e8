"""The timeline: dated events, one statement at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from kiosk.content.base import Part, RelativePath, Slide
from kiosk.content.data import EventData, either_rows_or_data
from kiosk.content.dates import Moment, Span
from kiosk.content.figures import Figure
from kiosk.content.words import Text

Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


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
