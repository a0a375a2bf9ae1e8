"""What staff see, held as pictures: PIN pad, panel and its pages, in Chinese and in English, lying and upright."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from kiosk.content.load import load
from kiosk.staff.board import Board
from kiosk.staff.desk import View
from kiosk.staff.health import Facts, judge
from kiosk.staff.helping import leaves
from kiosk.staff.notice import Choice, Notice
from kiosk.staff.pad import PinPad
from kiosk.staff.panel import Panel
from kiosk.staff.sheets import BrightnessSheet, ClockSheet, HelpSheet, ProblemSheet
from kiosk.staff.words import say
from tests.conftest import ROOT
from tests.golden.test_pictures import FAILED, HERE, MOST_OFF, shrunk
from tests.golden.test_states import difference

PROBLEMS = load(ROOT / "tests/content/broken/all-at-once.yaml", "deck.yaml").problems
WAYS = {"zh": ((1920, 1080), "zh"), "en-upright": ((1080, 1920), "en")}


class Desk:
    """An exhibit that is always the same."""

    def __init__(self, language: str) -> None:
        chinese = language == "zh"
        self._view = View(
            health=judge(Facts() if chinese else Facts(errors=3)),
            title="人工智能专题展" if chinese else "An exhibition on artificial intelligence",
            version=say("version", language, number=12),
            changed="11月23日 09:14 更新" if chinese else "changed 23 November, 09:14",
            slides=16, languages="中文、English" if chinese else "中文, English", page=8, visits=327, mean=106.0,
            machine=("1920×1080 · 43 寸 · 触摸 10 点", "已运行 6 天 3 小时 · 余 41 GB") if chinese
            else ("1920×1080 · 43-inch · 10 touch points", "up 6 days 3 hours · 41 GB free"),
            language="中文" if chinese else "English", languages_count=2, brightness=70, may_undo=True,
            problems=() if chinese else PROBLEMS[:3],
            hours=("现在：11月23日 09:14 · 开放中", "mon-fri 9:00-17:00, sat 10:00-16:00",
                   "时钟可信。时钟由网络校准。"),
            clock_trusted=True,
        )  # fmt: skip

    def view(self) -> View:
        return self._view

    def picture(self, width: int) -> QPixmap:
        return QPixmap(str(HERE / "zh" / "08-chart.png")).scaledToWidth(width)

    def __getattr__(self, name: str) -> Callable[..., str]:
        return lambda *_: ""


def pad(language: str, window: QWidget) -> Board:
    made = PinPad(language, say("enter", language), window, may_forget=True)
    made.refuse(say("wrong", language))
    return made


PAGES: dict[str, Callable[[str, QWidget], Board]] = {
    "pad": pad,
    "panel": lambda language, window: Panel(language, Desk(language), lambda: 58, window),
    "problems": lambda language, window: ProblemSheet(language, PROBLEMS, window),
    "brightness": lambda language, window: BrightnessSheet(language, Desk(language), window),
    "clock": lambda language, window: ClockSheet(language, Desk("zh"), window),
    "help": lambda language, window: HelpSheet(language, leaves(language), window),
    "sure": lambda language, window: Notice(
        language, say("sure_desktop", language), "",
        (Choice(say("cancel", language), print), Choice(say("desktop", language), print, risky=True)), window,
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_the_staffs_pages_look_so(qapp: object, name: str, way: str, accept: bool) -> None:
    size, language = WAYS[way]
    window = QWidget()
    window.resize(*size)
    page = PAGES[name](language, window)
    page.open()
    image = shrunk(page.grab().toImage())
    window.deleteLater()
    path = Path(HERE / "staff" / f"{name}-{way}.png")
    if accept:
        path.parent.mkdir(exist_ok=True)
        assert image.convertToFormat(QImage.Format.Format_Indexed8).save(str(path), "PNG")
        return
    off = difference(QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888), image)
    if off > MOST_OFF:
        FAILED.mkdir(exist_ok=True)
        image.save(str(FAILED / f"{path.stem}-actual.png"))
    assert off <= MOST_OFF, f"{off:.2%} of the pixels differ"
