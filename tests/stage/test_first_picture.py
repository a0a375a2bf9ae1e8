"""The first slide's picture of the last start is shown at the next one, unless that slide would look otherwise now."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import exhibit_of
from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.ops.places import Places
from kiosk.ops.settings import read_settings, write_settings
from kiosk.staff.arranging import arranged
from kiosk.stage import curtain
from kiosk.stage.curtain import FirstPicture, Standing
from kiosk.stage.window import Window
from tests.ops.packs.building import picture

DECK = """\
title: t
languages: [zh, en]
motion: reduced
slides:
  - type: photo
    photos:
      - {picture: photos/hall.png, illustration: 2-ai-app, caption: {zh: 大厅, en: Hall}, credit: 王}
      - {picture: photos/roof.png, illustration: 3-inspection-robot, caption: {zh: 顶, en: Roof}, credit: 王}
  - {type: photo, picture: photos/door.png, caption: {zh: 门, en: Door}, credit: 王}
"""
FEAST = '  - {type: text, headline: {zh: 节日, en: Feast}, show_from: "2026-12-20"}\n'
TODAY = date(2026, 12, 24)


@dataclass
class Start:
    """One start after another on one machine."""

    qtbot: QtBot
    deck: Path
    monkeypatch: pytest.MonkeyPatch
    day: date = TODAY

    def loaded(self) -> Loaded:
        found = load(self.deck)
        assert not found.errors
        return found

    def window(self) -> Window:
        window = Window(windowed=True, size=QSize(640, 360))
        self.qtbot.addWidget(window)
        return window

    def drawn(self) -> bool:
        """Whether a start shows what was kept."""

        class Day(date):
            @classmethod
            def today(cls, day: date = self.day) -> date:  # type: ignore[override]
                return day

        self.monkeypatch.setattr(curtain, "date", Day)
        return FirstPicture((None, None, None), self.window()).draw(self.loaded().text_digest)

    def stand(self) -> None:
        """Let the exhibit stand until its picture is kept."""
        before = self.kept()
        loaded, window = self.loaded(), self.window()
        exhibit = arranged(exhibit_of(loaded), read_settings(Places.usual().settings).settings, self.day)
        assert exhibit is not None
        window.open(exhibit)
        window.place()
        window.stage.pictures.settle()
        FirstPicture((None, None, None), window).keep_when_quiet(lambda: Standing(loaded, self.day))
        self.qtbot.waitUntil(lambda: self.kept() not in ([], before), timeout=20_000)
        window.close()

    def kept(self) -> list[tuple[Path, int]]:
        return [(one, one.stat().st_ino) for one in curtain.cache_folder().glob("*.first")]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setenv("TOUYAN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(curtain, "QUIET_MS", 0)
    folder = tmp_path / "deck"
    (folder / "photos").mkdir(parents=True)
    for name in ("hall", "door"):
        (folder / "photos" / f"{name}.png").write_bytes(picture(name))
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    return Start(qtbot, folder / "deck.yaml", monkeypatch)


def test_what_stood_is_shown_again_on_any_day(start: Start) -> None:
    assert not start.drawn()
    start.stand()
    assert start.drawn()
    start.day = date(2026, 12, 25)
    assert start.drawn()


def language(_: Path) -> None:
    write_settings(Places.usual().settings, language="en")


def text_size(_: Path) -> None:
    write_settings(Places.usual().settings, text_size=2)


def replaced(folder: Path) -> None:
    shutil.copy(folder / "photos/door.png", folder / "photos/hall.png")


def removed(folder: Path) -> None:
    (folder / "photos/hall.png").unlink()


def put_there(folder: Path) -> None:
    shutil.copy(folder / "photos/door.png", folder / "photos/roof.jpg")


@pytest.mark.parametrize("change", [language, text_size, replaced, removed, put_there])
def test_what_would_look_otherwise_now_is_not_shown_and_kept_anew(start: Start, change: object) -> None:
    start.stand()
    change(start.deck.parent)  # type: ignore[operator]
    assert not start.drawn()
    start.stand()
    assert start.drawn()


def test_a_picture_of_another_slide_is_nothing_to_it(start: Start) -> None:
    start.stand()
    (start.deck.parent / "photos/door.png").write_bytes(picture("another door"))
    assert start.drawn()


def test_where_slides_come_and_go_with_the_days_it_is_of_its_day(start: Start) -> None:
    start.deck.write_text(DECK + FEAST, "utf-8")
    start.stand()
    assert start.drawn()
    start.day = date(2026, 12, 25)
    assert not start.drawn()


def test_what_is_no_picture_is_no_harm(start: Start) -> None:
    start.stand()
    path, _ = start.kept()[0]
    for harm in (b"", b"\n", b"[]\n", b"{}\n", b'{"day": null, "settings": "", "files": []}\n', b"\xff" * 99):
        path.write_bytes(harm)
        assert not start.drawn()
