"""The cover's geese: they fly however the cover came to stand there, and rest where nothing may move."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer

from kiosk.stage.window import Window
from kiosk.visit import GoTo, Touch
from tests.stage.conftest import Hand

Make = Callable[..., Window]
Rest = Callable[[Window], None]


def wait_for_a_beat(qtbot, window: Window) -> None:
    before = window.stage.still_picture()
    assert before is not None
    image = before.toImage()

    def differs() -> bool:
        now = window.stage.still_picture()
        return now is not None and now.toImage() != image

    qtbot.waitUntil(differs, timeout=3000)


def test_they_fly_from_the_start(qtbot, window: Window) -> None:
    wait_for_a_beat(qtbot, window)


def test_they_fly_on_after_the_window_changed_its_size(qtbot, window: Window) -> None:
    window.resize(QSize(1280, 1024))
    qtbot.waitUntil(lambda: window.stage.frame.height > 1500, timeout=3000)
    wait_for_a_beat(qtbot, window)


def test_they_fly_on_in_another_language(qtbot, window: Window, hand: Hand, at_rest: Rest) -> None:
    hand.tap(1720, 925)
    at_rest(window)
    assert window.stage.state.language == "en"
    wait_for_a_beat(qtbot, window)


def test_they_fly_again_when_a_visitor_comes_back_to_the_cover(qtbot, window: Window, browse, at_rest: Rest) -> None:
    browse(window, 4)
    browse(window, 0)
    wait_for_a_beat(qtbot, window)


def test_they_rest_where_nothing_moves_by_itself(make: Make) -> None:
    window = make(moving=False)
    window.stage.do(Touch())
    window.stage.do(GoTo(0))
    cover = window.stage.gallery.item(0)
    assert not [timer for timer in cover.findChildren(QTimer) if timer.isActive()]
