"""The deck: settings, chapters and slides, frozen."""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from kiosk.content.base import Line, Part, Slide
from kiosk.content.kinds import KINDS
from kiosk.content.packed import PackedSlides, print_of
from kiosk.content.phrases import OwnWords
from kiosk.content.silence import Silence
from kiosk.content.styling import Look
from kiosk.content.words import LANGUAGE_CODE, Text

if TYPE_CHECKING:
    Slides = Sequence[Slide]
else:
    # Read, they are a tuple; restored from what was compiled, the packed ones stand in its place.
    Slides = tuple[Annotated[functools.reduce(operator.or_, KINDS.values()), Field(discriminator="type")], ...]

Language = Annotated[str, StringConstraints(pattern=f"^{LANGUAGE_CODE.pattern}$")]


class Timings(Part):
    """How long things last, in seconds."""

    idle: float = Field(default=60, ge=30, le=3600, description="Seconds without a touch until the visitor is asked.")
    countdown: float = Field(default=20, ge=20, le=120, description="Seconds the question stands before all returns.")
    dwell: float | None = Field(
        default=None,
        ge=3,
        le=600,
        description="Seconds each slide stays while cycling. Left out: by its reading time.",
    )

    chinese: ClassVar[Mapping[str, str]] = {
        "": "各种时长，单位是秒。",
        "idle": "无人触摸多少秒后，询问观众是否还在。",
        "countdown": "询问停留多少秒；无人应答，屏幕就回到开头。",
        "dwell": "轮播时每页停留的秒数。不写时按各页的阅读时间算。",
    }


class Chapter(Part):
    """A chapter: its name, and the short one for the rail at the bottom."""

    name: Text = Field(description="The chapter's name, as slides call it.")
    short: Text | None = Field(default=None, description="The name on the rail: four characters or two words.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "一章：全名，和导航上用的短名。",
        "name": "章名，各页用它来说自己属于哪一章。",
        "short": "屏幕下方导航上的名字：四个字以内，英文两个词以内。",
    }

    def names(self) -> tuple[str, ...]:
        """Everything a slide may call it."""
        return tuple(words for text in (self.name, self.short) if text for words in text.by_language.values())


