"""The window: full screen on the chosen screen, following it when it is rotated, resized, unplugged or back."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap, QScreen
from PySide6.QtWidgets import QWidget

from kiosk.stage.corner import Corner
from kiosk.stage.cover import Cover
from kiosk.stage.scene import StageScene, StageView
from kiosk.stage.shade import Shade

if TYPE_CHECKING:  # the window is up before the deck is read: see `kiosk.app`
    from kiosk.stage.exhibit import Exhibit
    from kiosk.stage.gestures import Recogniser
    from kiosk.stage.pointer import Pointer
    from kiosk.stage.stage import Stage

GUESSED_MM_PER_PX = 0.25
"""Millimetres a device px where nothing better is known (a 24-inch screen of 1920 by 1080 has 0.28)."""
RESIZE_QUIET_MS = 60
EARLY = 200
"""Input events kept for the exhibit while its deck is still being read; the oldest go first."""


class Curtain:
    """A still picture over the whole window: the first slide as it last stood, while the deck is being read."""

    def __init__(self, picture: QPixmap) -> None:
        self._picture = picture

    def paint(self, painter: QPainter) -> None:
        """Draw it."""
        painter.drawPixmap(0, 0, self._picture)


class Window(StageView):
    """One exhibit in one window."""

    called = Signal()
    """Staff held a corner of the screen."""
    painted = Signal(int)
    """Something was painted: so many px."""

    def __init__(
        self,
        exhibit: Exhibit | None = None,
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
            exhibit: what to show; None to hand it to `open` later.
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
        self._stage: Stage | None = None
        self._pointer: Pointer | None = None
        self._recogniser: Recogniser | None = None
        self._diagonal: float | None = None
        self._resting = False
        self._theme, self._language, self._slide, self._moving, self._now = theme, language, slide, moving, now
        self._windowed, self._screen_name, self.may_close = windowed, screen, windowed
        if windowed:
            self.resize(size or QSize(1280, 720))
        else:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setCursor(Qt.CursorShape.BlankCursor)
            self.viewport().setCursor(Qt.CursorShape.BlankCursor)
        self._resizing = QTimer(self)
        self._resizing.setSingleShot(True)
        self._resizing.setInterval(RESIZE_QUIET_MS)
        self._resizing.timeout.connect(self._fill)
        self.resized.connect(self._on_resized)
        self._beside: QWidget | None = None
        self._early: deque[QEvent] = deque(maxlen=EARLY)
        self.input.connect(self._heard_early)
        self.shade = Shade(self)
        self.covered_by(self.shade)
        self._corner = Corner(self._pixels_a_millimetre, self)
        self._corner.held.connect(self._call_staff)
        self.input.connect(self._corner.event_came)
        if not windowed:
            self._follow_screens()
        if exhibit is not None:
            self.open(exhibit)

    def draw_curtain(self, picture: QPixmap) -> None:
        """Show a picture until `open` has something better."""
        self.flight = Curtain(picture)

    def begin_at(self, slide: int) -> None:
        """The slide that `open` shows first, from 0."""
        self._slide = slide

    def open(self, exhibit: Exhibit) -> None:
        """Show an exhibit."""
        from kiosk.stage.gestures import Recogniser
        from kiosk.stage.pointer import Pointer
        from kiosk.stage.stage import Stage
        from kiosk.stage.turns import Turns

        self._take_in(exhibit)
        language = self._language if self._language in exhibit.languages else None
        self._stage = stage = Stage(
            self._stage_scene, self, exhibit, self._now, theme=self._theme, language=language,
            slide=min(self._slide, len(exhibit.slides) - 1), moving=self._moving, parent=self,
        )  # fmt: skip
        self._recogniser = Recogniser(stage.fingers)
        turns = Turns(stage.do_all, self)
        self._pointer = Pointer(self._recogniser, self._to_logical, turns.do, lambda: stage.onward, self)
        self.flight = None
        if self.isVisible():
            self._fill()
        self._obey_early()
        self.input.connect(self._heard)

    def show_exhibit(self, exhibit: Exhibit) -> None:
        """Show another one, or the same one saved again, in the place of what stands."""
        self._take_in(exhibit)
        self.stage.set_millimetre(self._pixels_a_millimetre())
        self.stage.show_exhibit(exhibit)
        self._feel()

    def _take_in(self, exhibit: Exhibit) -> None:
        self.setWindowTitle(exhibit.deck.title.get(exhibit.languages[0]))
        self._diagonal = exhibit.deck.diagonal

    def _feel(self) -> None:
        """Fingers are measured in the stage's own px."""
        if self._recogniser is not None:
            self._recogniser.millimetre = self.stage.millimetre

    def set_rest(self, how: str) -> None:
        """Out of hours.

        Args:
            how: "black", where nothing but the staff's corner answers; "dim"; or "" while it is open.
        """
        if how == "black" and self._recogniser is not None:
            self._recogniser.cancel()
        self._resting = how == "black"
        self.shade.set_rest(how)

    def _heard(self, event: QEvent) -> None:
        if self._pointer is not None and not self._resting:
            self._pointer.event_came(event)

    def _call_staff(self) -> None:
        """The finger that holds the corner is no visitor's."""
        if self._recogniser is not None:
            self._recogniser.cancel()
        self.called.emit()

    def _heard_early(self, event: QEvent) -> None:
        """A visitor touched the picture that stands before the exhibit does."""
        self._early.append(event.clone())

    def _obey_early(self) -> None:
        """Give the exhibit what came before it, in its order: nobody should have to touch twice."""
        self.input.disconnect(self._heard_early)
        early, self._early = list(self._early), deque(maxlen=0)
        for event in early if self.stage.laid else ():
            self._obey(event)

    def _obey(self, event: QEvent) -> None:
        assert self._pointer is not None
        if isinstance(event, QKeyEvent):
            self._pointer.key(event)
        else:
            self._pointer.event_came(event)

    @property
    def opened(self) -> bool:
        """Whether there is a stage."""
        return self._stage is not None

    @property
    def stage(self) -> Stage:
        """What is shown, once there is something."""
        assert self._stage is not None
        return self._stage

    def in_use(self) -> bool:
        """Whether a finger is on it, or a slide on its way: what takes long isn't begun then."""
        touched = self._recogniser is not None and not self._recogniser.at_rest
        return touched or self.flight is not None

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
        wanted = self._wanted_screen()
        if wanted is None:
            return
        self.setScreen(wanted)
        self.setGeometry(wanted.geometry())
        self.showFullScreen()

    def _wanted_screen(self) -> QScreen | None:
        screens = QGuiApplication.screens()
        return next((one for one in screens if one.name() == self._screen_name), QGuiApplication.primaryScreen())

    def stands_on(self) -> QScreen | None:
        """The screen it is on, if there is any.

        Not `screen()`: Qt for Python makes what that returns a child of the window, and keeps it when it was unplugged.
        """
        return QGuiApplication.screenAt(self.geometry().center()) or QGuiApplication.primaryScreen()

    # Size.

    def _on_resized(self) -> None:
        self._lay_beside()
        if self._stage is None:
            return
        if self._stage.laid:
            self._resizing.start()  # a drag of the frame, or a turning screen, sends many: the last one counts
        else:
            self._fill()

    def _fill(self) -> None:
        if self._stage is None:
            return
        self._stage.set_millimetre(self._pixels_a_millimetre())
        self._stage.resize(self.viewport().width(), self.viewport().height())
        self._feel()

    def _pixels_a_millimetre(self) -> float:
        """Device px a millimetre: from the exhibit's diagonal, else a guess, since screens often lie of it."""
        screen = self.stands_on()
        if self._diagonal and not self._windowed and screen is not None:
            across = math.hypot(screen.size().width(), screen.size().height())
            return across / (self._diagonal * 25.4)
        return 1 / GUESSED_MM_PER_PX

    def _to_logical(self, at: QPointF) -> QPointF:
        return at / self.stage.frame.scale

    def will_fill(self) -> QSize:
        """The size it will have once it is placed, px."""
        screen = self._wanted_screen()
        return self.size() if self._windowed or screen is None else screen.geometry().size()

    # Beside the stage.

    def set_beside(self, panel: QWidget | None) -> None:
        """Stand a panel at the right, or take it away; the window grows for it where the screen has room.

        Args:
            panel: of fixed width, logical px; a child of this window.
        """
        before, self._beside = self._beside, panel
        change = (panel.width() if panel is not None else 0) - (before.width() if before is not None else 0)
        self.setViewportMargins(0, 0, panel.width() if panel is not None else 0, 0)
        screen = self.stands_on()
        if change and screen is not None and self.width() + change <= screen.availableGeometry().width():
            self.resize(self.width() + change, self.height())
        self._lay_beside()

    def _lay_beside(self) -> None:
        if self._beside is not None:
            self._beside.setGeometry(self.width() - self._beside.width(), 0, self._beside.width(), self.height())
            self._beside.raise_()

    def prod(self) -> None:
        """Have one px painted anew: of the stage, and of whatever covers it, beneath which Qt would paint nothing."""
        self.viewport().update(0, 0, 1, 1)
        for cover in self.findChildren(Cover, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if cover.isVisible():
                cover.update(0, 0, 1, 1)

    def covered_by(self, cover: Cover) -> None:
        """Something new may cover the stage: it keeps the window's size, and what it paints is a picture as well."""
        cover.painted.connect(self.painted)
        self.resized.connect(cover.cover)

    # What the window is asked.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say so: that alone proves that the picture lives."""
        super().paintEvent(event)
        box = event.rect()
        self.painted.emit(box.width() * box.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys go to the pointer; Esc closes only a curator's window."""
        if self._windowed and event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        if self._resting:
            pass
        elif self._pointer is not None:
            self._pointer.key(event)
        else:
            self._early.append(event.clone())
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refused, unless the program itself goes or it is a curator's window."""
        if self.may_close:
            event.accept()
        else:
            event.ignore()
