"""What is near the visitor is made ready in spare time, and whoever waits for that is told."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.stage.window import Window
from kiosk.visit import GoTo


def test_it_is_told_once_the_neighbours_are_built_and_drawn(
    qtbot, window: Window, at_rest: Callable[[Window], None]
) -> None:
    stage = window.stage
    stage.do(GoTo(3))
    at_rest(window)
    with qtbot.waitSignal(stage.nearby.ready, timeout=10_000):
        stage.nearby.begin()
    assert all(stage.gallery.built(near) is not None for near in (2, 3, 4))
    assert stage.gallery.count == 3
    assert not stage.pictures.busy


def test_a_change_has_it_told_anew(qtbot, window: Window) -> None:
    with qtbot.waitSignal(window.stage.nearby.ready, timeout=10_000):
        window.stage.do(GoTo(5))
    assert window.flight is None
