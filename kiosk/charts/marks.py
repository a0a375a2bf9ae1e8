"""What a chart is to show, as plain numbers and words."""

from __future__ import annotations

import itertools
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """One series of marks.

    Attributes:
        form: "bar" or "line".
        at: where each stands on the x axis (years on an axis of time, else 0, 1, 2, …).
        values: how high each is.
        digits: the value as written on the mark.
        names: the words under the mark.
        spoken: the full value with its unit and date, for the callout.
        chosen: the mark that matters.
    """

    form: str
    at: tuple[float, ...]
    values: tuple[float, ...]
    digits: tuple[str, ...]
    names: tuple[str, ...]
    spoken: tuple[tuple[str, str], ...]
    chosen: int


def nearest_gap(at: tuple[float, ...]) -> float:
    """The least distance between two neighbours on the x axis; 1 where there are none."""
    gaps = [abs(later - earlier) for earlier, later in itertools.pairwise(at) if later != earlier]
    return min(gaps, default=1.0)


def value_range(values: tuple[float, ...]) -> tuple[float, float]:
    """The y range: always with zero, so that lengths tell the truth; never empty."""
    low, high = min(0.0, *values), max(0.0, *values)
    return (low, high) if high > low else (0.0, 1.0)
