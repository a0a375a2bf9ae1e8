"""The cover: what a passer-by sees from across the hall."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from kiosk.content.base import Slide
from kiosk.content.words import Text


class Cover(Slide):
    """A headline under a sky where the geese fly, to be seen from across the hall."""

    type: Literal["cover"]
    kicker: Text | None = Field(default=None, description="The small line above the headline.")
    headline: Text = Field(description="The headline. A line break in it is kept.")
    subtitle: Text | None = Field(default=None, description="The line under the headline.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "大标题，衬着天空和飞过的雁群，远处就能看见。轮播从这里开始。",
        "kicker": "标题上方的小字。",
        "headline": "标题。里面的换行会保留。",
        "subtitle": "标题下方的一行字。",
    }

    def texts(self, language: str) -> list[list[str]]:
        """One step: kicker, headline, subtitle."""
        return [[text.get(language) for text in (self.kicker, self.headline, self.subtitle) if text]]
