"""Movement: how long it takes, how it eases, and `reduced`, which turns all of it into cuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

SLIDE_MS = 420
"""Between slides."""
COUNT_MS = 900
"""A figure counting up, a bar growing."""
STAGGER_MS = 60
"""Between the starts of things that move together."""


def halt(animation: QVariantAnimation | None) -> None:
    """Stop an animation where it is, without its `on_done`."""
    if animation is not None:
        animation.finished.disconnect()
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
    animation = QVariantAnimation(owner)
    animation.setStartValue(start)
    animation.setEndValue(end)
    animation.setDuration(ms)
    animation.setEasingCurve(curve)
    animation.valueChanged.connect(on_value)
    if on_done is not None:
        animation.finished.connect(on_done)
    animation.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
    return animation
