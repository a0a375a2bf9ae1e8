"""The paper: its measures, and pages that are laid one after the other and never kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter

DPI = 144
PAGE = (1190.0, 1684.0)
"""A4 upright, in dots of that many an inch."""
EDGE = 74.0
TOP, FOOT = 120.0, 96.0
MEASURE = PAGE[0] - 2 * EDGE
GAP = 24.0

Draw = Callable[[QPainter], None]


class Pages:
    """Where on which page one is, while a proof is laid from its first page to its last."""

    def __init__(self, begin: Callable[[int], QPainter] | None = None) -> None:
        """No page yet.

        Args:
            begin: begins a page, by its number from 1, and says what draws on it; None to count pages alone.
        """
        self._begin = begin
        self._painter: QPainter | None = None
        self.count = 0
        self.y = 0.0

    def turn(self) -> None:
        """The next page."""
        self.count += 1
        self.y = TOP
        if self._begin is not None:
            self._painter = self._begin(self.count)

    def fit(self, height: float) -> None:
        """Turn to a page on which that much has room, if it has none on this one."""
        if not self.count or self.y + height > PAGE[1] - FOOT:
            self.turn()

    def put(self, draw: Draw, height: float = 0.0) -> None:
        """Draw something on this page, if it is to be drawn, and go down by its height."""
        if self._painter is not None:
            draw(self._painter)
        self.y += height
