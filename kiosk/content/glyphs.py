"""Which characters the shipped fonts can show, known without opening a font."""

from __future__ import annotations

import bisect
import functools

from kiosk import bundled

_BLANK = frozenset("\n\r\t")


@functools.cache
def covered() -> tuple[tuple[int, int], ...]:
    """The code points that at least one shipped font has, as ascending ranges (first, last)."""
    ranges = []
    for line in (bundled.assets() / "fonts" / "coverage.txt").read_text("ascii").splitlines():
        words = line.partition("#")[0].strip()
        if words:
            first, _, last = words.partition("-")
            ranges.append((int(first, 16), int(last or first, 16)))
    return tuple(sorted(ranges))


def missing(text: str) -> list[tuple[int, str]]:
    """The characters of a text that no shipped font has, with their index."""
    ranges = covered()
    found = []
    for index, character in enumerate(text):
        if character in _BLANK:
            continue
        at = bisect.bisect_right(ranges, (ord(character), 0x110000)) - 1
        if at < 0 or ranges[at][1] < ord(character):
            found.append((index, character))
    return found
