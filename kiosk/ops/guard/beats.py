"""The app's signs of life, in a page of memory that outlives it.

The app writes and its parent reads, each whenever it likes. There are two places, written in turn, each with a
checksum: a process that is killed in the middle of writing leaves the beat before, and never half of one.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_HEAD = struct.Struct("<IQ")
"""Checksum, number."""
_BODY = struct.Struct("<ddQQB")
_TEXT_BYTES = 200
_TEXTS = 4
_SLOT = 1024
SIZE = 2 * _SLOT


@dataclass(frozen=True)
class Beat:
    """One sign of life. All times are seconds of the system's monotonic clock.

    Attributes:
        proved: when it was last proven that the window paints; 0 where it never was.
        changed: when more than the proof was last painted. painted: how many paintings there were.
        window: the window's number on an X server, or 0.
        seen: whether there was a screen to paint on; without one, the running event loop has to do as proof.
        visited: whether a visitor is there. private: whether something is shown that must not outlive the app.
        ended: whether the app went of its own accord.
        slide: the id of the slide that stands. building: of one that is being built just now, or "".
        language: that it is shown in. deck: the digest of the deck, or its beginning.
    """

    proved: float = 0.0
    changed: float = 0.0
    painted: int = 0
    window: int = 0
    seen: bool = True
    visited: bool = False
    private: bool = False
    ended: bool = False
    slide: str = ""
    building: str = ""
    language: str = ""
    deck: str = ""

    @property
    def suspect(self) -> str:
        """The slide that was at work."""
        return self.building or self.slide


class Beats:
    """The page."""

    def __init__(self, page: mmap.mmap) -> None:
        self._page, self._number = page, 0
        found = self._newest()
        if found is not None:
            self._number = found[0]

    @classmethod
    def shared(cls) -> Beats:
        """A page for this process and those it forks."""
        return cls(mmap.mmap(-1, SIZE))

    @classmethod
    def kept(cls, path: Path) -> Beats:
        """A page that the next process finds as well; better on a file system in memory.

        Raises:
            OSError: the file can't be made or mapped.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, 0o600), "r+b") as file:
            _make_room(file)
            return cls(mmap.mmap(file.fileno(), SIZE))

    def write(self, beat: Beat) -> None:
        """Say how things are."""
        self._number += 1
        flags = beat.seen | beat.visited << 1 | beat.private << 2 | beat.ended << 3
        body = _BODY.pack(beat.proved, beat.changed, beat.painted, beat.window, flags)
        body += b"".join(_packed(text) for text in (beat.slide, beat.building, beat.language, beat.deck))
        number = struct.pack("<Q", self._number)
        at = self._number % 2 * _SLOT
        self._page[at : at + _HEAD.size + len(body)] = struct.pack("<I", zlib.crc32(number + body)) + number + body

    def read(self) -> Beat | None:
        """The newest that was written whole."""
        found = self._newest()
        return found[1] if found is not None else None

    def clear(self) -> None:
        """Forget everything: another process begins."""
        self._page[:] = bytes(SIZE)
        self._number = 0

    def _newest(self) -> tuple[int, Beat] | None:
        found = [one for one in (self._slot(0), self._slot(1)) if one is not None]
        return max(found, key=lambda one: one[0], default=None)

    def _slot(self, place: int) -> tuple[int, Beat] | None:
        data = self._page[place * _SLOT : (place + 1) * _SLOT]
        checksum, number = _HEAD.unpack_from(data)
        end = _HEAD.size + _BODY.size + _TEXTS * _TEXT_BYTES
        if not number or zlib.crc32(data[4:end]) != checksum:
            return None
        proved, changed, painted, window, flags = _BODY.unpack_from(data, _HEAD.size)
        texts = [_unpacked(data, end - (_TEXTS - index) * _TEXT_BYTES) for index in range(_TEXTS)]
        seen, visited, private, ended = (bool(flags >> bit & 1) for bit in range(4))
        return number, Beat(proved, changed, painted, window, seen, visited, private, ended, *texts)


def _packed(text: str) -> bytes:
    return text.encode("utf-8", "replace")[:_TEXT_BYTES].ljust(_TEXT_BYTES, b"\0")


def _unpacked(data: bytes, at: int) -> str:
    return data[at : at + _TEXT_BYTES].rstrip(b"\0").decode("utf-8", "ignore")


def _make_room(file: BinaryIO) -> None:
    """Written, not only stretched: on a full disk a page that isn't there ends whoever touches it (SIGBUS)."""
    if file.seek(0, os.SEEK_END) != SIZE:
        file.truncate(0)
        file.seek(0)
        file.write(bytes(SIZE))
        file.flush()
