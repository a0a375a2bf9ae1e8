"""Charts and timelines whose rows stand in a CSV file: which columns are meant, in every encoding and separator."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.commands.cli import cli
from kiosk.content.facts import facts_of
from kiosk.content.kinds.chart import Chart
from kiosk.content.kinds.timeline import Timeline
from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.sheets.separated import LONGEST_FIELD
from kiosk.content.sheets.table import MOST_ROWS

Write = Callable[..., Loaded]


@pytest.fixture
def deck(tmp_path: Path) -> Write:
    """A deck of one slide with a table beside it."""

    def write(table: str | bytes, slide: dict[str, Any] | None = None, *, file: str = "t.csv", languages: str = "zh",
              **data: Any) -> Loaded:  # fmt: skip
        (tmp_path / file).write_bytes(table if isinstance(table, bytes) else table.encode())
        whole = {"type": "chart", "title": "t", **(slide or {}), "data": {"file": file, **data} if data else file}
        if whole["type"] == "timeline":
            del whole["title"]
        text = f"title: t\nlanguages: [{languages}]\nslides:\n  - {json.dumps(whole, ensure_ascii=False)}\n"
        (tmp_path / "deck.yaml").write_text(text, "utf-8")
        return load(tmp_path)

    return write


def chart(loaded: Loaded) -> Chart:
    assert loaded.deck is not None, [problem.sentence("en") for problem in loaded.problems]
    assert loaded.problems == ()
    slide = loaded.deck.slides[0]
    assert isinstance(slide, Chart)
    return slide


def timeline(loaded: Loaded) -> Timeline:
    assert loaded.deck is not None, [problem.sentence("en") for problem in loaded.problems]
    assert loaded.problems == ()
    slide = loaded.deck.slides[0]
    assert isinstance(slide, Timeline)
    return slide


def rows(slide: Chart) -> list[list[str]]:
    """Each row's date or name, and its numbers."""
    return [
        [point.under("zh"), *("—" if one is None else f"{one:f}" for one in (point.values or (point.value,)))]
        for point in slide.series
    ]


def rules(loaded: Loaded) -> list[str]:
    return [problem.rule for problem in loaded.problems]


PORTS = "港口,2024年,2025年,备注\n甲港,3,5,好\n乙港,4,6,\n"


def test_words_of_a_column_under_the_marks(deck: Write) -> None:
    table = "年份,产量,标签,说明\n2024,3,去年,x\n2025,5,,y\n"
    assert [point.under("zh") for point in chart(deck(table)).series] == ["去年", "2025年"]
    assert [point.under("zh") for point in chart(deck(table, label="说明")).series] == ["x", "y"]


def test_one_column_and_several_at_once(deck: Write) -> None:
    loaded = deck(PORTS, value="2024年", values=["2025年"])
    assert [(one.rule, one.fault.way) for one in loaded.problems] == [
        ("value_and_values", ("slides", 0, "data", "value"))
    ]


def test_the_series_that_matters_is_marked_in_the_deck_where_the_deck_names_them(deck: Write) -> None:
    groups = {"groups": [{"name": "去年"}, {"name": "今年"}]}
    loaded = deck(PORTS, groups, values=["2024年", "2025年"], emphasis="2025年")
    assert [(one.rule, one.fault.way) for one in loaded.problems] == [
        ("emphasis_group", ("slides", 0, "data", "emphasis"))
    ]


@pytest.mark.parametrize(
    ("head", "languages", "read"),
    [
        ("时间,标题,标题（英文）", "zh, en", {"zh": "学习", "en": "session"}),
        ("时间,标题（英文）,标题", "en, zh", {"zh": "session", "en": "学习"}),
        ("时间,标题,Title", "zh, en", {"zh": "学习", "en": "session"}),
        ("时间,标题（中文）,title_en", "zh, en", {"zh": "学习", "en": "session"}),
    ],
)
def test_a_title_in_two_languages(head: str, languages: str, read: dict[str, str], deck: Write) -> None:
    (event,) = timeline(deck(f"{head}\n2018年,学习,session\n", {"type": "timeline"}, languages=languages)).events
    assert event.title.by_language == (read if languages == "zh, en" else {"en": "学习", "zh": "session"})


