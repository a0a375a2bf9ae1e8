"""The staff panel: how the exhibit is, in one sentence, and everything that staff may do, one key each."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kiosk.content import tongues
from kiosk.look.fonts import Face
from kiosk.staff.board import AMBER, GAP, GREEN, KEY, RED, Board, Key
from kiosk.staff.desk import Desk, View
from kiosk.staff.health import Level
from kiosk.staff.words import WORDS

COLOURS = {Level.GREEN: GREEN, Level.AMBER: AMBER, Level.RED: RED}
REFRESH_MS = 1000
"""Between two looks at the exhibit while the panel stands."""


class Panel(Board):
    """The panel itself; where a key leads to a page of its own, `asked` says which."""

    _again: QTimer | None = None
    asked = Signal(str)
    """"problems", "brightness", "touch", "clock", "help", "undo", "restart", "shut_down", "desktop"."""

    def __init__(self, language: str, desk: Desk, seconds_left: Callable[[], int], parent: QWidget) -> None:
        """Show what the desk tells.

        Args:
            language: of the deck. desk: the exhibit. seconds_left: until it locks by itself. parent: the window.
        """
        super().__init__(language, parent)
        self._desk, self._seconds_left = desk, seconds_left
        self._told = ""
        self._again = again = QTimer(self)
        again.setInterval(REFRESH_MS)
        again.timeout.connect(self.relay)

    def open(self) -> None:
        """Show it, and keep it true."""
        self._told = ""
        super().open()
        if self._again is not None:
            self._again.start()

    def hideEvent(self, event: object) -> None:
        """Nobody looks."""
        if self._again is not None:
            self._again.stop()

    def lay(self) -> None:
        """The sentence, the cards, the keys, and the way out."""
        view = self._desk.view()
        left = f"{self.say('staff')} · {self.say('locks_in', seconds=self._seconds_left())}"
        y = self.head(self._told or view.health.sentence[self._pick], COLOURS[view.health.level], left)
        bottom = self.high - 48 - 120
        done = QRectF(self.margin, bottom, self.measure, 120)
        self.key(done, self.say("done"), self.closed.emit, main=True, size=44)
        if self.portrait:
            below = self._cards(view, self.margin, y, self.measure, bottom - 40 - y - 5 * (KEY + GAP))
            self._keys(view, self.margin, below + 32, self.measure, bottom - below - 64)
            return
        width = self.measure * 0.4
        self._cards(view, self.margin, y, width, bottom - 32 - y)
        self._keys(view, self.margin + width + 56, y, self.measure - width - 56, bottom - 32 - y)

    @property
    def _pick(self) -> int:
        return 0 if tongues.is_chinese(self.language) else 1

    # The cards.

    def _cards(self, view: View, x: float, y: float, width: float, height: float) -> float:
        """Content, today, machine; returns the y below them."""
        top = y
        for share, draw in ((0.43, self._content), (0.26, self._today), (0.31, self._machine)):
            tall = (height - 2 * GAP) * share
            draw(view, QRectF(x, top, width, tall))
            top += tall + GAP
        return y + height

    def _content(self, view: View, rect: QRectF) -> None:
        inner = self.card(rect, self.say("content"))
        picture = self._desk.picture(round(300 * self.frame_.scale))
        room = rect.width() - 64
        if picture is not None and not picture.isNull():
            wide = min(rect.width() * 0.3, (rect.height() - 64) * picture.width() / picture.height())
            tall = wide * picture.height() / picture.width()
            place = QRectF(rect.right() - 32 - wide, rect.top() + (rect.height() - tall) / 2 + 4, wide, tall)
            self.picture(picture, place)
            room -= wide + 32
        block = self.words(view.title, Face.BOLD, 34, rect.left() + 32, inner, room, leading=1.25, room=86)
        y = inner + block.height + 14
        size = self.say("slides", count=view.slides)
        when = " · ".join(one for one in (view.version, view.changed) if one)
        lines = [when, f"{size} · {view.languages}", self.say("now_showing", page=view.page)]
        words = "\n".join(one for one in lines if one)
        left = rect.bottom() - 16 - y
        self.words(words, Face.TEXT, 25, rect.left() + 32, y, room, self.theme.second, leading=1.4, room=left)

    def _today(self, view: View, rect: QRectF) -> None:
        inner = self.card(rect, self.say("today" if view.dated else "since_start"))
        if view.visits is None:
            self.words(self.say("not_counted"), Face.TEXT, 30, rect.left() + 32, inner + 12, rect.width() - 64)
            return
        minutes, seconds = divmod(round(view.mean), 60)
        mean = f"{minutes}:{seconds:02}" if view.mean else "—"
        x, size = rect.left() + 32, max(48.0, min(96.0, rect.height() - 112))
        for figure, unit in ((f"{view.visits:,}", "visits"), (mean, "mean")):
            block = self.words(figure, Face.FIGURE, size, x, inner + 16, 1e6, leading=1.0)
            x += block.natural + 10
            small = self.words(self.say(unit), Face.TEXT, 28, x, inner + 16 + block.height - 26, 1e6, leading=1.0)
            x += small.natural + 64

    def _machine(self, view: View, rect: QRectF) -> None:
        inner = self.card(rect, self.say("machine"))
        room = rect.bottom() - inner - 20
        self.words("\n".join(view.machine), Face.TEXT, 28, rect.left() + 32, inner, rect.width() - 64, leading=1.5,
                   room=room)  # fmt: skip

    # The keys.

    def _keys(self, view: View, x: float, y: float, width: float, height: float) -> None:
        asked = self.asked.emit
        sizes = self.say("text_sizes").split("|")
        problems = len(view.problems)
        rows = [
            ("resume" if view.held else "hold", lambda: self._did(lambda: self._desk.hold(not view.held)), True),
            ("previous", lambda: self._did(lambda: self._desk.turn(-1)), True),
            ("next", lambda: self._did(lambda: self._desk.turn(1)), True),
            (self.say("language", name=view.language), lambda: self.tell(self._desk.next_language()),
             view.languages_count > 1),
            (self.say("text_size", name=sizes[view.text_size]), lambda: self.tell(self._desk.next_text_size()), True),
            (self.say("brightness", percent=view.brightness), lambda: asked("brightness"), True),
            (self.say("problems_of", count=problems) if problems else "problems", lambda: asked("problems"), True),
            ("reload", lambda: self._did(self._desk.reload), True),
            ("undo", lambda: asked("undo"), view.may_undo),
            ("touch_test", lambda: asked("touch"), True),
            ("clock", lambda: asked("clock"), True),
            ("help", lambda: asked("help"), True),
        ]  # fmt: skip
        keys = [self._made(words, act, enabled) for words, act, enabled in rows]
        for name in ("restart", "shut_down", "desktop"):
            made = self._made(name, functools.partial(asked, name), True)
            made.risky = True
            keys.append(made)
        rows_count = -(-len(keys) // 3)
        tall = min(KEY + 40, (height - GAP * (rows_count - 1)) / rows_count)
        self.grid(keys, x, y, width, 3, tall)

    def _made(self, words: str, act: Callable[[], None], enabled: bool) -> Key:
        return self.key(QRectF(), self.say(words) if words in WORDS else words, act, enabled=enabled, size=34)

    def _did(self, act: Callable[[], None]) -> None:
        act()
        self.relay()

    def tell(self, trouble: str) -> None:
        """Say in the sentence's place what went wrong, if anything did."""
        self._told = trouble
        self.relay()
