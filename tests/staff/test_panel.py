"""The panel: what each key does to the exhibit, the machine and the settings."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint

from kiosk.content.load import load
from kiosk.ops.clock import Trust
from kiosk.ops.guard.life import ANEW
from kiosk.ops.settings import read_settings
from kiosk.slides import text
from kiosk.staff.arranging import arranged
from kiosk.staff.closing import Closing
from kiosk.staff.health import Shown
from kiosk.staff.notice import Notice
from kiosk.staff.office import LEAVE
from kiosk.staff.panel import Panel
from kiosk.staff.sheets import ProblemSheet
from kiosk.staff.touch_test import TouchTest
from kiosk.stage.exhibit import Exhibit
from kiosk.visit import Mode, Tick, Touch
from tests.conftest import ROOT
from tests.slides.boxes import deck_of
from tests.staff.conftest import Post

BROKEN = ROOT / "tests/content/broken/all-at-once.yaml"


@pytest.fixture
def panel(post: Post) -> Post:
    post.set_pin()
    assert isinstance(post.page, Panel)
    return post


def test_hold_and_resume(panel: Post) -> None:
    panel.tap("暂停轮播")
    assert panel.window.stage.state.held
    panel.tap("继续轮播")
    assert not panel.window.stage.state.held


def test_next_and_previous_go_round(panel: Post) -> None:
    stage = panel.window.stage
    panel.tap("下一页")
    assert stage.state.slide == 1
    panel.tap("上一页")
    panel.tap("上一页")
    assert stage.state.slide == len(stage.exhibit.slides) - 1


def test_language_and_text_size_are_kept_for_new_visitors(panel: Post) -> None:
    changed = []
    panel.office.settled.connect(lambda: changed.append(panel.office.found.settings))
    panel.tap("语言：中文")
    panel.tap("字号：标准")
    assert (changed[0].language, changed[-1].text_size) == ("en", 1)
    panel.written()
    kept = read_settings(panel.settings).settings
    assert (kept.language, kept.text_size) == ("en", 1)
    assert panel.key("字号：大")


def test_the_language_key_goes_through_all_of_them_and_round(panel: Post) -> None:
    """It went back and forth between the first two."""
    stage, office = panel.window.stage, panel.office
    deck = deck_of({"type": "text", "headline": {"zh": "雁", "en": "goose", "fr": "oie"}}, languages=["zh", "en", "fr"])
    whole = Exhibit(deck, deck.slide_ids(), lambda _: None)
    office.settled.connect(lambda: stage.show_exhibit(arranged(whole, office.found.settings, None) or whole))
    stage.show_exhibit(whole)
    panel.page.relay()
    homes = []
    for name in ("语言：中文", "语言：English", "语言：Français", "语言：中文"):
        panel.tap(name)
        homes.append(stage.exhibit.languages[0])
    assert homes == ["en", "fr", "zh", "en"]
    panel.written()


def test_brightness_is_seen_at_once_and_kept(panel: Post) -> None:
    panel.tap("亮度 100%")
    for _ in range(3):
        panel.tap("暗一些")
    panel.written()
    assert read_settings(panel.settings).settings.brightness == 70
    assert panel.settings.stat().st_mode & 0o077 == 0, "the PIN's hash is nobody else's"
    assert panel.window.shade.isVisible()
    assert panel.window.shade.opacity == pytest.approx(0.27)
    for _ in range(3):
        panel.tap("亮一些")
    assert not panel.window.shade.isVisible()
    panel.tap("返回")
    assert isinstance(panel.page, Panel)


def test_problems_are_listed_by_line(panel: Post) -> None:
    loaded = load(BROKEN)
    panel.office.tell(BROKEN, loaded.problems, Shown.EARLIER)
    panel.page.relay()
    assert "处错误" in panel.office.view().health.sentence[0]
    panel.tap(f"内容问题 {len(loaded.problems)}")
    assert isinstance(panel.page, ProblemSheet)
    leaves = 1
    while panel.key("下一页").enabled:
        panel.tap("下一页")
        leaves += 1
    assert leaves > 2
    panel.tap("返回")
    assert isinstance(panel.page, Panel)


@pytest.mark.parametrize("others", [0, 2])
def test_a_slide_that_fails_once_it_was_saved_is_told(
    panel: Post, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    """A save is shown, and then told of: what failed in between was forgotten."""
    build = text.Item.build

    def fail(item: text.Item) -> None:
        if item.model.id == "ill":
            raise ValueError("no")
        build(item)

    def save(name: str) -> None:
        slides = [{"type": "text", "id": one, "headline": one} for one in (name, *"ab"[:others])]
        deck = deck_of(*slides, languages=["en"])
        panel.window.stage.show_exhibit(Exhibit(deck, deck.slide_ids(), lambda _: None))
        panel.office.tell(BROKEN, (), Shown.DECK)

    monkeypatch.setattr(text.Item, "build", fail)
    panel.window.stage.failed.connect(panel.office.failed)
    save("ill")
    assert "1 slide can’t be drawn" in panel.office.view().health.sentence[1]
    save("well")
    assert "drawn" not in panel.office.view().health.sentence[1]


def test_what_cannot_be_taken_back_is_asked_first(panel: Post) -> None:
    panel.tap("退到桌面")
    assert isinstance(panel.page, Notice)
    panel.tap("取消")
    assert isinstance(panel.page, Panel)
    assert panel.quits == []
    panel.tap("退到桌面")
    panel.tap("退到桌面")
    panel.reception.lock()
    panel.window.called.emit()
    assert panel.quits == [LEAVE]


def test_restart(panel: Post) -> None:
    panel.tap("重启程序")
    panel.tap("重启程序")
    assert panel.quits == [ANEW]


def test_undo_only_where_there_is_something_to_undo(panel: Post) -> None:
    assert not panel.key("撤回上次更新").enabled
    done: list[bool] = []
    panel.ties.may_undo = lambda: True
    panel.ties.undo = lambda: done.append(True) or ""
    panel.page.relay()
    panel.tap("撤回上次更新")
    panel.tap("撤回上次更新")
    assert done == [True]
    assert isinstance(panel.page, Panel)


def test_what_went_wrong_is_said_where_it_was_asked_for(panel: Post) -> None:
    panel.ties.may_undo = lambda: True
    panel.ties.undo = lambda: "不行"
    panel.page.relay()
    panel.tap("撤回上次更新")
    panel.tap("撤回上次更新")
    assert isinstance(panel.page, Notice)
    assert panel.page.more == "不行"


def test_fingers_leave_colours_and_the_lag_is_measured(panel: Post) -> None:
    panel.tap("触摸测试")
    page = panel.page
    assert isinstance(page, TouchTest)
    page.grab()
    panel.touch("press", QPoint(800, 500), (1, "press", QPoint(300, 600)))
    for step in range(20):
        panel.touch("move", QPoint(800 + step * 10, 500), (1, "move", QPoint(300, 600)))
        page.repaint()
    panel.touch("release", QPoint(990, 500), (1, "release", QPoint(300, 600)))
    seen = page.grab().toImage()
    assert seen.pixelColor(900, 500) != seen.pixelColor(1500, 500)
    assert seen.pixelColor(300, 600) != seen.pixelColor(1500, 500)
    assert page.most == 2
    assert page.lag_ms is not None
    assert page.lag_ms > 0
    panel.tap("清空")
    assert page.lag_ms is None
    panel.tap("返回")
    assert isinstance(panel.page, Panel)


def test_help_has_leaves_to_turn(panel: Post) -> None:
    panel.tap("帮助")
    first = panel.page.grab().toImage()
    panel.tap("下一页")
    assert panel.page.grab().toImage() != first


def test_staff_say_whether_the_clock_is_right(panel: Post) -> None:
    panel.tap("开放时间与时钟")
    panel.tap("时钟是对的")
    panel.written()
    assert read_settings(panel.settings).settings.clock == "trusted"
    panel.ties.trust = lambda: Trust(trusted=True, reason="set_trusted")
    panel.page.relay()
    assert not panel.key("时钟是对的").enabled
    panel.tap("时钟不对")
    panel.written()
    assert read_settings(panel.settings).settings.clock == "untrusted"


# Opening hours.

SUNDAY = datetime(2026, 11, 22, 12)  # noqa: DTZ001
MONDAY = datetime(2026, 11, 23, 12)  # noqa: DTZ001


def test_it_goes_dark_out_of_hours_once_the_visitor_is_gone(post: Post) -> None:
    post.settings.write_text("hours: {mon-sat: 9:00-17:00}\n", "utf-8")
    now, days = [MONDAY], []
    closing = Closing(post.window, lambda: read_settings(post.settings).settings, lambda: True, lambda: now[0])
    closing.day.connect(days.append)
    closing.look()
    assert not closing.closed
    stage = post.window.stage
    stage.do(Touch())
    now[0] = SUNDAY
    closing.look()
    assert not closing.closed
    post.clock.now += 3600
    stage.do(Tick())  # are you there?
    post.clock.now += 60
    stage.do(Tick())  # no
    closing.look()
    assert closing.closed
    assert post.window.shade.opacity == 1.0
    post.touch("press", QPoint(900, 500))
    post.touch("release", QPoint(900, 500))
    assert stage.state.mode is Mode.ATTRACT
    now[0] = MONDAY
    closing.look()
    assert not post.window.shade.isVisible()
    assert [one.isoformat() for one in days] == ["2026-11-23", "2026-11-22", "2026-11-23"]


def test_it_goes_dark_though_staff_forgot_that_they_hold_the_cycle(panel: Post) -> None:
    """The hand that opened the panel was somebody's, and while the cycle is held nobody is asked and sent home."""
    panel.settings.write_text("hours: {mon-sat: 9:00-17:00}\n", "utf-8")
    now = [MONDAY]
    closing = Closing(panel.window, lambda: read_settings(panel.settings).settings, lambda: True, lambda: now[0],
                      lambda: bool(panel.reception.pages))  # fmt: skip
    panel.window.stage.do(Touch())
    panel.tap("暂停轮播")
    panel.reception.lock()
    now[0] = datetime(2026, 11, 23, 17)  # noqa: DTZ001
    panel.clock.now += 5 * 3600
    panel.window.stage.do(Touch())
    now[0] += timedelta(seconds=59)
    closing.look()
    assert not closing.closed, "a visitor is there"
    now[0] += timedelta(seconds=30)
    closing.look()
    assert closing.closed
    now[0] = datetime(2026, 11, 24, 12)  # noqa: DTZ001
    closing.look()
    assert not closing.closed
    assert panel.window.stage.state.held, "it is staff's to let go of"