def test_a_third_title_has_no_language_left(deck: Write) -> None:
    table = "时间,标题,标题（中文）,标题（英文）\n2018年,不要,学习,session\n"
    (event,) = timeline(deck(table, {"type": "timeline"}, languages="zh, en")).events
    assert event.title.by_language == {"zh": "学习", "en": "session"}


@pytest.mark.parametrize("day", ["二十三十月", "二〇一八年十十月", "二〇一八年一二三十月"])
def test_numerals_that_are_no_number(day: str, deck: Write) -> None:
    loaded = deck(f"时间,标题\n{day},甲\n2018年,乙\n", {"type": "timeline"})
    assert len(loaded.errors) == 1
    assert loaded.errors[0].fault.values["in_cell"] == "A2"


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("2018年—10月", "cell_date"),
        ("公元前221年10月—12月", "cell_date"),
        ("2018年10月—月底", "cell_date"),
        ("2019年—2018年", "date_span"),
        ("2018年10月—13月", "date_calendar"),
    ],
)
def test_spans_that_are_none(day: str, rule: str, deck: Write) -> None:
    loaded = deck(f"时间,标题\n{day},甲\n2018年,乙\n", {"type": "timeline"})
    assert rules(loaded) == [rule]


def test_a_sign_in_a_quoted_name_divides_nothing(deck: Write) -> None:
    assert rows(chart(deck('"港口;城市",产量\n甲港,3\n乙港,4\n'))) == [["甲港", "3"], ["乙港", "4"]]
    assert rules(deck('"港口,城市"\n甲港\n乙港\n')) == ["data_no_value"]


def test_a_row_with_nothing_but_notes_says_nothing(deck: Write) -> None:
    table = "时间,标题,备注\n2018年,甲,\n,,只有备注\n2019年,乙,\n"
    assert [event.title.get("zh") for event in timeline(deck(table, {"type": "timeline"})).events] == ["甲", "乙"]
    assert rules(deck("时间,标题,备注\n,,只有备注\n", {"type": "timeline"}, date="时间", title="标题")) == [
        "data_header_only"
    ]
    assert rows(chart(deck("年份,产量,备注\n2024,3,\n,,只有备注\n2025,4,\n"))) == [["2024年", "3"], ["2025年", "4"]]


@pytest.mark.parametrize(
    ("unit", "values"),
    [("亿人", ["6.02"]), ({"en": "people", "zh": "亿人"}, ["6.02"]), ({"zh": "人"}, ["602000000"])],
)
def test_a_columns_scale_becomes_the_charts(unit: Any, values: list[str], deck: Write) -> None:
    slide = chart(
        deck("年份,用户数（万人）\n2025,60200\n", {"unit": unit}, languages="zh, en" if "en" in unit else "zh")
    )
    assert [f"{point.value:f}" for point in slide.series] == values


def test_a_unit_that_is_none_stands_in_no_tables_way(deck: Write) -> None:
    loaded = deck("年份,产量\n2025,5\n", {"unit": ["人"]})
    assert len(loaded.errors) == 1
    assert loaded.errors[0].fault.way == ("slides", 0, "unit")


def test_a_slide_type_that_has_no_tables(deck: Write) -> None:
    loaded = deck(PORTS, {"type": "text", "headline": "好"})
    assert rules(loaded) == ["other_type"]
    assert loaded.tables == {}


def test_rows_and_fields_beyond_any_table(deck: Write) -> None:
    long = "甲" * (LONGEST_FIELD + 1)
    assert rules(deck(f"年份,产量\n2024,3\n2025,{long}\n")) == ["data_quote"]
    assert rules(deck(f'年份,产量\n2024,3\n2025,"{"5" * 140_000}')) == ["data_quote"]
    assert rules(deck("年份,产量\n2025,5\n" + "\n" * (MOST_ROWS - 2) + "2026,7\n")) == []


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]
SEPARATORS = [",", "，", "\t", ";", "；", "|", "、"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("encoding", "separator"), list(itertools.product(ENCODINGS, SEPARATORS)))
def test_every_encoding_with_every_separator(encoding: str, separator: str, ends: str, deck: Write) -> None:
    lines = [["时间", "用户数", "备注"], ["2024年6月", "2.3", "年中"], ["2025年6月", "5.15", "年中"]]
    lines.append(["2025年12月", "—", ""])
    text = ends.join(separator.join(line) for line in [*lines, [""]])
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    slide = chart(deck(mark + text.encode(encoding)))
    assert rows(slide) == [["2024年6月", "2.3"], ["2025年6月", "5.15"], ["2025年12月", "—"]]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("other", SEPARATORS)
