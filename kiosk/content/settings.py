"""The deck without its slides: what is wrong in it is told, and takes its default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from kiosk.content.complaints import held_to
from kiosk.content.deck import Deck
from kiosk.content.kinds import KINDS
from kiosk.content.problems import Fault
from kiosk.content.source import Source
from kiosk.content.styling import look_faults

_STAND_IN = [{"type": "text", "headline": "…"}]
"""A deck has slides; these are exchanged for its own."""

_ONE_BY_ONE = {("look", "fonts"), ("look", "logo")}
"""Parts whose files stand by themselves; colours are chosen for each other."""


class _Settings(Deck):
    """The deck's keys; its slides are looked at one by one, elsewhere."""

    slides: Any = None


def settings_of(source: Source) -> tuple[Deck, list[Fault]]:
    """The settings, and what is wrong with them."""
    made, faults = held_to(_Settings, source, (), without="slides")
    faults = [fault for fault in faults if fault.values.get("key") not in source.settings_aside]
    root = source.root
    written = root.plain_tree("slides") if root is not None else {}
    assert isinstance(written, dict)
    written["slides"] = [KINDS["text"].model_validate(one) for one in _STAND_IN]
    while True:  # less is left each time, and a title is enough
        try:
            deck = Deck.model_validate(written)
        except ValidationError as error:
            wrong = {loc[: 3 if loc[:2] in _ONE_BY_ONE else 2] for loc in (one["loc"] for one in error.errors())}
            for loc in sorted(wrong, key=_number, reverse=True):
                _leave_out(written, loc)
        else:
            return deck, faults + (list(_twice(deck, source)) if made is not None else []) + list(_look(deck, source))


def _number(loc: tuple[str | int, ...]) -> int:
    """In a list; what is left out from its end first leaves the others where they are."""
    return loc[-1] if isinstance(loc[-1], int) else -1


def _leave_out(written: dict[str, Any], loc: tuple[str | int, ...]) -> None:
    """Leave out the smallest part that lets the rest stand: a chapter, a timing, a font, a language; else the key."""
    key = str(loc[0])
    inner = written.get(key)
    if key == "title":
        written["title"] = "…"
    elif len(loc) > 1 and key in {"chapters", "languages"} and isinstance(inner, list) and len(inner) > 1:
        del inner[int(loc[1])]
    elif len(loc) > 1 and isinstance(inner, dict) and loc[1] in inner:
        while len(loc) > 2 and isinstance(inner[loc[1]], dict) and loc[2] in inner[loc[1]]:
            inner, loc = inner[loc[1]], loc[1:]
        del inner[loc[1]]
    else:
        written.pop(key, None)


def _look(deck: Deck, source: Source) -> Iterator[Fault]:
    """Colours that can't be read."""
    for loc, name, values in look_faults(deck.look, deck.theme):
        way = source.real((), ("look", *loc))
        yield Fault(name, source.place(way), values, way)


def _twice(deck: Deck, source: Source) -> list[Fault]:
    """Languages and chapters that are there two times."""
    faults = []
    for index, code in enumerate(deck.languages):
        if code in deck.languages[:index]:
            faults.append(Fault("language_twice", source.place(source.real((), ("languages", index))), {"code": code}))
    names: dict[str, int] = {}
    for index, chapter in enumerate(deck.chapters):
        place = source.place(source.real((), ("chapters", index)))
        own = set(chapter.names())
        again = sorted(own & set(names))
        faults += [Fault("chapter_twice", place, {"key": name, "line": str(names[name])}) for name in again[:1]]
        names |= dict.fromkeys(own, place.line)
    return faults
