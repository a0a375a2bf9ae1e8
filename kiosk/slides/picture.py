"""A picture in a frame: cropped around its focal point, zoomed and panned by fingers, drifting while nobody touches."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget
from shiboken6 import isValid

from kiosk.look.motion import GLIDE_MS, glide, halt, stretched
from kiosk.look.parts import mirror, mirrored
from kiosk.look.pictures import Pictures
from kiosk.look.theme import Theme
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
        self._show(1.0, self._clamped(QPointF(*self._focus), 1.0))

    # Geometry. A point of the picture is a fraction of its width and height.

    @property
    def _cover(self) -> tuple[float, float]:
        """Logical px of the whole picture where it just covers the frame."""
        width, height = self._frame.width(), self._frame.height()
        shape = max(1, self._pixmap.width()) / max(1, self._pixmap.height())
        return (width, width / shape) if width / height > shape else (height * shape, height)

    @property
    def least(self) -> float:
        """The zoom at which all of the picture is seen."""
        width, height = self._cover
        return min(self._frame.width() / width, self._frame.height() / height)

    @property
    def most(self) -> float:
        """The largest zoom: one px of the picture on one of the screen, and twice the ordinary size at least."""
        if self._drawn:
            return SVG_MOST
        return max(LEAST_MOST, self.full_size.width() / max(1.0, self._cover[0] * self._scale))

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
        return 0.0 if self._drawn or full <= 0 else self._cover[0] * self._scale / full

    def _limits(self, zoom: float) -> tuple[float, float, float, float]:
        """Least and most of the centre, across and down."""
        width, height = (side * zoom for side in self._cover)
        across, down = self._frame.width() / 2 / width, self._frame.height() / 2 / height
        return min(across, 0.5), max(1 - across, 0.5), min(down, 0.5), max(1 - down, 0.5)

    def _clamped(self, centre: QPointF, zoom: float) -> QPointF:
        left, right, top, bottom = self._limits(zoom)
        return QPointF(min(max(centre.x(), left), right), min(max(centre.y(), top), bottom))

    def shown_rect(self) -> QRectF:
        """Where the whole picture lies, logical px; pulled past its limits it gives."""
        width, height = (side * self.zoom for side in self._cover)
        left, right, top, bottom = self._limits(self.zoom)
        x = stretched(self._centre.x() * width, left * width, right * width, self._frame.width() / 5)
        y = stretched(self._centre.y() * height, top * height, bottom * height, self._frame.height() / 5)
        middle = self._frame.center()
        return QRectF(middle.x() - x, middle.y() - y, width, height)

    def crop(self) -> QRectF:
        """The part of the picture that shows, in fractions."""
        rect = self.shown_rect()
        seen = rect.intersected(self._frame)
        return QRectF(
            (seen.left() - rect.left()) / rect.width(), (seen.top() - rect.top()) / rect.height(),
            seen.width() / rect.width(), seen.height() / rect.height(),
        )  # fmt: skip

    @property
    def zoomed(self) -> bool:
        """Whether the visitor looks closely."""
        return self.zoom > 1 + HOME_WITHIN

    # Ways to look.

    def home(self) -> None:
        """The ordinary crop at once."""
        self._stop()
        self._show(1.0, self._clamped(QPointF(*self._focus), 1.0))

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
        left, right, top, bottom = self._limits(self.zoom)
        x, y = self._centre.x(), self._centre.y()
        if abs(shift.x()) >= abs(shift.y()):
            return x > left + 1e-3 if shift.x() > 0 else x < right - 1e-3
        return y > top + 1e-3 if shift.y() > 0 else y < bottom - 1e-3

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
        width, height = self._cover
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
        width, height = (side * zoom for side in self._cover)
        run = QPointF(velocity.x() / width, velocity.y() / height) * (GLIDE_MS if moving else 0.0)
        self.go(zoom, self._centre - run, moving)

    def settle(self, moving: bool) -> None:
        """Caught beyond its limits, on its way back: let it go on."""
        if self._pixmap.isNull() or self._moving is not None:
            return
        off = self._clamped(self._centre, self.zoom) - self._centre
        if not self.least <= self.zoom <= self.most or abs(off.x()) + abs(off.y()) > 1e-6:
            self.let_go(QPointF(), moving)

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
        width, height = (side * zoom for side in self._cover)
        offset = at - self._frame.center()
        self.go(zoom, point - QPointF(offset.x() / width, offset.y() / height), moving)

    def go(self, zoom: float, centre: QPointF, moving: bool) -> None:
        """Move there, within the limits; without `moving` at once."""
        self._stop()
        if self._pixmap.isNull():
            return
        centre = self._clamped(centre, zoom)
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
        self.zoom, self._centre = zoom, self._clamped(QPointF(*self._focus), zoom)
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
        width, height = self._cover
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
            if part.adjusted(-1e-3, -1e-3, 1e-3, 1e-3).contains(crop):
                painter.drawPixmap(_of(rect, crop), sharp, _within(sharp, part, crop))
                self._paint_inset(painter, crop)
                return
        painter.drawPixmap(_of(rect, crop), self._pixmap, _within(self._pixmap, QRectF(0, 0, 1, 1), crop))
        if self._sharp is not None:
            part, sharp = self._sharp
            both = part.intersected(crop)
            painter.drawPixmap(_of(rect, both), sharp, _within(sharp, part, both))
        self._paint_inset(painter, crop)

    def _paint_inset(self, painter: QPainter, crop: QRectF) -> None:
        inset = self.inset()
        if inset.isEmpty():
            return
        painter.fillRect(inset.adjusted(-4, -4, 4, 4), self._theme.caption_ground)
        painter.drawPixmap(inset, self._pixmap, QRectF(self._pixmap.rect()))
        seen = _of(inset, crop)
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


def _of(rect: QRectF, part: QRectF) -> QRectF:
    """A part, in fractions, of a rectangle."""
    return QRectF(
        rect.left() + part.left() * rect.width(), rect.top() + part.top() * rect.height(),
        part.width() * rect.width(), part.height() * rect.height(),
    )  # fmt: skip


def _within(pixmap: QPixmap, held: QRectF, part: QRectF) -> QRectF:
    """A part of the whole picture in the px of a pixmap that holds another part of it."""
    across, down = pixmap.width() / held.width(), pixmap.height() / held.height()
    return QRectF(
        (part.left() - held.left()) * across, (part.top() - held.top()) * down,
        part.width() * across, part.height() * down,
    )  # fmt: skip
