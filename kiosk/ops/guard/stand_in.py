"""On X11, the last frame: a window of its own, right under the app's, so that a death uncovers it and no desktop.

The X server paints it in the moment the app's window goes; nobody has to be awake for that. What it shows is copied
from the app's window, inside the server, when the picture has come to rest. A helper process speaks to the server: the
parent would hang with it if it hung. Where there is no X11 there is no helper, and the compositor shows what it has
(cage: black).
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from typing import TYPE_CHECKING

from kiosk.ops.guard.process import go_with, send, undisturbed

if TYPE_CHECKING:
    from kiosk.ops.guard.beats import Beat
    from kiosk.ops.guard.process import Bell

REST_S = 0.7
"""A picture at rest has stood so long."""
OFTEN_S = 5.0
"""One that never rests is copied so often."""
RETRY_S = 10.0
"""After the helper went."""


class StandIn:
    """The parent's end: a pipe to the helper, into which it writes without ever waiting."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._pid, self._pipe = 0, -1
        self._window, self._copied, self._at, self._began = 0, 0.0, 0.0, float("-inf")

    def tend(self, beat: Beat, now: float) -> None:
        """Stand under the app's window, and show what it shows."""
        if not beat.window:
            return
        if beat.window != self._window and self._pid:
            self._window, self._copied = beat.window, 0.0
            self._order(f"below {beat.window}")
        worth = beat.changed > self._copied and (now - beat.changed >= REST_S or now - self._at >= OFTEN_S)
        if beat.proved and worth and not beat.private and (self._pid or self._begin(now)):
            self._window, self._copied, self._at = beat.window, now, now
            self._order(f"keep {beat.window}")

    def show(self) -> None:
        """The app is gone: on top with it, whatever a window manager put between."""
        self._window = 0
        if self._pid:
            self._order("show")

    def end(self) -> None:
        """All is over; when this returns the last frame goes as well."""
        if self._pid:
            send(self._pid, signal.SIGKILL)
            self._bury()

    def leave(self) -> None:
        """To be called in a child: the helper isn't its own."""
        if self._pipe >= 0:
            os.close(self._pipe)
        self._pid, self._pipe = 0, -1

    def _order(self, line: str) -> None:
        try:
            os.write(self._pipe, f"{line}\n".encode())
        except BlockingIOError:
            send(self._pid, signal.SIGKILL)  # it has heard nothing for a thousand lines
            self._bury()
        except OSError:
            self._bury()

    def _bury(self) -> None:
        os.waitpid(self._pid, 0)
        self.leave()

    def _begin(self, now: float) -> bool:
        if now - self._began < RETRY_S:
            return False
        self._began, here = now, os.getpid()
        reader, writer = os.pipe()
        with undisturbed():
            pid = os.fork()
            if not pid:
                self._bell.leave()
                for number in (signal.SIGTERM, signal.SIGINT):
                    signal.signal(number, signal.SIG_IGN)  # it ends with the parent, and not before the app
                go_with(here)
        if not pid:
            _help(reader, writer)
        os.close(reader)
        os.set_blocking(writer, False)
        self._pid, self._pipe = pid, writer
        return True


def _help(reader: int, writer: int) -> None:
    """Be the helper, until the pipe's other end is closed."""
    code = 1
    try:
        os.close(writer)
        serve(reader)
        code = 0
    except Exception as error:  # noqa: BLE001 - a picture less, and nothing else
        with contextlib.suppress(OSError, ValueError):
            print(f"kiosk: the last frame can't be kept: {error!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def serve(reader: int) -> None:
    """Do what the lines from the pipe say."""
    from kiosk.ops.guard.last_frame import LastFrame

    frame = LastFrame()
    ahead = b""
    while True:
        ready, _, _ = select.select([reader, frame.fileno()], [], [])
        if reader in ready:
            data = os.read(reader, 4096)
            if not data:
                return
            *lines, ahead = (ahead + data).split(b"\n")
            for line in lines:
                word, _, number = line.decode().partition(" ")
                frame.obey(word, int(number or 0))
        if not frame.listen():
            return  # the X server is gone
