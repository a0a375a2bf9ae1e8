"""One recogniser for finger and mouse: it decides once who owns a gesture. It knows no event and no widget.

One pointer leads, the first that came down; a second within a hand's reach joins it where the slide takes two
(pinch, two-finger drag). All others change nothing until they have lifted. A pointer that rests, a palm or a bag that
leans on the screen, counts as lifted: it must not make the exhibit deaf.

```
             past the slop, sideways, the slide doesn't want it
  PRESSED ────────────────────────────────────────────────────▶ SWIPING   the stage's: slides turn
     │ │      past the slop or held, and the slide takes it;
     │ └──────── a second finger, and the slide takes two ─────▶ OWNED     the slide's: pan, pinch, scrub
     └─────────── past the slop, anything else ────────────────▶ IGNORED   until every finger is up
```
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from kiosk.slides.touch import Move

SLOP_MM = 4.0
"""Millimetres a finger may wander and still tap."""
FLICK_MM_S = 110.0
"""Millimetres a second from which a lift is a flick, whatever the distance."""
FAR = 0.28
"""Part of the stage's width from which a slow drag turns the slide …"""
FAR_MM = 150.0
"""… and the millimetres that are enough on a screen wider than an arm's swing."""
HAND_MM = 230.0
"""Millimetres between two fingers of one person at most; further apart they are two people's."""
PALM_MM = 28.0
"""Millimetres across from which a contact is no finger (where the screen tells; a thumb is about 20)."""
DOUBLE_MS = 350.0
"""From one tap to the next, within which the two are a double tap."""
DOUBLE_MM = 9.0
"""Millimetres between the two."""
HOLD_MS = 450
"""A finger that stands still for so long holds."""
WINDOW_MS = 90.0
"""Over how long the speed at the lift is measured."""
JITTER_MM = 1.5
"""Millimetres within which a contact only trembles: screens report a bag that leans on them as never quite still."""
RESTING_MS = 3000.0
"""A pointer that stood still for so long rests; the next one to come down leads."""


class Listener(Protocol):
    """Who is told. Positions and distances in logical px, speeds in logical px a ms."""

    def pressed(self, x: float, y: float) -> None:
        """A finger came down."""

    def tapped(self, x: float, y: float, count: int) -> None:
        """It lifted where it came down; `count` is 2 on the second of a double tap."""

    def held(self, x: float, y: float) -> bool:
        """It stands still; whether the slide takes it, so that what follows is the slide's."""

    def cancelled(self) -> None:
        """The press became something else; or it, or a swipe, was taken away."""

    def takes(self, x: float, y: float, dx: float, dy: float, fingers: int) -> bool:
        """Whether the slide wants the movement that begins there and so; asked once a gesture and number of fingers."""

    def moved(self, move: Move) -> None:
        """What the slide took moves on."""

    def let_go(self, vx: float, vy: float) -> None:
        """What the slide took was let go, at that speed."""

    def wheeled(self, distance: float) -> bool:
        """A mouse's wheel turned by so many logical px; whether something scrolled by it."""

    def dragged(self, distance: float) -> None:
        """A swipe stands that far from where it began (right is positive)."""

    def swiped(self, distance: float, speed: float) -> None:
        """A swipe was let go, at that distance and speed."""


class _Phase(Enum):
    IDLE = "idle"
    PRESSED = "pressed"
    SWIPING = "swiping"
    OWNED = "owned"
    IGNORED = "ignored"


@dataclass(slots=True)
class _Finger:
    """Where it is, when it last moved, and where it was then."""

    x: float
    y: float
    heard: float
    was: tuple[float, float]


