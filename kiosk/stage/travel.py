"""The way from one place to the next: what moves are snapshots, pushed or faded over the scene, which stands still."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, Qt, QTimer, QVariantAnimation, Signal, SignalInstance
from PySide6.QtGui import QColor, QPixmap

from kiosk.look.motion import SLIDE_MS, animate, halt
from kiosk.stage.flight import FadeFlight, PushFlight, Sheet
from kiosk.stage.frame import Frame
from kiosk.stage.scene import StageView
from kiosk.stage.snapshots import Snapshots

FADE_MS = 260
NUDGE_MS = 300
COVER_MS = 400
"""How long a new slide's pictures are waited for behind the old one."""
HEAD_MS = 16
"""A movement begins as if it had begun a frame ago: the first frame that is painted is one that differs."""


class Travel(QObject):
    """Flies snapshots over a view, by itself or under a finger."""

    arrived = Signal()
    """A push came to rest by itself."""

    def __init__(self, view: StageView, snapshots: Snapshots, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._snapshots = view, snapshots
        self._flight: PushFlight | FadeFlight | None = None
        self._flying: QVariantAnimation | None = None
        self._frame = Frame.of(1920, 1080)

    def lay(self, frame: Frame) -> None:
        """Fly over a stage of that shape from now on."""
        self._frame = frame

    @property
    def under_way(self) -> bool:
        """Whether anything moves, or is held by a finger."""
        return self._flight is not None

    @property
    def push(self) -> PushFlight | None:
        """The slides in flight sideways, or None."""
        return self._flight if isinstance(self._flight, PushFlight) else None

    @property
    def offset(self) -> float:
        """Logical px from rest of the slide that is pushed."""
        return self.push.offset / self._frame.scale if self.push is not None else 0.0

    def standing(self, index: int) -> Sheet:
        """The snapshot of the slide that leaves: the one in flight, where one is."""
        return self.push.centre if self.push is not None else self._snapshots.standing(index)

    def hold(self, sheet: Sheet, rail: QPixmap, ground: QColor) -> PushFlight:
        """Stand a slide's snapshot in the view, at rest, for a finger or a push to move.

        Args:
            sheet: the slide. rail: stands still under it.
            ground: what shows beyond the exhibit's ends.
        """
        self.stop()
        scale = self._frame.scale
        low = round(self._frame.height * scale) - rail.height()
        flight = PushFlight(sheet, {}, round(self._frame.width * scale), (rail, low), ground)
        self._flight = self._view.flight = flight
        return flight

    def move(self, offset: float) -> None:
        """Put the slide that is pushed there: logical px from rest."""
        if self.push is not None:
            self.push.offset = offset * self._frame.scale
            self._view.viewport().update()

    def settle(self, ms: int = SLIDE_MS) -> None:
        """Let the slide that is pushed come to rest; `arrived` says when."""
        flight = self.push
        if flight is None:
            return
        self.stop()

        def tick(value: float) -> None:
            flight.offset = value
            self._view.viewport().update()

        self._flying = animate(
            self, tick, ms, start=flight.offset, end=0.0, curve=QEasingCurve.Type.OutCubic, on_done=self._arrived
        )
        self._flying.setCurrentTime(min(HEAD_MS, self._flying.duration() // 2))
        self._view.viewport().repaint()  # now: a stream of keys, each of which asks for a frame, gets all of them

    def fade(self, before: QPixmap) -> None:
        """Fade from that picture into the scene as it stands."""
        self.stop()
        flight = FadeFlight(before, self._snapshots.drawn())
        self._flight = self._view.flight = flight

        def tick(value: float) -> None:
            flight.progress = value
            self._view.viewport().update()

        self._flying = animate(self, tick, FADE_MS, on_done=self._landed)

    def cover(self, before: QPixmap, until: SignalInstance) -> None:
        """Leave a picture standing until a signal comes, or for a moment at most."""
        self.stop()
        flight = FadeFlight(before, before)
        self._flight = self._view.flight = flight

        def uncover() -> None:
            if self._flight is flight:
                self.land()

        until.connect(uncover, Qt.ConnectionType.SingleShotConnection)
        QTimer.singleShot(COVER_MS, self, uncover)

    def stop(self) -> None:
        """Stand still where it is."""
        halt(self._flying)
        self._flying = None

    def land(self) -> None:
        """End any movement at once; the scene shows again."""
        self.stop()
        if self._flight is not None:
            self._landed()

    def _arrived(self) -> None:
        self._landed()
        self.arrived.emit()

    def _landed(self) -> None:
        self._flying = None
        self._flight = self._view.flight = None
        self._view.viewport().update()
