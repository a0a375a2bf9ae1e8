"""A slide that can't be built is left out; the exhibit goes on with the others, or with bare paper and its clock."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.slides.text import Item as TextSlide
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.shots import View, pictures_of
from kiosk.stage.window import Window
from kiosk.visit import Mode
from tests.slides.boxes import deck_of
from tests.stage.conftest import Hand


@pytest.fixture(autouse=True)
def bad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slides of the id "bad" can't be built."""
    build = TextSlide.build

    def fail(item: TextSlide) -> None:
        if item.model.id == "bad":
            raise ValueError("no")
        build(item)

    monkeypatch.setattr(TextSlide, "build", fail)


def exhibit_of(*ids: str) -> Exhibit:
    deck = deck_of(*[{"type": "text", "id": name, "headline": {"zh": name, "en": name}} for name in ids])
    return Exhibit(deck, deck.slide_ids(), lambda _: None)


def test_where_the_only_slide_fails_visitors_come_and_go(
    window: Window, hand: Hand, pass_time: Callable[[Window, float], None]
) -> None:
    stage, failed = window.stage, []
    stage.failed.connect(lambda slide, _: failed.append(slide))
    stage.show_exhibit(exhibit_of("bad"))
    hand.drag((1400, 500), (900, 500))
    hand.lift(900, 500)
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert stage.state.mode is Mode.BROWSE
    pass_time(window, 62)
    assert stage.state.mode is Mode.ASKING
    assert stage._furniture.asking
    pass_time(window, 22)
    assert stage.state.mode is Mode.ATTRACT
    assert failed == ["bad"]


def test_what_is_told_last_is_where_the_visitor_is(window: Window) -> None:
    """The slide they go to fails: they come to another, whose number is told to all who listen."""
    stage, told = window.stage, []
    stage.show_exhibit(exhibit_of("a", "b", "bad"))
    stage.changed.connect(told.append)
    QTest.keyClick(window, Qt.Key.Key_End)
    assert stage.exhibit.ids == ("a", "b")
    assert told[-1] == stage.state
    assert stage.state.slide == 1


def test_there_is_no_picture_of_bare_paper(qapp: object) -> None:
    assert not list(pictures_of(exhibit_of("bad"), View((640, 360), "zh")))
