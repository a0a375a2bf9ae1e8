"""The window: full screen on the chosen screen, following it when it is rotated, resized, unplugged or back."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen

from kiosk.stage.exhibit import Exhibit
from kiosk.stage.gestures import Recogniser
from kiosk.stage.pointer import Pointer
from kiosk.stage.scene import StageScene, StageView
from kiosk.stage.stage import Stage

GUESSED_MM_PER_PX = 0.25
"""Millimetres a device px where nothing better is known (a 24-inch screen of 1920 by 1080 has 0.28)."""
SLOP_MM = 4.0
"""Millimetres a finger may wander and still tap."""
RESIZE_QUIET_MS = 60


class Window(StageView):
    """One exhibit in one window."""

    def __init__(
        self,
        exhibit: Exhibit,
        *,
        windowed: bool = False,
        size: QSize | None = None,
        screen: str | None = None,
        theme: str | None = None,
        language: str | None = None,
        slide: int = 0,
        moving: bool | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the window, still hidden.

        Args:
            exhibit: what to show.
            windowed: an ordinary window that can be closed, for a curator's desk.
            size: of that window, px.
            screen: the name of the screen to fill; the primary one if it isn't there.
            theme: instead of the deck's.
            language: to begin in.
            slide: to begin at, from 0.
            moving: instead of the deck's `motion`.
            now: a monotonic clock in seconds.
        """
        scene = StageScene()
        super().__init__(scene)
        scene.setParent(self)
        self._windowed, self._screen_name, self.may_close = windowed, screen, windowed
        self.setWindowTitle(exhibit.deck.title.get(exhibit.languages[0]))
        if windowed:
            self.resize(size or QSize(1280, 720))
        else:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setCursor(Qt.CursorShape.BlankCursor)
            self.viewport().setCursor(Qt.CursorShape.BlankCursor)
        self._diagonal = exhibit.deck.diagonal
        self.stage = Stage(
            scene, self, exhibit, now, theme=theme, language=language, slide=slide, moving=moving, parent=self
        )
        self._recogniser = Recogniser(self.stage)
        self._pointer = Pointer(self._recogniser, self._to_logical, self.stage.do, self)
        self.input.connect(self._pointer.event_came)
        self._resizing = QTimer(self)
        self._resizing.setSingleShot(True)
        self._resizing.setInterval(RESIZE_QUIET_MS)
        self._resizing.timeout.connect(self._fill)
        self.resized.connect(self._on_resized)
        if not windowed:
            self._follow_screens()

    # Screens.

    def _follow_screens(self) -> None:
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for screen in app.screens():
            self._watch(screen)
        app.screenAdded.connect(self._screen_added)
        app.screenRemoved.connect(lambda _: self._place_soon())
        app.primaryScreenChanged.connect(lambda _: self._place_soon())

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(lambda _: self._place_soon())

    def _screen_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self._place_soon()

    def _place_soon(self) -> None:
        # The screen that goes is still listed while Qt tells of it.
        QTimer.singleShot(0, self.place)

    def place(self) -> None:
        """Show: full screen on the chosen screen, or as a window."""
        if self._windowed:
            self.show()
            return
        screens = QGuiApplication.screens()
        if not screens:
            return
        wanted = next((one for one in screens if one.name() == self._screen_name), QGuiApplication.primaryScreen())
        self.setScreen(wanted)
        self.setGeometry(wanted.geometry())
        self.showFullScreen()

    # Size.

    def _on_resized(self) -> None:
        if self.stage.laid:
            self._resizing.start()  # a drag of the frame, or a turning screen, sends many: the last one counts
        else:
            self._fill()

    def _fill(self) -> None:
        self.stage.set_millimetre(self._pixels_a_millimetre())
        self.stage.resize(self.viewport().width(), self.viewport().height())
        self._recogniser.slop = SLOP_MM * self.stage.millimetre

    def _pixels_a_millimetre(self) -> float:
        """Device px a millimetre: from the deck's diagonal, else a guess, since screens often lie of it."""
        if self._diagonal and not self._windowed:
            size = self.screen().size()
            across = math.hypot(size.width(), size.height())
            return across / (self._diagonal * 25.4)
        return 1 / GUESSED_MM_PER_PX

    def _to_logical(self, at: QPointF) -> QPointF:
        return at / self.stage.frame.scale

    # What the window is asked.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys go to the pointer; Esc closes only a curator's window."""
        if self._windowed and event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        self._pointer.key(event)
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refused, unless the program itself goes or it is a curator's window."""
        if self.may_close:
            event.accept()
        else:
            event.ignore()
