"""One sentence on how the exhibit is: the most urgent thing first."""

from __future__ import annotations

import pytest

from kiosk.staff.health import Facts, Level, Shown, judge


@pytest.mark.parametrize(
    ("facts", "level", "words"),
    [
        (Facts(), Level.GREEN, "in order"),
        (Facts(warnings=1), Level.GREEN, "1 remark on"),
        (Facts(warnings=2), Level.GREEN, "2 remarks on"),
        (Facts(errors=3), Level.AMBER, "3 mistakes"),
        (Facts(errors=1, shown=Shown.EARLIER), Level.AMBER, "1 mistake in"),
        (Facts(left_out=1), Level.AMBER, "1 slide can’t be drawn and is"),
        (Facts(left_out=2), Level.AMBER, "2 slides can’t be drawn and are"),
        (Facts(settings_errors=1), Level.AMBER, "settings"),
        (Facts(clock_trusted=False), Level.AMBER, "clock"),
        (Facts(clock_trusted=True), Level.GREEN, "in order"),
        (Facts(restarts=2), Level.AMBER, "2 times"),
        (Facts(held=True), Level.AMBER, "held"),
        (Facts(shown=Shown.QUIET, errors=9), Level.RED, "nothing to show"),
        (Facts(safe_mode=True), Level.RED, "safe mode"),
        (Facts(free=1000), Level.RED, "disk"),
        (Facts(free=10**12), Level.GREEN, "in order"),
    ],
)
def test_the_sentence(facts: Facts, level: Level, words: str) -> None:
    health = judge(facts)
    assert health.level is level
    assert words in health.sentence[1]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in health.sentence[0])


def test_red_comes_before_amber() -> None:
    assert judge(Facts(errors=3, held=True, safe_mode=True)).level is Level.RED
