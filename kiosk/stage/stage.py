"""The stage: every input becomes a command, every new state becomes a picture. Knows no deck file and no window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap

from kiosk.look import fonts
from kiosk.look.bidi import runs_left
from kiosk.look.motion import move_at
from kiosk.look.phrases import speak_as
from kiosk.look.pictures import Pictures
from kiosk.look.theme import Theme
from kiosk.slides.base import SlideItem
from kiosk.stage.bar import Wants
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.fingers import Fingers
from kiosk.stage.frame import Frame
from kiosk.stage.furniture import Furniture
from kiosk.stage.gallery import Gallery
from kiosk.stage.nearby import AFTER_MS, SOON_MS, Nearby
from kiosk.stage.overlay import Overlay
from kiosk.stage.scene import StageScene, StageView
from kiosk.stage.snapshots import Dress, Place, Snapshots
from kiosk.stage.thumbnails import Thumbnails
from kiosk.stage.travel import Travel
from kiosk.stage.turning import Turning
from kiosk.telling import origin, tell
from kiosk.visit import (
    Command,
    Mode,
    Next,
    Previous,
    ShowStep,
    Speak,
    State,
    Tick,
    Touch,
    Tour,
    apply,
    deadline,
    dwell,
    start,
)

STIR_S = 5.0
"""Seconds between two signs of life of a finger that doesn't lift."""


def _look(state: State) -> tuple[object, ...]:
    """All of a state that every item is built with."""
    return state.language, state.text_size, state.contrast, state.still


