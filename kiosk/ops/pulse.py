"""The proof that the picture lives: every moment one px of the window is painted anew, through the whole of Qt.

What is counted is the painting itself, never the timer that asks for it. Where there is no screen to paint on, because
it is unplugged or off, that is said so, and nobody is restarted for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.ops.guard.beats import Beat
from kiosk.ops.guard.life import ANEW, Life
from kiosk.ops.guard.rules import HEALTHY_S, Safe

if TYPE_CHECKING:
    from kiosk.stage.stage import Stage
    from kiosk.stage.window import Window
    from kiosk.visit import State

EVERY_MS = 1500
"""Between two proofs on a still slide: with Qt's coarse timers never more than 2 s."""
FIRST_MS = 100
"""Until there is a first one."""
DARK_S = 2.0
"""A window that was shown and is on no screen for so long has none: between the two there is always a moment."""
TOLD_S = 0.5
"""While things move there are paintings enough; they are told so often."""


class Listener(Protocol):
    """Who else wants to know: systemd."""

    def ready(self) -> None:
        """The first picture stands."""

    def painted(self) -> None:
        """It is proven that the window paints, or there is no screen to paint on."""

    def status(self, text: str) -> None:
        """Where the exhibit is."""

    def close(self) -> None:
        """Nothing more will be said."""


class Pulse(QObject):
    """Watches one window from inside, and says how it is to whoever watches from outside.

    Signal: `leave`, with an exit code, when it is time to go: the parent has gone, or a life in safe mode has been
    healthy for long and nobody is there.
    """

    leave = Signal(int)

    def __init__(
        self,
        window: Window,
        life: Life,
        listener: Listener | None = None,
        describe: Callable[[Beat, int, int], str] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin at once.

        Args:
            window: to watch.
            life: whom to tell.
            listener: whom to tell as well.
            describe: words for a beat, the slide's number and how many there are.
            now: the system's monotonic clock, which the parent reads too.
        """
        super().__init__(window)
        self._window, self._life, self._listener, self._describe, self._now = window, life, listener, describe, now
        self._stage: Stage | None = None
        self._asked = False
        self._told = self._first = self._dark = 0.0
        self._beat = Beat()
        self.private = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(FIRST_MS)
        window.painted.connect(self._painted)

    def follow(self, stage: Stage, deck: str) -> None:
        """Say which slide stands as well.

        Args:
            stage: the window's.
            deck: the digest of what it shows.
        """
        if self._stage is not stage:
            self._stage = stage
            stage.changed.connect(self._moved)
            stage.building.connect(self._builds)
        self._beat = replace(self._beat, deck=deck)
        self._moved(stage.state)

    @property
    def beat(self) -> Beat:
        """What was last said."""
        return self._beat

    def end(self) -> None:
        """The app goes of its own accord."""
        self._timer.stop()
        self._window.painted.disconnect(self._painted)
        self._say(replace(self._beat, ended=True))
        if self._listener is not None:
            self._listener.close()

    # What happens.

    def _tick(self) -> None:
        if self._life.orphaned:
            self.leave.emit(0)
        if not self._first:
            self._say(replace(self._beat, window=self._number()))
        if not self._seen():
            self._prove(self._now(), seen=False)
        else:
            self._asked = True
            self._window.prod()
        if self._first and self._life.safe is not Safe.NO and self._now() - self._first > HEALTHY_S:
            self._recover()

    def _painted(self, area: int) -> None:
        now, asked = self._now(), self._asked and area == 1
        count, changed = self._beat.painted + 1, self._beat.changed if asked else now
        if self._asked or now - self._told >= TOLD_S:
            self._asked = False
            self._prove(now, seen=True, painted=count, changed=changed)
        else:
            self._beat = replace(self._beat, painted=count, changed=changed)

    def _prove(self, now: float, **more: object) -> None:
        self._told = now
        self._say(replace(self._beat, proved=now, private=self.private, window=self._number(), **more))  # type: ignore[arg-type]
        if self._listener is not None:
            self._listener.painted()
            self._listener.status(self._words())
        if not self._first:
            self._first = now
            self._timer.start(EVERY_MS)
            if self._listener is not None:
                self._listener.ready()

    def _moved(self, state: State) -> None:
        stage = self._stage
        if stage is None:
            return
        slide = stage.exhibit.ids[min(state.slide, len(stage.exhibit.ids) - 1)]
        visited = state.mode.value != "attract"
        self._say(replace(self._beat, slide=slide, language=state.language, visited=visited))

    def _builds(self, slide: str) -> None:
        self._say(replace(self._beat, building=slide))

    def _recover(self) -> None:
        if not self._beat.visited:
            self._timer.stop()
            self.leave.emit(ANEW)

    # What is so.

    def _say(self, beat: Beat) -> None:
        self._beat = beat
        if self._life.beats is not None:
            self._life.beats.write(beat)

    def _seen(self) -> bool:
        """Whether there is something to paint on. A window that was never placed is no excuse: that is a hang too."""
        if QGuiApplication.primaryScreen() is None:
            return False
        if not self._window.isVisible() or self._window.windowHandle().isExposed():
            self._dark = 0.0
            return True
        self._dark = self._dark or self._now()
        return self._now() - self._dark < DARK_S

    def _number(self) -> int:
        return self._window.internalWinId() if QGuiApplication.platformName() == "xcb" else 0

    def _words(self) -> str:
        if self._describe is None:
            return ""
        stage = self._stage
        number, count = (stage.state.slide + 1, len(stage.exhibit.slides)) if stage is not None else (0, 0)
        return self._describe(self._beat, number, count)
