"""A deck's own fonts, held against the letters that the deck sets in them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QRawFont

from kiosk.content.part import parts_of
from kiosk.content.problems import Fault
from kiosk.content.source import Source
from kiosk.content.words import Text
from kiosk.look.fonts import ROLES
from kiosk.stage.exhibit import Exhibit

DIGITS = "0123456789.,"
"""What a font for figures has to have: units and signs beside them may come from another."""


def font_faults(exhibit: Exhibit, source: Source) -> Iterator[Fault]:
    """Each font that lacks letters, where the deck names it."""
    own = exhibit.deck.look.fonts
    letters = letters_of(exhibit) if own is not None else ""
    for role, written in own.files() if own is not None else ():
        path = exhibit.fonts.get(ROLES[role][-1])
        font = QRawFont(str(path), 32.0)
        if path is None or not font.isValid():
            continue
        lacking = [one for one in (DIGITS if role == "figures" else letters) if not font.supportsCharacter(ord(one))]
        if lacking:
            way = source.real((), ("look", "fonts", role))
            values = {"key": written, "value": "".join(lacking[:6]), "count": str(len(lacking))}
            yield Fault("font_lacks", source.place(way), values, way)


def letters_of(exhibit: Exhibit) -> str:
    """Every letter and digit that the deck's texts hold, each once."""
    texts = (text for _, text in parts_of(exhibit.deck, Text))
    found = {one for text in texts for words in text.by_language.values() for one in words}
    return "".join(sorted(one for one in found if one.isalnum()))
