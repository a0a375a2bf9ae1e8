"""The words that stand before a colon in a deck, so that a mistake around one of them is known for what it is."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kiosk.content.nearest import nearest

_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True)
class Vocabulary:
    """The deck's words.

    Attributes:
        keys: of every part of a deck. settings: those of the deck itself. kinds: the slide types.
    """

    keys: frozenset[str]
    settings: frozenset[str]
    kinds: frozenset[str]

    def knows(self, word: str) -> bool:
        """Whether a word is a key, nearly one, or a language."""
        return _knows(self.keys, word)

    def inner(self, word: str) -> bool:
        """Whether a word is a key that stands inside something only, never at the left edge."""
        return word not in self.settings and (word in self.keys or _LANGUAGE.fullmatch(word) is not None)


@functools.lru_cache(4096)
def _knows(keys: frozenset[str], word: str) -> bool:
    return word in keys or _LANGUAGE.fullmatch(word) is not None or (len(word) > 4 and nearest(word, keys) != "")