class Deck(Part):
    """The whole exhibit."""

    title: Text = Field(description="The exhibit's title.")
    languages: tuple[Language, ...] = Field(
        default=("zh",),
        min_length=1,
        max_length=20,
        description="The languages, the first one first: `[zh, en]`.",
    )
    theme: Literal["paper", "night", "contrast"] = Field(default="paper", description="`paper`, `night` or `contrast`.")
    motion: Literal["full", "reduced"] = Field(default="full", description="`reduced` turns all movement into cuts.")
    transition: Literal["push", "fade"] = Field(default="push", description="How slides follow each other.")
    look: Look = Field(
        default_factory=Look, description="A look of the deck's own: colours, fonts, logo, sizes and pace."
    )
    diagonal: float | None = Field(
        default=None,
        ge=5,
        le=200,
        description="The screen's diagonal in inches, where the screen itself lies about it.",
    )
    reach: Literal["normal", "low"] = Field(
        default="normal",
        description="`low` keeps every control in the lower third of the screen, for visitors who sit or are small.",
    )
    timings: Timings = Field(default_factory=Timings, description="How long things last, in seconds.")
    words: OwnWords | None = Field(
        default=None,
        description="Other words for the program's own, by name and language: `{overview: {fr: Plan, de: Überblick}}`.",
    )
    silence: Silence | None = Field(
        default=None,
        description="Rules of `kiosk check` that don't apply to the whole deck, each with the reason.",
    )
    chapters: tuple[Chapter, ...] = Field(default=(), max_length=40, description="The chapters, in order.")
    slides: Slides = Field(min_length=1, max_length=10_000, description="The slides, in order.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "整个展览：设置、章节和各页。",
        "title": "展览的名称。",
        "languages": "有哪些语言，第一种是默认语言：`[zh, en]`。",
        "theme": "整体色调：`paper`（纸色）、`night`（夜色）或 `contrast`（高对比）。",
        "motion": "`reduced` 关掉一切动画，直接切换。",
        "transition": "翻页的方式：`push`（推移）或 `fade`（淡入淡出）。",
        "look": "本展自己的样子：颜色、字体、标志、字号、页边和快慢。",
        "diagonal": "屏幕对角线的英寸数；屏幕自报的尺寸不准时写上。",
        "reach": "`low` 把所有按钮放在屏幕下方三分之一以内，方便坐着的和个子矮的观众。",
        "timings": "各种时长，单位是秒。",
        "words": "把程序自带的用语换成自己的，按名称和语言写：`{overview: {fr: Plan, de: Überblick}}`。",
        "silence": "`kiosk check` 的哪些规则不适用于整个展览，各写理由。",
        "chapters": "各章，按先后排列。",
        "slides": "各页，按先后排列。",
    }

    def lines(self) -> Sequence[Line]:
        """What has to be known of each slide; a packed one isn't made for it."""
        return self.slides.lines() if isinstance(self.slides, PackedSlides) else [one.line() for one in self.slides]

    def slide_ids(self) -> tuple[str, ...]:
        """A name for each slide: its own, else its type, numbered where that is taken."""
        lines = self.lines()
        taken = {line.id for line in lines if line.id}
        reached: dict[str, int] = {}
        ids: list[str] = []
        for line in lines:
            name = line.id or line.type
            if not line.id:
                number = reached.get(line.type, 0) + 1
                name = line.type if number == 1 else f"{line.type}-{number}"
                while name in taken:
                    number += 1
                    name = f"{line.type}-{number}"
                reached[line.type] = number
            taken.add(name)
            ids.append(name)
        return tuple(ids)

    def places_of(self, slide: Slide) -> list[int]:
        """Where slides that say the very same stand."""
        if isinstance(self.slides, PackedSlides):
            sought = print_of(slide)
            return [index for index, one in enumerate(self.slides.prints()) if one == sought]
        return [index for index, one in enumerate(self.slides) if one == slide]

    def picked(self, indexes: Sequence[int], instead: Mapping[int, Slide] | None = None) -> Deck:
        """The same deck with some of its slides.

        Args:
            indexes: which, in their new order.
            instead: slides to stand in the place of others, by their old index.
        """
        if isinstance(self.slides, PackedSlides):
            return self.with_slides(self.slides.picked(indexes, instead))
        other = instead or {}
        return self.with_slides(tuple(other.get(index) or self.slides[index] for index in indexes))

    def with_slides(self, slides: Sequence[Slide]) -> Deck:
        """The same deck with other slides."""
        copy = self.model_copy(update={"slides": slides})
        copy.__dict__.pop("_chaptered", None)  # a copy takes what was counted for the old slides along
        return copy

    def chapter_list(self) -> tuple[Chapter, ...]:
        """The chapters that have slides: those listed, and the names that slides give beside them, in order."""
        return self._chaptered[0]

    def chapter_indexes(self) -> tuple[int | None, ...]:
        """For each slide the index of its chapter, or None before the first."""
        return self._chaptered[1]

    @functools.cached_property
    def _chaptered(self) -> tuple[tuple[Chapter, ...], tuple[int | None, ...]]:
        chapters = list(self.chapters)
        known = {name: index for index, one in enumerate(chapters) for name in one.names()}
        numbers: list[int | None] = []
        for line in self.lines():
            if line.chapter is None:
                numbers.append(numbers[-1] if numbers else None)
                continue
            if line.chapter not in known:
                known[line.chapter] = len(chapters)
                chapters.append(Chapter(name=Text({"": line.chapter})))
            numbers.append(known[line.chapter])
        filled = sorted({number for number in numbers if number is not None})
        indexes: dict[int | None, int | None] = {None: None, **{number: n for n, number in enumerate(filled)}}
        return tuple(chapters[number] for number in filled), tuple(indexes[number] for number in numbers)
