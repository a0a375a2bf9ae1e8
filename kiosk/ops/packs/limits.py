"""How much a pack may hold. Everything is measured against these before and while it is read."""

from __future__ import annotations

LARGEST_PACK = 4 * 1024**3 - 1
"""Bytes of the file, and the most that FAT can keep: no pack needs the zip format's extensions for more."""
LARGEST_WHOLE = 4 * 1024**3
"""Bytes of all its files, unpacked."""
MOST_FILES = 20_000
LARGEST_MANIFEST = 8 * 1024**2
LARGEST_SIGNATURE = 1024
HIGHEST_NUMBER = 2**53
MOST_RATIO = 200
"""A text shrinks to a tenth; what shrinks to less than a two-hundredth is no text."""
SLACK = 64 * 1024
"""Bytes that a small file may unpack to whatever its ratio."""
SPARE = 512 * 1024**2
"""Bytes that stay free on the disk."""
PIECE = 1 << 20
"""Bytes that are read at once."""
