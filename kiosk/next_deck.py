"""The deck that comes next: read aside while another stands, and held until the slide changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.app import report
from kiosk.ops.last_good import LastGood
from kiosk.ops.live import LiveDeck, Opening

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.ops.reading import Reading
    from kiosk.stage.window import Window

LONGEST_WAIT_MS, AFTER_TURN_MS = 45_000, 700
"""Before other content is shown: at most until the slide changes, and the time its movement takes."""


class NextDeck(QObject):
    """One at a time: whichever was asked for last."""

    due = Signal(object, object)
    """It is time: the `LiveDeck`, which is the taker's from now on, and its `Opening` as of the last save."""
    troubled = Signal(object)
    """The `Loaded` of one that can't come yet, with its errors: it comes when it is put right, or there at last."""

    def __init__(self, window: Window, reading: Reading) -> None:
        """Nothing comes yet.

        Args:
            window: the exhibit's. reading: reads decks.
        """
        super().__init__(window)
        self._window, self._reading = window, reading
        self._coming: LiveDeck | None = None
        self._held: Opening | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._change_over)

    def fetch(self, path: Path) -> None:
        """Read a deck aside, and have it shown when nobody is disturbed; one that was coming comes no more."""
        self.give_up()
        self._coming = live = LiveDeck(
            path, self._window, LastGood(path), load=self._reading.load, wake=self._reading.wake
        )
        live.opened.connect(self._arrived)
        live.told.connect(self._saved)
        live.open()

    def give_up(self) -> None:
        """What stands, stays."""
        coming = self._coming
        self._let_go()
        if coming is not None:
            coming.retire()

    def _let_go(self) -> None:
        if self._held is not None:
            self._window.stage.changed.disconnect(self._turned)
        self._turn.stop()
        self._coming = self._held = None

    def _arrived(self, opening: Opening) -> None:
        if not opening.shown.errors:  # else what stands is better than that
            self._hold(opening)

    def _hold(self, opening: Opening) -> None:
        """It may come, as soon as nobody is disturbed."""
        self._held = opening
        self._window.stage.changed.connect(self._turned)
        self._turn.start(LONGEST_WAIT_MS)

    def _saved(self, loaded: Loaded) -> None:
        """It was read, or saved once more, before anybody saw it: that is shown, unless something is wrong with it."""
        if self._held is not None:
            self._held = Opening(loaded, self._held.shown if loaded.errors else loaded)
        elif not loaded.errors:
            self._hold(Opening(loaded, loaded))
        if self._held is None or self._held.fell_back:
            report(loaded)
            self.troubled.emit(loaded)

    def _turned(self, _state: object) -> None:
        """The slide changes: once its movement is over, so does the deck."""
        self._turn.start(min(AFTER_TURN_MS, self._turn.remainingTime()))

    def _change_over(self) -> None:
        live, opening = self._coming, self._held
        if live is None or opening is None:
            return
        live.told.disconnect(self._saved)
        self._let_go()
        self.due.emit(live, opening)
