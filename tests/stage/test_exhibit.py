"""The exhibit as the stage sees it: chapters and slides stay together whatever is left out."""

from __future__ import annotations

from kiosk.stage.exhibit import Exhibit


def test_an_exhibit_less_a_slide_keeps_every_other_slide_in_its_chapter(exhibit: Exhibit) -> None:
    names = [exhibit.chapter_name(index, "zh") for index in range(len(exhibit.slides))]
    for index in range(len(exhibit.slides)):
        less = exhibit.without(index)
        expected = names[:index] + names[index + 1 :]
        assert [less.chapter_name(number, "zh") for number in range(len(less.slides))] == expected
