"""A finger, a mouse, a key and a clicker do what a visitor means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QEventPoint, QMouseEvent, QPointingDevice, QTouchEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.stage.flight import PushFlight
from kiosk.stage.window import Window
from kiosk.visit import Mode
from tests.stage.conftest import Hand

Browse = Callable[[Window, int], None]
Rest = Callable[[Window], None]
LAST = 15


def test_the_first_touch_stops_the_cycle_at_that_slide(window: Window, hand: Hand) -> None:
    assert window.stage.state.mode is Mode.ATTRACT
    hand.touch(("press", 900, 300))
    assert window.stage.state.mode is Mode.BROWSE
    assert window.stage.state.slide == 0
    hand.lift(900, 300)


def test_a_tap_on_the_cover_begins_the_visit(window: Window, hand: Hand, at_rest: Rest) -> None:
    hand.tap(400, 300)
    at_rest(window)
    assert window.stage.state.slide == 1


def test_the_covers_button_changes_the_language(window: Window, hand: Hand, at_rest: Rest) -> None:
    hand.tap(1720, 925)
    at_rest(window)
    assert (window.stage.state.language, window.stage.state.slide) == ("en", 0)


@pytest.mark.parametrize(("x", "slide"), [(110, 1), (870, 7)])
def test_a_chapter_on_the_rail_is_one_tap_away(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, x: int, slide: int
) -> None:
    browse(window, 3)
    hand.tap(x, 1024)
    at_rest(window)
    assert window.stage.state.slide == slide


def test_the_language_on_the_rail(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 3)
    hand.tap(1780, 1024)
    at_rest(window)
    assert (window.stage.state.slide, window.stage.state.language) == (3, "en")


def test_sliding_off_a_control_cancels_it(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 3)
    hand.drag((110, 1024), (110, 600))
    hand.lift(110, 600)
    at_rest(window)
    assert window.stage.state.slide == 3


def test_the_arrows_do_what_a_swipe_does(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 3)
    hand.tap(1890, 480)
    at_rest(window)
    assert window.stage.state.slide == 4
    hand.tap(30, 480)
    at_rest(window)
    assert window.stage.state.slide == 3


def test_a_swipe_follows_the_finger(qtbot, window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    """The picture under the finger moves with it: what stood at one place stands as much further left."""
    browse(window, 4)
    qtbot.waitUntil(lambda: window.stage.gallery.item(4)._running is None)  # the figures have counted up
    before = window.grab().toImage()
    hand.drag((1400, 500), (900, 500))
    after = window.grab().toImage()
    slop = round(window._recogniser.slop)
    shift = 500 - slop
    moved = [
        (x, y)
        for x in range(620, 1500, 40)
        for y in range(150, 700, 40)
        if after.pixelColor(x - shift, y) == before.pixelColor(x, y)
    ]
    assert len(moved) > 0.97 * len(range(620, 1500, 40)) * len(range(150, 700, 40))
    hand.lift(900, 500)
    at_rest(window)


def test_a_slow_drag_short_of_a_quarter_comes_back(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 4)
    hand.drag((1400, 500), (1150, 500), wait=12)
    QTest.qWait(120)  # the finger rests: that it stands still is what is tried here
    hand.touch(("move", 1150, 500))
    hand.lift(1150, 500)
    at_rest(window)
    assert window.stage.state.slide == 4


def test_a_slow_drag_over_a_third_turns_the_slide(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 4)
    hand.drag((1500, 500), (700, 500), wait=12)
    QTest.qWait(120)
    hand.touch(("move", 700, 500))
    hand.lift(700, 500)
    at_rest(window)
    assert window.stage.state.slide == 5


@pytest.mark.parametrize(("start", "end", "slide"), [(1200, 1000, 5), (1000, 1200, 3)])
def test_a_fling_turns_the_slide(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, start: int, end: int, slide: int
) -> None:
    browse(window, 4)
    hand.drag((start, 500), (end, 500), steps=4)
    hand.lift(end, 500)
    at_rest(window)
    assert window.stage.state.slide == slide


@pytest.mark.parametrize(("slide", "start", "end"), [(0, 600, 1200), (LAST, 1200, 600)])
def test_the_ends_give_and_come_back(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, slide: int, start: int, end: int
) -> None:
    browse(window, slide)
    hand.drag((start, 400), (end, 400), steps=5)
    assert isinstance(window.flight, PushFlight)
    assert 0 < abs(window.flight.offset) < 1920 / 6
    hand.lift(end, 400)
    at_rest(window)
    assert window.stage.state.slide == slide


def test_a_slide_in_flight_can_be_caught_and_sent_back(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest
) -> None:
    browse(window, 4)
    hand.tap(1890, 480)
    assert isinstance(window.flight, PushFlight)
    hand.touch(("press", 900, 500))
    caught = window.flight.offset
    QTest.qWait(40)
    assert window.flight.offset == caught
    for x in range(950, 1350, 50):
        hand.touch(("move", x, 500))
    hand.lift(1300, 500)
    at_rest(window)
    assert window.stage.state.slide == 4


@pytest.mark.parametrize("caught_after", [0, 60, 150])
def test_a_caught_slide_that_is_let_go_again_arrives(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, caught_after: int
) -> None:
    """A finger that only touches what flies, and lifts, leaves the visitor at one whole slide."""
    browse(window, 4)
    hand.tap(1890, 480)
    QTest.qWait(caught_after)
    hand.tap(900, 500)
    at_rest(window)
    assert window.stage.state.slide == 5
    assert window.stage.gallery.item(5).pos() == QPointF(0, 0)
    assert window.stage.gallery.item(5).arrived


def test_a_tap_during_a_flight_counts(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 3)
    hand.tap(1890, 480)
    hand.tap(1890, 480)
    at_rest(window)
    assert window.stage.state.slide == 5


def test_further_fingers_change_nothing(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 4)
    hand.touch(("press", 900, 500))
    hand.touch(("move", 900, 500), ("press", 300, 300))
    hand.touch(("move", 900, 500), ("move", 1500, 300))
    hand.touch(("move", 900, 500), ("release", 1500, 300))
    hand.touch(("release", 900, 500))
    at_rest(window)
    assert window.stage.state.slide == 4


def test_ten_fingers_leave_nothing_stuck(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 4)
    hand.touch(*[("press", 150 + 160 * n, 400) for n in range(10)])
    hand.touch(*[("move", 150 + 160 * n + 90, 430) for n in range(10)])
    hand.touch(*[("release", 150 + 160 * n + 90, 430) for n in range(10)])
    at_rest(window)
    hand.tap(1890, 480)
    at_rest(window)
    assert window.stage.state.slide in {4, 5}
    before = window.stage.state.slide
    hand.tap(1890, 480)
    at_rest(window)
    assert window.stage.state.slide == before + 1


def test_a_lost_release_leaves_nothing_stuck(
    window: Window, hand: Hand, device: QPointingDevice, browse: Browse, at_rest: Rest
) -> None:
    """The system says that nobody touches any more, and never said that the finger lifted."""
    browse(window, 4)
    hand.drag((1400, 500), (1100, 500))
    assert isinstance(window.flight, PushFlight)
    point = QEventPoint(0, QEventPoint.State.Updated, QPointF(1100, 500), QPointF(1100, 500))
    QApplication.sendEvent(window.viewport(), QTouchEvent(QEvent.Type.TouchEnd, device, touchPoints=[point]))
    at_rest(window)
    assert window.stage.state.slide == 4
    hand.lift(1100, 500)  # Qt's own book of points down is put in order
    hand.tap(1890, 480)
    at_rest(window)
    assert window.stage.state.slide == 5


@pytest.mark.parametrize("end", [(905, 500), (500, 500)])
def test_a_touch_that_is_taken_away_does_nothing(
    window: Window, hand: Hand, device: QPointingDevice, browse: Browse, at_rest: Rest, end: tuple[int, int]
) -> None:
    browse(window, 4)
    hand.drag((900, 500), end)
    QApplication.sendEvent(window.viewport(), QTouchEvent(QEvent.Type.TouchCancel, device))
    at_rest(window)
    assert window.stage.state.slide == 4
    hand.lift(*end)
    hand.tap(1890, 480)
    at_rest(window)
    assert window.stage.state.slide == 5


def test_a_screen_that_was_unplugged_under_a_finger_is_touched_again(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest
) -> None:
    """No release ever comes; plugged in again, the screen is another device to Qt."""
    browse(window, 4)
    hand.touch(("press", 900, 500))
    again = QTest.createTouchDevice()
    for what in ("press", "release"):
        event = QTest.touchEvent(window, again, False)
        getattr(event, what)(5, QPoint(1890, 480), window)
        event.commit(True)
    at_rest(window)
    assert window.stage.state.slide == 5
    hand.lift(900, 500)


def test_a_caught_slide_goes_on_when_the_finger_moves_up_or_down(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest
) -> None:
    browse(window, 4)
    hand.tap(1890, 480)
    hand.drag((900, 300), (910, 700))
    hand.lift(910, 700)
    at_rest(window)
    assert window.stage.state.slide == 5


def test_a_slide_held_half_way_does_not_hide_the_question(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, pass_time: Callable[[Window, float], None]
) -> None:
    """A visitor who holds a slide and doesn't move, or a bag that leans on the screen."""
    browse(window, 4)
    hand.drag((1400, 500), (900, 500))
    pass_time(window, 62)
    assert window.stage.state.mode is Mode.ASKING
    assert window.flight is None
    hand.touch(("move", 850, 500))
    hand.lift(850, 500)
    assert (window.stage.state.mode, window.stage.state.slide) == (Mode.BROWSE, 4)
    at_rest(window)


