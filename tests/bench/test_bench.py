"""The bench itself, without a clock: what it writes, what it shows, and how it tells figures."""

from __future__ import annotations

import html
import json
import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.content.deck import Deck
from kiosk.content.kinds.chart import Chart
from kiosk.content.load import load
from tests.bench import decks, proc, webdeck
from tests.bench.__main__ import MEASURES, _rivals, main
from tests.bench.bench import Bench
from tests.bench.eyes import gaps, rate
from tests.bench.reveal import MissingError, Reveal
from tests.bench.table import Goal, Row, Table, percentile, wide
from tests.conftest import ROOT

FASTER = Row("start", "first slide", "s", (0.5, 0.4, 0.6), (1.0, 1.2, 1.4), Goal(0.5, ratio=True))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> decks.Made:
    """A deck whose photographs are small: what a decoder takes is not the question here."""
    folder = tmp_path_factory.mktemp("bench")
    (folder / "photos").mkdir()
    for number in range(decks.PHOTOS):
        Image.new("RGB", (160, 90), (number * 40, 90, 120)).save(folder / "photos" / f"{number + 1}.jpg")
    return decks.write(folder / "deck", 30, folder / "photos")


# The table.


def test_a_row_tells_both_the_ratio_and_whether_its_goal_is_reached() -> None:
    assert FASTER.cells() == (
        "first slide", "0.50 s (0.40–0.60)", "1.20 s (1.00–1.40)", "0.42 ×", "≤ 0.5 ×", "yes",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("goal", "values", "pick", "reached"),
    [
        (Goal(25), (10.0, 20.0, 30.0), "median", True),
        (Goal(25), (10.0, 20.0, 30.0), "worst", False),
        (Goal(25), (10.0, 20.0, 30.0), "p95", False),
        (Goal(55, least=True), (54.0,), "median", False),
        (Goal(55, least=True), (60.0,), "median", True),
        (Goal(25), (10.0, math.nan), "median", None),
        (Goal(0.5, ratio=True), (10.0,), "median", None),
    ],
)
def test_a_goal_holds_the_figure_that_counts(goal, values, pick, reached) -> None:
    assert Row("g", "n", "ms", values, goal=goal, pick=pick).reached is reached


def test_what_was_not_seen_is_said_and_is_no_figure() -> None:
    row = Row("g", "n", "ms", (10.0, math.nan), goal=Goal(25))
    assert row.cells()[1] == "not seen (1 of 2)"
    assert row.cells()[-1] == "?"
    assert row.plain()["touyan"] == [10.0, None]


def test_what_has_no_counterpart_has_a_dash_and_no_ratio() -> None:
    assert Row("g", "save", "ms", (180.0,), note="a word").cells() == ("save [a word]", "180 ms", "—", "", "", "")


def test_the_table_is_headed_aligned_and_counted() -> None:
    table = Table({"date": "2026-11-23", "machine": "示例"}, [FASTER, Row("memory", "头雁", "MB", (90.0,), (400.0,))])
    lines = table.text().splitlines()
    assert lines[:2] == ["date: 2026-11-23", "machine: 示例"]
    assert lines[-1] == "1 of 1 goals reached."
    whole = [line for line in lines if "(0.40" in line or "90 MB" in line]
    assert len({wide(line[: line.index(mark)]) for line, mark in zip(whole, ("0.50 s", "90 MB"), strict=True)}) == 1


def test_the_table_as_markdown_and_as_json() -> None:
    table = Table({"date": "2026-11-23"}, [FASTER])
    rows = [line for line in table.markdown().splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {7}
    assert "| first slide | 0.50 s (0.40–0.60) |" in rows[-1]
    plain = json.loads(table.json())
    assert plain["heading"] == {"date": "2026-11-23"}
    assert plain["rows"][0]["reveal"] == [1.0, 1.2, 1.4]
    assert plain["rows"][0]["reached"] is True


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 4, 2, 3], 50) == 3
    assert percentile(list(range(100)), 95) == 94
    assert percentile([7], 95) == 7


def test_frames_a_second_and_the_gaps_between_them() -> None:
    times = [0.0, 0.016, 0.032, 0.080]
    assert round(rate(times), 1) == 37.5
    assert [round(gap) for gap in gaps(times)] == [16, 16, 48]
    assert math.isnan(rate([0.0]))


# The decks.


def test_a_deck_passes_check_with_nothing_to_say(made: decks.Made) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "check", "--quick", "--strict", str(made.folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout


def test_a_long_deck_is_no_longer_than_a_deck_may_be(made: decks.Made) -> None:
    # From some 2,300 slides on the limit grows with the deck: what passes here, passes at 5,000.
    path = made.folder / "long.yaml"
    path.write_text(decks.text(2500), "utf-8")
    loaded = load(path)
    assert loaded.errors == ()
    assert loaded.deck is not None
    assert len(loaded.deck.slides) == 2500


def test_the_same_number_of_slides_is_the_same_deck() -> None:
    assert decks.text(12) == decks.text(12)


def test_a_kind_is_found_at_its_place(made: decks.Made) -> None:
    deck = load(made.deck).deck
    assert deck is not None
    forms = {"line", "bar"}
    for kind in set(decks.KINDS):
        for turn in range(2):
            slide = deck.slides[made.place(kind, turn) - 1]
            assert (slide.form if isinstance(slide, Chart) else slide.type) == kind, (kind, turn)
            assert isinstance(slide, Chart) == (kind in forms)


def test_photographs_are_of_4k_and_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decks, "PHOTOS", 1)
    (path,) = decks.photographs(tmp_path)
    with Image.open(path) as image:
        assert (image.format, image.size) == ("JPEG", (3840, 2160))
    before = path.stat().st_mtime_ns
    assert decks.photographs(tmp_path) == [path]
    assert path.stat().st_mtime_ns == before


