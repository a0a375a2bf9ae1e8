"""What there is to visit: how many steps each slide has and how long they take to read.

Content counts the reading times (250 Chinese characters or 200 English words a minute), layout finds the pages; both
arrive here as plain numbers. The two rules that turn them into seconds on screen stand below, with their reasons.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final, overload

SHORTEST_DWELL: Final = 8.0  # s
LONGEST_DWELL: Final = 30.0  # s
MOST_BY_ITSELF: Final = 12  # steps of a slide that isn't paged, shown in turn while cycling
STOPS_KEPT: Final = 32  # counted stops that are kept: those at hand
READING_ALLOWANCE: Final = 1.5  # times the reading time of a slide, before a still visitor is asked


@dataclass(frozen=True, slots=True)
class Stop:
    """One slide, as the visit sees it.

    Attributes:
        steps: pages of an article, events of a timeline; 1 for a slide that is all there at once.
        paged: whether next and previous go through the steps before they leave the slide. An article's do; a
            timeline's don't, since its events are chosen by hand and a swipe there means the next slide.
        dwell: seconds each step stays while cycling, when the deck says so; None leaves it to the reading time.
        reading: seconds to read, for each step as content knows them: one number an event for a timeline, one number
            for the whole of an article, whose pages only layout finds.

    Raises:
        ValueError: no steps, a dwell that isn't longer than nothing, a reading time below zero; or any of them endless.
    """

    steps: int = 1
    paged: bool = True
    dwell: float | None = None
    reading: tuple[float, ...] = (0.0,)

    def __post_init__(self) -> None:
        if self.steps < 1:
            raise ValueError(f"a slide has at least one step, not {self.steps}")
        if self.dwell is not None and not 0 < self.dwell < math.inf:
            raise ValueError(f"a step stays longer than 0 s and not for ever, not {self.dwell}")
        if not all(0 <= seconds < math.inf for seconds in self.reading):
            raise ValueError(f"reading takes 0 s or more and not for ever, not {self.reading}")


class Stops(Sequence[Stop]):
    """Stops that are counted when they are asked for: nobody reads a thousand slides to show one.

    Args:
        count: how many there are.
        make: counts the one of an index.
        found: those that layout knows better, by index.
    """

    def __init__(
        self, count: int, make: Callable[[int], Stop], found: Mapping[int, Stop] = MappingProxyType({})
    ) -> None:
        self._count, self._make, self._found = count, make, dict(found)
        self._counted = lru_cache(STOPS_KEPT)(make)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Stop: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Stop, ...]: ...
    def __getitem__(self, index: int | slice) -> Stop | tuple[Stop, ...]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(self._count)))
        if not -self._count <= index < self._count:
            raise IndexError(index)
        index %= self._count
        return self._found.get(index) or self._counted(index)

    def with_stop(self, index: int, stop: Stop) -> Stops:
        """The same with one that layout knows better."""
        return Stops(self._count, self._make, {**self._found, index: stop})


@dataclass(frozen=True, slots=True)
class Tour:
    """All the slides of the moment, and how patient the exhibit is.

    Attributes:
        stops: the slides, in order. None at all is allowed: the screen then shows its quiet built-in slide.
        languages: what the visitor can choose from; the first is home, what every new visitor finds.
        idle: seconds without an act until a visitor is asked, if the slide isn't longer to read than that.
        countdown: seconds the question stands. At least 20, says WCAG 2.2.1; the deck's model holds it to that.
        text_sizes: how many sizes of text the screen offers. text_size: what every new visitor finds, from 0.

    Raises:
        ValueError: no language, no text size, or a time that isn't longer than nothing and shorter than for ever.
    """

    stops: Sequence[Stop]
    languages: tuple[str, ...]
    idle: float = 60.0
    countdown: float = 20.0
    text_sizes: int = 1
    text_size: int = 0

    def __post_init__(self) -> None:
        if not self.languages:
            raise ValueError("an exhibit has at least one language")
        if self.text_sizes < 1:
            raise ValueError(f"an exhibit has at least one size of text, not {self.text_sizes}")
        if not (0 < self.idle < math.inf and 0 < self.countdown < math.inf):
            raise ValueError(f"waiting takes longer than 0 s and not for ever, not {self.idle} and {self.countdown}")

    def with_stop(self, index: int, stop: Stop) -> Tour:
        """The same tour with one stop that layout knows better."""
        stops = self.stops
        if isinstance(stops, Stops):
            return replace(self, stops=stops.with_stop(index, stop))
        return replace(self, stops=(*stops[:index], stop, *stops[index + 1 :]))


def stride(stop: Stop) -> int:
    """How many steps on the exhibit goes by itself: one, and on a slide whose steps are chosen by hand (a timeline of
    hundreds of events) so many that a passer-by sees a dozen of them, from first to last, and then other slides.
    """
    return 1 if stop.paged else math.ceil(stop.steps / MOST_BY_ITSELF)


def dwell(stop: Stop, step: int) -> float:
    """Seconds a step stays on screen while the exhibit cycles.

    The time it takes to read it, since who stands before the screen and doesn't touch it is reading; at least 8 s, so
    that a big figure or a photograph is looked at and not flashed, at most 30 s, so that a passer-by sees the exhibit
    move (visitors stay some two minutes: Open Exhibits measured medians of 1:52 to 2:30 at museum tables in 2013).
    A dwell of the deck's own stands as it is. Where the reading times aren't one for each step, as with an article's
    pages, the steps share the whole evenly. A step that isn't there counts as the nearest that is.
    """
    if stop.dwell is not None:
        return stop.dwell
    return max(SHORTEST_DWELL, min(reading_of(stop, step), LONGEST_DWELL))


def reading_of(stop: Stop, step: int) -> float:
    """Seconds it takes to read one step; of a slide whose steps aren't timed one by one, an even share of the whole."""
    if len(stop.reading) == stop.steps:
        return stop.reading[max(0, min(step, stop.steps - 1))]
    return sum(stop.reading) / stop.steps


def idle_limit(tour: Tour, stop: Stop) -> float:
    """Seconds without an act on this slide until the visitor is asked whether they are still there.

    The longer of the tour's idle time and 1.5 times what the whole slide takes to read: makers of kiosk browsers advise
    30 to 60 s, and longer where there is text, and a slow reader is not to be sent away in the middle of an article.
    """
    return max(tour.idle, READING_ALLOWANCE * sum(stop.reading))
