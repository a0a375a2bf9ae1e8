"""What is done while nothing moves and nobody waits: importing what comes later, giving back what was needed."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, SignalInstance

GIVE_BACK_MS = 1500
"""Quiet before free memory is handed back: no slide moves then, no figure counts."""
READ_AHEAD_MS = 400
"""Between two imports while the first slide stands."""


class ReadAhead(QObject):
    """Imports what the later slides draw with, one type at a time, while the first slide stands."""

    def __init__(self, types: set[str], parent: QObject) -> None:
        super().__init__(parent)
        # Charts last: pyqtgraph takes longer than all the others together.
        self._types = sorted(types, key=lambda name: (name == "chart", name))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(READ_AHEAD_MS)
        self._numbers: threading.Thread | None = None

    def _next(self) -> None:
        import importlib

        if "chart" in self._types and self._numbers is None:
            # Half of what charts import, and nothing of Qt: that can be done beside the stage.
            self._numbers = threading.Thread(target=importlib.import_module, args=("numpy",), daemon=True)
            self._numbers.start()
            return
        if not self._types:
            self._timer.stop()
            return
        importlib.import_module(f"kiosk.slides.{self._types.pop(0)}")


class GiveBack(QObject):
    """Hands memory that is free back to the system, once the exhibit has stood still for a moment.

    glibc keeps what a let-go slide or picture leaves, in pieces: some 20 MB after a round through the exhibit.
    """

    def __init__(self, parent: QObject, *moments: SignalInstance) -> None:
        """Begin.

        Args:
            parent: whoever it ends with. moments: come with each change of the exhibit, and when all is ready after it:
                what is made ready meanwhile leaves something as well.
        """
        super().__init__(parent)
        import ctypes

        try:
            self._trim = ctypes.CDLL("libc.so.6").malloc_trim
        except (OSError, AttributeError):
            return  # another C library: it looks after itself
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GIVE_BACK_MS)
        self._timer.timeout.connect(lambda: self._trim(0))
        for moment in moments:
            moment.connect(lambda *_: self._timer.start())
