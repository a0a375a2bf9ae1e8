"""The exhibit as the stage sees it: chapters and slides stay together whatever is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import Touch
from tests.slides.boxes import deck_of
from tests.stage.conftest import Hand


def test_an_exhibit_less_a_slide_keeps_every_other_slide_in_its_chapter(exhibit: Exhibit) -> None:
    names = [exhibit.chapter_name(index, "zh") for index in range(len(exhibit.slides))]
    for index in range(len(exhibit.slides)):
        less = exhibit.without(index)
        expected = names[:index] + names[index + 1 :]
        assert [less.chapter_name(number, "zh") for number in range(len(less.slides))] == expected


def test_only_chapters_that_have_slides_are_on_the_rail(
    window: Window, hand: Hand, at_rest: Callable[[Window], None], find_target: Callable[..., tuple[int, int]]
) -> None:
    """The only slide of a chapter is over: a finger on the rail can't mean it, and the next one means what it says."""
    slides = [{"type": "text", "headline": name, "chapter": name} for name in "ABC"]
    slides[1]["show_until"] = "2026-05-01"
    deck = deck_of(*slides, languages=["en"], chapters=[{"name": name} for name in "ABC"])
    stage = window.stage
    stage.show_exhibit(Exhibit(deck, deck.slide_ids(), lambda _: None).on(date(2026, 6, 1)))
    stage.do(Touch())
    hand.tap(*find_target(window, "chapter", 1))
    at_rest(window)
    assert stage.state.slide == 1
    way = stage.exhibit.way(1, 0, 1, "en")
    assert (way.chapters, way.chapter, way.within) == (("A", "C"), 1, 1.0)
