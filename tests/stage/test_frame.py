"""One stage for every shape of screen: it fills the window, and nothing is stretched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.stage.frame import Frame
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Touch


@pytest.mark.parametrize(
    ("width", "height", "portrait"),
    [(1920, 1080, False), (1920, 1200, False), (1024, 768, False), (3440, 1440, False), (3840, 2160, False),
     (1080, 1920, True), (768, 1024, True), (1000, 1000, False), (16, 9, False)],
)  # fmt: skip
def test_the_stage_fills_the_window_and_offers_every_layout_its_least(width: int, height: int, portrait: bool) -> None:
    frame = Frame.of(width, height)
    assert frame.portrait is portrait
    assert frame.width * frame.scale == pytest.approx(max(width, 16))
    assert frame.height * frame.scale == pytest.approx(max(height, 16))
    assert min(frame.width, frame.height) >= 1079.99
    assert max(frame.width, frame.height) >= (1919.99 if width != height else 1079)


@pytest.mark.parametrize("size", [(1280, 1024), (2560, 1080), (1366, 768), (720, 1280)])
def test_no_edge_of_the_window_is_left_unpainted(make: Callable[..., Window], at_rest, size: tuple[int, int]) -> None:
    window = make(size)
    for slide in (0, 1, 12):
        window.stage.do(Touch())
        window.stage.do(GoTo(slide))
        at_rest(window)
        window.stage.pictures.settle()
        image = window.grab().toImage()
        assert (image.width(), image.height()) == size
        edge = [(x, y) for x in (0, size[0] - 1) for y in range(0, size[1], 7)]
        edge += [(x, y) for y in (0, size[1] - 1) for x in range(0, size[0], 7)]
        assert not [at for at in edge if image.pixelColor(*at).name() in {"#000000", "#ffffff"}]


def test_a_turned_screen_is_laid_out_anew_at_the_same_place(make: Callable[..., Window], qtbot, at_rest) -> None:
    window = make((1280, 720))
    window.stage.do(Touch())
    window.stage.do(GoTo(5))
    at_rest(window)
    window.resize(720, 1280)
    qtbot.waitUntil(lambda: window.stage.frame.portrait, timeout=3000)
    assert window.stage.state.slide == 5
    assert window.stage.gallery.item(5).setting.portrait
