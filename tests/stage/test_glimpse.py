"""A slide of another deck, small, while one stands on the stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from shiboken6 import isValid

from kiosk.content.base import Slide
from kiosk.look.phrases import phrase
from kiosk.slides import item_for
from kiosk.slides.base import Setting, SlideItem
from kiosk.stage import gallery, offstage
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.glimpse import glimpse
from kiosk.stage.stage import Stage
from tests.slides.boxes import Hall, deck_of

ARTICLES = [{"type": "article", "title": title, "paragraphs": ["正文"]} for title in ("一", "二", "三")]


def exhibit_of(**settings: Any) -> Exhibit:
    deck = deck_of(*ARTICLES, **settings)
    return Exhibit(deck, deck.slide_ids(), lambda _: None)


@pytest.fixture
def shown(qapp: object) -> Iterator[Stage]:
    hall = Hall(deck_of(*ARTICLES, words={"overview": {"en": "All of it"}}), (640, 360), "en")
    yield hall.stage
    hall.close()


def test_it_is_the_slide_as_its_own_deck_dresses_it(shown: Stage) -> None:
    paper, night = (glimpse(exhibit_of(theme=theme), 1, 320, shown) for theme in ("paper", "night"))
    assert paper is not None
    assert night is not None
    assert (night.width(), night.height()) == (320, 180)
    dark, light = (one.toImage().pixelColor(2, 2).lightness() for one in (night, paper))
    assert dark < 60
    assert light > 200
    again, another = (glimpse(exhibit_of(theme="paper"), index, 320, shown) for index in (1, 2))
    assert again is not None
    assert another is not None
    assert again.toImage() == paper.toImage() != another.toImage()


def test_what_stands_keeps_its_words(shown: Stage) -> None:
    assert phrase("overview", "en") == "All of it"
    assert glimpse(exhibit_of(), 0, 320, shown) is not None
    assert phrase("overview", "en") == "All of it"


def test_a_slide_that_fails_gives_no_picture(shown: Stage, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    def fail(model: Slide, setting: Setting) -> SlideItem:
        if model.title and model.title.get("zh") == "二":
            raise RuntimeError("no such slide")
        return item_for(model, setting)

    monkeypatch.setattr(gallery, "item_for", fail)
    assert glimpse(exhibit_of(), 1, 320, shown) is None
    assert glimpse(exhibit_of(), 2, 320, shown) is not None
    deck = deck_of(ARTICLES[1])
    assert glimpse(Exhibit(deck, deck.slide_ids(), lambda _: None), 0, 320, shown) is None


def test_nothing_of_it_goes_on_afterwards(qtbot: Any, shown: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stages: list[Stage] = []
    built: list[Slide] = []

    class Noted(Stage):
        def __init__(self, *args: Any, **named: Any) -> None:
            super().__init__(*args, **named)
            stages.append(self)

    def build(model: Slide, setting: Setting) -> SlideItem:
        built.append(model)
        return item_for(model, setting)

    exhibit = exhibit_of()
    monkeypatch.setattr(offstage, "Stage", Noted)
    monkeypatch.setattr(gallery, "item_for", build)
    assert glimpse(exhibit, 1, 320, shown) is not None
    qtbot.waitUntil(lambda: not any(map(isValid, stages)))
    ours = [one for one in built if one in exhibit.slides]
    assert [one.title for one in ours] == [exhibit.slides[0].title, exhibit.slides[1].title]