def test_signs_inside_the_cells_mislead_nobody(separator: str, other: str, deck: Write) -> None:
    """Sentences are full of commas; a table's columns are not cut at them, in quotes or where they can't be meant."""
    text = separator.join(["日期", "标题", "正文"]) + "\n"
    for year in range(2011, 2020):
        words = f"甲{other}乙{other}丙" if other != separator else f'"甲{other}乙{other}丙"'
        text += separator.join([str(year), f"第{year}件", words]) + "\n"
    events = timeline(deck(text, {"type": "timeline"})).events
    assert [event.text.get("zh") for event in events if event.text] == [f"甲{other}乙{other}丙"] * 9


def test_excels_own_first_line_and_quotes(deck: Write) -> None:
    slide = chart(deck('sep=;\n"地区";数值\n"东, 港";15\n"西""港""";2\n"南\n港";3\n'))
    assert rows(slide) == [["东, 港", "15"], ['西"港"', "2"], ["南\n港", "3"]]


def test_chinese_quotes_enclose_only_where_they_must(deck: Write) -> None:
    slide = chart(deck("地区，数值\n“东，港”，“1，234”\n“西港”，“8”\n"))
    assert rows(slide) == [["东，港", "1234"], ["“西港”", "8"]]


@pytest.mark.parametrize(
    ("table", "data", "expected"),
    [
        # By the columns' names, whatever their order.
        ("数值,地区\n1,东\n2,西\n", {}, [["东", "1"], ["西", "2"]]),
        ("序号,城市,GDP,备注\n1,东,10,x\n2,西,20,y\n", {}, [["东", "10"], ["西", "20"]]),
        ("年份,东港,西港\n2024,1,2\n2025,3,4\n", {}, [["2024年", "1", "2"], ["2025年", "3", "4"]]),
        # By what stands in them.
        ("什么,多少\n2024,1\n2025,2\n", {}, [["2024年", "1"], ["2025年", "2"]]),
        ("什么,多少\n3,1\n4,2\n", {}, [["3", "1"], ["4", "2"]]),
        ("时间,多少\n2024年第三季度,1\n2024年第四季度,2\n", {}, [["2024年第三季度", "1"], ["2024年第四季度", "2"]]),
        # By what the deck says: a name, a letter, part of a name.
        ("a1,b1,c1\nx,1,2\ny,3,4\n", {"value": "C"}, [["x", "2"], ["y", "4"]]),
        ("a1,b1,c1\nx,1,2\ny,3,4\n", {"name": "a1", "values": ["c1", "B"]}, [["x", "2", "1"], ["y", "4", "3"]]),
        ("b,a\nx,1\ny,2\n", {"value": "a"}, [["x", "1"], ["y", "2"]]),
        ("地区,用户数（人）\nx,1\ny,2\n", {"value": "用户数"}, [["x", "1"], ["y", "2"]]),
        ("地区,２０２４年\nx,1\ny,2\n", {"value": "2024年"}, [["x", "1"], ["y", "2"]]),
        # Some of the rows, below a title, from another header.
        ("地区,数值\na,1\nb,2\nc,3\n", {"rows": "3-4"}, [["b", "2"], ["c", "3"]]),
        ("地区,数值\na,1\nb,2\nc,3\n", {"rows": "3-"}, [["b", "2"], ["c", "3"]]),
        ("地区,数值\na,1\nb,2\nc,3\n", {"rows": "3 至 3"}, [["b", "2"]]),
        ("2025 年统计,\n\n地区,数值\na,1\n\nb,2\n,\n", {}, [["a", "1"], ["b", "2"]]),
        ("旧,x\na,1\n地区,数值\nb,2\n", {"header": "3"}, [["b", "2"]]),
    ],
)
def test_which_columns_are_meant(table: str, data: dict[str, Any], expected: list[list[str]], deck: Write) -> None:
    assert rows(chart(deck(table, **data))) == expected


