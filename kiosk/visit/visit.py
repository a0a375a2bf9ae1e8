"""The state machine: a visitor's place, how a command changes it, and the moment at which time will.

```
            an act                        idle
  ATTRACT ─────────▶ BROWSE ◀──────────────────────▶ ASKING
     ▲                          any act, Restart        │
     └──────────────────────────────────────────────────┘  the countdown runs out
```
"""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.visit.commands import (
    Act,
    Command,
    Contrast,
    GoTo,
    Hold,
    Next,
    Overlook,
    Previous,
    Resize,
    Restart,
    ShowStep,
    Speak,
    StandStill,
    Stay,
    Tick,
    Touch,
)
from kiosk.visit.tour import Stop, Tour, dwell, idle_limit, stride


class Mode(enum.Enum):
    """What the exhibit is doing."""

    ATTRACT = "attract"  # cycling by itself, for whoever passes
    BROWSE = "browse"  # somebody is there, and leads
    ASKING = "asking"  # somebody was there: 继续浏览 or 重新开始?


@dataclass(frozen=True, slots=True)
class State:
    """Where the visitor is. All times are seconds of the monotonic clock that `apply` is handed.

    Attributes:
        mode: what the exhibit is doing.
        slide: the slide on screen, from 0.
        step: the step of that slide, from 0.
        language: what the visitor reads; one of the tour's.
        entered: when this step came on screen; while cycling, when its dwell began.
        touched: when somebody last did something.
        asked: when the question came up; None in every other mode.
        left: the whole seconds the question shows; None in every other mode.
        held: staff hold the cycle. Theirs, not the visitor's: nothing but `Hold` changes it.
        text_size: the size of text the visitor chose, from 0.
        contrast: whether the visitor chose high contrast.
        still: whether the visitor chose that nothing moves by itself.
        overview: whether all slides are shown at once, over the one that stands.
        visitor: counts up whenever everything returns to default. Zoom, scroll and whatever else a slide remembers by
            itself returns with it: who keeps such a thing drops it when this number changes, even if the place doesn't.
    """

    mode: Mode
    slide: int
    step: int
    language: str
    entered: float
    touched: float
    asked: float | None = None
    left: int | None = None
    held: bool = False
    text_size: int = 0
    contrast: bool = False
    still: bool = False
    overview: bool = False
    visitor: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Slide and step. The same before and after `Next`: this was the end, and the stage gives a rubber band."""
        return self.slide, self.step


def start(tour: Tour, now: float, slide: int = 0, language: str | None = None) -> State:
    """The state of an exhibit just switched on: cycling, from `slide` (from 0; clamped), in `language`.

    A language the tour doesn't have, or None, means home. Slide and language hold for the beginning only; after the
    first visitor everything returns to the first slide and to home.
    """
    state = State(
        mode=Mode.ATTRACT, slide=slide, step=0, language=language or tour.languages[0], entered=now, touched=now,
        text_size=tour.text_size,
    )  # fmt: skip
    return _settled(state, now, tour)


def apply(state: State, command: Command, now: float, tour: Tour) -> State:
    """The state after `command` at `now` (s), in the tour of the moment.

    A tour rebuilt since (another language, other pages, a deck reloaded) is simply handed in; what no longer fits is
    clamped, so a reload keeps the visitor's place. Send `Tick` after rebuilding it: the place is then right at once.

    Time is not trusted. A late `Tick`, after the machine slept or the clock leapt, does one thing and no more: it
    never skips through the deck, and a question always stands for its whole countdown. A clock that went back only
    makes waits begin anew.

    A command is an act, whatever it achieves: it ends cycling and answers the question, then takes effect. Hence a
    clicker needs no first press to wake the exhibit; who shows the question sees to it that a finger on it sends no
    more than `Touch`, `Stay` or `Restart`.
    """
    state = _settled(state, now, tour)
    match command:
        case Tick():
            return _waited(state, now, tour)
        case Hold(on):
            return _held(state, on, now)
        case Restart():
            return _home(state, Mode.BROWSE, now, tour)
        case _:
            return _acted(replace(state, mode=Mode.BROWSE, touched=now, asked=None, left=None), command, now, tour)


def deadline(state: State, tour: Tour) -> float | None:
    """The moment (s, same clock) at which the next `Tick` changes something; None: never, by itself.

    One single-shot timer set to it is all the program needs, so a still slide costs nothing. While asking it is the
    next change of the second shown. It is never further from the last command than the wait it ends is long.
    """
    if state.held:
        return None
    stop = _stop(tour, state.slide)
    if state.asked is not None and state.left is not None:
        return state.asked + tour.countdown - (state.left - 1)
    if state.mode is Mode.BROWSE:
        return state.touched + idle_limit(tour, stop)
    if len(tour.stops) <= 1 and stop.steps == 1:
        return None
    return state.entered + dwell(stop, state.step)


def seconds_left(state: State, now: float, tour: Tour) -> int:
    """Whole seconds of the countdown still to run at `now`, rounded up: never 0 while the question stands.

    0 when nothing is asked. `State.left` holds it as of the last `Tick`.
    """
    if state.asked is None:
        return 0
    left = math.ceil(state.asked + tour.countdown - now)
    return max(0, min(left, math.ceil(tour.countdown)))


_NO_STOP = Stop()


def _stop(tour: Tour, slide: int) -> Stop:
    return tour.stops[_within(slide, len(tour.stops))] if tour.stops else _NO_STOP


def _within(index: int, count: int) -> int:
    return max(0, min(index, count - 1))


def _settled(state: State, now: float, tour: Tour) -> State:
    """The same state, fitted to a tour that may have changed and to a clock that may have gone back."""
    slide = _within(state.slide, len(tour.stops))
    step = _within(state.step, _stop(tour, slide).steps) if slide == state.slide else 0
    return replace(
        state,
        slide=slide,
        step=step,
        language=state.language if state.language in tour.languages else tour.languages[0],
        text_size=_within(state.text_size, tour.text_sizes),
        entered=min(state.entered, now) if (slide, step) == state.place else now,
        touched=min(state.touched, now),
        asked=None if state.asked is None else min(state.asked, now),
    )


def _moved(state: State, place: tuple[int, int], now: float, tour: Tour) -> State:
    slide = _within(place[0], len(tour.stops))
    step = _within(place[1], _stop(tour, slide).steps)
    return state if (slide, step) == state.place else replace(state, slide=slide, step=step, entered=now)


def _home(state: State, mode: Mode, now: float, tour: Tour) -> State:
    """Everything back to default: no visitor finds another's leftovers. What staff hold stays held."""
    return State(
        mode=mode,
        slide=0,
        step=0,
        language=tour.languages[0],
        entered=now,
        touched=now,
        text_size=tour.text_size,
        held=state.held,
        visitor=state.visitor + 1,
    )


