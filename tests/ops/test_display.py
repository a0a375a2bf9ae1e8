"""What is said where Qt would abort: no screen, or a system without the libraries of a window."""

from __future__ import annotations

import re

import pytest

from kiosk.ops import display
from kiosk.ops.display import LIBRARIES, NoDisplay, missing, need_display
from tests.conftest import ROOT


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """X11, and nothing else that could be asked."""
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    return monkeypatch


def without(*names: str) -> object:
    def load(name: str) -> object:
        if name in names:
            raise OSError(f"{name}: cannot open shared object file")
        return None

    return load


def test_no_screen_was_named(desktop: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoDisplay, match="There is no screen here"):
        need_display()
    desktop.setenv("LANG", "zh_CN.UTF-8")
    with pytest.raises(NoDisplay, match="这里没有屏幕"):
        need_display()


def test_no_screen_answers(desktop: pytest.MonkeyPatch) -> None:
    desktop.setenv("DISPLAY", ":987654")
    with pytest.raises(NoDisplay, match="No screen answers at DISPLAY=:987654"):
        need_display()


@pytest.mark.parametrize("name", sorted(LIBRARIES))
def test_each_library_is_missed(name: str) -> None:
    assert missing(without(name)) == [name]  # type: ignore[arg-type]


def test_what_to_install_is_said_in_one_line(desktop: pytest.MonkeyPatch) -> None:
    desktop.setenv("DISPLAY", ":0")
    desktop.setattr(display, "_x_answers", lambda _: True)
    desktop.setattr("ctypes.CDLL", without("libxcb-cursor.so.0", "libxcb-icccm.so.4"))
    with pytest.raises(NoDisplay, match=r"apt install libxcb-cursor0 libxcb-icccm4$"):
        need_display()


def test_other_platforms_need_no_x(desktop: pytest.MonkeyPatch) -> None:
    desktop.setenv("WAYLAND_DISPLAY", "wayland-0")
    need_display()
    desktop.setenv("DISPLAY", ":987654")
    desktop.setenv("QT_QPA_PLATFORM", "offscreen")
    need_display()


def test_the_packages_are_those_that_are_installed_for_whoever_runs_it() -> None:
    listed = dict(re.findall(r"(\S+\.so\.\d+)=(\S+)", (ROOT / "packaging" / "prepare.sh").read_text("utf-8")))
    assert LIBRARIES.items() <= listed.items()