def test_names_of_series_come_from_the_columns(deck: Write) -> None:
    table = "地区,2024年（万人）,2025年（万人）\n东港,12,13\n西港,8,—\n"
    slide = chart(deck(table, {"unit": "万人"}, emphasis="2025年"))
    assert [(group.name.get("zh"), group.emphasis) for group in slide.groups] == [("2024年", False), ("2025年", True)]
    assert rows(slide) == [["东港", "12", "13"], ["西港", "8", "—"]]
    slide = chart(deck(table, {"unit": "万人", "groups": [{"name": "去年"}, {"name": "今年", "emphasis": "true"}]}))
    assert [group.name.get("zh") for group in slide.groups] == ["去年", "今年"]


def test_the_row_that_matters(deck: Write) -> None:
    slide = chart(deck("地区,数值,重点\n东港,12,\n西港,8,是\n南港,9,否\n"))
    assert [point.emphasis for point in slide.series] == [False, True, False]
    slide = chart(deck("地区,数值,看\n东港,12,√\n西港,8,\n", value="数值", emphasis="看"))
    assert [point.emphasis for point in slide.series] == [True, False]


@pytest.mark.parametrize(
    ("unit", "column", "cells", "numbers"),
    [
        ("亿人", "数值", ["6.02亿", "5200万", "5.15", "6.02亿人"], ["6.02", "0.52", "5.15", "6.02"]),
        ("人", "数值", ["6.02亿", "5200万", "12", "3千"], ["602000000", "52000000", "12", "3000"]),
        (None, "数值", ["6.02亿", "5200万", "1.50 万"], ["602000000", "52000000", "15000"]),
        ("亿人", "用户数（万人）", ["60200", "5.15亿"], ["6.02", "5.15"]),
        ("%", "数值", ["90%", "90", "5‰", "９０％"], ["90", "90", "0.5", "90"]),
        ("个百分点", "数值", ["25.2个百分点", "25.2%"], ["25.2", "25.2"]),
        ("元", "数值", ["¥1,234.50", "3万元", "１，２３４"], ["1234.50", "30000", "1234"]),
        ("元", "数值", ["（3.5）", "(3.5)", "−3", "－４", "-1,000"], ["-3.5", "-3.5", "-3", "-4", "-1000"]),
        ("million people", "数值", ["602 million", "1.2 billion people"], ["602", "1200"]),
    ],
)
def test_numbers_as_people_write_them(
    unit: str | None, column: str, cells: list[str], numbers: list[str], deck: Write
) -> None:
    table = f"地区;{column}\n" + "".join(f"第{index}项;{cell}\n" for index, cell in enumerate(cells))
    slide = chart(deck(table, {"unit": unit} if unit else {}))
    assert [f"{point.value:f}" for point in slide.series] == numbers


@pytest.mark.parametrize("gap", ["—", "-", "——", "N/A", "n/a", "无", "暂无", "/", "--", " ", "　", "NaN", "null"])
def test_where_there_is_no_number(gap: str, deck: Write) -> None:
    slide = chart(deck(f"年份\t甲\t乙\n2024\t1\t2\n2025\t{gap}\t3\n"))
    assert slide.columns == ((Decimal(1), None), (Decimal(2), Decimal(3)))


def test_the_only_column_there_is_may_hold_words_and_is_told_cell_by_cell(deck: Write) -> None:
    assert rules(deck("年份,产量\n2024,很多\n2025,更多\n")) == ["cell_number", "cell_number"]
    assert rules(deck("年份,产量,产地\n2024,很多,甲\n2025,更多,乙\n")) == ["data_no_value"]


@pytest.mark.parametrize(
    ("cell", "rule", "english"),
    [
        ("约6亿", "cell_words", 'as in 6亿; it is "约6亿"'),
        (">5", "cell_words", 'it is ">5"'),
        ("1,23", "cell_comma", '"1,23" are in the wrong places'),
        ("12,34,567", "cell_comma", '"12,34,567"'),
        ("90%", "cell_percent", 'write unit: "%"'),
        ("很多", "cell_number", 'Write "—" where there is none'),
        ("9" * 31, "number_long", "30 digits at most"),
        ("=B2*2", "cell_words", "=B2*2"),
        ("3亿美元", "cell_words", "3亿美元"),
    ],
)
def test_what_is_wrong_in_a_cell(cell: str, rule: str, english: str, deck: Write) -> None:
    """Told at the deck's own line, by the name of the cell, with the row's words beside it."""
    loaded = deck(f'地区,数值\n东港,1\n西港,"{cell}"\n', {"unit": "人"})
    (problem,) = loaded.errors
    assert problem.rule == rule
    assert english in problem.sentence("en")
    assert problem.sentence("en").startswith("t.csv, cell B3: ")
    assert problem.sentence("zh").startswith("t.csv，单元格 B3：")
    assert problem.line == 4
    assert "data" in problem.text[problem.column - 1 :][: problem.fault.place.length]
    assert loaded.deck is None


