"""What is made of what Qt sees: sizes that are set, said, disputed or unknown, and screens that are odd."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.ops.doctor.finding import Finding, Light
from kiosk.ops.doctor.screen import seen, x_blanking
from kiosk.ops.doctor.seeing import Unseen

SIGHT: dict[str, Any] = {
    "platform": "xcb", "touch": [{"name": "ILITEK", "points": 10}], "fonts": ["Touyan Sans SC"], "fonts_missing": [],
    "fonts_refused": [], "font_files": 15,
}  # fmt: skip


def look(mm: tuple[float, float], diagonal: float | None, **more: Any) -> dict[str, Finding]:
    screen = {"name": "HDMI-1", "width": 1920, "height": 1080, "mm": list(mm), "scale": 1.0, "hertz": 60} | more
    found = list(seen(SIGHT | {"screens": [screen]}, diagonal, "zh"))
    assert all(one.sentence(language) for one in found for language in ("zh", "en"))
    return {one.name: one for one in found}


@pytest.mark.parametrize(
    ("mm", "diagonal", "name"),
    [
        ((952, 535), 43.0, "size_set"),
        ((952, 535), 32.0, "size_disputed"),
        ((160, 90), 43.0, "size_set"),
        ((0, 0), 43.0, "size_set"),
        ((952, 535), None, "size_said"),
        ((160, 90), None, "size_unknown"),
        ((0, 0), None, "size_unknown"),
        ((16, 9), None, "size_unknown"),
    ],
)
def test_what_is_set_counts_and_a_screens_word_is_compared_with_it(
    mm: tuple[float, float], diagonal: float | None, name: str
) -> None:
    found = look(mm, diagonal)
    assert name in found
    assert found[name].light is (Light.GREEN if name == "size_set" else Light.AMBER)
    if diagonal == 43.0:
        assert found[name].values["pitch"] == "0.496"


def test_a_slow_and_a_scaled_screen_are_worth_a_look() -> None:
    found = look((952, 535), 43.0, hertz=30, scale=1.25)
    assert found["screen_slow"].light is Light.AMBER
    assert found["screen_scaled"].values["scale"] == "1.25"


def test_a_touchscreen_says_its_points() -> None:
    assert look((952, 535), 43.0)["touch"].sentence("zh") == "ILITEK：10 点触摸"


def test_fonts_that_are_missing_are_red() -> None:
    found = {one.name: one for one in seen(SIGHT | {"screens": [], "fonts_missing": ["X"]}, None, "en")}
    assert found["fonts_missing"].light is Light.RED


def test_a_qt_that_cannot_is_red() -> None:
    [only] = seen(Unseen("libGL.so.1 is missing"), None, "en")
    assert (only.name, only.light) == ("qt_fails", Light.RED)


def test_what_x_says_of_going_dark() -> None:
    asleep = "Screen Saver:\n  timeout:  600    cycle:  600\nDPMS:\n  Standby: 900    Suspend: 0    Off: 1200\n"
    assert x_blanking(asleep + "  DPMS is Enabled\n") == ["X11 screen saver 600 s", "DPMS 900 s"]
    assert x_blanking(asleep.replace("600 ", "0 ") + "  DPMS is Disabled\n") == []
