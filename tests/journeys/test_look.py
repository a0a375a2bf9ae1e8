"""A deck's own look, through the command that draws it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.conftest import ROOT

SLIDES = "slides:\n  - {type: text, headline: 头雁}\n  - {type: cover, headline: 头雁}\n"


def drawn(folder: Path, look: str, *words: str) -> list[QImage]:
    folder.mkdir()
    (folder / "deck.yaml").write_text(f"title: t\n{look}{SLIDES}", "utf-8")
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
