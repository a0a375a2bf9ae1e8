"""A visitor with a keyboard tries everything, in a real session with a window manager that would love to help."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.screen import ROOT, Kiosk, Screen, running

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "xdotool", "openbox", "xsetroot", "xprop"))),
        reason="no Xvfb, xdotool, openbox or X's own small programs here",
    ),
]

LOUD = bytes((0xFF, 0x00, 0xFF))
"""The desktop's colour: blue, green, red. Nothing of the exhibit's is magenta."""

KEYS = [
    # Windows and programs (HackTricks, "Escaping from KIOSKs"; the desktop below answers to each of them)
    "alt+F4", "alt+Tab", "alt+shift+Tab", "alt+Escape", "alt+space", "alt+F2", "alt+F7", "alt+F8", "alt+F9", "alt+F10",
    "ctrl+alt+Delete", "ctrl+alt+t", "ctrl+alt+d", "ctrl+alt+l", "ctrl+alt+BackSpace",
    "super", "super+d", "super+e", "super+r", "super+u", "super+l", "super+Tab", "super+space",
    "ctrl+Escape", "ctrl+shift+Escape", "alt+Return", "ctrl+alt+Left", "ctrl+alt+Right",
    # what a program answers to
    "Escape", "ctrl+q", "ctrl+w", "ctrl+o", "ctrl+p", "ctrl+s", "ctrl+shift+s", "ctrl+n", "ctrl+t", "ctrl+f", "ctrl+c",
    "ctrl+v", "ctrl+a", "ctrl+z", "ctrl+0", "ctrl+plus", "ctrl+minus", "alt+f", "alt+h", "alt+Left", "alt+Home",
    *(f"F{number}" for number in range(1, 13)), "shift+F10", "Menu", "Print", "shift+Print", "Pause", "Insert",
    "Delete", "Tab", "shift+Tab", "ctrl+Tab", "XF86PowerOff", "XF86Sleep", "XF86HomePage", "XF86Search", "Help", "Undo",
]  # fmt: skip
"""What a keyboard can ask for."""

OPENBOX = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard>{keys}</keyboard>
  <mouse>
    <context name="Root"><mousebind button="Right" action="Press">{run}</mousebind></context>
    <context name="Client"><mousebind button="A-Left" action="Press">{run}</mousebind></context>
    <context name="Frame"><mousebind button="A-Right" action="Press">{run}</mousebind></context>
  </mouse>
  <applications/>
</openbox_config>
"""


