"""What there is to count of a visit: it follows the states of one exhibit and says how often and how long, never who.

It adds up the time between the states it is shown, and never subtracts two moments that lie far apart: no stretch
counts for longer than the exhibit waits before it resets, and a clock that goes back counts for nothing. Hence a clock
that leaps, or a machine that slept, makes no visit of three days.

**The walk-away tail.** Nobody says goodbye to a screen: the last act is followed by a minute of silence and a
countdown, in which somebody may have read on or may have been gone. Whoever has just come to a slide is taken to read
it, as long as reading it takes (8 s at least: a photograph is looked at); what they did there before their last act is
part of that time, and all silence beyond it is the tail, and not counted. In the middle of a visit nothing is taken
off: the next act proves that somebody was there.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kiosk.visit.tour import SHORTEST_DWELL, Stop, Tour, idle_limit, reading_of
from kiosk.visit.visit import Mode, State

GLANCE: Final = 1.0
"""Seconds below which a slide was only passed on the way to another, and not seen."""


class What(enum.StrEnum):
    """Everything that is ever counted; nothing else can be."""

    VISIT = "visit"  # one began
    LENGTH = "length"  # one ended; which: the bound of `BOUNDS` it lies under
    SEEN = "seen"  # which: a slide; times: visits that saw it
    TAP = "tap"  # which: a slide, something of which answered a finger
    READ = "read"  # which: a language; times: visits that read in it
    SIZE = "size"  # which: a size of text other than the usual; times: visits
    CHOSE = "chose"  # which: contrast, still, overview; times: visits
    END = "end"  # which: reset, restart, staff, stop
    PROBLEM = "problem"  # which: one of `PROBLEMS`


BOUNDS: Final = (10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1800)
"""Seconds: how long visits lasted is kept in so many classes (and one above), fine enough for a median."""

PROBLEMS: Final = ("slide", "content", "restart", "crash")
"""What may have gone wrong: a slide was left out, a saved deck refused, the program began anew, or had to."""


@dataclass(frozen=True, slots=True)
class Count:
    """One thing to add up.

    Attributes:
        what: the kind. which: a slide's id, a language's code or a word of ours. times, seconds: what is added.
    """

    what: What
    which: str = ""
    times: int = 1
    seconds: float = 0.0


def length_class(seconds: float) -> str:
    """The class a visit's length belongs to: the bound below which it lies, or "more"."""
    return next((str(bound) for bound in BOUNDS if seconds < bound), "more")


@dataclass(slots=True)
class _Visit:
    """A visit that is under way. All seconds; `silent` is since the last act, the others up to it.

    Attributes:
        length: of the whole. on_slide, in_language: not yet said of this slide and language. on_step: of this step.
        reading: what this step takes. patience: how long the exhibit waits here until it resets.
        kept_back: what isn't said until it is sure that this is no member of staff on the way to the panel.
    """

    slide: str
    step: int
    language: str
    overview: bool
    reading: float
    patience: float
    length: float = 0.0
    silent: float = 0.0
    on_slide: float = 0.0
    in_language: float = 0.0
    on_step: float = 0.0
    sure: bool = False
    kept_back: list[Count] = field(default_factory=lambda: [Count(What.VISIT)])
    said: set[tuple[What, str]] = field(default_factory=set)

    def spend(self, seconds: float) -> None:
        """So much of the silence was somebody's time."""
        self.silent = max(0.0, self.silent - seconds)
        self.length += seconds
        self.in_language += seconds
        if not self.overview:  # it covers the slide
            self.on_slide += seconds
            self.on_step += seconds

    def once(self, what: What, which: str, seconds: float = 0.0) -> Count:
        """Counted once a visit; the seconds add up all the same."""
        first = (what, which) not in self.said
        self.said.add((what, which))
        return Count(what, which, int(first), seconds)

    def turn(self) -> list[Count]:
        """What is to be said of the slide and the language so far."""
        counts = []
        if self.on_slide >= GLANCE:
            counts.append(self.once(What.SEEN, self.slide, self.on_slide))
        if self.in_language > 0:
            counts.append(self.once(What.READ, self.language, self.in_language))
        self.on_slide = self.in_language = 0.0
        return counts


