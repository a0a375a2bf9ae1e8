"""A deck's own look, through the command that draws it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PySide6.QtGui import QImage

from kiosk.content.load import load
from tests.conftest import ROOT

SLIDES = "slides:\n  - {type: text, headline: 头雁}\n  - {type: cover, headline: 头雁}\n"


def drawn(folder: Path, look: str, *words: str, slides: str = SLIDES) -> list[QImage]:
    folder.mkdir(exist_ok=True)
    (folder / "deck.yaml").write_text(f"title: t\n{look}{slides}", "utf-8")
    command = [sys.executable, "-m", "kiosk", "shots", str(folder), "--out", str(folder / "shots"), *words]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return [QImage(str(path)) for path in sorted((folder / "shots").glob("*.png"))]


def ink(picture: QImage) -> tuple[int, int]:
    """The first and the last column, of those left of the middle and under the rule, that isn't the ground."""
    ground = picture.pixel(4, 4)
    rows = range(picture.height() // 5, picture.height() * 4 // 5, 5)
    columns = [x for x in range(picture.width() // 2) if any(picture.pixel(x, y) != ground for y in rows)]
    return min(columns), max(columns)


def test_own_colours_are_on_the_slide_and_on_the_cover(tmp_path: Path) -> None:
    look = 'look:\n  colours: {paper: "#EEF3EE", ink: "#11221A", accent: "#1E6B4A"}\n'
    text, cover = drawn(tmp_path / "own", look)
    assert text.pixelColor(4, 4).name().upper() == "#EEF3EE"
    assert cover.pixelColor(4, 4).name().upper() == "#1E6B4A"


def test_high_contrast_is_the_visitors_and_stays_as_it_is(tmp_path: Path) -> None:
    look = 'look:\n  colours: {paper: "#EEF3EE", accent: "#1E6B4A"}\n'
    own = drawn(tmp_path / "own", look, "--theme", "contrast")
    assert own == drawn(tmp_path / "plain", "", "--theme", "contrast")


@pytest.mark.parametrize("size", ["1920x1080", "1080x1920", "1366x768"])
def test_larger_type_keeps_its_margin_and_wider_margins_their_type(tmp_path: Path, size: str) -> None:
    plain, large, wide = (
        ink(drawn(tmp_path / name, look, "--size", size)[0])
        for name, look in (("plain", ""), ("large", "look: {text: 1.2}\n"), ("wide", "look: {margin: 1.5}\n"))
    )
    assert abs(large[0] - plain[0]) <= 3
    assert (large[1] - large[0]) / (plain[1] - plain[0]) == pytest.approx(1.2, abs=0.03)
    assert wide[0] > plain[0] + 20
    assert wide[1] - wide[0] == pytest.approx(plain[1] - plain[0], abs=3)


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#00A050"/></svg>'


def cut_font(path: Path, letters: str, embedding: int = 0) -> None:
    """A small font of those letters alone, with what it says of embedding."""
    font = TTFont(ROOT / "assets/fonts/TouyanSerifSC-Black.otf")
    cut = Subsetter(Options(name_IDs=["*"]))
    cut.populate(text=letters)
    cut.subset(font)
    for number in (1, 16):
        font["name"].setName("Trial", number, 3, 1, 0x409)
    font["OS/2"].fsType = embedding
    path.parent.mkdir(exist_ok=True)
    font.save(path)


def test_headlines_are_set_in_the_decks_own_font_and_nothing_else_is(tmp_path: Path) -> None:
    narrow_font = (ROOT / "assets/fonts/BarlowCondensed_600SemiBold.ttf").read_bytes()
    slides = SLIDES.replace("头雁", "Touyan")
    shipped = drawn(tmp_path / "shipped", "", slides=slides)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "narrow.ttf").write_bytes(narrow_font)
    other = drawn(tmp_path / "own", "look: {fonts: {figures: narrow.ttf}}\n", slides=slides)
    assert other == shipped  # there is no figure on these slides
    own = drawn(tmp_path / "own", "look: {fonts: {headline: narrow.ttf}}\n", slides=slides)
    narrow, wide = ink(own[0]), ink(shipped[0])
    assert narrow[1] - narrow[0] < (wide[1] - wide[0]) * 0.8


@pytest.mark.parametrize("size", ["1920x1080", "1080x1920"])
def test_the_logo_stands_on_the_cover_and_above_the_rule(tmp_path: Path, size: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "logo.svg").write_text(LOGO)
    text, cover = drawn(tmp_path / "own", "look: {logo: {cover: logo.svg, slides: logo.svg}}\n", "--size", size)
    margin = 96 if size.startswith("1920") else 72
    assert cover.pixelColor(margin + 20, 108).name() == "#00a050"
    assert text.pixelColor(text.width() - margin - 10, 26).name() == "#00a050"
    assert text.pixelColor(text.width() // 2, 26) == text.pixelColor(4, 4)


def test_letters_that_a_font_lacks_and_a_font_that_may_not_be_shown(tmp_path: Path) -> None:
    cut_font(tmp_path / "fonts" / "title.otf", "头", embedding=2)
    deck = f"title: t\nlook:\n  fonts:\n    headline: fonts/title.otf\n{SLIDES}"
    (tmp_path / "deck.yaml").write_text(deck, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "check", str(tmp_path), "--json"],
        cwd=ROOT, check=True, capture_output=True, timeout=60, env={**os.environ, "LC_ALL": "en_GB.UTF-8"},
    )  # fmt: skip
    told = {one["rule"]: one for one in json.loads(done.stdout)}
    assert set(told) == {"font_forbids", "font_lacks"}
    assert {one["line"] for one in told.values()} == {4}
    assert "雁" in told["font_lacks"]["message"]
    assert "may not be embedded" in told["font_forbids"]["message"]


def test_a_changed_font_or_logo_is_a_change_of_the_deck(tmp_path: Path) -> None:
    cut_font(tmp_path / "fonts" / "title.otf", "头雁")
    (tmp_path / "logo.svg").write_text(LOGO)
    look = "look: {fonts: {headline: fonts/title.otf}, logo: {slides: logo.svg}}\n"
    (tmp_path / "deck.yaml").write_text(f"title: t\n{look}{SLIDES}", "utf-8")
    first = load(tmp_path)
    assert not first.problems
    assert {path.name for path in first.files} == {"title.otf", "logo.svg"}
    cut_font(tmp_path / "fonts" / "title.otf", "头雁高飞")
    second = load(tmp_path)
    (tmp_path / "logo.svg").write_text(LOGO.replace("00A050", "A05000") + "\n")
    assert len({first.digest, second.digest, load(tmp_path).digest}) == 3
