"""Key statistics: one figure that carries the slide, and up to five beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from kiosk.content.base import Slide
from kiosk.content.figures import Figure


class Stats(Slide):
    """One hero figure that counts up, and up to five secondary ones."""

    type: Literal["stats"]
    hero: Figure = Field(description="The figure that carries the slide.")
    figures: tuple[Figure, ...] = Field(default=(), max_length=5, description="Up to five figures beside it.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "一个逐渐数上来的主数字，旁边至多五个副数字。",
        "hero": "撑起这一页的主数字。",
        "figures": "旁边的副数字，至多五个。",
    }

    def own_faults(self) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
        """Shares within the whole."""
        yield from self.hero.own_faults(("hero",))
        for index, figure in enumerate(self.figures):
            yield from figure.own_faults(("figures", index))

    def texts(self, language: str) -> list[list[str]]:
        """One step: every figure."""
        return [
            self.heads(language) + [words for figure in (self.hero, *self.figures) for words in figure.texts(language)]
        ]