# The other's page.


def _words(slide: str) -> str:
    """What a reader finds in a slide, marks of its chart included."""
    charts = [html.unescape(one) for one in re.findall(r'data-chart="([^"]*)"', slide)]
    return html.unescape(re.sub(r"<[^>]+>", "\n", slide)) + "\n".join(charts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_has_every_word_of_every_slide(language: str, made: decks.Made) -> None:
    bundled = load(ROOT / "data" / "deck.yaml")
    own = load(made.deck)
    for loaded in (bundled, own):
        assert loaded.deck is not None
        for slide in loaded.deck.slides:
            found = _words(webdeck.section(slide, loaded.folder, language))
            said = [word for step in slide.texts(language) for word in step]
            marks = _marks(slide, language)
            assert [word for word in said if word not in found and word not in marks] == [], slide


def _marks(slide, language: str) -> set[str]:
    """Digits that Chart.js writes from numbers: 1,590 is 1590 there."""
    if not isinstance(slide, Chart):
        return set()
    values = [value for column in slide.columns for value in column if value is not None]
    return {slide.spoken(value, language) for value in values}


def test_the_page_has_every_slide_every_picture_and_every_chart(made: decks.Made) -> None:
    deck = load(made.deck).deck
    assert deck is not None
    page = webdeck.page(deck, made.folder, "zh", Path("/npm"), Path("/fonts"))
    assert page.count("<section>") == len(deck.slides)
    pictures = re.findall(r'data-src="file://([^"]+)"', page)
    assert len(pictures) == sum(slide.type == "photo" for slide in deck.slides)
    assert all(Path(one).is_file() for one in pictures)
    assert page.count("<canvas") == sum(slide.type == "chart" for slide in deck.slides)
    assert "https://" not in page
    assert "http://" not in page


def test_words_that_look_like_marks_stay_words() -> None:
    deck = Deck.model_validate({"title": "<b>", "slides": [{"type": "text", "headline": "<script>alert(1)</script>"}]})
    page = webdeck.page(deck, Path("/"), "zh", Path("/npm"), Path("/fonts"))
    assert "alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_chart_is_told_to_the_other_with_its_numbers(made: decks.Made) -> None:
    deck = load(made.deck).deck
    assert deck is not None
    slide = deck.slides[made.place("bar") - 1]
    assert isinstance(slide, Chart)
    told = webdeck.chart(slide, "zh")
    assert told["type"] == "bar"
    assert told["data"]["datasets"][0]["data"] == [float(point.value) for point in slide.series if point.value]
    assert len(told["data"]["labels"]) == len(slide.series)


@pytest.mark.parametrize(
    ("programs", "said"),
    [
        ({}, "Chromium isn't installed here"),
        ({"chromium": ""}, "npm isn't installed here"),
        ({"chromium": "", "npm": "echo no network >&2; exit 1"}, "couldn't fetch reveal.js and Chart.js: no network"),
    ],
)
def test_the_other_is_left_out_with_a_word(programs, said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, does in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(MissingError, match=said):
        Reveal()
    rivals, versions = _rivals(alone=False)
    assert [rival.name for rival in rivals] == ["Touyan"]
    assert versions["reveal.js"].startswith("skipped: ")


# What a program costs.


def test_what_shrank_is_no_measure_for_what_grew() -> None:
    assert Row("memory", "growth", "MB", (4.5,), (-51.0,)).ratio is None
    assert Row("memory", "growth", "MB", (-4.5,), (51.0,)).ratio == pytest.approx(-4.5 / 51)


def test_a_family_is_everybody_that_came_of_a_process_and_what_it_costs_is_found() -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    found = proc.family(process.pid)
    assert len(found) == 2
    assert process.pid in found
    assert proc.memory(found) > 4
    assert 1 < proc.written(found) < proc.memory(found)
    assert proc.seconds(process.pid) >= 0
    process.communicate(b"\n")
    assert proc.memory(found) == proc.written(found) == 0


def test_what_this_process_burns_is_counted() -> None:
    before = {os.getpid(): proc.seconds(os.getpid())}
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    assert proc.burnt(before, os.getpid()) >= 0.1


# The command.


def test_a_part_that_fails_is_a_row_and_the_next_is_measured_still(tmp_path: Path) -> None:
    def parts() -> Iterator[Row]:
        yield FASTER
        raise TimeoutError("it didn't come to pass")

    told: list[str] = []
    bench = Bench(tmp_path, [], tell=told.append)
    rows = [*bench.kept("start", parts()), *bench.kept("start", iter([FASTER]))]
    assert [row.name for row in rows] == ["first slide", "a part stopped", "first slide"]
    assert rows[1].note == "TimeoutError: it didn't come to pass"
    assert bench.failed == 1
    assert "it didn't come to pass" in told[0]


def test_an_unknown_measurement_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["speed"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "'speed'" in said
    assert all(name in said for name in MEASURES)


def test_without_an_x_server_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    assert main([]) == 2
    assert "Xvfb" in capsys.readouterr().err
