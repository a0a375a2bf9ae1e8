"""One run of the program in a window: which deck stands there, when another was asked for or one was saved."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import delivery, next_deck
from kiosk.backstage import Backstage
from kiosk.content.loaded import Loaded
from kiosk.ops import at_hand, settings
from kiosk.ops.counts import NAME
from kiosk.ops.guard.beats import Beat
from kiosk.ops.guard.life import Life
from kiosk.ops.ledger import read
from kiosk.ops.live import LiveDeck
from kiosk.ops.packs.store import Store, folder_of
from kiosk.ops.places import Places
from kiosk.ops.reading import Reading
from kiosk.ops.settings import write_settings
from kiosk.show import Show, Wishes
from kiosk.staff.health import Level
from kiosk.staff.pin import hashed
from kiosk.stage.window import Window
from kiosk.visit import Next, Previous
from kiosk.visit.tally import What
from tests.ops.packs.building import NO_KEYS, pack

GOOD = """\
title: t
languages: [zh, en]
slides:
  - {{type: text, headline: {{zh: {0}, en: {0}}}}}
  - {{type: text, headline: {{zh: more, en: more}}}}
"""
BAD = "title: t\nslides:\n  - {type: text, headlin: x}\n"
LONG_MS = 20_000


class Hall:
    """A running exhibit, and other decks that it may be told to show."""

    def __init__(self, qtbot: QtBot, folder: Path, app: QApplication, *, windowed: bool = True,
                 first: str = GOOD.format("first"), life: Life | None = None,
                 deck: Path | None = None) -> None:  # fmt: skip
        self.qtbot, self.folder = qtbot, folder
        self.free = threading.Event()
        self.free.set()
        self.held = ""
        self.reading = Reading(folder / "cache")
        self._load, self.reading.load = self.reading.load, self._read
        self.save("first", first)
        for name in ("a", "b"):
            self.save(name, GOOD.format(name))
        wishes = Wishes(deck or self.path("first"), windowed=windowed, size=(640, 360), packs=deck is not None)
        self.show = Show(wishes, self.reading, life or Life(), app)
        self.show._begin()
        qtbot.waitUntil(lambda: self.window.opened and self.window.isVisible(), timeout=LONG_MS)
        self.rest()

    def _read(self, path: Path, early: Callable[[Loaded], None] | None = None) -> Loaded:
        if path == self.path(self.held):
            self.free.wait(LONG_MS / 1000)
        return self._load(path, early)

    @property
    def window(self) -> Window:
        return self.show._window

    def path(self, name: str) -> Path:
        return self.folder / name / "deck.yaml"

    def save(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(exist_ok=True)
        self.path(name).write_text(text, "utf-8")

    def live(self, name: str) -> LiveDeck:
        """The deck of that name which was asked for last."""
        return [one for one in self.window.findChildren(LiveDeck) if one._path == self.path(name)][-1]

    def ask(self, name: str) -> None:
        self.show._switch(self.path(name))

    def come(self, name: str) -> LiveDeck:
        """Wait until a deck that was asked for was read and is looked at."""
        live = self.live(name)
        self.qtbot.waitUntil(lambda: live._watch is not None and live._watch.runs, timeout=LONG_MS)
        return live

    def save_again(self, live: LiveDeck, name: str, text: str) -> None:
        with self.qtbot.waitSignal(live.told, timeout=LONG_MS):
            self.save(name, text)

    def turn(self) -> None:
        """The slide changes, and its movement is over."""
        self.window.stage.do(Next())
        self.rest()

    def rest(self) -> None:
        for _ in range(5):
            self.qtbot.wait(5)

    def stands(self) -> str:
        return self.window.stage.exhibit.slides[0].texts("zh")[0][0]

    def close(self) -> None:
        self.free.set()
        if self.show._next is not None:
            self.show._next.give_up()
        if self.show._backstage is not None:
            self.show._backstage.end()
        self.show._live.close()
        self.show._recovery.end()
        self.reading.close()
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def make(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Hall]]:
    monkeypatch.setattr(next_deck, "AFTER_TURN_MS", 0)
    made: list[Hall] = []

    def begin(**how: object) -> Hall:
        made.append(Hall(qtbot, tmp_path, qapp, **how))  # type: ignore[arg-type]
        return made[-1]

    yield begin
    for hall in made:
        hall.close()


@pytest.fixture
def hall(make: Callable[..., Hall]) -> Hall:
    return make()


def test_another_deck_comes_when_the_slide_changes(hall: Hall) -> None:
    hall.ask("a")
    hall.come("a")
    hall.rest()
    assert hall.stands() == "first"
    hall.turn()
    assert hall.stands() == "a"


def test_what_was_asked_for_last_is_shown_though_another_was_waiting(hall: Hall) -> None:
    """A pack, and at once the one before it again: the slide changes while that is still being read."""
    hall.ask("a")
    hall.come("a")
    hall.held = "b"
    hall.free.clear()
    hall.ask("b")
    hall.turn()
    assert hall.stands() == "first"
    hall.free.set()
    hall.come("b")
    hall.turn()
    assert hall.stands() == "b"


def test_a_deck_with_mistakes_leaves_what_stands_and_comes_once_it_is_put_right(hall: Hall) -> None:
    hall.save("b", BAD)
    hall.ask("b")
    live = hall.come("b")
    hall.turn()
    assert hall.stands() == "first"
    hall.save_again(live, "b", GOOD.format("put right"))
    hall.turn()
    assert hall.stands() == "put right"


def test_a_folder_that_is_there_late_is_shown_then_and_followed(hall: Hall, tmp_path: Path) -> None:
    """A share that is mounted after the program has begun."""
    folder = tmp_path / "share"
    hall.show._switch(folder)
    (live,) = [one for one in hall.window.findChildren(LiveDeck) if one._path == folder]
    hall.qtbot.waitUntil(lambda: live._watch is not None and live._watch.runs, timeout=LONG_MS)
    with hall.qtbot.waitSignal(live.told, timeout=LONG_MS):
        hall.path("a").parent.rename(folder)
    hall.turn()
    assert hall.stands() == "a"
    with hall.qtbot.waitSignal(live.told, timeout=LONG_MS):
        (folder / "deck.yaml").write_text(GOOD.format("saved"), "utf-8")
    assert hall.stands() == "saved"


def test_another_deck_with_mistakes_comes_no_more_once_something_else_is_asked_for(hall: Hall) -> None:
    hall.save("b", BAD)
    hall.ask("b")
    live = hall.come("b")
    with hall.qtbot.waitSignal(live.destroyed, timeout=LONG_MS):
        hall.ask("a")
    hall.come("a")
    hall.save("b", GOOD.format("b"))
    hall.turn()
    assert hall.stands() == "a"


def test_what_is_saved_while_a_deck_waits_for_its_turn_is_shown(hall: Hall) -> None:
    hall.ask("a")
    live = hall.come("a")
    hall.save_again(live, "a", GOOD.format("saved"))
    hall.save_again(live, "a", BAD)
    hall.turn()
    assert hall.stands() == "saved"
    hall.save_again(live, "a", GOOD.format("mended"))
    assert hall.stands() == "mended"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Of a machine whose exhibit fills the screen."""
    monkeypatch.setenv("TOUYAN_HOME", str(tmp_path / "home"))
    places = Places.usual()
    places.config.mkdir(parents=True)
    return places


