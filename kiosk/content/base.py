"""What every piece of a deck shares: frozen, exact about its keys, and able to say what a visitor reads of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kiosk.content.dates import Moment
from kiosk.content.part import Part
from kiosk.content.silence import Silence
from kiosk.content.words import Text, reading_seconds

__all__ = ["Fraction", "Line", "Part", "RelativePath", "Slide", "SlideId"]

SlideId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]


def _named(written: object) -> object:
    """What may be a file's name.

    Raises:
        PydanticCustomError: nothing is written there.
    """
    if isinstance(written, str) and not written.strip():
        raise PydanticCustomError("path_empty", "there is no file's name here", {})
    return written


RelativePath = Annotated[str, BeforeValidator(_named), StringConstraints(min_length=1, max_length=300)]
Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""Of a picture's width or height, from the left or from the top."""


class Line(NamedTuple):
    """What has to be known of each slide of a deck, however many there are.

    Attributes: as the slide's own.
    """

    type: str
    id: str | None = None
    chapter: str | None = None
    show_from: Moment | None = None
    show_until: Moment | None = None

    def due(self, day: date) -> bool:
        """Whether it is shown on that day."""
        at = Moment(day.year, day.month, day.day).years
        return (self.show_from is None or self.show_from.years <= at) and (
            self.show_until is None or at < self.show_until.end
        )


class Slide(Part):
    """What all slide types share. The type itself is `type`, and says which other keys there are."""

    swipes_through: ClassVar[bool] = True
    """Whether a swipe goes through the slide's steps (the pages of an article) before it leaves the slide."""

    type: str = Field(description="The slide's type; it decides which other keys there are.")
    id: SlideId | None = Field(
        default=None,
        description="A name for scripts (`--slide ID`, names of shots). Left out: made from the type.",
    )
    chapter: str | None = Field(
        default=None,
        description="The chapter it begins or continues, by name. Left out: the chapter of the slide before.",
    )
    heading: Text | None = Field(default=None, description="The line beside the chapter's name, at the top.")
    as_of: Text | None = Field(default=None, description="The date all figures of the slide share, at the top right.")
    source: Text | None = Field(default=None, description="Where it comes from, in small type at the foot.")
    dwell: float | None = Field(
        default=None,
        ge=3,
        le=600,
        description="Seconds on screen while cycling. Left out: its reading time, 8 to 30 s.",
    )

    show_from: Moment | None = Field(
        default=None,
        description="The first day it is shown: `2026-12-01`, or `2026-12` for its first. Needs a clock that counts.",
    )
    show_until: Moment | None = Field(
        default=None, description="The last day it is shown: `2026-12-31`, or `2026-12` for its last."
    )
    silence: Silence | None = Field(
        default=None,
        description="Rules of `kiosk check` that don't apply to this slide, each with the reason: "
        "`{source_missing: said by the speaker himself}`.",
    )

    chinese: ClassVar[Mapping[str, str]] = {
        "type": "这一页的类型；类型定了，才知道还能写哪些键。",
        "id": "这一页的名字，供命令使用（`--slide 名字`、截图的文件名）。不写时由类型得名。",
        "chapter": "从这一页起属于哪一章，写章名。不写时沿用上一页的章。",
        "heading": "顶部、章名旁边的一行字。",
        "as_of": "本页数字截至何时，写在右上角。",
        "source": "资料来源，以小字写在页脚。",
        "dwell": "轮播时停留的秒数。不写时按阅读时间算，8 到 30 秒。",
        "show_from": "从哪一天起播放：`2026-12-01`，写 `2026-12` 就是从那个月的第一天起。时钟可信时才起作用。",
        "show_until": "播放到哪一天：`2026-12-31`，写 `2026-12` 就是到那个月的最后一天。",
        "silence": "`kiosk check` 的哪些规则不适用于这一页，各写理由：`{source_missing: 讲话人自己的话}`。",
    }

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        since, until = self.show_from, self.show_until
        if since is not None and until is not None and until.end <= since.years:
            raise PydanticCustomError("date_span", "ends before", {"value": f"{since.dotted()} – {until.dotted()}"})
        return self

    def line(self) -> Line:
        """What has to be known of it without having it."""
        return Line(self.type, self.id, self.chapter, self.show_from, self.show_until)

    def texts(self, language: str) -> list[list[str]]:
        """What a visitor reads, step by step (the events of a timeline are steps; most slides are one)."""
        raise NotImplementedError

    def heads(self, language: str) -> list[str]:
        """The texts of the slide's head and foot."""
        return [text.get(language) for text in (self.heading, self.as_of, self.source) if text]

    def pictures(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The picture files it names: (where in the slide, the path as written)."""
        return []

    def own_faults(self) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
        """What is wrong with the slide as a whole: (where in the slide, the rule's name, values for its sentence)."""
        yield from ()

    def reading(self, language: str) -> list[float]:
        """Seconds it takes to read each step; a step is at least one."""
        return [reading_seconds(step) for step in self.texts(language)]