def test_a_caught_slide_goes_on_when_the_touch_is_taken_away(
    window: Window, hand: Hand, device: QPointingDevice, browse: Browse, at_rest: Rest
) -> None:
    browse(window, 4)
    hand.tap(1890, 480)
    hand.touch(("press", 900, 500))
    assert isinstance(window.flight, PushFlight)
    QApplication.sendEvent(window.viewport(), QTouchEvent(QEvent.Type.TouchCancel, device))
    at_rest(window)
    assert window.stage.state.slide == 5


def test_up_and_down_turns_nothing(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 4)
    hand.drag((900, 200), (960, 800))
    hand.lift(960, 800)
    at_rest(window)
    assert window.stage.state.slide == 4


def test_the_mouse_does_what_a_finger_does(window: Window, browse: Browse, at_rest: Rest) -> None:
    browse(window, 3)
    QTest.mouseClick(window.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1890, 480))
    at_rest(window)
    assert window.stage.state.slide == 4


def test_the_mouse_swipes(window: Window, browse: Browse, at_rest: Rest) -> None:
    browse(window, 3)
    view = window.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(1400, 500))
    for x in range(1380, 900, -40):
        at = QPointF(x, 500)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, left, none))
    assert isinstance(window.flight, PushFlight)
    assert window.flight.offset < -300
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(800, 500))
    at_rest(window)
    assert window.stage.state.slide == 4


