"""What a chart is to show, as plain numbers and words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

Key = tuple[int, int]
"""A mark: the index of its series, the index of its row."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One series of marks, or several.

    Attributes:
        form: bar, stacked, horizontal, line, area, share, dots, multiples or slope.
        at: where each row stands on the x axis (years on an axis of time, else 0, 1, 2, …).
        names: the words under each row.
        groups: the series' names; one empty name where there is one series.
        values: by series and row; NaN is a gap.
        digits: the values as written on the marks, by series and row; empty for a gap.
        totals: what the rows add up to, as written; empty where nothing is written.
        chosen: the mark that matters; its series matters where there are several.
        unit: of the digits, with its scale word.
        whole: what shares add up to, or how many dots there are.
        nothing: how a gap is said: 无数据.
        rest: how the part of a whole is called that nobody named: 其余.
    """

    form: str
    at: tuple[float, ...]
    names: tuple[str, ...]
    groups: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    digits: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    chosen: Key
    unit: str
    whole: float
    nothing: str
    rest: str

    @property
    def spaced_unit(self) -> str:
        """The unit as it follows digits: Latin words with a space, Chinese and signs without."""
        return f" {self.unit}" if self.unit[:1].isascii() and self.unit[:1].isalpha() else self.unit

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.at)

    def every(self) -> list[Key]:
        """Every mark, gaps too, series by series."""
        return [(group, row) for group in range(len(self.groups)) for row in range(self.rows)]

    def value(self, key: Key) -> float:
        """Its value; NaN for a gap."""
        return self.values[key[0]][key[1]]

    def written(self, key: Key) -> str:
        """Its digits; the word for a gap."""
        return self.digits[key[0]][key[1]] or self.nothing

    def there(self, key: Key) -> bool:
        """Whether it has a value."""
        return not math.isnan(self.value(key))

    def all_values(self) -> list[float]:
        """Every value that is there."""
        return [value for series in self.values for value in series if not math.isnan(value)]


def nearest_gap(at: tuple[float, ...]) -> float:
    """The least distance between two neighbours on the x axis; 1 where there are none."""
    ordered = sorted(at)
    gaps = [later - earlier for earlier, later in itertools.pairwise(ordered) if later != earlier]
    return min(gaps, default=1.0)


def value_range(values: Iterable[float]) -> tuple[float, float]:
    """The y range: always with zero, so that lengths tell the truth; never empty."""
    values = list(values)
    low, high = min([0.0, *values]), max([0.0, *values])
    return (low, high) if high > low else (0.0, 1.0)
