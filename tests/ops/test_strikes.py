"""Slides that failed are remembered with their deck, over restarts, and forgotten with it."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from kiosk.ops.strikes import NAME, Strikes


def settled() -> None:
    for thread in threading.enumerate():
        if thread.name == "strikes":
            thread.join(10)


def test_three_strikes_and_it_is_out_over_restarts(tmp_path: Path) -> None:
    for count in (1, 2, 3):
        strikes = Strikes(tmp_path)
        assert strikes.of_deck("d") == frozenset()
        assert strikes.note("bad") == count
        settled()
    assert Strikes(tmp_path).of_deck("d") == {"bad"}


def test_another_deck_wipes_the_slate(tmp_path: Path) -> None:
    strikes = Strikes(tmp_path)
    strikes.of_deck("d")
    for _ in range(3):
        strikes.note("bad")
    settled()
    assert Strikes(tmp_path).of_deck("e") == frozenset()
    settled()
    assert Strikes(tmp_path).of_deck("d") == frozenset()


def test_notes_that_come_at_once_are_all_kept(tmp_path: Path) -> None:
    strikes = Strikes(tmp_path)
    strikes.of_deck("d")
    for number in range(40):
        strikes.note(f"slide-{number % 4}")
    settled()
    assert json.loads((tmp_path / NAME).read_bytes())["slides"] == {f"slide-{n}": 10 for n in range(4)}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"deck": 1}', '{"deck": "d", "slides": [1]}', "[" * 90_000])
def test_a_broken_file_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    strikes = Strikes(tmp_path)
    assert strikes.of_deck("d") == frozenset()
    strikes.note("bad")
    settled()
    assert json.loads((tmp_path / NAME).read_bytes()) == {"deck": "d", "slides": {"bad": 1}}


def test_what_may_be_followed_by_the_end_is_on_the_disk_at_once(tmp_path: Path) -> None:
    strikes = Strikes(tmp_path)
    strikes.of_deck("d")
    strikes.note("bad", at_once=True)
    assert json.loads((tmp_path / NAME).read_bytes()) == {"deck": "d", "slides": {"bad": 1}}


def test_without_a_disk_it_still_counts(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    strikes = Strikes(Path("/proc/touyan"))
    strikes.of_deck("d")
    for _ in range(3):
        strikes.note("bad")
    settled()
    assert strikes.of_deck("d") == {"bad"}
    assert "kiosk: a slide's failure couldn't be noted" in capsys.readouterr().err
    assert "couldn't be noted" in caplog.text, "whoever reads the log weeks later wants to know"
