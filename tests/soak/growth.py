"""What was counted, and whether it grew. Knows no Qt: it judges outside of what it judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median, median_high, median_low


@dataclass(frozen=True)
class Census:
    """One.

    Attributes:
        at: s since 1970, of the simulated clock.
        counts: how many of each: see `COUNTED`.
        memory: MB that are this process' own, with all that is free given back.
        kinds: Python objects, by type. handles: what the handles lead to.
    """

    at: float
    counts: dict[str, int]
    memory: float
    kinds: dict[str, int] = field(default_factory=dict)
    handles: dict[str, int] = field(default_factory=dict)


COUNTED = ("handles", "threads", "timers", "items", "qobjects", "objects", "none", "pixmap kB")
"""The columns: handles; threads; QTimers, and the ones that run; items in the scene; QObjects below the window and the
application; Python objects; references to None beyond what those objects explain; kB of pixmaps that are kept."""


@dataclass(frozen=True)
class Growth:
    """Something that grew: what, from how much to how much, and how much a day."""

    what: str
    first: float
    last: float
    a_day: float

    def __str__(self) -> str:
        return f"{self.what}: {self.first:g} → {self.last:g}, {self.a_day:+.2f} a day"


def grown(censuses: list[Census]) -> list[Growth]:
    """What grew from one to the next of these, which are to be of equal states and after a warm-up.

    A count grew if it was never as low in the last third as it ever was in the first, and if the second lies between
    the two: what is made once, and kept, is a step and no growth.

    References to None are judged by their loss, which ends the process (PySide6 6.12.0). They come with use: Shiboken
    takes one, for good, with each object that had a parent and is let go of. It is a number and holds no memory.
    """
    if len(censuses) < 6:
        return []
    days = (censuses[-1].at - censuses[0].at) / 86_400
    third = len(censuses) // 3
    found = []

    def judge(what: str, values: list[float], least: float) -> None:
        early, middle, late = values[:third], values[third:-third], values[-third:]
        more = min(late) - max(early)
        steady = median(early) < median_low(middle) and median_high(middle) < median(late)
        if more >= least and steady:
            found.append(Growth(what, values[0], values[-1], (values[-1] - values[0]) / days))

    for name in COUNTED:
        if name != "none":
            judge(name, [float(one.counts[name]) for one in censuses], LEAST.get(name, 1))
    judge("references to None, lost", [-float(one.counts["none"]) for one in censuses], LEAST["none"])
    judge("memory, MB", [one.memory for one in censuses], MOST_MB)
    for kind in sorted({kind for one in censuses for kind in one.kinds}):
        if any(one.kinds.get(kind, 0) > BOUNDED.get(kind, 0) for one in censuses):
            judge(f"objects of {kind}", [float(one.kinds.get(kind, 0)) for one in censuses], 2)
    return found


LEAST = {"objects": 20, "none": 50, "pixmap kB": 64}
"""What of these comes and goes by itself."""
BOUNDED = {"pyqtgraph.Point.Point": 200}
"""Kinds that may come, up to so many: pyqtgraph remembers the last hundred transforms it drew by, two points each."""
MOST_MB = 0.5
"""Of memory: malloc keeps pieces."""
