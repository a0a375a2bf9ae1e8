"""Which events have a label of their own, on which level, and which stand together in a cluster. Plain numbers.

Labels are flags: a pole stands on the event's dot, and the words begin at the pole. Levels are counted from the axis
upwards. A pole may pass no label on its way up, and labels of one level keep clear of each other; what has no room
joins its neighbour, and both become a mark with their number. One pass from left to right: each event is put down
once and taken back at most once, so 500 events cost a millisecond or two, at every frame of a pinch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BETWEEN = 24.0
"""Logical px clear between labels, and between a label and another's pole."""
DOTS = 26.0
"""Logical px from dot to dot at least."""
PILL = 70.0
"""Logical px from a cluster to a dot at least: both can be meant by a finger."""
PILLS = 104.0
"""Logical px from cluster to cluster at least."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event, or neighbours that stand together.

    Attributes:
        first, last: the events it stands for, by their order in time.
        x: where it stands, logical px from the beginning of the whole axis.
        level: of its label, from 0; -1 for a cluster.
        left, width: of its label, logical px.
    """

    first: int
    last: int
    x: float
    level: int = -1
    left: float = 0.0
    width: float = 0.0

    @property
    def count(self) -> int:
        """How many events it stands for."""
        return self.last - self.first + 1


def arrange(xs: Sequence[float], widths: Sequence[float], levels: int, end: float) -> list[Mark]:
    """Put events down, oldest first.

    Args:
        xs: where each event stands, logical px, ascending.
        widths: how wide each label is, logical px.
        levels: how many there are.
        end: logical px where the axis ends; a label that would run over it stands left of its pole.

    Returns:
        the marks from left to right; every event is in exactly one.
    """
    marks: list[Mark] = []
    before: list[tuple[float, ...]] = []  # where each level's last label ended before the mark was put down
    ends: tuple[float, ...] = (-1e12,) * levels
    for index in range(len(xs)):
        mark = _flag(index, xs, widths, ends, marks, end)
        first = index
        while mark is None:
            first = marks.pop().first
            ends = before.pop()
            mark = _pill(first, index, xs, marks)
        marks.append(mark)
        before.append(ends)
        if mark.level >= 0:
            ends = (*ends[: mark.level], mark.left + mark.width, *ends[mark.level + 1 :])
    return marks


def _pill(first: int, last: int, xs: Sequence[float], marks: list[Mark]) -> Mark | None:
    """The events as one cluster, if it stands clear of the mark before it."""
    x = (xs[first] + xs[last]) / 2
    if marks and x - marks[-1].x < (PILLS if marks[-1].count > 1 else PILL):
        return None
    return Mark(first, last, x)


def _flag(
    index: int, xs: Sequence[float], widths: Sequence[float], ends: tuple[float, ...], marks: list[Mark], end: float
) -> Mark | None:
    """The event with a label of its own, on the level that leaves most room to those that follow; or None."""
    x, width = xs[index], widths[index]
    if marks and x - marks[-1].x < (PILL if marks[-1].count > 1 else DOTS):
        return None
    left = min(x, end - width)
    free: list[int] = []
    for level, reached in enumerate(ends):
        if reached + BETWEEN <= left and not _crossed(level, left, x, marks):
            free.append(level)
        if reached + BETWEEN > x:
            break  # a pole can't pass the label on this level
    if not free:
        return Mark(index, index, x, 0, left, width) if not marks else None
    followers = 0
    while followers < len(ends) and index + 1 + followers < len(xs) and xs[index + 1 + followers] < x + width + BETWEEN:
        followers += 1
    level = next((one for one in free if one >= followers), free[-1])
    return Mark(index, index, x, level, left, width)


def _crossed(level: int, left: float, x: float, marks: list[Mark]) -> bool:
    """Whether a pole that is there already rises through a label that had to move left of its own pole."""
    for mark in reversed(marks):
        if mark.x <= left - BETWEEN:
            return False
        if mark.level > level and mark.x < x:
            return True
    return False
