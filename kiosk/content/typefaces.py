"""What is wrong with a font file, judged by its directory of tables alone: its kind, its size, whether it is whole.

What is inside the tables is read by the library that draws with them; here nothing is unpacked, and reads are bounded.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

LARGEST_FONT = 64 * 1024 * 1024
"""Bytes of a font file; a Chinese one of a single weight has up to 30 MB."""
_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
"""The first bytes of TrueType and OpenType fonts (OpenType 1.9, "Table Directory")."""
_OTHERS = {b"wOFF": "font_web", b"wOF2": "font_web", b"ttcf": "font_many"}
_NEEDED = frozenset({b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"})
_MOST_TABLES = 200
_RESTRICTED = 0x0002
"""Bit of `fsType` in the table OS/2: the maker forbids embedding (OpenType 1.9, "OS/2", fsType)."""


def font_fault(path: Path) -> tuple[str, dict[str, str]] | None:
    """The rule that a font file breaks, with values for its sentence; None where it is sound."""
    try:
        length = path.stat().st_size
        if length > LARGEST_FONT:
            return "font_large", {"size": f"{length / 2**20:.0f}", "limit": f"{LARGEST_FONT // 2**20}"}
        with path.open("rb") as file:
            rule = _rule(file, length)
    except (struct.error, OverflowError):
        rule = "font_broken"
    except OSError:
        rule = "font_unreadable"
    return (rule, {}) if rule else None


def _rule(file: BinaryIO, length: int) -> str:
    head = file.read(12)
    if head[:4] not in _KINDS or len(head) < 12:
        return _OTHERS.get(head[:4], "font_kind")
    (count,) = struct.unpack(">H", head[4:6])
    tables = _tables(file.read(16 * min(count, _MOST_TABLES)), length)
    if not tables.keys() >= _NEEDED:
        return "font_broken"
    if b"OS/2" in tables:
        file.seek(tables[b"OS/2"] + 8)
        (allowed,) = struct.unpack(">H", file.read(2))
        if int(allowed) & 0x000F == _RESTRICTED:
            return "font_forbids"
    return ""


def _tables(directory: bytes, length: int) -> dict[bytes, int]:
    """Where each table begins; none at all where one of them would end beyond the file."""
    found: dict[bytes, int] = {}
    for at in range(0, len(directory) - 15, 16):
        tag, _, begins, long = struct.unpack(">4sIII", directory[at : at + 16])
        if begins + long > length:
            return {}
        found[tag] = begins
    return found