@dataclass
class Recogniser:
    """Fed with pointer positions and times (ms), it tells its listener what they mean.

    Attributes:
        listener: who is told.
        millimetre: logical px a millimetre of the real screen.
    """

    listener: Listener
    millimetre: float = 4.0
    _phase: _Phase = _Phase.IDLE
    _ours: list[int] = field(default_factory=list)
    _start: tuple[float, float] = (0.0, 0.0)
    _last: tuple[float, float, float] = (0.0, 0.0, 0.0)
    _at: tuple[float, float] = (0.0, 0.0)
    _trail: deque[tuple[float, float, float]] = field(default_factory=lambda: deque(maxlen=64))
    _down: dict[int, _Finger] = field(default_factory=dict)
    _tap: tuple[float, float, float] | None = None
    _presses: int = 0

    @property
    def slop(self) -> float:
        """Logical px a finger may wander and still tap."""
        return SLOP_MM * self.millimetre

    @property
    def waiting(self) -> int:
        """Which press, counted from 1, stands where it came down and could become a hold; 0 where none does."""
        return self._presses if self._phase is _Phase.PRESSED else 0

    @property
    def at_rest(self) -> bool:
        """Whether nobody touches, as far as it knows."""
        return self._phase is _Phase.IDLE and not self._down

    def down(self, pointer: int, x: float, y: float, ms: float, across: float = 0.0) -> None:
        """A pointer came down; `across` is the contact's diameter in logical px, 0 where the screen doesn't tell."""
        if across >= PALM_MM * self.millimetre:
            return
        others = self._others(pointer, ms)
        self._down[pointer] = _Finger(x, y, ms, (x, y))
        if self._phase is not _Phase.IDLE:
            if others:
                self._join(pointer, ms)
                return
            self._drop()
        self._phase, self._ours, self._start, self._at = _Phase.PRESSED, [pointer], (x, y), (x, y)
        self._presses += 1
        self._trail.clear()
        self._remember(ms)
        self._last = self._centre()
        self.listener.pressed(x, y)

    def move(self, pointer: int, x: float, y: float, ms: float) -> None:
        """A pointer moved."""
        finger = self._down.get(pointer)
        if finger is None:
            return
        finger.x, finger.y = x, y
        if math.hypot(x - finger.was[0], y - finger.was[1]) >= JITTER_MM * self.millimetre:
            finger.heard, finger.was = ms, (x, y)
        if pointer not in self._ours:
            return
        if self._phase is _Phase.PRESSED:
            self._decide(x, y, ms)
        elif self._phase is _Phase.SWIPING:
            self._at = (x, y)
            self._remember(ms)
            self.listener.dragged(x - self._start[0])
        elif self._phase is _Phase.OWNED:
            self._pass_on(ms)

    def up(self, pointer: int, x: float, y: float, ms: float) -> None:
        """A pointer lifted."""
        if self._down.pop(pointer, None) is None:
            return
        if pointer in self._ours:
            self._ours.remove(pointer)
            if self._ours:  # one of two: the other goes on alone
                self._last = self._centre()
                return
            phase, self._phase = self._phase, _Phase.IGNORED
            if phase is _Phase.PRESSED:
                self.listener.tapped(x, y, self._count(x, y, ms))
            elif phase is _Phase.SWIPING:
                self._at = (x, y)
                self._remember(ms)
                self.listener.swiped(x - self._start[0], self._speed(ms)[0])
            elif phase is _Phase.OWNED:
                self.listener.let_go(*self._speed(ms))
        if not self._ours and not self._others(pointer, ms):
            self._phase = _Phase.IDLE

    def hold(self) -> None:
        """The leader has stood still for `HOLD_MS`."""
        if self._phase is _Phase.PRESSED and self.listener.held(*self._start):
            self._phase = _Phase.OWNED
            self._last = self._centre()

    def turn_wheel(self, x: float, y: float, zoom: float) -> None:
        """A mouse's wheel with Ctrl, or a trackpad's pinch: what two fingers would do there."""
        if self._phase is _Phase.IDLE and self.listener.takes(x, y, 0.0, 0.0, 2):
            self.listener.moved(Move(x, y, 0.0, 0.0, zoom, 2))
            self.listener.let_go(0.0, 0.0)

    def cancel(self) -> None:
        """The system took the touch away."""
        self._down.clear()
        self._drop()

    def _decide(self, x: float, y: float, ms: float) -> None:
        """The leader may have left the place where it came down: whose is the gesture?"""
        dx, dy = x - self._start[0], y - self._start[1]
        far = max(abs(dx), abs(dy))
        if far < self.slop:
            return
        self.listener.cancelled()
        # What follows starts under the finger, not a slop behind it.
        if self.listener.takes(*self._start, dx, dy, 1):
            self._phase = _Phase.OWNED
            part = self.slop / far
            self._at = (self._start[0] + dx * part, self._start[1] + dy * part)
            self._last = (*self._at, 0.0)
            self._pass_on(ms)
        elif abs(dy) > abs(dx):
            self._phase = _Phase.IGNORED  # up and down means nothing here, and must not turn a slide
        else:
            self._phase = _Phase.SWIPING
            self._start = (self._start[0] + math.copysign(self.slop, dx), self._start[1])
            self._at = (x, y)
            self._remember(ms)
            self.listener.dragged(x - self._start[0])

    def _join(self, pointer: int, ms: float) -> None:
        """A second finger: with the first it pinches, if both are one person's and the slide takes two."""
        if len(self._ours) != 1 or ms - self._down[self._ours[0]].heard >= RESTING_MS:
            return
        one, two = self._down[self._ours[0]], self._down[pointer]
        if math.hypot(one.x - two.x, one.y - two.y) > HAND_MM * self.millimetre:
            return
        if not self.listener.takes((one.x + two.x) / 2, (one.y + two.y) / 2, 0.0, 0.0, 2):
            return
        if self._phase in {_Phase.PRESSED, _Phase.SWIPING}:
            self.listener.cancelled()
        self._phase = _Phase.OWNED
        self._ours.append(pointer)
        self._last = self._centre()

    def _pass_on(self, ms: float) -> None:
        x, y, apart = self._centre()
        before_x, before_y, before = self._last
        dx, dy = x - before_x, y - before_y
        least = self.millimetre  # two fingers on one spot: the quotient would run away
        zoom = max(apart, least) / max(before, least) if len(self._ours) > 1 else 1.0
        self._last = (x, y, apart)
        self._at = (self._at[0] + dx, self._at[1] + dy)
        self._remember(ms)
        self.listener.moved(Move(x, y, dx, dy, zoom, len(self._ours)))

    def _centre(self) -> tuple[float, float, float]:
        """The middle of the gesture's fingers, and how far they are apart."""
        fingers = [self._down[pointer] for pointer in self._ours]
        one, two = fingers[0], fingers[-1]
        return (one.x + two.x) / 2, (one.y + two.y) / 2, math.hypot(one.x - two.x, one.y - two.y)

    def _count(self, x: float, y: float, ms: float) -> int:
        """Which tap of a double tap this is."""
        before, self._tap = self._tap, (x, y, ms)
        if before is None or ms - before[2] > DOUBLE_MS:
            return 1
        if math.hypot(x - before[0], y - before[1]) > DOUBLE_MM * self.millimetre:
            return 1
        self._tap = None
        return 2

    def _others(self, pointer: int, ms: float) -> bool:
        """Whether another pointer is down that doesn't rest."""
        return any(ms - finger.heard < RESTING_MS for other, finger in self._down.items() if other != pointer)

    def _drop(self) -> None:
        """End what the leader began."""
        phase, self._phase, self._ours = self._phase, _Phase.IDLE, []
        if phase in {_Phase.PRESSED, _Phase.SWIPING}:
            self.listener.cancelled()
        elif phase is _Phase.OWNED:
            self.listener.let_go(0.0, 0.0)

    def _remember(self, ms: float) -> None:
        self._trail.append((ms, *self._at))

    def _speed(self, now: float) -> tuple[float, float]:
        """Logical px a ms over the last moments; a finger that rested before it lifted has none."""
        recent = [one for one in self._trail if now - one[0] <= WINDOW_MS]
        if len(recent) < 2 or recent[-1][0] <= recent[0][0]:
            return 0.0, 0.0
        ms = max(recent[-1][0] - recent[0][0], 8.0)
        return (recent[-1][1] - recent[0][1]) / ms, (recent[-1][2] - recent[0][2]) / ms


def turn(distance: float, speed: float, width: float, millimetre: float) -> int:
    """What a swipe that was let go does: 1 to the next slide, -1 to the one before, 0 back.

    A flick against the drag turns nothing: the visitor changed their mind.

    Args:
        distance: logical px. speed: logical px a ms. width: of the stage, logical px.
        millimetre: logical px a millimetre of the real screen.
    """
    if abs(speed) >= FLICK_MM_S * millimetre / 1000:
        if distance * speed < 0 and abs(distance) > 2 * millimetre:
            return 0
        return -1 if speed > 0 else 1
    if abs(distance) >= min(FAR * width, FAR_MM * millimetre):
        return -1 if distance > 0 else 1
    return 0


def rubber(distance: float, width: float) -> float:
    """How far the slide gives at either end of the exhibit: less and less, never more than a sixth of the width."""
    reach = width / 6
    return distance / (1 + abs(distance) / reach) if reach else 0.0
