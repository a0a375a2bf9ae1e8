"""Figures that count up: each comes to rest by itself."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QVariantAnimation
from PySide6.QtGui import QImage, QPainter

from kiosk.look.motion import COUNT_MS, STAGGER_MS
from tests.golden.test_pictures import pixels
from tests.slides.boxes import Hall, deck_of


def figure(value: str) -> dict[str, object]:
    return {"value": value, "unit": {"zh": "件", "en": "things"}, "says": {"zh": "示例", "en": "Example"}}


@pytest.mark.parametrize("others", [1, 3])
def test_the_hero_counts_for_as_long_as_it_says(qapp: object, others: int) -> None:
    hall = Hall(
        deck_of({"type": "stats", "hero": figure("7813"), "figures": [figure("42")] * others}), (1920, 1080), "zh"
    )
    _, item = next(hall.steps())
    hero = pixels_of_hero(hall)
    item.prepare(moving=True)
    item.arrive(moving=True)
    (counting,) = item.findChildren(QVariantAnimation)
    assert counting.duration() == COUNT_MS + STAGGER_MS * others
    still_counting = []
    for ms in range(50, COUNT_MS + 1, 50):
        counting.setCurrentTime(ms)
        still_counting.append((pixels_of_hero(hall) != hero).any())
    # Under a whole thing from its end it shows the figure as written, and not much earlier.
    assert all(still_counting[: COUNT_MS * 4 // 5 // 50])
    assert not still_counting[-1]
    hall.close()


def pixels_of_hero(hall: Hall) -> np.ndarray:
    """The left half of the stage."""
    image = QImage(1920, 1080, QImage.Format.Format_RGB888)
    image.fill(0)
    painter = QPainter(image)
    hall.scene.render(painter, QRectF(image.rect()), QRectF(image.rect()))
    painter.end()
    return pixels(image)[:, :1100]
