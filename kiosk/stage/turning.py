"""From one place in the exhibit to another, as the deck wants it: pushed, faded, or in one cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from kiosk.slides.base import SlideItem
from kiosk.stage.flight import PushFlight, Sheet
from kiosk.stage.snapshots import Place, Snapshots
from kiosk.stage.travel import NUDGE_MS, Travel
from kiosk.visit import Command, Mode, Next, Previous, State

if TYPE_CHECKING:
    from kiosk.stage.stage import Stage

NUDGE = 46.0
"""Logical px that a slide gives where there is nothing further that way."""


class Turning:
    """Turns the slides of a stage."""

    def __init__(self, stage: Stage, travel: Travel, snapshots: Snapshots) -> None:
        self._stage, self._travel, self._snapshots = stage, travel, snapshots

    def go(self, old: State, new: State) -> None:
        """From one place to another."""
        stage, travel = self._stage, self._travel
        leaving = stage.gallery.built(old.slide)
        same = old.slide == new.slide
        if not stage.moving or leaving is None:
            stage.overlay.unhint()
            travel.land()
            if leaving is not None and not same:
                leaving.leave()
            stage.show_slide(moving=False)
        elif self._fades(leaving, same):
            before = self._snapshots.screen()
            stage.overlay.unhint()
            if not same:
                leaving.leave()
            stage.show_slide(moving=True)
            travel.fade(before)
        else:
            self._push(old, new, leaving)

    def _fades(self, leaving: SlideItem, same: bool) -> bool:
        """Whether it fades: as the deck wants it, or from step to step of what isn't turned like pages."""
        within = same and not leaving.model.swipes_through
        return (self._stage.exhibit.deck.transition == "fade" or within) and not self._travel.offset

    def _push(self, old: State, new: State, leaving: SlideItem) -> None:
        """The first frame first: what else there is to do comes while it is looked at."""
        stage, travel = self._stage, self._travel
        outgoing, offset = travel.standing(old.slide), travel.offset
        stage.overlay.unhint()  # after that: what it stands over is known as long as it is there
        found = self._bring(new, kept=old.slide != new.slide)
        if found is None:
            return
        sheet, place = found
        rail = self._rail(place, stage.gallery.item(new.slide))
        direction = self._direction(old, new) * stage.onward
        flight = travel.hold(sheet, rail, stage.theme.paper)
        flight.sides, flight.came_from = {-direction: outgoing}, old.place
        travel.move(offset + direction * stage.frame.width)
        travel.settle()
        if old.slide != new.slide:
            leaving.leave()

    def _direction(self, old: State, new: State) -> int:
        """1 when the new place lies to the right; the first after the last is on, not back."""
        count = len(self._stage.exhibit.slides)
        if old.mode is Mode.ATTRACT and old.slide == count - 1 and new.slide == 0:
            return 1
        return 1 if new.place > old.place else -1

    def _bring(self, there: State, kept: bool = True) -> tuple[Sheet, Place] | None:
        """A place's snapshot, drawn now unless it is kept, and the place as it was; None if its slide failed."""
        stage = self._stage
        place = stage.place(there.slide, there.step)
        item = stage.gallery.built(there.slide)
        sheet = self._snapshots.coming(place) if kept and item is not None else None
        if item is None or sheet is None:
            item = stage.ready(place)
            if item is None:
                return None
            sheet = self._snapshots.sheet(there.slide)
        return sheet, place

    def _rail(self, place: Place, item: SlideItem) -> QPixmap:
        return self._snapshots.rail(place, item, lambda: self._stage.dress(place, item))

    # Under a finger, and at the ends.

    def hold(self) -> PushFlight:
        """Stand the slide's snapshot in the view, at rest, for a finger to move."""
        stage, state = self._stage, self._stage.state
        sheet = self._travel.standing(state.slide)
        item = stage.gallery.item(state.slide)
        flight = self._travel.hold(sheet, self._rail(stage.place(state.slide, state.step), item), stage.theme.paper)
        stage.gallery.show(state.slide)
        return flight

    def catch(self) -> None:
        """A finger takes over what flies: beside it stands where a swipe leads, though it came from further away."""
        flight = self._travel.push
        self._travel.stop()
        if flight is None or flight.came_from is None:
            return
        came_from, flight.came_from = flight.came_from, None
        [direction] = flight.sides
        there = self._stage.beyond(direction * self._stage.onward)
        if there is None or there.place != came_from:
            flight.sides.clear()
            self.beside(flight, direction)

    def beside(self, flight: PushFlight, direction: int) -> None:
        """Put the neighbour on that side beside the slide, if there is one."""
        stage = self._stage
        there = stage.beyond(direction * stage.onward)
        if there is None:
            return
        if there.slide == stage.state.slide:
            item = stage.gallery.item(there.slide)
            now = item.step
            item.show_step(there.step)
            flight.sides[direction] = self._snapshots.sheet(there.slide)
            item.show_step(now)
            return
        found = self._bring(there)
        if found is not None:
            flight.sides[direction] = found[0]

    def give(self, command: Command) -> None:
        """A command that moved nothing: where it leads past the end, the slide gives a little and comes back."""
        if not isinstance(command, Next | Previous):
            return
        direction = (-1 if isinstance(command, Next) else 1) * self._stage.onward
        if self._stage.moving and not self._travel.under_way:
            self.hold()
            self._travel.move(direction * NUDGE)
            self._travel.settle(NUDGE_MS)
