"""Who gets in, and who doesn't: the corner, the PIN, the waits, the key on the stick, the lock that falls by itself."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.ops.at_hand import AtHand
from kiosk.ops.settings import Found, Settings, write_settings
from kiosk.staff import pin
from kiosk.staff.notice import Notice
from kiosk.staff.pad import PinPad
from kiosk.staff.panel import Panel
from kiosk.staff.pin import FREE_TRIES, OPEN_FOR
from kiosk.staff.reception import LOCK_S
from kiosk.staff.reset import NAME
from tests.staff.conftest import Post


def wait_for(post: Post, kind: type) -> None:
    post.qtbot.waitUntil(lambda: bool(post.reception.pages) and isinstance(post.page, kind))


@pytest.mark.parametrize("x", [12, 1905])
def test_holding_an_upper_corner_for_three_seconds_calls_the_pad(post: Post, x: int) -> None:
    view = post.window
    with post.qtbot.waitSignal(view.called, timeout=6000):
        post.touch("press", QPoint(x, 14))
    post.touch("release", QPoint(x, 14))
    assert isinstance(post.page, PinPad)
    assert post.page.isVisible()


@pytest.mark.parametrize("last", ["lift", "slide", "second finger", "lower corner"])
def test_less_than_that_calls_nobody(post: Post, last: str, qtbot: QtBot) -> None:
    corner = QPoint(12, 1060 if last == "lower corner" else 14)
    post.touch("press", corner)
    if last == "lift":
        post.touch("release", corner)
    elif last == "slide":
        post.touch("move", QPoint(400, 300))
    elif last == "second finger":
        post.touch("move", corner, (1, "press", QPoint(600, 600)))
    with qtbot.assertNotEmitted(post.window.called, wait=3400):
        pass
    others = [(1, "release", QPoint(600, 600))] if last == "second finger" else []
    if last != "lift":
        post.touch("release", corner, *others)


def test_the_first_pin_is_asked_for_twice_and_then_the_panel_stands(post: Post) -> None:
    post.window.called.emit()
    assert not post.key("确定").enabled
    post.enter("1234")
    assert isinstance(post.page, PinPad)
    assert "容易" in post.page.trouble
    post.enter("4711")
    post.enter("4712")
    assert "不一样" in post.page.trouble
    post.enter("4711")
    post.enter("4711")
    wait_for(post, Notice)
    assert "4711" not in post.settings.read_text("utf-8")
    post.tap("以后再说")
    assert isinstance(post.page, Panel)
    assert post.reception.inside


def test_after_ten_minutes_without_a_pin_nobody_gets_in(post: Post) -> None:
    post.clock.now += OPEN_FOR + 1
    post.window.called.emit()
    assert isinstance(post.page, Notice)
    post.tap("返回展览")
    assert not post.reception.pages
    assert not post.reception.inside


def test_the_right_pin_opens_and_a_wrong_one_does_not(post: Post) -> None:
    post.set_pin()
    post.reception.lock()
    post.window.called.emit()
    post.enter("9999")
    post.qtbot.waitUntil(lambda: isinstance(post.page, PinPad) and post.page.trouble == "密码不对")
    assert not post.reception.inside
    post.enter("4711")
    wait_for(post, Panel)


def test_who_leaves_before_the_pin_is_judged_opens_nothing(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does whoever comes next, with another PIN, get in by theirs."""
    post.set_pin()
    post.reception.lock()
    gate, fits = threading.Event(), pin.fits
    monkeypatch.setattr(pin, "fits", lambda digits, kept: gate.wait(20) and fits(digits, kept))
    post.window.called.emit()
    post.enter("4711")
    post.tap("返回展览")
    assert not post.reception.pages
    with post.qtbot.waitSignal(post.reception._checked):
        gate.set()
    assert not post.reception.inside
    assert not post.reception.pages

    gate.clear()
    post.window.called.emit()
    post.enter("4711")
    post.tap("返回展览")
    post.window.called.emit()
    post.enter("9999")
    with post.qtbot.waitSignals([post.reception._checked] * 2):
        gate.set()
    assert not post.reception.inside
    assert isinstance(post.page, PinPad)


def test_five_wrong_ones_make_wait_and_the_sixth_try_is_not_even_taken(post: Post) -> None:
    post.set_pin()
    post.reception.lock()
    post.window.called.emit()
    for number in range(FREE_TRIES):
        post.enter("9999")
        post.qtbot.waitUntil(lambda n=number: isinstance(post.page, PinPad) and post.reception._tries.wrong == n + 1)
    pad = post.page
    assert isinstance(pad, PinPad)
    assert pad.waiting
    assert "30" in pad.trouble
    assert not post.key("1").enabled
    post.clock.now += 31
    post.qtbot.waitUntil(lambda: not pad.waiting)
    post.enter("4711")
    wait_for(post, Panel)


