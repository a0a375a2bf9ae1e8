"""For packaging/test-deb: Xvfb's memory (an XWD file) as a PNG, with nothing but the standard library."""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path


def png(data: bytes) -> bytes:
    """The picture; 32 bits a pixel, blue first, as Xvfb keeps it."""
    head, _, _, _, width, height = struct.unpack_from(">6I", data)
    line, colours = struct.unpack_from(">I", data, 48)[0], struct.unpack_from(">I", data, 76)[0]
    start = head + colours * 12
    rows = []
    for row in range(height):
        pixels = data[start + row * line : start + row * line + width * 4]
        turned = bytearray(width * 3)
        turned[0::3], turned[1::3], turned[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
        rows.append(b"\0" + bytes(turned))
    shape = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", shape), (b"IDAT", zlib.compress(b"".join(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts
    )


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(png(Path(sys.argv[1]).read_bytes()))
