"""Pictures and what is said of them, of whatever type a slide is."""

from __future__ import annotations

from typing import Literal

from kiosk.content.base import Part, RelativePath, Slide
from kiosk.content.kinds import KINDS
from kiosk.content.proof.signed import Signed, signed_pictures
from kiosk.content.words import Text


class Side(Part):
    picture: RelativePath
    credit: Text | None = None
    alt: Text | None = None


class Pair(Slide):
    """A type that nothing knows: two pictures, and one that is decoration and has no words."""

    type: Literal["pair"]
    before: Side
    sides: tuple[Side, ...]
    picture: RelativePath | None = None

    def pictures(self) -> list[tuple[tuple[str | int, ...], str]]:
        sides = [(("sides", index, "picture"), side.picture) for index, side in enumerate(self.sides)]
        return [(("before", "picture"), self.before.picture), *sides, (("picture",), "ornament.svg")]


def test_a_new_types_pictures_are_asked_for_what_they_can_say() -> None:
    pair = Pair.model_validate(
        {"type": "pair", "before": {"picture": "a.jpg", "alt": "A", "credit": "B"}, "sides": [{"picture": "b.jpg"}]}
    )
    assert list(signed_pictures(pair)) == [
        Signed(("before", "picture"), Text.parse("B"), ()),
        Signed(("sides", 0, "picture"), None, ("alt", "credit")),
        Signed(("picture",), None, ()),
    ]


def test_a_stand_in_is_no_second_picture_and_its_maker_is_known() -> None:
    photo = KINDS["photo"].model_validate(
        {"type": "photo", "photos": [{"picture": "a.jpg", "illustration": "b", "caption": "c"},
                                     {"illustration": "b", "caption": "c"}]}
    )  # fmt: skip
    assert list(signed_pictures(photo)) == [
        Signed(("photos", 0, "picture"), None, ("alt", "credit")),
        Signed(("photos", 1, "illustration"), None, ("alt",), drawn=True),
    ]
