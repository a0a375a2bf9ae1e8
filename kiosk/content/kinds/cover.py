"""The cover: what a passer-by sees from across the hall."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kiosk.content.base import Slide
from kiosk.content.words import Text


class Cover(Slide):
    """The attract slide: a headline under a sky where the geese fly."""

    type: Literal["cover"]
    kicker: Text | None = Field(default=None, description="The small line above the headline.")
    headline: Text = Field(description="The headline. A line break in it is kept.")
    subtitle: Text | None = Field(default=None, description="The line under the headline.")

    def texts(self, language: str) -> list[list[str]]:
        """One step: kicker, headline, subtitle."""
        return [[text.get(language) for text in (self.kicker, self.headline, self.subtitle) if text]]
