"""What the front pages show: the bench's table in its place, and a film of a visit that is one."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.bench import film, front
from tests.bench.__main__ import main
from tests.bench.table import Goal, Row, Table
from tests.conftest import ROOT

TABLE = Table(
    {"date": "2026-11-23 04:00", "machine": "示例机"},
    [
        Row("start", "first slide, warm cache, 10 slides", "s", (0.5, 0.4, 0.6), (1.0, 1.2, 1.4), Goal(0.5, True)),
        Row("start", "a key is obeyed, warm cache, 10 slides", "s", (0.7,), (1.2,)),
        Row("memory", "growth from 40 to 1,030 changes", "MB", (2.5,), (), Goal(3)),
        Row("frames", "transitions (100 slides), 1920×1080: longest gap", "ms", (20.0, 31.0, math.nan), (), Goal(25),
            "worst"),
        Row("frames", "a slide is dragged, 1920×1080: frames a second", "/s", (58.0,), (), Goal(55, least=True)),
    ],
)  # fmt: skip


def test_a_table_comes_back_from_json_as_it_was() -> None:
    again = Table.read(TABLE.json())
    assert again.markdown() == TABLE.markdown()
    assert again.json() == TABLE.json()


def test_the_table_takes_its_place_and_nothing_else(tmp_path: Path) -> None:
    pages = {language: tmp_path / f"{language}.md" for language in ("en", "zh")}
    for page in pages.values():
        page.write_text("# 头雁\n<!-- bench -->\nan old table\n<!-- /bench -->\nthe end\n", "utf-8")
    for _ in range(2):  # the second time it takes the first one's place
        front.fill(TABLE, pages)
    for page in pages.values():
        text = page.read_text("utf-8")
        assert text.startswith("# 头雁\n<!-- bench -->\n")
        assert text.endswith("<!-- /bench -->\nthe end\n")
        assert "an old table" not in text
        assert text.count(TABLE.markdown()) == 1, "the whole of it, folded"
        assert "2026-11-23 04:00" in text.partition("<details>")[0]
        assert "示例机" in text.partition("<details>")[0]


def test_a_chinese_reader_gets_chinese_rows() -> None:
    rows = [line for line in front.block(TABLE, "zh").partition("<details>")[0].splitlines() if line[:1] == "|"]
    assert rows[2] == "| 启动到第一页出现，10 页 | 0.50 s (0.40–0.60) | 1.20 s (1.00–1.40) | 0.42 × | ≤ 0.5 × | 是 |"
    assert rows[3].startswith("| 翻页 40 次之后，再翻到 1,030 次，内存增加 | 2.50 MB |")
    assert "3 次中有 1 次未见变化" in rows[4]
    assert len(rows) == 5


def test_a_page_without_a_place_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# 头雁\n", "utf-8")
    with pytest.raises(ValueError, match="no place"):
        front.fill(TABLE, {"en": page})
    assert page.read_text("utf-8") == "# 头雁\n"


def test_one_command_fills_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {}
    for language, page in front.PAGES.items():
        pages[language] = tmp_path / page.name
        pages[language].write_bytes(page.read_bytes())
    monkeypatch.setattr(front, "PAGES", pages)
    (tmp_path / "bench.json").write_text(TABLE.json(), "utf-8")
    assert main(["--readme", str(tmp_path / "bench.json")]) == 0
    assert all("2026-11-23 04:00" in page.read_text("utf-8") for page in pages.values())


def test_every_chosen_row_is_one_that_is_measured() -> None:
    """By the words in the measurements: a row that was renamed would silently leave the front page."""
    code = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "tests" / "bench" / "measures").glob("*.py")))
    for pattern in front.CHOSEN:
        beginning = re.split(r"[,(.\\]| \d", pattern)[0]
        assert beginning in code, pattern


# The film.


def test_the_strokes_follow_each_other_within_the_film() -> None:
    for one, other in itertools.pairwise(film.VISIT):
        assert one.end < other.at, other
    assert film.VISIT[-1].end < film.SECONDS
    assert all(0 <= x < 1920 and 0 <= y < 1080 for one in film.VISIT for _, x, y in one.way)


def test_a_finger_goes_from_its_first_place_to_its_last() -> None:
    stroke = film.Stroke(2.0, "示例", ((0.0, 100, 50), (0.4, 100, 50), (1.0, 300, 90)))
    assert stroke.place(0) == stroke.place(2.3) == (100, 50)
    assert stroke.place(2.7) == (200, 70)
    assert stroke.place(9) == (300, 90)


def test_the_film_is_twenty_seconds_and_light() -> None:
    assert film.FILM.stat().st_size <= film.HEAVIEST
    with Image.open(film.FILM) as shown:
        assert shown.size == film.SIZE
        lasts = 0
        for number in range(getattr(shown, "n_frames", 1)):
            shown.seek(number)
            shown.load()
            lasts += shown.info["duration"]
    assert lasts == film.SECONDS * 1000
