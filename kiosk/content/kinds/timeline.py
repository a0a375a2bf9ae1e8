"""The timeline: dated events, one statement at a time."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from kiosk.content.base import Part, Slide
from kiosk.content.dates import Moment
from kiosk.content.words import Text


class Event(Part):
    """One event of a timeline."""

    date: Moment = Field(description="`2018`, `2018-10` or `2018-10-31`.")
    title: Text = Field(description="The occasion, in one line.")
    short: Text | None = Field(default=None, description="The words under the axis; left out, the title stands there.")
    text: Text | None = Field(default=None, description="The whole statement.")


class Timeline(Slide):
    """Events on an axis of time; one of them is open and shows its statement."""

    swipes_through: ClassVar[bool] = False

    type: Literal["timeline"]
    events: tuple[Event, ...] = Field(min_length=1, max_length=500, description="The events; order doesn't matter.")

    def in_order(self) -> tuple[Event, ...]:
        """The events by date; those of one date stay as written."""
        return tuple(sorted(self.events, key=lambda event: event.date))

    def texts(self, language: str) -> list[list[str]]:
        """One step for each event."""
        return [
            [event.date.long(language), event.title.get(language)] + ([event.text.get(language)] if event.text else [])
            for event in self.in_order()
        ]