def behind(hall: Hall) -> Backstage:
    """All that stands behind it, as soon as it does."""
    hall.qtbot.waitUntil(lambda: hall.show._backstage is not None, timeout=LONG_MS)
    backstage = hall.show._backstage
    assert backstage is not None
    return backstage


def test_a_save_in_which_no_slide_is_due_is_shown_as_what_it_is(
    qtbot: QtBot, make: Callable[..., Hall], home: Places
) -> None:
    """The deck before had gone on, until the next day or the next setting took it away."""
    write_settings(home.settings, clock="trusted")
    hall = make(windowed=False)
    backstage = behind(hall)
    qtbot.waitUntil(lambda: backstage.day is not None, timeout=LONG_MS)
    assert backstage.office.view().health.level is not Level.RED
    hall.save_again(hall.come("first"), "first", GOOD.format("past").replace("}}", '}, show_until: "2001-01-01"}'))
    assert hall.window.stage.exhibit.quiet
    assert "nothing to show" in backstage.office.view().health.sentence[1]
    hall.save_again(hall.live("first"), "first", GOOD.format("present"))
    assert hall.stands() == "present"
    assert backstage.office.view().health.level is not Level.RED


def test_staff_are_told_of_the_mistakes_in_a_deck_that_is_due(make: Callable[..., Hall], home: Places) -> None:
    hall = make(windowed=False)
    office = behind(hall).office
    hall.save("b", BAD)
    hall.ask("b")
    live = hall.come("b")
    view = office.view()
    assert view.health.sentence[1] == "1 mistake in the deck that is due; the one before it is shown"
    assert [one.path for one in view.problems] == [str(hall.path("b"))]
    hall.save_again(live, "b", GOOD.format("b"))
    hall.turn()
    assert hall.stands() == "b"
    assert office.view().problems == ()


