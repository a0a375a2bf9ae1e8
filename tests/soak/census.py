"""Everything that may grow, counted from inside, when the exhibit stands as it stood the last time."""

from __future__ import annotations

import collections
import contextlib
import ctypes
import gc
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from kiosk.stage.window import Window
from tests.soak.held import rollup

_TRIM = ctypes.CDLL("libc.so.6").malloc_trim


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


def take(window: Window, at: float) -> Census:
    """Count now."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    for _ in range(3):
        gc.collect()
    _TRIM(0)
    memory = rollup("self")["Private_Dirty"]
    found = collections.Counter(type(one) for one in gc.get_objects())
    kinds = {f"{kind.__module__}.{kind.__qualname__}": count for kind, count in found.items()}
    below = _below(window)
    handles = _handles()
    counts = {
        "handles": sum(handles.values()),
        "threads": len(list(Path("/proc/self/task").iterdir())),
        "timers": sum(isinstance(one, QTimer) for one in below),
        "items": len(window.scene().items()),
        "qobjects": len(below),
        "objects": sum(found.values()),
        "none": sys.getrefcount(None),
        "pixmap kB": _pixmaps(window) // 1024,
    }
    del below, found
    return Census(at, counts, memory, kinds, handles)


def _below(window: Window) -> list[QObject]:
    app = QApplication.instance()
    assert app is not None
    tops = [app, *(one for one in QApplication.topLevelWidgets() if one.parent() is None)]
    every = [child for top in tops for child in top.findChildren(QObject)]
    # Whoever has no parent is kept by Python alone, and known to it.
    loose = [one for one in gc.get_objects() if isinstance(one, QTimer) and one.parent() is None]
    return [*every, *loose]


def _handles() -> dict[str, int]:
    found: collections.Counter[str] = collections.Counter()
    for handle in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found[str(handle.readlink()).split(":[", maxsplit=1)[0]] += 1
    return dict(found)


def _pixmaps(window: Window) -> int:
    kept: list[QPixmap] = list(window.stage.pictures._kept.values())
    return sum(one.width() * one.height() * one.depth() // 8 for one in kept)


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
    the two: what is made once, and kept, is a step and no growth. References to None may not be lost either.
    """
    if len(censuses) < 6:
        return []
    days = (censuses[-1].at - censuses[0].at) / 86_400
    third = len(censuses) // 3
    found = []

    def judge(what: str, values: list[float], least: float) -> None:
        early, middle, late = values[:third], values[third:-third], values[-third:]
        more = min(late) - max(early)
        if more >= least and median(early) < median(middle) < median(late):
            found.append(Growth(what, values[0], values[-1], (values[-1] - values[0]) / days))

    for name in COUNTED:
        if name != "none":
            judge(name, [float(one.counts[name]) for one in censuses], LEAST.get(name, 1))
    judge("references to None, lost", [-float(one.counts["none"]) for one in censuses], LEAST["none"])
    judge("memory, MB", [one.memory for one in censuses], MOST_MB)
    for kind in sorted({kind for one in censuses for kind in one.kinds}):
        judge(f"objects of {kind}", [float(one.kinds.get(kind, 0)) for one in censuses], 2)
    return found


LEAST = {"objects": 20, "none": 50, "pixmap kB": 64}
"""What of these comes and goes by itself."""
MOST_MB = 0.5
"""Of memory: malloc keeps pieces."""
