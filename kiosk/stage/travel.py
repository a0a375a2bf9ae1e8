"""The way from one place to the next: what moves are snapshots, pushed or faded over the scene, which stands still."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QRectF, Qt, QTimer, QVariantAnimation, Signal, SignalInstance
from PySide6.QtGui import QColor, QPixmap

from kiosk.look.motion import SLIDE_MS, animate, halt
from kiosk.stage.flight import FadeFlight, PushFlight, Sheet
from kiosk.stage.frame import Frame
from kiosk.stage.furniture import Furniture
from kiosk.stage.gallery import Gallery
from kiosk.stage.scene import StageScene, StageView

FADE_MS = 260
NUDGE_MS = 300
COVER_MS = 400
"""How long a new slide's pictures are waited for behind the old one."""
NUDGE = 46.0
"""Logical px that a slide gives where there is nothing further that way."""


class Travel(QObject):
    """Flies snapshots over a view, by itself or under a finger."""

    arrived = Signal()
    """A push came to rest by itself."""

    def __init__(self, scene: StageScene, view: StageView, furniture: Furniture, parent: QObject) -> None:
        super().__init__(parent)
        self._scene, self._view, self._furniture = scene, view, furniture
        self._flight: PushFlight | FadeFlight | None = None
        self._flying: QVariantAnimation | None = None
        self._frame = Frame.of(1920, 1080)
        self._gallery: Gallery | None = None

    def lay(self, frame: Frame, gallery: Gallery) -> None:
        """Fly the slides of that gallery over a stage of that shape from now on."""
        self._frame, self._gallery = frame, gallery

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

    def picture(self) -> QPixmap:
        """The whole stage as it stands in the scene."""
        return self._scene.snapshot(QRectF(0, 0, self._frame.width, self._frame.height), self._frame.scale)

    def sheet_of(self, index: int) -> Sheet:
        """The snapshot of the slide that leaves: the one in flight, where one is."""
        return self.push.centre if self.push is not None else self._slides.sheet(index)

    def hold(self, index: int, ground: QColor) -> PushFlight:
        """Stand that slide's snapshot in the view, at rest, for a finger or a push to move.

        Args:
            index: the slide.
            ground: what shows beyond the exhibit's ends.
        """
        frame, rail = self._frame, self._rail(index)
        top = frame.height - self._furniture.rail_height
        sheet = self._slides.sheet(index)
        width = round(frame.width * frame.scale)
        self.stop()
        flight = PushFlight(sheet, {}, width, (rail, round(top * frame.scale)), ground)
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

    def fade(self, before: QPixmap) -> None:
        """Fade from that picture into the scene as it stands."""
        self.stop()
        flight = FadeFlight(before, self.picture())
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

    def nudge(self, index: int, direction: int, ground: QColor) -> None:
        """There is nothing that way: the slide gives a little and comes back."""
        self.hold(index, ground)
        self._slides.show(index)
        self.move(direction * NUDGE)
        self.settle(NUDGE_MS)

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

    @property
    def _slides(self) -> Gallery:
        assert self._gallery is not None
        return self._gallery

    def _rail(self, index: int) -> QPixmap:
        """The rail alone: what stands on the stage is parked for a moment, no frame is painted in between."""
        if self._slides.built(index) is not None:
            self._slides.park(index)
        height, shown = self._furniture.rail_height, self._furniture.rail_shown
        self._furniture.show_rail(True)
        self._furniture.for_picture(alone=True)
        source = QRectF(0, self._frame.height - height, self._frame.width, height)
        pixmap = self._scene.snapshot(source, self._frame.scale)
        self._furniture.for_picture(alone=False)
        self._furniture.show_rail(shown)
        return pixmap