def test_fingers_are_measured_by_the_screen_that_the_deck_or_the_machine_names(
    make: Callable[..., Hall], home: Places
) -> None:  # fmt: skip
    hall = make(windowed=False, first="diagonal: 20\n" + GOOD.format("first"))
    window, office = hall.window, behind(hall).office
    across = math.hypot(window.width(), window.height())

    def inches() -> float:
        millimetres = {round(one * window.stage.frame.scale, 6) for one in
                       (window.stage.millimetre, window._recogniser.millimetre)}  # fmt: skip
        (pixels,) = millimetres
        return round(across / pixels / 25.4, 3)

    assert inches() == 20
    hall.save_again(hall.come("first"), "first", "diagonal: 60\n" + GOOD.format("first"))
    assert inches() == 60
    office._set(diagonal=15.0)
    assert inches() == 15
    assert "15" in office.view().machine[0]


def test_the_machine_names_its_screen_from_the_start(make: Callable[..., Hall], home: Places) -> None:
    write_settings(home.settings, diagonal=15.0)
    window = make(windowed=False, first="diagonal: 20\n" + GOOD.format("first")).window
    across = math.hypot(window.width(), window.height())
    assert window.stage.millimetre * window.stage.frame.scale == pytest.approx(across / 15 / 25.4)