DATES = {
    "2018": "2018", "2018年": "2018", "2018年10月": "2018-10", "2018年10月31日": "2018-10-31",
    "二〇一八年十月": "2018-10",
    "二○一八年十月三十一日": "2018-10-31", "一九四九年十月一日": "1949-10-01", "２０１８年１０月": "2018-10",
    "2018.10": "2018-10", "2018.01": "2018-01", "2018/10/31": "2018-10-31", "2018/1/2": "2018-01-02",
    "2018-10": "2018-10",
    "20181031": "2018-10-31", "10/2018": "2018-10", "31/10/2018": "2018-10-31",
    "2018-10-31 00:00:00": "2018-10-31",
    "2018-10-31T08:30:00Z": "2018-10-31", "2018/10/31 0:00": "2018-10-31", "October 2018": "2018-10",
    "31 Oct 2018": "2018-10-31", "Oct 31, 2018": "2018-10-31", "公元前221年": "-0221", "前221": "-0221",
    "221 BCE": "-0221",
    "约1500年": "1500?", "c. 1500": "1500?", "1500?": "1500?", "618年": "0618",
}  # fmt: skip


@pytest.mark.parametrize("written", DATES)
def test_dates_as_people_write_them(written: str, deck: Write) -> None:
    (event,) = timeline(deck(f"日期;标题\n{written};甲\n", {"type": "timeline"})).events
    assert str(event.date) == DATES[written]


SPANS = {
    "2018年—2020年": "2018/2020", "2018年至2020年": "2018/2020", "2018-2020": "2018/2020", "2018～2020": "2018/2020",
    "2018——2020": "2018/2020", "2018年10月—12月": "2018-10/2018-12", "2018年10月1日-7日": "2018-10-01/2018-10-07",
    "2018年10月至2019年5月": "2018-10/2019-05", "2018 to 2020": "2018/2020", "2018/2019": "2018/2019",
    "公元前221年—公元前206年": "-0221/-0206", "公元前221年—206年": "-0221/-0206",
}  # fmt: skip


@pytest.mark.parametrize("written", SPANS)
def test_from_one_date_to_another(written: str, deck: Write) -> None:
    (event,) = timeline(deck(f"日期;标题\n{written};甲\n", {"type": "timeline"})).events
    assert str(event.date) == SPANS[written]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("2018.1", "cell_date_two"), ("03/04/2018", "cell_date_two"), ("18/10/31", "cell_date_short"),
        ("1/2/3", "cell_date_short"), ("43404", "cell_date_serial"), ("2018年13月", "date_calendar"),
        ("2018-02-30", "date_calendar"), ("13/13/2018", "date_calendar"), ("去年", "cell_date"), ("5月", "cell_date"),
        ("2018年第三季度", "cell_date"), ("Oct-18", "cell_date"), ("2020年—2018年", "date_span"), ("0", "cell_date"),
        ("2018年2月30日—3月1日", "date_calendar"), ("", "cell_empty"),
    ],
)  # fmt: skip
def test_dates_that_nobody_can_know(written: str, rule: str, deck: Write) -> None:
    loaded = deck(f"日期;标题\n2017;乙\n{written};甲\n", {"type": "timeline"})
    assert rules(loaded) == [rule]
    assert "t.csv, cell A3: " in loaded.problems[0].sentence("en")


