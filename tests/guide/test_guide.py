"""The curator's guide is true: what it shows can be copied, what it quotes is said, and nothing is left out of it.

packaging/guide.py     writes it anew, pictures and all; `--accept` does the same from here. Look at what changed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtGui import QImage

from kiosk.app import exhibit_of
from kiosk.content.advice import SILENCEABLE
from kiosk.content.deck import Deck
from kiosk.content.field_help import models_of
from kiosk.content.kinds import KINDS
from kiosk.content.kinds.chart import Form
from kiosk.proof import drawn_faults
from tests.conftest import ROOT
from tests.golden.test_pictures import MOST_OFF, difference

sys.path.insert(0, str(ROOT / "packaging"))

from handbook import HERE, LANGUAGES, SHELF
from handbook.examples import answer, example, set_out, told, whole
from handbook.pages import page
from handbook.pictures import pictured, pictures, write_picture
from handbook.tables import LONGEST_EXAMPLE, key_table, models, values_in_use
from handbook.words import NEEDED
from handbook.writing import guide

MOST_BYTES = 4_000_000
"""Of the whole folder: it goes onto every stick."""
FAILED = Path(__file__).parent / "failed"


def written(language: str) -> str:
    return (SHELF / f"guide.{language}.md").read_text("utf-8")


def blocks(language: str) -> list[tuple[str, str]]:
    """The blocks of code, in order: their kind and their text."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", written(language), re.MULTILINE | re.DOTALL)


def shown(language: str, *, broken: bool) -> list[str]:
    """The decks and parts of decks that a reader sees: those that are right, or those that an answer follows."""
    found = blocks(language)
    following = [kind for kind, _ in found[1:]] + [""]
    return [text for (kind, text), after in zip(found, following, strict=True)
            if kind == "yaml" and (after == "text") is broken]  # fmt: skip


