"""A photograph with its caption and credit, or the illustration that stands in for it; or several of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from kiosk.content.base import Fraction, Part, RelativePath, Slide
from kiosk.content.words import Text


class Shot(Part):
    """One picture and everything that stays with it."""

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
    caption: Text | None = Field(default=None, description="What the picture shows.")
    credit: Text | None = Field(default=None, description="Who made the photograph: `宋卫星 摄（影像中国）`.")
    alt: Text | None = Field(default=None, description="What there is to see, for those who can't see it.")
    focus: tuple[Fraction, Fraction] = Field(
        default=(0.5, 0.5),
        description="The point that every crop keeps, from the left and from the top: `[0.5, 0.6]`.",
    )

    chinese: ClassVar[Mapping[str, str]] = {
        "": "一张图片，和它的说明、署名等等。",
        "number": "在展览里的编号：`①`。",
        "picture": "图片文件，放在展览旁边：`photos/3.jpg`。后缀不同（`.png`、`.webp`）也行。",
        "illustration": "`picture` 还没有时先用的插画，屏幕上会注明是插画：展览旁边的文件，或自带插画的名字。",
        "caption": "图片说明。",
        "credit": "摄影者：`宋卫星 摄（影像中国）`。",
        "alt": "画面上有什么，给看不见图的观众。",
        "focus": "裁切时一定保留的一点，从左、从上量：`[0.5, 0.6]`。",
    }

    def words(self, language: str) -> list[str]:
        """Caption and credit."""
        return [text.get(language) for text in (self.caption, self.credit) if text]

    def files(self) -> list[tuple[str, str]]:
        """The picture and its stand-in: (the key, the path as written)."""
        return [(key, path) for key, path in (("picture", self.picture), ("illustration", self.illustration)) if path]

    def shot_faults(self, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
        """There is something to see, and a word to it."""
        if self.picture is None and self.illustration is None:
            yield where, "picture_none", {}
        if self.caption is None:
            yield where, "caption_none", {}


class Photo(Slide, Shot):
    """One picture as large as the screen allows, or several side by side, each of which opens as large."""

    type: Literal["photo"]
    photos: tuple[Shot, ...] = Field(
        default=(),
        max_length=12,
        description="Several pictures on one slide, each with its own `picture`, `caption` and `credit`.",
    )

    chinese: ClassVar[Mapping[str, str]] = {
        "": "图片尽可能大地占满屏幕；也可以几张并排，每张点开一样大。",
        "photos": "一页放几张图片，各写自己的 `picture`、`caption` 和 `credit`。",
    }

    def shots(self) -> tuple[Shot, ...]:
        """The pictures: those listed, else the slide's own."""
        return self.photos or (self,)

    def texts(self, language: str) -> list[list[str]]:
        """One step; with several pictures one for all of them, and one for each."""
        each = [shot.words(language) for shot in self.shots()]
        if not self.photos:
            return [self.heads(language) + each[0]]
        return [self.heads(language) + [word for words in each for word in words], *each]

    def own_faults(self) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
        """Every picture is whole, and a slide has either one or a list of them."""
        if not self.photos:
            yield from self.shot_faults(())
            return
        for key in ("picture", "illustration", "caption", "credit", "number", "alt"):
            if getattr(self, key) is not None:
                yield (key,), "photo_twice", {"key": key}
        for index, shot in enumerate(self.photos):
            yield from shot.shot_faults(("photos", index))

    def pictures(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every picture and its stand-in."""
        if not self.photos:
            return [((key,), path) for key, path in self.files()]
        return [(("photos", index, key), path) for index, shot in enumerate(self.photos) for key, path in shot.files()]
