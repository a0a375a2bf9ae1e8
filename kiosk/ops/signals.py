"""How the system asks the program to end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier

if TYPE_CHECKING:
    from kiosk.stage.window import Window

_kept: list[object] = []
"""The ends of the signals' socket: they live as long as the process."""


def stop_on_signals(stop: Callable[[], None], window: Window) -> None:
    """SIGTERM and Ctrl+C in the terminal end the program; a socket wakes Python for them while Qt sleeps."""
    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.setblocking(False)
    signal.set_wakeup_fd(writer.fileno())
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda *_: reader.recv(64))
    _kept.extend((reader, writer, notifier))

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())
