"""Reading what may not be there, putting a file in the place of another, and keeping few files."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

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


def test_two_threads_put_the_same_file_in_place_without_meeting(tmp_path: Path) -> None:
    """Each of them halfway when the other begins."""
    path, halfway, trouble = tmp_path / "a", threading.Barrier(2, timeout=20), list[BaseException]()

    def put(data: bytes) -> None:
        try:
            with disk.replacing(path) as file:
                file.write(data[:100])
                file.flush()
                halfway.wait()
                file.write(data[100:])
        except BaseException as error:  # noqa: BLE001 - told of below
            trouble.append(error)

    threads = [threading.Thread(target=put, args=(letter * 200,)) for letter in (b"x", b"y")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert trouble == []
    assert path.read_bytes() in {b"x" * 200, b"y" * 200}
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    disk.replace(path, b"good")

    def broken_off() -> None:
        with disk.replacing(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert path.read_bytes() == b"good"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_what_was_left_by_a_process_that_was_killed_gives_nobody_its_mode(tmp_path: Path) -> None:
    """Its number, and its file's name, may be ours."""
    path = tmp_path / "a"
    with disk.replacing(path):
        left = next(tmp_path.iterdir())
    left.write_bytes(b"left")
    left.chmod(0o666)
    disk.replace(path, b"ours", 0o600)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