def test_the_cycle_goes_on_in_the_morning_and_what_staff_do_at_night_counts(panel: Post) -> None:
    panel.settings.write_text("hours: {mon-sat: 9:00-17:00}\n", "utf-8")
    now, stage = [MONDAY], panel.window.stage
    closing = Closing(panel.window, lambda: read_settings(panel.settings).settings, lambda: True, lambda: now[0])
    night, morning = datetime(2026, 11, 23, 20), datetime(2026, 11, 24, 10)  # noqa: DTZ001
    now[0] = night
    closing.look()
    assert stage.state.held
    now[0] = morning
    closing.look()
    assert not stage.state.held
    now[0] = night
    closing.look()
    panel.page.relay()
    panel.tap("继续轮播")
    panel.tap("暂停轮播")
    now[0] = morning
    closing.look()
    assert stage.state.held


def test_a_clock_that_does_not_count_leaves_it_open(post: Post) -> None:
    post.settings.write_text("hours: {mon: 9:00-9:01}\n", "utf-8")
    closing = Closing(post.window, lambda: read_settings(post.settings).settings, lambda: False, lambda: SUNDAY)
    closing.look()
    assert not closing.closed


def test_staff_get_in_while_it_is_dark(post: Post) -> None:
    post.settings.write_text("hours: {mon: 9:00-9:01}\n", "utf-8")
    closing = Closing(post.window, lambda: read_settings(post.settings).settings, lambda: True, lambda: SUNDAY)
    closing.look()
    assert closing.closed
    with post.qtbot.waitSignal(post.window.called, timeout=6000):
        post.touch("press", QPoint(12, 14))
    assert post.page.isVisible()
