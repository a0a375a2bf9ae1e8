"""What may stand over the whole stage: a shade, a page of the staff's. It proves that it paints, as the stage does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class Cover(QWidget):
    """A child of the window that covers all of it."""

    painted = Signal(int)
    """Something of it was painted: so many px."""

    def cover(self) -> None:
        """The window has another size."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def proved(self, event: QPaintEvent) -> None:
        """A subclass has painted."""
        box = event.rect()
        self.painted.emit(box.width() * box.height())