class Desk:
    """A desktop where everything that gets through leaves a file."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen, self.escaped = screen, folder / "escaped"
        self.env = {**os.environ, "DISPLAY": screen.name}
        run = f'<action name="Execute"><command>touch {self.escaped}</command></action>'
        names = {"alt": "A", "ctrl": "C", "shift": "S", "super": "W"}
        binds = []
        for key in KEYS:
            *before, last = key.split("+")
            if last in names:
                last = {"super": "Super_L"}[last]
            close = '<action name="Close"/>' if key == "alt+F4" else ""
            bound = "-".join([*(names[one] for one in before), last])
            binds.append(f'<keybind key="{bound}">{run}{close}</keybind>')
        config = folder / "rc.xml"
        config.write_text(OPENBOX.format(keys="".join(binds), run=run), "utf-8")
        subprocess.run(["xsetroot", "-solid", "#FF00FF"], env=self.env, check=True)
        self.manager = subprocess.Popen(
            ["openbox", "--config-file", str(config)],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        screen.wait(lambda: "_NET_SUPPORTING_WM_CHECK(WINDOW)" in self.asked("-root", "_NET_SUPPORTING_WM_CHECK"))

    def asked(self, *words: str) -> str:
        return subprocess.run(["xprop", *words], env=self.env, capture_output=True, text=True, check=False).stdout

    def windows(self) -> set[str]:
        """All windows that can be seen, menus and dialogs among them."""
        command = ["xdotool", "search", "--onlyvisible", "--name", ""]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        return set(done.stdout.split())

    def clients(self) -> list[str]:
        """The windows that the window manager knows."""
        return self.asked("-root", "_NET_CLIENT_LIST").partition("#")[2].split(",")

    def bare(self) -> bool:
        """Whether anything of the desktop is seen."""
        screen = self.screen
        return any(screen.pixel(x, y) == LOUD for x in range(2, screen.width, 40) for y in range(2, screen.height, 40))

    def close(self) -> None:
        self.manager.terminate()
        self.manager.wait(10)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    screen = Screen()
    made = Desk(screen, tmp_path_factory.mktemp("desk"))
    yield made
    made.close()
    screen.close()


@pytest.fixture(scope="module")
def kiosk(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    home = tmp_path_factory.mktemp("home")
    with running(desk.screen, "--slide", "stats", TOUYAN_HOME=str(home)) as made:
        desk.screen.wait(lambda: not desk.bare(), 60)
        seen, since = desk.windows(), time.monotonic()
        while time.monotonic() - since < 3:  # until whoever stands by for the exhibit has opened its own
            now = desk.windows()
            if now != seen:
                seen, since = now, time.monotonic()
            time.sleep(0.1)
        desk.screen.settled()
        yield made
        assert made.end()[0] == 0


def still_inside(desk: Desk, kiosk: Kiosk, before: set[str]) -> None:
    assert not desk.escaped.exists()
    assert kiosk.process.poll() is None
    assert not desk.bare()
    assert len(desk.clients()) == 1
    assert not desk.windows() - before


def test_the_desktop_answers_without_the_exhibit(tmp_path: Path) -> None:
    """Else the other tests would prove nothing."""
    screen = Screen()
    desk = Desk(screen, tmp_path)
    try:
        assert desk.bare()
        for _ in range(50):  # it takes its keys a moment after it says that it is there
            screen.do("key", "super+e")
            if desk.escaped.exists():
                break
            time.sleep(0.1)
        assert desk.escaped.exists()
    finally:
        desk.close()
        screen.close()


def test_no_key_leads_out(desk: Desk, kiosk: Kiosk) -> None:
    before = desk.windows()
    assert len(before) >= 1
    for key in KEYS:
        desk.screen.do("key", key)
    for _ in range(6):
        desk.screen.do("key", "shift")  # sticky keys
    desk.screen.do("keydown", "Shift_R")
    time.sleep(1)  # as long as nobody waits for more: this one only wants to be held
    desk.screen.do("keyup", "Shift_R")
    desk.screen.do("key", "End")  # the geese on the cover, where some keys lead, never stand still
    desk.screen.settled(quiet=0.3)
    still_inside(desk, kiosk, before)
    print(f"{len(KEYS) + 2} keys tried, 0 got out")


def test_no_button_leads_out(desk: Desk, kiosk: Kiosk) -> None:
    screen, before = desk.screen, desk.windows()
    for x, y in ((640, 360), (5, 5), (1275, 5), (5, 715), (1275, 715), (640, 715)):
        for button in (3, 2, 8, 9):
            screen.do("mousemove", x, y, "click", button)
        screen.do("mousemove", x, y, "keydown", "alt", "click", 1, "click", 3, "keyup", "alt")
    screen.do("mousemove", 640, 360, "click", "--repeat", 3, "--delay", 60, 1)
    screen.do("mousemove", 640, 360, "mousedown", 1)
    time.sleep(1.2)  # a long press is a long press
    screen.do("mouseup", 1)
    for start, end in (
        ((2, 360), (700, 360)),
        ((1277, 360), (500, 360)),
        ((640, 2), (640, 500)),
        ((640, 717), (640, 200)),
    ):
        screen.do("mousemove", *start, "mousedown", 1, "mousemove", *end, "mouseup", 1)
    screen.settled(quiet=0.3)
    still_inside(desk, kiosk, before)


def test_there_is_no_cursor(desk: Desk, kiosk: Kiosk) -> None:
    xcffib = pytest.importorskip("xcffib")
    xfixes = pytest.importorskip("xcffib.xfixes")
    connection = xcffib.connect(display=desk.screen.name)
    fixes = connection(xfixes.key)
    fixes.QueryVersion(4, 0).reply()
    desk.screen.do("mousemove", 640, 300)
    image = fixes.GetCursorImage().reply()
    connection.disconnect()
    assert not any(pixel >> 24 for pixel in image.cursor_image)


def test_a_second_exhibit_is_refused_and_the_first_stays(desk: Desk, kiosk: Kiosk) -> None:
    before = desk.windows()
    home = next(line for line in Path(f"/proc/{kiosk.process.pid}/environ").read_bytes().split(b"\0")
                if line.startswith(b"TOUYAN_HOME=")).decode().partition("=")[2]  # fmt: skip
    env = {**desk.env, "TOUYAN_HOME": home, "LC_ALL": "C.UTF-8"}
    env.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run([sys.executable, "-m", "kiosk"], cwd=ROOT, env=env, capture_output=True, text=True,
                          check=False, timeout=60)  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "already" in done.stderr
    still_inside(desk, kiosk, before)


def test_the_screen_stays_lit(desk: Desk, kiosk: Kiosk) -> None:
    def said() -> str:
        return subprocess.run(["xset", "q"], env=desk.env, capture_output=True, text=True, check=False).stdout

    desk.screen.wait(lambda: "timeout:  0 " in said(), 20)
