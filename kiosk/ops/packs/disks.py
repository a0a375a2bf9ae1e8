"""What the packs ask of a disk, in few and plain steps, so that a test can cut the power before any of them."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kiosk.ops import disk

with contextlib.suppress(ImportError):  # another system; there the program is one process
    import fcntl

INCOMING, LOCK, PART = "incoming", "lock", "part-"
"""In the folder of the packs: what comes in, who is at work there, and how what isn't whole yet begins."""
_LOCKS = os.name == "posix"


class Disk:
    """The machine's own disk."""

    def free(self, folder: Path) -> int:
        """Bytes that are free."""
        return shutil.disk_usage(folder).free

    def make(self, folder: Path) -> None:
        """Make a folder, and those above it; it may be there."""
        folder.mkdir(parents=True, exist_ok=True)

    def create(self, path: Path) -> BinaryIO:
        """Open a file that isn't there yet, to be written."""
        return path.open("xb")

    def settle(self, path: Path) -> None:
        """Have a file on the disk."""
        with path.open("rb+") as file:
            os.fsync(file.fileno())

    def settle_folder(self, folder: Path) -> None:
        """Have a folder's names on the disk."""
        disk.settle(folder)

    def rename(self, old: Path, new: Path) -> None:
        """Give a folder another name."""
        old.rename(new)

    def replace(self, path: Path, data: bytes) -> None:
        """Put a small file in the place of another, whole or not at all."""
        disk.replace(path, data)

    def remove(self, path: Path) -> None:
        """Let a folder or a file go; what can't be removed stays."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


class Hold:
    """A folder that is in use: nobody sweeps it away until it is let go, or the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = _locked(folder, exclusive=False)

    def close(self) -> None:
        """Let go."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def __enter__(self) -> Hold:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def in_use(folder: Path) -> bool:
    """Whether any process holds a folder."""
    if not _LOCKS:
        return False
    handle = _locked(folder, exclusive=True)
    if handle is None:
        return folder.exists()
    os.close(handle)
    return False


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process and one thread at a time; the lock is the system's, and goes with whoever holds it."""
    if not _LOCKS:
        yield
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _locked(folder: Path, *, exclusive: bool) -> int | None:
    """A handle that holds a folder, or None where that can't be."""
    if not _LOCKS:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
