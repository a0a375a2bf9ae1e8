"""Writing so that a power cut leaves either what was there or what was meant, and nothing in between; and reading where
it doesn't matter why there is nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO


def write(path: Path, data: bytes) -> None:
    """Write a file and have it on the disk; half of it may be there after a power cut.

    Raises:
        OSError: the disk is full, read-only or gone.
    """
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Put a file in the place of another, whole or not at all; its folder is made if it isn't there.

    Args:
        path: its place. data: all of it. mode: what it may be opened by from its beginning, less the process's umask.

    Raises:
        OSError: the disk is full, read-only or gone; what was there still is.
    """
    with replacing(path, mode) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path, mode: int = 0o666) -> Iterator[BinaryIO]:
    """`replace`, for what is written piece by piece: whatever is raised meanwhile leaves what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_native_id()}")
    try:
        part.unlink(missing_ok=True)  # a process of that number may have ended halfway
        with open(part, "xb", opener=partial(os.open, mode=mode)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename in {None, str(part)}:
            error.filename = str(path)
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the names in a folder on the disk as well."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(path: Path) -> bytes:
    """What a file holds; nothing where it can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def digest(path: Path, largest: int) -> str:
    """SHA-256 of a file; "" where it can't be read, or has more bytes than that."""
    try:
        return "" if path.stat().st_size > largest else hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""


def fingerprint(path: Path) -> str:
    """SHA-256 of a file of any size.

    Raises:
        OSError: it can't be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def name_for(path: Path) -> str:
    """A name to keep something under that belongs to a file: the same for the same path, which may be gone."""
    return hashlib.sha256(os.fsencode(os.path.abspath(path))).hexdigest()[:24]  # noqa: PTH100 - links aren't followed


def keep_newest(folder: Path, pattern: str, count: int) -> None:
    """Let go of a folder's files of that pattern but for so many that were written last.

    Raises:
        OSError: the disk is read-only or gone.
    """
    files = sorted(folder.glob(pattern), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in files[count:]:
        old.unlink(missing_ok=True)
