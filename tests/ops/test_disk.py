"""Reading what may not be there, and keeping few files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from kiosk.ops import disk


def test_what_cannot_be_read_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert disk.read(path) == b""
    assert disk.read(tmp_path) == b""
    assert disk.digest(path, 10) == ""
    assert disk.digest(Path("a\0b"), 10) == ""
    path.write_bytes(b"0123456789")
    assert disk.read(path) == b"0123456789"
    assert disk.digest(path, 10) == hashlib.sha256(b"0123456789").hexdigest()
    assert disk.digest(path, 9) == ""


def test_those_written_last_are_kept(tmp_path: Path) -> None:
    for number, name in enumerate(("c.x", "a.x", "b.x", "old.y")):
        path = tmp_path / name
        path.write_bytes(b"")
        os.utime(path, (number, number))
    disk.keep_newest(tmp_path, "*.x", 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.x", "b.x", "old.y"]
    disk.keep_newest(tmp_path / "none", "*", 2)
