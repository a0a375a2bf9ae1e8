"""What is wrong with a picture file, found in its first bytes: nothing is decoded, and little is read."""

from __future__ import annotations

import re
import struct
from pathlib import Path

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes."""
LARGEST_SVG = 5 * 1024 * 1024
"""Bytes."""
MOST_JPEG = 200_000_000
"""Pixels of a JPEG, which is decoded at the size needed."""
MOST_OTHER = 64_000_000
"""Pixels of any other picture, which is decoded whole."""
HEAD = 512 * 1024
"""Bytes read to find a picture's size; camera thumbnails and colour profiles stand before it."""


def fault_of(path: Path) -> str | None:
    """The name of what is wrong with a picture file, as `wording` words it; None where nothing is."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            return "picture_size"
        with path.open("rb") as file:
            head = file.read(HEAD)
            if _looks_svg(head):
                return _svg_fault(head + file.read(LARGEST_SVG), size)
            file.seek(max(0, size - 64))
            tail = file.read(64)
    except OSError:
        return "picture_broken"
    measured = _measure(head)
    if measured is None:
        return "picture_kind"
    width, height = measured
    if width <= 0 or height <= 0 or (head.startswith(b"\x89PNG") and b"IEND" not in tail):
        return "picture_broken"
    most = MOST_JPEG if head.startswith(b"\xff\xd8") else MOST_OTHER
    return "picture_pixels" if width * height > most else None


def _measure(head: bytes) -> tuple[int, int] | None:
    """Width and height; (0, 0) where the header is cut short; None where it is no picture we know."""
    readers = {
        b"\x89PNG\r\n\x1a\n": _png, b"\xff\xd8\xff": _jpeg, b"RIFF": _webp, b"GIF8": _gif, b"BM": _bmp,
        b"II*\0": _tiff, b"MM\0*": _tiff,
    }  # fmt: skip
    for magic, reader in readers.items():
        if head.startswith(magic):
            try:
                return reader(head)
            except (struct.error, IndexError):
                return 0, 0
    return None


def _png(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _gif(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", head[6:10])
    return width, height


def _bmp(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<ii", head[18:26])
    return width, abs(height)


def _jpeg(head: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header (SOF)."""
    at = 2
    while at + 9 < len(head):
        if head[at] != 0xFF:
            return 0, 0
        marker = head[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", head[at + 2 : at + 4])[0]
    return 0, 0


def _webp(head: bytes) -> tuple[int, int] | None:
    if head[8:12] != b"WEBP":
        return None
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = struct.unpack("<I", head[21:25])[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _tiff(head: bytes) -> tuple[int, int]:
    order = "<" if head.startswith(b"II") else ">"
    at = struct.unpack(order + "I", head[4:8])[0]
    found = {}
    for entry in range(struct.unpack(order + "H", head[at : at + 2])[0]):
        begin = at + 2 + 12 * entry
        tag, kind = struct.unpack(order + "HH", head[begin : begin + 4])
        if tag in {256, 257}:
            form = "H" if kind == 3 else "I"
            length = struct.calcsize(form)
            found[tag] = struct.unpack(order + form, head[begin + 8 : begin + 8 + length])[0]
    return found.get(256, 0), found.get(257, 0)


def _looks_svg(head: bytes) -> bool:
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<?xml", b"<svg", b"<!")) and b"<svg" in head


_ACTIVE = re.compile(
    rb"<\s*(script|foreignObject|iframe|animate|set)\b|\bon\w+\s*=|<!DOCTYPE|<!ENTITY|javascript:"
    rb"|href\s*=\s*[\"'](?!#|data:image/(png|jpeg))|url\(\s*[\"']?(?!#)|@import",
    re.IGNORECASE,
)


def _svg_fault(data: bytes, size: int) -> str | None:
    return "svg_active" if size > LARGEST_SVG or _ACTIVE.search(data) else None