def test_a_timelines_columns(deck: Write) -> None:
    table = (
        "开始;结束;标题（中文）;标题（英文）;正文;Text;图片;数;单位;说明\n"
        "2018年10月;2019年5月;开馆;Opening;正文一;Words;;1,234;家;企业\n"
        "2020;;闭馆;;;;;;;\n"
    )
    figure = {"value": "数", "unit": "单位", "says": "说明"}
    loaded = deck(table, {"type": "timeline"}, languages="zh, en", date="开始", figure=figure)
    assert rules(loaded) == ["no_translation"]
    assert loaded.problems[0].sentence("en").startswith("t.csv, cell C3: ")
    assert loaded.deck is not None
    first, second = loaded.deck.slides[0].events  # type: ignore[attr-defined]
    assert str(first.date) == "2018-10/2019-05"
    assert first.title.by_language == {"zh": "开馆", "en": "Opening"}
    assert first.text.by_language == {"zh": "正文一", "en": "Words"}
    assert first.figure.texts("zh") == ["1234家", "企业"]
    assert (str(second.date), second.text, second.figure) == ("2020", None, None)


def test_texts_by_language_as_the_deck_says(deck: Write) -> None:
    table = "d,a,b\n2018,甲,A\n2019,乙,B\n"
    loaded = deck(table, {"type": "timeline"}, languages="zh, en", title={"zh": "a", "en": "b"})
    assert [event.title.by_language for event in timeline(loaded).events] == [
        {"zh": "甲", "en": "A"},
        {"zh": "乙", "en": "B"},
    ]
    slide = chart(deck("城市,City,数值\n东港,East,1\n西港,West,2\n", languages="zh, en"))
    assert [point.under("en") for point in slide.series] == ["East", "West"]


def test_pictures_in_a_table_are_looked_for(deck: Write, tmp_path: Path) -> None:
    loaded = deck("日期,标题,图片\n2018,甲,a.svg\n", {"type": "timeline"})
    assert rules(loaded) == ["picture_missing"]
    assert "t.csv, cell C2: " in loaded.problems[0].sentence("en")
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    assert timeline(load(tmp_path)).events[0].picture == "a.svg"
    assert set(load(tmp_path).files) == {tmp_path / "t.csv", tmp_path / "a.svg"}


def test_a_table_counts_as_a_part_of_the_deck(deck: Write, tmp_path: Path) -> None:
    """A watcher sees it, and the digest changes with its bytes alone: not when it was only touched."""
    first = deck("地区,数值\n东港,1\n")
    assert first.files == (tmp_path / "t.csv",)
    os.utime(tmp_path / "t.csv", (1, 1))
    assert load(tmp_path).digest == first.digest
    (tmp_path / "t.csv").write_text("地区,数值\n东港,2\n", "utf-8")
    os.utime(tmp_path / "t.csv", (1, 1))
    assert load(tmp_path).digest != first.digest
    (tmp_path / "t.csv").unlink()
    gone = load(tmp_path)
    assert gone.files == (tmp_path / "t.csv",)
    assert gone.digest != first.digest
    assert rules(gone) == ["data_missing"]


def test_a_broken_table_is_watched_too(deck: Write, tmp_path: Path) -> None:
    loaded = deck("地区,数值\n东港,很多\n")
    assert loaded.deck is None
    assert loaded.files == (tmp_path / "t.csv",)


@pytest.mark.parametrize("file", ["../t.csv", "/etc/passwd", "C:/t.csv", "~/t.csv", "link.csv", "pipe.csv", "nul", "."])
def test_nothing_outside_is_read(file: str, tmp_path: Path) -> None:
    folder = tmp_path / "deck"
    folder.mkdir()
    (tmp_path / "t.csv").write_text("a,b\nc,1\n")
    (folder / "link.csv").symlink_to(tmp_path / "t.csv")
    os.mkfifo(folder / "pipe.csv")
    slide = json.dumps({"type": "chart", "title": "t", "data": file})
    (folder / "deck.yaml").write_text(f"title: t\nslides:\n  - {slide}\n")
    loaded = load(folder)
    assert loaded.deck is None
    assert len(loaded.problems) == 1
    assert loaded.problems[0].rule in {"data_outside", "data_special", "data_name", "data_folder", "data_missing"}


def test_files_that_excel_leaves_behind_are_no_guess(deck: Write, tmp_path: Path) -> None:
    loaded = deck("地区,数值\n东港,1\n", file="用户.csv")
    assert loaded.problems == ()
    (tmp_path / "用户.csv").rename(tmp_path / "~$用户表.csv")
    assert load(tmp_path).problems[0].fault.values["guess"] == ""
    (tmp_path / "~$用户表.csv").rename(tmp_path / "用户表.csv")
    assert load(tmp_path).problems[0].fault.values["guess"] == "用户表.csv"


