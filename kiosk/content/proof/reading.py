"""What the rules are handed: the deck, its lines, and a way to tell of a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.across import texts_in
from kiosk.content.base import Slide
from kiosk.content.deck import Deck
from kiosk.content.load import Loaded
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

    def texts(self) -> Iterator[tuple[Way, str, str]]:
        """Every text of the deck: the way to its words, their language ("" for all), and the words."""
        for way, part in [((), self.deck), *((("slides", index), slide) for slide, index in self.slides)]:
            for loc, text in texts_in(part):
                if loc[0] != "slides":
                    yield from self._worded(self.source.real(way, loc), text)

    def _worded(self, way: Way, text: Text) -> Iterator[tuple[Way, str, str]]:
        for code, words in text.by_language.items():
            if words:
                yield (*way, code) if code else way, code, words

    def spot(self, way: Way, words: str) -> Place:
        """Where some of the words of a text stand in the file; the text itself where they were folded or escaped."""
        node = self.source.node(way)
        if node is None:
            return self.source.place(way)
        for line in range(node.line, node.end + 1):
            at = self.source.text_at(line).find(words, node.column - 1 if line == node.line else 0)
            if at >= 0:
                return Place(line, at + 1, len(words))
        return node.place
