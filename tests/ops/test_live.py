"""From the first reading to the last save: what reaches the screen, what is held back, what stands in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.ops import live as living
from kiosk.ops.last_good import LastGood
from kiosk.ops.live import LiveDeck
from kiosk.ops.reading import Reading

GOOD = "title: t\nslides:\n  - {{type: text, headline: {0}}}\n"
BAD = "title: t\nslides:\n  - {type: text, headlin: x}\n"
HALF = "title: t\nslides:\n  - {type: text, headline: sound}\n  - {type: text, headlin: x}\n"


PHOTO = "  - {type: photo, picture: hall.jpg, illustration: 3-inspection-robot, caption: c, credit: d}\n"
TABLE = "  - {type: chart, title: a, unit: b, data: ships.csv}\n"
TINY_GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


class Told:
    """What a live deck said, in order."""

    def __init__(self, live: LiveDeck) -> None:
        self.live = live
        self.shown: list[str] = []
        self.openings: list[bool] = []
        live.opened.connect(self._open)
        live.passed.connect(lambda loaded: self.shown.append(self._words(loaded)))

    def _open(self, opening: living.Opening) -> None:
        self.openings.append(opening.fell_back)
        self.shown.append(self._words(opening.shown))

    @staticmethod
    def _words(loaded: object) -> str:
        deck = loaded.deck  # type: ignore[attr-defined]
        return "" if deck is None else deck.slides[0].headline.get("zh")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deck" / "deck.yaml"


@pytest.fixture
def begin(qtbot: QtBot, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Told]]:
    monkeypatch.setattr(living, "KEEP_AFTER_MS", 0)
    path.parent.mkdir()
    owner = QObject()  # as long as the decks
    made: list[LiveDeck] = []

    def start() -> Told:
        live = LiveDeck(path, owner, LastGood(path, tmp_path / "kept"))
        made.append(live)
        told = Told(live)
        with qtbot.waitSignal(live.opened, timeout=20_000):
            live.open()
        return told

    yield start
    for live in made:
        live.close()
    owner.deleteLater()


def save(qtbot: QtBot, told: Told, path: Path, text: str) -> None:
    """Save, and wait until it was read."""
    with qtbot.waitSignal(told.live.told, timeout=20_000):
        path.write_text(text, encoding="utf-8")


def kept(tmp_path: Path, path: Path) -> list[str]:
    return [deck.read_text("utf-8") for deck in LastGood(path, tmp_path / "kept").decks()]


def test_a_sound_save_is_shown_and_a_mistake_is_not(qtbot: QtBot, begin: Callable[[], Told], path: Path) -> None:
    path.write_text(GOOD.format("one"))
    told = begin()
    save(qtbot, told, path, GOOD.format("two"))
    save(qtbot, told, path, BAD)
    save(qtbot, told, path, HALF)
    save(qtbot, told, path, GOOD.format("three"))
    assert told.shown == ["one", "two", "three"]


def test_saving_the_same_again_says_nothing(qtbot: QtBot, begin: Callable[[], Told], path: Path) -> None:
    path.write_text(GOOD.format("one"))
    told = begin()
    said: list[object] = []
    told.live.told.connect(said.append)
    path.write_text(GOOD.format("one"))
    save(qtbot, told, path, GOOD.format("two"))
    assert len(said) == 1
    assert told.shown == ["one", "two"]


def test_a_picture_that_comes_changes_the_deck(qtbot: QtBot, begin: Callable[[], Told], path: Path) -> None:
    path.write_text(GOOD.format("one") + PHOTO)
    told = begin()
    with qtbot.waitSignal(told.live.passed, timeout=20_000) as passed:
        (path.parent / "hall.jpg").write_bytes(TINY_GIF)
    assert path.parent / "hall.jpg" in passed.args[0].files


def test_a_table_is_saved_like_the_deck_and_kept_like_it(
    qtbot: QtBot, begin: Callable[[], Told], tmp_path: Path, path: Path
) -> None:
    table = path.parent / "ships.csv"
    path.write_text(GOOD.format("one") + TABLE)
    table.write_text("date,value\n2024,1\n")
    told = begin()
    qtbot.waitUntil(lambda: bool(kept(tmp_path, path)), timeout=20_000)
    said: list[Loaded] = []
    told.live.told.connect(said.append)
    with qtbot.waitSignal(told.live.passed, timeout=20_000) as passed:
        table.write_text("date,value\n2024,2\n")
    assert [point.value for point in passed.args[0].deck.slides[1].series] == [2]
    with qtbot.waitSignal(told.live.told, timeout=20_000):
        table.write_text("date,value\n2024,two\n")
    assert [problem.fault.values.get("in_cell") for problem in said[-1].errors] == ["B2"]
    assert len(told.shown) == 2
    told.live.close()
    decks = [load(deck) for deck in LastGood(path, tmp_path / "kept").decks()]
    assert decks
    for one in decks:  # a table that was saved since isn't taken for the one that passed
        assert one.deck is not None
        assert not one.problems
        assert [point.value for point in one.deck.slides[1].series] in ([1], [2])


class TestAtTheStart:
    def keep(self, qtbot: QtBot, begin: Callable[[], Told], tmp_path: Path, path: Path) -> None:
        path.write_text(GOOD.format("kept"))
        told = begin()
        qtbot.waitUntil(lambda: kept(tmp_path, path) == [GOOD.format("kept")], timeout=20_000)
        told.live.close()

    @pytest.mark.parametrize("harm", [BAD, HALF, "", "slides: [", None])
    def test_a_broken_or_missing_deck_falls_back(
        self, qtbot: QtBot, begin: Callable[[], Told], tmp_path: Path, path: Path, harm: str | None
    ) -> None:
        self.keep(qtbot, begin, tmp_path, path)
        if harm is None:
            path.unlink()
        else:
            path.write_text(harm)
        told = begin()
        assert told.openings == [True]
        assert told.shown == ["kept"]
        save(qtbot, told, path, GOOD.format("mended"))
        assert told.shown == ["kept", "mended"]

    def test_without_one_the_sound_slides_are_shown(self, begin: Callable[[], Told], path: Path) -> None:
        path.write_text(HALF)
        told = begin()
        assert told.openings == [False]
        assert told.shown == ["sound"]

    def test_where_nothing_is_shown_sound_slides_are_better(
        self, qtbot: QtBot, begin: Callable[[], Told], path: Path
    ) -> None:
        told = begin()
        assert told.shown == [""]
        save(qtbot, told, path, HALF)
        assert told.shown == ["", "sound"]

    def test_two_generations_are_kept(
        self, qtbot: QtBot, begin: Callable[[], Told], tmp_path: Path, path: Path
    ) -> None:
        self.keep(qtbot, begin, tmp_path, path)
        told = begin()
        save(qtbot, told, path, GOOD.format("later"))
        both = [GOOD.format("later"), GOOD.format("kept")]
        qtbot.waitUntil(lambda: kept(tmp_path, path) == both, timeout=20_000)
        save(qtbot, told, path, BAD)
        assert kept(tmp_path, path) == both


# A long deck: its first slides stand before the last is read.

LONG = "title: t\nslides:\n" + "".join(
    f"  - {{type: text, headline: 第{at}页, statement: {'长' * 200}}}\n" for at in range(500)
)


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    made = Reading(tmp_path / "read")
    yield made
    made.close()


@pytest.mark.parametrize("mistake", [False, True])
def test_the_beginning_of_a_long_deck_is_opened_and_then_the_whole(
    qtbot: QtBot, path: Path, tmp_path: Path, reading: Reading, mistake: bool
) -> None:
    path.parent.mkdir()
    path.write_text(LONG.replace("headline: 第400页", "headlin: 第400页") if mistake else LONG, "utf-8")
    if mistake:
        good = LastGood(path, tmp_path / "kept")
        sound = tmp_path / "sound" / "deck.yaml"
        sound.parent.mkdir()
        sound.write_text(LONG.replace("第0页", "旧的"), "utf-8")
        good.keep(sound, load(sound).text_digest, ())
    owner = QObject()
    live = LiveDeck(path, owner, LastGood(path, tmp_path / "kept"), load=reading.load, early=True)
    openings: list[living.Opening] = []
    live.opened.connect(openings.append)
    live.open()
    qtbot.waitUntil(lambda: len(openings) == 2, timeout=60_000)
    first, whole = openings
    assert [first.early, whole.early] == [True, False]
    assert len(first.shown.deck.slides if first.shown.deck else ()) == 3
    assert len(whole.shown.deck.slides if whole.shown.deck else ()) == 500
    assert whole.fell_back is mistake
    live.close()
    owner.deleteLater()


def test_a_deck_that_retires_leaves_nothing_of_itself(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    """Another deck every Saturday, for years: those that were shown before are gone, with their timers and threads."""
    path.parent.mkdir()
    path.write_text(GOOD.format("一"))
    owner, kept = QObject(), LastGood(path, tmp_path / "kept")
    for _ in range(2):
        live = LiveDeck(path, owner, kept)
        with qtbot.waitSignal(live.opened, timeout=20_000):
            live.open()
        live.retire()
        qtbot.waitUntil(lambda: not owner.findChildren(QObject), timeout=20_000)
    qtbot.waitUntil(lambda: len(kept.decks()) == 1, timeout=20_000)  # it had passed, and that isn't forgotten
    qtbot.waitUntil(lambda: not {"reader", "watch"} & {one.name for one in threading.enumerate()}, timeout=20_000)


def test_a_deck_that_retires_while_it_is_read_goes_when_that_has_ended(qtbot: QtBot, path: Path) -> None:
    path.parent.mkdir()
    path.write_text(GOOD.format("一"))
    owner, disk = QObject(), threading.Event()

    def slow(deck: Path, _early: object) -> Loaded:
        disk.wait(20)
        return load(deck)

    live = LiveDeck(path, owner, load=slow)
    live.open()
    live.retire()
    with qtbot.waitSignal(live.destroyed, timeout=20_000):
        assert owner.findChildren(LiveDeck) == [live]
        disk.set()


def test_what_a_retired_deck_still_reads_is_told_to_nobody(
    qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was being read when another took its place; it had come back onto the screen."""
    monkeypatch.setattr(living, "RETIRE_MS", 0)
    path.parent.mkdir()
    path.write_text(GOOD.format("一"))
    owner, disk = QObject(), threading.Event()
    disk.set()

    def slow(deck: Path, _early: object) -> Loaded:
        disk.wait(20)
        return load(deck)

    live = LiveDeck(path, owner, load=slow)
    with qtbot.waitSignal(live.opened, timeout=20_000):
        live.open()
    said: list[object] = []
    live.passed.connect(said.append)
    live.told.connect(said.append)
    disk.clear()
    path.write_text(GOOD.format("二"))
    live.again()
    live.retire()
    with qtbot.waitSignal(live.destroyed, timeout=20_000):
        disk.set()
    assert said == []
