"""What is done while nothing moves and nobody waits: importing what comes later, giving back what was needed."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance

GIVE_BACK_MS = 1500
"""Quiet before free memory is handed back: no slide moves then, no figure counts."""
READ_AHEAD_MS = 400
"""Between two imports while the first slide stands."""
MOST_WAITS = 20
"""Times that a thing is put off, since somebody holds a slide."""


class _Patience:
    """Waits for whoever would notice, but not for ever: a bag may lean on the screen for hours."""

    def __init__(self, busy: Callable[[], bool]) -> None:
        self._busy, self._waited = busy, 0

    def waits(self) -> bool:
        """Whether to come back later."""
        self._waited = self._waited + 1 if self._busy() else 0
        return 0 < self._waited <= MOST_WAITS


class ReadAhead(QObject):
    """Imports what the later slides draw with, one type at a time, while the first slide stands.

    Attributes:
        done: whether all of it is there, and set aside as what is no garbage.
    """

    def __init__(self, types: set[str], parent: QObject, busy: Callable[[], bool] = lambda: False) -> None:
        """Begin.

        Args:
            types: of all slides. parent: whoever it ends with.
            busy: whether somebody would notice just now: charts take a tenth of a second.
        """
        super().__init__(parent)
        self._patience = _Patience(busy)
        # Charts last: pyqtgraph takes longer than all the others together.
        self._types = sorted(types, key=lambda name: (name == "chart", name))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(READ_AHEAD_MS)
        self._numbers: threading.Thread | None = None
        self.done = False

    def _next(self) -> None:
        import importlib

        if self._patience.waits():
            return
        if "chart" in self._types and self._numbers is None:
            # Half of what charts import, and nothing of Qt: that can be done beside the stage.
            self._numbers = threading.Thread(target=importlib.import_module, args=("numpy",), daemon=True)
            self._numbers.start()
            return
        if not self._types:
            self._timer.stop()
            # All this stays until the end: nobody need look through it for garbage again, 20 ms and more each time.
            gc.collect()
            gc.freeze()
            self.done = True
            return
        importlib.import_module(f"kiosk.slides.{self._types.pop(0)}")


class GiveBack(QObject):
    """Hands memory that is free back to the system, once the exhibit has stood still for a moment.

    glibc keeps what a let-go slide or picture leaves, in pieces: some 20 MB after a round through the exhibit. Python
    keeps what refers to itself until a quarter more than there was has come together: 10 MB.
    """

    def __init__(self, parent: QObject, ahead: ReadAhead, *moments: SignalInstance,
                 busy: Callable[[], bool] = lambda: False) -> None:  # fmt: skip
        """Begin.

        Args:
            parent: whoever it ends with. ahead: garbage is looked for once that is done, when there is little to look
                through. moments: come with each change of the exhibit, and when all is ready after it:
                what is made ready meanwhile leaves something as well. busy: whether somebody would notice just now.
        """
        super().__init__(parent)
        import ctypes

        self._ahead, self._patience = ahead, _Patience(busy)
        self._trim: Callable[[int], object] = lambda _: None
        with contextlib.suppress(OSError, AttributeError):  # another C library: it looks after itself
            self._trim = ctypes.CDLL("libc.so.6").malloc_trim
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GIVE_BACK_MS)
        self._timer.timeout.connect(self._give_back)
        for moment in moments:
            moment.connect(lambda *_: self._timer.start())

    def _give_back(self) -> None:
        if self._patience.waits():
            self._timer.start()
            return
        if self._ahead.done:
            gc.collect()
        self._trim(0)
