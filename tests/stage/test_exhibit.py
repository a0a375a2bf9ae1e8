"""The exhibit as the stage sees it: chapters and slides stay together whatever is left out."""

from __future__ import annotations

import pytest

from kiosk.slides.text import Item as TextSlide
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.shots import View, pictures_of
from tests.slides.boxes import deck_of


def test_an_exhibit_less_a_slide_keeps_every_other_slide_in_its_chapter(exhibit: Exhibit) -> None:
    names = [exhibit.chapter_name(index, "zh") for index in range(len(exhibit.slides))]
    for index in range(len(exhibit.slides)):
        less = exhibit.without(index)
        expected = names[:index] + names[index + 1 :]
        assert [less.chapter_name(number, "zh") for number in range(len(less.slides))] == expected


def test_a_slide_that_fails_is_left_out_of_the_pictures_and_the_others_keep_their_numbers(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    slides = [{"type": "text", "id": name, "headline": name} for name in ("one", "two", "three")]
    deck = deck_of(*slides, languages=["en"])
    exhibit = Exhibit(deck, deck.slide_ids(), lambda _: None)
    build = TextSlide.build

    def fail(self: TextSlide) -> None:
        if self.model.id == "two":
            raise ValueError("no")
        build(self)

    monkeypatch.setattr(TextSlide, "build", fail)
    assert [name for name, _ in pictures_of(exhibit, View((640, 360), "en"))] == ["01-one", "03-three"]
