"""The words of a timeline's labels: guessed in width for the layout, and type-set when they are first seen."""

from __future__ import annotations

from kiosk.content.kinds.timeline import Event
from kiosk.look.clreq import is_han
from kiosk.look.fonts import Face
from kiosk.look.typeset import Block, Style, fit, shortened

DATE = 34.0
"""Logical px of a label's date."""
NAME = 24.0
"""Logical px of a label's words, in two lines at most."""
POLE = 12.0
"""Logical px from the pole to the words."""
WIDEST = 320.0
"""Logical px of a label at most; longer words end in an ellipsis, and stand in full in the open event."""
NARROWEST = 96.0
"""Logical px that a finger needs."""
ROWS = 2 * 1.25 * NAME + 6


class Flags:
    """The labels of a timeline.

    Attributes:
        widths: of each, with its pole, logical px: an upper guess, so that 500 events need no type-setting.
    """

    def __init__(self, events: tuple[Event, ...], language: str) -> None:
        self._language = language
        self._dates = [event.date.dotted(language) for event in events]
        self._words = [(event.short or event.title).get(language) for event in events]
        self.widths = [self._guess(index) for index in range(len(events))]
        self._set: dict[tuple[int, bool], tuple[Block, Block]] = {}

    def _guess(self, index: int) -> float:
        date = sum(DATE * (1.0 if is_han(one) else 0.54) for one in self._dates[index]) + DATE * 0.6
        words = ems(self._words[index]) * NAME
        two = max(words * 0.58 + 40, 150.0)
        return POLE + min(WIDEST - POLE, max(NARROWEST, date, words if words <= 190 else two))

    def blocks(self, index: int, bold: bool) -> tuple[Block, Block]:
        """A label's date and words."""
        key = index, bold
        found = self._set.get(key)
        if found is None:
            width = self.widths[index] - POLE
            face = Face.FIGURE if bold else Face.FIGURE_LIGHT
            date, _ = fit(self._dates[index], self._language, Style(face, DATE, 1.0), width, DATE, 18)
            found = self._set[key] = date, self._name(self._words[index], width, bold)
        return found

    def _name(self, words: str, width: float, bold: bool) -> Block:
        style = Style(Face.BOLD if bold else Face.TEXT, NAME, 1.25)
        return shortened(words, lambda text: fit(text, self._language, style, width, ROWS, NAME))


def ems(words: str) -> float:
    """How wide words are, about, in em: rather too much than too little."""
    return sum(1.05 if is_han(one) or ord(one) > 0x2000 else 0.72 if one.isupper() else 0.6 for one in words)
