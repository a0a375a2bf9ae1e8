"""Joins an app to whoever watches it: it goes on where the one before stood, without what brought that one down."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.aside import Asked
from kiosk.content.problems import reader_language
from kiosk.ops.guard.beats import Beat
from kiosk.ops.guard.life import ANEW, Life
from kiosk.ops.guard.rules import Safe
from kiosk.ops.guard.wording import said, standing
from kiosk.ops.proven import AFTER_S, Proven
from kiosk.ops.pulse import Listener, Pulse
from kiosk.ops.strikes import OUT, Strikes
from kiosk.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.content.loaded import Loaded
    from kiosk.ops.watch import Watch
    from kiosk.stage.exhibit import Exhibit
    from kiosk.stage.stage import Stage
    from kiosk.stage.window import Window


class Recovery(QObject):
    """One life of the app, from its own side."""

    leave = Signal(int)
    """It is time to end, with that exit code."""
    _stirred = Signal()

    def __init__(self, window: Window, life: Life, state: Path, listener: Listener | None = None) -> None:
        """Begin to prove that the window lives.

        Args:
            window: the window.
            life: what the app was told.
            state: the folder for what is noted.
            listener: systemd, if it listens.
        """
        super().__init__(window)
        self._life = life
        self._language = reader_language()
        self._strikes, self._proven = Strikes(state), Proven(state)
        self._watch: Watch | None = None
        self._digest = self._text = ""
        self.pulse = Pulse(window, life, listener, self._describe)
        self.pulse.leave.connect(self._leave)
        self._stirred.connect(self.start_anew)
        self._good = QTimer(self)
        self._good.setSingleShot(True)
        self._good.setInterval(AFTER_S * 1000)
        self._good.timeout.connect(self._prove_deck)

    @property
    def trusted(self) -> Callable[[str], bool] | None:
        """Whether a deck may be opened; None where any that passed may."""
        return self._proven.holds if self._life.safe is Safe.PLAIN else None

    def fit(self, exhibit: Exhibit | None, digest: str) -> Exhibit | None:
        """An exhibit without the slides that failed too often.

        Args:
            exhibit: all of it.
            digest: of the deck it was made from; another one wipes the slate.
        """
        out = self._strikes.of_deck(digest)
        blamed, before = self._life.blamed, self._life.before
        if blamed and before is not None and before.deck == digest and not self._digest:
            self._note(blamed, at_once=True)
            out = self._strikes.of_deck(digest)
        self._digest = digest
        for name in out & frozenset(exhibit.ids if exhibit is not None else ()):
            if exhibit is None or len(exhibit.ids) == 1:
                return None
            exhibit = exhibit.without(exhibit.ids.index(name))
        return exhibit

    def place(self, whole: Exhibit | None, fitted: Exhibit, wanted: str | None) -> int | None:
        """The slide to begin at, from 0: where the app before this one stood, or the next, if that is left out now.

        Args:
            whole: the exhibit before any slide was left out.
            fitted: the one to show.
            wanted: a slide's id or number, where there was no app before.

        Returns:
            None where the deck has no `wanted`.
        """
        every = whole or fitted
        before = self._life.before
        at = every.index_of(before.slide) if before is not None and before.slide in every.ids else None
        if at is None:
            at = every.index_of(wanted) if wanted else 0
        if at is None:
            return 0 if self._life.again else None
        left = [fitted.ids.index(name) for name in every.ids[at:] + every.ids[:at] if name in fitted.ids]
        return left[0] if left else 0

    def follow(self, stage: Stage, loaded: Loaded) -> None:
        """Another deck stands on the stage."""
        first = not self.pulse.beat.slide
        self.pulse.follow(stage, loaded.digest)
        if first:
            stage.failed.connect(lambda slide, _: self._note(slide))
        self._text = loaded.text_digest
        self._good.start()

    def wait_for(self, deck: Path, stage: Stage) -> Asked[None]:
        """In the second safe mode: one slide stands, and nothing is read until the deck's file changes.

        Returns:
            what is answered once the file is watched: from then on no change is missed.
        """
        from kiosk.ops.watch import Watch

        self.pulse.follow(stage, "")

        def look() -> None:
            self._watch = Watch([deck], self._stirred.emit)
            self._watch.start()

        return Asked(look, "watch")

    def start_anew(self) -> None:
        """Once more, as if nothing had happened: what brought it down may be gone."""
        self._leave(ANEW)

    def end(self) -> None:
        """The app goes of its own accord."""
        if self._watch is not None:
            self._watch.close()
        self.pulse.end()

    def _leave(self, code: int) -> None:
        if code == ANEW:
            self._life.forgive()
        self.leave.emit(code)

    def _note(self, slide: str, *, at_once: bool = False) -> None:
        count = self._strikes.note(slide, at_once=at_once)
        name = "struck" if count >= OUT else "noted"
        words = {"slide": slide, "count": count}
        tell(said(name, "en", **words), shown=f"kiosk: {said(name, self._language, **words)}")

    def _prove_deck(self) -> None:
        threading.Thread(target=self._proven.note, args=(self._text,), name="proven", daemon=True).start()

    def _describe(self, beat: Beat, number: int, count: int) -> str:
        return standing(self._language, beat, number, count, self._life.safe)
