"""Memory for pictures of the screen is used again, and never under a picture that somebody still shows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from kiosk.stage.leaves import Leaves
from tests.slides.boxes import Hall, deck_of, painted

HALL, DESK = QSize(3840, 2160), QSize(1920, 1080)
RED, GREEN = QColor("red"), QColor("green")


@pytest.fixture
def leaves(qapp: object) -> Leaves:
    leaves = Leaves()
    leaves.lay(HALL)
    return leaves


def drawn(leaves: Leaves, colour: QColor) -> QPixmap:
    taken = leaves.take()
    taken.fill(colour)
    return leaves.lend(taken)


def colour(pixmap: QPixmap) -> QColor:
    return pixmap.copy(7, 7, 1, 1).toImage().pixelColor(0, 0)


def test_what_is_lent_stays_as_it_was(leaves: Leaves) -> None:
    pictures = [drawn(leaves, one) for one in (RED, GREEN, QColor("blue"), QColor("cyan"))]
    assert [colour(one) for one in pictures] == [RED, GREEN, QColor("blue"), QColor("cyan")]


def test_memory_is_used_again_once_nobody_has_it(leaves: Leaves) -> None:
    first = leaves.take()
    assert leaves.take() is first  # nothing of it was lent
    lent = leaves.lend(first)
    second = leaves.take()
    assert second is not first
    held = leaves.lend(second)
    assert leaves.take() is not first
    del lent
    assert leaves.take() is first
    del held
    assert colour(drawn(leaves, RED)) == RED


def test_it_is_ready_before_it_is_wanted(leaves: Leaves) -> None:
    assert [leaves.warm() for _ in range(4)] == [True, True, False, False]


def test_a_small_screen_keeps_none(leaves: Leaves) -> None:
    leaves.lay(DESK)
    assert not leaves.warm()
    first = leaves.take()
    assert first.size() == DESK
    assert leaves.take() is not first


def test_another_screen_has_others(leaves: Leaves) -> None:
    first = leaves.take()
    leaves.lay(HALL.transposed())
    assert leaves.take().size() == HALL.transposed()
    assert first.size() == HALL


# On the stage.


@pytest.fixture
def hall(qapp: object) -> Iterator[Hall]:
    slides: list[dict[str, Any]] = [{"type": "text", "headline": one} for one in ("雁", "长空", "万里", "归")]
    hall = Hall(deck_of(*slides), (HALL.width(), HALL.height()), "zh")
    yield hall
    hall.close()


def test_slides_in_flight_keep_their_pictures(hall: Hall) -> None:
    snapshots = hall.stage._snapshots
    before = [painted(snapshots.sheet(index)) for index in range(4)]
    together = [snapshots.sheet(index) for index in range(4)]
    assert [painted(one) for one in together] == before
    assert all(one != another for one, another in itertools.pairwise(before))


def test_a_sheet_is_no_larger_than_its_slide(hall: Hall) -> None:
    sheet = hall.stage._snapshots.sheet(1)
    [(_, pixmap)] = sheet.parts
    assert pixmap.size() == HALL
    assert sheet.size.height() < HALL.height()
    screen = QImage(HALL, QImage.Format.Format_RGB32)
    screen.fill(Qt.GlobalColor.magenta)
    painter = QPainter(screen)
    sheet.paint(painter, 0)
    painter.end()
    below = screen.pixelColor(QPoint(HALL.width() // 2, sheet.size.height()))
    assert below == QColor("magenta")


def test_a_pared_sheet_looks_like_the_whole_one(hall: Hall) -> None:
    whole = hall.stage._snapshots.sheet(2)
    pared = whole.pared()
    assert pared.pixels < whole.pixels / 4
    assert painted(pared) == painted(whole)
