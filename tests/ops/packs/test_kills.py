"""kill -9 at random moments while content is being swapped: every start after it is a clean one.

12 times here; TOUYAN_KILLS=200 makes it 200.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_killed_at_any_moment_it_shows_what_was_confirmed_or_what_was_under_way(
    tmp_path: Path, rng: random.Random
) -> None:
    kills = int(os.environ.get("TOUYAN_KILLS", "12"))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ops.packs.swapping", str(tmp_path), str(rng.randrange(1 << 30)), str(kills)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120 + 10 * kills,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    print(result)
    assert result["wrong"] == []
    assert result["swaps"] > kills // 4  # it got somewhere
    assert result["under way"] > 0  # and was killed in the middle of something
