"""Where events stand on an axis of time: to scale, long gaps broken, labels clear of each other. Plain numbers."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

LONG = 2.2
"""A gap is broken when it is longer than this many times the longest of the others, or than this share allows."""
BREAK = 1.25
"""A broken gap is drawn as long as this many times the longest unbroken one."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis laid out.

    Attributes:
        width: logical px.
        at: x of each event, logical px from the axis' left end.
        breaks: (x from, x to, whole years left out) of each broken gap.
    """

    width: float
    at: tuple[float, ...]
    breaks: tuple[tuple[float, float, int], ...]


def lay_axis(times: list[float], width: float) -> Axis:
    """Lay events out, oldest first.

    Args:
        times: years, ascending.
        width: logical px.
    """
    if len(times) == 1:
        return Axis(width, (width * 0.5,), ())
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    broken = _broken(gaps)
    kept = [gap for index, gap in enumerate(gaps) if index not in broken]
    longest = max(kept, default=0.0) or 1.0
    drawn = [longest * BREAK if index in broken else gap for index, gap in enumerate(gaps)]
    pad = width * (0.085 if len(times) <= 12 else 0.03)
    total = sum(drawn) or 1.0
    span = width - 2 * pad
    at = [pad]
    for gap in drawn:
        at.append(at[-1] + gap / total * span)
    if not sum(gaps):
        at = [pad + span * index / (len(times) - 1) for index in range(len(times))]
    breaks = []
    for index in sorted(broken):
        left, right = at[index], at[index + 1]
        inset = (right - left) * 0.26
        breaks.append((left + inset, right - inset, round(gaps[index])))
    return Axis(width, tuple(at), tuple(breaks))


def _broken(gaps: list[float]) -> set[int]:
    """The gaps of a year or more that dwarf all others."""
    broken: set[int] = set()
    while len(broken) < min(3, len(gaps) - 1):
        index = max((i for i in range(len(gaps)) if i not in broken), key=lambda i: gaps[i])
        others = [gap for i, gap in enumerate(gaps) if i not in broken and i != index]
        if gaps[index] < 1.5 or gaps[index] < LONG * max(others):
            break
        broken.add(index)
    return broken


def labelled(axis: Axis, widths: list[float], chosen: int, between: float = 36.0) -> dict[int, float]:
    """The events whose labels are shown, and where each label's centre stands.

    The chosen one always; of the others, from the ends inwards, each that stands clear. A label stays inside the
    axis' ends, so near an end its centre moves off its dot.

    Args:
        axis: laid out.
        widths: of the labels, logical px; 0 for an event that has none.
        chosen: the open event.
        between: logical px that must stay clear between labels.
    """

    def centre(index: int) -> float:
        half = widths[index] / 2
        return min(max(axis.at[index], half), axis.width - half)

    order = [chosen, *(index for index in _outside_in(len(widths)) if index != chosen)]
    shown: dict[int, float] = {}
    for index in order:
        if not widths[index]:
            continue
        x = centre(index)
        if all(abs(x - other) >= (widths[index] + widths[n]) / 2 + between for n, other in shown.items()):
            shown[index] = x
    return shown


def _outside_in(count: int) -> list[int]:
    """First and last, then the middle, then the middles of what is left: an even spread at every density."""
    order = [0, count - 1]
    spans = [(0, count - 1)]
    while spans:
        low, high = spans.pop(0)
        middle = (low + high) // 2
        if middle in {low, high}:
            continue
        order.append(middle)
        spans += [(low, middle), (middle, high)]
    return order
