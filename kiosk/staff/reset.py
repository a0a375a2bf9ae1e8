"""The key file that lets staff set a new PIN: on a USB stick, made with the PIN. The machine keeps its digest alone."""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from kiosk.ops import disk

NAME = "touyan-reset.key"
_HEAD = """\
头雁：重设密码的钥匙，请妥善保管。
Touyan: the key for a new PIN. Keep it where staff find it and visitors don't.
"""
_MOST = 4096
"""Bytes that are read of such a file."""
SERVICE = "touyan-key.service"
WAIT_S = 20.0
"""For a slow stick."""
_NOT_OURS = {errno.EROFS, errno.EACCES, errno.EPERM}


def make_key() -> tuple[str, str]:
    """A new key and its digest: the first is for the stick, the second for the settings."""
    key = secrets.token_hex(32)
    return key, digest(key)


def digest(key: str) -> str:
    """What a key is known by; it is random and long, so that a fast hash will do."""
    return hashlib.sha256(key.encode()).hexdigest()


def save(key: str, folder: Path) -> Path:
    """Write the key into the root of a stick. It may wait for the disk, and for the system.

    Raises:
        OSError: it can't be written.
    """
    path = folder / NAME
    text = f"{_HEAD}{key}\n".encode()
    try:
        disk.replace(path, text)
    except OSError as error:
        if error.errno not in _NOT_OURS or not _written_by_the_system(text):
            raise
    return path


def _written_by_the_system(text: bytes) -> bool:
    """Where the exhibit's user may only read sticks, a service of the system writes the key (`packaging/session`)."""
    folder, program = os.environ.get("RUNTIME_DIRECTORY", "").partition(":")[0], shutil.which("systemctl")
    if not folder or program is None:
        return False
    request = Path(folder) / NAME
    try:
        disk.replace(request, text)
        done = subprocess.run(  # noqa: S603 - the system's own program, with words of ours
            [program, "--no-ask-password", "start", SERVICE], timeout=WAIT_S, capture_output=True, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    finally:
        request.unlink(missing_ok=True)
    return done.returncode == 0


def is_there(known: str | None, folders: Iterable[Path]) -> bool:
    """Whether one of the sticks holds the key that is known."""
    return any(known and hmac.compare_digest(digest(key), known) for folder in folders for key in _keys(folder))


def _keys(folder: Path) -> list[str]:
    try:
        with (folder / NAME).open("rb") as file:
            words = file.read(_MOST).decode("utf-8", "replace").split()
    except (OSError, ValueError):
        return []
    return [word for word in words if len(word) == 64 and all(one in "0123456789abcdef" for one in word)]
