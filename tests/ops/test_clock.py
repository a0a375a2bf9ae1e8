"""When a clock is trusted: one rule, every case of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.ops.clock import SENTENCES, SLACK, Synchronised, newest, probe_synchronised, program_date, trust
from kiosk.ops.settings import Settings

NOW = 2_500_000_000.0
YEAR = 365 * 86_400.0


@pytest.mark.parametrize(
    ("said", "content", "synchronised", "trusted", "reason"),
    [
        ("auto", NOW - YEAR, True, True, "synchronised"),
        ("auto", NOW - YEAR, False, False, "alone"),
        ("auto", NOW - YEAR, None, False, "alone"),
        ("auto", None, True, True, "synchronised"),
        ("auto", NOW + YEAR, True, True, "synchronised"),
        ("auto", NOW + YEAR, False, False, "before_content"),
        ("auto", NOW + YEAR, None, False, "before_content"),
        ("auto", NOW + SLACK / 2, True, True, "synchronised"),
        ("trusted", NOW - YEAR, False, True, "set_trusted"),
        ("trusted", NOW + YEAR, False, True, "set_trusted_before"),
        ("trusted", NOW + SLACK / 2, False, True, "set_trusted"),
        ("trusted", None, None, True, "set_trusted"),
        ("untrusted", NOW - YEAR, True, False, "set_untrusted"),
        ("untrusted", NOW + YEAR, True, False, "set_untrusted"),
    ],
)
def test_the_rule(said: str, content: float | None, synchronised: bool | None, trusted: bool, reason: str) -> None:
    found = trust(Settings.model_validate({"clock": said}), NOW, content, synchronised)
    assert (found.trusted, found.reason) == (trusted, reason)
    assert found.why("zh") == SENTENCES[reason][0]
    assert found.why("en") == SENTENCES[reason][1]


@pytest.mark.parametrize(
    ("said", "synchronised", "trusted", "reason"),
    [
        ("trusted", False, False, "before_program"),
        ("trusted", None, False, "before_program"),
        ("trusted", True, True, "set_trusted_before"),
        ("auto", False, False, "before_program"),
        ("auto", True, True, "synchronised"),
        ("untrusted", False, False, "set_untrusted"),
    ],
)
def test_a_flat_battery_is_found_out_though_staff_trusted_the_clock_once(
    said: str, synchronised: bool | None, trusted: bool, reason: str
) -> None:
    found = trust(Settings.model_validate({"clock": said}), NOW, NOW + YEAR, synchronised, NOW + YEAR)
    assert (found.trusted, found.reason) == (trusted, reason)


def test_the_contents_date_is_that_of_the_newest_file(tmp_path: Path) -> None:
    deck, picture = tmp_path / "deck.yaml", tmp_path / "hall.jpg"
    deck.touch()
    picture.touch()
    os.utime(deck, (NOW, NOW))
    os.utime(picture, (NOW + 9, NOW + 9))
    assert newest([deck, picture, tmp_path / "gone"]) == NOW + 9
    assert newest([]) is None
    own = program_date()
    assert own is not None
    assert own > 1_600_000_000


def test_a_yes_is_remembered_and_a_no_is_asked_again_a_minute_later() -> None:
    answers, asked, now = [False, True, False, False], [], [1000.0]

    def probe() -> bool:
        asked.append(now[0])
        return answers[len(asked) - 1]

    synchronised = Synchronised(probe, lambda: now[0])
    assert [synchronised(), synchronised()] == [False, False]
    now[0] += 61
    assert synchronised() is True
    now[0] += 36_000
    assert synchronised() is True
    assert len(asked) == 2


def test_this_machine_can_be_asked() -> None:
    assert probe_synchronised() in {True, False, None}
