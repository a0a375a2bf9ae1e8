"""The machine is asked to stay awake, again and again, and nothing is left open by it."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from kiosk.ops.awake import Awake


def inhibitor(folder: Path, script: str) -> None:
    """What `systemd-inhibit` is on this machine."""
    program = folder / "systemd-inhibit"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)


def test_where_nobody_listens_asking_again_leaves_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without logind the program ends at once, and is asked every five minutes, for weeks."""
    inhibitor(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    awake = Awake(None)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        awake.begin()
        for _ in range(3):
            assert awake._logind is not None
            awake._logind.wait(10)
            awake.again()
        awake.end()
    assert [str(one.message) for one in said] == []


def test_whoever_listens_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inhibitor(tmp_path, "exec /bin/cat")
    monkeypatch.setenv("PATH", str(tmp_path))
    awake = Awake(None)
    awake.begin()
    first = awake._logind
    awake.again()
    assert awake._logind is first
    assert first is not None
    awake.end()
    assert first.wait(10) == 0
