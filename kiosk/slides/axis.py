"""Where events stand on an axis of time: to scale, long gaps broken, labels clear of each other. Plain numbers."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass

LONG = 2.2
"""A gap is broken when it is longer than this many times the longest of the others, or than this share allows."""
BREAK = 1.25
"""A broken gap is drawn as long as this many times the longest unbroken one."""
LEAST = 45 / 365
"""Years of a gap that is worth breaking the axis for: what is shorter is drawn as long as it is."""
SEEN = 0.12
"""A broken gap is at least this part of what isn't broken, so that it is seen among many events."""
INSET = 0.26
"""Part of a broken gap that is drawn as a line at either end of it, before the dots begin."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis laid out.

    Attributes:
        width: logical px.
        at: x of each event, logical px from the axis' left end.
        breaks: (x from, x to, years from event to event) of each broken gap.
    """

    width: float
    at: tuple[float, ...]
    breaks: tuple[tuple[float, float, float], ...]


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
        inset = (right - left) * INSET
        breaks.append((left + inset, right - inset, gaps[index]))
    return Axis(width, tuple(at), tuple(breaks))


@dataclass(frozen=True, slots=True)
class Scale:
    """Time to place and back. A place is a part of the whole axis, 0 to 1; one slope, with a step at each break.

    Attributes:
        times: years, strictly ascending: where the axis is pinned. places: where each of them stands.
        slope: places a year wherever the axis isn't broken.
        breaks: (place from, place to, years from event to event) of each broken gap.
    """

    times: tuple[float, ...]
    places: tuple[float, ...]
    slope: float
    breaks: tuple[tuple[float, float, float], ...]

    def place(self, time: float) -> float:
        """Where a time stands."""
        if time <= self.times[0]:
            return self.places[0] + (time - self.times[0]) * self.slope
        if time >= self.times[-1]:
            return self.places[-1] + (time - self.times[-1]) * self.slope
        index = bisect.bisect_right(self.times, time) - 1
        part = (time - self.times[index]) / (self.times[index + 1] - self.times[index])
        return self.places[index] + part * (self.places[index + 1] - self.places[index])

    def time(self, place: float) -> float:
        """What time stands there, in years; inside a break, the share of it."""
        if place <= self.places[0]:
            return self.times[0] + (place - self.places[0]) / self.slope
        if place >= self.places[-1]:
            return self.times[-1] + (place - self.places[-1]) / self.slope
        index = bisect.bisect_right(self.places, place) - 1
        part = (place - self.places[index]) / (self.places[index + 1] - self.places[index])
        return self.times[index] + part * (self.times[index + 1] - self.times[index])

    def unbroken(self, low: float, high: float) -> list[tuple[float, float]]:
        """The pieces between two places that are drawn to scale, whole gaps left out."""
        pieces, at = [], low
        for first, last, _ in self.breaks:
            inset = (last - first) / (1 - 2 * INSET) * INSET
            if last + inset < low or first - inset > high:
                continue
            pieces.append((at, first - inset))
            at = last + inset
        pieces.append((at, high))
        return [piece for piece in pieces if piece[1] > piece[0]]


def scale_of(times: list[float], pad: float = 0.04) -> Scale:
    """The scale of an axis on which all these times stand.

    Args:
        times: years, in any order, at least one.
        pad: part of the axis left free at either end.
    """
    pinned = sorted(set(times))
    if len(pinned) == 1:
        pinned = [pinned[0] - 0.5, pinned[0] + 0.5]
    gaps = [later - earlier for earlier, later in itertools.pairwise(pinned)]
    broken = _broken(gaps, 3 if len(pinned) <= 12 else 6)
    longest = max(gap for index, gap in enumerate(gaps) if index not in broken)
    kept = sum(gap for index, gap in enumerate(gaps) if index not in broken)
    wide = max(longest * BREAK, kept * SEEN)
    drawn = [wide if index in broken else gap for index, gap in enumerate(gaps)]
    slope = (1 - 2 * pad) / sum(drawn)
    places = list(itertools.accumulate((gap * slope for gap in drawn), initial=pad))
    breaks = []
    for index in sorted(broken):
        inset = (places[index + 1] - places[index]) * INSET
        breaks.append((places[index] + inset, places[index + 1] - inset, gaps[index]))
    return Scale(tuple(pinned), tuple(places), slope, tuple(breaks))


def _broken(gaps: list[float], most: int = 3) -> set[int]:
    """The gaps of some weeks or more that dwarf all others."""
    broken: set[int] = set()
    while len(broken) < min(most, len(gaps) - 1):
        index = max((i for i in range(len(gaps)) if i not in broken), key=lambda i: gaps[i])
        others = [gap for i, gap in enumerate(gaps) if i not in broken and i != index]
        if gaps[index] < LEAST or gaps[index] < LONG * max(others):
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