def test_it_locks_by_itself_after_a_minute_without_a_touch(post: Post) -> None:
    post.set_pin()
    post.clock.now += LOCK_S - 5
    post.tap("帮助")
    post.clock.now += LOCK_S - 5
    QTest.qWait(1)
    assert post.reception.inside
    with post.qtbot.waitSignal(post.reception.locked, timeout=3000):
        post.clock.now += 6
    assert not post.reception.pages


def test_the_key_on_the_stick_sets_a_new_pin(post: Post, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    post.window.called.emit()
    post.enter("4711")
    post.enter("4711")
    wait_for(post, Notice)
    post.tap("保存到 U 盘")
    assert isinstance(post.page, Notice)
    assert "没有找到" in post.page.more
    post.sticks = [stick]
    post.tap("保存到 U 盘")
    post.qtbot.waitUntil(lambda: any(one.words == "继续" for one in post.page.keys))
    assert (stick / NAME).is_file()
    post.tap("继续")
    assert isinstance(post.page, Panel)
    post.reception.lock()

    post.sticks = []
    post.window.called.emit()
    post.tap("忘记密码？")
    post.tap("重设密码")
    post.qtbot.waitUntil(lambda: "没有找到" in post.page.more)
    post.sticks = [stick]
    post.tap("重设密码")
    post.qtbot.waitUntil(lambda: isinstance(post.page, PinPad))
    post.enter("8520")
    post.enter("8520")
    wait_for(post, Notice)
    post.tap("以后再说")
    assert isinstance(post.page, Panel)
    post.reception.lock()
    post.window.called.emit()
    post.enter("4711")
    post.qtbot.waitUntil(lambda: isinstance(post.page, PinPad) and post.page.trouble == "密码不对")


def test_the_key_goes_onto_no_stick_that_staff_did_not_mean(post: Post, tmp_path: Path) -> None:
    sticks = [tmp_path / "staff", tmp_path / "visitor"]
    for stick in sticks:
        stick.mkdir()
    post.window.called.emit()
    post.enter("4711")
    post.enter("4711")
    wait_for(post, Notice)
    post.sticks = sticks
    post.tap("保存到 U 盘")
    assert isinstance(post.page, Notice)
    assert "只留下" in post.page.more
    assert not [*tmp_path.glob("*/*.key")]
    post.sticks = sticks[:1]
    post.tap("保存到 U 盘")
    post.qtbot.waitUntil(lambda: any(one.words == "继续" for one in post.page.keys))
    assert (sticks[0] / NAME).is_file()


def test_another_machines_key_opens_nothing(post: Post, tmp_path: Path) -> None:
    post.set_pin()
    post.reception.lock()
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / NAME).write_text("0123456789abcdef" * 4)
    post.sticks = [stick]
    post.window.called.emit()
    post.tap("忘记密码？")
    post.tap("重设密码")
    post.qtbot.waitUntil(lambda: bool(post.page.more))


def test_settings_that_were_spoilt_by_hand_let_a_new_pin_be_set_only_at_the_start(post: Post) -> None:
    write_settings(post.settings, pin="nonsense")
    post.window.called.emit()
    assert isinstance(post.page, PinPad)
    post.tap("返回展览")
    post.clock.now += OPEN_FOR + 1
    post.window.called.emit()
    assert isinstance(post.page, Notice)


def test_what_a_disk_refuses_is_said_on_the_pad(post: Post) -> None:
    post.settings.mkdir()  # a folder stands where the file should
    post.window.called.emit()
    post.enter("4711")
    post.enter("4711")
    post.qtbot.waitUntil(lambda: isinstance(post.page, PinPad) and "没有存下来" in post.page.trouble)


def test_while_nobody_knows_the_settings_the_last_call_is_the_one_that_counts(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call began to ask again by itself, twice a second until a disk answered, and the first one was obeyed."""
    found: list[Found] = []
    monkeypatch.setattr(AtHand, "look", lambda _self: found[0] if found else None)
    updates: list[str] = []
    post.reception.call(lambda: updates.append("taken"))
    post.window.called.emit()
    assert not post.reception.pages
    found.append(Found(Settings(pin=pin.hashed("4711"))))
    wait_for(post, PinPad)
    post.enter("4711")
    wait_for(post, Panel)
    assert not updates


def test_a_finger_that_slides_off_a_key_presses_nothing(post: Post) -> None:
    post.set_pin()
    page = post.page
    post.touch("press", (post.key("退到桌面").rect.center() * page.frame_.scale).toPoint())
    post.touch("move", QPoint(500, 200))
    post.touch("release", QPoint(500, 200))
    assert post.page is page


def test_digits_may_be_typed(post: Post) -> None:
    post.set_pin()
    post.reception.lock()
    post.window.called.emit()
    QTest.keyClicks(post.page, "47x12")
    QTest.keyClick(post.page, Qt.Key.Key_Backspace)
    QTest.keyClicks(post.page, "1")
    QTest.keyClick(post.page, Qt.Key.Key_Return)
    wait_for(post, Panel)
