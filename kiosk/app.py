"""The one file that knows everybody: from a deck's path to a window that runs until it is told to stop.

The order of things at the start is the point: the window stands, with the first slide as it last stood, before the
deck is read, on a second thread; what draws the later slides is imported while the first one stands.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.bundled import assets
from kiosk.look import fonts
from kiosk.ops.last_good import LastGood
from kiosk.ops.live import LiveDeck, Opening
from kiosk.stage.curtain import FirstPicture
from kiosk.stage.window import Window
from kiosk.telling import tell

if TYPE_CHECKING:
    from kiosk.content.load import Loaded
    from kiosk.staff.problems import ProblemPanel
    from kiosk.stage.exhibit import Exhibit

GIVE_BACK_MS = 1500
"""Quiet before free memory is handed back: no slide moves then, no figure counts."""
READ_AHEAD_MS = 400
"""Between two imports while the first slide stands."""
MOST_TOLD = 20
"""Errors of a deck that the log names by line and rule; it quotes none of what is written there."""


@dataclass(frozen=True)
class Wishes:
    """What the command line asked for.

    Attributes:
        deck: the YAML file. windowed, size, screen, language, slide, theme: as `kiosk run --help` says.
    """

    deck: Path
    windowed: bool = False
    size: tuple[int, int] | None = None
    screen: str | None = None
    language: str | None = None
    slide: str | None = None
    theme: str | None = None


class NoDisplay(Exception):  # noqa: N818 - it is no error of ours
    """There is no screen to show anything on; the text says what to do."""


def need_display() -> None:
    """Make sure that Qt will find a display, since without one it aborts the process.

    Raises:
        NoDisplay: with the line for the person who typed the command.
    """
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return
    if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY"):
        return
    name = os.environ.get("DISPLAY")
    if not name:
        raise NoDisplay(
            "There is no screen here: start it on the machine's own desktop, or name one, as in DISPLAY=:0 kiosk run."
        )
    if not _x_answers(name):
        raise NoDisplay(
            f"No screen answers at DISPLAY={name}: start it on the desktop itself, or as in DISPLAY=:0 kiosk run."
        )


def _x_answers(name: str) -> bool:
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # without the library we can't tell; Qt will
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(name.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def application(arguments: Sequence[str] = ("kiosk",)) -> QApplication:
    """The Qt application, with the shipped fonts."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_SynthesizeMouseForUnhandledTouchEvents, False)
    app = QApplication(list(arguments))
    app.setApplicationName("Touyan")
    app.setStyle("Fusion")
    refused = fonts.load(assets() / "fonts")
    for name in refused:
        tell(f"the font {name} can't be used; the text is shown in another one.")
    app.setFont(fonts.font(fonts.Face.TEXT, 26))
    return app


def exhibit_of(loaded: Loaded) -> Exhibit | None:
    """The exhibit of a loaded deck, or None where it holds no sound slide."""
    if loaded.deck is None:
        return None
    from kiosk.content.files import find_file, find_picture
    from kiosk.stage.exhibit import Exhibit

    folder, own = loaded.folder, loaded.deck.look.fonts
    return Exhibit(
        loaded.deck,
        loaded.deck.slide_ids(),
        lambda written: find_picture(folder, written),
        fonts.faces_of(dict(own.files()), lambda written: find_file(folder, written)) if own is not None else {},
    )


def quiet_exhibit() -> Exhibit:
    """What is shown where there is nothing to show: one built-in slide, and never an error."""
    from kiosk.content.deck import Deck
    from kiosk.look.phrases import phrase
    from kiosk.stage.exhibit import Exhibit

    words = {language: phrase("quiet", language) for language in ("zh", "en")}
    deck = Deck.model_validate(
        {"title": "Touyan", "languages": ["zh", "en"], "slides": [{"type": "text", "id": "quiet", "headline": words}]}
    )
    return Exhibit(deck, deck.slide_ids(), lambda _: None)


def report(loaded: Loaded) -> None:
    """Say on stderr what is wrong with a deck; the screen shows nothing of it."""
    from kiosk.content.problems import show

    if loaded.errors:
        told = "; ".join(f"{one.path}:{one.line}:{one.column}: {one.rule}" for one in loaded.errors[:MOST_TOLD])
        tell(f"the deck has {len(loaded.errors)} errors: {told}", shown=show(loaded.errors))


