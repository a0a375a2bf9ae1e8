"""Which characters the shipped fonts can show, known without opening a font."""

from __future__ import annotations

import functools

from kiosk import bundled

_BLANK = frozenset("\n\r\t")


@functools.cache
def covered() -> frozenset[str]:
    """The characters that at least one shipped font has."""
    characters: set[str] = set()
    for line in (bundled.assets() / "fonts" / "coverage.txt").read_text("ascii").splitlines():
        words = line.partition("#")[0].strip()
        if words:
            first, _, last = words.partition("-")
            characters.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(characters)


def missing(text: str) -> list[str]:
    """The characters of a text that no shipped font has, each once, in the order they come."""
    strange = set(text) - covered() - _BLANK
    return sorted(strange, key=text.index) if strange else []
