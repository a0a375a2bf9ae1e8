"""The one word that a person may have meant. At most one guess, and only a near one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to the one that was written, or "" where none is near.

    Letters left out, added, changed or swapped count one each; a third of the word may differ.
    """
    return _nearest(word, tuple(known))


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    """As above; one slip is often made many times over."""
    written = _plain(word)
    best, fewest = "", 1000
    for one in known:
        other = _plain(one)
        allowed = max(len(written), len(other)) // 3
        if not allowed and not written.isascii() and len(written) > 1 and set(written) & set(other):
            allowed = 1  # a Chinese name has few characters, and each of them says much
        if written == other:
            return one
        if abs(len(written) - len(other)) <= allowed:
            steps = _distance(*_apart(written, other))
            if steps <= allowed and steps < fewest:
                best, fewest = one, steps
    return best


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Without what hardly counts: case, width, and the sign between two words."""
    return unicodedata.normalize("NFKC", word[:200]).strip().casefold().replace("-", "_").replace(" ", "_")


def _apart(left: str, right: str) -> tuple[str, str]:
    """Without what they begin and end with alike: names of photographs differ in two letters of twelve."""
    shared = min(len(left), len(right))
    first = next((at for at in range(shared) if left[at] != right[at]), shared)
    left, right, shared = left[first:], right[first:], shared - first
    last = next((at for at in range(shared) if left[-1 - at] != right[-1 - at]), shared)
    return left[: len(left) - last], right[: len(right) - last]


def _distance(left: str, right: str) -> int:
    """How many letters were left out, added, changed, or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i] + [0] * len(right)
        for j, b in enumerate(right, 1):
            row[j] = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                row[j] = min(row[j], older[j - 2] + 1)
    return row[-1]
