"""What is done on threads of their own, since a disk may take ten seconds over it, and the picture waits for nobody.

The threads end with the process, however long a disk keeps them; Python's own pools would wait for them. Nothing done
there may import anything of PySide's: see `kiosk.ops.live`.
"""

from __future__ import annotations

import atexit
import contextlib
import queue
import threading
import time
import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from kiosk.telling import logger

Answer = TypeVar("Answer")
Other = TypeVar("Other")

END_S = 2.0
"""So long the end of the process waits for what is under way: a setting that is written, a large picture, but no disk
that doesn't answer."""
DISK_S = 0.3
"""So long a start waits for a disk, for each thing that it could do without."""


class Asked(Generic[Answer]):
    """A question to a disk. Whoever wants the answer says how long to wait for it, and goes on without."""

    def __init__(self, question: Callable[[], Answer], name: str = "asked") -> None:
        """Ask at once.

        Args:
            question: called on a thread of its own. One that raises is never answered; an `OSError` is told to nobody.
            name: of the thread.
        """
        self._question, self._answers = question, list[Answer]()
        self._done = threading.Event()
        threading.Thread(target=self._ask, name=name, daemon=True).start()

    def _ask(self) -> None:
        try:
            with contextlib.suppress(OSError):
                self._answers.append(self._question())
        finally:
            self._done.set()

    @property
    def answered(self) -> bool:
        """Whether there is nothing to wait for."""
        return self._done.is_set()

    def answer(self, wait_s: float | None, otherwise: Other) -> Answer | Other:
        """What the disk said, or `otherwise` where it says nothing within that time (None: for as long as it takes)."""
        self._done.wait(wait_s)
        return self._answers[0] if self._answers else otherwise


_asides: weakref.WeakSet[Aside] = weakref.WeakSet()


@atexit.register
def _end() -> None:
    """Let all that was asked for be done, and after half of the time at least what is under way: a thread that comes
    back out of Qt into an interpreter that is gone takes the process down with an abort.
    """
    asides, begun = list(_asides), time.monotonic()
    for until in (begun + END_S / 2, begun + END_S):
        for one in asides:
            one.wait(max(0.0, until - time.monotonic()))
        for one in asides:
            one.close()


class Aside:
    """Does one thing after another, on a thread that begins with the first.

    Args:
        name: of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._left, self._lock = 0, threading.Condition()
        self._begun = False
        _asides.add(self)

    def do(self, work: Callable[[], None]) -> None:
        """Have it done, some time; what it raises is told of."""
        with self._lock:
            self._left += 1
            if not self._begun:
                self._begun = True
                threading.Thread(target=self._run, name=self._name, daemon=True).start()
        self._work.put(work)

    def close(self) -> None:
        """Do nothing more: what waits is dropped, and what is under way is left to itself."""
        with contextlib.suppress(queue.Empty):
            while True:
                if self._work.get_nowait() is not None:
                    self._is_done()
        self._work.put(None)

    def wait(self, wait_s: float) -> bool:
        """Wait until all is done; whether it is."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._left, wait_s)

    def _run(self) -> None:
        while True:
            work = self._work.get()
            if work is None:
                return
            try:
                work()
            except Exception:  # noqa: BLE001 - told of, and what comes after it is done all the same
                logger.exception("this failed on the thread %s", self._name)
            del work  # it holds what asked for it, while this waits for more
            self._is_done()

    def _is_done(self) -> None:
        with self._lock:
            self._left -= 1
            self._lock.notify_all()
