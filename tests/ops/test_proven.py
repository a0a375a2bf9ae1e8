"""Decks that ran well are remembered, the last few of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.ops.proven import MOST, NAME, Proven


def test_a_deck_that_ran_well_is_remembered(tmp_path: Path) -> None:
    assert not Proven(tmp_path).holds("a")
    Proven(tmp_path).note("a")
    assert Proven(tmp_path).holds("a")
    assert not Proven(tmp_path).holds("b")


def test_the_oldest_go_first(tmp_path: Path) -> None:
    proven = Proven(tmp_path)
    for number in range(MOST + 1):
        proven.note(str(number))
        proven.note("always")
    assert proven.holds("always")
    assert not proven.holds("0")
    assert proven.holds(str(MOST))


@pytest.mark.parametrize("text", ["", "{}", "[1, null]", "[" * 60_000])
def test_a_broken_file_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    assert not Proven(tmp_path).holds("a")
    Proven(tmp_path).note("a")
    assert Proven(tmp_path).holds("a")


def test_without_a_disk_nothing_is_raised() -> None:
    Proven(Path("/proc/touyan")).note("a")
    assert not Proven(Path("/proc/touyan")).holds("a")
