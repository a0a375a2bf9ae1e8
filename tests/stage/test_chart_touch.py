"""Charts under real fingers: a tap holds a value, a finger that stays scrubs, all else turns slides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from shiboken6 import getCppPointer

from kiosk.content.deck import Deck
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.flight import PushFlight
from kiosk.stage.gestures import HOLD_MS
from kiosk.stage.window import Window
from tests.stage.conftest import Hand, painted

Browse = Callable[[Window, int], None]

DAYS = [{"date": f"{1990 + n // 12}-{n % 12 + 1:02}", "value": str((n * 37) % 91)} for n in range(200)]
SLIDES: list[dict[str, Any]] = [
    {"type": "text", "headline": "始"},
    {"type": "chart", "title": "船", "unit": "万艘", "series": [
        {"date": "2001", "value": "12.50"}, {"date": "2002", "value": "-3"}, {"date": "2003", "value": "20"}]},
    {"type": "chart", "form": "line", "title": "水位", "unit": "%", "series": DAYS},
    {"type": "chart", "form": "line", "title": "路", "unit": "步", "groups": [{"name": "河边"}, {"name": "林中"}],
     "series": [{"date": f"200{n}", "values": [str(n), str(9 - n) if n != 3 else "—"]} for n in range(6)]},
    {"type": "text", "headline": "终"},
]  # fmt: skip
BARS, LINE, TWO = 1, 2, 3


@pytest.fixture(scope="module")
def exhibit() -> Exhibit:
    deck = Deck.model_validate({"title": "t", "languages": ["zh", "en"], "slides": SLIDES})
    return Exhibit(deck, deck.slide_ids(), lambda _: None)


def slide(window: Window) -> Any:
    return window.stage.gallery.item(window.stage.state.slide)


def mark(window: Window, key: tuple[int, int], off: tuple[float, float] = (0, 0)) -> tuple[int, int]:
    """Where a mark stands in the window, px."""
    chart = slide(window).chart
    at = chart.mapToScene(chart.spot(key).center() + QPointF(*off))
    return round(at.x()), round(at.y())


def button(window: Window, name: str = "_toggle") -> tuple[int, int]:
    item = getattr(slide(window), name)
    at = item.mapToScene(item.extent().center())
    return round(at.x()), round(at.y())


def test_a_tap_holds_a_bars_value_unit_and_date(window: Window, hand: Hand, browse: Browse) -> None:
    browse(window, BARS)
    hand.tap(*mark(window, (0, 0)))
    chart = slide(window).chart
    assert chart.picked == (0, 0)
    assert chart.said((0, 0)) == ("12.50万艘", "2001年")
    card = window.grab(chart.callout.sceneBoundingRect().toRect()).toImage()
    colours = {card.pixel(x, y) for x in range(0, card.width(), 3) for y in range(0, card.height(), 3)}
    assert len(colours) > 10  # the card is painted, with words on it
    hand.tap(*mark(window, (0, 0)))
    assert chart.picked is None
    assert chart.callout is None


def test_another_mark_takes_over_and_empty_ground_lets_go(window: Window, hand: Hand, browse: Browse) -> None:
    browse(window, BARS)
    hand.tap(*mark(window, (0, 0)))
    hand.tap(*mark(window, (0, 2)))
    chart = slide(window).chart
    assert chart.picked == (0, 2)
    hand.tap(200, 120)
    assert chart.picked is None
    assert window.stage.state.slide == BARS


def test_a_finger_within_15_mm_means_the_mark_and_further_off_it_doesnt(
    window: Window, hand: Hand, browse: Browse
) -> None:
    browse(window, BARS)
    chart, slop = slide(window).chart, slide(window).setting.touch_slop
    half = chart.spot((0, 1)).width() / 2
    hand.tap(*mark(window, (0, 1), (half + slop - 4, 0)))
    assert chart.picked == (0, 1)
    chart.choose(None)
    hand.tap(*mark(window, (0, 1), (half + slop + 6, 0)))
    assert chart.picked is None


def test_of_200_points_the_nearest_is_picked(window: Window, hand: Hand, browse: Browse) -> None:
    browse(window, LINE)
    hand.tap(*mark(window, (0, 117)))
    assert slide(window).chart.picked == (0, 117)


def test_a_press_is_answered_before_it_lifts(window: Window, hand: Hand, browse: Browse) -> None:
    browse(window, BARS)
    at = mark(window, (0, 0))
    before = window.grab().toImage()
    hand.touch(("press", *at))
    assert window.grab().toImage() != before
    hand.drag(at, (at[0], at[1] + 300))  # it slides off, and nothing came of it
    hand.lift(at[0], at[1] + 300)
    assert slide(window).chart.picked is None
    assert window.grab().toImage() == before


def test_a_finger_that_stays_scrubs_from_mark_to_mark(qtbot: Any, window: Window, hand: Hand, browse: Browse) -> None:
    browse(window, LINE)
    chart = slide(window).chart
    start, end = mark(window, (0, 40)), mark(window, (0, 160))
    hand.touch(("press", start[0], 700))
    qtbot.waitUntil(lambda: chart.picked is not None, timeout=HOLD_MS * 10)
    assert chart.picked == (0, 40)
    seen = []
    for step in range(1, 41):
        hand.touch(("move", start[0] + (end[0] - start[0]) * step // 40, 700))
        seen.append(chart.picked[1])
    hand.lift(end[0], 700)
    assert seen == sorted(seen)
    assert len(set(seen)) > 30
    assert chart.picked == (0, 160)  # held after the lift
    assert window.stage.state.slide == LINE
    assert window.flight is None


def test_a_finger_that_stays_is_heard_beside_a_hand_that_rests(
    qtbot: Any, window: Window, hand: Hand, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the system it is only one more point of a touch that began long ago."""
    monkeypatch.setattr("kiosk.stage.gestures.RESTING_MS", 0.0)
    browse(window, LINE)
    chart = slide(window).chart
    resting, finger = mark(window, (0, 40)), mark(window, (0, 160))
    hand.touch(("press", resting[0], 700))
    qtbot.waitUntil(lambda: chart.picked == (0, 40), timeout=HOLD_MS * 10)
    hand.touch(("move", resting[0], 700), ("press", finger[0], 700))
    qtbot.waitUntil(lambda: chart.picked == (0, 160), timeout=HOLD_MS * 10)
    hand.touch(("release", resting[0], 700), ("release", finger[0], 700))


