"""Every form of chart with short, long and hostile data: nothing overlaps, nothing leaves the stage, nothing lies."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from kiosk.content.kinds.chart import Form
from tests.golden.test_pictures import pixels
from tests.slides.boxes import SIZES, Hall, boxes, deck_of, faults

LONG = "山谷里那座有着很长很长名字的老磨坊的第一片风车叶子"
LONG_EN = "The first sail of the old mill in the valley that has a very, very long name indeed"
UNBROKEN = "W" * 40


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def names(*words: str) -> list[dict[str, Any]]:
    return [{"name": both(f"{word}园", f"Garden {word}")} for word in words]


def long_names(count: int) -> list[dict[str, Any]]:
    return [{"name": both(LONG[: 8 + 2 * n], LONG_EN[: 20 + 8 * n])} for n in range(count)]


def rows(values: list[Any], **more: Any) -> list[dict[str, Any]]:
    return [{"name": both(f"第{n}项", f"Part {n}"), "value": value, **more} for n, value in enumerate(values)]


def dated(values: list[Any], key: str = "value", year: int = 1990) -> list[dict[str, Any]]:
    return [{"date": f"{year + n // 12}-{n % 12 + 1:02}", key: value} for n, value in enumerate(values)]


def long_rows(values: list[Any], key: str = "value") -> list[dict[str, Any]]:
    return [{"name": both(LONG[: 10 + n], LONG_EN[: 40 + 3 * n]), key: value} for n, value in enumerate(values)]


FIGURES = [{"value": "1234567.89", "unit": both("万亿元", "yuan"), "says": both(LONG, LONG_EN)}] * 3

CASES: dict[str, dict[str, Any]] = {
    "bar one": {"form": "bar", "series": rows(["5"])},
    "bar gaps": {"form": "bar", "series": rows(["—", "5", "无数据", "-3.50", "n/a"])},
    "bar tiny": {"form": "bar", "unit": both("克", "g"), "series": rows(["0.000000001", "0.000000003"])},
    "bar vast": {"form": "bar", "unit": both("元", "yuan"), "series": rows(["1000000000000", "2500000000000", "0"])},
    "bar far apart": {"form": "bar", "series": rows(["0.000000001", "1000000000000", "-1000000000000"])},
    "bar 200": {"form": "bar", "series": dated([str((n * 37) % 91 - 20) for n in range(200)])},
    "bar grouped": {"form": "bar", "groups": names(*"甲乙丙"), "series": [
        {"date": "2001", "values": ["1", "-2", "3"]}, {"date": "2004", "values": ["4", "—", "6"]}]},
    "bar grouped long": {"form": "bar", "unit": both("万人", "people"), "groups": long_names(5), "figures": FIGURES,
                         "series": long_rows([["123456", "-2.5", "3", "0.25", "88888.125"]] * 6, "values")},
    "bar grouped many": {"form": "bar", "groups": names(*"甲乙丙丁戊"), "series": [
        {"name": str(n), "values": ["10000", "2", "-3", "4", "50"]} for n in range(12)]},
    "bar grouped empty": {"form": "bar", "groups": names(*"甲乙"), "series": [{"name": "一", "values": ["—", "1"]}]},
    "stacked short": {"form": "stacked", "groups": names("甲"), "series": [{"name": "一", "values": ["1"]}]},
    "stacked long": {"form": "stacked", "unit": both("亿人", "people"), "groups": long_names(6), "note": both(LONG, LONG_EN),
                     "series": long_rows([["12", "0.001", "3", "44", "0", "8"]] * 7, "values")},
    "stacked many": {"form": "stacked", "groups": names(*"甲乙丙丁戊己"), "series": dated(
        [["1", "2", "—", "4", "1000", "0"]] * 40, "values")},
    "stacked nothing": {"form": "stacked", "groups": names(*"甲乙"), "series": [{"name": "一", "values": ["0", "0"]}]},
    "horizontal one": {"form": "horizontal", "series": rows(["5"])},
    "horizontal long": {"form": "horizontal", "unit": "%", "figures": FIGURES,
                        "series": long_rows(["12.50", "-99.999999", "—", "0", "1234567890123"])},
    "horizontal many": {"form": "horizontal", "note": both(LONG, LONG_EN),
                        "series": long_rows([str(n * 1000 - 3000) for n in range(20)])},
    "horizontal unbroken": {"form": "horizontal", "series": [{"name": UNBROKEN, "value": "3"}]},
    "line one": {"form": "line", "series": dated(["5"])},
    "line gaps": {"form": "line", "series": dated(["1", "—", "3", "—", "—", "-6", "2"])},
    "line 200": {"form": "line", "unit": both("亿元", "yuan"), "series": dated([f"{n % 7}.{n:03}" for n in range(200)])},
    "line several": {"form": "line", "groups": names(*"甲乙丙"), "series": dated(
        [["1", "2", "3"], ["1", "—", "3"], ["1.01", "2", "2.99"]], "values")},
    "line several long": {"form": "line", "unit": both("元", "yuan"), "groups": long_names(8), "figures": FIGURES,
                          "series": dated([[str(10**n) for n in range(8)]] * 6, "values")},
    "line several 200": {"form": "line", "groups": names(*"甲乙丙丁戊己庚辛"), "series": dated(
        [[str((n * k) % 50 - 10) for k in range(1, 9)] for n in range(200)], "values")},
    "line all gone": {"form": "line", "groups": names(*"甲乙"), "series": dated([["—", "1"], ["—", "2"]], "values")},
    "area one": {"form": "area", "series": dated(["5"])},
    "area below": {"form": "area", "unit": "%", "series": dated(["5", "-5.00", "—", "-0.001", "7"])},
    "area vast": {"form": "area", "note": both(LONG, LONG_EN), "series": dated(["0.000000001", "1000000000000"])},
    "share one": {"form": "share", "unit": "%", "series": rows(["0.01"])},
    "share whole": {"form": "share", "series": rows(["3", "3", "3"])},
    "share ten": {"form": "share", "unit": "%", "figures": FIGURES,
                  "series": long_rows(["91", "1", "1", "1", "1", "1", "1", "1", "1", "1"])},
    "share slivers": {"form": "share", "unit": "%", "series": rows(["0.001"] * 9 + ["99.99"])},
    "share gaps": {"form": "share", "unit": "%", "series": rows(["40", "—", "0"])},
    "dots ten": {"form": "dots", "out_of": "10", "unit": both("人", "people"), "series": rows(["9"])},
    "dots two": {"form": "dots", "out_of": "2", "series": rows(["0.4", "2"])},
    "dots 200": {"form": "dots", "out_of": "200", "unit": both(LONG, LONG_EN), "figures": FIGURES,
                 "series": long_rows(["9", "199.5", "0", "—", "200", "77"])},
    "dots prime": {"form": "dots", "out_of": "97", "note": both(LONG, LONG_EN), "series": rows(["96", "1", "50"])},
    "multiples two": {"form": "multiples", "groups": names(*"甲乙"), "series": dated([["1", "2"], ["3", "—"]], "values")},
    "multiples one": {"form": "multiples", "groups": long_names(1), "series": [{"name": "一", "values": ["7"]}]},
    "multiples long": {"form": "multiples", "unit": both("亿人", "people"), "groups": long_names(12), "figures": FIGURES,
                       "series": long_rows([[str(n * 1000.5 - 4000) for n in range(12)]] * 4, "values")},
    "multiples 200": {"form": "multiples", "groups": names(*"甲乙丙丁戊己庚辛壬"), "series": dated(
        [[str((n * k) % 50) for k in range(1, 10)] for n in range(200)], "values")},
    "slope one": {"form": "slope", "groups": names("甲"), "series": dated([["5"], ["5"]], "values")},
    "slope long": {"form": "slope", "unit": both("万亿元", "yuan"), "groups": long_names(12), "figures": FIGURES,
                   "series": long_rows([[str(n) for n in range(12)], [str(n % 3 - 1.25) for n in range(12)]], "values")},
    "slope gaps": {"form": "slope", "unit": "%", "groups": names(*"甲乙丙"), "series": dated(
        [["—", "1000000", "3"], ["—", "0.000001", "—"]], "values")},
}  # fmt: skip


def case(name: str) -> dict[str, Any]:
    return {"type": "chart", "title": both("示例", "An example"), **CASES[name]}


def test_every_form_is_tried() -> None:
    assert {one["form"] for one in CASES.values()} == set(get_args(Form))


@pytest.mark.parametrize(
    ("language", "size"), [("zh", "landscape"), ("en", "landscape"), ("en", "portrait"), ("zh", "five-four")]
)
@pytest.mark.parametrize("name", CASES)
def test_chart_and_table_are_laid_out_without_fault(qapp: object, name: str, language: str, size: str) -> None:
    hall = Hall(deck_of(case(name)), SIZES[size], language)
    item = hall.stage.gallery.item(0)
    said = {"chart": faults(item)}
    assert len(boxes(item)) > 2
    room = item.chart.boundingRect().adjusted(-8, -8, 8, 8)
    said["marks"] = [
        f"{spot.key} leaves the chart: {spot.rect}"
        for spot in item.chart._drawing.spots
        if not (room.contains(spot.rect.topLeft()) and room.contains(spot.rect.bottomRight()))
    ]
    stage = QRectF(0, 0, item.setting.width, item.setting.floor)
    for key in item.marks.every()[:: max(1, len(item.marks.every()) // 12)]:
        item.chart.choose(key)
        callout = item.chart.callout
        card = callout.mapRectToItem(item, callout.boundingRect())
        if not stage.contains(card):
            said[f"card of {key}"] = [str(card)]
    tap(item, item._toggle)
    for page in range(item._table.pages):
        said[f"table {page + 1}"] = faults(item)
        tap(item, item._turn)
        if page > 5:
            break
    hall.close()
    assert not {what: found for what, found in said.items() if found}


@pytest.mark.parametrize("text", [0, 2])
@pytest.mark.parametrize("size", SIZES)
def test_names_that_no_room_is_enough_for_leave_the_marks_alone(qapp: object, size: str, text: int) -> None:
    series = [{"name": f"{n}. {LONG_EN * 2}", "value": "5"} for n in range(6)] + rows(["5"] * 4)
    hall = Hall(deck_of({"type": "chart", "form": "bar", "title": "Mills", "series": series}), SIZES[size], "en",
                text=text)  # fmt: skip
    assert faults(hall.stage.gallery.item(0)) == []
    hall.close()


def tap(item: Any, button: Any) -> None:
    item.tap(button.mapRectToItem(item, button.extent()).center())


def test_type_is_never_smaller_than_can_be_read(qapp: object) -> None:
    for name in CASES:
        hall = Hall(deck_of(case(name)), (1080, 1920), "en")
        item = hall.stage.gallery.item(0)
        sizes = [words.block.size for words in item.chart._drawing.words]
        assert min(sizes) >= 24, name
        hall.close()


@pytest.mark.parametrize("name", CASES)
def test_at_rest_it_looks_as_if_it_had_never_moved(qapp: object, name: str) -> None:
    """Growing, asking and the table leave nothing behind."""
    hall = Hall(deck_of(case(name)), (1920, 1080), "zh")
    item = hall.stage.gallery.item(0)
    before = hall.stage.picture().toImage()
    item.prepare(True)
    item.chart.grow(0.4)
    item.press(QPointF(900, 600))
    item.tap(QPointF(900, 600))
    item.hold(QPointF(700, 600))
    tap(item, item._toggle)
    assert hall.stage.picture().toImage() != before
    item.leave()
    assert hall.stage.picture().toImage() == before
    hall.close()


def test_a_bar_is_as_long_as_its_value_says(qapp: object) -> None:
    hall = Hall(deck_of({"type": "chart", "title": "t", "series": rows(["2", "-1", "4"])}), (1920, 1080), "zh")
    chart = hall.stage.gallery.item(0).chart
    heights = [chart.spot((0, row)).height() for row in range(3)]
    assert heights[0] == pytest.approx(2 * heights[1])
    assert heights[2] == pytest.approx(4 * heights[1])
    assert chart.spot((0, 0)).bottom() == pytest.approx(chart.spot((0, 1)).top())
    hall.close()


def test_shares_fill_as_much_of_the_strip_as_they_are(qapp: object) -> None:
    deck = deck_of({"type": "chart", "form": "share", "title": "t", "unit": "%", "series": rows(["50", "25"])})
    hall = Hall(deck, (1920, 1080), "zh")
    chart = hall.stage.gallery.item(0).chart
    whole = chart.boundingRect().height()
    assert chart.spot((0, 0)).height() == pytest.approx(whole / 2, abs=5)
    assert chart.spot((0, 1)).height() == pytest.approx(whole / 4, abs=5)
    hall.close()


def test_a_gap_is_said_and_is_no_zero(qapp: object) -> None:
    deck = deck_of({"type": "chart", "form": "line", "title": "t", "series": dated(["1", "—", "0"])})
    for language, word in (("zh", "无数据"), ("en", "No data")):
        hall = Hall(deck, (1920, 1080), language)
        chart = hall.stage.gallery.item(0).chart
        assert chart.said((0, 1))[0] == word
        assert chart.said((0, 2))[0] == "0"
        hall.close()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("form", get_args(Form))
def test_the_picture_that_stands_in_while_a_finger_asks_looks_like_the_marks(
    qapp: object, form: str, size: tuple[int, int]
) -> None:
    name = next(name for name, one in CASES.items() if one["form"] == form and len(one["series"]) > 1)
    hall = Hall(deck_of(case(name)), size, "zh")
    chart = hall.stage.gallery.item(0).chart
    chart.choose(chart.marks.chosen)
    assert chart._still is not None
    still = hall.stage.picture().toImage()
    chart._freeze(False)
    drawn = hall.stage.picture().toImage()
    one, other = (pixels(image.convertToFormat(QImage.Format.Format_RGB888)) for image in (still, drawn))
    assert (abs(one - other).max(axis=2) > 48).mean() < 0.002  # an edge may fall on the next pixel
    hall.close()
