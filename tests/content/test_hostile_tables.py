"""Tables that were made to do harm: small on the disk, and far more once they are opened."""

from __future__ import annotations

import gc
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.content.sheets import package
from tests.fuzz.watch import MEMORY, Watch

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = {
    "_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="s" r:id="s"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/>'
    '<Relationship Id="t" Type="x/sharedStrings" Target="strings.xml"/>'
    '<Relationship Id="u" Type="x/styles" Target="styles.xml"/></Relationships>',
}
NAMES = '<row><c t="str"><v>地区</v></c><c t="str"><v>数值</v></c></row>'
HEAD = NAMES + '<row><c t="str"><v>甲</v></c><c s="0"><v>1.5</v></c></row>'
MILLION = 1_000_000


def book(rows: str, *, strings: str = "", formats: str = "General") -> bytes:
    made = io.BytesIO()
    styles = (
        f'<numFmts><numFmt numFmtId="200" formatCode="{formats}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    )
    more = {
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/strings.xml": f"<sst>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in (PARTS | more).items():
            packed.writestr(name, part)
    return made.getvalue()


CELL = "<c><v>1</v></c>"
BOMBS: dict[str, Callable[[], tuple[bytes, str]]] = {
    "cells": lambda: (book(f"<row>{CELL * 250_000}</row>"), "data_many"),
    "rows": lambda: (book(f"<row>{CELL}</row>" * 180_000), "data_many"),
    "rows of cells": lambda: (book(f"<row>{CELL * 100}</row>" * 3000), "data_many"),
    "rows of nothing": lambda: (book('<row hidden="1"/>' * 500_000), "data_empty"),
    "shared texts": lambda: (book(HEAD, strings="<si><t>ab</t></si>" * 300_000), "data_many"),
    "a shared text": lambda: (book(HEAD, strings=f"<si><t>{'字' * (10 * MILLION)}</t></si>"), "data_broken"),
    "a text": lambda: (book(f'<row><c t="str"><v>{"字" * (10 * MILLION)}</v></c></row>'), "data_broken"),
    "long texts": lambda: (book(f'<row><c t="str"><v>{"x" * 99_000}</v></c></row>' * 300), "data_many"),
    "a tag": lambda: (book(f'<row r="{"1" * (20 * MILLION)}"/>'), "data_broken"),
    "a comment": lambda: (book(f"<!--{'x' * (20 * MILLION)}-->"), "data_broken"),
    "a format": lambda: (book(HEAD, formats="0." + "0" * 40), ""),
    "a long format": lambda: (book(HEAD, formats="m" * 50_000), "cell_number"),
    "a row's number": lambda: (book(f'<row r="{"9" * 5000}">{CELL}</row>'), "data_header_only"),
    "a style's number": lambda: (book(HEAD.replace('s="0"', f's="{"9" * 5000}"')), ""),
    "a superscript": lambda: (book(HEAD.replace('s="0"', 's="²"')), ""),
    "a text's number": lambda: (book(HEAD.replace('s="0"', 't="s"').replace("1.5", "9" * 5000)), "series_empty"),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_told_of_and_takes_no_memory(name: str, tmp_path: Path) -> None:
    data, rule = BOMBS[name]()
    assert len(data) < MILLION
    (tmp_path / "deck.yaml").write_text("title: t\nslides:\n  - {type: chart, title: a, data: t.xlsx}\n", "utf-8")
    rules: list[str] = []

    def read(table: bytes) -> None:
        (tmp_path / "t.xlsx").write_bytes(table)
        rules.extend(problem.rule for problem in load(tmp_path).problems)

    gc.collect()
    watch = Watch(read, tmp_path / "kept", slow=float("inf"))
    watch.one(data)
    assert watch.record.found == {}
    assert watch.record.peak < MEMORY
    assert rules[:1] == ([rule] if rule else [])


def test_a_large_table_is_read_whole(tmp_path: Path) -> None:
    """What a person has is let in: twenty thousand rows of eight columns, of which the deck shows three."""
    rows = "".join(f'<row r="{at}">{"".join(f"<c><v>{at + column}</v></c>" for column in range(8))}</row>'
                   for at in range(2, 20_002))  # fmt: skip
    names = "".join(f'<c t="str"><v>列{column}</v></c>' for column in range(8))
    (tmp_path / "t.xlsx").write_bytes(book(f'<row r="1">{names}</row>{rows}'))
    data = "{file: t.xlsx, rows: 19000-19002, name: 列0, value: 列1}"
    (tmp_path / "deck.yaml").write_text(f"title: t\nslides:\n  - {{type: chart, title: a, data: {data}}}\n", "utf-8")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert package.MOST_ELEMENTS >= 2 * 20_000 * 8 + 20_000


def test_a_quote_that_is_never_closed_takes_as_long_as_the_table(tmp_path: Path) -> None:
    """Each separator after it was tried as the one that the field holds: an hour for a megabyte."""
    (tmp_path / "deck.yaml").write_text("title: t\nslides:\n  - {type: chart, title: c, data: t.csv}\n")

    def seconds(count: int) -> float:
        (tmp_path / "t.csv").write_text("地区,数值\n甲,1\n乙,“" + ",1" * count, encoding="utf-8")
        began = time.process_time()
        assert load(tmp_path / "deck.yaml").errors
        return time.process_time() - began

    assert seconds(80_000) < 8 * max(seconds(20_000), 0.01)


@pytest.mark.parametrize("sign", ["/", " ", "(", "-", "（", "英"])
def test_a_column_whose_name_is_a_row_of_signs_is_no_name(tmp_path: Path, sign: str) -> None:
    """Each of them was tried as the beginning of the language or the unit behind a name: 7 s for 16 kB."""
    (tmp_path / "deck.yaml").write_text(
        "title: t\nlanguages: [zh, en]\nslides:\n  - {type: chart, title: c, data: t.csv}\n"
    )

    def seconds(count: int) -> float:
        (tmp_path / "t.csv").write_text(f"地区,a{sign * count}b,数值\n甲,1,2\n乙,2,3\n", encoding="utf-8")
        began = time.process_time()
        load(tmp_path / "deck.yaml")
        return time.process_time() - began

    seconds(10)
    assert seconds(20_000) < 8 * max(seconds(2000), 0.02)


@pytest.mark.parametrize("times", [40, 250, 4000])
@pytest.mark.parametrize("sign", ["h", "m", "s", "[h", "0,", "[", "_", '"'])
def test_a_format_of_signs_that_mean_nothing_is_read_at_once(tmp_path: Path, sign: str, times: int) -> None:
    """Hours without minutes, each tried as the first: five minutes for four thousand, and for every cell anew."""
    (tmp_path / "deck.yaml").write_text("title: t\nslides:\n  - {type: chart, title: c, data: t.xlsx}\n")
    rows = NAMES + '<row><c t="str"><v>甲</v></c><c s="0"><v>1.5</v></c></row>' * 2000
    (tmp_path / "t.xlsx").write_bytes(book(rows, formats=f"[{sign * times}d".replace('"', "&quot;")))
    (tmp_path / "plain.yaml").write_text("title: t\nslides:\n  - {type: chart, title: c, data: p.xlsx}\n")
    (tmp_path / "p.xlsx").write_bytes(book(rows))
    taken = []
    for deck in ("plain.yaml", "deck.yaml"):
        began = time.process_time()
        load(tmp_path / deck)
        taken.append(time.process_time() - began)
    assert taken[1] < 8 * max(taken[0], 0.02)
