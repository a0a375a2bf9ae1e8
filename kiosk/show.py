"""One run of the program: the deck that is read, joined to the window it stands in, until it is told to stop.

The order of things at the start is the point: the window stands, with the first slide as it last stood, before anything
is imported that it doesn't need, and before the deck is read, aside; what stands behind the stage, and what draws the
later slides, is imported while the first one stands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from kiosk.app import application, dress, exhibit_of, quiet_exhibit, report
from kiosk.aside import DISK_S, Asked
from kiosk.ops.guard.life import Life
from kiosk.ops.guard.rules import Safe
from kiosk.ops.places import Places
from kiosk.ops.signals import stop_on_signals
from kiosk.stage.curtain import FirstPicture, Standing
from kiosk.stage.window import Window
from kiosk.telling import tell

if TYPE_CHECKING:
    from kiosk.backstage import Backstage
    from kiosk.content.loaded import Loaded
    from kiosk.next_deck import NextDeck
    from kiosk.ops.live import LiveDeck, Opening
    from kiosk.ops.notify import Systemd
    from kiosk.ops.reading import Reading
    from kiosk.ops.settings import Found
    from kiosk.stage.exhibit import Exhibit

BARE_MS, BARE_AGAIN_MS = 1000, 20_000
"""A deck that takes longer to be read leaves bare paper standing meanwhile: no picture at all counts as a fault. Not so
soon after a restart: the last frame still stands there."""
BEHIND_MS = 20
"""After the exhibit was opened, so that it is painted: then all that stands behind it is imported."""
MOST_NAMED = 20
"""Slides that are named to whoever asked for one that there isn't."""
UNSEEN_MS = 500
"""A window that nothing shows, since there is no screen just now, paints nothing: all goes on without it."""


@dataclass(frozen=True)
class Wishes:
    """What the command line asked for.

    Attributes:
        deck: the YAML file. windowed, size, screen, language, slide, theme: as `kiosk run --help` says.
        packs: whether no deck was named, so that the installed pack is shown, and another when it comes.
    """

    deck: Path
    windowed: bool = False
    size: tuple[int, int] | None = None
    screen: str | None = None
    language: str | None = None
    slide: str | None = None
    theme: str | None = None
    packs: bool = False


def run(wishes: Wishes, reading: Reading, life: Life | None = None) -> int:
    """Show an exhibit until the program is told to stop. There must be a screen: see `kiosk.ops.display`.

    Args:
        wishes: of the command line.
        reading: reads decks, and foresees that one.
        life: of whoever watches, and restarts it.

    Returns:
        the exit code.
    """
    if not wishes.windowed:
        from kiosk.ops.log import begin_log

        begin_log(Places.usual())
    return Show(wishes, reading, life or Life(), application(dressed=False)).run()


