"""What a deck asked not to be told of, and what of that is no longer needed."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.loaded import Loaded
from kiosk.content.problems import Fault
from kiosk.content.silence import silenced
from kiosk.content.source import Way


class Silencer:
    """Holds each fault against the silences of its slide and of the deck. Errors are never silenced."""

    def __init__(self, loaded: Loaded) -> None:
        """From what was loaded with its source."""
        self._source = loaded.source
        self._by_slide: dict[int | None, dict[str, str]] = {}
        self._used: set[tuple[int | None, str]] = set()
        if loaded.deck is None:
            return
        self._by_slide[None] = silenced(loaded.deck.silence)
        for slide, number in zip(loaded.deck.slides, loaded.slide_numbers, strict=True):
            if slide.silence is not None:
                self._by_slide[number - 1] = silenced(slide.silence)

    def lets(self, fault: Fault) -> bool:
        """Whether it is to be told."""
        if fault.severity == "error" or self._source is None:
            return True
        way = self._source.where(fault.place) if fault.way is None else fault.way
        index = way[1] if len(way) > 1 and way[0] == "slides" and isinstance(way[1], int) else None
        for where in dict.fromkeys((index, None)):
            if fault.name in self._by_slide.get(where, {}):
                self._used.add((where, fault.name))
                return False
        return True

    def idle(self) -> Iterator[Fault]:
        """The silences that nothing needed, once everything was told."""
        assert self._source is not None
        for where, rules in self._by_slide.items():
            for rule in rules:
                if (where, rule) not in self._used:
                    way: Way = ("silence", rule) if where is None else ("slides", where, "silence", rule)
                    yield Fault("silence_idle", self._source.key_place(way), {"key": rule}, way)
