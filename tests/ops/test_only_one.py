"""One exhibit a screen."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ops.only_one import OnlyOne

HOLDER = """
import sys
from pathlib import Path
from kiosk.ops.only_one import OnlyOne
held = OnlyOne(Path(sys.argv[1]), ":0")
print(held.hold(), flush=True)
sys.stdin.read()
"""


def test_a_second_one_is_turned_away_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = OnlyOne(tmp_path / "new", ":0"), OnlyOne(tmp_path / "new", ":0")
    assert first.hold()
    assert not second.hold()
    first.let_go()
    first.let_go()
    assert second.hold()
    second.let_go()


def test_each_screen_has_one(tmp_path: Path) -> None:
    ones = [OnlyOne(tmp_path, display) for display in (":0", ":1", "wayland-0", "../../far", "")]
    assert all(one.hold() for one in ones)
    assert len(list(tmp_path.iterdir())) == len(ones)
    for one in ones:
        one.let_go()


def test_a_process_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdin=-1, stdout=-1)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"True\n"
    assert not OnlyOne(tmp_path, ":0").hold()
    holder.kill()
    holder.communicate()
    again = OnlyOne(tmp_path, ":0")
    assert again.hold()
    again.let_go()


def test_where_nothing_can_be_told_the_exhibit_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    one = OnlyOne(tmp_path / "file", ":0")
    assert one.hold()
    one.let_go()

    def refuse(file: object, how: int) -> None:
        raise OSError(95, "no locks on this file system")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert all(OnlyOne(tmp_path, ":0").hold() for _ in range(2))
