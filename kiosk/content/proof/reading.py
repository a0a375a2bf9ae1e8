"""What the rules are handed: the deck, its lines, and a way to tell of a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.base import Slide
from kiosk.content.deck import Deck
from kiosk.content.loaded import Loaded
from kiosk.content.part import parts_of
from kiosk.content.problems import Fault, Place
from kiosk.content.source import Source, Way
from kiosk.content.words import Text


@dataclass(frozen=True)
class Reading:
    """A deck under the proof-reader's eyes.

    Attributes:
        deck: its sound slides. source: its lines. slides: each with its index in the file.
        files: what the deck names.
    """

    deck: Deck
    source: Source
    slides: tuple[tuple[Slide, int], ...]
    files: tuple[Path, ...]

    @classmethod
    def of(cls, loaded: Loaded) -> Reading:
        """From what was loaded with its source."""
        assert loaded.deck is not None
        assert loaded.source is not None
        numbers = (number - 1 for number in loaded.slide_numbers)
        slides = tuple(zip(loaded.deck.slides, numbers, strict=True))
        return cls(loaded.deck, loaded.source, slides, loaded.files)

    @property
    def home(self) -> str:
        """The language that a new visitor finds."""
        return self.deck.languages[0]

    def fault(self, name: str, index: int, loc: Way, **values: str) -> Fault:
        """A fault at a part of a slide, or at the nearest part around it that was written."""
        way = self.source.real(("slides", index), loc)
        return Fault(name, self.source.place(way), values, way)

    def place(self, index: int, loc: Way) -> Place:
        """Where a part of a slide was written."""
        return self.source.place(self.source.real(("slides", index), loc))

    def texts(self) -> Iterator[tuple[Way, str, str]]:
        """Every text of the deck: the way to its words, their language ("" for all), and the words."""
        for way, part in [((), self.deck), *((("slides", index), slide) for slide, index in self.slides)]:
            for loc, text in parts_of(part, Text):
                if loc[0] != "slides":
                    yield from self._worded(self.source.real(way, loc), text)

    def _worded(self, way: Way, text: Text) -> Iterator[tuple[Way, str, str]]:
        for code, words in text.by_language.items():
            if words:
                yield (*way, code) if code else way, code, words
