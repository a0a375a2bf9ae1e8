"""Screens that come and go, with a platform that has any."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.soak.screens import DESK, HALL, configuration


def test_nothing_is_kept_of_a_screen_that_was_unplugged(tmp_path: Path) -> None:
    """Qt for Python keeps each screen that a widget was asked for, as if it were the widget's own."""
    screens = tmp_path / "screens.json"
    screens.write_text(configuration([DESK, HALL]))
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "TOUYAN_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "tests.stage.unplugging", "5"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("0\n", 0), done.stderr
