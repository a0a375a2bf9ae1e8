"""What is wrong with a picture file, judged by its first bytes alone: its kind, its size, whether it is whole.

Pure Python and bounded reads: a checker needs neither Qt nor the memory for the picture.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from kiosk.content.vector import svg_fault

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes of a picture file."""
MOST_JPEG = 200_000_000
"""Pixels of a JPEG, which is made smaller while it is decoded."""
MOST_OTHER = 64_000_000
"""Pixels of all others, which are decoded whole: 256 MB."""
HEAD = 1024
"""Bytes at the beginning by which a file's kind is told."""
_MOST_SEGMENTS = 4000

Size = tuple[int, int]


class _Broken(Exception):  # noqa: N818 - the picture is, not the program
    """The header is cut short, or says what can't be."""


def fault_of(path: Path) -> tuple[str, dict[str, str]] | None:
    """The rule that a picture file breaks, with values for its sentence; None where it is sound."""
    try:
        found = path.stat()
    except OSError:
        return "picture_unreadable", {}
    return _fault_of(path, found.st_size, found.st_mtime_ns, found.st_ino)


@lru_cache(maxsize=2048)
def _fault_of(path: Path, length: int, *_stamp: int) -> tuple[str, dict[str, str]] | None:
    """As above; a picture that stands on many slides, or outlives a save of the deck, is read once."""
    try:
        if length > LARGEST_FILE:
            return "picture_large", {}
        with path.open("rb") as file:
            head = file.read(HEAD)
            return svg_fault(path, length) if is_drawing(head) else _raster_fault(file, head, length)
    except (_Broken, struct.error, OverflowError):
        return "picture_broken", {}
    except OSError:
        _fault_of.cache_clear()  # a share that is away for a moment is asked again
        return "picture_unreadable", {}


def is_drawing(head: bytes) -> bool:
    """Whether a file that begins so is an SVG, whatever it is called."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith(b"<") and (b"<svg" in head or text.startswith((b"<?xml", b"<!--", b"<!DOCTYPE svg")))


def _raster_fault(file: BinaryIO, head: bytes, length: int) -> tuple[str, dict[str, str]] | None:
    if not head:
        raise _Broken
    size, most = _size(file, head, length)
    if size is None:
        return "picture_kind", {}
    width, height = size
    if width <= 0 or height <= 0:
        return "picture_broken", {}
    if width * height > most:
        return "picture_pixels", {"size": f"{width} × {height}"}
    return None


def _size(file: BinaryIO, head: bytes, length: int) -> tuple[Size | None, int]:
    """Width and height by the header, or None where it is no picture; and how many pixels may be."""
    size: Size | None = None
    if head.startswith(b"\xff\xd8\xff"):
        return _jpeg(file, length), MOST_JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        size = _png(head, file, length)
    elif head.startswith((b"GIF87a", b"GIF89a")):
        size = struct.unpack("<HH", head[6:10])
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        size = _webp(head, length)
    elif head.startswith(b"BM") and len(head) >= 26 and head[6:10] == b"\0\0\0\0":
        size = _bmp(head, length)
    elif head[:4] in {b"II*\0", b"MM\0*"}:
        size = _tiff(file, head)
    return size, MOST_OTHER


def _jpeg(file: BinaryIO, length: int) -> Size:
    """The size stands in the first frame's header, behind segments of any length."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        file.seek(at)
        marker = file.read(4)
        if len(marker) < 4 or marker[0] != 0xFF:
            raise _Broken
        if marker[1] == 0xFF:  # filling
            at += 1
            continue
        if marker[1] == 0x01 or 0xD0 <= marker[1] <= 0xD8:
            at += 2
            continue
        (long,) = struct.unpack(">H", marker[2:4])
        if marker[1] in {0xD9, 0xDA} or long < 2:
            raise _Broken
        if 0xC0 <= marker[1] <= 0xCF and marker[1] not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", file.read(5)[1:5])
            if at + 2 + long >= length:
                raise _Broken
            return width, height
        at += 2 + long
    raise _Broken


def _png(head: bytes, file: BinaryIO, length: int) -> Size:
    if len(head) < 33 or head[12:16] != b"IHDR":
        raise _Broken
    file.seek(max(0, length - 64))
    if b"IEND" not in file.read(64) and not _png_ends(file, length):
        raise _Broken  # cut short
    return struct.unpack(">II", head[16:24])


def _png_ends(file: BinaryIO, length: int) -> bool:
    """Whether the chunks lead to IEND: some programs write after it."""
    at = 8
    for _ in range(_MOST_SEGMENTS):
        file.seek(at)
        chunk = file.read(8)
        if len(chunk) < 8:
            return False
        if chunk[4:] == b"IEND":
            return True
        at += 12 + int.from_bytes(chunk[:4], "big")
        if at > length:
            return False
    return True  # more chunks than anybody counts


def _webp(head: bytes, length: int) -> Size:
    kind = head[12:16]
    if int.from_bytes(head[4:8], "little") + 8 > length + 1:
        raise _Broken  # cut short
    if kind == b"VP8X":
        if len(head) < 30:
            raise _Broken
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8 ":
        if len(head) < 30 or head[23:26] != b"\x9d\x01\x2a":
            raise _Broken
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        if len(head) < 25 or head[20] != 0x2F:
            raise _Broken
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)
    raise _Broken


def _bmp(head: bytes, length: int) -> Size:
    begins, header = struct.unpack("<II", head[10:18])
    if begins >= length:
        raise _Broken
    if header == 12:
        return struct.unpack("<HH", head[18:22])
    width, height = struct.unpack("<ii", head[18:26])
    return width, abs(height)  # a negative height counts from the top


def _tiff(file: BinaryIO, head: bytes) -> Size:
    order = "<" if head[:2] == b"II" else ">"
    (at,) = struct.unpack(f"{order}I", head[4:8])
    file.seek(at)
    (count,) = struct.unpack(f"{order}H", file.read(2))
    found = dict(_tiff_entries(file.read(12 * min(count, 500)), order))
    if 256 not in found or 257 not in found:
        raise _Broken
    return found[256], found[257]


def _tiff_entries(data: bytes, order: str) -> Iterator[tuple[int, int]]:
    """Tag and value of each short or long entry."""
    for start in range(0, len(data) - 11, 12):
        tag, kind = struct.unpack(f"{order}HH", data[start : start + 4])
        if kind == 3:
            yield tag, struct.unpack(f"{order}H", data[start + 8 : start + 10])[0]
        elif kind == 4:
            yield tag, struct.unpack(f"{order}I", data[start + 8 : start + 12])[0]
