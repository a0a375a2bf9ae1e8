"""A photograph with its caption and credit, or the illustration that stands in for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from kiosk.content.base import RelativePath, Slide
from kiosk.content.words import Text

Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Photo(Slide):
    """One picture as large as the screen allows; its caption and credit stay with it."""

    type: Literal["photo"]
    number: Text | None = Field(default=None, description="Its number in the exhibit: `①`.")
    picture: RelativePath | None = Field(
        default=None,
        description="The picture file, beside the deck: `photos/3.jpg`. Another ending (`.png`, `.webp`) will do.",
    )
    illustration: RelativePath | None = Field(
        default=None,
        description="Shown, and marked as an illustration, until `picture` is there: a file beside the deck, "
        "or the name of a bundled one.",
    )
    caption: Text = Field(description="What the picture shows.")
    credit: Text | None = Field(default=None, description="Who made the photograph: `宋卫星 摄（影像中国）`.")
    alt: Text | None = Field(default=None, description="What there is to see, for those who can't see it.")
    focus: tuple[Fraction, Fraction] = Field(
        default=(0.5, 0.5),
        description="The point that every crop keeps, from the left and from the top: `[0.5, 0.6]`.",
    )

    def texts(self, language: str) -> list[list[str]]:
        """One step: caption and credit."""
        return [self.heads(language) + [text.get(language) for text in (self.caption, self.credit) if text]]

    def own_faults(self) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
        """There is something to see."""
        if self.picture is None and self.illustration is None:
            yield (), "picture_none", {}

    def pictures(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The picture and its stand-in."""
        return [
            ((key,), path) for key, path in (("picture", self.picture), ("illustration", self.illustration)) if path
        ]
