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
MEASURED = """
import contextlib, re, runpy
with contextlib.suppress(SystemExit):
    runpy.run_module("kiosk", run_name="__main__", alter_sys=True)
with open("/proc/self/status") as status:
    print(re.search(r"VmHWM:\\s*(\\d+)", status.read())[1])
"""
"""Says last how much memory it took at most, kB."""


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


def slides(folder: Path, count: int) -> Path:
    deck = folder / f"{count}.yaml"
    each = "".join(
        f"  - {{type: text, headline: {{zh: 第{number}页, en: Page {number}}}}}\n" for number in range(count)
    )
    deck.write_text(f"title: t\nlanguages: [zh, en]\nslides:\n{each}", "utf-8")
    return deck


@pytest.mark.parametrize("what", ["--pdf", "--contact"])
def test_a_full_disk_is_told_of_and_leaves_the_good_one(tmp_path: Path, what: str) -> None:
    """Qt says nothing of a disk that took only a part."""
    import resource  # here: no Windows has it

    deck, path = slides(tmp_path, 1), tmp_path / "out" / "made"
    path.parent.mkdir()
    path.write_text("the good one")
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "shots", str(deck), what, str(path)], cwd=ROOT, capture_output=True,
        encoding="utf-8", timeout=300, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"kiosk: {path}: File too large\n")
    assert path.read_text() == "the good one"
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_and_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    """Root's devices, above all."""
    deck, real, link, pipe = slides(tmp_path, 1), tmp_path / "proof.pdf", tmp_path / "link.pdf", tmp_path / "pipe"
    link.symlink_to(real.name)
    assert kiosk("shots", str(deck), "--pdf", str(link)).returncode == 0
    assert link.is_symlink()
    assert len(PdfReader(real).pages) == 2
    os.mkfifo(pipe)
    done = kiosk("shots", str(deck), "--pdf", str(pipe))
    assert done.returncode == 2
    assert done.stderr.endswith(f"kiosk: {pipe}: this is no file that could be exchanged for another\n")
    assert pipe.is_fifo()


def test_a_long_deck_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    """All pictures of all slides were held before the first page: 3.6 MB for each slide of two languages."""
    most = []
    for count in (8, 88):
        words = ["shots", str(slides(tmp_path, count)), "--pdf", str(tmp_path / "proof.pdf"), "--size", "960x540"]
        done = subprocess.run([sys.executable, "-c", MEASURED, *words], cwd=ROOT, capture_output=True, text=True,
                              timeout=300, check=True)  # fmt: skip
        most.append(int(done.stdout.splitlines()[-1]) / 1024)
    assert most[1] - most[0] < 60, most


def test_a_contact_sheet_holds_every_slide(tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    done = kiosk("shots", "--contact", str(path))
    assert (done.returncode, done.stdout.strip()) == (0, str(path)), done.stderr
    image = QImage(str(path))
    assert image.width() == 4 * (480 + 24) + 24
    assert image.height() == 4 * (270 + 60) + 24
    colours = {image.pixel(24 + column * 504 + 240, 24 + row * 330 + 262) for column in range(4) for row in range(4)}
    assert 0xFFFFFFFF not in colours
