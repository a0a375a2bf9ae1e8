"""What stands over the slides for a while: the hint for a new visitor, the question, the overview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.slides.base import SlideItem
from kiosk.stage.furniture import Furniture
from kiosk.stage.snapshots import Snapshots
from kiosk.stage.travel import Travel
from kiosk.visit import Mode, seconds_left

if TYPE_CHECKING:
    from kiosk.stage.stage import Stage

HINT_MS = 7000
"""How long the hint stands at most."""


class Overlay(QObject):
    """Puts it there and takes it away, as the stage's state has it."""

    def __init__(self, stage: Stage, furniture: Furniture, travel: Travel, snapshots: Snapshots,
                 now: Callable[[], float]) -> None:  # fmt: skip
        super().__init__(stage)
        self._stage, self._furniture, self._travel, self._snapshots = stage, furniture, travel, snapshots
        self._now = now
        self.hints = True
        self._hinted: int | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(furniture.unhint)

    @property
    def _margin(self) -> float:
        """Logical px left and right of what stands over the slide."""
        setting = self._stage.gallery.item(self._stage.state.slide).setting
        return setting.margin * setting.zoom

    def hint(self, item: SlideItem) -> None:
        """Show a new visitor how to get on, once."""
        stage, state = self._stage, self._stage.state
        if not self.hints or self._hinted == state.visitor or item.full_bleed or len(stage.exhibit.slides) < 2:
            return
        source = item.model.source.get(state.language) if item.model.source else ""
        if source and stage.frame.portrait:
            return  # there is no room beside it; the next slide will do
        if state.mode is Mode.BROWSE and not state.overview:
            self._hinted = state.visitor
            self._furniture.hint(item, state.language, stage.theme)
            self._wait.start(HINT_MS)

    def unhint(self) -> None:
        """The visitor has found out."""
        self._furniture.unhint()

    def ask(self) -> None:
        """Show or take away the question."""
        stage, state = self._stage, self._stage.state
        self._furniture.withdraw()
        if state.mode is Mode.ASKING and stage.laid:
            if self._travel.under_way:  # a finger, or something that leans there, held a slide half-way until now
                self._travel.land()
                stage.show_slide(moving=False)
            self._furniture.unhint()
            self._furniture.ask(state.language, stage.theme, self._margin, stage.tour.countdown)
            self.count_down()

    def count_down(self) -> None:
        """The question says how long it waits."""
        if self._furniture.asking:
            self._furniture.show_left(seconds_left(self._stage.state, self._now(), self._stage.tour))

    def overlook(self, *, fade: bool = False) -> None:
        """Open the overview, lay it anew, or close it."""
        stage, state = self._stage, self._stage.state
        before = self._snapshots.screen() if fade and stage.moving else None
        if state.overview:
            self._travel.land()
            self._furniture.unhint()
            contents = stage.exhibit.contents(state.slide, stage.wants)
            self._furniture.overlook(contents, state.language, stage.theme, self._margin, stage.moving)
            stage.thumbnails.begin()
        else:
            self._furniture.close_overview()
        if before is not None:
            self._travel.fade(before)
