"""Hands memory that is free back to the system."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, SignalInstance

GIVE_BACK_MS = 1500
"""Quiet before free memory is handed back: no slide moves then, no figure counts."""


class GiveBack(QObject):
    """Does so once the exhibit has stood still for a moment.

    glibc keeps what a let-go slide or picture leaves, in pieces: some 20 MB after a round through the exhibit.
    """

    def __init__(self, parent: QObject, changed: SignalInstance) -> None:
        """Begin.

        Args:
            parent: whoever it ends with. changed: comes with each change of the exhibit.
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
        changed.connect(lambda _: self._timer.start())