class Stage(QObject):
    """Shows an exhibit in a view, and lets a visitor through it.

    `fingers` is what a gesture recogniser tells. `now` is a monotonic clock in seconds, handed in.
    """

    changed = Signal(object)
    """A new `State`."""
    failed = Signal(str, str)
    """A slide was left out: its id, and why."""
    building = Signal(str)
    """A slide's item is about to be built: its id; then "" when it is."""
    answered = Signal()
    """Something of the slide that stands answered a finger: a mark, an event, a picture; not its way to another."""

    def __init__(self, scene: StageScene, view: StageView, exhibit: Exhibit, now: Callable[[], float], *,
                 theme: str | None = None, language: str | None = None, moving: bool | None = None,
                 slide: int = 0, millimetre: float = 4.0, parent: QObject | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._scene, self._view, self._now = scene, view, now
        self._theme_wanted, self._moving_wanted, self._device_millimetre = theme, moving, millimetre
        self._gallery: Gallery | None = None
        self._pictures = Pictures(self)
        self._seen: set[tuple[int, int]] = set()
        self._furniture = Furniture(scene)
        self._snapshots = Snapshots(scene, view, self._furniture)
        self._travel = Travel(view, self._snapshots, self)
        self.turning = Turning(self, self._travel, self._snapshots)
        self.nearby = Nearby(self, self._travel, self._snapshots)
        self.fingers = Fingers(self, self._furniture, self._travel, self.nearby)
        self.thumbnails = Thumbnails(self, self._furniture, self._travel, self.nearby)
        self.overlay = Overlay(self, self._furniture, self._travel, self._snapshots, now)
        self._travel.arrived.connect(lambda: self.show_slide(moving=True))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setTimerType(Qt.TimerType.PreciseTimer)
        self._wait.timeout.connect(lambda: self.do(Tick()))
        self.frame = Frame.of(1920, 1080)
        self._adopt(exhibit)
        self.tour: Tour = exhibit.tour(language or exhibit.languages[0])
        self.state: State = start(self.tour, now(), slide, language)

    def _adopt(self, exhibit: Exhibit) -> None:
        self.exhibit = exhibit
        self._pictures.know(exhibit.changed)
        self.dress_program()
        self._may_move = exhibit.deck.motion == "full" if self._moving_wanted is None else self._moving_wanted

    def dress_program(self) -> None:
        """The program speaks, moves and is set as this deck wants it."""
        deck = self.exhibit.deck
        speak_as(deck.words)
        move_at(deck.look.pace)
        fonts.wear(self.exhibit.fonts)

    @property
    def theme(self) -> Theme:
        """The colours: the visitor's high contrast, else those of the command line, else the deck's."""
        return self.exhibit.theme("contrast" if self.state.contrast else self._own_theme)

    @property
    def onward(self) -> int:
        """Where the next slide comes from: 1 from the right, -1 from the left, for a language that runs that way."""
        return -1 if runs_left(self.state.language) else 1

    @property
    def _own_theme(self) -> str:
        return self._theme_wanted or self.exhibit.deck.theme

    @property
    def moving(self) -> bool:
        """Whether anything moves by itself."""
        return self._may_move and not self.state.still

    @property
    def wants(self) -> Wants:
        """What a visitor may choose, and has chosen."""
        state = self.state
        return Wants(
            self.exhibit.languages, state.language, state.text_size, self.tour.text_sizes,
            None if self._own_theme == "contrast" else state.contrast, state.still if self._may_move else None,
        )  # fmt: skip

    def resize(self, width: int, height: int) -> None:
        """Fill a window of that many device px; everything is laid out anew, at the same place."""
        frame = Frame.of(width, height)
        self._pictures.serve(width, height)
        if frame != self.frame or not self.laid:
            place, self.frame = self._place(), frame
            self._rebuild(place)

    @property
    def laid(self) -> bool:
        """Whether there is a picture yet."""
        return self._gallery is not None

    @property
    def gallery(self) -> Gallery:
        """The slides near the visitor, once there is a window to lay them out for."""
        assert self._gallery is not None
        return self._gallery

    @property
    def millimetre(self) -> float:
        """Logical px a millimetre."""
        return self._device_millimetre / self.frame.scale

    def set_millimetre(self, device_px: float) -> None:
        """Device px a millimetre of the real screen."""
        self._device_millimetre = device_px

    @property
    def pictures(self) -> Pictures:
        """The pictures the slides ask for."""
        return self._pictures

    def picture(self) -> QPixmap:
        """The whole stage as it stands, at rest, with every picture there."""
        self._pictures.settle()
        self._travel.land()
        return self._snapshots.drawn()

    def show_exhibit(self, exhibit: Exhibit) -> None:
        """Show another exhibit (a saved deck) in one cut: the same slide and page, the same language."""
        old, state = self.exhibit, self.state
        before, place = (self._snapshots.screen(), self._place()) if self.laid else (None, None)
        stood = min(state.slide, len(old.slides) - 1)
        slide = exhibit.same_slide(old, stood)
        self._adopt(exhibit)
        language = state.language if state.language in exhibit.languages else exhibit.languages[0]
        self.tour = exhibit.tour(language)
        state = replace(state, language=language, slide=slide)
        self.state = apply(state, Tick(), self._now(), self.tour) if state.mode is Mode.ATTRACT else state
        if not self.laid:
            return
        stays = self.state.place == state.place and exhibit.slides[slide].type == old.slides[stood].type
        self._rebuild(place if stays else None)
        if before is not None and self._pictures.busy:
            self._travel.cover(before, self._pictures.idle)  # until the slide's pictures are here as well
        self.changed.emit(self.state)

    def _place(self) -> tuple[int, float] | None:
        """Where the visitor is in the slide, said so that another layout finds it."""
        item = self._gallery.built(self.state.slide) if self._gallery is not None else None
        return item.place_of(min(self.state.step, item.steps - 1)) if item is not None else None

    def _rebuild(self, place: tuple[int, float] | None = None) -> None:
        """New items for a new frame, language, theme or exhibit; at that place of the slide, or at the same step."""
        self._travel.land()
        if self._gallery is not None:
            self._gallery.keep(set())
        self.thumbnails.forget()
        self._scene.setBackgroundBrush(self.theme.paper)
        self._view.look_at(self.frame.width, self.frame.height, self.frame.scale)
        self._gallery = Gallery(
            self._scene, self.exhibit, self.state.language, self.theme, self.frame,
            moving=self.moving, pictures=self._pictures, millimetre=self.millimetre,
            zooms=self.exhibit.zooms(self.state.text_size), wire=self._wire,
        )  # fmt: skip
        self._furniture.lay(self.frame, self.exhibit.deck.reach == "low")
        self._furniture.unhint()
        self._snapshots.lay(self.frame, self._gallery)
        self._travel.lay(self.frame)
        item = self.item(self.state.slide)
        if item is not None:
            step = item.step_at(place) if place is not None else min(self.state.step, item.steps - 1)
            self.state = replace(self.state, step=step)
        self.show_slide(moving=False)
        self.overlay.overlook()
        self.overlay.ask()
        self._schedule()

    def _wire(self, item: SlideItem) -> None:
        item.stepped.connect(lambda step: self.do(ShowStep(step)))
        item.spoke.connect(lambda language: self.do(Speak(language)))
        item.onward.connect(lambda: self.do(Next()))

    def still_picture(self) -> QPixmap | None:
        """The whole stage, if nothing moves between slides just now."""
        return None if self._travel.under_way else self._snapshots.drawn()

    def end(self) -> None:
        """Let go of everything: nothing happens here by itself any more, and soon there is no stage."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        self._travel.land()
        if self._gallery is not None:
            self._gallery.keep(set())
        self._snapshots.end()
        self.deleteLater()

    # Commands and states.

    def do(self, command: Command) -> None:
        """Take the one road: a command, a new state, a picture."""
        self.do_all([command])

    def do_all(self, commands: Sequence[Command]) -> None:
        """Several commands, in their order, and one picture of what comes of them."""
        before = new = self.state
        for command in commands:
            before, new = new, apply(new, command, self._now(), self.tour)
        if new.place == before.place == self.state.place and self.state.mode is Mode.BROWSE:
            self.turning.give(commands[-1])
        self._become(new)

    def _become(self, new: State) -> None:
        old, self.state = self.state, new
        if new.visitor != old.visitor:
            self._seen.clear()
        if _look(new) != _look(old):
            before, place = self._snapshots.screen(), self._place() if new.place == old.place else None
            self.tour = self.exhibit.tour(new.language)
            self._rebuild(place)
            if self.moving:
                self._travel.fade(before)
        else:
            self._move_on(old, new)
        new = self.state  # another layout has other steps; and a slide on the way may have been left out
        if (new.mode is Mode.ASKING) != (old.mode is Mode.ASKING):
            self.overlay.ask()
        self.overlay.count_down()
        self._schedule()
        if new != old:
            self.changed.emit(new)

    def _move_on(self, old: State, new: State) -> None:
        """To another place, or at the same one to another visitor."""
        if new.overview != old.overview:
            self.overlay.overlook(fade=new.place == old.place)
        item = self.gallery.built(new.slide)
        if new.visitor != old.visitor and item is not None:
            item.reset()  # at another page of it, too; the slide that leaves is reset by leaving
        if new.place != old.place:
            self.turning.go(old, new)
            self.nearby.shed()
        elif item is not None and old.mode is Mode.ATTRACT and new.mode is not Mode.ATTRACT:
            item.stand()
        elif new.visitor != old.visitor:
            self.nearby.look_again()

    def _schedule(self) -> None:
        """One timer for the next moment at which time alone changes something."""
        at = deadline(self.state, self.tour)
        if at is None:
            self._wait.stop()
        else:
            self._wait.start(max(0, min(int((at - self._now()) * 1000) + 2, 2_000_000)))

    # Showing.

    def item(self, index: int) -> SlideItem | None:
        """A slide's item; a slide that fails is left out of the exhibit, and said so."""
        found = self.gallery.built(index)
        item = found if found is not None else self._build(index)
        if item is not None and item.steps != self.tour.stops[index].steps:
            self.tour = self.tour.with_stop(index, self.exhibit.stop(index, self.state.language, item.steps))
        return item

    def _build(self, index: int) -> SlideItem | None:
        self.building.emit(self.exhibit.ids[index])
        try:
            item = self.gallery.item(index)
        except Exception as error:  # noqa: BLE001 - whatever a slide does wrong, the exhibit goes on without it
            self.building.emit("")
            return self._leave_out(index, error)
        self.building.emit("")
        return item

    def _leave_out(self, index: int, error: Exception) -> SlideItem | None:
        """Go on without a slide; where it is the only one, with bare paper in its place."""
        name = self.exhibit.ids[index]
        sentence = f"slide {index + 1} ({name}) was left out: "
        tell(sentence + origin(error), shown=f"kiosk: {sentence}{error}")
        self.failed.emit(name, str(error))
        if len(self.exhibit.slides) == 1:
            return self.gallery.stand_in(index)
        self.show_exhibit(self.exhibit.without(index))
        return None

    def show_slide(self, moving: bool) -> None:
        """The current slide stands on the stage."""
        index = self.state.slide
        item = self.item(index)
        if item is None:
            return
        step = min(self.state.step, item.steps - 1)
        item.show_step(step)
        if self.gallery.show(index):
            self._view.renew()
        worn = self.dress(self.place(index, self.state.step), item)
        self._furniture.dress(item, worn.way, worn.theme, worn.ways)
        fresh = self._fresh(index, step)
        self._seen.add((index, step))
        item.arrive(moving and self.moving and fresh)
        if self.state.mode is Mode.ATTRACT and self.moving:
            item.drift(round(dwell(self.tour.stops[index], step) * 1000))
        else:
            self.overlay.hint(item)
        self.nearby.begin(AFTER_MS if item.running else SOON_MS)

    def _fresh(self, slide: int, step: int) -> bool:
        """Whether its figures count and its bars grow: always while cycling, once for each visitor."""
        return (slide, step) not in self._seen or self.state.mode is Mode.ATTRACT

    def dress(self, place: Place, item: SlideItem) -> Dress:
        """What rail and arrows wear at a place."""
        state = self.state
        way = self.exhibit.way(place.slide, place.step, item.steps, state.language, state.text_size)
        there = replace(state, slide=place.slide, step=place.step)
        ways = {direction: self.beyond(direction * self.onward, there) is not None for direction in (-1, 1)}
        return Dress(way, ways, self.theme)

    # For the fingers.

    def beyond(self, direction: int, here: State | None = None) -> State | None:
        """Where a swipe that way leads from a place (this one, if none is named), or None at the end."""
        command: Command = Next() if direction > 0 else Previous()
        browsing = replace(here or self.state, mode=Mode.BROWSE)
        new = apply(browsing, command, self._now(), self.tour)
        return new if new.place != browsing.place else None

    def place(self, slide: int, step: int) -> Place:
        """A place as it comes into view now."""
        return Place(slide, step, self._fresh(slide, step))

    def ready(self, place: Place) -> SlideItem | None:
        """A slide's item as it comes into view; None if it failed and was left out."""
        item = self.item(place.slide)
        if item is not None:
            item.show_step(min(place.step, item.steps - 1))
            item.prepare(moving=self._fresh(place.slide, item.step))
        return item

    def stir(self) -> None:
        """A finger that has been down for long still moves: nobody is to be asked whether they are there."""
        if self.state.mode is Mode.BROWSE and self._now() - self.state.touched > STIR_S:
            self.do(Touch())

    def land(self) -> None:
        """End any movement between slides at once: the current slide stands."""
        self._travel.land()
        self.show_slide(moving=True)
