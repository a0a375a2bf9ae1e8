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
DECK = """\
title: {zh: 两天, en: Two days}
languages: [zh, en]
theme: paper
transition: push
timings: {dwell: 12}
slides:
  - {type: cover, headline: {zh: 两天, en: Two days}}
  - {type: text, headline: {zh: 一句话, en: A sentence}, statement: {zh: 说得不多。, en: It says little.}}
  - type: stats
    hero: {value: 1590, unit: {zh: 个, en: things}, says: {zh: 一个数, en: A number}}
  - type: chart
    title: {zh: 图, en: A chart}
    unit: {zh: 个, en: things}
    series: [{date: 2022, value: 3.1}, {date: 2023, value: 4.2}, {date: 2024, value: 5.15}]
  - type: timeline
    heading: {zh: 时间, en: Time}
    events:
      - {date: 2021, title: {zh: 甲, en: One}}
      - {date: 2022, title: {zh: 乙, en: Two}}
      - {date: 2024, title: {zh: 丙, en: Three}}
  - {type: photo, illustration: 3-inspection-robot, caption: {zh: 图画, en: A drawing}, credit: {zh: 头雁, en: Touyan}}
"""
"""Every kind that moves, and little of each: the bundled exhibit takes a minute of a processor."""


@pytest.mark.skipif(
    not os.environ.get("TOUYAN_SOAK"),
    reason="it judges the machine's load as well: with TOUYAN_SOAK=1, and nothing else",
)
@pytest.mark.skipif(warp.compiler() is None, reason="no C compiler here, or no Linux")
def test_two_days_leave_nothing_behind(tmp_path: Path) -> None:
    seed = int(os.environ.get("TOUYAN_SEED", "1"))
    print(f"TOUYAN_SEED={seed}")
    seen = Simulated(days=2, rounds=3, minutes=4, seed=seed, first=TUESDAY, text=DECK).live(tmp_path)
    assert seen.said == []
    assert len(seen.censuses) == 6
    assert [str(one) for one in seen.growth(0) if one.what in EXACT] == []
    print(f"{seen.end}; longest turn {seen.longest:.0f} ms", file=sys.stderr)
