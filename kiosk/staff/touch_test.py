"""The screen and touch test: every finger leaves a colour, and the time from touch to picture is measured."""

from __future__ import annotations

import statistics
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QEventPoint, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTouchEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Face
from kiosk.staff.board import KEY, Board

COLOURS = tuple(QColor(name) for name in ("#B8271B", "#1E3A5C", "#2F6B3F", "#8A5A00", "#6B2D5C", "#0F7C83", "#B5651D",
                                          "#4A4A8A", "#7A1F3D", "#3B6E22"))  # fmt: skip
BRUSH = 56.0
"""Logical px of a stroke: a finger's width."""
SAMPLES = 400
"""Touches that the lag's median is taken of."""


class TouchTest(Board):
    """A sheet to paint on.

    Lag is taken from the moment Qt hands over a touch to the end of the painting of it: what comes before (the panel,
    the driver) and after (the display's own delay) can't be measured from inside.
    """

    def __init__(self, language: str, parent: QWidget, now: Callable[[], float] = time.perf_counter) -> None:
        """Begin with a blank sheet.

        Args:
            language: of the deck. parent: the window. now: a monotonic clock in seconds.
        """
        super().__init__(language, parent)
        self._now = now
        self._sheet = QPixmap()
        self._last: dict[int, QPointF] = {}
        self._came: float | None = None
        self._lags: deque[float] = deque(maxlen=SAMPLES)
        self.most = 0

    @property
    def lag_ms(self) -> float | None:
        """The median, ms; None before anything was painted."""
        return statistics.median(self._lags) * 1000 if self._lags else None

    def lay(self) -> None:
        """What to do, what was measured, and two keys in the lower corners."""
        if self._sheet.size() != self.size():
            self._blank()
        self.words(self.say("paint"), Face.TEXT, 32, self.margin, 64, self.measure, self.theme.second)
        lag, told = self.lag_ms, []
        if lag is not None:
            told.append(self.say("lag", ms=max(1, round(lag))))
        if self.most:
            told.append(self.say("most_fingers", count=self.most))
        if told:
            self.words(" · ".join(told), Face.BOLD, 32, self.margin, 160, self.measure)
        foot = self.high - 48 - KEY
        self.key(QRectF(self.margin, foot, 330, KEY), self.say("back"), self.closed.emit, main=True)
        clear = QRectF(self.wide - self.margin - 330, foot, 330, KEY)
        self.key(clear, self.say("clear"), self._wipe)

    def _blank(self) -> None:
        self._sheet = QPixmap(self.size())
        self._sheet.fill(Qt.GlobalColor.transparent)

    def _wipe(self) -> None:
        self._blank()
        self._lags.clear()
        self._came, self.most = None, 0
        self.relay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, and what was painted on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._sheet)
        painter.end()
        if self._came is not None:
            self._lags.append(self._now() - self._came)
            self._came = None

    def event(self, event: QEvent) -> bool:
        """Fingers paint, and press keys as ever."""
        if isinstance(event, QTouchEvent):
            down = 0
            for point in event.points():
                released = point.state() == QEventPoint.State.Released
                down += not released
                self._brush(point.id(), point.position(), released)
            self._count(down)
        elif isinstance(event, QMouseEvent) and event.buttons() & Qt.MouseButton.LeftButton:
            self._brush(-1, event.position(), False)
            self._count(1)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._last.pop(-1, None)
        return super().event(event)

    def _count(self, fingers: int) -> None:
        if fingers > self.most:
            self.most = fingers
            self.relay()
        if self._came is None:
            self._came = self._now()

    def _brush(self, finger: int, at: QPointF, lifted: bool) -> None:
        before = self._last.get(finger, at)
        width = BRUSH * self.frame_.scale
        painter = QPainter(self._sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(COLOURS[finger % len(COLOURS)], width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(before, at + QPointF(0.01, 0))
        painter.end()
        self.update(QRectF(before, at).normalized().adjusted(-width, -width, width, width).toAlignedRect())
        if lifted:
            self._last.pop(finger, None)
            self.relay()
        else:
            self._last[finger] = at
