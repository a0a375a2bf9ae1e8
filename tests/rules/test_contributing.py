"""The slide type in CONTRIBUTING.md, made as it says there: its files stand in a copy of the program, and they work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def block_after(words: str, kind: str) -> str:
    """The first block of code of that kind behind those words."""
    found = re.search(rf"{re.escape(words)}.*?```{kind}\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None, words
    return textwrap.dedent(found[1])


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with one type more, beside the tests as they are."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "kiosk", folder / "kiosk", ignore=shutil.ignore_patterns("__pycache__"))
    for shared in ("assets", "data", "tests"):
        (folder / shared).symlink_to(ROOT / shared)
    (folder / "kiosk/content/kinds/quote.py").write_text(block_after("kiosk/content/kinds/quote.py", "python"), "utf-8")
    (folder / "kiosk/slides/quote.py").write_text(block_after("kiosk/slides/quote.py", "python"), "utf-8")
    wording = folder / "kiosk/content/wording.py"
    lines = textwrap.indent(block_after("has one in `EXAMPLES`", "python"), "    ")
    begin = "EXAMPLES: dict[str, tuple[str, str]] = {\n"
    wording.write_text(wording.read_text("utf-8").replace(begin, begin + lines, 1), "utf-8")
    return folder


def run(copy: Path, *words: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=env, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_its_example_is_right_and_fits_in_every_view(copy: Path, tmp_path: Path) -> None:
    example = textwrap.indent(block_after("handbook/examples/quote.yaml", "yaml"), "  ")
    text = f"title: {{zh: 灯塔, en: Light}}\nlanguages: [zh, en]\nslides:\n{example}"
    (tmp_path / "deck.yaml").write_text(text, "utf-8")
    assert "is fine: 1 slide" in run(copy, "-m", "kiosk", "check", "--strict", str(tmp_path))


def test_too_much_of_it_overlaps_nothing_and_is_paged_with_numbers(copy: Path) -> None:
    cases = block_after("**4. Two cases", "python")
    code = f"""
from tests.slides.boxes import SIZES, Hall, deck_of, faults
from tests.slides.test_layout import HEADS, LONG, LONG_EN, both
from kiosk.app import application
import kiosk
app, cases = application(), {{{cases}}}
assert kiosk.__file__.startswith({str(copy)!r}), kiosk.__file__
for name, case in cases.items():
    for size in SIZES.values():
        for language in ("zh", "en"):
            hall = Hall(deck_of(case), size, language)
            steps = [(step, faults(slide)) for step, slide in hall.steps()]
            assert not any(found for _, found in steps), (name, size, language, steps)
            slide = hall.stage.gallery.item(0)
            assert len(steps) == slide.steps
            assert (slide.steps > 1) <= all(len(page.childItems()) == 2 for page in slide.pages)
            print(name, slide.steps)
            hall.close()
"""
    steps = {tuple(line.rsplit(" ", 1)) for line in run(copy, "-c", code).splitlines()}
    assert {count for name, count in steps if name == "quote short"} == {"1"}
    assert max(int(count) for name, count in steps if name == "quote long") > 1


def test_the_steps_name_what_is_there() -> None:
    """Paths that are no example's own, and the number of translations."""
    guide = TEXT[TEXT.index("## Add a slide type") : TEXT.index("## Golden pictures")]
    paths = re.findall(r"`((?:kiosk|tests|packaging|content)/[\w./]+)`", guide)
    for path in paths:
        whole = ROOT / ("kiosk/" + path if path.startswith("content/") else path)
        assert "quote" in path or whole.exists(), path
    assert len(paths) > 15
    tables = [one for one in (ROOT / "kiosk/look/phrasebook").glob("*.py") if one.stem != "__init__"]
    assert len(tables) == 11
    assert "each of the eleven files of `kiosk/look/phrasebook`" in guide.replace("\n  ", " ")
