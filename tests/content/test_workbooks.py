"""XLSX files: what their author sees is what counts; and whatever a file holds, it can't hurt."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.sheets.formats import shown
from kiosk.content.sheets.table import Cell, Row, Unreadable, column_of, letters_of
from kiosk.content.sheets.workbook import MOST_RANGES, Workbook

Write = Callable[..., Loaded]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture
def deck(tmp_path: Path) -> Write:
    """A deck of one slide, beside the workbook that it names."""

    def write(book: Any, slide: dict[str, Any] | None = None, *, file: str = "t.xlsx", **data: Any) -> Loaded:
        if isinstance(book, bytes):
            (tmp_path / file).write_bytes(book)
        else:
            book.save(tmp_path / file)
        whole = {"type": "chart", "title": "t", **(slide or {}), "data": {"file": file, **data} if data else file}
        if whole["type"] == "timeline":
            del whole["title"]
        text = f"title: t\nslides:\n  - {json.dumps(whole, ensure_ascii=False)}\n"
        (tmp_path / "deck.yaml").write_text(text, "utf-8")
        return load(tmp_path)

    return write


def book_of(*rows: list[Any], formats: dict[str, str] | None = None) -> Any:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, pattern in (formats or {}).items():
        book.active[cell].number_format = pattern
    return book


def by_hand(
    sheet: str, *, strings: str = "", styles: str = "", properties: str = "", more: dict[str, str] | None = None
) -> bytes:
    """A workbook as small as one can be, with a sheet's XML as it is given."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="x/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><workbookPr {properties}/>'
        '<sheets><sheet name="表" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        '<Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="t" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        '<Relationship Id="u" Type="x/styles" Target="styles.xml"/>'
        '<Relationship Id="v" Type="x/externalLink" TargetMode="External" Target="http://example.org/"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet
        if sheet.startswith("<?")
        else f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        **({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'} if strings else {}),
        **({"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'} if styles else {}),
        **(more or {}),
    }
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return data.getvalue()


def text(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


HEAD = f"<row>{text('地区')}{text('数值')}</row>"


def rows(loaded: Loaded) -> list[list[str]]:
    assert loaded.deck is not None, [problem.sentence("en") for problem in loaded.problems]
    slide: Any = loaded.deck.slides[0]
    if slide.type == "timeline":
        return [[str(event.date), event.title.get("zh")] for event in slide.events]
    return [
        [point.under("zh"), *("—" if one is None else f"{one:f}" for one in (point.values or (point.value,)))]
        for point in slide.series
    ]


def rules(loaded: Loaded) -> list[str]:
    return [problem.rule for problem in loaded.problems]


def test_a_simple_sheet_needs_only_its_name(deck: Write) -> None:
    book = book_of(["时间", "用户数"], [datetime.date(2024, 6, 1), 2.3], [datetime.date(2025, 6, 1), 5.15],
                   formats={"A2": 'yyyy"年"m"月"', "A3": "yyyy-mm"})  # fmt: skip
    assert rows(deck(book)) == [["2024年6月", "2.3"], ["2025年6月", "5.15"]]


@pytest.mark.parametrize(
    ("pattern", "date"),
    [
        ("yyyy", "2018"), ("yyyy年", "2018"), ('yyyy"年"m"月"', "2018-10"), ("mmm-yy", "2018-10"),
        ("yyyy/m", "2018-10"),
        ("yyyy-mm-dd", "2018-10-31"), ("yyyy/m/d h:mm", "2018-10-31"), ('[$-804]yyyy"年"m"月"d"日";@', "2018-10-31"),
        ("[DBNum1][$-804]yyyy年m月", "2018-10"), ("d-mmm-yyyy", "2018-10-31"), ("dddd, mmmm dd, yyyy", "2018-10-31"),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_is_shown(pattern: str, date: str, deck: Write) -> None:
    book = book_of(["日期", "标题"], [datetime.date(2018, 10, 31), "甲"], formats={"A2": pattern})
    assert rows(deck(book, {"type": "timeline"})) == [[date, "甲"]]


@pytest.mark.parametrize(
    ("number", "date"), [(14, "2018-10-31"), (17, "2018-10"), (27, "2018-10"), (31, "2018-10-31"), (57, "2018-10")]
)
def test_the_formats_that_chinese_programs_give_by_number(number: int, date: str, deck: Write) -> None:
    """27 to 36 and 50 to 58 have no text in the file."""
    sheet = f"<sheetData>{HEAD}<row><c s='1'><v>43404</v></c><c><v>3</v></c></row></sheetData>"
    styles = f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs>'
    loaded = deck(by_hand(sheet, styles=styles), date="A")
    assert loaded.deck is not None
    assert str(loaded.deck.slides[0].series[0].date) == date  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("epoch", "raw", "date"),
    [("", "1", "1900-01-01"), ("", "59", "1900-02-28"), ("", "61", "1900-03-01"), ("", "43404.75", "2018-10-31"),
     ('date1904="1"', "0", "1904-01-01"), ("", "0.5", None), ('date1904="1"', "41942", "2018-10-31"),
     ("", "2958465", "9999-12-31"),
     ("", "60", None), ("", "-1", None), ("", "2958466", None), ("", "1e400", None)],
)  # fmt: skip
def test_the_two_ways_to_count_days(epoch: str, raw: str, date: str | None, deck: Write) -> None:
    sheet = f"<sheetData>{HEAD}<row><c s='0'><v>{raw}</v></c>{text('甲')}</row></sheetData>"
    data = by_hand(sheet, styles='<cellXfs><xf numFmtId="14"/></cellXfs>', properties=epoch)
    loaded = deck(data, {"type": "timeline"}, date="A", title="B")
    if date is None:
        assert rules(loaded) == ["cell_error"]
    else:
        assert rows(loaded) == [[date, "甲"]]


@pytest.mark.parametrize(
    ("value", "pattern", "unit", "number"),
    [
        (0.9, "0%", "%", "90"), (0.1417, "0.0%", "%", "14.2"), (0.1417, "0.00%", "%", "14.17"),
        (1234.5, "#,##0.00", "人", "1234.50"),
        (0.1 + 0.2, "General", "人", "0.3"), (1 / 3, "0.00", "人", "0.33"), (-3.5, "0.0_);(0.0)", "人", "-3.5"),
        (6.02, '0.00"亿"', "人", "602000000"), (6.02, '0.00"亿"', "亿人", "6.02"),
        (602000000, '0!.00,"万"', "人", "602000000"),
        (1234567, "0.00,,", "人", "1234567"), (2.5, '"约"0.0', "人", "2.5"), ("1,234", "@", "人", "1234"),
        ("６.02亿", "@", "亿人", "6.02"),
        (1.5e-7, "General", "人", "0.00000015"), (12, '¥#,##0', "元", "12"), (5, '0"d"', "人", "5"),
        (2.345, "0.##", "人", "2.35"),
    ],
)  # fmt: skip
def test_a_number_is_as_exact_as_it_is_shown(value: Any, pattern: str, unit: str, number: str, deck: Write) -> None:
    book = book_of(["地区", "数值"], ["东港", value], formats={"B2": pattern})
    assert rows(deck(book, {"unit": unit})) == [["东港", number]]


def test_formulas_count_by_the_result_that_was_saved(deck: Write) -> None:
    body = f"<row>{text('东港')}<c><f>1+1</f><v>2</v></c></row>"
    body += f"<row>{text('西港')}<c t='str'><f>A1</f><v>6亿</v></c></row>"
    assert rows(deck(by_hand(f"<sheetData>{HEAD}{body}</sheetData>"))) == [["东港", "2"], ["西港", "600000000"]]
    body += f"<row>{text('南港')}<c><f>1+1</f></c></row>"
    body += f"<row>{text('北港')}<c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
    loaded = deck(by_hand(f"<sheetData>{HEAD}{body}</sheetData>"))
    assert rules(loaded) == ["cell_formula", "cell_error"]
    assert loaded.problems[0].sentence("en").startswith('t.xlsx, sheet "表", cell B4: ')
    assert loaded.problems[1].sentence("zh").startswith("t.xlsx，工作表“表”，单元格 B5：")
    assert "#DIV/0!" in loaded.problems[1].sentence("zh")


def test_words_that_cells_share(deck: Write) -> None:
    """Rich text is its words; the readings that Japanese and Chinese programs put beside them are not."""
    strings = (
        "<si><t>地区</t></si><si><t xml:space='preserve'> 数值 </t></si>"
        "<si><r><t>东</t></r><r><rPr><b/></rPr><t>港</t></r><rPh sb='0' eb='1'><t>dong</t></rPh></si>"
        "<si><t>西_x000D_港</t></si>"
    )
    row = "<row>" + "<c t='s'><v>{}</v></c>" + "{}</row>"
    one = "<c><v>1</v></c>"
    sheet = row.format(0, "<c t='s'><v>1</v></c>") + row.format(2, one) + row.format(3, one) + row.format(99, one)
    loaded = deck(by_hand(f"<sheetData>{sheet}</sheetData>", strings=strings), rows="2-3")
    assert rows(loaded) == [["东港", "1"], ["西 港", "1"]]


def test_merged_cells_and_hidden_rows_columns_and_sheets(deck: Write) -> None:
    book = book_of(
        ["2025 年统计"], ["地区", "旧", "数值"], ["东港", 7, 1], [None, 8, 2], ["西港", 9, 3], ["南港", 9, 4]
    )
    sheet = book.active
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("草稿", 0)
    hidden.append(["地区", "数值"])
    hidden.append(["草", 1])
    hidden.sheet_state = "hidden"
    book.create_sheet("空", 0)
    assert rows(deck(book)) == [["东港", "1"], ["东港", "2"], ["南港", "4"]]
    assert rows(deck(book, value="旧")) == [["东港", "7"], ["东港", "8"], ["南港", "9"]]
    assert rows(deck(book, sheet="草稿")) == [["草", "1"]]
    assert rules(deck(book, sheet="空")) == ["sheet_empty"]
    loaded = deck(book, sheet="草搞")
    assert loaded.problems[0].sentence("zh").endswith("没有工作表“草搞”。是不是“草稿”？有这些工作表：空, 草稿, Sheet。")


def test_the_row_that_matters_may_be_ticked(deck: Write) -> None:
    loaded = deck(book_of(["地区", "数值", "重点"], ["东港", 1, True], ["西港", 2, False]))
    assert loaded.deck is not None
    assert [point.emphasis for point in loaded.deck.slides[0].series] == [True, False]  # type: ignore[attr-defined]


def test_numbers_and_dates_in_the_wrong_columns(deck: Write) -> None:
    book = book_of(["时间", "数值"], [2018, datetime.date(2018, 1, 1)], [True, 3])
    for row in ([43404, 4], [2018.1, 5], [2018.11, 5]):
        book.active.append(row)
    loaded = deck(book, date="时间", value="数值")
    assert [(problem.rule, problem.fault.values["in_cell"]) for problem in loaded.problems] == [
        ("cell_number", "B2"),
        ("cell_date", "A3"),
        ("cell_date_serial", "A4"),
        ("cell_date_two", "A5"),
    ]


def test_a_macro_and_a_wrong_ending_change_nothing(deck: Write) -> None:
    book = book_of(["地区", "数值"], ["东港", 1])
    for file in ("t.xlsm", "t.csv"):
        assert rows(deck(book, file=file)) == [["东港", "1"]]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 20}">' for at in range(9))
    + f']><worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>&j;</t></is></c></row></sheetData>'
    "</worksheet>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f'<worksheet xmlns="{MAIN}"><sheetData><row>'
    '<c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'
)
GOOD = by_hand(f"<sheetData>{HEAD}<row>{text('东港')}<c><v>1</v></c></row></sheetData>")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (by_hand(LAUGHS), "data_broken"),
        (by_hand(OUTSIDE), "data_broken"),
        (by_hand("<sheetData>" + "<a>" * 500 + "</a>" * 500 + "</sheetData>"), "data_broken"),
        (by_hand("<sheetData><row>"), "data_broken"),
        (by_hand("<sheetData/>"), "data_empty"),
        (GOOD[:-30], "data_broken"),
        (GOOD[:200], "data_broken"),
        (b"PK\x03\x04" + b"\0" * 100, "data_broken"),
        (b"hello", "data_broken"),
        (b"", "data_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "data_locked"),
        (zipped({"word/document.xml": "<a/>"}), "data_broken"),
        (zipped({f"xl/{at}.xml": "" for at in range(6000)}), "data_bomb"),
        (GOOD.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"), "data_broken"),
        (by_hand("", more={"xl/worksheets/sheet1.xml": "<worksheet>" + " " * 180_000_000}), "data_bomb"),
    ],
    ids=["laughs", "entity", "deep", "open", "empty", "cut", "head", "zeros", "text", "nothing", "old", "word", "parts",
         "password", "bomb"],
)  # fmt: skip
def test_hostile_and_broken_files(data: bytes, rule: str, deck: Write) -> None:
    began = time.monotonic()
    assert rules(deck(data)) == [rule]
    assert time.monotonic() - began < 20  # far above what it takes; a bomb takes minutes, or all memory


def test_parts_outside_the_package_are_never_opened(tmp_path: Path) -> None:
    """A target with `..` stays inside the zip, and one on the network is none."""
    target = '<Relationship Id="s" Type="x/worksheet" Target="../../../etc/passwd"/>'
    related = {"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{target}</Relationships>'}
    assert Workbook(by_hand("", more=related)).sheets == []


def test_more_rows_and_columns_than_are_looked_at(deck: Write) -> None:
    far = "<row r='1048576'><c r='A1048576'><v>9</v></c></row><row r='5'><c r='XFD5'><v>9</v></c></row>"
    merged = "<mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='B2:B3'/><mergeCell ref='x'/></mergeCells>"
    body = f"<sheetData>{HEAD}<row>{text('东港')}<c><v>1</v></c></row>{far}</sheetData>{merged}"
    assert rows(deck(by_hand(body))) == [["东港", "1"]]


def test_files_that_are_too_large_or_cannot_be_read(
    deck: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rows(deck(GOOD)) == [["东港", "1"]]
    with (tmp_path / "t.xlsx").open("ab") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    assert rules(load(tmp_path)) == ["data_large"]
    real = Path.open

    def locked(path: Path, *given: Any, **more: Any) -> Any:
        if path.suffix == ".xlsx":
            raise PermissionError(13, "Permission denied")
        return real(path, *given, **more)

    monkeypatch.setattr(Path, "open", locked)
    loaded = load(tmp_path)
    assert rules(loaded) == ["data_unreadable"]
    assert loaded.files == (tmp_path / "t.xlsx",)


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255))
def test_one_wrong_byte(at: int, byte: int) -> None:
    """Wherever it is, the workbook is read or refused."""
    with contextlib.suppress(Unreadable):
        book = Workbook(GOOD[:at] + bytes([byte]) + GOOD[at + 1 :])
        for sheet in book.sheets:
            book.table(sheet)


@settings(max_examples=300, deadline=None)
@given(raw=st.text(max_size=20) | st.floats().map(repr) | st.integers().map(str),
       pattern=st.text(st.sampled_from("ymdhs0#?,.%;@[]\"\\_年月/- Eea"), max_size=12))  # fmt: skip
def test_whatever_the_number_and_its_format(raw: str, pattern: str) -> None:
    assert isinstance(shown(raw, pattern, since_1904=False), Cell)


@settings(max_examples=300, deadline=None)
@given(day=st.dates(datetime.date(1900, 3, 1)), pattern=st.sampled_from(["yyyy-mm-dd", "yyyy年m月d日", "d/m/yy"]))
def test_every_day_comes_back(day: datetime.date, pattern: str) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    assert shown(str(serial), pattern, since_1904=False).text == day.isoformat()


def test_reading_a_deck_loads_no_reader_of_tables_until_it_has_one() -> None:
    """And never numpy or Qt."""
    code = (
        "import sys; from kiosk.content.load import load; from pathlib import Path; load(Path('data'));"
        "print([name for name in sys.modules if name.startswith(('kiosk.content.sheets.w', 'kiosk.content.sheets.sp',"
        "'kiosk.content.sheets.n', 'numpy', 'openpyxl', 'PySide6'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def rows_of(loaded: Loaded) -> list[tuple[str, str]]:
    assert loaded.deck is not None, [one.sentence("en") for one in loaded.problems]
    assert loaded.problems == ()
    return [(point.under("zh"), f"{point.value:f}") for point in loaded.deck.slides[0].series]  # type: ignore[attr-defined]


HEAD = (
    "<row r='1'><c r='A1' t='inlineStr'><is><t>年份</t></is></c><c r='B1' t='inlineStr'><is><t>产量</t></is></c></row>"
)


def test_how_a_japanese_word_is_read_is_no_part_of_it(deck: Write) -> None:
    strings = "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh></si><si><t>大阪</t></si>"
    sheet = (
        f"<sheetData>{HEAD}<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2'><v>3</v></c></row>"
        "<row r='3'><c r='A3' t='s'><v>1</v></c><c r='B3'><v>4</v></c></row></sheetData>"
    )
    assert rows_of(deck(by_hand(sheet, strings=strings))) == [("東京", "3"), ("大阪", "4")]
    inner = "<is><t>京都</t><rPh sb='0' eb='2'><t>きょうと</t></rPh></is>"
    sheet = f"<sheetData>{HEAD}<row r='2'><c r='A2' t='inlineStr'>{inner}</c><c r='B2'><v>3</v></c></row></sheetData>"
    assert rows_of(deck(by_hand(sheet))) == [("京都", "3")]


@pytest.mark.parametrize("merged", ["A2", "A2:A3:A4", "x:y", "", "C8:C9", "A9:B9", "A3:A2"])
def test_merged_cells_that_make_no_sense_or_hold_nothing(merged: str, deck: Write) -> None:
    sheet = (
        f"<sheetData>{HEAD}<row r='2'><c r='A2'><v>2024</v></c><c r='B2'><v>3</v></c></row>"
        f"<row r='3'><c r='A3'><v>2025</v></c><c r='B3'><v>4</v></c></row></sheetData>"
        f"<mergeCells><mergeCell ref='{merged}'/></mergeCells>"
    )
    assert rows_of(deck(by_hand(sheet))) == [("2024年", "3"), ("2025年", "4")]


def test_no_more_merged_cells_are_looked_at_than_anybody_makes(deck: Write) -> None:
    many = "<mergeCell ref='Z8:Z9'/>" * MOST_RANGES + "<mergeCell ref='B2:B3'/>"
    sheet = (
        f"<sheetData>{HEAD}<row r='2'><c r='A2'><v>2024</v></c><c r='B2'><v>3</v></c></row>"
        f"<row r='3'><c r='A3'><v>2025</v></c></row></sheetData><mergeCells>{{}}</mergeCells>"
    )
    loaded = deck(by_hand(sheet.format(many)))
    assert loaded.deck is not None
    assert [point.value for point in loaded.deck.slides[0].series] == [3, None]  # type: ignore[attr-defined]
    assert rows_of(deck(by_hand(sheet.format(many[len("<mergeCell ref='Z8:Z9'/>") :])))) == [
        ("2024年", "3"),
        ("2025年", "3"),
    ]


def test_a_workbook_without_a_sheet(deck: Write) -> None:
    book = by_hand("<sheetData/>")
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">\n<Relationship Id="a" Type="x/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>',
    }
    assert [one.rule for one in deck(zipped(parts)).problems] == ["data_empty"]
    assert [one.rule for one in deck(book).problems] == ["data_empty"]


def test_days_after_the_last_year_of_a_mac() -> None:
    assert shown("2958465", "yyyy-mm-dd", since_1904=True) == Cell("2958465", "error")
    assert shown("2957003", "yyyy-mm-dd", since_1904=True).text == "9999-12-31"


@pytest.mark.parametrize("pattern", ["# ?/?", "0.00E+00", "0.0,", "General;General"])
def test_formats_that_change_more_than_the_decimals(pattern: str) -> None:
    assert shown("12.3456", pattern, since_1904=False).text == "12.3456"


def test_one_sheet_on_two_slides_is_read_once(deck: Write, tmp_path: Path) -> None:
    first = deck(book_of(["年份", "产量"], [2024, 3], [2025, 4]))
    assert rows_of(first) == [("2024年", "3"), ("2025年", "4")]
    text = (tmp_path / "deck.yaml").read_text("utf-8")
    (tmp_path / "deck.yaml").write_text(text + text.split("\n")[2] + "\n", "utf-8")
    again = load(tmp_path)
    assert again.deck is not None
    assert again.deck.slides[0].texts("zh") == again.deck.slides[1].texts("zh")


@pytest.mark.parametrize(
    ("raw", "pattern", "cell"),
    [
        ("99999999", "yyyy-mm-dd", Cell("99999999", "error")),
        ("2958465", "yyyy-mm-dd", Cell("9999-12-31", "date")),
        ("2958466", "yyyy-mm-dd", Cell("2958466", "error")),
    ],
)
def test_days_after_the_last_year(raw: str, pattern: str, cell: Cell) -> None:
    found = shown(raw, pattern, since_1904=False)
    assert (found.text, found.kind) == (cell.text, cell.kind)


@pytest.mark.parametrize(
    ("raw", "pattern", "text", "kind"),
    [
        ("0.1", "General", "0.1", "number"),
        ("123456789012345", "General", "123456789012345", "number"),
        ("1234567890123456", "General", "1234567890123460", "number"),
        ("0.30000000000000004", "General", "0.3", "number"),
        ("1e301", "General", "1e301", "error"),
        ("1e300", "General", f"1{'0' * 300}", "number"),
        ("nan", "General", "nan", "error"),
        ("zwölf", "General", "zwölf", "error"),
        ("-2", "0.0;0", "-2", "number"),
        ("-2.5", "0.0;0.00", "-2.50", "number"),
        ("-2.5", "0.0;", "-2.5", "number"),
        ("0.125", "0.0%", "12.5%", "number"),
        ("0.125", "0%", "13%", "number"),
        ("6.02", '0.0"亿"', "6.0亿", "number"),
        ("602000000", '0.0,"万"', "602000000", "number"),
        ("43404", "d", "2018-10-31", "date"),
        ("43404", "YYYY", "2018", "date"),
        ("43404", "h:mm", "43404", "number"),
        ("43404", "GENERAL", "43404", "number"),
        ("43404", "@", "43404", "number"),
        ("43404", "mm:ss.0", "43404.0", "number"),
        ("2.50", "0.0#", "2.5", "number"),
        ("2.505", "0.0#", "2.51", "number"),
        ("2", "#.##", "2", "number"),
        ("12.5", "0.0E+00", "12.5", "number"),
        ("12.5", "# ?/?", "12.5", "number"),
        ("12.5", "# #", "13", "number"),
    ],
)
def test_what_its_author_sees_in_a_cell(raw: str, pattern: str, text: str, kind: str) -> None:
    found = shown(raw, pattern, since_1904=False)
    assert (found.text, found.kind) == (text, kind)


def test_truths_hidden_columns_and_a_line_of_cells(deck: Write) -> None:
    cell = "<c r='{0}' t='inlineStr'><is><t>{1}</t></is></c>"
    head = "".join(
        cell.format(f"{letter}1", name) for letter, name in zip("ABCD", ["年份", "产量", "重点", "旧值"], strict=True)
    )
    sheet = (
        "<cols><col min='4' max='4' hidden='true'/></cols>"
        f"<sheetData><row r='1'>{head}</row>"
        "<row r='2'><c r='A2'><v>2024</v></c><c r='B2'><v>3</v></c><c r='C2' t='b'><v>true</v></c>"
        "<c r='D2'><v>9</v></c></row>"
        "<row r='3'><c r='A3'><v>2025</v></c><c r='B3'><v>4</v></c><c r='C3' t='b'><v>0</v></c>"
        "<c r='D3'><v>9</v></c></row>"
        "<row r='4' hidden='true'><c r='A4'><v>2026</v></c><c r='B4'><v>5</v></c></row></sheetData>"
    )
    loaded = deck(by_hand(sheet))
    assert rows_of(loaded) == [("2024年", "3"), ("2025年", "4")]
    assert loaded.deck is not None
    assert [point.emphasis for point in loaded.deck.slides[0].series] == [True, False]  # type: ignore[attr-defined]


def test_a_row_as_a_reminder() -> None:
    cells = {0: Cell("甲\n 港"), 2: Cell("3")}
    assert Row(4, cells).shown() == "甲 港 |  | 3"
    assert Row(4, {}).shown() == ""
    assert Row(4, {at: Cell(str(at)) for at in range(12)}).shown() == " | ".join(map(str, range(12)))
    assert Row(4, {at: Cell(str(at)) for at in range(13)}).shown() == " | ".join([*map(str, range(12)), "…"])


@pytest.mark.parametrize(("letters", "column"), [("A", 0), ("z", 25), ("AA", 26), ("AZ", 51), ("BA", 52), ("ZZ", 701)])
def test_columns_by_their_letters(letters: str, column: int) -> None:
    assert column_of(letters) == column
    assert letters_of(column) == letters.upper()
