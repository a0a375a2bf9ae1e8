"""The settings at hand: what is known of them while their file is written."""

from __future__ import annotations

from pathlib import Path

from kiosk.ops.at_hand import AtHand

WAIT_S = 20.0


def test_who_is_told_that_the_last_change_is_written_finds_nothing_left_to_wait_for(tmp_path: Path) -> None:
    """Else they wait for a word that never comes, and what the file says never counts."""
    settings = AtHand(tmp_path / "settings.yaml")
    told: list[tuple[bool, int]] = []

    def done(_: OSError | None) -> None:
        known = settings.known
        told.append((settings.written, known.settings.brightness if known else 0))

    settings.write(done, brightness=50)
    assert settings.wait(WAIT_S)
    assert told == [(True, 50)]


def test_a_change_that_could_not_be_written_leaves_nothing_to_wait_for_either(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings = AtHand(tmp_path / "file" / "settings.yaml")
    told: list[tuple[bool, bool]] = []
    settings.write(lambda error: told.append((settings.written, error is not None)), brightness=50)
    assert settings.wait(WAIT_S)
    assert told == [(True, True)]


def test_while_a_second_change_waits_there_is_more_to_come(tmp_path: Path) -> None:
    settings = AtHand(tmp_path / "settings.yaml")
    told: list[bool] = []

    def first(_: OSError | None) -> None:
        settings.write(lambda _: told.append(settings.written), brightness=60)
        told.append(settings.written)

    settings.write(first, brightness=50)
    assert settings.wait(WAIT_S)
    assert told == [False, True]
