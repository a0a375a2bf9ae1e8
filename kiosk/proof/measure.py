"""What is seen of a slide that was drawn: type too small, cut or paged, contrast, pictures enlarged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem

from kiosk.look.parts import FigureItem, TextItem
from kiosk.slides.base import SlideItem

LEAST_TYPE = 24.0
"""Logical px of a 1080 px stage (DESIGN.md, "The look")."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""
MOST_ENLARGED = 1.25
"""How much a picture may be enlarged before it is seen to be blurred."""


@dataclass(frozen=True)
class Seen:
    """A text as it stands.

    Attributes:
        item: its item. size: logical px of the stage, with what larger text magnifies. rect: scene px.
    """

    item: QGraphicsItem
    size: float
    rect: QRectF


def texts_of(slide: SlideItem) -> Iterator[Seen]:
    """Every text of a slide that is visible now."""
    waiting: list[QGraphicsItem] = list(slide.childItems())
    while waiting:
        item = waiting.pop()
        if not item.isVisible():
            continue
        waiting += item.childItems()
        if isinstance(item, TextItem):
            yield Seen(item, item.block.size * slide.scale(), item.mapRectToScene(item.extent()))
        elif isinstance(item, FigureItem):
            yield Seen(item, LEAST_TYPE, item.mapRectToScene(item.extent()))
