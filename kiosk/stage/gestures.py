"""One recogniser for finger and mouse: it decides once who owns a gesture, a tap or a swipe. Plain numbers, no Qt.

One pointer leads, the first that came down; further fingers change nothing until all have lifted. One that rests, a
palm or a bag that leans on the screen, counts as lifted: it must not make the exhibit deaf.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

FLICK = 0.45
"""Logical px a ms from which a lift is a flick, whatever the distance."""
FAR = 0.28
"""Part of the stage's width from which a slow drag turns the slide."""
WINDOW_MS = 90.0
"""Over how long the speed at the lift is measured."""
RESTING_MS = 3000.0
"""A pointer that stood still for so long rests; the next one to come down leads."""


class Listener(Protocol):
    """Who is told. Positions in logical px."""

    def pressed(self, x: float, y: float) -> None:
        """A finger came down."""

    def tapped(self, x: float, y: float) -> None:
        """It lifted where it came down."""

    def cancelled(self) -> None:
        """It became something else, or was taken away."""

    def dragged(self, distance: float) -> None:
        """A swipe stands that far from where it began (logical px, right is positive)."""

    def swiped(self, distance: float, speed: float) -> None:
        """A swipe was let go, at that distance (logical px) and speed (logical px a ms)."""


class _Phase(Enum):
    IDLE = "idle"
    PRESSED = "pressed"
    SWIPING = "swiping"
    IGNORED = "ignored"


@dataclass
class Recogniser:
    """Fed with pointer positions and times, it tells its listener what they mean.

    Attributes:
        listener: who is told.
        slop: logical px a finger may wander and still tap.
    """

    listener: Listener
    slop: float = 24.0
    _phase: _Phase = _Phase.IDLE
    _leader: int = -1
    _start: tuple[float, float] = (0.0, 0.0)
    _trail: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=64))
    _heard: dict[int, float] = field(default_factory=dict)

    def down(self, pointer: int, x: float, y: float, ms: float) -> None:
        """A pointer came down."""
        others = self._others(pointer, ms)
        self._heard[pointer] = ms
        if self._phase is not _Phase.IDLE:
            if others:
                return
            self._drop()
        self._phase, self._leader, self._start = _Phase.PRESSED, pointer, (x, y)
        self._trail.clear()
        self._trail.append((ms, x))
        self.listener.pressed(x, y)

    def move(self, pointer: int, x: float, y: float, ms: float) -> None:
        """A pointer moved."""
        if pointer in self._heard:
            self._heard[pointer] = ms
        if pointer != self._leader or self._phase not in {_Phase.PRESSED, _Phase.SWIPING}:
            return
        self._trail.append((ms, x))
        dx, dy = x - self._start[0], y - self._start[1]
        if self._phase is _Phase.PRESSED:
            if max(abs(dx), abs(dy)) < self.slop:
                return
            self.listener.cancelled()
            if abs(dy) > abs(dx):
                self._phase = _Phase.IGNORED  # up and down means nothing here, and must not turn a slide
                return
            self._phase = _Phase.SWIPING
            # The slide starts under the finger, not a slop behind it.
            self._start = (self._start[0] + (self.slop if dx > 0 else -self.slop), self._start[1])
            dx = x - self._start[0]
        self.listener.dragged(dx)

    def up(self, pointer: int, x: float, y: float, ms: float, last: bool = True) -> None:
        """A pointer lifted; `last` when no other is down."""
        self._heard.pop(pointer, None)
        if pointer == self._leader:
            last = last or not self._others(pointer, ms)
            phase, self._leader = self._phase, -1
            self._phase = _Phase.IDLE if last else _Phase.IGNORED
            if phase is _Phase.PRESSED:
                self.listener.tapped(x, y)
            elif phase is _Phase.SWIPING:
                self._trail.append((ms, x))
                self.listener.swiped(x - self._start[0], self._speed(ms))
        if last:
            self._phase, self._leader = _Phase.IDLE, -1

    def cancel(self) -> None:
        """The system took the touch away."""
        self._heard.clear()
        self._drop()

    def _others(self, pointer: int, ms: float) -> bool:
        """Whether another pointer is down that doesn't rest."""
        return any(ms - heard < RESTING_MS for other, heard in self._heard.items() if other != pointer)

    def _drop(self) -> None:
        """End what the leader began."""
        phase, self._phase, self._leader = self._phase, _Phase.IDLE, -1
        if phase is _Phase.PRESSED:
            self.listener.cancelled()
        elif phase is _Phase.SWIPING:
            self.listener.swiped(0.0, 0.0)

    def _speed(self, now: float) -> float:
        """Logical px a ms over the last moments; a finger that rested before it lifted has none."""
        recent = [(ms, x) for ms, x in self._trail if now - ms <= WINDOW_MS]
        if len(recent) < 2 or recent[-1][0] <= recent[0][0]:
            return 0.0
        return (recent[-1][1] - recent[0][1]) / max(recent[-1][0] - recent[0][0], 8.0)


def turn(distance: float, speed: float, width: float) -> int:
    """What a swipe that was let go does: 1 to the next slide, -1 to the one before, 0 back.

    A flick against the drag turns nothing: the visitor changed their mind.
    """
    if abs(speed) >= FLICK:
        if distance * speed < 0 and abs(distance) > 8:
            return 0
        return -1 if speed > 0 else 1
    if abs(distance) >= FAR * width:
        return -1 if distance > 0 else 1
    return 0


def rubber(distance: float, width: float) -> float:
    """How far the slide gives at either end of the exhibit: less and less, never more than a sixth of the width."""
    reach = width / 6
    return distance / (1 + abs(distance) / reach) if reach else 0.0