def test_a_drag_from_the_picked_mark_scrubs_and_any_other_turns_the_slide(
    qtbot: Any, window: Window, hand: Hand, browse: Browse
) -> None:
    browse(window, TWO)
    chart = slide(window).chart
    hand.tap(*mark(window, (0, 1)))
    hand.drag(mark(window, (0, 1)), mark(window, (0, 4)))
    hand.lift(*mark(window, (0, 4)))
    assert chart.picked == (0, 4)
    assert window.stage.state.slide == TWO
    away = mark(window, (0, 1), (0, -260))
    hand.drag((away[0] + 700, away[1]), (away[0] - 100, away[1]))
    hand.lift(away[0] - 100, away[1])
    qtbot.waitUntil(lambda: window.stage.state.slide == TWO + 1, timeout=3000)


def test_scrubbing_rebuilds_nothing(window: Window, hand: Hand, browse: Browse) -> None:
    """A scrub moves a card and a sign; the scene's items stay the very same."""
    browse(window, LINE)
    chart = slide(window).chart
    hand.tap(*mark(window, (0, 10)))
    items = sorted(getCppPointer(item)[0] for item in chart.scene().items())
    hand.drag(mark(window, (0, 10)), mark(window, (0, 90)), steps=30)
    assert chart.picked == (0, 90)
    assert sorted(getCppPointer(item)[0] for item in chart.scene().items()) == items


def test_a_gap_is_said(window: Window, hand: Hand, browse: Browse) -> None:
    browse(window, TWO)
    hand.tap(*mark(window, (1, 3)))
    chart = slide(window).chart
    assert chart.picked == (1, 3)
    assert chart.said((1, 3)) == ("无数据", "林中 · 2003年")


