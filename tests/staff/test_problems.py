"""The panel beside a curator's window, looked at and clicked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.content.load import load
from kiosk.staff.problems import ProblemPanel
from kiosk.staff.problems_beside import ProblemsBeside
from kiosk.stage.window import Window

BAD = "title: t\nslides:\n  - {type: text, headlin: x}\n  - {type: txet, headline: y}\n"


@pytest.fixture
def panel(qtbot: QtBot, qapp: object) -> Iterator[ProblemPanel]:
    desk = QWidget()
    qtbot.addWidget(desk)
    desk.resize(600, 900)
    desk.show()
    made = ProblemPanel("en", parent=desk)
    made.resize(440, 900)
    yield made
    desk.close()


def test_each_problem_has_its_row_and_a_click_copies_it(panel: ProblemPanel, deck_file: Callable[[str], Path]) -> None:
    loaded = load(deck_file(BAD))
    panel.show_problems("deck.yaml", loaded.problems)
    rows = panel.rows()
    assert len(rows) == len(loaded.problems) == 2
    QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton, pos=QPoint(60, 30))
    copied = QGuiApplication.clipboard().text()
    assert copied == loaded.problems[1].first_line("en")
    assert ":4:" in copied


def test_sliding_off_copies_nothing(panel: ProblemPanel, deck_file: Callable[[str], Path]) -> None:
    panel.show_problems("deck.yaml", load(deck_file(BAD)).problems)
    QGuiApplication.clipboard().setText("before")
    row = panel.rows()[0]
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 30))
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(60, -300))
    assert QGuiApplication.clipboard().text() == "before"


def test_it_goes_when_all_is_well(panel: ProblemPanel, deck_file: Callable[[str], Path]) -> None:
    panel.show_problems("deck.yaml", load(deck_file(BAD)).problems)
    assert panel.isVisible()
    panel.show_problems("deck.yaml", ())
    assert panel.isHidden()
    assert panel.rows() == []


def test_a_thousand_problems_are_not_a_thousand_rows(panel: ProblemPanel, deck_file: Callable[[str], Path]) -> None:
    loaded = load(deck_file("title: t\nslides:\n" + "  - {type: text, headlin: x}\n" * 900))
    panel.show_problems("deck.yaml", loaded.problems)
    assert len(panel.rows()) == 200


def test_it_stands_beside_the_exhibit_and_the_exhibit_keeps_its_size(
    qtbot: QtBot, qapp: object, deck_file: Callable[[str], Path]
) -> None:
    window = Window(windowed=True)
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    before = window.viewport().size()
    at_hand = ProblemsBeside(window)
    at_hand.tell(load(deck_file(BAD)))
    panel = window.findChild(ProblemPanel)
    assert panel is not None
    assert window.viewport().size() == before
    assert panel.geometry().left() >= window.viewport().geometry().right()
    at_hand.tell(load(deck_file("title: t\nslides:\n  - {type: text, headline: fine}\n")))
    assert panel.isHidden()
    assert window.viewport().size() == before
    assert window.width() == 300
