"""Qt's touch, mouse and key events, turned into what the recogniser and the stage understand."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QEventPoint, QKeyEvent, QMouseEvent, QTouchEvent, QWheelEvent

from kiosk.stage.gestures import HOLD_MS, Recogniser
from kiosk.visit import Command, GoTo, Next, Previous, Touch

NOTCH = 120.0
"""Logical px that one notch of a wheel scrolls."""
STUCK_MS = 3000
"""A touch that says nothing for so long, and has no point down any more, is let go."""

KEYS: dict[Qt.Key, Callable[[], Command]] = {
    **dict.fromkeys((Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return,
                     Qt.Key.Key_Enter), Next),
    **dict.fromkeys((Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace), Previous),
    Qt.Key.Key_Home: lambda: GoTo(0),
    Qt.Key.Key_End: lambda: GoTo(1_000_000),
}  # fmt: skip
"""Keyboard and presenter's clicker (PageUp, PageDown)."""


class Pointer(QObject):
    """Feeds a recogniser from a view's events; positions become logical px."""

    def __init__(self, recogniser: Recogniser, to_logical: Callable[[QPointF], QPointF],
                 do: Callable[[Command], None], onward: Callable[[], int] = lambda: 1,
                 parent: QObject | None = None) -> None:  # fmt: skip
        """Feed that recogniser.

        Args:
            recogniser: who decides what touches mean. to_logical: from the view's px to the stage's.
            do: takes the commands of keys and wheel. onward: 1 where the next slide lies to the right, else -1.
            parent: keeps it.
        """
        super().__init__(parent)
        self._recogniser, self._to_logical, self._do, self._onward = recogniser, to_logical, do, onward
        self._down: set[int] = set()
        self._mouse_down = False
        self._wheel = self._waiting = 0
        self._stuck = QTimer(self)
        self._stuck.setSingleShot(True)
        self._stuck.setInterval(STUCK_MS)
        self._stuck.timeout.connect(self._let_go)
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(recogniser.hold)

    def event_came(self, event: QEvent) -> None:
        """Take one of the view's input events."""
        if isinstance(event, QTouchEvent):
            self._touch(event)
        elif isinstance(event, QMouseEvent):
            self._mouse(event)
        elif isinstance(event, QWheelEvent):
            self._turn_wheel(event)
        waiting, self._waiting = self._waiting, self._recogniser.waiting
        if not self._waiting:
            self._hold.stop()
        elif self._waiting != waiting:
            self._hold.start()

    def _touch(self, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchCancel:
            self._let_go()
            return
        if event.type() == QEvent.Type.TouchBegin and self._down:
            self._let_go()  # a first finger, says the system: those before it lifted unheard (a screen was unplugged)
        ms = float(event.timestamp())
        for point in event.points():
            at, name = self._to_logical(point.position()), point.id()
            if point.state() == QEventPoint.State.Pressed:
                self._down.add(name)
                self._recogniser.down(name, at.x(), at.y(), ms, self._across(point))
            elif point.state() == QEventPoint.State.Released:
                self._down.discard(name)
                self._recogniser.up(name, at.x(), at.y(), ms)
            elif point.state() == QEventPoint.State.Updated:
                self._recogniser.move(name, at.x(), at.y(), ms)
        if event.type() == QEvent.Type.TouchEnd and self._down:
            self._let_go()  # a release was lost: the system says nobody touches any more
        if self._down:
            self._stuck.stop()
        elif event.type() != QEvent.Type.TouchEnd:
            self._stuck.start()

    def _across(self, point: QEventPoint) -> float:
        """The contact's diameter in logical px; 0 where the screen doesn't tell."""
        size = point.ellipseDiameters()
        return max(self._to_logical(QPointF(size.width(), size.height())).toTuple())

    def _mouse(self, event: QMouseEvent) -> None:
        at, ms = self._to_logical(event.position()), float(event.timestamp())
        kind = event.type()
        if event.button() == Qt.MouseButton.RightButton:
            return
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            self._mouse_down = True
            self._recogniser.down(-1, at.x(), at.y(), ms)
        elif kind == QEvent.Type.MouseMove and self._mouse_down:
            self._recogniser.move(-1, at.x(), at.y(), ms)
        elif kind == QEvent.Type.MouseButtonRelease and self._mouse_down:
            self._mouse_down = False
            self._recogniser.up(-1, at.x(), at.y(), ms)

    def _turn_wheel(self, event: QWheelEvent) -> None:
        """One notch, one slide; with Ctrl it zooms. A trackpad's small steps add up to notches."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = self._to_logical(event.position())
            self._recogniser.turn_wheel(at.x(), at.y(), math.pow(2, delta.y() / 480))
            return
        if self._recogniser.listener.wheeled(-(delta.y() + delta.x()) * NOTCH / 120):
            self._wheel = 0
            return
        self._wheel += delta.y() + delta.x()
        while abs(self._wheel) >= 120:
            self._do(Next() if self._wheel < 0 else Previous())
            self._wheel += 120 if self._wheel < 0 else -120

    def key(self, event: QKeyEvent) -> None:
        """A key: it moves, or it only says that somebody is there."""
        key = Qt.Key(event.key())
        if self._onward() < 0:
            key = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}.get(key, key)
        make = KEYS.get(key)
        if event.isAutoRepeat() and make is not None and event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return
        self._do(make() if make is not None else Touch())

    def _let_go(self) -> None:
        self._down.clear()
        self._recogniser.cancel()
