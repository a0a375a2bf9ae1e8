"""The page on setting a machine up says what there is: its commands, its settings, its keys, its pictures."""

from __future__ import annotations

import re

import pytest

from kiosk.commands.cli import COMMANDS
from kiosk.staff.words import WORDS
from tests.conftest import ROOT
from tests.packaging.conftest import PACKAGING

from handbook import SHELF  # isort: skip - conftest put it on the path
from handbook.pages import page  # isort: skip
from handbook.setting_up import words  # isort: skip

COMING: set[str] = set()
"""Commands that the page names before they are there; an empty set says that all have come."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_committed_page_is_made_of_its_words(language: str, accept: bool) -> None:
    made = words(language)
    for ending, text in (("md", made), ("html", page(made, language))):
        path = SHELF / f"setup.{language}.{ending}"
        if accept:
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text, "run packaging/setup_page.py"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_links_and_pictures_lead_somewhere(language: str) -> None:
    html = (SHELF / f"setup.{language}.html").read_text("utf-8")
    anchors = set(re.findall(r'id="([\w-]+)"', html))
    targets = re.findall(r'(?:href|src)="([^"]+)"', html)
    assert len([one for one in targets if one.endswith(".png")]) == 6
    for target in targets:
        assert (target[1:] in anchors) if target.startswith("#") else (SHELF / target).is_file(), target


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_commands_are_there(language: str) -> None:
    text = words(language)
    named = set(re.findall(r"\bkiosk ([a-z]+)", text))
    assert named <= set(COMMANDS) | COMING
    setup = (PACKAGING / "session" / "touyan-setup").read_text("utf-8")
    for word in set(re.findall(r"touyan-setup (\w+)", text)):
        assert f"  {word})\n" in setup
    for word in set(re.findall(r"touyan-setup session (\w+)", text)):
        assert f"    {word})\n" in setup
    for name in set(re.findall(r"\b([A-Z]{4,11})=", text)):
        assert re.search(rf"^#? ?{name}=", (PACKAGING / "session" / "screen.conf").read_text("utf-8"), re.MULTILINE)
    for path in re.findall(r"`(packaging/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize(("language", "mark"), [("zh", "“([^”]+)”"), ("en", "[Tt]ap “([^”]+)”")])
def test_the_keys_it_names_stand_on_the_screen(language: str, mark: str) -> None:
    pick = 0 if language == "zh" else 1
    known = {re.sub(r" ?\{.*?\}.*", "", pair[pick]) for pair in WORDS.values() if isinstance(pair, tuple)}
    outside = {"触摸屏", "U 盘"}  # headings of touyan-setup
    named = {one for one in re.findall(mark, words(language)) if one not in outside}
    assert named <= known


def test_both_languages_say_the_same() -> None:
    shapes = []
    for language in ("zh", "en"):
        text = words(language)
        blocks = re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL)
        commands = [re.sub(r"\S*(harbour|港口展)\S*|/media/\S+", "…", code) for kind, code in blocks if kind == "sh"]
        shapes.append((re.findall(r"^#+", text, re.MULTILINE), commands, text.count("\n|"), text.count("![")))
    assert shapes[0] == shapes[1]
