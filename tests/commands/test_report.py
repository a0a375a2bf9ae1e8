"""`kiosk report` as people and scripts call it: what it prints, and the files it leaves."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kiosk.ops.ledger import Hour, Ledger
from tests.conftest import ROOT
from tests.ops.made_up_visits import fill

TODAY = datetime.datetime.now().astimezone().date()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine that counted for a month."""
    folder = tmp_path_factory.mktemp("home")
    fill(folder / "data" / "counts.db", until=TODAY)
    return folder


def kiosk(home: Path, *words: object, language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LC_ALL": language, "PYTHONPATH": str(ROOT), "TOUYAN_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "report", *map(str, words)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_nothing_counted_is_no_error_and_leaves_no_file(tmp_path: Path) -> None:
    done = kiosk(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No visit has been counted yet.\n", "")
    assert list(tmp_path.iterdir()) == []
    assert kiosk(tmp_path, language="zh_CN.UTF-8").stdout == "还没有统计到参观。\n"


def test_a_summary_in_the_readers_language(home: Path) -> None:
    done = kiosk(home)
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("Median length", "Most seen", "Least seen", "English", "Busiest hours", "Reset, after they had left"):
        assert words in done.stdout
    done = kiosk(home, language="zh_CN.UTF-8")
    for words in ("停留中位数", "看得最多", "最忙的时段", "离开后自动复位", "为经济增长注入强劲动力"):
        assert words in done.stdout


def test_the_figures_for_scripts(home: Path) -> None:
    found = json.loads(kiosk(home, "--json").stdout)
    assert found["visits"] == sum(day["visits"] for day in found["days"].values()) + 3
    assert found["visits"] - 3 == sum(hour["visits"] for hour in found["hours"].values())
    assert found["last"] == max(found["days"])
    assert 20 < found["median_seconds"] < 300
    assert found["undated"] is None, "three visits are too few to tell of"
    assert found["problems"] == {"slide": 2}
    week = json.loads(kiosk(home, "--json", "--days", 7).stdout)
    assert len(week["days"]) in {6, 7}
    assert week["visits"] < found["visits"]


def test_figures_of_few_visits_are_withheld_everywhere(tmp_path: Path) -> None:
    book = Ledger(tmp_path / "data" / "counts.db")
    noon = datetime.datetime.combine(TODAY, datetime.time(12)).astimezone()
    hour = Hour(int(noon.timestamp() // 3600))
    few = {"visit": ("", 4), "seen": ("rare", 4), "tap": ("rare", 37), "read": ("fr", 4), "length": ("600", 4)}
    book.add({(hour, what, which): (times, 1234.0 * (what != "visit")) for what, (which, times) in few.items()})
    book.close()
    page, table = tmp_path / "r.html", tmp_path / "r.csv"
    done = kiosk(tmp_path, "--html", page, "--csv", table)
    found = json.loads(kiosk(tmp_path, "--json").stdout)
    assert found["visits"] is found["median_seconds"] is found["mean_seconds"] is None
    assert found["slides"]["rare"] == {"visits": None, "mean_seconds": None, "taps": None}
    body = re.sub(r"<style>.*?</style>", "", page.read_text("utf-8"))
    said = done.stdout.replace(str(tmp_path), "")  # which may hold any number
    for words in (said, body, table.read_text("utf-8-sig")):
        assert "<5" in words.replace("&lt;", "<")
        assert not re.search(r"\b(308|309|37|1234|20:34|5:08)\b", words), words


class Links(HTMLParser):
    """What a page asks the world for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.asked += [value or "" for name, value in attrs if name in {"href", "src", "srcset", "action", "data"}]


@pytest.mark.parametrize("language", ["C.UTF-8", "zh_CN.UTF-8"])
def test_the_page_needs_nothing_else(home: Path, tmp_path: Path, language: str) -> None:
    path = tmp_path / "deep" / "report.html"
    done = kiosk(home, "--html", path, language=language)
    assert done.returncode == 0, done.stderr
    text = path.read_text("utf-8")
    links = Links()
    links.feed(text)
    assert links.asked == []
    assert not links.tags & {"script", "link", "iframe", "object", "img", "b>odd<"}
    assert "http" not in text.replace("http-equiv", "")
    assert set(re.findall(r"url\((.{5})", text)) == {"data:"}
    assert "&lt;b&gt;odd&lt;/b&gt;" in text
    assert text.count("<svg") >= 2
    assert path.stat().st_size < 60_000


def test_a_page_of_a_year_is_still_a_page(tmp_path: Path) -> None:
    fill(tmp_path / "data" / "counts.db", days=399, until=TODAY)
    path = tmp_path / "year.html"
    assert kiosk(tmp_path, "--html", path).returncode == 0
    assert path.stat().st_size < 200_000


def test_the_table_opens_in_a_spreadsheet(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    assert kiosk(home, "--csv", path, language="zh_CN.UTF-8").returncode == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == ["日期", "项目", "时段", "页面", "名称", "参观", "平均秒数", "点按"]
    days = [row for row in rows if row["项目"] == "一天"]
    assert sum(int(row["参观"]) for row in days if row["参观"].isdecimal()) > 300
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())
    assert "'=cmd" in {row["页面"] for row in rows}


def test_json_stays_alone_on_stdout_when_files_are_written(home: Path, tmp_path: Path) -> None:
    done = kiosk(home, "--json", "--csv", tmp_path / "r.csv")
    json.loads(done.stdout)
    assert "Written:" in done.stderr


def test_what_cannot_be_read_or_written_is_said_in_one_line(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = kiosk(home, "--csv", tmp_path / "file" / "r.csv")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "counts.db").write_bytes(b"rubbish" * 999)
    done = kiosk(tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "counts.db" in done.stderr
    assert (tmp_path / "data" / "counts.db").read_bytes() == b"rubbish" * 999, "a report changes nothing"


def test_a_stick_that_cannot_be_written_to_can_be_read(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "stick")
    for path in [*(tmp_path / "stick").rglob("*"), tmp_path / "stick"]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = kiosk(tmp_path / "stick", "--json")
    finally:
        for path in [tmp_path / "stick", *(tmp_path / "stick").rglob("*")]:
            path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["visits"]


def test_a_deck_that_cannot_be_read_leaves_the_ids(home: Path, tmp_path: Path) -> None:
    done = kiosk(home, tmp_path / "none.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "photo-3" in done.stdout
