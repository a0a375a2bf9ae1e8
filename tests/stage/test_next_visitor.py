"""Nobody finds another visitor's leftovers, even on a slide that stays on screen from one to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.slides.touch import Move
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import Restart, ShowStep, Touch
from tests.conftest import ROOT

FORMS = ROOT / "tests" / "golden" / "forms"


def begun(qtbot, path: Path) -> Window:
    """A visitor at the first slide of a deck."""
    deck = load(path).deck
    assert deck is not None
    exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(path.parent, written))
    window = Window(exhibit, windowed=True, size=QSize(1920, 1080), now=lambda: 1000.0, moving=False)
    qtbot.addWidget(window)
    window.place()
    qtbot.waitExposed(window)
    window.stage.do(Touch())
    window.stage.pictures.settle()
    return window


@pytest.mark.parametrize("step", [0, 3])
def test_a_timelines_axis_is_whole_again(qtbot, step: int) -> None:
    window = begun(qtbot, FORMS / "timelines.yaml")
    item = window.stage.gallery.item(0)
    window.stage.do(ShowStep(step))
    view = item._many.view
    item.manipulate(Move(900, item._axis_y, 0, 0, 3.0, 2))
    assert view.zoom > 1
    window.stage.do(Restart())
    assert (view.zoom, view.offset) == (1.0, 0.0)


def test_a_charts_mark_is_let_go_and_its_table_closed(qtbot) -> None:
    window = begun(qtbot, FORMS / "charts.yaml")
    item = window.stage.gallery.item(0)
    item.chart.choose((0, 0))
    assert item.chart.picked is not None
    window.stage.do(Restart())
    assert item.chart.picked is None


@pytest.mark.parametrize("slide", [0])
def test_a_picture_is_in_its_ordinary_crop(qtbot, slide: int) -> None:
    window = begun(qtbot, FORMS / "photos.yaml")
    window.stage.gallery.item(slide).stepped.emit(1)
    window.stage.pictures.settle()
    picture = window.stage.gallery.item(slide)._views[0].picture
    picture.look_at(picture.boundingRect().center(), moving=False)
    assert picture.zoomed
    window.stage.do(Restart())
    assert not picture.zoomed
    assert window.stage.state.place == (0, 0)
