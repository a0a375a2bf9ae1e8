"""Keys, clicker and wheel, which can come faster than slides can be turned: what has piled up is obeyed in one go.

Without it, a machine that is slower than the keys falls behind by more and more: Qt hands over all that wait in the
queue before it paints or lets a timer run, and meanwhile others come.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.visit import Command

MOST = 100
"""Commands that wait at most; whoever leans on a key gets no more."""


class Turns(QObject):
    """Obeys the first command at once, and those that come before the next turn of the event loop together."""

    _next = Signal()

    def __init__(self, obey: Callable[[Sequence[Command]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._obey, self._busy = obey, False
        self._waiting: list[Command] = []
        # A posted event, and no timer: timers come last where input never ends.
        self._next.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    def do(self, command: Command) -> None:
        """Obey it, now or after what is being painted."""
        if self._busy:
            if len(self._waiting) < MOST:
                self._waiting.append(command)
            return
        self._start([command])

    def _start(self, commands: list[Command]) -> None:
        self._busy = True
        self._next.emit()
        self._obey(commands)

    def _go_on(self) -> None:
        self._busy = False
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._start(waiting)
