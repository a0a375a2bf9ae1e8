"""The parent: starts the app as its child, judges its picture, and starts it anew when it dies or freezes.

It forks before anything heavy is imported, so that a start costs nothing more, and stays what it is then: a few
megabytes of Python, without Qt, without threads, and without a connection to the screen (which is a helper's).
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.ops import last_words
from kiosk.ops.guard.beats import Beat, Beats
from kiosk.ops.guard.life import ANEW, NO_SCREEN, Life
from kiosk.ops.guard.process import Bell, be_expendable, go_with, send, undisturbed
from kiosk.ops.guard.rules import Decision, Judge, Restarts
from kiosk.ops.guard.stand_in import StandIn

LOOK_S = 1.0
"""Between two looks at the signs of life; an app's end is noticed at once."""
SOON_S = 0.2
"""The same until there is a picture: the last frame has to make room for it."""
ABORT_S = 0.5
"""A frozen app has so long to write its last words."""
STOP_S = 5.0
"""An app that was asked to end has so long."""
FAULTS = {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL}
"""Signals that a process brings upon itself: its slide is to blame. With SIGKILL somebody else is."""


@dataclass(frozen=True)
class _End:
    """How an app ended: by a signal or with a code, and after how many seconds of a still picture."""

    killed_by: int = 0
    code: int = 0
    frozen: float = 0.0

    @property
    def own_fault(self) -> bool:
        return bool(self.frozen) or self.killed_by in FAULTS


def _tell(line: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        print(f"kiosk: {line}", file=sys.stderr, flush=True)


class Guard:
    """Watches over one app after another."""

    def __init__(
        self,
        state: Path,
        *,
        restarts: Restarts | None = None,
        beats: Beats | None = None,
        tell: Callable[[str], None] = _tell,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is started yet.

        Args:
            state: the folder of the last words.
            restarts: the rules.
            beats: the page of signs of life; one that only its children see, if left out.
            tell: takes a line for whoever runs it.
            clock: monotonic seconds; the app's own proofs are in the system's.
        """
        self._state, self._tell, self._clock = state, tell, clock
        self._restarts = restarts or Restarts()
        self._beats = beats or Beats.shared()
        self._bell = Bell()
        self._stand_in = StandIn(self._bell)
        self._pid, self._blind = 0, False

    def keep(self) -> Life:
        """Return in the app, each time one is started. The parent never returns.

        Raises:
            SystemExit: in the parent, when all is over; with the app's exit code.
        """
        here = os.getpid()
        life = Life(beats=self._beats, parent=here)
        first = True
        gc.collect()
        gc.freeze()  # what isn't touched is shared
        while True:
            self._beats.clear()
            with undisturbed():
                self._pid = os.fork()
                if not self._pid:
                    self._bell.leave()
                    self._stand_in.leave()
                    go_with(here)
            if not self._pid:
                be_expendable()
                return life
            try:
                life = self._next(life, self._watch(), first)
            except SystemExit:
                self._stand_in.end()
                raise
            first = False

    # Watching one.

    def _watch(self) -> _End:
        """Until it ended, by itself or by us."""
        judge = Judge(self._clock())
        while True:
            end = self._ended()
            if end is not None:
                return end
            if self._bell.stop:
                self._stop()
            now = self._clock()
            beat = self._beats.read()
            if beat is not None:
                judge.proved(beat.proved)
                self._stand_in.tend(beat, now)
                if beat.proved:
                    self._restarts.painted()
                    self._blind = False
            if judge.frozen(now):
                still = now - judge.since
                self._put_down()
                return _End(frozen=still)
            often = LOOK_S if beat is not None and beat.proved else SOON_S
            self._bell.wait(min(often, max(0.02, judge.due - now)))

    def _ended(self) -> _End | None:
        found, status = os.waitpid(self._pid, os.WNOHANG)
        if not found:
            return None
        code = os.waitstatus_to_exitcode(status)
        return _End(killed_by=-code) if code < 0 else _End(code=code)

    def _put_down(self) -> None:
        """Let it say what it hangs on, then end it."""
        send(self._pid, signal.SIGABRT)
        if not self._gone_within(ABORT_S):
            send(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)

    def _gone_within(self, seconds: float) -> bool:
        until = self._clock() + seconds
        while (left := until - self._clock()) > 0:
            if os.waitpid(self._pid, os.WNOHANG)[0]:
                return True
            self._bell.wait(left)
        return False

    def _stop(self) -> None:
        """Somebody wants us to end: the app ends first, politely if it can.

        Raises:
            SystemExit: always, with the app's code.
        """
        send(self._pid, signal.SIGTERM)
        until = self._clock() + STOP_S
        end = self._ended()
        while end is None and (left := until - self._clock()) > 0:
            self._bell.wait(left)
            end = self._ended()
        if end is None:
            send(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            raise SystemExit(1)
        raise SystemExit(end.code)  # a signal's code is 0: it was still too young to hear one

    # What comes after.

    def _next(self, life: Life, end: _End, first: bool) -> Life:
        """The life after this one.

        Raises:
            SystemExit: there is none, since it ended as it should.
        """
        if end.code == NO_SCREEN and not first:
            return self._wait_for_screen(life)
        if not end.killed_by and not end.frozen and end.code in {0, NO_SCREEN}:
            raise SystemExit(end.code)
        self._stand_in.show()
        beat = self._beats.read() or Beat()
        before = beat if beat.slide else life.before or beat
        if end.code == ANEW:
            self._restarts.anew()
            late = self._restarts.of_late(self._clock())
            return Life(self._beats, before=before, parent=life.parent, deaths=late)
        safe, now = self._restarts.safe, self._clock()
        decision = self._restarts.died(now)
        self._report(end, beat, decision, decision.safe is not safe)
        self._pause(decision.wait)
        return Life(self._beats, decision.safe, before, beat.suspect if end.own_fault else "", life.parent,
                    died=True, deaths=self._restarts.of_late(now))  # fmt: skip

    def _wait_for_screen(self, life: Life) -> Life:
        """The X server died under it, and isn't back yet."""
        if not self._blind:
            self._say("no_screen")
        self._blind = True
        self._pause(self._restarts.no_screen().wait)
        return replace(life, blamed="", died=False)

    def _pause(self, seconds: float) -> None:
        until = self._clock() + seconds
        while not self._bell.stop and (left := until - self._clock()) > 0:
            self._bell.wait(left)
        if self._bell.stop:
            raise SystemExit(0)

    def _report(self, end: _End, beat: Beat, decision: Decision, safer: bool) -> None:
        from kiosk.ops.guard.wording import ending, next_start

        language = self._language()
        what = ending(
            language, killed_by=end.killed_by, code=end.code, frozen=end.frozen, slide=beat.suspect,
        )  # fmt: skip
        last_words.add(self._state, what)
        stop = "。" if language == "zh" else "; "
        self._tell(what + stop + next_start(language, decision.wait, decision.safe, safer))

    def _say(self, name: str) -> None:
        from kiosk.ops.guard.wording import said

        self._tell(said(name, self._language()))

    @staticmethod
    def _language() -> str:
        from kiosk.content.problems import reader_language  # not needed until something happens

        return reader_language()