def test_the_table_is_one_tap_away_and_the_chart_one_tap_back(window: Window, hand: Hand, browse: Browse) -> None:
    browse(window, BARS)
    item = slide(window)
    plain = window.grab().toImage()
    hand.tap(*mark(window, (0, 0)))
    hand.tap(*button(window))
    assert not item.chart.isVisible()
    assert item._table.isVisible()
    assert item._toggle.words == "图表"
    assert not item._turn.isVisible()
    hand.tap(900, 500)  # the chart that isn't there takes no finger
    assert item.chart.picked is None
    hand.tap(*button(window))
    assert item.chart.isVisible()
    assert item._toggle.words == "数据表"
    assert window.grab().toImage() == plain


def test_a_long_table_has_pages(window: Window, hand: Hand, browse: Browse) -> None:
    browse(window, LINE)
    hand.tap(*button(window))
    table = slide(window)._table
    assert table.pages > 1
    pages = []
    for _ in range(table.pages):
        pages.append(table.shown)
        hand.tap(*button(window, "_turn"))
        QTest.qWait(1)
    assert pages == list(range(table.pages))
    assert table.shown == 0


def test_what_was_asked_and_the_table_are_gone_when_the_slide_comes_back(
    window: Window, hand: Hand, browse: Browse
) -> None:
    browse(window, BARS)
    hand.tap(*mark(window, (0, 0)))
    browse(window, LINE)
    hand.tap(*button(window))
    browse(window, BARS)
    assert slide(window).chart.picked is None
    browse(window, LINE)
    assert slide(window).chart.isVisible()


def test_a_button_is_at_least_15_mm_and_low(window: Window, browse: Browse) -> None:
    browse(window, LINE)
    item = slide(window)
    item._show_table(True)
    for one in (item._toggle, item._turn):
        rect = one.mapRectToItem(item, one.extent())
        assert min(rect.width(), rect.height()) >= max(96, item.setting.touch_slop)
        assert rect.top() > item.setting.height * 0.6
        assert rect.bottom() <= item.setting.floor


def test_the_bundled_exhibits_chart_says_602_million_in_english(qapp: object) -> None:
    from kiosk.content.load import load
    from tests.conftest import ROOT
    from tests.slides.boxes import Hall

    deck = load(ROOT / "data" / "deck.yaml").deck
    assert deck is not None
    for language, said in (("zh", ("6.02亿人", "2025年12月")), ("en", ("602 million people", "December 2025"))):
        hall = Hall(deck, (1920, 1080), language)
        assert hall.stage.gallery.item(7).chart.said((0, 2)) == said
        hall.close()


@pytest.mark.parametrize("scrubbed", [False, True])
def test_what_a_finger_held_flies_along_under_the_arrow_as_well(
    qtbot: Any, window: Window, hand: Hand, browse: Browse, scrubbed: bool
) -> None:
    """What stands under the arrows is drawn ahead, before the mark at the chart's end was held."""
    window.stage.overlay.hints = False
    browse(window, LINE)
    first, other = mark(window, (0, 0)), mark(window, (0, 40))
    snapshots = window.stage._snapshots
    qtbot.waitUntil(lambda: snapshots._under_at == (LINE, 0), timeout=8000)
    if scrubbed:
        hand.touch(("press", other[0], 700))
        qtbot.waitUntil(lambda: slide(window).chart.picked is not None, timeout=HOLD_MS * 10)
        qtbot.waitUntil(lambda: snapshots._under_at == (LINE, 0), timeout=8000)  # the finger rests meanwhile
        hand.touch(("move", first[0], 700))
        hand.lift(first[0], 700)
    else:
        hand.tap(*first)
    assert slide(window).chart.picked == (0, 0)
    window.viewport().repaint()
    expected = painted(snapshots.sheet(LINE))
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert isinstance(window.flight, PushFlight)
    assert painted(window.flight.sides[-1]) == expected
