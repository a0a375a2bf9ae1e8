"""In a language that runs from right to left the whole stage does: what follows comes from the left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.slides.picture import PictureItem
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Next, Speak, Touch
from tests.conftest import ROOT
from tests.stage.conftest import Hand

DECK = ROOT / "tests" / "golden" / "forms" / "leftward.yaml"
PHOTO = 4


@pytest.fixture
def window(qtbot) -> Window:
    deck = load(DECK).deck
    assert deck is not None
    exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(Path(DECK).parent, written))
    window = Window(exhibit, windowed=True, size=QSize(1920, 1080), now=lambda: 1000.0)
    qtbot.addWidget(window)
    window.place()
    qtbot.waitExposed(window)
    window.stage.do(Touch())
    window.stage.do(GoTo(1))
    qtbot.waitUntil(lambda: window.flight is None, timeout=8000)
    window.stage.overlay.hints = False
    return window


@pytest.fixture
def hand(window: Window, device: QPointingDevice) -> Hand:
    return Hand(window, device)


@pytest.mark.parametrize(("start", "end", "slide"), [(500, 1500, 2), (1500, 500, 0)])
def test_a_swipe_to_the_right_leads_on(window: Window, hand: Hand, at_rest, start: int, end: int, slide: int) -> None:
    hand.drag((start, 500), (end, 500))
    hand.lift(end, 500)
    at_rest(window)
    assert window.stage.state.slide == slide


@pytest.mark.parametrize(("x", "slide"), [(30, 2), (1890, 0)])
def test_the_arrow_at_the_left_leads_on(window: Window, hand: Hand, at_rest, x: int, slide: int) -> None:
    hand.tap(x, 480)
    at_rest(window)
    assert window.stage.state.slide == slide


@pytest.mark.parametrize(
    ("key", "slide"), [(Qt.Key.Key_Left, 2), (Qt.Key.Key_Right, 0), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_Up, 0)]
)
def test_keys_follow_what_is_seen(window: Window, at_rest, key: Qt.Key, slide: int) -> None:
    QTest.keyClick(window, key)
    at_rest(window)
    assert window.stage.state.slide == slide


def test_the_first_chapter_stands_at_the_right(window: Window, find_target) -> None:
    first, second = (find_target(window, "chapter", index)[0] for index in (0, 1))
    overview = find_target(window, "overview")[0]
    assert first > second > overview


def test_another_language_runs_the_other_way(window: Window, hand: Hand, at_rest, find_target) -> None:
    window.stage.do(Speak("en"))
    at_rest(window)
    hand.tap(1890, 480)
    at_rest(window)
    assert window.stage.state.slide == 2
    assert find_target(window, "chapter", 0)[0] < find_target(window, "overview")[0]


def test_pictures_are_never_mirrored_and_fingers_meet_them(window: Window, hand: Hand, at_rest) -> None:
    window.stage.do(GoTo(PHOTO))
    at_rest(window)
    window.stage.pictures.settle()
    picture = window.stage.gallery.item(PHOTO)._views[0].picture
    assert isinstance(picture, PictureItem)
    assert picture.sceneTransform().m11() > 0

    def at(x: float) -> float:
        there = picture.mapFromScene(QPointF(x, 300))
        rect = picture.shown_rect()
        return (there.x() - rect.left()) / rect.width()

    before = at(400)
    hand.tap(400, 300)
    hand.tap(400, 300)
    at_rest(window)
    QTest.qWait(50)
    window.stage.do(Touch())
    while picture._moving is not None:
        QTest.qWait(20)
    assert picture.zoomed
    assert at(400) == pytest.approx(before, abs=0.02)
    left = picture.shown_rect().left()
    hand.drag((900, 300), (1000, 300))
    moved = picture.shown_rect().left() - left
    hand.touch(("move", 1000, 300))
    hand.lift(1000, 300)
    assert moved == pytest.approx(100 - window._recogniser.slop, abs=3)
    assert window.stage.state.slide == PHOTO


def test_next_is_next_whatever_way_it_runs(window: Window, at_rest) -> None:
    window.stage.do(Next())
    at_rest(window)
    assert window.stage.state.slide == 2
