"""An article: title, author, paragraphs, set in columns and paged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from kiosk.content.base import Slide
from kiosk.content.words import Text


class Article(Slide):
    """A text to be read in full; what doesn't fit goes on the next page."""

    type: Literal["article"]
    title: Text = Field(description="The article's title. A line break in it is kept.")
    author: Text | None = Field(default=None, description="Who wrote it.")
    paragraphs: tuple[Text, ...] = Field(min_length=1, max_length=200, description="The paragraphs, in order.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "供人细读的文章；一页放不下，自动翻到下一页。",
        "title": "文章的标题。里面的换行会保留。",
        "author": "作者。",
        "paragraphs": "各段文字，按先后排列。",
    }

    def texts(self, language: str) -> list[list[str]]:
        """One step as far as content knows; the pages come of the type-setting."""
        words = [self.title.get(language)] + ([self.author.get(language)] if self.author else [])
        return [words + [paragraph.get(language) for paragraph in self.paragraphs]]
