"""The deck's own logo: in a box of fixed height, as wide as it is, on whatever stands behind it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shiboken6 import isValid

from kiosk.look.parts import draw_upright
from kiosk.look.pictures import Pictures

WIDEST = 6.0
"""Times its height; a longer one is set smaller."""


class LogoItem(QGraphicsItem):
    """A logo that stands at one end of its box, the left or the right one."""

    def __init__(self, path: Path, pictures: Pictures, height: float, scale: float, parent: QGraphicsItem, *,
                 right: bool = False) -> None:  # fmt: skip
        """Ask for the picture; the item is empty until it is there.

        Args:
            path: the file.
            pictures: hands it out.
            height: of the box, logical px.
            scale: device px a logical one.
            parent: the slide.
            right: whether the item's place is the box's right end.
        """
        super().__init__(parent)
        self._box = QRectF(-WIDEST * height if right else 0.0, 0, WIDEST * height, height)
        self._right = right
        self._picture = QPixmap()
        side = max(1, round(height * scale))
        pictures.ask(path, QSize(side, side), self._arrived, clear=True)

    def _arrived(self, picture: QPixmap) -> None:
        if isValid(self):  # the slide may be gone by now
            self._picture = picture
            self.update()

    def boundingRect(self) -> QRectF:
        """The box."""
        return self._box

    def extent(self) -> QRectF:
        """The part of the box that the logo fills."""
        size = QSizeF(self._picture.size()).scaled(self._box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = self._box.right() - size.width() if self._right else self._box.left()
        return QRectF(left, (self._box.height() - size.height()) / 2, size.width(), size.height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            draw_upright(painter, self.extent(), self._picture)
