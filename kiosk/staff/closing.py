"""Opening hours on the screen: dark while it is closed, else the slides of the day; where the clock counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.ops.settings import Settings
from kiosk.visit import Hold, Mode, State

if TYPE_CHECKING:
    from kiosk.stage.window import Window

LOOK_MS = 10_000
"""Between two looks at the clock."""


class Closing(QObject):
    """Closes and opens a window by the clock."""

    day = Signal(object)
    """Another day began: a `date`; or None, since the clock doesn't count any more."""

    def __init__(
        self, window: Window, settings: Callable[[], Settings], trusted: Callable[[], bool],
        clock: Callable[[], datetime] = datetime.now, busy: Callable[[], bool] = lambda: False,
    ) -> None:  # fmt: skip
        """Nothing is closed yet.

        Args:
            window: the exhibit's. settings: of the machine, now. trusted: whether the clock counts.
            clock: local time. busy: whether staff are at the panel.
        """
        super().__init__(window)
        self._window, self._settings, self._trusted, self._clock, self._busy = window, settings, trusted, clock, busy
        self._closed = ""
        self._holds = False
        self._stirred = clock()
        self._day: object = None
        window.stage.changed.connect(self._stir)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def closed(self) -> bool:
        """Whether it is."""
        return bool(self._closed)

    def look(self) -> None:
        """Look at the clock."""
        now, trusted = self._clock(), self._trusted()
        today = now.date() if trusted else None
        if today != self._day:
            self._day = today
            self.day.emit(today)
        settings = self._settings()
        wanted = "" if not trusted or settings.opening.is_open(now) else settings.outside
        if wanted and not self._closed and (self._busy() or self._visited()):
            return  # nobody is shown out: it closes once the visitor, or staff, are gone
        if wanted != self._closed:
            self._closed = wanted
            self._window.set_rest(wanted)
            self._hold(wanted == "black")

    def _visited(self) -> bool:
        """Whether a visitor is there. While staff hold the cycle nobody is asked and sent home: then it is for so long
        after whatever happened last as that would have taken.
        """
        stage = self._window.stage
        if not stage.state.held:
            return stage.state.mode is not Mode.ATTRACT
        return self._clock() - self._stirred < timedelta(seconds=stage.tour.idle + stage.tour.countdown)

    def _hold(self, on: bool) -> None:
        """Nothing cycles in the dark; what staff hold themselves is theirs to let go of."""
        stage = self._window.stage
        if on and not stage.state.held:
            stage.do(Hold(on=True))
            self._holds = True
        elif not on and self._holds:
            stage.do(Hold(on=False))

    def _stir(self, state: State) -> None:
        """Somebody did something."""
        self._stirred = self._clock()
        self._holds = self._holds and state.held
