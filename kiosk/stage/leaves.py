"""Memory for pictures of the screen, used again and again.

New memory is slow to write on for the first time, page by page: on a screen of 3840×2160 that took 13 to 25 ms of the
15 to 30 from a key to the first frame that moves.
"""

from __future__ import annotations

import weakref

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

KEPT_FROM = 4_000_000
"""Pixels of a screen from which on memory is kept: for a smaller one it isn't worth 16 MB that nobody uses mostly."""
KEPT = 2
"""Pictures: a slide that leaves, and one that comes."""


class Leaves:
    """Pictures to draw on, as large as the screen."""

    def __init__(self) -> None:
        self._size = QSize(1, 1)
        self._kept: list[QPixmap] = []
        self._lent: dict[int, weakref.ref[QPixmap]] = {}

    def lay(self, size: QSize) -> None:
        """The screen has that many device px now."""
        if size != self._size:
            self._size, self._kept, self._lent = size, [], {}

    def take(self) -> QPixmap:
        """A picture with anything on it, to draw on; what is to stay of it has to be lent."""
        for index, one in enumerate(self._kept):
            if index not in self._lent or self._lent[index]() is None:
                return one
        new = QPixmap(self._size)
        if self._wanting:
            self._kept.append(new)
        return new

    @property
    def _wanting(self) -> bool:
        return len(self._kept) < KEPT and self._size.width() * self._size.height() >= KEPT_FROM

    def warm(self) -> bool:
        """Write on one that will be wanted, so that nobody has to wait for it then; whether there was one."""
        if not self._wanting:
            return False
        self._kept.append(QPixmap(self._size))
        self._kept[-1].fill()
        return True

    def lend(self, taken: QPixmap) -> QPixmap:
        """A picture as it was drawn on: as long as that copy is there, whoever takes one gets other memory."""
        copy = QPixmap(taken)  # it shares the memory
        for index, one in enumerate(self._kept):
            if one is taken:
                self._lent[index] = weakref.ref(copy)
        return copy
