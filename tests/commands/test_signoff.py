"""The proof that readers sign: what they see, what they can select, and which deck it was."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from kiosk.content.load import load
from tests.conftest import ROOT

DECK = ROOT / "data" / "deck.yaml"


def kiosk(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
        timeout=300, check=False, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    path = tmp_path_factory.mktemp("proof") / "proof.pdf"
    done = kiosk("shots", "--pdf", str(path), LC_ALL="zh_CN.UTF-8")
    assert (done.returncode, done.stdout.strip()) == (0, str(path)), done.stderr
    return PdfReader(path)


def bare(words: str) -> str:
    """Without blanks: where a line breaks on paper is nobody's business."""
    return re.sub(r"\s+", "", words)


def test_everything_the_deck_says_can_be_selected_in_both_languages(proof: PdfReader) -> None:
    deck = load(DECK).deck
    assert deck is not None
    said = bare("".join(page.extract_text() for page in proof.pages))
    for slide in deck.slides:
        for language in deck.languages:
            for step in slide.texts(language):
                for words in step:
                    assert bare(words) in said, (slide.type, words)


def test_every_page_says_which_deck_and_which_page_it_is(proof: PdfReader) -> None:
    digest = hashlib.sha256(DECK.read_bytes()).hexdigest()[:16]
    count = len(proof.pages)
    for number, page in enumerate(proof.pages, 1):
        words = bare(page.extract_text())
        assert digest in words
        assert f"第{number}页，共{count}页" in words


def test_each_fact_stands_beside_its_line_and_three_boxes(proof: PdfReader) -> None:
    lines = DECK.read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "1500" in text)
    begins = max(number for number, text in enumerate(lines[:line], 1) if re.match(r"\s+- ", text))
    page = next(page for page in proof.pages if "stats-2" in page.extract_text() and "1500" in page.extract_text())
    words = page.extract_text()
    assert all(head in bare(words) for head in ("内容", "来源", "日期", "行", "初审", "复审", "终审"))
    assert any(str(number) in words.split() for number in range(begins, line + 1))


def test_in_one_language_for_who_reads_english(tmp_path: Path) -> None:
    path = tmp_path / "proof.pdf"
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "title: {zh: 题, en: A title}\nlanguages: [zh, en]\nslides:\n"
        "  - {type: text, headline: {zh: 你好, en: Good morning}, source: {zh: 某书, en: A book}}\n",
        "utf-8",
    )
    done = kiosk("shots", str(deck), "--pdf", str(path), "--lang", "en", "--size", "1080x1920", LC_ALL="C.UTF-8")
    assert done.returncode == 0, done.stderr
    words = bare("".join(page.extract_text() for page in PdfReader(path).pages))
    assert "Goodmorning" in words
    assert "Abook" in words
    assert "你好" not in words
    assert "Page1of2" in words


def test_a_contact_sheet_holds_every_slide(tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    done = kiosk("shots", "--contact", str(path))
    assert (done.returncode, done.stdout.strip()) == (0, str(path)), done.stderr
    image = QImage(str(path))
    assert image.width() == 4 * (480 + 24) + 24
    assert image.height() == 4 * (270 + 60) + 24
    colours = {image.pixel(24 + column * 504 + 240, 24 + row * 330 + 262) for column in range(4) for row in range(4)}
    assert 0xFFFFFFFF not in colours
