"""The hint for a new visitor, as it goes."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.stage.window import Window
from kiosk.visit import GoTo, Next, Touch
from tests.slides.boxes import painted
from tests.stage.conftest import hinted

CHART = 7


def test_the_slide_that_leaves_takes_no_hint_along(window: Window, at_rest: Callable[[Window], None]) -> None:
    """What stands is copied from the window, and what is over it put back: the hint had gone too early for that."""
    stage = window.stage
    stage.do(Touch())
    stage.do(GoTo(CHART))
    at_rest(window)
    stage.overlay._hinted = None
    stage.show_slide(moving=False)
    assert hinted(window)
    window.viewport().repaint()
    stage.do(Next())
    push = stage._travel.push
    assert push is not None
    [leaving] = push.sides.values()
    assert not hinted(window)
    assert painted(leaving) == painted(stage._snapshots.sheet(CHART))
