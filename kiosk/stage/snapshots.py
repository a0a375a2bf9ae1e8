"""The snapshots that fly, ready before they are needed: nothing is drawn between a key and its first frame.

What stands is copied from the window's own memory, where it has been drawn already. What may come next is drawn in
spare time, and kept until it is another slide's turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from kiosk.look.theme import Theme
from kiosk.slides.base import SlideItem
from kiosk.stage.flight import Sheet
from kiosk.stage.frame import Frame
from kiosk.stage.furniture import Furniture
from kiosk.stage.gallery import Gallery
from kiosk.stage.leaves import Leaves
from kiosk.stage.rail import Way
from kiosk.stage.scene import StageScene, StageView

SCREENS = 1.25
"""How many screens full of snapshots are kept at most: a photograph alone takes nearly one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A slide as it comes into view: which step, and whether its figures are still to count."""

    slide: int
    step: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Dress:
    """What furniture wears at a place: where the visitor is, which ways lead on from there, and the colours."""

    way: Way
    ways: dict[int, bool]
    theme: Theme


class Snapshots:
    """Draws and keeps snapshots of slides and of the rail."""

    def __init__(self, scene: StageScene, view: StageView, furniture: Furniture) -> None:
        self._scene, self._view, self._furniture = scene, view, furniture
        self._frame = Frame.of(1920, 1080)
        self._gallery: Gallery | None = None
        self._kept: dict[Place, tuple[Sheet, QPixmap]] = {}
        self._leaves = Leaves()
        self._under: dict[QRect, QPixmap] = {}
        self._under_at: tuple[int, int] | None = None

    def lay(self, frame: Frame, gallery: Gallery) -> None:
        """Draw the slides of that gallery, for a stage of that shape; all that was kept looks otherwise."""
        self._frame, self._gallery = frame, gallery
        self._leaves.lay(self._screen)
        self._kept.clear()
        self._under_at = None

    @property
    def _screen(self) -> QSize:
        """Device px."""
        return QSize(round(self._frame.width * self._frame.scale), round(self._frame.height * self._frame.scale))

    @property
    def _slides(self) -> Gallery:
        assert self._gallery is not None
        return self._gallery

    # What stands.

    def screen(self) -> QPixmap:
        """The whole stage as it stands."""
        box = QRect(QPoint(0, 0), self._screen)
        leaf = self._leaves.take()
        return self._leaves.lend(leaf) if self._view.copy_to(leaf, box) else self.drawn()

    def drawn(self) -> QPixmap:
        """The whole stage, drawn anew."""
        leaf = self._leaves.take()
        self._scene.snapshot(QRectF(0, 0, self._frame.width, self._frame.height), self._frame.scale, leaf)
        return self._leaves.lend(leaf)

    def standing(self, index: int) -> Sheet:
        """The slide that stands, without what stands over it."""
        item = self._slides.item(index)
        box = self._slides.box(item)
        leaf = self._leaves.take()
        if not item.pos().isNull() or self._furniture.covered or not self._view.copy_to(leaf, box):
            return self.sheet(index)
        self._clear(leaf, box, (index, item.step))
        return self._sheet(self._leaves.lend(leaf), item)

    def sheet(self, index: int) -> Sheet:
        """A slide as its item stands now, wherever that is; drawn anew."""
        leaf = self._leaves.take()
        self._slides.draw(index, leaf)
        return self._sheet(self._leaves.lend(leaf), self._slides.item(index))

    def _sheet(self, picture: QPixmap, item: SlideItem) -> Sheet:
        return Sheet.of(picture, self._slides.box(item).size(), self._slides.theme.paper, item.full_bleed)

    def _clear(self, picture: QPixmap, box: QRect, place: tuple[int, int]) -> None:
        """Put back what arrows and hint stand over."""
        boxes = self._over(box)
        kept = self._under if self._under_at == place and list(self._under) == boxes else self._drawn_under(boxes)
        painter = QPainter(picture)
        for one, part in kept.items():
            painter.drawPixmap(one.topLeft(), part)
        painter.end()

    def _over(self, box: QRect) -> list[QRect]:
        scale = self._frame.scale
        over = [QRectF(one.topLeft() * scale, one.size() * scale).toAlignedRect() for one in self._furniture.over()]
        return [one.intersected(box) for one in over if one.intersects(box)]

    def _drawn_under(self, boxes: list[QRect]) -> dict[QRect, QPixmap]:
        scale = self._frame.scale
        self._furniture.veil(True)
        sources = [QRectF(QPointF(one.topLeft()) / scale, QSizeF(one.size()) / scale) for one in boxes]
        found = [self._scene.snapshot(source, scale) for source in sources]
        self._furniture.veil(False)
        return dict(zip(boxes, found, strict=True))

    def warm(self) -> bool:
        """Have memory ready to draw on; whether that was still to be done."""
        return self._leaves.warm()

    def look_under(self, item: SlideItem, index: int) -> bool:
        """Draw what stands under the arrows of the slide that stands, and keep it; whether that was still to be done.

        It is true until the slide looks otherwise: whoever sees to that says `forget_under`. Not where they stand on a
        picture, which glides and drifts with nobody saying so, and is drawn fast.
        """
        place = index, item.step
        if item.dark_edges or self._under_at == place:
            return False
        self._under_at, self._under = place, self._drawn_under(self._over(self._slides.box(item)))
        return True

    def forget_under(self) -> None:
        """The slide that stands looks otherwise, or another one stands."""
        self._under_at = None

    # What may come.

    def coming(self, place: Place) -> Sheet | None:
        """The snapshot of a place, if it was kept."""
        kept = self._kept.get(place)
        return kept[0] if kept is not None else None

    def rail(self, place: Place | None, item: SlideItem, dress: Callable[[], Dress]) -> QPixmap:
        """The rail as it looks at a place.

        Args:
            place: whose rail may have been kept. item: its slide. dress: what the rail wears there.
        """
        kept = self._kept.get(place) if place is not None else None
        if kept is not None:
            return kept[1]
        worn = dress()
        return self._furniture.rail_picture(item, worn.way, worn.theme, worn.ways, self._frame.scale)

    def keep(self, place: Place, item: SlideItem, dress: Dress) -> bool:
        """Draw a place and its rail, and keep them; False where there was no room for them."""
        sheet = self.sheet(place.slide).pared()
        rail = self._furniture.rail_picture(item, dress.way, dress.theme, dress.ways, self._frame.scale)
        room = SCREENS * self._frame.width * self._frame.height * self._frame.scale**2
        if sheet.pixels + sum(kept.pixels for kept, _ in self._kept.values()) > room:
            return False
        self._kept[place] = (sheet, rail)
        return True

    def keeps(self, place: Place) -> bool:
        """Whether a place is kept."""
        return place in self._kept

    def only(self, places: list[Place]) -> None:
        """Let go of all others."""
        self._kept = {place: kept for place, kept in self._kept.items() if place in places}
