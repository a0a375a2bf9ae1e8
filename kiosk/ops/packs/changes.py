"""What a new deck changes of the one that is shown: slides added, changed, removed, for whoever is asked about it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.base import Slide
from kiosk.content.deck import Deck
from kiosk.content.files import find_file, find_picture
from kiosk.content.loaded import Loaded
from kiosk.content.packed import print_of
from kiosk.content.source import HEADS
from kiosk.content.words import Text
from kiosk.ops.packs.wording import plain


@dataclass(frozen=True)
class SlideNote:
    """A slide, as staff are told of it.

    Attributes:
        index: in its own deck, from 0: in the new one where it was added or changed, in the old one where removed.
        name: its id, or what stands for one. title: by language.
        before: of a changed one, its index in the old deck.
    """

    index: int
    name: str
    title: Text
    before: int | None = None

    def called(self, language: str) -> str:
        """Its title in a language."""
        return plain(self.title.get(language)) or self.name


@dataclass(frozen=True)
class Changes:
    """What differs.

    Attributes:
        added, changed, removed: slides in order. reordered: whether those that stay come in another order.
        settings: whether anything differs but slides: colours, fonts, languages, chapters.
        first: whether there was nothing before.
    """

    added: tuple[SlideNote, ...] = ()
    changed: tuple[SlideNote, ...] = ()
    removed: tuple[SlideNote, ...] = ()
    reordered: bool = False
    settings: bool = False
    first: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.reordered or self.settings)


def changes(old: Loaded | None, new: Loaded) -> Changes:
    """What differs, in words and in pictures: a file that was replaced under its name counts as well.

    Reads pictures; so don't call it where nobody may wait.
    """
    assert new.deck is not None
    notes = _Notes(new.deck)
    if old is None or old.deck is None:
        return Changes(added=tuple(notes.of(index) for index in range(len(new.deck.slides))), first=True)
    before = _Notes(old.deck)
    pairs = _Pairing(old.deck, new.deck).before
    files = _Files(old, new)
    changed = (
        notes.of(index, was)
        for index, was in sorted(pairs.items())
        if not _same(old.deck.slides[was], new.deck.slides[index]) or not files.of_slide(new.deck.slides[index])
    )
    stayed = set(pairs.values())
    order = [was for _, was in sorted(pairs.items())]
    return Changes(
        added=tuple(notes.of(index) for index in range(len(new.deck.slides)) if index not in pairs),
        changed=tuple(changed),
        removed=tuple(before.of(index) for index in range(len(old.deck.slides)) if index not in stayed),
        reordered=order != sorted(order),
        settings=not _same_settings(old.deck, new.deck) or not files.of_look(new.deck),
    )


class _Notes:
    """The slides of a deck, as staff are told of them; all of their ids are made at once."""

    def __init__(self, deck: Deck) -> None:
        self._slides, self._ids = deck.slides, deck.slide_ids()

    def of(self, index: int, before: int | None = None) -> SlideNote:
        """One of them."""
        slide = self._slides[index]
        called = next((one for key in HEADS if (one := getattr(slide, key, None))), "")
        title = called if isinstance(called, Text) else Text({"": called})
        return SlideNote(index, self._ids[index], title, before)


class _Pairing:
    """Each slide that stays: where it is, and where it was.

    By the id its curator gave it; else by what it says; else the ones of a type that stand between the same two.
    """

    def __init__(self, old: Deck, new: Deck) -> None:
        self._old, self._new = old.slides, new.slides
        self.before: dict[int, int] = {}
        self._left = dict.fromkeys(range(len(old.slides)))
        self._by_id()
        self._by_words()
        self._between()

    def _pair(self, index: int, before: int) -> None:
        self.before[index] = before
        del self._left[before]

    def _by_id(self) -> None:
        ids = {slide.id: at for at, slide in enumerate(self._old) if slide.id}
        for index, slide in enumerate(self._new):
            if slide.id in ids:
                self._pair(index, ids[slide.id])

    def _by_words(self) -> None:
        said: dict[str, list[int]] = {}
        for at in self._left:
            if not self._old[at].id:
                said.setdefault(repr(self._old[at]), []).append(at)
        for index, slide in enumerate(self._new):
            alike = said.get(repr(slide)) if index not in self.before else None
            if alike:
                nearest = min(alike, key=lambda at: abs(at - index))
                alike.remove(nearest)
                self._pair(index, nearest)

    def _between(self) -> None:
        """Those that are left, from one slide that stayed to the next."""
        low = -1
        run: list[int] = []
        for index in range(len(self._new) + 1):
            high = self.before.get(index, len(self._old) if index == len(self._new) else None)
            if high is None:
                run.append(index)
                continue
            waiting = [at for at in range(low + 1, high) if at in self._left]
            for one in run:
                slide = self._new[one]
                for at in waiting:
                    if self._old[at].type == slide.type and not (slide.id and self._old[at].id):
                        waiting.remove(at)
                        self._pair(one, at)
                        break
            low, run = high, []


def _same(old: Slide, new: Slide) -> bool:
    """Whether a visitor is shown the same; what silences the proof-reader shows nowhere.

    Equal isn't the same: a moment equals the one that is only known approximately, and 2.3 equals 2.30.
    """
    quiet = {"silence": None}
    return print_of(old.model_copy(update=quiet)) == print_of(new.model_copy(update=quiet))


def _same_settings(old: Deck, new: Deck) -> bool:
    return all(getattr(old, key) == getattr(new, key) for key in Deck.model_fields if key not in {"slides", "silence"})


class _Files:
    """The files that two decks call by one name, held against each other: their sizes first."""

    def __init__(self, old: Loaded, new: Loaded) -> None:
        self._old, self._new = old.folder, new.folder
        self._known: dict[str, bool] = {}

    def of_slide(self, slide: Slide) -> bool:
        """Whether a slide's pictures are the same."""
        return all(self._same(written, find_picture) for _, written in slide.pictures())

    def of_look(self, deck: Deck) -> bool:
        """Whether a deck's own fonts and logos are."""
        look = deck.look
        fonts: Iterable[str] = (written for _, written in look.fonts.files()) if look.fonts is not None else ()
        logos: Iterable[str] = (written for _, written in look.logo.files()) if look.logo is not None else ()
        return all(self._same(one, find_file) for one in fonts) and all(self._same(one, find_picture) for one in logos)

    def _same(self, written: str, find: Callable[[Path, str], Path | None]) -> bool:
        if written not in self._known:
            old, new = find(self._old, written), find(self._new, written)
            self._known[written] = old == new or (old is not None and new is not None and _equal(old, new))
        return self._known[written]


def _equal(old: Path, new: Path) -> bool:
    try:
        if old.stat().st_size != new.stat().st_size:
            return False
        with old.open("rb") as one, new.open("rb") as other:
            return hashlib.file_digest(one, "sha256").digest() == hashlib.file_digest(other, "sha256").digest()
    except OSError:
        return False
