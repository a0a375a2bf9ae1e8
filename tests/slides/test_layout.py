"""Whatever a curator writes: nothing overlaps, nothing is clipped, nothing leaves the stage."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.content.files import find_picture
from kiosk.content.kinds import KINDS
from kiosk.content.kinds.chart import Chart
from kiosk.content.load import load
from kiosk.slides.timeline import Item
from kiosk.visit import GoTo
from tests.conftest import ROOT
from tests.slides.boxes import SIZES, Hall, boxes, deck_of, faults

LONG = "从智能工厂拔节生长到智慧城市日新月异，人工智能技术正加速迭代，迎来爆发式发展。"
LONG_EN = "From smart factories to cities that change by the day, the technology is iterating ever faster. "
UNBROKEN = "W" * 60


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def figure(**more: Any) -> dict[str, Any]:
    return {"value": "1234567.89", "unit": both("万亿元", "yuan"), "qualifier": both("预计突破", "expected to exceed"),
            "says": both(LONG[:60], LONG_EN[:120]), "as_of": both("截至2025年12月底", "As of the end of December 2025"),
            **more}  # fmt: skip


HEADS = {"chapter": "数据资源非常丰富的一章", "heading": both(LONG[:38], LONG_EN[:95]),
         "as_of": both("截至2025年12月31日", "As of the thirty-first of December 2025"),
         "source": both(LONG[:38], LONG_EN[:95])}  # fmt: skip

CASES: dict[str, dict[str, Any]] = {
    "cover short": {"type": "cover", "headline": "雁"},
    "cover long": {"type": "cover", "kicker": LONG[:30], "headline": LONG, "subtitle": both(LONG[:40], LONG_EN)},
    "cover unbroken": {"type": "cover", "headline": UNBROKEN, "subtitle": UNBROKEN},
    "timeline one": {"type": "timeline", "events": [{"date": "2018", "title": "开港"}]},
    "timeline two on a day": {"type": "timeline", "events": [{"date": "2018-10-31", "title": "开港"}] * 2},
    "timeline long": {**HEADS, "type": "timeline", "events": [
        {"date": f"20{10 + n}-0{n + 1}", "title": both(LONG[:40], LONG_EN), "text": both(LONG * 5, LONG_EN * 6)}
        for n in range(5)]},
    "timeline many": {"type": "timeline", "events": [
        {"date": f"2024-01-{n % 28 + 1:02}", "title": both(f"第{n}件", f"Event {n}"), "text": LONG} for n in range(120)]},
    "timeline centuries": {"type": "timeline", "events": [
        {"date": date, "title": both("大事", "An event")} for date in ("1", "221", "1840-06", "1911-10-10", "2025")]},
    "timeline unending": {"type": "timeline", "events": [{"date": "2018", "title": "开港", "text": LONG * 75}]},
    "timeline two": {"type": "timeline", "events": [
        {"date": date, "title": both(LONG[:40], LONG_EN)} for date in ("2018", "2019/2021")]},
    "timeline forty": {**HEADS, "type": "timeline", "events": [
        {"date": f"{1600 + n * 37 % 211}", "title": both(LONG[n % 9:n % 9 + 16], LONG_EN[:20 + n]), "text": LONG}
        for n in range(40)], "eras": [
        {"name": both("航海时期", "The age of sail"), "from": "1590", "until": "1700"},
        {"name": both(LONG[:20], LONG_EN[:60]), "from": "1650", "until": "1655"},
        {"name": both("新港", "New harbour"), "from": "1700", "until": "1990"}]},
    "timeline five hundred": {"type": "timeline", "events": [
        {"date": f"{1900 + n // 5}-{n * 7 % 12 + 1:02}-{n * 11 % 28 + 1:02}", "title": both(f"第{n}件", LONG_EN[:n % 80 + 1])}
        for n in range(500)]},
    "timeline days": {"type": "timeline", "events": [
        {"date": f"2031-03-{n + 1:02}", "title": UNBROKEN} for n in range(14)]},
    "timeline millennia": {"type": "timeline", "events": [
        {"date": date, "title": both("虚构的大事", "An invented event"), "text": both(LONG, LONG_EN), "source": LONG[:30]}
        for date in ("-9500?", "-44-03-15", "-221/-206", "约公元前2000", "618/907", "1500?", "2018-10-31")]},
    "timeline all": {**HEADS, "type": "timeline", "events": [
        {"date": date, "title": both(LONG[:30], LONG_EN[:60]), "text": both(LONG * 3, LONG_EN * 3),
         "picture": "2-ai-app", "credit": LONG, "source": both(LONG, LONG_EN), **more}
        for date, more in (("约-221-10-01", {}), ("2018", {"figure": figure()}),
                           ("2019-05/2020-12-31", {"figure": {"value": "42", "says": "石阶"}}))]},
    "stats one": {"type": "stats", "hero": {"value": "1", "says": "一"}},
    "stats six long": {**HEADS, "type": "stats", "hero": figure(lead=both(LONG[:40], LONG_EN[:90])),
                       "figures": [figure()] * 5},
    "stats huge": {"type": "stats", "hero": {"value": "123456789012345678901", "unit": "EFLOPS（百亿亿次/秒）",
                                             "says": "大"}, "figures": [figure(value="-0.000000001")] * 3},
    "stats words": {"type": "stats", "hero": {"says": both(LONG, LONG_EN)}, "figures": [{"says": LONG}] * 2},
    "stats share": {"type": "stats", "hero": {"value": "99.99", "unit": "%", "says": "占比", "share": True,
                                              "tail": "以上"}},
    "chart one": {"type": "chart", "title": "船", "series": [{"date": "2024", "value": "5"}]},
    "chart long": {**HEADS, "type": "chart", "title": both(LONG[:40], LONG_EN), "unit": "亿人", "note": LONG[:60],
                   "series": [{"name": both(LONG[:12], LONG_EN[:40]), "value": str(n * 1000.5)} for n in range(6)],
                   "figures": [figure()] * 5},
    "chart many": {"type": "chart", "title": "船", "form": "line", "series": [
        {"date": f"{1990 + n // 12}-{n % 12 + 1:02}", "value": str((n * 37) % 91)} for n in range(200)]},
    "chart negative": {"type": "chart", "title": "差", "unit": "%", "series": [
        {"name": both(f"第{n}项", f"Part {n}"), "value": str(v)} for n, v in enumerate((-5, 3, 0, -0.001, 12))]},
    "chart nothing": {"type": "chart", "title": "零", "series": [{"name": "甲", "value": "0"}, {"name": "乙", "value": "0"}]},
    "chart close": {"type": "chart", "title": "近", "series": [
        {"date": date, "value": "3000000000000"} for date in ("2025-12-01", "2025-12-02", "2035-01-01")]},
    "photo short": {"type": "photo", "caption": "港"},
    "photo long": {**HEADS, "type": "photo", "number": "⑳", "caption": both(LONG * 6, LONG_EN * 6), "credit": LONG_EN},
    "article short": {"type": "article", "title": "潮", "paragraphs": ["水。"]},
    "article long": {**HEADS, "type": "article", "title": both(LONG, LONG_EN), "author": LONG[:20],
                     "paragraphs": [both(LONG * 8, LONG_EN * 8)] * 12},
    "article unbroken": {"type": "article", "title": UNBROKEN, "paragraphs": ["W" * 25 + LONG]},
    "text short": {"type": "text", "headline": "完"},
    "text long": {**HEADS, "type": "text", "headline": both(LONG * 2, LONG_EN * 2), "statement": both(LONG * 30, LONG_EN * 30)},
}  # fmt: skip


def test_every_slide_type_is_tried() -> None:
    assert {case["type"] for case in CASES.values()} == set(KINDS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_overlaps_or_leaves_the_stage(qapp: object, case: str, language: str, size: str) -> None:
    hall = Hall(deck_of(CASES[case]), SIZES[size], language, lambda written: find_picture(ROOT / "data", written))
    said = {name: found for name, slide in hall.steps() if (found := faults(slide))}
    hall.close()
    assert not said


CROWDED = {
    "ten": {},
    "eras": {
        "eras": [{"name": both("古", "old"), "from": "1890", "until": "1905"},
                 {"name": both("今", "now"), "from": "1900", "until": "2024"},
                 {"name": both("三", "three"), "from": "1900", "until": "2024"}],
        "source": both("来源", "The source"),
    },
}  # fmt: skip


@pytest.mark.parametrize("text", [0, 2])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CROWDED)
def test_a_crowded_timeline_has_room_at_every_size(
    qapp: object, case: str, language: str, size: str, text: int
) -> None:
    """Where larger text would leave no room for a statement, that slide is set in the next smaller one."""
    events = [
        {"date": f"{1900 + one}-10", "title": both(f"这是一个很长的事件的名称{one}", f"A long occasion that goes on {one}"),
         "text": both(LONG * 8, LONG_EN * 6)}
        for one in range(10 if case == "ten" else 5)
    ]  # fmt: skip
    hall = Hall(deck_of({"type": "timeline", "events": events, **CROWDED[case]}), SIZES[size], language, text=text)
    item = hall.stage.gallery.item(0)
    said = []
    for step in range(min(4, item.steps)):
        hall.stage.do(GoTo(0, step))
        said += faults(item)
    hall.close()
    assert not said
    assert item.steps <= 6 * len(events)


@pytest.mark.parametrize("text", [0, 1, 2])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_bundled_exhibit_is_laid_out_without_fault(qapp: object, language: str, size: str, text: int) -> None:
    deck = load(ROOT / "data" / "deck.yaml").deck
    assert deck is not None
    hall = Hall(deck, SIZES[size], language, lambda written: find_picture(ROOT / "data", written), text)
    seen, said = 0, {}
    for name, slide in hall.steps():
        seen += len(boxes(slide))
        if found := faults(slide):
            said[name] = found
    hall.close()
    assert not said
    assert seen > 100


@pytest.mark.parametrize("size", ["landscape", "portrait"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_largest_text_costs_no_figure_and_few_turns(qapp: object, language: str, size: str) -> None:
    deck = load(ROOT / "data" / "deck.yaml").deck
    assert deck is not None
    hall = Hall(deck, SIZES[size], language, text=2)
    hall.stage.do(GoTo(1))
    timeline = hall.stage.gallery.item(1)
    assert isinstance(timeline, Item)
    assert max(timeline._counts) <= 3
    for slide in (7, 11):
        hall.stage.do(GoTo(slide))
        item = hall.stage.gallery.item(slide)
        model = deck.slides[slide]
        assert isinstance(model, Chart)
        assert len(item.chart._drawing._digits) == len(model.series), model.id
    hall.close()