CASES = [(language, number) for language in LANGUAGES for number in range(len(shown(language, broken=False)))]
MISTAKES = [(language, number) for language in LANGUAGES for number in range(len(shown(language, broken=True)))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_is_what_the_program_says_today(language: str, accept: bool) -> None:
    """A new key, another limit, another sentence: run packaging/guide.py, and commit what changed."""
    made = guide(language)
    for path, text in (
        (SHELF / f"guide.{language}.md", made),
        (SHELF / f"guide.{language}.html", page(made, language)),
    ):
        if accept:
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text, f"{path.name}: run packaging/guide.py"


@pytest.mark.parametrize(("language", "number"), CASES)
def test_an_example_can_be_copied(language: str, number: int, tmp_path: Path) -> None:
    loaded = set_out(whole(shown(language, broken=False)[number], language), tmp_path, language)
    assert [problem.first_line("en") for problem in told(loaded)] == []


def test_the_examples_behind_the_tables_are_right_as_well(tmp_path: Path) -> None:
    for language in LANGUAGES:
        text = whole(example("more", language), language)
        assert told(set_out(text, tmp_path / language, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_drawn_in_every_way_the_examples_fit_and_can_be_read(language: str, tmp_path: Path, qapp: object) -> None:
    fragments = [text for text in shown(language, broken=False) if text.lstrip().startswith("- type")]
    fragments = [text for text in fragments if "{zh: " not in text]  # the cover of `kiosk new`, which has its own test
    loaded = set_out(whole("slides:\n" + "".join(fragments), language), tmp_path, language)
    exhibit = exhibit_of(loaded)
    assert exhibit is not None
    assert loaded.source is not None
    found = [(one.name, loaded.source.text_at(one.place.line), dict(one.values))
             for one in drawn_faults(loaded, exhibit, _quiet)]  # fmt: skip
    assert found == []


def _quiet(done: int, whole: int) -> None:
    pass


@pytest.mark.parametrize(("language", "number"), MISTAKES)
def test_a_mistake_is_answered_to_the_letter(language: str, number: int, tmp_path: Path) -> None:
    text = shown(language, broken=True)[number]
    found = blocks(language)
    quoted = found[found.index(("yaml", text)) + 1][1]
    assert quoted == answer(text, tmp_path, language)
    assert " error: " in quoted or " warning: " in quoted


def test_a_file_saved_as_gbk_is_told_of_in_the_words_quoted(tmp_path: Path) -> None:
    for language in LANGUAGES:
        text = example("gbk", language, "broken")
        assert ("text", answer(text, tmp_path / language, language, "gbk")) in blocks(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_are_what_the_exhibit_draws(language: str, qapp: object, accept: bool) -> None:
    folder, differ, seen = SHELF / "pictures" / language, [], set()
    for name, image in pictures(language):
        path = folder / f"{name}.png"
        seen.add(path.name)
        if accept:
            write_picture(image, path)
        kept = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
        if kept.isNull() or difference(kept, image) > MOST_OFF:
            FAILED.mkdir(exist_ok=True)
            image.save(str(FAILED / f"{language}-{name}.png"))
            differ.append(name)
    assert not differ, "run packaging/guide.py, and look at them"
    assert {path.name for path in folder.iterdir()} == seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_somewhere_and_pictures_are_there(language: str) -> None:
    text = written(language)
    anchors = re.findall(r'<a id="([\w-]+)"></a>', text)
    assert len(set(anchors)) == len(anchors)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        else:
            assert (SHELF / target).is_file(), target
    html = (SHELF / f"guide.{language}.html").read_text("utf-8")
    for target in re.findall(r'(?:href|src)="([^"]+)"', html):
        assert (target[1:] in anchors) if target.startswith("#") else (SHELF / target).is_file(), target


def test_both_languages_tell_the_same() -> None:
    """The same sections in the same order, and in them the same examples, tables and mistakes."""
    chinese, english = ((HERE / f"{language}.md").read_text("utf-8") for language in LANGUAGES)
    places = r"\{#[\w-]+\}|\{\{[^}]+\}\}"
    assert re.findall(places, chinese) == re.findall(places, english)
    assert not re.search("[\u4e00-\u9fff]", re.sub(r"`[^`]*`|\[中文\]|万|亿", "", english))
    assert len(re.findall("```", chinese)) == len(re.findall("```", english))


def test_every_type_every_form_and_every_part_has_its_place() -> None:
    text = (HERE / "zh.md").read_text("utf-8")
    for kind in KINDS:
        assert f"{{#{kind}}}" in text, f"the guide has no section on {kind}"
        assert kind in _used("type"), f"no picture shows a slide of type {kind}"
    assert set(get_args(Form)) <= _used("form")
    for model in models_of(Deck):
        if model.__name__ not in {"Silence", "OwnWords", "Shot"}:  # those have other tables, or are a slide's own keys
            assert f"{{{{keys {model.__name__}}}}}" in text, f"the guide has no table of the keys of {model.__name__}"
    assert {f"| `{rule}` |" for rule in SILENCEABLE} <= set(re.findall(r"\| `\w+` \|", written("en")))


def _used(key: str) -> set[str]:
    """The values that a key has in the examples with pictures."""
    return {value for name in pictured() for value in re.findall(rf"\b{key}: (\w+)", example(name, "en"))}


def _rows(language: str) -> Iterator[tuple[str, str, list[str]]]:
    values = values_in_use(language)
    for name in models():
        if name not in {"Silence", "OwnWords"}:
            for row in key_table(name, language, values).split("\n")[2:]:
                cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
                yield name, cells[0], cells


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_a_table_is_full(language: str) -> None:
    """A key has its help, says whether it is needed and what to write; and an example, where a word or two will do."""
    for name, key, cells in _rows(language):
        assert len(cells) == 5
        assert all(cells[:4]), (name, key)
        links = "](#" in cells[3]
        several = any(word in cells[3] for word in ("列表", "list:"))
        wanted = (
            f"an example of at most {LONGEST_EXAMPLE} characters, in both languages, in handbook/examples/more.yaml"
        )
        assert cells[4] or links or several, f"{name}.{key}: give {wanted}"


@pytest.mark.parametrize(("part", "key"), [one for one in NEEDED if one[1] not in {"values", "lead", "illustration"}])
def test_what_the_tables_call_needed_is_missed(part: str, key: str, tmp_path: Path) -> None:
    """Those of which the models don't say it: the file itself is held against them."""
    bare = {
        ("Shot", "caption"): "  - {type: photo, picture: 2-ai-app}",
        ("Shot", "picture"): "  - {type: photo, caption: A}",
        ("Figure", "says"): "  - {type: stats, hero: {value: 1}}",
        ("Point", "date"): "  - {type: chart, title: A, series: [{value: 1}]}",
        ("Point", "name"): "  - {type: chart, title: A, series: [{date: 2001, name: A, value: 1}]}",
        ("Point", "value"): "  - {type: chart, title: A, series: [{date: 2001}]}",
    }
    assert set_out(whole(bare[part, key] + "\n", "en"), tmp_path, "en").errors


def test_the_guide_is_light() -> None:
    assert sum(path.stat().st_size for path in SHELF.rglob("*") if path.is_file()) < MOST_BYTES
