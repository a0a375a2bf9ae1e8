"""One slide of a deck that isn't shown, as a small picture, while another deck is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from kiosk.stage.exhibit import Exhibit
from kiosk.stage.gallery import Bare
from kiosk.stage.offstage import offstage
from kiosk.stage.stage import Stage
from kiosk.visit import GoTo

SIZE = (1280, 720)
"""Px in which it is drawn, before it is made small."""


def glimpse(exhibit: Exhibit, index: int, width: int, shown: Stage) -> QPixmap | None:
    """Draw a slide of another deck.

    A stage dresses the whole program in its deck's words, fonts and pace: they are put back.

    Args:
        exhibit: the other deck. index: of its slide. width: of the picture, px. shown: the stage that stands.

    Returns:
        None where the slide can't be drawn.
    """
    try:
        with offstage(exhibit, SIZE) as stage:
            count = len(stage.exhibit.slides)
            stage.do(GoTo(index))
            if len(stage.exhibit.slides) < count or isinstance(stage.gallery.built(index), Bare):
                return None  # it failed
            return stage.picture().scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    finally:
        shown.dress_program()