def test_ten_thousand_rows(deck: Write) -> None:
    table = "日期,人数,备注\n" + "".join(f"{1 + at // 12:04}-{1 + at % 12:02},{at},“甲，乙”\n" for at in range(10_000))
    assert rules(deck(table)) == ["data_rows"]
    slide = chart(deck(table, {"form": "line"}, rows="9000-9199"))
    assert len(slide.series) == 200
    assert rows(slide)[0] == ["750年11月", "8998"]


def test_many_slides_read_a_file_once(deck: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.content.sheets import separated

    read: list[int] = []
    real = separated.read_separated
    monkeypatch.setattr(separated, "read_separated", lambda data: read.append(1) or real(data))
    assert deck("地区,数值\n东港,1\n").problems == ()
    slide = "  - {type: chart, title: t, data: t.csv}\n"
    (tmp_path / "deck.yaml").write_text("title: t\nslides:\n" + slide * 20)
    read.clear()
    assert len(load(tmp_path).deck.slides) == 20  # type: ignore[union-attr]
    assert read == [1]


def test_the_command_names_the_cell(deck: Write, tmp_path: Path) -> None:
    deck("时间,用户数\n2024年6月,2.3\n2025年6月,约5.15亿\n")
    with (tmp_path / "deck.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {type: text, headline: 头雁}\n")
    result = CliRunner().invoke(cli, ["check", str(tmp_path)], env={"LC_ALL": "zh_CN.UTF-8"})
    assert result.exit_code == 1
    first, *_ = result.output.splitlines()
    assert f"{tmp_path}" in first
    assert ":4:37: error: t.csv，单元格 B3：这一格只写数字和它的单位，如 5.15亿；现在是“约5.15亿”" in first
    assert "  B3 | 2025年6月 | 约5.15亿\n" in result.output
    record = CliRunner().invoke(cli, ["check", "--json", str(tmp_path)], env={"LC_ALL": "C"})
    (problem,) = json.loads(record.output)
    assert (problem["file"], problem["cell"], problem["row"], problem["line"]) == ("t.csv", "B3", "3", 4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sheets")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_whatever_is_in_a_file_nothing_is_raised(table: bytes, folder: Path) -> None:
    (folder / "t.csv").write_bytes(table)
    slides = "  - {type: chart, title: t, data: t.csv}\n  - {type: timeline, data: t.csv}\n"
    (folder / "deck.yaml").write_text("title: t\nslides:\n" + slides)
    loaded = load(folder)
    assert loaded.deck is not None or loaded.errors


CELLS = st.lists(
    st.text(st.sampled_from('0123456789,.，。亿万%年月日-—/约( )（）“”"\t\n ＋abc甲'), max_size=12),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(CELLS, max_size=6))
def test_tables_out_of_likely_pieces(lines: list[list[str]], folder: Path) -> None:
    text = "\n".join(",".join(line) for line in [["日期", "数值", "标题"], *lines])
    (folder / "t.csv").write_text(text, "utf-8")
    slides = "  - {type: chart, title: t, data: t.csv}\n  - {type: timeline, data: t.csv}\n"
    (folder / "deck.yaml").write_text("title: t\nslides:\n" + slides)
    loaded = load(folder)
    for problem in loaded.problems:
        assert problem.line in {3, 4}
        assert "…" not in problem.sentence("en").replace(problem.fault.values.get("value", "…"), "")


def test_a_statement_from_a_table_stands_in_its_row(deck: Write, tmp_path: Path) -> None:
    deck("时间,用户数\n2023年,5\n2024年,6\n")
    loaded = load(tmp_path, with_source=True)
    assert loaded.deck is not None
    assert loaded.source is not None
    facts = facts_of(loaded.deck.slides[0], 0, loaded.source, ("zh",))
    assert [(fact.words["zh"], fact.stands()) for fact in facts] == [
        ("t", "4"), ("2023年: 5", "t.csv\n2"), ("2024年: 6", "t.csv\n3"),
    ]  # fmt: skip
