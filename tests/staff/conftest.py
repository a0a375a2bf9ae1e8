"""A window with the bundled exhibit, its desk and its reception, and a member of staff with a finger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.app import exhibit_of
from kiosk.content.load import load
from kiosk.staff.board import Board, Key
from kiosk.staff.office import Office, Ties
from kiosk.staff.reception import Reception
from kiosk.stage.window import Window
from tests.conftest import ROOT
from tests.stage.conftest import Clock


class Post:
    """A member of staff at the screen."""

    def __init__(
        self, qtbot: QtBot, device: QPointingDevice, folder: Path, size: tuple[int, int] = (1920, 1080)
    ) -> None:
        self.qtbot, self.device, self.clock = qtbot, device, Clock()
        self.settings = folder / "settings.yaml"
        self.sticks: list[Path] = []
        self.quits: list[int] = []
        self.ties = Ties(quit=self.quits.append)
        self.window = Window(windowed=True, size=QSize(*size), now=self.clock)
        qtbot.addWidget(self.window)
        self.office = Office(self.window, self.settings, folder, self.ties)
        loaded = load(ROOT / "data" / "deck.yaml")
        exhibit = exhibit_of(loaded)
        assert exhibit is not None
        self.window.open(exhibit)
        self.window.place()
        qtbot.waitExposed(self.window)
        self.reception = Reception(
            self.window, self.office, self.office.at_hand, language=lambda: self.office.language,
            sticks=lambda: self.sticks, now=self.clock,
        )  # fmt: skip
        self.window.called.connect(self.reception.call)

    @property
    def page(self) -> Board:
        return self.reception.pages[-1]

    def key(self, words: str) -> Key:
        return next(one for one in self.page.keys if one.words == words)

    def tap(self, words: str) -> None:
        """Tap a key of the topmost page, as a finger does."""
        at = self.key(words).rect.center() * self.page.frame_.scale
        self.touch("press", at.toPoint())
        self.touch("release", at.toPoint())

    def touch(self, what: str, at: QPoint, *others: tuple[int, str, QPoint]) -> None:
        """One event: of the first finger, and of others as (number, what, where); px of the window."""
        event = QTest.touchEvent(self.window, self.device, False)
        for number, does, place in ((0, what, at), *others):
            getattr(event, does)(number, place, self.window)
        event.commit(True)

    def enter(self, digits: str) -> None:
        for digit in digits:
            self.tap(digit)
        self.tap("确定")

    def written(self) -> None:
        """Wait until what was set is in the file."""
        self.qtbot.waitUntil(lambda: self.office.saved, timeout=20_000)

    def set_pin(self, digits: str = "4711") -> None:
        """The first PIN, and no key on a stick."""
        self.window.called.emit()
        self.enter(digits)
        self.enter(digits)
        self.qtbot.waitUntil(lambda: bool(self.reception.pages) and any(k.words == "以后再说" for k in self.page.keys))
        self.tap("以后再说")


@pytest.fixture
def post(qtbot: QtBot, device: QPointingDevice, tmp_path: Path) -> Iterator[Post]:
    made = Post(qtbot, device, tmp_path)
    yield made
    made.window.stage.pictures.settle()


@pytest.fixture(scope="session")
def device() -> QPointingDevice:
    return QTest.createTouchDevice()
