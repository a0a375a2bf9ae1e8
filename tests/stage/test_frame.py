"""One stage for every shape of screen: it fills the window, and nothing is stretched."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPointingDevice

from kiosk.stage.flight import PushFlight
from kiosk.stage.frame import Frame
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Mode, Touch
from tests.stage.conftest import Hand


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


@pytest.mark.parametrize("size", [(0, 0), (-5, 300), (1, 4000), (100_000, 3), (65_535, 65_535)])
def test_an_absurd_window_still_has_a_stage(size: tuple[int, int]) -> None:
    frame = Frame.of(*size)
    assert all(math.isfinite(number) and number > 0 for number in (frame.width, frame.height, frame.scale))
    assert min(frame.width, frame.height) >= 1079.99


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


@pytest.mark.parametrize("size", [(1280, 1024), (1366, 768), (2560, 1080), (720, 1280)])
def test_a_slide_in_flight_leaves_no_seam_and_no_edge(
    make: Callable[..., Window], device: QPointingDevice, at_rest, size: tuple[int, int]
) -> None:
    """At odd scales a snapshot must still be as large as the screen, to the last row and column."""
    window = make(size)
    window.stage.do(Touch())
    window.stage.do(GoTo(4))
    at_rest(window)
    width, height = size
    hand = Hand(window, device)
    hand.drag((round(width * 0.75), height // 2), (round(width * 0.45), height // 2))
    assert isinstance(window.flight, PushFlight)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill("#00ff00")
    painter = QPainter(image)
    window.flight.paint(painter)
    painter.end()
    green = QColor("#00ff00").rgb()
    assert not [(x, y) for x in range(width) for y in range(0, height, 11) if image.pixel(x, y) == green]
    assert not [(x, y) for y in range(height) for x in range(0, width, 11) if image.pixel(x, y) == green]
    hand.lift(round(width * 0.45), height // 2)
    at_rest(window)


def test_a_drag_of_the_windows_frame_is_laid_out_once(make: Callable[..., Window], qtbot, at_rest, monkeypatch) -> None:
    window = make((1280, 720))
    window.stage.do(Touch())
    window.stage.do(GoTo(5))
    at_rest(window)
    laid: list[tuple[int, int]] = []
    resize = window.stage.resize
    monkeypatch.setattr(window.stage, "resize", lambda *size: (laid.append(size), resize(*size)))
    for width in range(1270, 1100, -10):
        window.resize(width, 720)
    qtbot.waitUntil(lambda: bool(laid), timeout=3000)
    assert laid == [(1110, 720)]
    assert (window.stage.state.slide, window.stage.state.mode) == (5, Mode.BROWSE)


def test_a_window_resized_in_mid_flight_comes_to_rest(
    make: Callable[..., Window], device: QPointingDevice, qtbot, at_rest
) -> None:
    window = make((1280, 720))
    window.stage.do(Touch())
    window.stage.do(GoTo(4))
    at_rest(window)
    hand = Hand(window, device)
    hand.drag((900, 300), (600, 300))
    window.resize(720, 1280)
    qtbot.waitUntil(lambda: window.stage.frame.portrait, timeout=3000)
    hand.touch(("move", 500, 300))
    hand.lift(500, 300)
    at_rest(window)
    slide = window.stage.state.slide
    assert slide in {4, 5}
    assert window.stage.gallery.item(slide).setting.portrait
    assert window.stage.gallery.item(slide).pos().y() == 0