class Show:
    """One run of the program: joins the deck that is read to the window it stands in."""

    def __init__(self, wishes: Wishes, reading: Reading, life: Life, app: QApplication) -> None:
        self._wishes, self._reading, self._life, self._app = wishes, reading, life, app
        self._settings: Asked[Found] | None = None
        self._window = window = _window(wishes, life)
        self._first = FirstPicture((wishes.language, wishes.theme, wishes.slide), window)
        self._standing = False
        self._latest: Loaded | None = None
        self._told: Loaded | None = None
        self._usual = wishes.deck
        self._scheduled: Path | None = None
        self._next: NextDeck | None = None
        self._backstage: Backstage | None = None
        # Not the first slide, if another stood: its last frame stands in.
        self._drawn = not life.again and self._first.draw(reading.foreseen(wishes.deck, DISK_S))

    def run(self) -> int:
        """Until it is told to stop; the exit code."""
        stop_on_signals(lambda: self._leave(0), self._window)
        begin = _Once(self._begin)
        if self._drawn:
            self._window.painted.connect(begin.soon)
            self._window.place()
        else:
            QTimer.singleShot(BARE_AGAIN_MS if self._life.again else BARE_MS, self._window, self._stand_empty)
        QTimer.singleShot(UNSEEN_MS if self._drawn else 0, begin.now)
        ended = self._app.exec()
        if begin.done:
            self._live.close()
            if self._next is not None:
                self._next.give_up()
            if self._backstage is not None:
                self._backstage.end()
            self._recovery.end()
        self._reading.close()
        return ended

    def _begin(self) -> None:
        """The first picture stands, if there is one: now what has to be imported for all that follows."""
        from kiosk.ops.last_good import LastGood
        from kiosk.ops.live import LiveDeck
        from kiosk.ops.recovery import Recovery

        wishes = self._wishes
        self._recovery = recovery = Recovery(self._window, self._life, Places.usual().state, _systemd())
        recovery.leave.connect(self._leave)
        early = wishes.slide is None and not self._life.again
        self._live = live = LiveDeck(
            wishes.deck, self._window, LastGood(wishes.deck), recovery.trusted, self._load, early=early,
            wake=self._reading.wake,
        )  # fmt: skip
        if self._life.safe is Safe.BUILT_IN:
            dress(self._app)
            self._stand_bare()
            return
        live.opened.connect(self._opened)
        self._follow(live)
        if wishes.windowed:
            from kiosk.staff.problems_beside import ProblemsBeside

            live.told.connect(ProblemsBeside(self._window).tell)
        live.open()
        dress(self._app)  # while it is being read

    def _follow(self, live: LiveDeck) -> None:
        """What is saved comes to the screen."""
        # In safe mode the deck that brought it down is another one now: from the start, then, and all may move again.
        careful = self._life.safe is not Safe.NO
        live.passed.connect((lambda _: self._recovery.start_anew()) if careful else self._passed)
        live.told.connect(report)
        live.told.connect(self._note)

    def _note(self, loaded: Loaded) -> None:
        self._told = loaded

    def _build_backstage(self) -> None:
        """What a curator's window has no use for. Not before a finger is obeyed: its imports take long."""
        if self._wishes.windowed:
            return
        from kiosk.backstage import Backstage, Packs

        packs = Packs(lambda: self._latest, self._glimpse, self._deliver, self._usual) if self._wishes.packs else None
        self._backstage = made = Backstage(self._window, Places.usual(), self._recovery, self._life,
                         reload=self._reload, leave=self._leave, settings=self._settings, packs=packs)  # fmt: skip
        made.rearranged.connect(self._rearranged)
        made.scheduled.connect(self._keep_to)
        self._live.told.connect(made.told)

    def _reload(self) -> None:
        self._live.again()

    # Other content, while this one stands.

    def _deliver(self, path: Path) -> None:
        """Another pack is the usual deck from now on; it comes when the day's own is over."""
        self._usual = path
        if self._scheduled is None:
            self._switch(path)

    def _keep_to(self, path: Path | None) -> None:
        """The schedule names the day's own deck, or none."""
        self._scheduled = path
        self._switch(path or self._usual)

    def _switch(self, path: Path) -> None:
        """Read another deck aside."""
        if self._next is None:
            from kiosk.next_deck import NextDeck

            self._next = NextDeck(self._window, self._reading)
            self._next.due.connect(self._change_over)
            self._next.troubled.connect(self._tell_of_next)
        self._next.fetch(path)

    def _tell_of_next(self, loaded: Loaded) -> None:
        if self._backstage is not None:
            self._backstage.waits(loaded)

    def _change_over(self, live: LiveDeck, opening: Opening) -> None:
        self._live.retire()
        self._live = live
        self._follow(live)
        self._passed(opening.shown)
        if self._backstage is not None:
            live.told.connect(self._backstage.told)
            self._backstage.delivered(opening.loaded)

    def _glimpse(self, loaded: Loaded, index: int, width: int) -> QPixmap | None:
        from kiosk.stage.glimpse import glimpse

        exhibit = exhibit_of(loaded)
        return glimpse(exhibit, index, width, self._window.stage) if exhibit is not None else None

    # This one.

    def _load(self, path: Path, early: Callable[[Loaded], None] | None = None) -> Loaded:
        """On the thread that reads: the settings are asked for from there, since two threads that import the same thing
        at once may each find half of it.
        """
        if self._settings is None:
            from kiosk.ops.settings import read_settings

            places = Places.usual()
            self._settings = Asked(lambda: read_settings(places.settings, places.settings_kept), "settings")
        return self._reading.load(path, early)

    def _fitted(self, loaded: Loaded) -> tuple[Exhibit | None, Exhibit | None]:
        """All of a deck, and what of it is shown here and now."""
        self._latest = loaded
        whole = exhibit_of(loaded)
        return whole, self._arranged(self._recovery.fit(whole, loaded.digest))

    def _arranged(self, exhibit: Exhibit | None) -> Exhibit | None:
        if self._backstage is not None:
            return self._backstage.arrange(exhibit)
        if self._wishes.windowed:
            return exhibit
        from kiosk.ops.settings import Found, Settings
        from kiosk.staff.arranging import arranged

        # A disk that says nothing yet may do so later: see `Office`.
        found = Found(Settings())
        found = self._settings.answer(DISK_S, found) if self._settings is not None else found
        return arranged(exhibit, found.settings, None)

    def _opened(self, opening: Opening) -> None:
        window, wishes = self._window, self._wishes
        if opening.early:
            beginning = self._arranged(exhibit_of(opening.shown))
            if beginning is not None:
                self._stand(beginning, 0)
                self._place()
            return
        whole, found = self._fitted(opening.shown)
        exhibit = found or quiet_exhibit()
        slide = self._recovery.place(whole, exhibit, wishes.slide)
        if slide is None:
            tell(_no_slide(str(wishes.slide), exhibit.ids))
            self._leave(2)
            return
        self._stand(exhibit, slide)
        self._recovery.follow(window.stage, opening.shown)  # before a slide is built, which may bring all down
        self._place()
        if not self._life.again:
            self._first.keep_when_quiet(self._stands)
        if not wishes.windowed:
            QTimer.singleShot(BEHIND_MS, window, lambda: self._furnish(opening))
        from kiosk.ops.spare_time import GiveBack, ReadAhead

        ahead = ReadAhead({line.type for line in exhibit.deck.lines()}, window, window.in_use)
        GiveBack(window, ahead, window.stage.changed, window.stage.nearby.ready, busy=window.in_use)

    def _stands(self) -> Standing | None:
        """What stands, once it is known what staff have set."""
        if self._latest is None or (self._settings is not None and not self._settings.answered):
            return None
        return Standing(self._latest, self._backstage.day if self._backstage is not None else None)

    def _stand(self, exhibit: Exhibit, slide: int) -> None:
        """The first exhibit, or the whole of that of which the beginning stands."""
        if self._standing:
            self._window.show_exhibit(exhibit)
            return
        self._standing = True
        self._window.begin_at(slide)
        self._window.open(exhibit)

    def _place(self) -> None:
        if not self._window.isVisible():
            self._window.place()

    def _furnish(self, opening: Opening) -> None:
        """The exhibit stands and answers to a finger: now whatever else belongs to it."""
        self._build_backstage()
        if self._backstage is not None:
            self._backstage.opened(opening)
            self._backstage.told(self._told or opening.loaded)

    def _stand_empty(self) -> None:
        """The deck's disk takes its time: paper stands, and not the desktop."""
        if not self._window.opened:
            from kiosk.look.theme import theme_of

            ground = QPixmap(self._window.will_fill())
            ground.fill(theme_of(self._wishes.theme or "paper").paper)
            self._window.draw_curtain(ground)
            self._window.place()

    def _passed(self, loaded: Loaded) -> None:
        """Another deck, or the same one saved again."""
        self._show(loaded)
        self._recovery.follow(self._window.stage, loaded)

    def _rearranged(self) -> None:
        """Another day, or other settings: the same deck, shown otherwise."""
        if self._latest is not None:
            self._show(self._latest)

    def _show(self, loaded: Loaded) -> None:
        """As much of a deck as there is to show here and now, in the place of what stands."""
        _, exhibit = self._fitted(loaded)
        self._window.show_exhibit(exhibit or quiet_exhibit())

    def _stand_bare(self) -> None:
        """The second safe mode: nothing but what the program brings itself."""
        self._window.open(quiet_exhibit())
        self._window.place()
        self._build_backstage()
        self._recovery.wait_for(self._wishes.deck, self._window.stage)
        if self._backstage is not None:
            self._backstage.stand_bare()

    def _leave(self, code: int) -> None:
        self._window.may_close = True
        self._app.exit(code)