class ProblemsAtHand(QObject):
    """Shows a curator what is wrong in the deck, beside the exhibit, for as long as it is."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._panel: ProblemPanel | None = None

    def tell(self, loaded: Loaded) -> None:
        """What came of the last save."""
        if self._panel is None and not loaded.errors:
            return
        if self._panel is None:
            from kiosk.content.problems import reader_language
            from kiosk.staff.problems import ProblemPanel

            self._panel = ProblemPanel(reader_language(), parent=self._window)
        self._panel.show_problems(loaded.path.name, loaded.problems)
        self._window.set_beside(self._panel if loaded.errors else None)


class ReadAhead(QObject):
    """Imports what the later slides draw with, one type at a time, while the first slide stands."""

    def __init__(self, types: set[str], parent: QObject) -> None:
        super().__init__(parent)
        # Charts last: pyqtgraph takes longer than all the others together.
        self._types = sorted(types, key=lambda name: (name == "chart", name))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(READ_AHEAD_MS)

    def _next(self) -> None:
        import importlib

        if not self._types:
            self._timer.stop()
            return
        importlib.import_module(f"kiosk.slides.{self._types.pop(0)}")


def run(wishes: Wishes) -> int:
    """Show an exhibit until the program is told to stop.

    Returns:
        the exit code.

    Raises:
        NoDisplay: there is no screen.
    """
    need_display()
    app = application()
    window = Window(
        windowed=wishes.windowed,
        size=QSize(*wishes.size) if wishes.size else None,
        screen=wishes.screen,
        theme=wishes.theme,
        language=wishes.language,
    )
    first = FirstPicture(wishes.deck, (wishes.language, wishes.theme, wishes.slide), window)
    drawn = first.draw()
    code: list[int] = []

    live = LiveDeck(wishes.deck, window, LastGood(wishes.deck))

    def opened(opening: Opening) -> None:
        exhibit = exhibit_of(opening.shown) or quiet_exhibit()
        slide = exhibit.index_of(wishes.slide) if wishes.slide else 0
        if slide is None:
            known = ", ".join(exhibit.ids)
            tell(f"there is no slide {wishes.slide!r}; the slides are: {known}.")
            code.append(2)
            app.quit()
            return
        window.begin_at(slide)
        window.open(exhibit)
        if not drawn:
            window.place()
        first.keep_when_quiet()
        GiveBack(window)
        ReadAhead({slide.type for slide in exhibit.slides}, window)

    def passed(loaded: Loaded) -> None:
        exhibit = exhibit_of(loaded)
        if exhibit is not None:
            window.stage.show_exhibit(exhibit)

    live.opened.connect(opened)
    live.passed.connect(passed)
    live.told.connect(report)
    if wishes.windowed:
        live.told.connect(ProblemsAtHand(window).tell)
    _stop_on_signals(app, window)
    if drawn:
        window.place()
    QTimer.singleShot(0, live.open)
    ended = app.exec()
    live.close()
    return code[0] if code else ended


_kept: list[object] = []
"""The ends of the signals' socket: they live as long as the process."""


class GiveBack(QObject):
    """Hands memory that is free back to the system, once the exhibit has stood still for a moment.

    glibc keeps what a let-go slide or picture leaves, in pieces: some 20 MB after a round through the exhibit.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        import ctypes

        try:
            self._trim = ctypes.CDLL("libc.so.6").malloc_trim
        except (OSError, AttributeError):
            return  # another C library: it looks after itself
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GIVE_BACK_MS)
        self._timer.timeout.connect(lambda: self._trim(0))
        window.stage.changed.connect(lambda _: self._timer.start())


def _stop_on_signals(app: QApplication, window: Window) -> None:
    """SIGTERM and Ctrl+C in the terminal end the program; a timer lets Python see them while Qt sleeps."""
    import socket

    from PySide6.QtCore import QSocketNotifier

    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.setblocking(False)
    signal.set_wakeup_fd(writer.fileno())
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda *_: reader.recv(64))
    _kept.extend((reader, writer, notifier))

    def stop(*_: object) -> None:
        window.may_close = True
        app.quit()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
