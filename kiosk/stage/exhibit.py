"""What the stage is to show: the deck, with its chapters counted and its files found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from kiosk.content.base import Slide
from kiosk.content.deck import Deck
from kiosk.look.fonts import Face
from kiosk.look.phrases import phrase
from kiosk.look.theme import Theme, theme_of
from kiosk.stage.bar import Wants
from kiosk.stage.overview import Contents
from kiosk.stage.rail import Way
from kiosk.visit import Stop, Stops, Tour

TEXT_ZOOMS = (1.0, 1.2, 1.44)
"""How much larger text is at each of the sizes a visitor may choose."""


@dataclass(frozen=True)
class Exhibit:
    """A deck ready for the stage.

    Attributes:
        deck: the sound slides and the settings. ids: a name for each slide.
        find: a picture's file from what the deck wrote, or None.
        fonts: the files of the deck's own fonts, by what is set in them.
        changed: when each picture's file was last written (ns since 1970).
        text_size: what a new visitor finds, 0 to 2.
        left_out: the names of slides that failed, and aren't among these any more.
        quiet: whether it is the program's own, where there is nothing to show.
    """

    deck: Deck
    ids: tuple[str, ...]
    find: Callable[[str], Path | None]
    fonts: Mapping[Face, Path] = field(default_factory=dict)
    changed: Mapping[Path, int] = field(default_factory=dict)
    text_size: int = 0
    left_out: frozenset[str] = frozenset()
    quiet: bool = False

    def zooms(self, size: int) -> tuple[float, ...]:
        """How much larger than usual text is set at a size that a visitor chose, and at the ones below it."""
        return tuple(zoom * self.deck.look.text for zoom in TEXT_ZOOMS[size::-1])

    def theme(self, name: str) -> Theme:
        """A theme in the deck's own colours."""
        return theme_of(name, self.deck.look.tokens())

    @property
    def slides(self) -> Sequence[Slide]:
        """The slides, in order."""
        return self.deck.slides

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages; the first is home."""
        return self.deck.languages

    def index_of(self, name: str) -> int | None:
        """The slide of that id or number (from 1)."""
        if name in self.ids:
            return self.ids.index(name)
        if name.isdecimal() and 1 <= int(name) <= len(self.slides):
            return int(name) - 1
        return None

    def same_slide(self, other: Exhibit, index: int) -> int:
        """Where a slide of another exhibit (an earlier state of the deck) is found in this one.

        By the id its curator gave it; else by what it says, since slides before it may have come or gone; else by its
        type and number; else what now stands at its place.
        """
        slide = other.slides[index]
        if slide.id and slide.id in self.ids:
            return self.ids.index(slide.id)
        alike = self.deck.places_of(slide)
        if alike:
            return min(alike, key=lambda number: abs(number - index))
        name = other.ids[index]
        if name in self.ids and self.slides[self.ids.index(name)].type == slide.type:
            return self.ids.index(name)
        return min(index, len(self.slides) - 1)

    def next_language(self, language: str) -> str:
        """Where the language button leads: the next of the deck's languages, or "" where there is one."""
        if len(self.languages) < 2:
            return ""
        return self.languages[(self.languages.index(language) + 1) % len(self.languages)]

    def on(self, day: date) -> Exhibit:
        """What of it is shown on that day: the slides without dates and those that are due; itself where all are."""
        due = [index for index, line in enumerate(self.deck.lines()) if line.due(day)]
        return self if len(due) == len(self.slides) else self._picked(due)

    def _picked(self, indexes: Sequence[int], instead: Mapping[int, Slide] | None = None) -> Exhibit:
        return replace(self, deck=self.deck.picked(indexes, instead), ids=tuple(self.ids[index] for index in indexes))

    def stop(self, index: int, language: str, steps: int | None = None) -> Stop:
        """A slide as the visit sees it; `steps` once layout has found them."""
        model = self.slides[index]
        reading = tuple(model.reading(language))
        return Stop(
            steps=steps or max(1, len(reading)),
            paged=model.swipes_through,
            dwell=model.dwell or self.deck.timings.dwell,
            reading=reading,
        )

    def tour(self, language: str) -> Tour:
        """The whole exhibit as the visit sees it, before any layout."""
        timings = self.deck.timings
        stops = Stops(len(self.slides), partial(self.stop, language=language))
        return Tour(stops, self.languages, idle=timings.idle, countdown=timings.countdown, text_sizes=len(TEXT_ZOOMS),
                    text_size=self.text_size)  # fmt: skip

    def chapter_name(self, index: int, language: str) -> str:
        """The name of a slide's chapter, or ""."""
        chapter = self.deck.chapter_indexes()[index]
        return "" if chapter is None else self.deck.chapter_list()[chapter].name.get(language)

    def way(self, index: int, step: int, steps: int, language: str, text_size: int = 0) -> Way:
        """Where a visitor is, for the rail."""
        indexes = self.deck.chapter_indexes()
        chapter = indexes[index]
        within = 1.0
        if chapter is not None:
            mine = [number for number, other in enumerate(indexes) if other == chapter]
            within = (mine.index(index) + (step + 1) / max(1, steps)) / len(mine)
        return Way(
            chapters=tuple((one.short or one.name).get(language) for one in self.deck.chapter_list()),
            chapter=chapter,
            within=within,
            position=(index + 1, len(self.slides)),
            language=language,
            other=self.next_language(language),
            text_size=text_size,
            text_sizes=len(TEXT_ZOOMS),
        )

    def contents(self, here: int, wants: Wants) -> Contents:
        """All slides by chapter, for the overview."""
        runs: list[tuple[int | None, list[int]]] = []
        for slide, chapter in enumerate(self.deck.chapter_indexes()):
            if not runs or runs[-1][0] != chapter:
                runs.append((chapter, []))
            runs[-1][1].append(slide)
        shorts = [(one.short or one.name).get(wants.language) for one in self.deck.chapter_list()]
        opening = phrase("opening", wants.language)
        return Contents(
            chapters=tuple((opening if run is None else shorts[run], tuple(slides)) for run, slides in runs),
            here=here,
            where=self.chapter_name(here, wants.language),
            wants=wants,
        )

    def first_of_chapter(self, chapter: int) -> int:
        """The slide a chapter begins with."""
        return self.deck.chapter_indexes().index(chapter)

    def without(self, index: int) -> Exhibit:
        """The exhibit less one slide; that slide's chapter stays with the slides after it."""
        follows = index + 1
        chapter = self.deck.chapter_indexes()[index]
        instead: dict[int, Slide] = {}
        if chapter is not None and follows < len(self.slides) and self.deck.lines()[follows].chapter is None:
            name = next(iter(self.deck.chapter_list()[chapter].name.by_language.values()))
            instead[follows] = self.slides[follows].model_copy(update={"chapter": name})
        left = self._picked([number for number in range(len(self.slides)) if number != index], instead)
        return replace(left, left_out=self.left_out | {self.ids[index]})
