"""From a file that is being edited to decks for the screen: read aside, and held back where they have errors.

All reading is done on a thread of its own; what comes of it arrives on the UI thread as signals.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from kiosk.telling import tell

if TYPE_CHECKING:  # the window is up before anything reads a deck
    from kiosk.content.loaded import Loaded
    from kiosk.ops.last_good import LastGood
    from kiosk.ops.watch import Watch

KEEP_AFTER_MS = 3000
"""A deck that passed must have stood so long before it is kept: whoever edits saves often."""
LOOK_AFTER_MS = 100
"""After the first reading, so that the first slide is painted: what changes until then is found as well."""
RETIRE_MS = 500
"""Between two looks whether the threads of one that retires have ended."""


@dataclass(frozen=True)
class Opening:
    """What there is to begin with.

    Attributes:
        loaded: what came of the deck's file.
        shown: what is fit to be shown: that, or an earlier one that passed; its deck may be None.
        early: whether that is only the beginning of a long deck, and the whole of it comes when it is read.
    """

    loaded: Loaded
    shown: Loaded
    early: bool = False

    @property
    def fell_back(self) -> bool:
        """Whether an earlier deck has to stand in."""
        return self.shown is not self.loaded


Loads = Callable[[Path, Callable[["Loaded"], None] | None], "Loaded"]
"""Reads a deck, and tells its beginning before, if it is long and somebody wants it."""


class LiveDeck(QObject):
    """One deck's file, from now until the program ends.

    The thread never imports anything of PySide's: that makes its classes when they are first asked for, and two
    threads that ask at once bring the process down.
    """

    opened = Signal(object)
    """The first: an `Opening`; once more, if that came early."""
    passed = Signal(object)
    """A `Loaded` without errors that differs from the one before."""
    told = Signal(object)
    """A `Loaded` whose problems differ from those told before: with errors, or now without."""

    _read = Signal(object)

    def __init__(
        self,
        path: Path,
        parent: QObject,
        last_good: LastGood | None = None,
        trusted: Callable[[str], bool] | None = None,
        load: Loads | None = None,
        *,
        early: bool = False,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        """Nothing is read yet.

        Args:
            path: the deck's YAML file.
            parent: whoever it ends with.
            last_good: where decks that passed are kept; None to keep none.
            trusted: in safe mode, whether a deck of that text's digest may be opened, though it passed; called on the
                second thread.
            load: reads a deck, on the second thread; in this process if left out.
            early: whether the beginning of a long deck may stand before the whole of it is read.
            wake: called on a thread of its own when a file begins to change, a moment before it is read.
        """
        super().__init__(parent)
        self._path, self._last_good, self._trusted, self._loads, self._wake = path, last_good, trusted, load, wake
        self._early = early and trusted is None
        self._watch: Watch | None = None
        self._reader: threading.Thread | None = None
        self._digest, self._bare, self._retired = "", False, False
        self._passed: Loaded | None = None
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_AFTER_MS)
        self._keep.timeout.connect(self._keep_now)
        self._read.connect(self._take)

    def open(self) -> None:
        """Read it for the first time; `opened` comes."""
        self._read_by(self._open)

    def again(self) -> None:
        """Read it once more, and pass it on even if nothing has changed."""
        self._digest = ""
        self._read_by(self._reload)

    def close(self) -> None:
        """Look no more."""
        if self._watch is not None:
            self._watch.close()

    def retire(self) -> None:
        """Look no more, and go: another deck is shown. Its threads end before it does, whatever their disk is like;
        what they still read is nobody's.
        """
        self._retired = True
        self.close()
        if self._keep.isActive():
            self._keep.stop()
            self._keep_now()
        if self._reads:
            QTimer.singleShot(RETIRE_MS, self, self.retire)
        else:
            self.deleteLater()

    @property
    def _reads(self) -> bool:
        """Whether any of its threads still runs."""
        reads = self._reader is not None and self._reader.is_alive()
        return reads or (self._watch is not None and self._watch.runs)

    def _read_by(self, work: Callable[[], None]) -> None:
        self._reader = threading.Thread(target=work, name="reader", daemon=True)
        self._reader.start()

    # On the second thread.

    def _open(self) -> None:
        from kiosk.ops.watch import Watch

        # Before the first reading: nothing is missed in between.
        self._watch = Watch([self._path], self._reload, stirs=self._wake)
        loaded = shown = self._load(self._path, self._tell_early if self._early else None)
        if not self._fit(loaded) and self._last_good is not None:
            for deck in self._last_good.decks():
                earlier = self._load(deck)
                if self._fit(earlier):
                    shown = earlier
                    break
        self._follow(loaded)
        if not isValid(self):
            return  # the program ended meanwhile
        self._read.emit(Opening(loaded, shown))

    def _load(self, path: Path, early: Callable[[Loaded], None] | None = None) -> Loaded:
        loaded = self._read_deck(path, early)
        own = loaded.deck.look.fonts if loaded.deck is not None else None
        for _, written in own.files() if own is not None else ():
            with contextlib.suppress(KeyError, OSError):
                found = loaded.places[written]
                loaded.fonts[found] = found.read_bytes()
        return loaded

    def _read_deck(self, path: Path, early: Callable[[Loaded], None] | None) -> Loaded:
        if self._loads is not None:
            return self._loads(path, early)
        from kiosk.content.load import load

        return load(path)

    def _tell_early(self, beginning: Loaded) -> None:
        if isValid(self):
            self._read.emit(Opening(beginning, beginning, early=True))

    def _fit(self, loaded: Loaded) -> bool:
        """Whether a deck may be opened."""
        return not loaded.errors and (self._trusted is None or self._trusted(loaded.text_digest))

    def _reload(self) -> None:
        loaded = self._load(self._path)
        self._follow(loaded)
        if isValid(self):
            self._read.emit(loaded)

    def _follow(self, loaded: Loaded) -> None:
        if self._watch is not None:
            # The path may have been that of a folder which wasn't there yet.
            self._watch.follow([self._path, loaded.path, *loaded.files])

    # On the UI thread.

    def _take(self, what: Opening | Loaded) -> None:
        if self._retired:
            return
        if isinstance(what, Opening):
            if what.early:
                self.opened.emit(what)
            else:
                self._begin(what)
            return
        loaded = what
        if loaded.digest == self._digest:
            return
        self._digest = loaded.digest
        if not loaded.errors or (self._bare and loaded.deck is not None):
            self._bare = False
            self.passed.emit(loaded)
            self._keep_soon(loaded)
        self.told.emit(loaded)

    def _begin(self, opening: Opening) -> None:
        self._digest = opening.loaded.digest
        self._bare = opening.shown.deck is None
        self.opened.emit(opening)
        self.told.emit(opening.loaded)
        QTimer.singleShot(LOOK_AFTER_MS, self, self._look)
        self._keep_soon(opening.loaded)

    def _look(self) -> None:
        if self._watch is not None:
            self._watch.start()

    def _keep_soon(self, loaded: Loaded) -> None:
        if self._last_good is not None and not loaded.errors:
            self._passed = loaded
            self._keep.start()

    def _keep_now(self) -> None:
        loaded, good = self._passed, self._last_good
        if loaded is None or good is None:
            return

        def keep() -> None:
            try:
                good.keep(loaded.path, loaded.text_digest, loaded.files, loaded.tables)
            except OSError as error:
                tell(f"this deck couldn't be kept for a bad day: {error}")

        threading.Thread(target=keep, name="keeper", daemon=True).start()
