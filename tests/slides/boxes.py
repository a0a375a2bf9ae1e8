"""Where the words of a slide stand, measured on the scene's own items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem

from kiosk.charts.callout import CalloutItem
from kiosk.content.deck import Deck
from kiosk.slides.base import SlideItem
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.flight import Sheet
from kiosk.stage.scene import StageScene, StageView
from kiosk.stage.stage import Stage
from kiosk.visit import GoTo, Resize

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920), "five-four": (1280, 1024)}


class Hall:
    """A stage in no window: slides built by the stage itself, at rest."""

    def __init__(
        self, deck: Deck, size: tuple[int, int], language: str, find: Any = None, text: int = 0,
        now: Callable[[], float] = lambda: 0.0,
    ) -> None:  # fmt: skip
        self.scene = StageScene()
        self.view = StageView(self.scene)
        exhibit = Exhibit(deck, deck.slide_ids(), find or (lambda _: None))
        self.stage = Stage(self.scene, self.view, exhibit, now, language=language, moving=False)
        self.stage.resize(*size)
        self.stage.do(Resize(text))

    def steps(self) -> Iterator[tuple[str, SlideItem]]:
        """Every slide, step by step, shown."""
        for index, name in enumerate(self.stage.exhibit.ids):
            self.stage.do(GoTo(index))
            item = self.stage.gallery.item(index)
            for step in range(min(item.steps, 12)):
                self.stage.do(GoTo(index, step))
                yield f"{name}/{step + 1}", item

    def close(self) -> None:
        self.stage.end()
        self.view.deleteLater()
        self.scene.deleteLater()


def deck_of(*slides: dict[str, Any], **settings: Any) -> Deck:
    return Deck.model_validate({"title": "t", "languages": ["zh", "en"], "slides": list(slides), **settings})


def boxes(slide: SlideItem) -> list[tuple[str, QRectF]]:
    """The boxes of everything visible that nothing else may enter, in the slide's own logical px."""
    found: list[tuple[str, QRectF]] = []

    def walk(item: QGraphicsItem) -> None:
        for child in item.childItems():
            if not child.isVisible() or isinstance(child, CalloutItem):
                continue
            extent = getattr(child, "extent", None)
            if extent is not None and extent().width() > 0:
                found.append((words_of(child), child.mapRectToItem(slide, extent())))
            extents = getattr(child, "extents", None)  # an item that paints much type by itself
            for name, rect in extents() if extents is not None else ():
                found.append((f"{words_of(child)} {name}", child.mapRectToItem(slide, rect)))
            walk(child)

    walk(slide)
    return found


def words_of(item: QGraphicsItem) -> str:
    return f"{type(item).__name__}@{item.pos().x():.0f},{item.pos().y():.0f}"


def faults(slide: SlideItem) -> list[str]:
    """What overlaps, and what leaves the stage or runs into the rail."""
    setting = slide.setting
    floor = setting.height if slide.full_bleed else setting.floor
    stage = QRectF(0, 0, setting.width, floor).adjusted(-1, -1, 1, 1)
    found = boxes(slide)
    said = [f"{name} leaves the stage: {rect}" for name, rect in found if not stage.contains(rect)]
    for number, (name, rect) in enumerate(found):
        for other, second in found[number + 1 :]:
            both = rect.adjusted(2, 2, -2, -2).intersected(second.adjusted(2, 2, -2, -2))
            if both.width() > 0 and both.height() > 0:
                said.append(f"{name} and {other} overlap by {both.width():.0f} x {both.height():.0f}")
    return said


def painted(sheet: Sheet) -> QImage:
    """A slide's snapshot as it flies; what it leaves out shows."""
    image = QImage(sheet.size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    painter = QPainter(image)
    sheet.paint(painter, 0)
    painter.end()
    return image


ASSETS = Path(__file__).resolve().parents[2] / "assets"
