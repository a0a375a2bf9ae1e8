"""The slides near the visitor, as items: built before they are needed, let go when they are far."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QPixmap

from kiosk.look.pictures import Pictures
from kiosk.look.theme import Theme
from kiosk.slides import item_for
from kiosk.slides.base import Setting, SlideItem
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.frame import Frame
from kiosk.stage.scene import StageScene

PARKING = 40_000.0
"""Logical px below the stage where the neighbours wait, out of every view."""


class Bare(SlideItem):
    """Stands for the only slide where that can't be built: the stage always has something to measure and to move."""

    def build(self) -> None:
        """Nothing: paper."""


class Gallery:
    """Builds, parks, snapshots and lets go of slide items for one exhibit, language, theme and frame."""

    def __init__(
        self,
        scene: StageScene,
        exhibit: Exhibit,
        language: str,
        theme: Theme,
        frame: Frame,
        *,
        moving: bool,
        pictures: Pictures,
        millimetre: float,
        zooms: tuple[float, ...] = (1.0,),
        wire: Callable[[SlideItem], None],
    ) -> None:
        """Begin with no items.

        Args:
            scene: where items live.
            exhibit: whose slides.
            language: of the visitor.
            theme: colours.
            frame: the stage.
            moving: whether things may move by themselves.
            pictures: hands out pixmaps.
            millimetre: logical px.
            zooms: how much larger than usual the slides' text is to be, and smaller ones for a slide that is cramped.
            wire: connects a new item's signals.
        """
        self.exhibit, self.language, self.theme, self.frame = exhibit, language, theme, frame
        self._scene, self._moving, self._pictures = scene, moving, pictures
        self._millimetre, self._zooms, self._wire = millimetre, zooms, wire
        self._items: dict[int, SlideItem] = {}

    def item(self, index: int) -> SlideItem:
        """A slide's item, built if it isn't yet.

        Raises:
            Exception: whatever the slide raised; the caller leaves the slide out.
        """
        found = self._items.get(index)
        if found is None:
            for zoom in self._zooms:
                found = item_for(self.exhibit.slides[index], self._setting(index, zoom))
                found.setScale(zoom)
                if not found.cramped:
                    break
            assert found is not None
            self._take(index, found)
        return found

    def stand_in(self, index: int) -> SlideItem:
        """Bare paper in the place of a slide that can't be built."""
        bare = Bare(self.exhibit.slides[index], self._setting(index, 1.0))
        self._take(index, bare)
        return bare

    def _take(self, index: int, item: SlideItem) -> None:
        self._wire(item)
        self._scene.addItem(item)
        self._items[index] = item
        self.park(index)

    def built(self, index: int) -> SlideItem | None:
        """A slide's item if there is one."""
        return self._items.get(index)

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def park(self, index: int) -> None:
        """Put an item where no view sees it, but a snapshot can."""
        self._items[index].setPos(0, PARKING * (index + 1))

    def show(self, index: int) -> bool:
        """Put an item on the stage, and every other one away; whether it stood elsewhere."""
        for other in self._items:
            if other != index and self._items[other].pos().y() == 0:
                self.park(other)
        item = self.item(index)
        moved = not item.pos().isNull()
        item.setPos(QPointF(0, 0))
        return moved

    def keep(self, wanted: set[int]) -> None:
        """Let go of every item but these."""
        for index in [index for index in self._items if index not in wanted]:
            item = self._items.pop(index)
            item.leave()
            self._scene.removeItem(item)
            item.deleteLater()

    def keep_pictures(self) -> None:
        """Let go of the pictures that no slide shows any more."""
        find = self.exhibit.find
        written = [name for index in self._items for _, name in self.exhibit.slides[index].pictures()]
        logo = self.exhibit.deck.look.logo
        written += [name for _, name in logo.files()] if logo is not None else []
        self._pictures.keep({path for path in map(find, written) if path is not None})

    def draw(self, index: int, on: QPixmap) -> None:
        """Draw a slide as its item stands now, on a picture as large as the screen."""
        item = self.item(index)
        before = item.pos()
        self.park(index)
        size = QSizeF(self.box(item).size()) / self.frame.scale
        self._scene.snapshot(QRectF(item.pos(), size), self.frame.scale, on)
        item.setPos(before)

    def box(self, item: SlideItem) -> QRect:
        """What a slide takes of the screen, device px: a whole number of them, so that snapshots blit."""
        height = self.frame.height if item.full_bleed else item.setting.floor * item.setting.zoom
        scale = self.frame.scale
        return QRect(0, 0, round(self.frame.width * scale), math.ceil(height * scale - 0.01))

    def thumbnail(self, index: int, width: float) -> QPixmap:
        """A small picture of a slide at rest, without the rail: `width` logical px wide."""
        item = self.item(index)
        before = item.pos()
        self.park(index)
        source = QRectF(item.pos().x(), item.pos().y(), self.frame.width, item.setting.floor * item.setting.zoom)
        pixmap = self._scene.snapshot(source, self.frame.scale * width / self.frame.width)
        item.setPos(before)
        return pixmap

    def _setting(self, index: int, zoom: float) -> Setting:
        frame, exhibit = self.frame, self.exhibit
        return Setting(
            width=frame.width / zoom,
            height=frame.height / zoom,
            portrait=frame.portrait,
            scale=frame.scale * zoom,
            language=self.language,
            theme=self.theme,
            chapter=exhibit.chapter_name(index, self.language),
            moving=self._moving,
            pictures=self._pictures,
            find=exhibit.find,
            next_language=exhibit.next_language(self.language),
            touch_slop=15 * self._millimetre / zoom,
            zoom=zoom,
            look=exhibit.deck.look,
        )
