"""A statement: one headline and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from kiosk.content.base import Slide
from kiosk.content.words import Text as Words


class Text(Slide):
    """A headline and a statement in large type."""

    type: Literal["text"]
    headline: Words = Field(description="The headline. A line break in it is kept.")
    statement: Words | None = Field(default=None, description="What it says, in a sentence or a few.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "大字的标题，加上一两句话。",
        "headline": "标题。里面的换行会保留。",
        "statement": "要说的话，一句或几句。",
    }

    def texts(self, language: str) -> list[list[str]]:
        """One step: headline and statement."""
        return [self.heads(language) + [text.get(language) for text in (self.headline, self.statement) if text]]
