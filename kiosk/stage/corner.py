"""Staff hold an upper corner of the screen: a finger or the mouse, three seconds, without moving away."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEventPoint, QMouseEvent, QPainter, QPaintEvent, QPen, QTouchEvent
from PySide6.QtWidgets import QWidget

HOLD_MS = 3000
"""How long it is held."""
QUIET_MS = 1000
"""Before anything of it is seen: who only rests a hand there learns nothing."""
SIZE_MM = 25.0
"""Of the corner's square."""
RING = 88
"""Px of the ring that fills while it is held."""


class Corner(QWidget):
    """Watches a view's input for the hold, and shows a ring that fills."""

    held = Signal()
    """Somebody held a corner for three seconds."""

    def __init__(
        self, millimetre: Callable[[], float], parent: QWidget, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Watch; connect a view's `input` to `event_came`.

        Args:
            millimetre: px a millimetre of the screen.
            parent: the window.
            now: a monotonic clock in seconds.
        """
        super().__init__(parent)
        self._millimetre, self._now = millimetre, now
        self._finger: int | None = None
        self._began = 0.0
        self._right = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(RING, RING)
        self.hide()
        self._done = QTimer(self)
        self._done.setSingleShot(True)
        self._done.setInterval(HOLD_MS)
        self._done.timeout.connect(self._hold)
        self._seen = QTimer(self)
        self._seen.setInterval(40)
        self._seen.timeout.connect(self._grow)

    def event_came(self, event: QEvent) -> None:
        """One of the view's input events."""
        if isinstance(event, QTouchEvent):
            if event.type() == QEvent.Type.TouchCancel or event.pointCount() > 1:
                self._drop()
                return
            for point in event.points():
                self._point(point.id(), point.position(), point.state())
        elif isinstance(event, QMouseEvent):
            self._mouse(event)

    def _mouse(self, event: QMouseEvent) -> None:
        kinds = {
            QEvent.Type.MouseButtonPress: QEventPoint.State.Pressed,
            QEvent.Type.MouseButtonDblClick: QEventPoint.State.Pressed,
            QEvent.Type.MouseMove: QEventPoint.State.Updated,
            QEvent.Type.MouseButtonRelease: QEventPoint.State.Released,
        }
        state = kinds.get(event.type())
        if state is not None:
            self._point(-1, event.position(), state)

    def _point(self, finger: int, at: QPointF, state: QEventPoint.State) -> None:
        if state == QEventPoint.State.Pressed:
            side = self._corner(at)
            if side is not None:
                self._finger, self._right, self._began = finger, side, self._now()
                self._done.start()
                self._seen.start()
        elif finger == self._finger and (state == QEventPoint.State.Released or self._corner(at) is not self._right):
            self._drop()

    def _corner(self, at: QPointF) -> bool | None:
        """Whether a place is in the right (True) or the left (False) corner, or in none."""
        parent = self.parentWidget()
        side = SIZE_MM * self._millimetre()
        if parent is None or not 0 <= at.y() <= side:
            return None
        if 0 <= at.x() <= side:
            return False
        return True if at.x() >= parent.width() - side else None

    def _drop(self) -> None:
        self._finger = None
        self._done.stop()
        self._seen.stop()
        self.hide()

    def _hold(self) -> None:
        self._drop()
        self.held.emit()

    def _grow(self) -> None:
        if (self._now() - self._began) * 1000 < QUIET_MS:
            return
        parent = self.parentWidget()
        if parent is not None and not self.isVisible():
            self.move(parent.width() - RING - 24 if self._right else 24, 24)
            self.show()
            self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        part = min(1.0, ((self._now() - self._began) * 1000 - QUIET_MS) / (HOLD_MS - QUIET_MS))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(8, 8, RING - 16, RING - 16)
        for colour, width in ((QColor(255, 255, 255, 200), 10), (QColor("#B8271B"), 6)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(box, 90 * 16, round(-360 * 16 * part))
        painter.end()
