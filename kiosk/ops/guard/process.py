"""What parent and app need of the system: being woken, and not outliving each other."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_ALL = {*_STOP, signal.SIGCHLD}
_PR_SET_PDEATHSIG = 1
FIRST_TO_GO = "300"
"""Out of memory, the app should go before the X server does: it is back in a second."""


class Bell:
    """Wakes the parent when a child ended, or when somebody wants it to end."""

    def __init__(self) -> None:
        self.stop = False
        self._reader, self._writer = os.pipe()
        for end in (self._reader, self._writer):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in _STOP:
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup stays nohup
                signal.signal(number, self._stop)

    def _stop(self, *_: object) -> None:
        self.stop = True

    def wait(self, seconds: float) -> None:
        """Sleep so long, or until it rings."""
        ready, _, _ = select.select([self._reader], [], [], max(0.0, seconds))
        if ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._reader, 4096)

    def leave(self) -> None:
        """Signals mean what they always mean: to be called in a child."""
        signal.set_wakeup_fd(-1)
        os.close(self._reader)
        os.close(self._writer)
        for number in _ALL:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """No signal is heard: between a fork and the moment when the child has signals of its own."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ALL)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def go_with(parent: int) -> None:
    """End at once when the parent does, however it does; to be called in a child.

    A picture that nobody judges may stand still for ever, and whoever starts the parent anew wants the screen for
    itself. Not politely, since a frozen app would hear nothing: all that is kept is written whole or not at all.
    """
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)  # it went in between


def be_expendable() -> None:
    """No core file of hundreds of megabytes, and first in the line when memory runs out."""
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO)


def send(pid: int, number: int) -> None:
    """A signal to a process that may have ended."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
