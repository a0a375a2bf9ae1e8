"""The reset key on a stick, and on one that the exhibit may only read: a service of the system writes it then."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.staff import reset

READ_ONLY = Path("/sys/fs")
"""Where nobody may make a file, root neither."""


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemctl that keeps what was handed over, and its folder."""
    runtime = tmp_path / "run"
    runtime.mkdir()
    program = tmp_path / "systemctl"
    program.write_text(f'#!/bin/sh\necho "$*" >"{tmp_path}/called"\ncp "{runtime}/{reset.NAME}" "{tmp_path}/got"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(runtime))
    return tmp_path


@pytest.mark.skipif(not READ_ONLY.is_dir(), reason="no such folder here")
def test_the_system_writes_what_the_exhibit_may_not(system: Path) -> None:
    key, known = reset.make_key()
    assert reset.save(key, READ_ONLY) == READ_ONLY / reset.NAME
    assert (system / "called").read_text() == "--no-ask-password start touyan-key.service\n"
    assert reset.digest((system / "got").read_text("utf-8").split()[-1]) == known
    assert not (system / "run" / reset.NAME).exists(), "nothing of it stays behind"


@pytest.mark.skipif(not READ_ONLY.is_dir(), reason="no such folder here")
def test_a_refusal_is_said(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (system / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(PermissionError):
        reset.save("0" * 64, READ_ONLY)
    monkeypatch.delenv("RUNTIME_DIRECTORY")
    with pytest.raises(PermissionError):
        reset.save("0" * 64, READ_ONLY)


def test_a_stick_that_may_be_written_to_is(system: Path) -> None:
    stick = system / "stick"
    stick.mkdir()
    key, known = reset.make_key()
    reset.save(key, stick)
    assert reset.is_there(known, [stick])
    assert not (system / "called").exists()
