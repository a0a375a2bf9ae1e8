"""kill -9 at random moments while settings are saved: the file is always one that was meant, comments and all.

8 times here; TOUYAN_KILLS=200 makes it 200.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from kiosk.ops.settings import read_settings, template, write_settings
from tests.conftest import ROOT

SAVES = """
import sys
from pathlib import Path
import kiosk.ops.settings_file, ruamel.yaml  # else each moment falls into their import
from kiosk.ops.settings import write_settings
path, number = Path(sys.argv[1]), 10
print("ready", flush=True)
while True:
    number = 10 + (number - 9) % 91
    write_settings(path, brightness=number, text_size=number % 3, closed=(f"2026-10-{1 + number % 28:02}",))
"""


def test_killed_at_any_moment_the_settings_are_whole(tmp_path: Path, rng: random.Random) -> None:
    path = tmp_path / "config" / "settings.yaml"
    write_settings(path, brightness=10)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    seen = set()
    for _ in range(int(os.environ.get("TOUYAN_KILLS", "8"))):
        with subprocess.Popen([sys.executable, "-c", SAVES, str(path)], stdout=subprocess.PIPE, env=env) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(rng.uniform(0, 0.12))  # the random moment itself
            process.kill()
        found = read_settings(path)
        assert not found.problems
        settings = found.settings
        assert settings.brightness == 10 or settings.text_size == settings.brightness % 3
        assert path.read_text("utf-8").count("#") == template().count("#")
        seen.add(settings.brightness)
    assert len(seen) > 1  # it got somewhere
