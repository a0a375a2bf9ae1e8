"""The window that shows an app's last frame, on a real X server with windows of the test's own."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.ops.guard.last_frame import LastFrame
from kiosk.ops.guard.stand_in import serve
from tests.journeys.screen import Screen

pytestmark = pytest.mark.window
xcffib: Any = pytest.importorskip("xcffib")
xproto: Any = pytest.importorskip("xcffib.xproto")

BLUE, RED, BLACK = b"\xff\0\0", b"\0\0\xff", b"\0\0\0"
"""As the frame buffer has them: blue, green, red."""


class App:
    """A window of one colour, which a window manager may have framed."""

    def __init__(self, screen: Screen, colour: int = 0xFF, *, framed: bool = False) -> None:
        self.x = xcffib.connect(display=screen.name)
        root = self.x.get_setup().roots[0]
        self.frame = self._window(root.root, 40, 30, 0x00FF00, root) if framed else 0
        self.window = self._window(self.frame or root.root, 0 if framed else 40, 0 if framed else 30, colour, root)
        self.x.core.GetInputFocus().reply()  # it has come to pass

    def _window(self, parent: int, x: int, y: int, colour: int, root: Any) -> int:
        window: int = self.x.generate_id()
        mask = xproto.CW.BackPixel | xproto.CW.OverrideRedirect
        self.x.core.CreateWindow(root.root_depth, window, parent, x, y, 300, 200, 0, xproto.WindowClass.InputOutput,
                                 root.root_visual, mask, [colour, 1])  # fmt: skip
        self.x.core.MapWindow(window)
        return window

    def windows(self) -> list[int]:
        """Those on the screen, the topmost last."""
        return list(self.x.core.QueryTree(self.x.get_setup().roots[0].root).reply().children)

    def end(self) -> None:
        """As if it were killed."""
        self.x.disconnect()


@pytest.fixture
def screen() -> Iterator[Screen]:
    """Of each test's own: one of them switches it off."""
    made = Screen(800, 600)
    yield made
    made.close()


@pytest.fixture
def app(screen: Screen) -> App:
    made = App(screen)
    screen.wait(lambda: screen.pixel(100, 100) == BLUE)
    return made


def settle(frame: LastFrame) -> None:
    frame._core.GetInputFocus().reply()
    assert frame.listen()


def test_a_death_uncovers_what_was_there(screen: Screen, app: App) -> None:
    frame = LastFrame(screen.name)
    frame.obey("keep", app.window)
    settle(frame)
    app.end()
    settle(frame)
    screen.wait(lambda: screen.pixel(100, 100) == BLUE)
    time.sleep(0.1)  # there is nothing to wait for where nothing is to happen
    assert screen.pixel(100, 100) == BLUE
    assert screen.pixel(20, 20) == BLACK


def test_it_comes_on_top_when_told(screen: Screen, app: App) -> None:
    frame = LastFrame(screen.name)
    frame.obey("show", app.window)  # there is nothing to show yet
    frame.obey("keep", app.window)
    settle(frame)
    other = App(screen, 0xFF0000)
    screen.wait(lambda: screen.pixel(100, 100) == RED)
    frame.obey("show", 0)
    screen.wait(lambda: screen.pixel(100, 100) == BLUE)
    other.end()
    app.end()


def test_it_stands_right_under_a_framed_window(screen: Screen) -> None:
    app, frame = App(screen, framed=True), LastFrame(screen.name)
    screen.wait(lambda: screen.pixel(100, 100) == BLUE)
    frame.obey("below", app.window)  # nothing is kept yet
    frame.obey("keep", app.window)
    settle(frame)
    ours, theirs = app.windows()
    assert theirs == app.frame
    other = App(screen, 0xFF0000)
    frame.obey("below", other.window)
    settle(frame)
    assert app.windows() == [app.frame, ours, other.window]
    other.end()
    screen.wait(lambda: screen.pixel(100, 100) == BLUE)
    app.end()


def test_a_window_of_another_size_gets_another_picture(screen: Screen, app: App) -> None:
    frame = LastFrame(screen.name)
    frame.obey("keep", app.window)
    app.x.core.ConfigureWindow(app.window, xproto.ConfigWindow.Width | xproto.ConfigWindow.Height, [500, 400])
    app.x.core.GetInputFocus().reply()
    screen.wait(lambda: screen.pixel(500, 400) == BLUE)
    frame.obey("keep", app.window)
    settle(frame)
    app.end()
    screen.wait(lambda: screen.pixel(500, 400) == BLUE)


def test_a_window_that_went_is_no_matter(screen: Screen, app: App) -> None:
    frame = LastFrame(screen.name)
    for word in ("keep", "below", "show", "dance"):
        frame.obey(word, 0x7F7F7F)
    frame.obey("keep", app.window)
    settle(frame)
    app.end()
    screen.wait(lambda: screen.pixel(100, 100) == BLUE)


@pytest.mark.parametrize("ends", ["the pipe", "the server"])
def test_the_helper_obeys_lines_until_its_end(
    app: App, screen: Screen, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen.name)
    reader, writer = os.pipe()
    helper = threading.Thread(target=serve, args=(reader,), daemon=True)
    helper.start()
    os.write(writer, f"keep {app.window}\nsh".encode())
    os.write(writer, b"ow\n")
    screen.wait(lambda: len(app.windows()) == 2)
    other = App(screen, 0xFF0000)
    screen.wait(lambda: screen.pixel(100, 100) == RED)
    os.write(writer, b"show\n")
    screen.wait(lambda: screen.pixel(100, 100) == BLUE)
    if ends == "the pipe":
        os.close(writer)
    else:
        screen.close()
    helper.join(10)
    assert not helper.is_alive()
    other.end()
