"""The settings at hand: what is known of them while their file is written."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kiosk.ops import at_hand
from kiosk.ops.at_hand import AtHand
from kiosk.ops.settings import write_settings

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


def unreadable(path: Path) -> Path:
    path.symlink_to("/proc/self/mem")  # whoever reads it is told of an input/output error
    return path


def test_a_disk_that_refuses_says_nothing_of_the_settings_and_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_hand, "AGAIN_S", 0.01)
    path, came = unreadable(tmp_path / "settings.yaml"), threading.Event()
    settings = AtHand(path, came=came.set)
    assert settings.look(0.1) is None, "no defaults: they have no PIN"
    write_settings(tmp_path / "sound.yaml", brightness=50)
    (tmp_path / "sound.yaml").replace(path)
    assert came.wait(WAIT_S)
    assert settings.known is not None
    assert settings.known.settings.brightness == 50
    path.unlink()
    unreadable(path)
    for _ in range(2):  # what is being read already, and then anew
        settings.look(WAIT_S)
    assert settings.known.settings.brightness == 50, "as they were last known"


def test_a_change_that_a_refusing_disk_does_not_take_is_told(tmp_path: Path) -> None:
    settings = AtHand(unreadable(tmp_path / "settings.yaml"))
    told: list[tuple[bool, str]] = []
    settings.write(lambda error: told.append((settings.written, str(error and error.strerror))), brightness=50)
    assert settings.wait(WAIT_S)
    assert told == [(True, "Input/output error")]
