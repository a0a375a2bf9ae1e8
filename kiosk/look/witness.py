"""A painter that is told of every text, for whoever judges what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter

if TYPE_CHECKING:
    from kiosk.look.block import Block


class Witness(QPainter):
    """Paints everything but text, and is told of that.

    Qt hands the painter it was given on to each item, so that a text knows whom it is painted by.
    """

    def saw(self, block: Block, x: float, y: float, colour: QColor) -> None:
        """A text would be painted with its top left at (x, y) of the painter's own system."""
        raise NotImplementedError