@pytest.fixture
def late(home: Places, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The settings' disk answers when this is set, and not before."""
    answers, read_them = threading.Event(), settings.read_settings

    def slow(*paths: Path) -> settings.Found:
        answers.wait(LONG_MS / 1000)
        return read_them(*paths)

    monkeypatch.setattr(settings, "read_settings", slow)
    monkeypatch.setattr(at_hand, "read_settings", slow)
    yield answers
    answers.set()


@pytest.mark.parametrize("wanted", [False, True])
def test_nothing_is_counted_before_it_is_known_whether_staff_want_that(
    make: Callable[..., Hall], home: Places, late: threading.Event, wanted: bool
) -> None:
    write_settings(home.settings, counts=wanted)
    hall = make(windowed=False)
    backstage = behind(hall)
    hall.turn()
    assert backstage.office.view().visits is None
    late.set()
    hall.qtbot.waitUntil(lambda: backstage.office.known, timeout=LONG_MS)
    hall.turn()
    assert (backstage.office.view().visits is not None) == wanted
    backstage.end()
    rows = read(home.data / NAME) if (home.data / NAME).exists() else []
    assert bool(rows) == wanted


def test_counting_ends_and_begins_when_staff_say_so(make: Callable[..., Hall], home: Places) -> None:
    hall = make(windowed=False)
    office = behind(hall).office
    assert office.view().visits == 0
    office._set(counts=False)
    hall.turn()
    assert office.view().visits is None
    office._set(counts=True)
    for command in (Previous(), Next()):
        hall.window.stage.do(command)
    hall.qtbot.waitUntil(lambda: office.view().visits == 1, timeout=LONG_MS)


def test_a_folder_that_late_settings_name_is_watched(
    make: Callable[..., Hall], home: Places, late: threading.Event, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write_settings(home.settings, watch_folder=str(inbox))
    installed = Store(folder_of(home)).install(pack(tmp_path, 1), NO_KEYS)
    hall = make(windowed=False, deck=installed.deck)
    delivered = behind(hall).delivery
    assert delivered is not None
    pack(tmp_path, 2).replace(inbox / "new.touyan")
    late.set()
    hall.qtbot.waitUntil(lambda: delivered.waiting, timeout=LONG_MS)


def test_a_pack_that_came_before_the_start_is_one_to_go_back_to_after_a_while(
    make: Callable[..., Hall], home: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stayed doubtful for ever, and the first bad day, weeks later, took it away."""
    monkeypatch.setattr(delivery, "CONFIRM_MS", 50)
    store = Store(folder_of(home))
    hall = make(windowed=False, deck=store.install(pack(tmp_path, 1), NO_KEYS).deck)
    behind(hall)

    def confirmed() -> bool:
        installed = store.installed()
        return installed is not None and installed.confirmed

    hall.qtbot.waitUntil(confirmed, timeout=LONG_MS)


def test_a_pack_that_is_taken_on_a_day_with_a_deck_of_its_own_comes_after_it(hall: Hall) -> None:
    hall.show._keep_to(hall.path("a"))
    hall.come("a")
    hall.turn()
    assert hall.stands() == "a"
    hall.show._deliver(hall.path("b"))
    hall.turn()
    assert hall.stands() == "a"
    hall.show._keep_to(None)
    hall.come("b")
    hall.turn()
    assert hall.stands() == "b"


def test_where_there_is_nothing_to_show_from_the_start_the_panel_says_so(
    make: Callable[..., Hall], home: Places
) -> None:
    hall = make(windowed=False, first=BAD)
    backstage = behind(hall)
    assert "nothing to show" in backstage.office.view().health.sentence[1]


def test_settings_that_cannot_be_read_keep_no_exhibit_from_starting_and_staff_out(
    qtbot: QtBot, make: Callable[..., Hall], tmp_path: Path, home: Places, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """A disk that fails isn't a machine without a PIN: anybody could have set one."""
    monkeypatch.setattr(at_hand, "AGAIN_S", 0.01)
    path = home.settings
    path.symlink_to("/proc/self/mem")  # whoever reads it is told of an input/output error
    hall = make(windowed=False)
    backstage = behind(hall)
    assert hall.stands() == "first"
    reception = backstage._reception
    assert reception is not None
    hall.window.called.emit()
    hall.rest()
    assert reception.pages == []
    write_settings(tmp_path / "sound.yaml", pin=hashed("4711"), language="en")
    (tmp_path / "sound.yaml").replace(path)
    qtbot.waitUntil(lambda: bool(reception.pages), timeout=LONG_MS)
    assert any(key.words == "Forgotten?" for key in reception.pages[-1].keys)
    qtbot.waitUntil(lambda: backstage.office.language == "en", timeout=LONG_MS)
    told = capfd.readouterr().err
    assert "the settings can't be read: Input/output error" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("life", "deaths", "counted"),
    [
        (Life(), 0, {}),
        (Life(before=Beat(), died=True, deaths=(-4000.0, -3500.0, -1.0)), 2, {"crash": 1}),
        (Life(before=Beat()), 0, {"restart": 1}),
    ],
)
def test_staff_are_told_how_often_it_died_within_the_hour(
    make: Callable[..., Hall], home: Places, life: Life, deaths: int, counted: dict[str, int]
) -> None:
    now = time.monotonic()
    hall = make(windowed=False, life=replace(life, deaths=tuple(now + at for at in life.deaths)))
    backstage = behind(hall)
    sentence = backstage.office.view().health.sentence[1]
    assert ("It restarted by itself 2 times" in sentence) == (deaths == 2), sentence
    assert ("restarted" in sentence) == bool(deaths)
    backstage.end()
    rows = [row for row in read(home.data / NAME) if row.what == What.PROBLEM.value] if counted else []
    assert {row.which: row.times for row in rows} == counted
