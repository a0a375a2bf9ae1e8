"""Paint the X screen's ground: the exhibit's still as it was last kept, or paper. Never black, never X's own pattern.

It stands under the exhibit's window, and is what a visitor sees in the second between a death and the next picture.
Usage: backdrop [FOLDER OF STILLS]; the newest still that is as large as the screen is taken.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Any

import xcffib
from xcffib import xproto

_xproto: Any = xproto  # made by a generator that knows no types

PAPER = 0xF5F0E6
LARGEST = 64 * 1024 * 1024
"""Bytes of a still: 16 megapixels."""
STRIP = 128 * 1024
"""Bytes that are sent at once; every X server takes as many."""

Lines = list[bytes]
"""From the top, four bytes a pixel: blue, green, red, nothing."""


def read_still(path: Path, width: int, height: int) -> Lines | None:
    """The lines of a BMP of that size, as Qt writes them (24 or 32 bits a pixel, not packed); else None."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        data = path.read_bytes()
        magic, start = struct.unpack_from("<2s8xI", data)
        wide, high, _, bits, packed = struct.unpack_from("<iiHHI", data, 18)
    except (OSError, struct.error):
        return None
    if magic != b"BM" or (wide, abs(high)) != (width, height) or bits not in {24, 32} or packed not in {0, 3}:
        return None
    step = (wide * bits // 8 + 3) // 4 * 4
    if len(data) < start + step * height:
        return None
    lines = [data[start + step * row : start + step * row + wide * bits // 8] for row in range(height)]
    if high > 0:
        lines.reverse()
    return lines if bits == 32 else [_widened(line, wide) for line in lines]


def _widened(line: bytes, width: int) -> bytes:
    wide = bytearray(width * 4)
    for part in range(3):
        wide[part::4] = line[part::3]
    return bytes(wide)


def newest_still(folder: Path, width: int, height: int) -> Lines | None:
    """The newest still of that size."""
    try:
        files = sorted(folder.glob("*.bmp"), key=lambda one: one.stat().st_mtime, reverse=True)
    except OSError:
        return None
    return next((lines for one in files if (lines := read_still(one, width, height)) is not None), None)


def paint(stills: Path | None, display: str | None = None) -> str:
    """Paint the ground of a screen; what it was painted with.

    Raises:
        xcffib.ConnectionException: there is no X server.
    """
    x: Any = xcffib.connect(display)  # type: ignore[no-untyped-call, unused-ignore]
    root = x.get_setup().roots[x.pref_screen]
    true_colour = root.root_depth in {24, 32}
    size = root.width_in_pixels, root.height_in_pixels
    lines = newest_still(stills, *size) if stills is not None and true_colour else None
    if lines is None:
        pixel = PAPER if true_colour else root.white_pixel
        x.core.ChangeWindowAttributes(root.root, xproto.CW.BackPixel, [pixel])
    else:
        x.core.ChangeWindowAttributes(root.root, xproto.CW.BackPixmap, [_pixmap(x, root, lines)])
    x.core.ChangeWindowAttributes(root.root, xproto.CW.Cursor, [_nothing(x, root)])
    x.core.ClearArea(False, root.root, 0, 0, *size)
    x.core.GetInputFocus().reply()  # all of it has been done when this comes back
    x.disconnect()
    return "paper" if lines is None else "still"


def _pixmap(x: Any, root: Any, lines: Lines) -> int:
    width, height = root.width_in_pixels, root.height_in_pixels
    pixmap, context = x.generate_id(), x.generate_id()
    x.core.CreatePixmap(root.root_depth, pixmap, root.root, width, height)
    x.core.CreateGC(context, pixmap, 0, [])
    rows = max(1, STRIP // (width * 4))
    for top in range(0, height, rows):
        part = lines[top : top + rows]
        x.core.PutImage(
            xproto.ImageFormat.ZPixmap, pixmap, context, width, len(part), 0, top, 0, root.root_depth,
            width * 4 * len(part), b"".join(part),
        )  # fmt: skip
    x.core.FreeGC(context)
    found: int = pixmap
    return found


def _nothing(x: Any, root: Any) -> int:
    """A cursor of nothing: without a window there is nothing to point at, and X would show a cross."""
    bitmap, blank, cursor = x.generate_id(), x.generate_id(), x.generate_id()
    x.core.CreatePixmap(1, bitmap, root.root, 1, 1)
    x.core.CreateGC(blank, bitmap, xproto.GC.Foreground, [0])
    x.core.PolyFillRectangle(bitmap, blank, 1, [_xproto.RECTANGLE.synthetic(0, 0, 1, 1)])
    x.core.CreateCursor(cursor, bitmap, bitmap, 0, 0, 0, 0, 0, 0, 0, 0)
    found: int = cursor
    return found


def main(arguments: list[str]) -> None:
    """Paint the ground of the screen that DISPLAY names."""
    print(paint(Path(arguments[0]) if arguments else None))


if __name__ == "__main__":
    main(sys.argv[1:])
