"""The page that asks staff about a pack: what they read, see and answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.content.words import Text
from kiosk.ops.packs.changes import Changes, SlideNote
from kiosk.ops.packs.keys import Signer
from kiosk.ops.packs.offer import Offer
from kiosk.ops.packs.staging import Staged
from kiosk.ops.packs.wording import Refused
from kiosk.staff.offer_page import MOST_PICTURES, OfferPage

STICK = Path("/media/stick")
STAGED = cast("Staged", object())
"""The page only asks whether there is one."""


def note(index: int) -> SlideNote:
    return SlideNote(index, f"slide-{index}", Text({"zh": f"第{index}张", "en": f"slide {index}"}))


def offer(**given: Any) -> Offer:
    changes = Changes(added=tuple(map(note, range(14))), changed=(note(20),), removed=(note(30),))
    usual = {"title": {"zh": "头雁"}, "number": 7, "signer": Signer("unsigned"), "changes": changes, "staged": STAGED}
    return Offer(STICK / "new.touyan", STICK, **{**usual, **given})


class Desk:
    """The page over a window, and what came of it."""

    def __init__(self, qtbot: QtBot, offered: Offer, *, language: str = "zh", draws: bool = True,
                 size: tuple[int, int] = (1920, 1080)) -> None:  # fmt: skip
        self.window = QWidget()
        self.window.resize(*size)
        qtbot.addWidget(self.window)
        self.drawn: list[tuple[int, int]] = []
        self.said: list[str] = []
        self.page = OfferPage(language, offered, self.window, self._glimpse if draws else None)
        self.page.wanted.connect(lambda: self.said.append("yes"))
        self.page.unwanted.connect(lambda: self.said.append("no"))
        self.page.closed.connect(lambda: self.said.append("closed"))
        self.window.show()
        self.page.open()

    def _glimpse(self, index: int, width: int) -> QPixmap | None:
        self.drawn.append((index, width))
        if index == 2:
            return None  # a slide that fails
        picture = QPixmap(width, width * 9 // 16)
        picture.fill()
        return picture

    def press(self, words: str) -> None:
        next(key for key in self.page.keys if key.words == words).act()

    @property
    def keys(self) -> list[str]:
        return [key.words for key in self.page.keys]


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_a_few_slides_are_shown_one_by_one(qtbot: QtBot, size: tuple[int, int]) -> None:
    desk = Desk(qtbot, offer(), size=size)
    empty = desk.page.grab().toImage()
    qtbot.waitUntil(lambda: len(desk.drawn) == MOST_PICTURES)
    qtbot.waitUntil(lambda: not desk.page._draw.isActive())
    assert [index for index, _ in desk.drawn] == list(range(MOST_PICTURES))
    assert desk.page.grab().toImage() != empty
    assert desk.said == []


def test_yes_is_said_once_and_told_of(qtbot: QtBot) -> None:
    desk = Desk(qtbot, offer())
    assert desk.keys == ["不更换", "更换"]
    desk.press("更换")
    assert desk.said == ["yes"]
    assert desk.keys == ["返回"]
    before = desk.page.grab().toImage()
    desk.page.say_done("换好了。")
    assert desk.page.grab().toImage() != before
    desk.page.hide()
    assert desk.said == ["yes"]


def test_no_closes_it_and_lets_the_copy_go(qtbot: QtBot) -> None:
    desk = Desk(qtbot, offer())
    desk.press("不更换")
    assert desk.said == ["closed"]
    desk.page.hide()
    desk.page.hide()
    assert desk.said == ["closed", "no"]
    assert not desk.page._draw.isActive()


def test_a_page_that_goes_unanswered_is_a_no(qtbot: QtBot) -> None:
    desk = Desk(qtbot, offer(), language="en", draws=False)
    assert desk.drawn == []
    desk.page.hide()
    assert desk.said == ["no"]


def test_a_refused_pack_has_one_key(qtbot: QtBot) -> None:
    desk = Desk(qtbot, offer(staged=None, changes=None, number=0, signer=None, refusal=Refused("no_pack")))
    assert desk.keys == ["返回"]
    desk.press("返回")
    assert desk.said == ["closed"]
