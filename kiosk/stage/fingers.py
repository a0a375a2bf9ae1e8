"""What a finger does on the stage: the question, the rail, the arrows, a swipe from slide to slide, or the slide."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from kiosk.slides.base import SlideItem
from kiosk.slides.touch import Move
from kiosk.stage.bar import LEAST_TARGET
from kiosk.stage.furniture import Furniture, Target
from kiosk.stage.gestures import rubber, turn
from kiosk.stage.nearby import Nearby
from kiosk.stage.travel import Travel
from kiosk.visit import (
    Command,
    Contrast,
    GoTo,
    Mode,
    Next,
    Overlook,
    Previous,
    Resize,
    Restart,
    Speak,
    StandStill,
    Touch,
)

if TYPE_CHECKING:
    from kiosk.stage.stage import Stage

LEAST_MM = 15.0
"""Millimetres that every target measures at least."""
STIR_MM = 2.0
"""Millimetres that a finger moves to be somebody's."""
BACK_MS = 260
"""A slide that was dragged too little to turn, on its way back."""


_TOOLS: dict[str, Callable[[int], Command]] = {
    "overview": lambda _: Overlook(True),
    "close": lambda _: Overlook(False),
    "home": lambda _: GoTo(0),
    "slide": GoTo,
    "size": Resize,
    "contrast": lambda on: Contrast(bool(on)),
    "still": lambda on: StandStill(bool(on)),
}


def _way(item: SlideItem, shift: QPointF) -> QPointF:
    """A distance or a speed on the stage, as a slide sees it."""
    return item.mapFromScene(shift) - item.mapFromScene(QPointF())


