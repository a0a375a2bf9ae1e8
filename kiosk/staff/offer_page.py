"""New content turned up: what it is, whose, what it changes, and two keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Face
from kiosk.staff.board import GAP, KEY, Board

if TYPE_CHECKING:
    from kiosk.ops.packs.offer import Offer

MOST_PICTURES = 6
"""Slides that are shown as pictures: each takes a moment to draw."""
DRAW_MS = 60
"""Between two of them."""

Glimpse = Callable[[int, int], QPixmap | None]
"""Draws a slide of the new deck (its index, px of width)."""


class OfferPage(Board):
    """Asks staff about a pack."""

    wanted = Signal()
    """Yes."""
    unwanted = Signal()
    """No, or the page went without an answer."""

    def __init__(self, language: str, offer: Offer, parent: QWidget, glimpse: Glimpse | None = None) -> None:
        """Show an offer, still hidden.

        Args:
            language: of the deck. offer: the pack. parent: the window. glimpse: draws its slides.
        """
        super().__init__(language, parent)
        self._offer, self._glimpse = offer, glimpse
        self._done, self._asked = "", False
        self._pictures: list[tuple[str, QPixmap]] = []
        changes = offer.changes
        self._to_draw = [*changes.added, *changes.changed][:MOST_PICTURES] if changes is not None else []
        self._draw = QTimer(self)
        self._draw.setInterval(DRAW_MS)
        self._draw.timeout.connect(self._draw_next)

    def open(self) -> None:
        """Show it; the pictures come one by one."""
        super().open()
        if self._glimpse is not None and self._to_draw:
            self._draw.start()

    def say_done(self, words: str) -> None:
        """What came of the yes."""
        self._done = words
        self.relay()

    def lay(self) -> None:
        """What there is to know, and the keys."""
        offer = self._offer
        taken = offer.staged is not None
        self.fill(QRectF(self.margin, 52, self.measure, 6), self.theme.ink)
        y = 84.0
        title = self.say("pack_found" if taken else "pack_refused")
        y += self.words(title, Face.SERIF, 54, self.margin, y, self.measure).height + 28
        foot = self.high - 48 - KEY
        for number, line in enumerate(offer.lines(self.language)):
            bold = number == 0 and bool(offer.number)
            y += self.words(line, Face.BOLD if bold else Face.TEXT, 36 if bold else 32, self.margin, y, self.measure,
                            leading=1.5).height + 14  # fmt: skip
        if self._done:
            self.words(self._done, Face.BOLD, 36, self.margin, y + 20, self.measure, self.theme.accent)
        elif taken:
            y = self._listed(y + 16, foot - 40)
        self._keys(taken, foot)

    def _listed(self, y: float, bottom: float) -> float:
        """The slides that differ: pictures first, then names, as many as there is room for."""
        y = self._shown(y)
        changes = self._offer.changes
        if changes is None:
            return y
        told = [("pack_added", changes.added), ("pack_changed", changes.changed), ("pack_removed", changes.removed)]
        for name, notes in told:
            if not notes or y > bottom - 50:
                continue
            names = " · ".join(one.called(self.language) for one in notes[:12])
            more = f" … +{len(notes) - 12}" if len(notes) > 12 else ""
            words = f"{self.say(name, count=len(notes))}{names}{more}"
            y += self.words(words, Face.TEXT, 28, self.margin, y, self.measure, self.theme.second, leading=1.5,
                            room=bottom - y).height + 12  # fmt: skip
        return y

    def _shown(self, y: float) -> float:
        if not self._pictures:
            return y
        columns = 3 if self.portrait else MOST_PICTURES
        wide = (self.measure - GAP * (columns - 1)) / columns
        tall = 0.0
        for number, (name, picture) in enumerate(self._pictures):
            row, column = divmod(number, columns)
            tall = wide * picture.height() / picture.width()
            at = QRectF(self.margin + column * (wide + GAP), y + row * (tall + 60), wide, tall)
            self.fill(at.adjusted(-1, -1, 1, 1), self.theme.rule)
            self.picture(picture, at)
            self.words(name, Face.TEXT, 22, at.left(), at.bottom() + 8, wide, self.theme.second, room=34)
        rows = -(-len(self._pictures) // columns)
        return y + rows * (tall + 60) + 12

    def _keys(self, taken: bool, foot: float) -> None:
        wide = (self.measure - GAP) / 2
        no = QRectF(self.margin, foot, wide, KEY)
        if taken and not self._asked:
            self.key(no, self.say("pack_no"), self._refuse)
            self.key(no.translated(wide + GAP, 0), self.say("pack_yes"), self._agree, main=True)
        else:
            self.key(no, self.say("back"), self._refuse, main=True)

    def _agree(self) -> None:
        self._asked = True
        self._draw.stop()
        self.say_done(self.say("pack_busy"))
        self.wanted.emit()

    def _refuse(self) -> None:
        self.closed.emit()

    def hideEvent(self, event: object) -> None:
        """Closed without a yes: the copy isn't needed."""
        timer = getattr(self, "_draw", None)
        if timer is not None:
            timer.stop()
        if not getattr(self, "_asked", True):
            self.unwanted.emit()
            self._asked = True

    def _draw_next(self) -> None:
        if not self._to_draw or self._glimpse is None:
            self._draw.stop()
            return
        note = self._to_draw.pop(0)
        picture = self._glimpse(note.index, 480)
        if picture is not None:
            self._pictures.append((note.called(self.language), picture))
            self.relay()
