"""What systemd is told: that the exhibit stands, that it paints, and where it is. Without systemd, nothing.

The library has a rhythm of its own, by the wall clock; here the proofs of painting are the rhythm, and only its words
are used. It never waits: a journal that is full or gone must not hold the picture.
"""

from __future__ import annotations

import contextlib
import socket

from systemd_watchdog.systemd_watchdog import WatchDog


class Systemd:
    """Speaks sd_notify, if somebody listens. WATCHDOG_PID isn't insisted on: under a compositor it is that one's."""

    def __init__(self, address: str | None = None) -> None:
        """Say nothing yet.

        Args:
            address: of the socket; from NOTIFY_SOCKET if left out.
        """
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | getattr(socket, "SOCK_CLOEXEC", 0))
        self._socket.setblocking(False)
        self._dog = WatchDog(sock=self._socket, addr=address)
        self._ready, self._said = False, ""

    def ready(self) -> None:
        """The first picture stands; said once."""
        if not self._ready:
            with contextlib.suppress(OSError):
                self._dog.ready()
                self._ready = True

    def painted(self) -> None:
        """It is proven that the window paints."""
        with contextlib.suppress(OSError):
            self._dog.notify()

    def status(self, text: str) -> None:
        """One line for `systemctl status`; said when it changes."""
        line = " ".join(text.split())
        if line != self._said:
            with contextlib.suppress(OSError):
                self._dog.status(line)
                self._said = line

    def close(self) -> None:
        """Say nothing more."""
        self._socket.close()
