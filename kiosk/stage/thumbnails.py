"""The pictures of the overview: drawn one by one from the very slides, while nothing else moves, and kept meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap

from kiosk.stage.furniture import Furniture
from kiosk.stage.nearby import Nearby
from kiosk.stage.travel import Travel

if TYPE_CHECKING:
    from kiosk.stage.stage import Stage

MOST = 120
"""Pictures kept at most; those drawn first go first."""
BETWEEN_MS = 5
"""Between two pictures, so that a finger is heard."""
PATIENCE_MS = 3000
"""So long a slide's photographs may take to come; then it is drawn without."""
LATER_MS = 60
"""Until the next look whether things still move."""


class Thumbnails(QObject):
    """Draws for a stage's overview."""

    def __init__(self, stage: Stage, furniture: Furniture, travel: Travel, nearby: Nearby) -> None:
        super().__init__(stage)
        self._stage, self._furniture, self._travel, self._nearby = stage, furniture, travel, nearby
        self._kept: dict[int, QPixmap] = {}
        self._waited = 0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._draw)

    def forget(self) -> None:
        """The slides look different now."""
        self._kept.clear()

    def begin(self) -> None:
        """Give the overview that was just laid all there is, and draw the rest."""
        overview = self._furniture.overview
        if overview is not None:
            for slide, picture in self._kept.items():
                overview.give(slide, picture)
            self._next.start(0)

    def wake(self) -> None:
        """What scrolled may need others."""
        if not self._next.isActive():
            self._next.start(BETWEEN_MS)

    def _draw(self) -> None:
        overview = self._furniture.overview
        moves = overview is not None and (overview.gliding or self._travel.under_way)
        if moves or not self._at_hand():
            self._next.start(LATER_MS)
        elif self._draw_one():
            self._next.start(BETWEEN_MS)

    def _at_hand(self) -> bool:
        """Whether what is drawn next has its pictures, or has waited for them long enough."""
        overview = self._furniture.overview
        slide = overview.wanted() if overview is not None else None
        if slide is None or self._prepared(slide):
            self._waited = 0
            return True
        self._waited += 1
        return self._waited * LATER_MS > PATIENCE_MS

    def _draw_one(self) -> bool:
        """Draw what is missed most; whether there was anything."""
        overview = self._furniture.overview
        slide = overview.wanted() if overview is not None else None
        if overview is None or slide is None:
            self._nearby.begin()
            return False
        picture = self.picture(slide, overview.picture_width)
        if picture is None:  # it failed and was left out; the overview is laid anew without it
            return True
        if len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[slide] = picture
        overview.give(slide, picture)
        return True

    # One slide.

    def _prepared(self, slide: int) -> bool:
        """Have a slide stand ready for its small picture; whether nothing is waited for any more."""
        stage = self._stage
        item = stage.item(slide)
        if item is not None and slide != stage.state.slide:
            item.show_step(0)
            item.arrive(moving=False)
        return not stage.pictures.busy

    def picture(self, slide: int, width: float) -> QPixmap | None:
        """A small picture of a slide, `width` logical px wide; None if it failed and was left out."""
        stage = self._stage
        item = stage.item(slide)
        if item is None:
            return None
        if slide == stage.state.slide:
            return stage.gallery.thumbnail(slide, width)
        item.show_step(0)
        item.arrive(moving=False)
        picture = stage.gallery.thumbnail(slide, width)
        item.leave()
        self._nearby.let_go()
        return picture
