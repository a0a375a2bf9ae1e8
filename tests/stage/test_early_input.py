"""Whoever touches the first picture before the deck has been read is obeyed as soon as it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPixmap, QPointingDevice
from PySide6.QtTest import QTest

from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import Mode
from tests.stage.conftest import Clock, Hand


@pytest.fixture
def waiting(qtbot, clock: Clock) -> Iterator[Window]:
    """A window that shows the kept picture, and no exhibit yet."""
    window = Window(windowed=True, size=QSize(1280, 720), now=clock)
    qtbot.addWidget(window)
    picture = QPixmap(1280, 720)
    picture.fill(Qt.GlobalColor.red)
    window.draw_curtain(picture)
    window.place()
    qtbot.waitExposed(window)
    yield window
    window.stage.pictures.settle()


def test_a_tap_begins_the_visit(waiting: Window, device: QPointingDevice, exhibit: Exhibit) -> None:
    Hand(waiting, device).tap(300, 300)
    waiting.open(exhibit)
    assert (waiting.stage.state.mode, waiting.stage.state.slide) == (Mode.BROWSE, 1)


def test_a_finger_that_still_rests_may_lift_afterwards(
    waiting: Window, device: QPointingDevice, exhibit: Exhibit
) -> None:
    hand = Hand(waiting, device)
    hand.touch(("press", 300, 300))
    waiting.open(exhibit)
    assert (waiting.stage.state.mode, waiting.stage.state.slide) == (Mode.BROWSE, 0)
    hand.touch(("release", 300, 300))
    assert waiting.stage.state.slide == 1


def test_the_mouse_and_the_keys_are_obeyed_in_their_order(waiting: Window, exhibit: Exhibit) -> None:
    QTest.mouseClick(waiting.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.keyClick(waiting, Qt.Key.Key_Right)
    QTest.keyClick(waiting, Qt.Key.Key_Right)
    QTest.keyClick(waiting, Qt.Key.Key_Left)
    waiting.open(exhibit)
    assert waiting.stage.state.slide == 2


def test_ten_thousand_touches_are_no_burden(waiting: Window, device: QPointingDevice, exhibit: Exhibit) -> None:
    hand = Hand(waiting, device)
    hand.touch(("press", 300, 300))
    for x in range(10_000):
        hand.touch(("move", 300 + x % 3, 300))
    waiting.open(exhibit)
    assert waiting.stage.state.slide == 0
    hand.touch(("release", 300, 300))
    hand.tap(300, 300)
    assert waiting.stage.state.slide == 1
