"""Movement: how long it takes, how it eases, how it runs out, and `reduced`, which turns all of it into cuts."""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

SLIDE_MS = 420
"""Between slides."""
COUNT_MS = 900
"""A figure counting up, a bar growing."""
STAGGER_MS = 60
"""Between the starts of things that move together."""
GLIDE_MS = 325.0
"""The time constant of what runs out by itself after a finger let go: a third of the speed is left after so long."""
GLIDE_ENDS = 5.0
"""Time constants after which it stands (within a hundredth of the way)."""


def eased(part: float) -> float:
    """How far something is that many parts of its time (0 to 1, beyond is cut off) after its start: fast, then gently
    to rest. The same curve as `animate`'s own.
    """
    return 1.0 - (1.0 - min(max(part, 0.0), 1.0)) ** 3


_pace = [1.0]


def move_at(pace: float) -> None:
    """From now on things move that many times as fast; what a finger pushed goes on as fast as it was pushed."""
    _pace[0] = pace


@dataclass(eq=False)
class _Run:
    """What a movement calls. Its owner holds it; the animation's own connections hold it weakly.

    Were they strong, the last reference to an owner could lie in a connection: the animation, as Qt deletes it, would
    let go of it, and the owner would delete its children, that very animation among them, a second time.
    """

    on_value: Callable[[float], None]
    on_done: Callable[[], None] | None


def _runs(owner: QObject) -> set[_Run]:
    found: set[_Run] = owner.__dict__.setdefault("_runs", set())
    return found


def halt(animation: QVariantAnimation | None) -> None:
    """Stop an animation where it is, without its `on_done`."""
    if animation is None:
        return
    animation.finished.disconnect()
    animation.valueChanged.disconnect()
    owner, run = animation.parent(), animation.__dict__.pop("_run", lambda: None)()
    if run is not None and owner is not None:
        _runs(owner).discard(run)
    animation.stop()


def animate(
    owner: QObject,
    on_value: Callable[[float], None],
    ms: int,
    *,
    start: float = 0.0,
    end: float = 1.0,
    curve: QEasingCurve.Type = QEasingCurve.Type.OutCubic,
    on_done: Callable[[], None] | None = None,
) -> QVariantAnimation:
    """Run a value from `start` to `end`; `owner` keeps the animation, and ends it when it goes."""
    return _animate(owner, on_value, round(ms / _pace[0]), start, end, curve, on_done)


def _animate(owner: QObject, on_value: Callable[[float], None], ms: int, start: float, end: float,
             curve: QEasingCurve.Type, on_done: Callable[[], None] | None) -> QVariantAnimation:  # fmt: skip
    animation = QVariantAnimation(owner)
    animation.setStartValue(start)
    animation.setEndValue(end)
    animation.setDuration(ms)
    animation.setEasingCurve(curve)
    run = _Run(on_value, on_done)
    _runs(owner).add(run)
    owned, known = weakref.ref(owner), weakref.ref(run)

    def tick(value: float) -> None:
        now = known()
        if now is not None:
            now.on_value(value)

    def finished() -> None:
        now, still = known(), owned()
        if now is not None and still is not None:
            _runs(still).discard(now)
            if now.on_done is not None:
                now.on_done()

    animation.valueChanged.connect(tick)
    animation.finished.connect(finished)
    animation.__dict__["_run"] = known
    animation.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
    return animation


def stretched(position: float, low: float, high: float, reach: float) -> float:
    """Where something stands that a finger pulls past its limits: it gives less and less, never more than `reach`."""
    if position < low:
        return low - (low - position) / (1 + (low - position) / reach)
    if position > high:
        return high + (position - high) / (1 + (position - high) / reach)
    return position


def glide(
    owner: QObject,
    on_value: Callable[[float], None],
    start: float,
    velocity: float,
    low: float,
    high: float,
    on_done: Callable[[], None] | None = None,
) -> QVariantAnimation:
    """Let a value run out from `start` with `velocity` (units a ms), to rest between `low` and `high`.

    Its speed falls off exponentially, so that it begins as fast as the finger left it; from beyond a limit it comes
    back to it. `owner` keeps the animation, and ends it when it goes.
    """
    end = min(max(start + velocity * GLIDE_MS, low), high)

    def tick(part: float) -> None:
        left = math.exp(-GLIDE_ENDS * part) - part * math.exp(-GLIDE_ENDS)
        on_value(end + (start - end) * left)

    duration = round(GLIDE_MS * GLIDE_ENDS)
    return _animate(owner, tick, duration, 0.0, 1.0, QEasingCurve.Type.Linear, on_done)