class Tally:
    """Follows one exhibit. Show it every state of the stage, in order; what it returns is to be added up."""

    def __init__(self) -> None:
        self._before: State | None = None
        self._found: State | None = None  # what this visitor found
        self._visit: _Visit | None = None
        self._seen_at: float | None = None
        self._panel = False

    def follow(self, state: State, now: float, tour: Tour, ids: Sequence[str]) -> list[Count]:
        """The exhibit has come to another state.

        Args:
            state: the new one.
            now: seconds of the monotonic clock that the stage has.
            tour: what there is to visit, now.
            ids: a name for each slide.
        """
        before, self._before = self._before, state
        self._pass(now)
        if state.held or self._panel:
            return self._staff_came()
        if before is not None and before.held:
            return []  # they let go: that is no visitor
        anew = before is not None and state.visitor != before.visitor
        act = before is None or anew or before.mode is Mode.ATTRACT or state.touched != before.touched
        counts = self._end("restart" if state.mode is Mode.BROWSE else "reset") if anew else []
        if self._found is None or anew or state.mode is Mode.ATTRACT:
            self._found = state
        if state.mode is Mode.ATTRACT:
            self._visit = None
            return counts
        if self._visit is None and act:
            self._visit = _visit(state, tour, ids)
        elif self._visit is not None:
            chosen = _chosen(state, self._found)
            counts += self._go_on(self._visit, _visit(state, tour, ids), chosen, act=act)
        return counts

    def tapped(self, now: float) -> list[Count]:
        """Something of the slide answered a finger: a mark, an event, a picture."""
        self._pass(now)
        visit = self._visit
        if visit is None or visit.overview:
            return []
        visit.spend(visit.silent)
        return self._say(visit, [Count(What.TAP, visit.slide)], sure=True)

    def staff(self, there: bool, now: float) -> list[Count]:
        """Staff opened their panel, or closed it. What is done meanwhile is no visit; nor is what led to it."""
        self._pass(now)
        self._panel = there
        return self._staff_came() if there else []

    def stop(self, now: float) -> list[Count]:
        """The program ends."""
        self._pass(now)
        return self._end("stop")

    def _pass(self, now: float) -> None:
        """Time since it last looked: somebody's, or nobody's; that is seen later."""
        if self._visit is not None and self._seen_at is not None:
            gone = max(0.0, now - self._seen_at)
            self._visit.silent = min(self._visit.silent + gone, self._visit.patience)
        self._seen_at = now

    def _go_on(self, visit: _Visit, now: _Visit, chosen: set[tuple[What, str]], *, act: bool) -> list[Count]:
        if act:
            visit.spend(visit.silent)
        moved = (now.slide, now.step) != (visit.slide, visit.step)
        other = now.language != visit.language
        counts = visit.turn() if now.slide != visit.slide or other else []
        new = sorted(chosen - visit.said)
        counts += [visit.once(what, which) for what, which in new]
        if moved:
            visit.on_step = 0.0
        visit.slide, visit.step, visit.language, visit.overview = now.slide, now.step, now.language, now.overview
        visit.reading, visit.patience = now.reading, now.patience
        return self._say(visit, counts, sure=moved or other or bool(new))

    @staticmethod
    def _say(visit: _Visit, counts: list[Count], *, sure: bool) -> list[Count]:
        visit.kept_back += counts
        visit.sure = visit.sure or sure
        if not visit.sure:
            return []
        told, visit.kept_back = visit.kept_back, []
        return told

    def _end(self, how: str) -> list[Count]:
        visit, self._visit = self._visit, None
        if visit is None:
            return []
        visit.spend(min(visit.silent, max(0.0, visit.reading - visit.on_step)))
        last = Count(What.LENGTH, length_class(visit.length), 1, visit.length)
        return self._say(visit, [*visit.turn(), last, Count(What.END, how)], sure=True)

    def _staff_came(self) -> list[Count]:
        """A visitor was there before them, if anything but bare touches happened."""
        if self._visit is not None and self._visit.sure:
            return self._end("staff")
        self._visit = None
        return []


def _visit(state: State, tour: Tour, ids: Sequence[str]) -> _Visit:
    stop = tour.stops[state.slide] if state.slide < len(tour.stops) else Stop()
    return _Visit(
        slide=ids[state.slide] if state.slide < len(ids) else "",
        step=state.step,
        language=state.language,
        overview=state.overview,
        reading=max(SHORTEST_DWELL, reading_of(stop, state.step)),
        patience=idle_limit(tour, stop) + tour.countdown,
    )


def _chosen(state: State, found: State) -> set[tuple[What, str]]:
    """How the visitor has it, other than they found it."""
    names = ("contrast", "still", "overview")
    chosen = {(What.CHOSE, name) for name in names if getattr(state, name) and not getattr(found, name)}
    return chosen | ({(What.SIZE, str(state.text_size))} if state.text_size != found.text_size else set())
