"""The program's words have their room in every language they are in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.content.deck import Deck
from kiosk.look.fonts import Face
from kiosk.look.phrases import TABLES, phrase
from kiosk.look.typeset import Style, fit
from kiosk.slides.button import ButtonItem
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.hint import HintItem
from kiosk.stage.offstage import offstage
from kiosk.stage.stage import Stage
from kiosk.visit import GoTo, Overlook, Touch

LANGUAGES = ["zh", "en", *(name.replace("_", "-") for name in sorted(TABLES))]
CHART = {"type": "chart", "title": "t", "series": [{"name": "a", "value": 1}, {"name": "b", "value": 2}]}


@pytest.fixture(params=[(1920, 1080), (1080, 1920)], ids=["landscape", "upright"])
def stage(qapp: object, request: pytest.FixtureRequest) -> Iterator[Stage]:
    deck = Deck.model_validate({"title": "t", "languages": LANGUAGES, "slides": [CHART, CHART]})
    exhibit = Exhibit(deck, deck.slide_ids(), lambda _: None)
    with offstage(exhibit, request.param, language=request.node.callspec.params["language"]) as stage:
        stage.overlay.hints = True
        yield stage


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hint_covers_no_button(stage: Stage, language: str) -> None:
    stage.do(Touch())
    stage.do(GoTo(1))
    items = stage._scene.items()
    (hint,) = (item for item in items if isinstance(item, HintItem))
    buttons = [item for item in items if isinstance(item, ButtonItem) and item.isVisible()]
    assert buttons
    assert not [button for button in buttons if button.sceneBoundingRect().intersects(hint.sceneBoundingRect())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bar_below_the_overview_overlaps_nowhere(stage: Stage, language: str) -> None:
    stage.do(Overlook(True))
    bar = next(item for item in stage._scene.items() if type(item).__name__ == "BarItem")
    rects = [rect for _, _, rect in bar.places()]
    assert len(rects) > 4
    assert all(bar.boundingRect().contains(rect) for rect in rects)
    assert not [(a, b) for index, a in enumerate(rects) for b in rects[:index] if a.intersected(b).width() > 1
                and a.intersected(b).height() > 1]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_buttons_can_be_read_from_afar(qapp: object, language: str) -> None:
    """On a wide screen a button has 290 logical px for its words; they stay at 28 px and more."""
    for name in ("stay", "restart"):
        _, fits = fit(phrase(name, language), language, Style(Face.BOLD, 44), 290, 80, 28)
        assert fits, phrase(name, language)