class Fingers:
    """The recogniser's listener. It tells the stage in commands, and the slide in touches."""

    def __init__(self, stage: Stage, furniture: Furniture, travel: Travel, nearby: Nearby) -> None:
        self._stage, self._furniture, self._travel, self._nearby = stage, furniture, travel, nearby
        self._drag_from = 0.0
        self._swallow = False
        self._owner: SlideItem | None = None
        self._scrolling = False
        self._stirred = QPointF(-1e6, -1e6)

    def _slide(self) -> SlideItem | None:
        return self._stage.gallery.built(self._stage.state.slide)

    def _target(self, at: QPointF) -> Target | None:
        """What stands there, or, on a screen so fine that 96 px are less than 15 mm, within 15 mm around."""
        found = self._furniture.target(at)
        more = (LEAST_MM * self._stage.millimetre - LEAST_TARGET) / 2
        if found is not None or more <= 0:
            return found
        for dx, dy in ((0.0, more), (0.0, -more), (more, 0.0), (-more, 0.0)):
            found = self._furniture.target(at + QPointF(dx, dy))
            if found is not None:
                return found
        return None

    # A press.

    def pressed(self, x: float, y: float) -> None:
        """Answer in the next frame; whatever was cycling stops here."""
        at, stage = QPointF(x, y), self._stage
        target = self._target(at)
        self._drag_from = self._travel.offset
        self._swallow = self._furniture.asking and target is None
        if self._furniture.asking:
            self._furniture.press(target)
            if target is None:
                stage.do(Touch())
            return
        if stage.state.mode is not Mode.BROWSE:
            stage.do(Touch())
        if self._furniture.overview is not None:
            self._furniture.overview.grip()
            self._furniture.press(target)
            return
        if self._travel.push is not None:  # a finger on a slide in flight takes it over where it is
            stage.turning.catch()
            return
        self._travel.land()
        self._furniture.press(target)
        item = self._slide()
        if target is None and item is not None:
            item.press(item.mapFromScene(at))

    def _lift(self) -> None:
        """Take every answer to a press away."""
        self._furniture.press(None)
        item = self._slide()
        if item is not None:
            item.release()
        if self._furniture.overview is not None:
            self._furniture.overview.settle()
            self._stage.thumbnails.wake()

    def cancelled(self) -> None:
        """The press became a swipe, or it or the swipe was taken away: what flew goes on, until a swipe takes it."""
        self._lift()
        self._travel.settle()

    def tapped(self, x: float, y: float, count: int) -> None:
        """A tap: the question, the rail, an arrow, or the slide."""
        at, stage = QPointF(x, y), self._stage
        self._lift()
        if self._swallow:
            return
        if self._furniture.asking:
            self._follow(self._target(at))
            return
        if self._travel.push is not None:
            self._drag_from = 0.0
            stage.land()
        stage.do(Touch())
        target = self._target(at)
        item = self._slide()
        if target is not None:
            self._follow(target)
        elif item is not None and self._furniture.overview is None:
            there, before = item.mapFromScene(at), stage.state
            took = (count == 2 and item.double_tap(there)) or item.tap(there)
            self._nearby.look_again()
            if took and (before.slide, before.language) == (stage.state.slide, stage.state.language):
                stage.answered.emit()

    def _follow(self, target: Target | None) -> None:
        """Do what a target means."""
        stage = self._stage
        if target is None or target.what == "stay":
            stage.do(Touch())
        elif target.what == "restart":
            stage.do(Restart())
        elif target.what == "arrow":
            stage.do(Next() if target.index * stage.onward > 0 else Previous())
        elif target.what == "chapter":
            stage.do(GoTo(stage.exhibit.first_of_chapter(target.index)))
        else:
            self._follow_tool(target)

    def _follow_tool(self, target: Target) -> None:
        """The rail's tools, and what the overview offers."""
        stage, index = self._stage, target.index
        languages = stage.exhibit.languages
        if target.what == "language" and len(languages) > 2:
            stage.do(Overlook(True))  # all of them stand there by name
        elif target.what == "language":
            stage.do(Speak(stage.exhibit.next_language(stage.state.language)))
        elif target.what == "speak":
            stage.do(Speak(languages[index]))
        elif target.what in _TOOLS:
            stage.do(_TOOLS[target.what](index))

    # Inside the slide.

    def _free(self, x: float, y: float) -> SlideItem | None:
        """The slide, if a finger there can mean something of it."""
        if self._furniture.asking or self._swallow or self._travel.push is not None or self._furniture.overview:
            return None
        return None if self._target(QPointF(x, y)) is not None else self._slide()

    def held(self, x: float, y: float) -> bool:
        """A finger stands still: the slide may take it."""
        item = self._free(x, y)
        if item is None or not item.hold(item.mapFromScene(QPointF(x, y))):
            return False
        self._own(item)
        self._stage.answered.emit()
        return True

    def takes(self, x: float, y: float, dx: float, dy: float, fingers: int) -> bool:
        """Whether the slide wants this movement; else one finger turns slides and two do nothing."""
        at = QPointF(x, y)
        if self._furniture.overview is not None and not self._furniture.asking:
            self._scrolling = True
            return True
        if fingers > 1 and self._travel.push is not None and not self._furniture.asking:
            item = self._slide()  # a second finger while a swipe is under way: the slide comes home at once
            if item is None or not item.takes(item.mapFromScene(at), QPointF(), fingers):
                return False
            self._drag_from = 0.0
            self._stage.land()
            self._own(item)
            return True
        item = self._free(x, y)
        if item is None or not item.takes(item.mapFromScene(at), _way(item, QPointF(dx, dy)), fingers):
            return False
        self._travel.land()
        self._own(item)
        self._stage.answered.emit()
        return True

    def _own(self, item: SlideItem) -> None:
        self._owner = item
        self._nearby.look_again()

    def moved(self, move: Move) -> None:
        """The slide's own movement."""
        self._stir(QPointF(move.x, move.y))
        if self._scrolling and self._furniture.overview is not None:
            self._furniture.overview.manipulate(move)
            self._stage.thumbnails.wake()
        elif self._owner is not None and self._owner is self._slide():
            self._owner.manipulate(move.seen_in(self._owner.mapFromScene))
            self._nearby.look_again()

    def let_go(self, vx: float, vy: float) -> None:
        """The end of it."""
        owner, self._owner = self._owner, None
        scrolling, self._scrolling = self._scrolling, False
        if scrolling and self._furniture.overview is not None:
            self._furniture.overview.let_go(QPointF(vx, vy))
            self._stage.thumbnails.wake()
        elif owner is not None and owner is self._slide():
            owner.let_go(_way(owner, QPointF(vx, vy)))
            self._nearby.look_again()
        self._stage.do(Touch())

    def wheeled(self, distance: float) -> bool:
        """A wheel turned: the overview scrolls. Whether it was for something that scrolls."""
        overview = self._furniture.overview
        if overview is None or self._furniture.asking:
            return False
        overview.turn_wheel(distance)
        self._stage.thumbnails.wake()
        self._stage.do(Touch())
        return True

    def _stir(self, at: QPointF) -> None:
        """A finger moves. What only trembles on the screen is nobody's."""
        shift = at - self._stirred
        if math.hypot(shift.x(), shift.y()) >= STIR_MM * self._stage.millimetre:
            self._stirred = at
            self._stage.stir()

    # From slide to slide.

    def dragged(self, distance: float) -> None:
        """The slide follows the finger."""
        stage = self._stage
        self._stir(QPointF(distance, 0))
        if self._furniture.asking or self._swallow or not stage.moving:
            return
        flight = self._travel.push
        if flight is None:
            self._travel.land()
            flight = stage.turning.hold()
            self._drag_from = 0.0
        stage.turning.catch()
        total = self._drag_from + distance
        direction = -1 if total > 0 else 1
        if total and direction not in flight.sides:
            stage.turning.beside(flight, direction)
        if total and direction not in flight.sides:
            caught = self._drag_from if self._drag_from * total > 0 else 0.0  # so far it stood already
            if abs(total) > abs(caught):
                total = caught + rubber(total - caught, stage.frame.width)
        self._travel.move(total)

    def swiped(self, distance: float, speed: float) -> None:
        """Let go: on, back, or where it was."""
        stage = self._stage
        if self._furniture.asking or self._swallow:
            stage.do(Touch())
            return
        total = distance + (self._drag_from if self._travel.push is not None else 0.0)
        self._drag_from = 0.0
        to = turn(total, speed, stage.frame.width, stage.millimetre) * stage.onward
        if to and stage.beyond(to) is not None:
            stage.do(Next() if to > 0 else Previous())
            return
        stage.do(Touch())
        self._travel.settle(BACK_MS)
