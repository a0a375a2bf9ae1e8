"""What counts as growth: a leak is found, and what is made once isn't taken for one."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from tests.soak.growth import COUNTED, Census, grown
from tests.soak.held import Held
from tests.soak.real import Look, complaints, grows, judged, lows_of, slope_of

HALF_DAY = 43_200.0


def censuses(count: int, timers: Callable[[int], int] = lambda _: 20, memory: Callable[[int], float] = lambda _: 80.0,
             none: Callable[[int], int] = lambda _: 50_000) -> list[Census]:  # fmt: skip
    made = []
    for at in range(count):
        counts = {**dict.fromkeys(COUNTED, 100), "timers": timers(at), "none": none(at)}
        made.append(Census(at * HALF_DAY, counts, memory(at), {"kiosk.Thing": timers(at)}))
    return made


def names(found: list[Census]) -> list[str]:
    return [one.what for one in grown(found)]


def test_what_stays_did_not_grow() -> None:
    assert names(censuses(20)) == []
    assert names(censuses(20, timers=lambda at: 20 + at % 3, memory=lambda at: 80 + at % 4 * 0.7)) == []


def test_one_more_a_day_is_growth() -> None:
    assert names(censuses(20, timers=lambda at: 20 + at // 2)) == ["timers", "objects of kiosk.Thing"]


def test_one_more_a_week_is_growth_within_a_month() -> None:
    assert "timers" in names(censuses(60, timers=lambda at: 20 + at // 14))


def test_what_is_made_once_is_a_step_and_no_growth() -> None:
    for moment in range(20):
        assert names(censuses(20, timers=lambda at, m=moment: 20 + 5 * (at >= m))) == []


def test_memory_that_creeps_is_growth() -> None:
    (found,) = grown(censuses(30, memory=lambda at: 80 + at * 0.1 + at % 3 * 0.05))
    assert found.what == "memory, MB"
    assert abs(found.a_day - 0.2) < 0.02


def test_references_to_none_may_come_and_not_go() -> None:
    assert names(censuses(20, none=lambda at: 50_000 + at * 900)) == []
    assert names(censuses(20, none=lambda at: 50_000 - at * 900)) == ["references to None, lost"]


@pytest.mark.parametrize(("most", "grew"), [(200, []), (202, ["objects of pyqtgraph.Point.Point"])])
def test_what_is_bounded_may_come_up_to_its_bound(most: int, grew: list[str]) -> None:
    counts = dict.fromkeys(COUNTED, 100)
    points = [{"pyqtgraph.Point.Point": most * at // 20} for at in range(21)]
    assert names([Census(at * HALF_DAY, counts, 80.0, kinds) for at, kinds in enumerate(points)]) == grew


def test_too_few_say_nothing() -> None:
    assert names(censuses(5, timers=lambda at: at)) == []


def test_a_slope_is_an_hour_s() -> None:
    slope = slope_of([(at * 10.0, 100 + at * 10 / 3600 * 6) for at in range(300)])
    assert abs(slope.mb_h - 6) < 1e-6
    assert slope.error < 1e-6


def test_lows_are_of_each_five_minutes() -> None:
    assert lows_of([(0.0, 5.0), (100.0, 3.0), (301.0, 9.0), (599.0, 8.0)]) == [(100.0, 3.0), (599.0, 8.0)]


def looks(mb_h: float, wander: float = 1.0, pictures: Callable[[int], int] = lambda _: 20) -> list[Look]:
    """An hour that grows by so much, with decks that are read aside now and then."""
    found = []
    for at in range(360):
        small = 70 + mb_h * at / 360 + wander * math.sin(at / 20) + (36 if at % 45 < 12 else 0)
        found.append(Look(at * 10.0, Held(small + 90, small + pictures(at), small, 35, 17, 3)))
    return found


@pytest.mark.parametrize(("mb_h", "wander", "says"), [
    (0, 1, "flat "), (-6, 1, "flat "), (12, 1, "GROWS "), (60, 1, "GROWS "), (0, 20, "TOO NOISY TO TELL "),
])  # fmt: skip
def test_an_hour_is_judged_by_what_it_comes_back_to(mb_h: float, wander: float, says: str) -> None:
    fit, words = judged(looks(mb_h, wander))
    assert words.startswith(says)
    assert fit == (says == "flat ")


@pytest.mark.parametrize(("pictures", "grow"), [
    (lambda at: 20 + at // 7 % 5 * 9, False),  # what stands on the screen, and beside it
    (lambda at: 20 + 18 * (at > 100), False),  # a step
    (lambda at: 20 + at // 30 * 8 + at // 7 % 2 * 9, True),
])  # fmt: skip
def test_pictures_may_come_and_go(pictures: Callable[[int], int], grow: bool) -> None:
    fit, words = judged(looks(0, pictures=pictures))
    assert fit != grow
    assert words.endswith("pictures GROW" if grow else "pictures flat")


def test_handles_that_come_and_go_do_not_grow() -> None:
    assert not grows([30, 35, 33] * 10)
    assert grows([30] * 10 + [31] * 10 + [36] * 10)


def test_what_a_curator_is_told_is_no_complaint() -> None:
    log = (
        "2026-11-25T03:05:47+00:00 +1.0s 0730c16b INFO kiosk: begun\n"
        "2026-11-25T03:05:48+00:00 +2.0s 0730c16b WARNING kiosk: the deck has 1 errors: deck.yaml:4:1: unknown_key\n"
        "2026-11-25T03:05:49+00:00 +3.0s 0730c16b WARNING kiosk.qt: QPainter::begin: no engine\n"
    )
    (line,) = complaints(log)
    assert "QPainter" in line
