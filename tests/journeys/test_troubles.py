"""The real program where something is wrong with the machine: each survived, or restarted, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.screen import Screen, running

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or xdotool here"),
]

BLACK = b"\0\0\0"
PAPER = bytes((0xE6, 0xF0, 0xF5))
DECK = """\
title: t
motion: reduced
timings: {dwell: 600}
slides:
  - {type: text, id: one, headline: 好}
  - {type: text, id: two, headline: 二}
"""
FAKETIME = next(iter(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(DECK, "utf-8")
    return path


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A file system of its own, or the test is left out where that isn't allowed."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", *options, "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def runs(screen: Screen, deck: Path, **environment: str) -> str:
    """It stands, obeys, goes on after a death, and ends in peace; what it said."""
    screen.wait(lambda: screen.pixel(100, 100) == BLACK)
    with running(screen, str(deck), LC_ALL="C.UTF-8", **environment) as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER)
        first = screen.settled()
        screen.do("key", "F1")
        screen.do("key", "Next")
        screen.wait(lambda: screen.frame() != first)
        second = screen.settled(quiet=2.0)
        os.kill(kiosk.app, signal.SIGKILL)
        screen.wait(lambda: len(kiosk.children) > 0 and kiosk.app != kiosk.process.pid)
        screen.do("key", "F1")
        stands = screen.settled()
        assert above_the_hint(stands.frame, screen) == above_the_hint(second.frame, screen)
        _turn_back(screen, stands)
        code, said = kiosk.end()
    assert code == 0
    assert "Traceback" not in said
    return said


def above_the_hint(frame: bytes, screen: Screen) -> bytes:
    """All but what tells a visitor how to get on: a new life has no visitor yet, and may be there before it is gone."""
    return frame[: len(frame) * 600 // screen.height]


def _turn_back(screen: Screen, second: object) -> None:
    """Keys until one is obeyed: the next life may not hear yet."""
    for _ in range(100):
        screen.do("key", "Prior")
        with contextlib.suppress(TimeoutError):
            screen.wait(lambda: screen.frame() != second.frame, 0.3)  # type: ignore[attr-defined]
            return
    raise AssertionError("it never obeyed")


def test_a_full_disk(screen: Screen, deck: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "size=64k") as home:
        with contextlib.suppress(OSError), (home / "filler").open("wb") as file:
            file.write(bytes(1 << 20))
        runs(screen, deck, TOUYAN_HOME=str(home / "touyan"))


def test_a_disk_that_fills_up_keeps_what_was_there(screen: Screen, deck: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "size=300k") as home:
        state = home / "touyan" / "state"
        state.mkdir(parents=True)
        (state / "strikes.json").write_text('{"deck": "other", "slides": {"x": 3}}')
        (state / "proven.json").write_text('["a"]')
        with contextlib.suppress(OSError), (home / "filler").open("wb") as file:
            file.write(bytes(1 << 20))
        runs(screen, deck, TOUYAN_HOME=str(home / "touyan"))
        assert (state / "strikes.json").read_text() == '{"deck": "other", "slides": {"x": 3}}'
        assert (state / "proven.json").read_text() == '["a"]'


def test_a_read_only_disk(screen: Screen, deck: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "ro") as home:
        runs(screen, deck, TOUYAN_HOME=str(home))


def test_folders_that_can_not_be_made(screen: Screen, deck: Path) -> None:
    runs(screen, deck, TOUYAN_HOME="/proc/touyan")


def test_no_home_folder(screen: Screen, deck: Path) -> None:
    gone = {f"XDG_{name}_HOME": "" for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    runs(screen, deck, HOME="/proc/nobody", TOUYAN_HOME="", XDG_RUNTIME_DIR="", **gone)


@pytest.mark.skipif(FAKETIME is None, reason="no libfaketime here")
def test_a_clock_in_1970(screen: Screen, deck: Path, tmp_path: Path) -> None:
    """The clock that people read; the monotonic one counts on, as it does on a machine without a battery."""
    home = tmp_path / "home"
    runs(
        screen, deck, TOUYAN_HOME=str(home), LD_PRELOAD=str(FAKETIME), FAKETIME="@1970-01-01 00:00:05",
        FAKETIME_DONT_FAKE_MONOTONIC="1", FAKETIME_DONT_RESET="1",
    )  # fmt: skip
    assert "1970-01-01" in (home / "state" / "last-words.previous.txt").read_text()


@contextlib.contextmanager
def unplugged(screen: Screen) -> Iterator[None]:
    """No output has a picture to show, as with a cable pulled out. (xrandr would want a screen of no size as well.)"""
    import xcffib
    import xcffib.randr
    import xcffib.xproto

    connection = xcffib.connect(screen.name)
    randr = connection(xcffib.randr.key)
    root = connection.get_setup().roots[0].root
    there = randr.GetScreenResources(root).reply()
    crtc = there.crtcs[0]
    was = randr.GetCrtcInfo(crtc, there.config_timestamp).reply()
    try:
        randr.SetCrtcConfig(crtc, 0, there.config_timestamp, 0, 0, 0, 1, 0, []).reply()
        yield
        randr.SetCrtcConfig(
            crtc, 0, there.config_timestamp, was.x, was.y, was.mode, was.rotation, len(was.outputs), list(was.outputs)
        ).reply()
    finally:
        connection.disconnect()


def test_a_screen_that_is_unplugged_and_back(deck: Path, tmp_path: Path) -> None:
    """Nobody is restarted for it, however long it is gone; and then the picture fills it again."""
    screen = Screen()
    try:
        with running(screen, str(deck), TOUYAN_HOME=str(tmp_path / "home")) as kiosk:
            screen.wait(lambda: screen.pixel(4, 4) == PAPER)
            picture = screen.settled()
            app = kiosk.app
            with unplugged(screen), pytest.raises(TimeoutError):  # longer than a picture may be frozen
                screen.wait(lambda: kiosk.app != app, 13)
            screen.wait(lambda: screen.frame() == picture.frame)
            assert kiosk.app == app
            assert kiosk.end() == (0, "")
    finally:
        screen.close()
