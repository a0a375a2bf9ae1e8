"""Scripts that run from right to left: which languages they are, and in what order a line's words are seen.

The order is that of the Unicode Bidirectional Algorithm (UAX 9) for what an exhibit writes: words of one direction
each, within a paragraph that runs from right to left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left, by their first subtag."""

Word = TypeVar("Word")


def runs_left(language: str) -> bool:
    """Whether a language is written from right to left; a script subtag decides, as in `az-Arab`."""
    first, _, rest = language.lower().partition("-")
    if "latn" in rest or "cyrl" in rest:
        return False
    return first in RIGHT_TO_LEFT or "arab" in rest or "hebr" in rest


def direction(word: str) -> int:
    """1 for a word from right to left, -1 for one from left to right (digits are), 0 for what takes either."""
    weak = 0
    for character in word:
        kind = unicodedata.bidirectional(character)
        if kind in {"R", "AL"}:
            return 1
        if kind == "L":
            return -1
        if kind in {"EN", "AN"}:
            weak = -1
    return weak


def seen_order(words: Sequence[Word], text_of: Callable[[Word], str]) -> list[Word]:
    """A line's words, first to last, as they stand from left to right in a paragraph that runs to the left.

    Words from left to right keep their order among themselves, and so does what stands between two of them.
    """
    ways = [direction(text_of(word)) for word in words]
    for index, way in enumerate(ways):
        if way == 0:
            before = next((other for other in reversed(ways[:index]) if other), 1)
            after = next((other for other in ways[index + 1 :] if other), 1)
            ways[index] = -1 if before == after == -1 else 1
    ordered: list[Word] = []
    run: list[Word] = []
    for word, way in zip(reversed(words), reversed(ways), strict=True):
        if way < 0:
            run.insert(0, word)
            continue
        ordered += [*run, word]
        run = []
    return ordered + run
