"""What people see besides the slides as they come: the overview, larger text, high contrast, a picture looked at
closely, the hint, the question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.scene import StageScene, StageView
from kiosk.stage.stage import Stage
from kiosk.visit import Contrast, GoTo, Overlook, Resize, Tick, Touch
from tests.conftest import ROOT
from tests.golden.test_pictures import FAILED, HERE, MOST_OFF, difference, shrunk

WAYS = {"landscape": ((1920, 1080), "zh", None), "upright-night": ((1080, 1920), "en", "night")}
Clock = list[float]


def overview(stage: Stage, now: Clock) -> None:
    stage.do(GoTo(8))
    stage.do(Overlook(True))


def larger_text(stage: Stage, now: Clock) -> None:
    stage.do(GoTo(6))
    stage.do(Resize(2))


def larger_timeline(stage: Stage, now: Clock) -> None:
    stage.do(GoTo(1))
    stage.do(Resize(2))


def larger_chart(stage: Stage, now: Clock) -> None:
    stage.do(GoTo(7))
    stage.do(Resize(2))


def high_contrast(stage: Stage, now: Clock) -> None:
    stage.do(GoTo(7))
    stage.do(Contrast(True))


def looked_at_closely(stage: Stage, now: Clock) -> None:
    stage.do(GoTo(13))
    stage.pictures.settle()
    stage.gallery.item(13)._views[0].picture.look_at(QPointF(500, 400), moving=False)


def hint(stage: Stage, now: Clock) -> None:
    stage.overlay.hints = True
    stage.do(Touch())
    stage.do(GoTo(4))


def question(stage: Stage, now: Clock) -> None:
    stage.do(GoTo(5))
    now[0] += 61
    stage.do(Tick())


STATES: list[Callable[[Stage, Clock], None]] = [
    overview, larger_text, larger_timeline, larger_chart, high_contrast, looked_at_closely, hint, question
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_the_exhibit_looks_so_while(qtbot, state: Callable[[Stage, Clock], None], way: str, accept: bool) -> None:
    size, language, theme = WAYS[way]
    deck = load(ROOT / "data" / "deck.yaml").deck
    assert deck is not None
    exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(ROOT / "data", written))
    scene, now = StageScene(), [0.0]
    view = StageView(scene)
    view.resize(*size)
    stage = Stage(scene, view, exhibit, lambda: now[0], theme=theme, language=language, moving=False)
    stage.overlay.hints = False
    stage.resize(*size)
    state(stage, now)
    laid = stage._furniture.overview
    qtbot.waitUntil(lambda: laid is None or laid.wanted() is None, timeout=20_000)  # its pictures come one by one
    image = shrunk(stage.picture().toImage())
    stage.end()
    view.deleteLater()
    path = HERE / "states" / f"{state.__name__}-{way}.png"
    if accept:
        path.parent.mkdir(exist_ok=True)
        assert image.convertToFormat(QImage.Format.Format_Indexed8).save(str(path), "PNG")
        return
    expected = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    off = difference(expected, image)
    if off > MOST_OFF:
        FAILED.mkdir(exist_ok=True)
        image.save(str(FAILED / f"{path.stem}-actual.png"))
    assert off <= MOST_OFF, f"{off:.2%} of the pixels differ"
