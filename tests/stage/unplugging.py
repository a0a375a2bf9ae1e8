"""Pulls a window's screen and plugs it in again, and prints what is kept of screens that are gone: see `test_screens`.

python -m tests.stage.unplugging TIMES
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.app import application
from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from tests.conftest import ROOT
from tests.soak.screens import DESK, HALL, Screens


def gone() -> int:
    """How many screens Python still has an object of, that aren't there."""
    gc.collect()
    return sum(isinstance(one, QScreen) and not isValid(one) for one in gc.get_objects())


def main(times: int) -> None:
    """Do it that often; each time the window looks at its screen: fingers are measured, a panel is set beside."""
    app = application()
    deck = load(ROOT / "data" / "deck.yaml").deck
    assert deck is not None
    deck = deck.model_copy(update={"diagonal": 55.0})
    exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(ROOT / "data", written))
    window, screens = Window(exhibit, screen=HALL[0]), Screens()
    window.place()
    panel = QWidget(window)
    for _ in range(times):
        for there in ([DESK], [DESK, HALL]):
            screens.plug(there)
            while (window.width(), window.height()) != there[-1][1:]:
                app.processEvents()
            window.set_beside(panel)
            window.set_beside(None)
    print(gone())
    window.stage.pictures.settle()


if __name__ == "__main__":
    main(int(sys.argv[1]))
