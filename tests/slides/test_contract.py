"""What every slide type keeps to: a new one is tested here the moment it exists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractAnimation, QPointF, QTimer, QVariantAnimation

from kiosk.content.kinds import KINDS
from tests.slides.boxes import Hall, deck_of
from tests.slides.test_layout import CASES


@pytest.mark.parametrize("kind", KINDS)
class TestEverySlideType:
    @pytest.fixture
    def hall(self, qapp: object, kind: str):
        case = next(case for case in CASES.values() if case["type"] == kind)
        hall = Hall(deck_of(case), (1920, 1080), "zh")
        yield hall
        hall.close()

    def test_it_is_built_with_at_least_one_step(self, hall: Hall) -> None:
        assert hall.stage.gallery.item(0).steps >= 1

    def test_a_step_out_of_range_is_the_nearest_one(self, hall: Hall) -> None:
        item = hall.stage.gallery.item(0)
        item.show_step(10_000)
        assert item.step == item.steps - 1
        item.show_step(-3)
        assert item.step == 0

    def test_nothing_moves_once_it_has_left(self, hall: Hall) -> None:
        item = hall.stage.gallery.item(0)
        item.prepare(True)
        item.arrive(True)
        item.leave()
        assert not [timer for timer in item.findChildren(QTimer) if timer.isActive()]
        running = QAbstractAnimation.State.Running
        assert not [one for one in item.findChildren(QVariantAnimation) if one.state() == running]

    def test_it_looks_the_same_whenever_it_is_at_rest(self, hall: Hall) -> None:
        item = hall.stage.gallery.item(0)
        before = hall.stage.picture().toImage()
        item.leave()
        item.prepare(True)
        item.arrive(False)
        assert hall.stage.picture().toImage() == before

    def test_a_finger_anywhere_is_no_fault(self, hall: Hall) -> None:
        item = hall.stage.gallery.item(0)
        for x in range(0, 1920, 240):
            for y in range(0, 1080, 180):
                item.press(QPointF(x, y))
                item.release()
                item.tap(QPointF(x, y))
        item.leave()
        assert item.steps >= 1

    def test_the_model_stays_as_it_was(self, hall: Hall) -> None:
        model = hall.stage.exhibit.slides[0]
        before = model.model_dump_json()
        item = hall.stage.gallery.item(0)
        item.arrive(True)
        item.tap(QPointF(900, 700))
        item.leave()
        assert model.model_dump_json() == before
