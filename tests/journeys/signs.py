"""What the tests of the guard look at: signs of life from outside, processes, and the window that stands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.ops.guard.beats import Beat, Beats
from tests.journeys.screen import Screen

BLACK = b"\0\0\0"
PAPER = bytes((0xE6, 0xF0, 0xF5))
FAMILY = "tests.journeys.family"
THREE = """\
title: t
motion: reduced
timings: {dwell: 600}
slides:
  - {type: text, id: one, headline: 第一页}
  - {type: text, id: bad, headline: 第二页}
  - {type: text, id: three, headline: 第三页}
"""


class Pulse:
    """The signs of life, read from outside."""

    def __init__(self, path: Path, screen: Screen) -> None:
        self.path, self._beats, self._screen = path, Beats.kept(path), screen

    def read(self) -> Beat:
        return self._beats.read() or Beat()

    def wait(self, done: Callable[[Beat], bool], seconds: float = 60) -> Beat:
        self._screen.wait(lambda: done(self.read()), seconds)
        return self.read()


def blank(screen: Screen) -> None:
    screen.wait(lambda: screen.pixel(100, 100) == BLACK)


def stands_in(screen: Screen) -> bool:
    """Whether the last frame is ready: a second window of the screen's size."""
    import xcffib.xproto

    connection = xcffib.connect(screen.name)
    try:
        root = connection.get_setup().roots[0].root
        shapes = []
        for window in connection.core.QueryTree(root).reply().children:
            try:
                shape = connection.core.GetGeometry(window).reply()
                seen = connection.core.GetWindowAttributes(window).reply()
            except xcffib.xproto.WindowError:
                continue
            shapes.append((shape.width, shape.height) == (screen.width, screen.height) and seen.map_state == 2)
        return sum(shapes) == 2
    finally:
        connection.disconnect()


def deck_of(tmp_path: Path, text: str = THREE) -> str:
    path = tmp_path / "deck.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False
