"""Everything that may grow, counted from inside, when the exhibit stands as it stood the last time."""

from __future__ import annotations

import collections
import contextlib
import ctypes
import gc
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kiosk.stage.window import Window
from tests.soak.growth import Census
from tests.soak.held import rollup

_TRIM = ctypes.CDLL("libc.so.6").malloc_trim


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
    timers = [one for one in gc.get_objects() if isinstance(one, QTimer) and isValid(one)]
    loose = [one for one in timers if one.parent() is None]
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
