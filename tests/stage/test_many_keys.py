"""Keys that come faster than slides can be turned: the picture goes on, and the machine never falls behind."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.stage.gallery import Gallery
from kiosk.stage.nearby import MOST
from kiosk.stage.window import Window
from kiosk.visit import Touch

SLOW_S = 0.06
"""What a slide takes to be laid out, on purpose: more than there is between two keys."""
KEYS = 12


def _press(window: Window, key: Qt.Key) -> None:
    """As the system does it: into the queue, and nobody waits until it was obeyed."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def _slow_slides(monkeypatch) -> None:
    build = Gallery.item

    def slow(self: Gallery, index: int) -> object:
        if self.built(index) is None:
            time.sleep(SLOW_S)
        return build(self, index)

    monkeypatch.setattr(Gallery, "item", slow)


def test_keys_that_pile_up_are_painted_and_obeyed(window: Window, qtbot, monkeypatch, at_rest) -> None:
    window.stage.do(Touch())
    at_rest(window)
    _slow_slides(monkeypatch)
    told: list[str] = []
    window.painted.connect(lambda _: told.append("painted"))
    window.stage.changed.connect(lambda _: told.append("turned"))
    for _ in range(KEYS):
        _press(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.stage.state.slide > KEYS / 2, timeout=15000)  # some slides have pages
    at_rest(window)
    assert told.count("turned") <= 3, "what has piled up is turned to in one go"
    assert "turned turned" not in " ".join(told), "no slide is turned to before the one before was painted"
    assert window.stage.gallery.item(window.stage.state.slide).arrived


def test_whoever_pressed_too_often_comes_back_as_far(window: Window, qtbot, at_rest) -> None:
    window.stage.do(Touch())
    at_rest(window)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        _press(window, key)
    qtbot.waitUntil(lambda: window.stage.state.slide == 1, timeout=5000)
    at_rest(window)
    assert window.stage.gallery.item(1).arrived


@pytest.mark.parametrize(
    ("slide", "keys", "gives"),
    [(3, (Qt.Key.Key_Right, Qt.Key.Key_Left), False), (0, (Qt.Key.Key_F1, Qt.Key.Key_Left), True)],
)
def test_on_and_back_in_one_go_is_not_the_end(
    window: Window, browse: Callable[[Window, int], None], slide: int, keys: tuple[Qt.Key, ...], gives: bool
) -> None:
    """A slide gives a little where there is nothing further, and only there."""
    browse(window, slide)
    for key in (Qt.Key.Key_F1, *keys):  # the first is obeyed at once, the others together
        _press(window, key)
    QCoreApplication.sendPostedEvents()  # the keys
    QCoreApplication.sendPostedEvents()  # what of them has piled up
    assert (window.flight is not None) == gives
    assert window.stage.state.slide == slide


def test_a_single_key_is_obeyed_before_it_returns(window: Window, at_rest: Callable[[Window], None]) -> None:
    window.stage.do(Touch())
    at_rest(window)
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.stage.state.slide == 1
    assert window.flight is not None


def test_whoever_turns_slide_after_slide_leaves_no_trail_of_them(window: Window, qtbot: QtBot) -> None:
    """Each is pressed as soon as the one before was painted: nothing ever stands long enough for tidying up."""
    stage = window.stage
    stage.do(Touch())
    most = 0
    while stage.state.slide < MOST + 3:
        stood = stage.state.place
        QTest.keyClick(window, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda before=stood: stage.state.place != before, timeout=5000)
        most = max(most, stage.gallery.count)
    assert most <= MOST + 1