def _acted(state: State, act: Act, now: float, tour: Tour) -> State:
    match act:
        case Next():
            place = _after(state, tour)
        case Previous():
            place = _before(state, tour)
        case GoTo():
            place = act.slide, act.step
        case ShowStep():
            return _moved(state, (state.slide, act.step), now, tour)
        case _:
            return _preferred(state, act, tour)
    return _moved(replace(state, overview=False), place, now, tour)


def _preferred(
    state: State, act: Touch | Speak | Resize | Contrast | StandStill | Overlook | Stay, tour: Tour
) -> State:
    """What the visitor wants to see, and how; the place stays."""
    match act:
        case Speak() if act.language in tour.languages:
            return replace(state, language=act.language)
        case Resize():
            return replace(state, text_size=_within(act.text_size, tour.text_sizes))
        case Contrast():
            return replace(state, contrast=act.on)
        case StandStill():
            return replace(state, still=act.on)
        case Overlook():
            return replace(state, overview=act.on)
        case Touch() | Stay() | Speak():  # somebody is there, and that is all
            return state
        case _:
            assert_never(act)


def _after(state: State, tour: Tour) -> tuple[int, int]:
    stop = _stop(tour, state.slide)
    if stop.paged and state.step + 1 < stop.steps:
        return state.slide, state.step + 1
    return (state.slide + 1, 0) if state.slide + 1 < len(tour.stops) else state.place


def _before(state: State, tour: Tour) -> tuple[int, int]:
    if _stop(tour, state.slide).paged and state.step > 0:
        return state.slide, state.step - 1
    if state.slide == 0:
        return state.place
    before = _stop(tour, state.slide - 1)
    return state.slide - 1, before.steps - 1 if before.paged else 0


def _held(state: State, on: bool, now: float) -> State:
    """Staff at the panel are somebody: an open question goes, and every wait begins anew once they let go."""
    if state.mode is Mode.ATTRACT:
        return replace(state, held=on, entered=now, touched=now) if on != state.held else state
    return replace(state, mode=Mode.BROWSE, held=on, touched=now, asked=None, left=None)


def _waited(state: State, now: float, tour: Tour) -> State:
    """One thing that time does, if it's due."""
    if state.mode is Mode.ASKING:
        left = seconds_left(state, now, tour)
        return replace(state, left=left) if left else _home(state, Mode.ATTRACT, now, tour)
    due = deadline(state, tour)
    if due is None or now < due:
        return state
    if state.mode is Mode.BROWSE:
        asking = replace(state, mode=Mode.ASKING, asked=now)
        return replace(asking, left=seconds_left(asking, now, tour))
    stop = _stop(tour, state.slide)
    step = state.step + stride(stop)
    if step < stop.steps:
        return replace(state, step=step, entered=now)
    return replace(state, slide=(state.slide + 1) % len(tour.stops), step=0, entered=now)
