"""A screen that hangs on its side, two screens, and touches that land where the finger is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.conftest import Machine

XRANDR = """\
Screen 0: minimum 320 x 200, current {screen}, maximum 16384 x 16384
HDMI-1 connected primary {first} (normal left inverted right x axis y axis) 600mm x 340mm
   1920x1080     60.00*+
DP-1 connected {second} (normal left inverted right x axis y axis) 600mm x 340mm
   1920x1080     60.00*+
VGA-1 disconnected (normal left inverted right x axis y axis)
"""
XINPUT = """\
⎡ Virtual core pointer                    \tid=2\t[master pointer  (3)]
⎜   ↳ ILITEK ILITEK-TP                        \tid=9\t[slave  pointer  (2)]
\tReporting 3 classes:
\t\tClass originated from: 9. Type: XITouchClass
\t\tTouch mode: direct
\t\tMax number of touches: 10
⎜   ↳ SynPS/2 Synaptics TouchPad              \tid=11\t[slave  pointer  (2)]
\t\tClass originated from: 11. Type: XITouchClass
\t\tTouch mode: dependent
⎣ Virtual core keyboard                   \tid=3\t[master keyboard (2)]
"""


@pytest.fixture
def hall(machine: Machine) -> Machine:
    """Two screens side by side, a touch panel and a touch pad."""
    text = XRANDR.format(screen="1920 x 1080", first="1920x1080+0+0", second="1920x1080+0+0")
    machine.program("xrandr", f"if [[ $* == --query || $# == 0 ]]; then cat <<'EOT'\n{text}EOT\nfi")
    listing = f"cat <<'EOT'\n{XINPUT}EOT"
    machine.program("xinput", f"if [[ $1 == list ]]; then {listing}\nfi")
    return machine


def arranged(machine: Machine, settings: str) -> tuple[str, list[str], str]:
    """What xrandr was told, what xinput was told, and what was said."""
    conf = machine.folder / "screen.conf"
    conf.write_text(settings, "utf-8")
    done = machine.run("session/arrange", TOUYAN_SCREEN_CONF=str(conf))
    assert done.returncode == 0, done.stderr
    told = [call for call in machine.called("xrandr") if "--output" in call]
    return told[-1] if told else "", [one for one in machine.called("xinput") if "set-prop" in one], done.stderr


@pytest.mark.parametrize(
    ("rotate", "touch", "place"),
    [
        ("normal", (0.1, 0.2), (0.1, 0.2)),
        ("left", (0.0, 1.0), (0.0, 0.0)),  # the panel's lower left is the picture's upper left
        ("left", (0.0, 0.0), (1.0, 0.0)),
        ("right", (1.0, 0.0), (0.0, 0.0)),  # the panel's upper right is the picture's upper left
        ("right", (0.0, 0.0), (0.0, 1.0)),
        ("inverted", (1.0, 1.0), (0.0, 0.0)),
        ("inverted", (0.25, 0.5), (0.75, 0.5)),
    ],
)
def test_a_touch_lands_under_the_finger(
    machine: Machine, rotate: str, touch: tuple[float, float], place: tuple[float, float]
) -> None:
    size = ("1080", "1920") if rotate in {"left", "right"} else ("1920", "1080")
    words = machine.run("session/arrange", "matrix", rotate, *size, "0", "0", *size).stdout.split()
    a, b, c, d, e, f, *rest = map(float, words)
    assert rest == [0, 0, 1]
    x, y = touch
    assert (a * x + b * y + c, d * x + e * y + f) == pytest.approx(place, abs=1e-5)


def test_the_right_one_of_two_screens(machine: Machine) -> None:
    """The panel belongs to the second of two screens, to the right of a smaller one, and stands on its side."""
    words = machine.run("session/arrange", "matrix", "left", "1080", "1920", "1280", "0", "2360", "1920").stdout.split()
    a, b, c, d, e, f, *_ = map(float, words)
    assert (c + b, f + e) == pytest.approx((1280 / 2360, 0), abs=1e-5)
    assert (c + a, f + d) == pytest.approx((1, 1), abs=1e-5)


def test_without_a_word_the_first_screen_is_filled_and_the_others_are_off(hall: Machine) -> None:
    told, touches, said = arranged(hall, "OUTPUT=\nROTATE=normal\n")
    assert "--output HDMI-1 --primary --pos 0x0 --rotate normal --auto" in told
    assert "--output DP-1 --off" in told
    assert "--output VGA-1 --off" in told
    straight = "1.000000 0.000000 0.000000 0.000000 1.000000 0.000000 0 0 1"
    assert touches == [f"xinput set-prop 9 --type=float Coordinate Transformation Matrix {straight}"]
    assert said == ""


def test_the_settings_are_read_as_people_write_them(hall: Machine) -> None:
    told, _, _ = arranged(hall, "# 屏幕\r\n  OUTPUT = \"DP-1\"  \r\nROTATE=right\r\nMODE='1920x1080'\r\n")
    assert "--output DP-1 --primary --pos 0x0 --rotate right --mode 1920x1080" in told
    assert "--output HDMI-1 --off" in told


def test_the_settings_are_never_run(hall: Machine) -> None:
    ran = hall.folder / "ran"
    arranged(hall, f"OUTPUT=$(touch {ran})\nMODE=`touch {ran}`\nTOUCH=; touch {ran}\n")
    assert not ran.exists()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("OUTPUT=HDMI-7\n", "There is no screen at HDMI-7; these have one: HDMI-1 DP-1. HDMI-1 is taken."),
        ("ROTATE=sideways\n", 'ROTATE is normal, left, right or inverted, and not "sideways".'),
    ],
)
def test_a_wrong_line_is_said_and_there_is_a_picture_all_the_same(hall: Machine, settings: str, sentence: str) -> None:
    told, _, said = arranged(hall, settings)
    assert sentence in said
    assert "--output HDMI-1 --primary --pos 0x0 --rotate normal --auto" in told


def test_a_mode_that_the_screen_lacks(hall: Machine) -> None:
    text = XRANDR.format(screen="1920 x 1080", first="1920x1080+0+0", second="1920x1080+0+0")
    hall.program("xrandr", f"if [[ $* == --query ]]; then cat <<'EOT'\n{text}EOT\nfi\n[[ $* != *--mode* ]]")
    told, _, said = arranged(hall, "MODE=9999x9999\n")
    assert "HDMI-1 has no mode 9999x9999; its own is taken." in said
    assert told.endswith("--rotate normal --auto --output DP-1 --off --output VGA-1 --off")


def test_a_named_panel_and_a_calibration(hall: Machine) -> None:
    _, touches, _ = arranged(hall, "TOUCH=ILITEK\nCALIBRATION=1.02 0 -0.01 0 1.01 0\n")
    assert touches[1:] == ["xinput set-prop 9 --type=float libinput Calibration Matrix 1.02 0 -0.01 0 1.01 0 0 0 1"]


def test_no_screen_at_all(machine: Machine, tmp_path: Path) -> None:
    machine.program("xrandr", "echo 'HDMI-1 disconnected (normal left inverted right x axis y axis)'")
    machine.program("xinput")
    done = machine.run("session/arrange", TOUYAN_SCREEN_CONF=str(tmp_path / "none"))
    assert done.stderr == "No screen is plugged in.\n"
    assert machine.called("xinput") == []
