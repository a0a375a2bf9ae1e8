"""A whole visit, from attract to attract, on a clock of the test's own."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.stage.question import QuestionItem
from kiosk.stage.window import Window
from kiosk.visit import Mode
from tests.stage.conftest import Clock, Hand

Pass = Callable[[Window, float], None]
Rest = Callable[[Window], None]


def question(window: Window) -> QuestionItem | None:
    return next((item for item in window.scene().items() if isinstance(item, QuestionItem)), None)


def leave_standing(window: Window, hand: Hand, pass_time: Pass, at_rest: Rest) -> None:
    """A visitor begins at the cover's next slide, and is gone: nothing happens until the question stands."""
    hand.tap(400, 300)
    at_rest(window)
    while window.stage.state.mode is Mode.BROWSE:
        pass_time(window, 0.5)


def test_a_visitor_comes_looks_leaves_and_the_exhibit_cycles_again(
    window: Window, hand: Hand, pass_time: Pass, at_rest: Rest
) -> None:
    stage = window.stage
    pass_time(window, 9)
    at_rest(window)
    assert (stage.state.mode, stage.state.slide) == (Mode.ATTRACT, 1)
    pass_time(window, 17)
    assert stage.state.place == (1, 1)  # the timeline's events are shown one after the other
    at_rest(window)

    hand.tap(1780, 1024)  # English
    at_rest(window)
    assert (stage.state.mode, stage.state.language) == (Mode.BROWSE, "en")
    hand.tap(1890, 480)
    at_rest(window)
    assert stage.state.slide == 2

    pass_time(window, 150)  # the article takes longer to read than a minute: nobody is asked before it can be read
    assert stage.state.mode is Mode.BROWSE
    while stage.state.mode is not Mode.ATTRACT:
        pass_time(window, 0.5)
    assert (stage.state.mode, stage.state.slide, stage.state.language) == (Mode.ATTRACT, 0, "zh")
    assert question(window) is None


def test_the_question_counts_down_and_keeps_the_visit_at_a_touch(
    window: Window, hand: Hand, pass_time: Pass, at_rest: Rest, clock: Clock
) -> None:
    stage = window.stage
    leave_standing(window, hand, pass_time, at_rest)
    asked = question(window)
    assert asked is not None
    assert asked.ring.left == 20
    pass_time(window, 6)
    assert asked.ring.left == 14
    hand.tap(1250, 870)  # 继续浏览
    assert (stage.state.mode, stage.state.slide) == (Mode.BROWSE, 1)
    assert question(window) is None


def test_start_again_returns_everything_to_its_beginning(
    window: Window, hand: Hand, pass_time: Pass, at_rest: Rest
) -> None:
    stage = window.stage
    hand.tap(1720, 925)
    at_rest(window)
    leave_standing(window, hand, pass_time, at_rest)
    hand.tap(1620, 870)  # 重新开始
    at_rest(window)
    assert (stage.state.mode, stage.state.slide, stage.state.language) == (Mode.BROWSE, 0, "zh")


def test_the_question_stands_in_the_visitors_language_and_goes_with_the_visitor(
    window: Window, hand: Hand, pass_time: Pass, at_rest: Rest
) -> None:
    """Nobody answers: attract at slide 0, in the home language, and the next visitor finds everything new."""
    stage = window.stage
    hand.tap(1720, 925)  # English
    at_rest(window)
    visitor = stage.state.visitor
    leave_standing(window, hand, pass_time, at_rest)
    asked = question(window)
    assert asked is not None
    assert asked.isVisible()
    assert (asked.ring.left, stage.state.language) == (20, "en")
    pass_time(window, 19)
    assert (stage.state.mode, asked.ring.left) == (Mode.ASKING, 1)
    pass_time(window, 1.5)
    at_rest(window)
    assert (stage.state.mode, stage.state.slide, stage.state.language) == (Mode.ATTRACT, 0, "zh")
    assert question(window) is None
    assert stage.state.visitor == visitor + 1
    assert stage.gallery.item(0).setting.language == "zh"
    pass_time(window, 9)
    at_rest(window)
    assert (stage.state.mode, stage.state.slide) == (Mode.ATTRACT, 1)


def test_a_touch_beside_the_buttons_stays_and_does_nothing_else(
    window: Window, hand: Hand, pass_time: Pass, at_rest: Rest
) -> None:
    """The arrow is under the shade: whoever touches there says only that they are there."""
    stage = window.stage
    leave_standing(window, hand, pass_time, at_rest)
    hand.tap(1890, 480)
    at_rest(window)
    assert (stage.state.mode, stage.state.slide) == (Mode.BROWSE, 1)
    assert question(window) is None


def test_a_swipe_over_the_question_stays_and_turns_nothing(
    window: Window, hand: Hand, pass_time: Pass, at_rest: Rest
) -> None:
    stage = window.stage
    leave_standing(window, hand, pass_time, at_rest)
    hand.drag((1250, 870), (500, 870), steps=4)  # it begins on a button
    hand.lift(500, 870)
    at_rest(window)
    assert (stage.state.mode, stage.state.slide) == (Mode.BROWSE, 1)
    assert question(window) is None


def test_the_question_follows_a_turned_screen(
    window: Window, hand: Hand, pass_time: Pass, at_rest: Rest, qtbot
) -> None:
    stage = window.stage
    leave_standing(window, hand, pass_time, at_rest)
    window.resize(720, 1280)
    qtbot.waitUntil(lambda: stage.frame.portrait, timeout=3000)
    asked = question(window)
    assert asked is not None
    assert asked.boundingRect().height() > asked.boundingRect().width()
    assert asked.ring.left == 20


def test_the_whole_exhibit_cycles_by_itself_and_begins_again(window: Window, pass_time: Pass, at_rest: Rest) -> None:
    seen = [0]
    window.stage.changed.connect(lambda state: seen.append(state.slide))
    for _ in range(60):
        pass_time(window, 8)
        at_rest(window)
        if len(seen) > 5 and seen[-1] == 0:
            break
    turns = [slide for number, slide in enumerate(seen) if number == 0 or slide != seen[number - 1]]
    assert turns == [*range(16), 0]