@pytest.mark.parametrize(("down", "slide"), [(-120, 5), (120, 3), (-40, 4)])
def test_a_notch_of_the_wheel_is_a_slide(window: Window, browse: Browse, at_rest: Rest, down: int, slide: int) -> None:
    browse(window, 4)
    at, none = QPointF(900, 500), Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, down), Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(window.viewport(), event)
    at_rest(window)
    assert window.stage.state.slide == slide


def test_there_is_no_context_menu(window: Window, browse: Browse) -> None:
    """Neither the menu's key, nor a long press, nor the right button opens anything."""
    browse(window, 7)
    at = QPoint(1300, 600)
    reasons = QContextMenuEvent.Reason
    for target in (window, window.viewport()):
        for reason in (reasons.Mouse, reasons.Keyboard, reasons.Other):
            QApplication.sendEvent(target, QContextMenuEvent(reason, at, at))
    QTest.keyClick(window, Qt.Key.Key_Menu)
    assert QApplication.activePopupWidget() is None
    assert QApplication.topLevelWidgets().count(window) == 1
    assert not [other for other in QApplication.topLevelWidgets() if other is not window and other.isVisible()]
    assert window.stage.state.slide == 7


def test_the_right_button_does_nothing(window: Window, browse: Browse) -> None:
    browse(window, 3)
    QTest.mouseClick(window.viewport(), Qt.MouseButton.RightButton, pos=QPoint(1890, 480))
    assert window.stage.state.slide == 3


@pytest.mark.parametrize(
    ("key", "slide"),
    [
        (Qt.Key.Key_Right, 5),
        (Qt.Key.Key_PageDown, 5),
        (Qt.Key.Key_Space, 5),
        (Qt.Key.Key_Left, 3),
        (Qt.Key.Key_PageUp, 3),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, LAST),
        (Qt.Key.Key_F1, 4),
    ],
)
def test_keyboard_and_clicker(window: Window, browse: Browse, at_rest: Rest, key: Qt.Key, slide: int) -> None:
    browse(window, 4)
    QTest.keyClick(window, key)
    at_rest(window)
    assert window.stage.state.slide == slide


def test_pages_of_an_article_come_before_the_next_slide(window: Window, browse: Browse, at_rest: Rest) -> None:
    browse(window, 2)
    QTest.keyClick(window, Qt.Key.Key_Right)
    at_rest(window)
    assert window.stage.state.place == (2, 1)
    QTest.keyClick(window, Qt.Key.Key_Right)
    at_rest(window)
    assert window.stage.state.place == (3, 0)
    QTest.keyClick(window, Qt.Key.Key_Left)
    at_rest(window)
    assert window.stage.state.place == (2, 1)


def test_a_date_on_the_timeline_opens_its_event(window: Window, hand: Hand, browse: Browse, at_rest: Rest) -> None:
    browse(window, 1)
    item = window.stage.gallery.item(1)
    at = item.mapToScene(QPointF(item.setting.margin + item._axis.at[2], item._axis_y))
    hand.tap(round(at.x()), round(at.y()))
    at_rest(window)
    assert window.stage.state.place == (1, 2)


def test_a_finger_that_never_lifts_but_moves_is_not_asked(
    window: Window, hand: Hand, browse: Browse, pass_time: Callable[[Window, float], None]
) -> None:
    browse(window, 3)
    hand.drag((900, 500), (1000, 500))
    for step in range(12):
        pass_time(window, 8.0)
        hand.touch(("move", 1000 + step % 2 * 40, 500))
        assert window.stage.state.mode is Mode.BROWSE
    hand.lift(1000, 500)


@pytest.mark.parametrize(("millimetre", "slide"), [(4.0, 3), (9.0, 7)])
def test_on_a_fine_screen_targets_reach_further(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, find_target: Callable[..., tuple[int, int]],
    millimetre: float, slide: int,
) -> None:  # fmt: skip
    """Fifteen millimetres are fifteen millimetres: just above the rail a finger still means the chapter."""
    browse(window, 3)
    window.stage.set_millimetre(millimetre * window.stage.frame.scale)
    x, _ = find_target(window, "chapter", 4)
    hand.tap(x, 1080 - 112 - 12)
    at_rest(window)
    assert window.stage.state.slide == slide
