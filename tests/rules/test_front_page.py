"""The front pages, English and Chinese: what they link to, quote and promise is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from kiosk.commands.check import found
from kiosk.commands.cli import COMMANDS, cli
from kiosk.content.kinds import KINDS
from kiosk.content.load import load
from kiosk.content.problems import closing_line, show
from tests.conftest import ROOT

PAGES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
HELD = ("tests/golden/", "assets/guide/")
"""Whose pictures tests compare with the program; the film is the one that is none of them."""
NUMBERS = {"en": ("seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
           "zh": ("七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六")}  # fmt: skip
"""How many types of slide there are, from seven on; beyond these in digits."""
COUNTED = {"en": "There are {} types of slide", "zh": "页面有{}种"}
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)")


def text_of(language: str) -> str:
    return PAGES[language].read_text("utf-8")


def blocks(language: str) -> list[tuple[str, str]]:
    """The blocks of code: their kind and their text."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text_of(language), re.MULTILINE | re.DOTALL)


def anchors(path: Path) -> set[str]:
    """The places of a page that a link may lead to."""
    text = path.read_text("utf-8")
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("language", PAGES)
class TestAFrontPage:
    def test_each_leads_to_the_other_in_its_first_line(self, language: str) -> None:
        other = next(page for name, page in PAGES.items() if name != language)
        assert f"]({other.name})" in text_of(language).splitlines()[0]

    def test_the_first_block_is_the_two_commands(self, language: str) -> None:
        lines = blocks(language)[0][1].splitlines()
        assert [line.partition("#")[0].strip() for line in lines] == ["bash packaging/run", "bash packaging/test"]

    def test_it_names_every_type_of_slide(self, language: str) -> None:
        (line,) = (one for one in text_of(language).splitlines() if "`cover`" in one and "`timeline`" in one)
        assert set(re.findall(r"`(\w+)`", line)) == set(KINDS)
        number = dict(enumerate(NUMBERS[language], start=7)).get(len(KINDS), str(len(KINDS)))
        assert COUNTED[language].format(number) in line

    def test_every_link_leads_somewhere(self, language: str) -> None:
        for path, place in LINK.findall(text_of(language)):
            target = ROOT / path if path else PAGES[language]
            assert target.exists(), path
            assert not place or unquote(place[1:]) in anchors(target), path + place

    def test_its_pictures_are_those_that_tests_hold(self, language: str) -> None:
        pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text_of(language))
        assert "assets/readme/visit.webp" in pictures[:1]
        for picture in pictures[1:]:
            assert picture.startswith(HELD), picture
            assert (ROOT / picture).is_file(), picture

    def test_its_slide_is_the_guides(self, language: str) -> None:
        (slide,) = [text for kind, text in blocks(language) if kind == "yaml"]
        guide = (ROOT / "assets" / "guide" / f"guide.{language}.md").read_text("utf-8")
        assert f"![bar](pictures/{language}/bar.png)\n\n```yaml\n{slide}```" in guide

    def test_the_mistake_is_told_in_these_words(self, language: str, tmp_path: Path) -> None:
        shutil.copytree(ROOT / "data", tmp_path / "data")
        deck = tmp_path / "data" / "deck.yaml"
        text = deck.read_text("utf-8")
        assert text.count("{date: 2025-06, value: 5.15}") == 1
        deck.write_text(text.replace("{date: 2025-06, value: 5.15}", "{date: 2025-06, vlaue: 5.15}"), "utf-8")
        problems = [one for one in found(load(deck, "data/deck.yaml", with_source=True), "deck.yaml") if one.is_error]
        told = f"{show(problems, language)}\n{closing_line(problems, 'deck.yaml', 16, language)}\n"
        assert ("", told) in blocks(language)

    def test_every_command_has_its_row(self, language: str) -> None:
        rows = re.findall(r"^\| `kiosk \[?(\w+)", text_of(language), re.MULTILINE)
        assert sorted(rows) == sorted(COMMANDS)

    def test_the_options_it_names_are_taken(self, language: str) -> None:
        for name, row in re.findall(r"^\| `kiosk \[?(\w+)(.*)$", text_of(language), re.MULTILINE):
            command = cli.get_command(click.Context(cli), name)
            assert command is not None, name
            taken = {option for parameter in command.params for option in parameter.opts}
            assert set(re.findall(r"--[a-z-]+", row)) <= taken, name

    def test_there_is_a_place_for_the_bench(self, language: str) -> None:
        assert re.search(r"^<!-- bench -->$.*^<!-- /bench -->$", text_of(language), re.MULTILINE | re.DOTALL)


def test_both_say_the_same() -> None:
    """As many sections, pictures, rows and links; their words are each language's own."""
    english, chinese = (re.sub(r"<!-- bench -->.*?<!-- /bench -->", "", text_of(one), flags=re.DOTALL) for one in PAGES)
    for pattern in (r"^## ", r"!\[", r"^\| `kiosk", r"^```"):
        counts = [len(re.findall(pattern, text, re.MULTILINE)) for text in (english, chinese)]
        assert counts[0] == counts[1], pattern


# Whose everything is.

SHIPPED = ("assets/fonts", "assets/illustrations", "assets/readme", "assets/guide", "data")


@pytest.mark.parametrize("folder", SHIPPED)
def test_every_shipped_file_is_named_by_its_folders_readme(folder: str) -> None:
    """With where it comes from and under what terms: a file, or the folder that it lies in."""
    said = (ROOT / folder / "README.md").read_text("utf-8")
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, check=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        path = Path(name).relative_to(folder)
        known = path.name if len(path.parts) == 1 else f"{path.parts[0]}/"
        assert path.name == "README.md" or f"`{known}`" in said, name


def test_the_notice_knows_every_folder_that_is_shipped() -> None:
    """A new folder below `assets` has to be given terms there; what isn't shipped isn't in it."""
    said = (ROOT / "packaging" / "bundling" / "notices.py").read_text("utf-8")
    for folder in (path for path in (ROOT / "assets").iterdir() if path.is_dir() and path.name != "readme"):
        assert f'"assets" / "{folder.name}"' in said, folder.name
    assert 'ROOT / "data"' in said
    assert "MIT License" in (ROOT / "LICENSE").read_text("utf-8")
