"""Two simulated days of the real program: visits, saves, mistakes, pulled screens, staff, a night. See `tests.soak`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.soak import warp
from tests.soak.simulated import Simulated

EXACT = {"handles", "threads", "timers", "items", "qobjects"}
"""What is the same at once; memory, and Python's own objects, need a month: python -m tests.soak --days 30."""
TUESDAY = 1


@pytest.mark.skipif(warp.compiler() is None, reason="no C compiler here, or no Linux")
def test_two_days_leave_nothing_behind(tmp_path: Path) -> None:
    seed = int(os.environ.get("TOUYAN_SEED", "1"))
    print(f"TOUYAN_SEED={seed}")
    seen = Simulated(days=2, rounds=3, minutes=10, seed=seed, first=TUESDAY).live(tmp_path)
    assert seen.said == []
    assert len(seen.censuses) == 6
    assert [str(one) for one in seen.growth(0) if one.what in EXACT] == []
    print(f"{seen.end}; longest turn {seen.longest:.0f} ms", file=sys.stderr)
