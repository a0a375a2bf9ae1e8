"""An app that takes another one's place: at the same slide, without what brought that one down."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from kiosk.content.deck import Deck
from kiosk.ops.guard.beats import Beat, Beats
from kiosk.ops.guard.life import ANEW, Life
from kiosk.ops.guard.rules import Safe
from kiosk.ops.recovery import Recovery
from kiosk.ops.strikes import Strikes
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window


@pytest.fixture
def exhibit() -> Exhibit:
    slides = [{"type": "text", "id": name, "headline": name} for name in ("one", "two", "three")]
    deck = Deck.model_validate({"title": "t", "slides": slides})
    return Exhibit(deck, deck.slide_ids(), lambda _: None)


@pytest.fixture
def window(qtbot) -> Window:
    made = Window(windowed=True, size=QSize(640, 360))
    qtbot.addWidget(made)
    return made


def after(slide: str, *, deck: str = "d", blamed: str = "", safe: Safe = Safe.NO) -> Life:
    return Life(Beats.shared(), safe, Beat(proved=1.0, slide=slide, deck=deck), blamed)


def settled() -> None:
    for thread in threading.enumerate():
        if thread.name == "strikes":
            thread.join(10)


def test_the_first_begins_where_it_is_told(window, exhibit, tmp_path: Path) -> None:
    recovery = Recovery(window, Life(), tmp_path)
    assert recovery.fit(exhibit, "d") is exhibit
    assert recovery.place(exhibit, exhibit, None) == 0
    assert recovery.place(exhibit, exhibit, "three") == 2
    assert recovery.place(exhibit, exhibit, "thre") is None


def test_the_next_begins_where_the_one_before_stood(window, exhibit, tmp_path: Path) -> None:
    recovery = Recovery(window, after("two"), tmp_path)
    assert recovery.place(exhibit, exhibit, "three") == 1


def test_a_slide_that_is_gone_from_the_deck_is_no_reason_to_stop(window, exhibit, tmp_path: Path) -> None:
    recovery = Recovery(window, after("gone"), tmp_path)
    assert recovery.place(exhibit, exhibit, "three") == 2
    assert recovery.place(exhibit, exhibit, "gone as well") == 0


def test_three_deaths_at_a_slide_and_the_next_one_stands(window, exhibit, tmp_path: Path) -> None:
    for number in range(3):
        recovery = Recovery(window, after("two", blamed="two"), tmp_path)
        fitted = recovery.fit(exhibit, "d")
        assert fitted is not None
        assert ("two" in fitted.ids) is (number < 2)
        settled()
    assert recovery.place(exhibit, fitted, None) == 1
    assert fitted.ids == ("one", "three")
    again = Recovery(window, Life(), tmp_path)
    left = again.fit(exhibit, "d")
    assert left is not None
    assert left.ids == ("one", "three")
    assert again.place(exhibit, left, "two") == 1  # it is asked for, but left out: the next one stands
    assert again.place(exhibit, left, "2") == 1
    assert again.place(exhibit, left, "3") == 1  # numbers count in the deck
    assert again.place(exhibit, left, "four") is None
    assert again.fit(exhibit, "another deck") is exhibit


@pytest.mark.parametrize(("language", "shown"), [("zh_CN.UTF-8", "已记下（第 1 次）"), ("C.UTF-8", "noted (1 so far)")])
def test_what_is_noted_is_in_the_log_as_well_and_on_the_terminal_in_the_readers_language(
    window, exhibit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, caplog, language: str, shown: str
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    Recovery(window, after("two", blamed="two"), tmp_path).fit(exhibit, "d")
    assert shown in capsys.readouterr().err
    assert "the slide “two” failed; noted (1 so far)." in caplog.text


def test_a_death_is_noted_once_and_not_for_another_deck(window, exhibit, tmp_path: Path) -> None:
    recovery = Recovery(window, after("two", blamed="two"), tmp_path)
    for _ in range(5):
        recovery.fit(exhibit, "d")
    settled()
    assert Strikes(tmp_path).note("two") == 2
    other = Recovery(window, after("two", blamed="two"), tmp_path / "other")
    other.fit(exhibit, "e")
    assert Strikes(tmp_path / "other").note("two") == 1


def test_with_every_slide_out_nothing_is_left(window, exhibit, tmp_path: Path) -> None:
    strikes = Strikes(tmp_path)
    strikes.of_deck("d")
    for name in exhibit.ids * 3:
        strikes.note(name)
    settled()
    assert Recovery(window, Life(), tmp_path).fit(exhibit, "d") is None


def test_in_safe_mode_only_a_deck_that_ran_well_is_trusted(window, tmp_path: Path) -> None:
    assert Recovery(window, Life(), tmp_path).trusted is None
    assert Recovery(window, Life(safe=Safe.BUILT_IN), tmp_path).trusted is None
    trusted = Recovery(window, Life(safe=Safe.PLAIN), tmp_path).trusted
    assert trusted is not None
    assert not trusted("d")


def test_a_saved_deck_ends_the_second_safe_mode(qtbot, window, exhibit, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text("a")
    forgiven: list[bool] = []
    recovery = Recovery(window, Life(safe=Safe.BUILT_IN, forgive=lambda: forgiven.append(True)), tmp_path / "state")
    window.open(exhibit)
    watching = recovery.wait_for(deck, window.stage)
    qtbot.waitUntil(lambda: watching.answered, timeout=10_000)
    with qtbot.waitSignal(recovery.leave, timeout=10_000) as left:
        deck.write_text("another one")
    assert left.args == [ANEW]
    assert forgiven == [True]
    recovery.end()
