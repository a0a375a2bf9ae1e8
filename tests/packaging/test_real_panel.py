"""The touches of a turned screen, on a real X server with a touch panel. Its test driver can't turn a picture, so that
xrandr says here what it would say of a turned one; driver, server and xinput are the real ones.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.panel import DOWN, HEIGHT, UP, WIDTH, Panel, there
from tests.packaging.conftest import PACKAGING, Machine

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not there() or shutil.which("xinput") is None, reason="no Xorg with a panel, or no xinput here"),
]


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panel]:
    made = Panel(tmp_path_factory.mktemp("panel"))
    yield made
    made.close()


def arrange(panel: Panel, machine: Machine, settings: str) -> str:
    conf = machine.folder / "screen.conf"
    conf.write_text(settings, "utf-8")
    done = subprocess.run(
        ["bash", PACKAGING / "session" / "arrange"], text=True, capture_output=True, check=True,
        env={**os.environ, "PATH": f"{machine.programs}:{os.environ['PATH']}", "DISPLAY": panel.name,
             "TOUYAN_SCREEN_CONF": str(conf)},
    )  # fmt: skip
    return done.stderr


def landed(panel: Panel, x: float, y: float) -> tuple[int, int]:
    """Where a touch lands that is made there on the panel, from 0 to 1."""
    panel.touch(1, DOWN, x * WIDTH, y * HEIGHT)
    panel.touch(1, UP, x * WIDTH, y * HEIGHT)
    core: Any = panel._connection.core
    places = []

    def still() -> bool:
        at = core.QueryPointer(panel._root).reply()
        places.append((at.root_x, at.root_y))
        return len(places) > 20 and len(set(places[-20:])) == 1

    panel.until(still)
    return places[-1]


@pytest.mark.parametrize(
    ("rotate", "upper_left", "upper_right"),
    [
        ("left", (0.0, 1.0), (0.0, 0.0)),
        ("right", (1.0, 0.0), (1.0, 1.0)),
        ("inverted", (1.0, 1.0), (0.0, 1.0)),
        ("normal", (0.0, 0.0), (1.0, 0.0)),
    ],
)
def test_the_picture_s_corners_are_under_the_panel_s(
    panel: Panel, machine: Machine, rotate: str, upper_left: tuple[float, float], upper_right: tuple[float, float]
) -> None:
    turned = "" if rotate == "normal" else f"{rotate} "
    machine.program(
        "xrandr",
        f"""cat <<'EOT'
Screen 0: minimum 64 x 64, current {WIDTH} x {HEIGHT}, maximum 32767 x 32767
DUMMY0 connected primary {WIDTH}x{HEIGHT}+0+0 {turned}(normal left inverted right x axis y axis) 600mm x 340mm
EOT""",
    )
    assert arrange(panel, machine, f"ROTATE={rotate}\n") == ""
    assert landed(panel, *upper_left) == pytest.approx((0, 0), abs=2)
    assert landed(panel, *upper_right) == pytest.approx((WIDTH, 0), abs=2)


def test_a_card_that_cannot_turn_its_picture_leaves_picture_and_touch_together(panel: Panel, machine: Machine) -> None:
    said = arrange(panel, machine, "ROTATE=left\n")
    assert 'cannot use rotation "left"' in said
    assert landed(panel, 0.25, 0.75) == pytest.approx((WIDTH * 0.25, HEIGHT * 0.75), abs=2)
