"""A pack's zip, read with nothing trusted: only the plain layout that `kiosk pack` writes is taken.

Own code, and little of it. The standard reader takes what this has to refuse: files that overlap, something before the
first or after the last, a directory that says one thing and a file's own header another. Here each file has to begin
where the one before it ends, the directory where the last one ends, and the file itself where the directory ends.
Reading costs memory by the number of files, which is known and limited before any of them is looked at.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kiosk.ops.packs.limits import LARGEST_PACK, MOST_FILES, MOST_RATIO, PIECE, SLACK
from kiosk.ops.packs.wording import Refused, size

_END = struct.Struct("<4sHHHHIIH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
STORED, DEFLATED = 0, 8
_LOCKED, _UTF8 = 0x0001, 0x0800
_BEGIN, _MARK = b"PK\x03\x04", b"PK\x05\x06"
_LONGEST_NAME = 1200
"""Bytes; `names` says how long a name may be in letters."""
EXTRA_FILES = 2
"""The manifest and its signature."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as the zip's directory has it: `size` unpacked, `packed` in the zip, `at` where its header begins."""

    name: str
    size: int
    packed: int
    method: int
    at: int
    body: int
    header: tuple[int, ...]


def opened(path: Path) -> BinaryIO:
    """Open a file that may be anything: never through a link, and never something that waits, such as a pipe.

    Raises:
        Refused: it isn't there, or is no ordinary file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise Refused("special")
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise Refused("missing") from error
    except PermissionError as error:
        raise Refused("forbidden") from error
    except (OSError, ValueError) as error:
        raise Refused("pulled") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Refused("special")
    return os.fdopen(handle, "rb")


class Archive:
    """The directory of a zip, held against its layout.

    Args:
        file: open; whoever opened it closes it.

    Raises:
        Refused: it is no pack, isn't whole, or is built in another way than packs are.
        OSError: it can't be read on.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = os.fstat(file.fileno()).st_size
        if self.size > LARGEST_PACK:
            raise Refused("large", limit=size(LARGEST_PACK + 1))
        head = self._read(0, min(4, self.size))
        if not head.strip(b"\0"):
            raise Refused("cut")  # FAT keeps a file's length before its bytes have arrived
        if head != _BEGIN[: len(head)]:
            raise Refused("no_pack")
        count, start = self._end()
        self.entries = self._directory(count, start)

    def _read(self, at: int, count: int) -> bytes:
        self._file.seek(at)
        data = self._file.read(count)
        if len(data) != count:
            raise Refused("cut")
        return data

    def _end(self) -> tuple[int, int]:
        """How many files there are, and where the directory begins."""
        if self.size < _END.size:
            raise Refused("cut")
        mark, disk, first_disk, here, count, length, start, comment = _END.unpack(
            self._read(self.size - _END.size, _END.size)
        )
        if mark != _MARK:
            tail = self._read(max(0, self.size - 0x10000), min(self.size, 0x10000))
            raise Refused("odd" if _MARK in tail else "cut")  # with something after it, or without its end
        if count > MOST_FILES + EXTRA_FILES:  # 0xFFFF is what stands there for more than the format can count
            raise Refused("many", limit=f"{MOST_FILES:,}")
        if disk or first_disk or here != count or comment or not count:
            raise Refused("odd")
        if start + length != self.size - _END.size:
            raise Refused("odd")
        return count, start

    def _directory(self, count: int, start: int) -> list[Entry]:
        length = self.size - _END.size - start
        if length > count * (_CENTRAL.size + _LONGEST_NAME):
            raise Refused("odd")
        data = self._read(start, length)
        entries: list[Entry] = []
        at = body = 0
        for _ in range(count):
            if at + _CENTRAL.size > length:
                raise Refused("odd")
            entry, step = self._entry(data, at, body)
            at += step
            body = entry.body + entry.packed
            entries.append(entry)
        if at != length or body != start:
            raise Refused("odd")
        return entries

    def _entry(self, data: bytes, at: int, begins: int) -> tuple[Entry, int]:
        """A file of the directory, which has to begin where the one before it ended."""
        (mark, _, version, flags, method, clock, day, crc, packed, whole, name_length, extra, comment, disk, _, outside,
         local) = _CENTRAL.unpack_from(data, at)  # fmt: skip
        raw = data[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
        if mark != b"PK\x01\x02" or len(raw) != name_length or not 0 < name_length <= _LONGEST_NAME:
            raise Refused("odd")
        name = _name(raw, flags)
        if flags & _LOCKED:
            raise Refused("locked")
        if method not in (STORED, DEFLATED):
            raise Refused("method")
        kind = stat.S_IFMT(outside >> 16)
        if kind not in (0, stat.S_IFREG):
            raise Refused("link", name=name)
        if flags & ~_UTF8 or extra or comment or disk or local != begins or (method == STORED and packed != whole):
            raise Refused("odd")
        if method == DEFLATED and whole > packed * MOST_RATIO + SLACK:
            raise Refused("bomb", name=name)
        header = (version, flags, method, clock, day, crc, packed, whole)
        body = local + _LOCAL.size + name_length
        return Entry(name, whole, packed, method, local, body, header), _CENTRAL.size + name_length

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """A file's bytes, as many as the directory says and no more.

        Raises:
            Refused: the file's own header differs, or it unpacks to more or less, or not at all.
            OSError: it can't be read on.
        """
        mark, *header, name_length, extra = _LOCAL.unpack(self._read(entry.at, _LOCAL.size))
        own = self._read(entry.at + _LOCAL.size, name_length)
        if mark != _BEGIN or tuple(header) != entry.header or extra or own != entry.name.encode():
            raise Refused("odd")
        yield from self._stored(entry) if entry.method == STORED else self._inflated(entry)

    def _stored(self, entry: Entry) -> Iterator[bytes]:
        left = entry.packed
        at = entry.body
        while left:
            piece = self._read(at, min(PIECE, left))
            at += len(piece)
            left -= len(piece)
            yield piece

    def _inflated(self, entry: Entry) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        made, left, at, waiting = 0, entry.packed, entry.body, b""
        while not unpacker.eof:
            if not waiting and left:
                waiting = self._read(at, min(PIECE // 16, left))
                at += len(waiting)
                left -= len(waiting)
            had = bool(waiting)
            try:
                piece = unpacker.decompress(waiting, PIECE)
            except zlib.error as error:
                raise Refused("harmed", name=entry.name) from error
            waiting = unpacker.unconsumed_tail
            made += len(piece)
            if made > entry.size:
                raise Refused("bomb", name=entry.name)
            if not piece and not had:
                raise Refused("harmed", name=entry.name)  # it ends before its own end
            yield piece
        if made != entry.size or left or waiting or unpacker.unused_data:
            raise Refused("harmed", name=entry.name)

    def read(self, entry: Entry, limit: int) -> bytes | None:
        """All of a small file, or None where it is larger than that."""
        return b"".join(self.pieces(entry)) if entry.size <= limit else None


def _name(raw: bytes, flags: int) -> str:
    """A name in UTF-8, which it has to say it is."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("odd") from error
    if not flags & _UTF8 and not name.isascii():
        raise Refused("odd")
    return name