class _Once(QObject):
    """Does a thing once: as soon as it is due, and not before the event that is being dealt with is over."""

    def __init__(self, do: Callable[[], None]) -> None:
        super().__init__()
        self._do, self.done = do, False

    def soon(self) -> None:
        """After this event."""
        QTimer.singleShot(0, self.now)

    def now(self) -> None:
        """Unless it was done."""
        if not self.done:
            self.done = True
            self._do()


def _window(wishes: Wishes, life: Life) -> Window:
    before = life.before
    return Window(
        windowed=wishes.windowed,
        size=QSize(*wishes.size) if wishes.size else None,
        screen=wishes.screen,
        theme=wishes.theme,
        language=before.language if before is not None and before.language else wishes.language,
        moving=None if life.safe is Safe.NO else False,
    )


def _no_slide(wanted: str, known: Sequence[str]) -> str:
    """That there is no such slide; the one that may be meant, and the first of those there are."""
    from kiosk.content.nearest import nearest

    meant = nearest(wanted, known)
    guess = f"did you mean {meant!r}? The" if meant else "the"
    more = f" and {len(known) - MOST_NAMED:,} more" if len(known) > MOST_NAMED else ""
    return f"there is no slide {wanted!r}; {guess} slides are: {', '.join(known[:MOST_NAMED])}{more}."


def _systemd() -> Systemd | None:
    """Who listens under systemd."""
    if not os.environ.get("NOTIFY_SOCKET"):
        return None
    from kiosk.ops.notify import Systemd

    return Systemd()
