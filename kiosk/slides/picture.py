"""A picture in a frame: cropped around its focal point, zoomed and panned by fingers, drifting while nobody touches."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget
from shiboken6 import isValid

from kiosk.look.motion import GLIDE_MS, glide, halt
from kiosk.look.parts import mirror, mirrored
from kiosk.look.pictures import Pictures
from kiosk.look.theme import Theme
from kiosk.slides.framing import Framing, inside, part_of
from kiosk.slides.touch import Move

LEAST_MOST = 2.0
"""How far even a small picture may be magnified."""
SVG_MOST = 6.0
"""The same of a drawing, which is sharp at any size."""
HOME_WITHIN = 0.06
"""So close to its ordinary size a picture springs back to it."""
GIVE = 1.35
"""How far past its limits it can be pinched before it is let go."""
INSET = 260.0
"""Logical px across of the small picture that shows where one is."""
DRIFT = 1.05
"""How much it grows while it drifts: less than what counts as looking closely."""
DRIFT_MS = (66, 250)
"""Between two frames of the drift, at least and at most: as long as its edge takes for `DRIFT_PX`. Each frame draws all
of the picture anew, and of a smaller step the eye sees nothing."""
DRIFT_PX = 1.2
"""Logical px."""
SHARP_AFTER_MS = 120
"""Quiet before the part that is seen is decoded at its full sharpness."""


class PictureItem(QGraphicsObject):
    """One picture. `zoom` is 1 where it just covers its frame."""

    looked = Signal(bool)
    """The visitor begins to look closely, or no longer does."""

    def __init__(self, frame: QRectF, focus: tuple[float, float], scale: float, theme: Theme,
                 parent: QGraphicsItem) -> None:  # fmt: skip
        """Make an empty frame; `load` fills it.

        Args:
            frame: logical px. focus: the point that every crop keeps, in fractions.
            scale: device px a logical one. theme: colours.
            parent: the slide.
        """
        super().__init__()
        self.setParentItem(parent)  # unlike the constructor's argument, this hands it over to its parent for good
        if mirrored(parent):
            mirror(self, frame.center().x())
        self._frame, self._focus, self._scale, self._theme = frame, focus, scale, theme
        self._framing = Framing(frame)
        self._pixmap = QPixmap()
        self._path: Path | None = None
        self._pictures: Pictures | None = None
        self._sharp: tuple[QRectF, QPixmap] | None = None
        self._asked = 0
        self.zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self._moving: QVariantAnimation | None = None
        self._sharpen = QTimer(self)
        self._sharpen.setSingleShot(True)
        self._sharpen.setInterval(SHARP_AFTER_MS)
        self._sharpen.timeout.connect(self._ask_sharp)
        self._drift = QTimer(self)
        self._drift.timeout.connect(self._drift_on)
        self._drifted = self._drift_steps = 0
        self.inset_shown, self.inset_left = True, False

    # The picture.

    def load(self, path: Path, pictures: Pictures) -> None:
        """Show a file, as soon as it is decoded."""
        self._path, self._pictures = path, pictures
        pictures.ask(path, self._device(self._frame), self._arrived)

    def unload(self) -> None:
        """Let go of the picture; `load` brings it back."""
        self.reset()
        self._pixmap, self._path = QPixmap(), None

    @property
    def loaded(self) -> bool:
        """Whether it has a file."""
        return self._path is not None

    def _device(self, rect: QRectF) -> QSize:
        return QSize(math.ceil(rect.width() * self._scale), math.ceil(rect.height() * self._scale))

    def _arrived(self, pixmap: QPixmap) -> None:
        if not isValid(self) or self._path is None:
            return  # the slide went while the picture was on its way
        self._pixmap = pixmap
        self._framing.take(pixmap.width(), pixmap.height())
        self._show(1.0, self._framing.clamped(QPointF(*self._focus), 1.0))

    # How it lies in its frame.

    @property
    def least(self) -> float:
        """The zoom at which all of the picture is seen."""
        return self._framing.least

    @property
    def most(self) -> float:
        """The largest zoom: one px of the picture on one of the screen, and twice the ordinary size at least."""
        if self._drawn:
            return SVG_MOST
        return max(LEAST_MOST, self.full_size.width() / max(1.0, self._framing.cover[0] * self._scale))

    @property
    def _drawn(self) -> bool:
        """Whether it is a drawing, sharp at any size."""
        return self._path is not None and self._path.suffix.lower() == ".svg"

    @property
    def file(self) -> Path | None:
        """What it shows."""
        return self._path

    @property
    def full_size(self) -> QSize:
        """The file's own px, once it was decoded."""
        return QSize() if self._path is None or self._pictures is None else self._pictures.full_size(self._path)

    def enlarged(self) -> float:
        """How many px of the screen one px of the file takes, at the ordinary crop; 0 where that is no matter (SVG)."""
        full = self.full_size.width()
        return 0.0 if self._drawn or full <= 0 else self._framing.cover[0] * self._scale / full

    def shown_rect(self) -> QRectF:
        """Where the whole picture lies, logical px; pulled past its limits it gives."""
        return self._framing.lies(self._centre, self.zoom)

    def crop(self) -> QRectF:
        """The part of the picture that shows, in fractions."""
        rect = self.shown_rect()
        return part_of(rect, rect.intersected(self._frame))

    @property
    def zoomed(self) -> bool:
        """Whether the visitor looks closely."""
        return self.zoom > 1 + HOME_WITHIN

    # Ways to look.

    def home(self) -> None:
        """The ordinary crop at once."""
        self._stop()
        self._show(1.0, self._framing.clamped(QPointF(*self._focus), 1.0))

    def reset(self) -> None:
        """As a new visitor finds it."""
        self._stop()
        self._sharp = None
        self._asked += 1  # what is on its way was meant for somebody else
        if not self._pixmap.isNull():
            self.home()

    def _show(self, zoom: float, centre: QPointF) -> None:
        before = self.zoomed
        self.zoom, self._centre = zoom, centre
        if self.zoomed != before:
            self.looked.emit(self.zoomed)
        self._sharpen.stop()
        if zoom > 1 + HOME_WITHIN and self._sharp is None:
            self._sharpen.start()
        self.update()

    def can_pan(self, shift: QPointF) -> bool:
        """Whether there is more of the picture to see against that movement."""
        return self._framing.can_pan(shift, self._centre, self.zoom)

    def grip(self) -> None:
        """A finger came down: what glides or drifts stands."""
        self._stop()

    def manipulate(self, move: Move) -> None:
        """Pan and pinch: the point under the fingers stays under them."""
        if self._pixmap.isNull():
            return
        self._stop()
        least, most = self.least, self.most
        factor = move.zoom
        wanted = self.zoom * factor
        if not least <= wanted <= most:
            wanted = self.zoom * factor**0.35
        zoom = min(max(wanted, least / GIVE), most * GIVE)
        width, height = self._framing.cover
        middle = self._frame.center()
        before = QPointF(move.x - move.dx, move.y - move.dy) - middle
        point = self._centre + QPointF(before.x() / (width * self.zoom), before.y() / (height * self.zoom))
        now = QPointF(move.x, move.y) - middle
        self._sharp = None if zoom != self.zoom else self._sharp
        self._show(zoom, point - QPointF(now.x() / (width * zoom), now.y() / (height * zoom)))

    def let_go(self, velocity: QPointF, moving: bool) -> None:
        """Run out, and come back within the limits."""
        if self._pixmap.isNull():
            return
        zoom = min(max(self.zoom, self.least), self.most)
        if abs(zoom - 1) < HOME_WITHIN:
            zoom = 1.0
        width, height = (side * zoom for side in self._framing.cover)
        run = QPointF(velocity.x() / width, velocity.y() / height) * (GLIDE_MS if moving else 0.0)
        self.go(zoom, self._centre - run, moving)

    def settle(self, moving: bool) -> None:
        """Caught beyond its limits, on its way back: let it go on. Caught elsewhere: it is looked at there."""
        if self._pixmap.isNull() or self._moving is not None:
            return
        off = self._framing.clamped(self._centre, self.zoom) - self._centre
        beyond = self.zoom - min(max(self.zoom, self.least), self.most)
        if abs(beyond) + abs(off.x()) + abs(off.y()) > 1e-6:  # what rounding makes of a glide at the limit is none
            self.let_go(QPointF(), moving)
        elif self._sharp is not None and not _holds(self._sharp[0], self.crop()):
            self._sharp = None
            self._show(self.zoom, self._centre)

    def look_at(self, at: QPointF, moving: bool) -> None:
        """A double tap: the picture's own px at that point, or back."""
        if self._pixmap.isNull():
            return
        if self.zoomed:
            self.go(1.0, QPointF(*self._focus), moving)
            return
        rect = self.shown_rect()
        point = QPointF((at.x() - rect.left()) / rect.width(), (at.y() - rect.top()) / rect.height())
        zoom = min(self.most, 4.0) if self._drawn else self.most
        width, height = (side * zoom for side in self._framing.cover)
        offset = at - self._frame.center()
        self.go(zoom, point - QPointF(offset.x() / width, offset.y() / height), moving)

    def go(self, zoom: float, centre: QPointF, moving: bool) -> None:
        """Move there, within the limits; without `moving` at once."""
        self._stop()
        if self._pixmap.isNull():
            return
        centre = self._framing.clamped(centre, zoom)
        if not moving:
            self._sharp = None
            self._show(zoom, centre)
            return
        zoom_from, centre_from = self.zoom, QPointF(self._centre)
        self._sharp = None if zoom != zoom_from else self._sharp

        def tick(left: float) -> None:
            between = math.exp(math.log(zoom) * (1 - left) + math.log(zoom_from) * left)
            self._show(between, centre * (1 - left) + centre_from * left)

        def done() -> None:
            self._moving = None
            self._sharp = None
            self._show(zoom, centre)

        self._moving = glide(self, tick, 1.0, 0.0, 0.0, 0.0, done)

    def drift(self, ms: int) -> None:
        """Grow slowly around the focal point for that long."""
        if not self._pixmap.isNull():
            self.home()
        way = max(self._frame.width(), self._frame.height()) / 2 * (DRIFT - 1)
        every = min(max(round(ms * DRIFT_PX / way), DRIFT_MS[0]), DRIFT_MS[1])
        self._drifted, self._drift_steps = 0, max(1, ms // every)
        self._drift.start(every)

    def _drift_on(self) -> None:
        self._drifted += 1
        part = min(1.0, self._drifted / self._drift_steps)
        if part >= 1:
            self._drift.stop()
        if self._pixmap.isNull():
            return
        zoom = 1 + (DRIFT - 1) * part
        self.zoom, self._centre = zoom, self._framing.clamped(QPointF(*self._focus), zoom)
        self.update()

    def _stop(self) -> None:
        halt(self._moving)
        self._moving = None
        self._drift.stop()

    # Sharpness: what is seen closely is decoded once more, and only that part.

    def _ask_sharp(self) -> None:
        if self._path is None or self._pictures is None or self._moving is not None or not self.zoomed:
            return
        part, number = self.crop(), self._asked + 1
        self._asked = number

        def ready(pixmap: QPixmap) -> None:
            if isValid(self) and number == self._asked and self.zoomed and not pixmap.isNull():
                self._sharp = (part, pixmap)
                self.update()

        seen = self.shown_rect().intersected(self._frame)
        self._pictures.ask_part(self._path, self._device(seen), part, ready)

    # Where one is.

    def inset(self) -> QRectF:
        """Where the small picture of the whole stands while one looks closely; empty otherwise."""
        if not self.zoomed or not self.inset_shown or self._pixmap.isNull():
            return QRectF()
        width, height = self._framing.cover
        tall = INSET * height / width
        if tall > INSET:
            width, tall = INSET * width / height, INSET
        else:
            width = INSET
        left = self._frame.left() + 40 if self.inset_left else self._frame.right() - width - 40
        return QRectF(left, self._frame.bottom() - tall - 40, width, tall)

    def jump(self, at: QPointF, moving: bool) -> None:
        """A tap in the small picture: there."""
        inset = self.inset()
        centre = QPointF((at.x() - inset.left()) / inset.width(), (at.y() - inset.top()) / inset.height())
        self.go(self.zoom, centre, moving)

    # Drawing.

    def boundingRect(self) -> QRectF:
        """The frame."""
        return self._frame

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what is seen, and where it lies in the whole."""
        rect, crop = self.shown_rect(), self.crop()
        if self._pixmap.isNull() or self._pixmap.hasAlpha() or not rect.contains(self._frame):
            painter.fillRect(self._frame, self._theme.caption_ground)
        if self._pixmap.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._sharp is not None:
            part, sharp = self._sharp
            if _holds(part, crop):
                painter.drawPixmap(inside(rect, crop), sharp, _within(sharp, part, crop))
                self._paint_inset(painter, crop)
                return
        painter.drawPixmap(inside(rect, crop), self._pixmap, _within(self._pixmap, QRectF(0, 0, 1, 1), crop))
        if self._sharp is not None:
            part, sharp = self._sharp
            both = part.intersected(crop)
            painter.drawPixmap(inside(rect, both), sharp, _within(sharp, part, both))
        self._paint_inset(painter, crop)

    def _paint_inset(self, painter: QPainter, crop: QRectF) -> None:
        inset = self.inset()
        if inset.isEmpty():
            return
        painter.fillRect(inset.adjusted(-4, -4, 4, 4), self._theme.caption_ground)
        painter.drawPixmap(inset, self._pixmap, QRectF(self._pixmap.rect()))
        seen = inside(inset, crop)
        veil = QColor(self._theme.caption_ground)
        veil.setAlphaF(0.55)
        for part in (
            QRectF(inset.left(), inset.top(), inset.width(), seen.top() - inset.top()),
            QRectF(inset.left(), seen.bottom(), inset.width(), inset.bottom() - seen.bottom()),
            QRectF(inset.left(), seen.top(), seen.left() - inset.left(), seen.height()),
            QRectF(seen.right(), seen.top(), inset.right() - seen.right(), seen.height()),
        ):
            painter.fillRect(part, veil)
        painter.setPen(QPen(self._theme.caption_ink, 3))
        painter.drawRect(seen)


def _holds(part: QRectF, crop: QRectF) -> bool:
    """Whether a part of the picture holds all of another, but for what rounding takes."""
    return part.adjusted(-1e-3, -1e-3, 1e-3, 1e-3).contains(crop)


def _within(pixmap: QPixmap, held: QRectF, part: QRectF) -> QRectF:
    """A part of the whole picture in the px of a pixmap that holds another part of it."""
    across, down = pixmap.width() / held.width(), pixmap.height() / held.height()
    return QRectF(
        (part.left() - held.left()) * across, (part.top() - held.top()) * down,
        part.width() * across, part.height() * down,
    )  # fmt: skip
