"""Everything that is read from outside, on a disk that doesn't answer: the UI thread asks it for nothing, ever."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import exhibit_of
from kiosk.delivery import Delivery
from kiosk.ops.counting import Counting
from kiosk.ops.counts import Counts
from kiosk.ops.guard.life import Life
from kiosk.ops.last_good import LastGood
from kiosk.ops.live import LiveDeck, Opening
from kiosk.ops.log import Log
from kiosk.ops.packs.offer import Offer
from kiosk.ops.packs.store import Store, folder_of
from kiosk.ops.places import Places
from kiosk.ops.recovery import Recovery
from kiosk.ops.settings import write_settings
from kiosk.staff.health import Shown
from kiosk.staff.offer_page import OfferPage
from kiosk.staff.office import Office, Ties
from kiosk.staff.pad import PinPad
from kiosk.staff.pin import hashed
from kiosk.staff.reception import Reception
from kiosk.stage import curtain
from kiosk.stage.curtain import FirstPicture
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Next, Overlook, Touch
from tests.conftest import ROOT
from tests.ops.packs.building import NO_KEYS, pack, picture
from tests.slow_disk import SlowDisk, slow_disk

__all__ = ["slow_disk"]  # the fixture

DECK = """\
title: t
languages: [zh]
motion: reduced
look: {fonts: {headline: fonts/own.ttf}, logo: {slides: photos/hall.png}}
slides:
  - {type: text, headline: 好}
  - {type: photo, picture: photos/hall.png, caption: 大厅, credit: 王}
  - {type: photo, picture: photos/door.png, caption: 门, credit: 王}
  - {type: chart, title: 用户, unit: 亿人, data: users.csv}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck with photographs, a table, a font and a logo."""
    folder = tmp_path / "deck"
    (folder / "photos").mkdir(parents=True)
    (folder / "fonts").mkdir()
    for name in ("hall", "door"):
        (folder / "photos" / f"{name}.png").write_bytes(picture(name))
    shutil.copy(ROOT / "assets/fonts/BarlowCondensed_500Medium.ttf", folder / "fonts" / "own.ttf")
    (folder / "users.csv").write_text("日期,值\n2024-06,2.3\n2025-06,5.15\n", "utf-8")
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    return folder / "deck.yaml"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.below(tmp_path / "home")


def open_window(qtbot: QtBot) -> Window:
    window = Window(windowed=True, size=QSize(960, 540))
    qtbot.addWidget(window)
    return window


def read(qtbot: QtBot, live: LiveDeck) -> Opening:
    with qtbot.waitSignal(live.opened, timeout=20_000) as opened:
        live.open()
    assert opened.args[0].loaded.errors == ()
    return opened.args[0]  # type: ignore[no-any-return]


def turn(qtbot: QtBot, times: int = 20) -> None:
    """So many turns of the event loop."""
    for _ in range(times):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qtbot.wait(5)


def stand(qtbot: QtBot, deck: Path) -> tuple[Window, LiveDeck]:
    """A window with the deck."""
    window = open_window(qtbot)
    live = LiveDeck(deck, window)
    exhibit = exhibit_of(read(qtbot, live).shown)
    assert exhibit is not None
    window.open(exhibit)
    window.place()
    qtbot.waitExposed(window)
    return window, live


class TestTheDeck:
    def test_a_start_waits_aside(self, qtbot: QtBot, deck: Path, slow_disk: SlowDisk, places: Places) -> None:
        """Nothing is known of the deck yet; the window stands and turns; then all of it is shown."""
        window = open_window(qtbot)
        opened: list[Opening] = []
        live = LiveDeck(deck, window, LastGood(deck, places.data / "last-good"))
        live.opened.connect(opened.append)
        with slow_disk.slow():
            live.open()
            window.place()
            turn(qtbot)
            assert slow_disk.asked
            assert opened == []
        qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
        live.close()

    def test_a_deck_is_opened_and_gone_through(self, qtbot: QtBot, deck: Path, slow_disk: SlowDisk) -> None:
        """It was read before the disk fell asleep: its font and its pictures' names are known, the pictures aren't."""
        window = open_window(qtbot)
        live = LiveDeck(deck, window)
        opening = read(qtbot, live)
        with slow_disk.slow():
            exhibit = exhibit_of(opening.shown)
            assert exhibit is not None
            assert exhibit.fonts, "its own font is worn"
            window.open(exhibit)
            window.place()
            window.stage.do(Touch())
            for _ in range(5):
                window.stage.do(Next())
                turn(qtbot, 4)
            window.resize(1280, 720)
            turn(qtbot)
            window.stage.show_exhibit(exhibit)
            slow_disk.answer()
            qtbot.waitUntil(lambda: not window.stage.pictures.busy, timeout=20_000)
        live.close()

    def test_the_overview_waits_for_no_photograph(self, qtbot: QtBot, deck: Path, slow_disk: SlowDisk,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
        """It is drawn while the photographs are still awaited; it used to wait for them."""
        window, live = stand(qtbot, deck)
        settled: list[bool] = []
        monkeypatch.setattr(window.stage.pictures, "settle", lambda: settled.append(True))
        with slow_disk.slow():
            window.stage.do(Touch())
            window.stage.do(Overlook(True))
            turn(qtbot, 60)
        assert settled == []
        overview = window.stage._furniture.overview
        assert overview is not None
        qtbot.waitUntil(lambda: overview.wanted() is None, timeout=20_000)
        live.close()

    def test_a_save_waits_aside(self, qtbot: QtBot, deck: Path, slow_disk: SlowDisk) -> None:
        window, live = stand(qtbot, deck)
        passed: list[object] = []
        live.passed.connect(lambda loaded: passed.append(exhibit_of(loaded)))
        live.passed.connect(lambda _: window.stage.show_exhibit(passed[-1]))
        deck.write_text(DECK.replace("大厅", "厅"), "utf-8")
        with slow_disk.slow():
            live.again()
            window.stage.do(GoTo(1))
            turn(qtbot)
            assert passed == []
            slow_disk.answer()
            qtbot.waitUntil(lambda: bool(passed), timeout=20_000)
        live.close()

    def test_a_picture_that_was_saved_again_is_shown_again(self, qtbot: QtBot, deck: Path) -> None:
        """What the reading said of its date counts, since no disk is asked when it is shown."""
        window, live = stand(qtbot, deck)
        window.stage.do(GoTo(1))
        window.stage.pictures.settle()
        before = window.stage.picture().toImage()
        shutil.copy(ROOT / "tests/golden/zh/01-cover.png", deck.parent / "photos" / "hall.png")
        with qtbot.waitSignal(live.passed, timeout=20_000) as passed:
            live.again()
        window.stage.show_exhibit(exhibit_of(passed.args[0]))
        window.stage.pictures.settle()
        assert window.stage.picture().toImage() != before
        live.close()


class TestTheMachine:
    def test_the_first_picture(self, qtbot: QtBot, places: Places, slow_disk: SlowDisk,
                               monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
        """Where it doesn't come in time, the window stands without."""
        monkeypatch.setattr(curtain, "cache_folder", lambda: places.cache)
        window = open_window(qtbot)
        with slow_disk.slow():
            assert not FirstPicture((None, None, None), window).draw("digest")

    def test_strikes_and_what_watches(self, qtbot: QtBot, deck: Path, places: Places, slow_disk: SlowDisk) -> None:
        with slow_disk.slow():
            window = open_window(qtbot)
            recovery = Recovery(window, Life(), places.state)
            assert recovery.fit(None, "digest") is None
            recovery._note("slide", at_once=True)
            recovery._prove_deck()
            turn(qtbot, 4)
        recovery.end()

    def test_settings_come_when_they_come(self, qtbot: QtBot, places: Places, slow_disk: SlowDisk) -> None:
        write_settings(places.settings, brightness=40, language="en")
        window = open_window(qtbot)
        with slow_disk.slow():
            office = Office(window, places.settings, places.data, Ties(), kept=places.settings_kept)
            assert office.found.settings.brightness == 100
            turn(qtbot)
        qtbot.waitUntil(lambda: office.found.settings.brightness == 40, timeout=20_000)
        assert office.found.settings.language == "en"
        assert window.shade.opacity > 0

    def test_what_staff_set_counts_at_once_and_is_kept_later(
        self, qtbot: QtBot, deck: Path, places: Places, slow_disk: SlowDisk
    ) -> None:
        window, live = stand(qtbot, deck)
        office = Office(window, places.settings, places.data, Ties(), kept=places.settings_kept)
        qtbot.waitUntil(lambda: office.at_hand.known is not None, timeout=20_000)
        with slow_disk.slow():
            office.tell(deck, (), Shown.DECK)
            office.set_brightness(50)
            office.trust_clock(True)
            assert (office.found.settings.brightness, office.found.settings.clock) == (50, "trusted")
            assert office.view().brightness == 50
            turn(qtbot)
        qtbot.waitUntil(lambda: office.saved, timeout=20_000)
        assert "brightness: 50" in places.settings.read_text("utf-8")
        qtbot.waitUntil(lambda: office.view().changed != "", timeout=20_000)
        live.close()

    def test_what_could_not_be_kept_is_said_and_taken_back(self, qtbot: QtBot, deck: Path, tmp_path: Path) -> None:
        window, live = stand(qtbot, deck)
        (tmp_path / "file").write_text("no folder")
        office = Office(window, tmp_path / "file" / "settings.yaml", tmp_path, Ties())
        with qtbot.waitSignal(office.trouble, timeout=20_000) as trouble:
            assert office.set_brightness(50) == ""
        assert "没有存下来" in trouble.args[0]
        assert office.found.settings.brightness == 100
        live.close()

    def test_nobody_gets_in_before_it_is_known_whether_there_is_a_pin(
        self, qtbot: QtBot, deck: Path, places: Places, slow_disk: SlowDisk
    ) -> None:
        """A visitor who holds the corner meanwhile waits for nothing, and is asked to choose no new one."""
        write_settings(places.settings, pin=hashed("4711"))
        window, live = stand(qtbot, deck)
        with slow_disk.slow():
            office = Office(window, places.settings, places.data, Ties())
            reception = Reception(window, office, office.at_hand, language=lambda: "zh", sticks=list)
            reception.call_panel()
            turn(qtbot)
            assert reception.pages == []
        qtbot.waitUntil(lambda: bool(reception.pages), timeout=20_000)
        pad = reception.pages[-1]
        assert isinstance(pad, PinPad)
        assert any(key.words == "忘记密码？" for key in pad.keys)
        with slow_disk.slow():
            reception.lock()
            reception.call_panel()
            assert isinstance(reception.pages[-1], PinPad), "what was known is known"
            reception._reset()
            turn(qtbot, 4)
        live.close()

    def test_packs(self, qtbot: QtBot, deck: Path, places: Places, tmp_path: Path, slow_disk: SlowDisk) -> None:
        """Another is chosen while the disk sleeps: that is found when it wakes, and not before."""
        window, live = stand(qtbot, deck)
        switched: list[Path] = []
        installed = Store(folder_of(places)).install(pack(tmp_path, 1), NO_KEYS)
        office = Office(window, places.settings, places.data, Ties())
        with slow_disk.slow():
            delivery = Delivery(window, places, lambda: office.found.settings, lambda: None, lambda: "zh",
                                lambda *_: None, deck)  # fmt: skip
            delivery.switched.connect(switched.append)
            reception = Reception(window, office, office.at_hand, language=lambda: "zh", sticks=list)
            delivery.begin(reception, careful=False)
            delivery.follow()
            turn(qtbot)
            assert switched == []
        qtbot.waitUntil(lambda: switched == [installed.deck], timeout=20_000)
        assert delivery.number == 1
        delivery.close()
        live.close()

    def test_packs_that_nobody_wants(
        self, qtbot: QtBot, deck: Path, places: Places, tmp_path: Path, slow_disk: SlowDisk
    ) -> None:
        """A stick that is pulled, staff's no, the end of the program: the copy goes as soon as the disk lets it."""
        window, live = stand(qtbot, deck)
        store = Store(folder_of(places))
        offers = [Offer(tmp_path / "a.touyan", tmp_path / str(number), staged=store.stage(pack(tmp_path, 1), NO_KEYS))
                  for number in range(3)]  # fmt: skip
        office = Office(window, places.settings, places.data, Ties())
        delivery = Delivery(window, places, lambda: office.found.settings, lambda: None, lambda: "zh",
                            lambda *_: None, deck)  # fmt: skip
        delivery._reception = Reception(window, office, office.at_hand, language=lambda: "zh", sticks=list)
        with slow_disk.slow():
            delivery._offered.emit(offers[0])
            delivery._gone.emit(offers[0].place)
            assert not delivery.waiting
            delivery._offered.emit(offers[1])
            delivery._show_waiting()
            page = delivery._reception.pages[-1]
            assert isinstance(page, OfferPage)
            page.unwanted.emit()
            delivery._offered.emit(offers[2])
            delivery.close()
            turn(qtbot)
        folders = [offer.staged.folder for offer in offers if offer.staged is not None]
        qtbot.waitUntil(lambda: not any(folder.exists() for folder in folders), timeout=20_000)
        live.close()

    def test_counts_and_log(self, qtbot: QtBot, places: Places, slow_disk: SlowDisk) -> None:
        import logging

        with slow_disk.slow():
            counting = Counting(Counts(places.data / "counts.db", lambda: True), lambda: 0.0)
            counting.problem("slide")
            counting.today()
            log = Log(places.state)
            log.emit(logging.LogRecord("kiosk", logging.WARNING, __file__, 1, "a line", (), None))
            turn(qtbot, 4)
        counting.close()
        log.close()
        assert (places.state / "kiosk.log").is_file()
