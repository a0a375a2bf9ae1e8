"""Every sentence has both languages, ends as a sentence or with an example, and is spoken in some golden file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from kiosk.content import wording
from kiosk.content.advice import ADVICE
from kiosk.content.complaints import part_in
from kiosk.content.deck import Deck
from kiosk.content.field_help import models_of
from kiosk.content.load import load
from kiosk.content.nearest import nearest
from kiosk.content.problems import reader_language

BROKEN = Path(__file__).parent / "broken"

ELSEWHERE = {
    # the file system: test_files, test_check
    "file_missing", "file_forbidden", "file_unreadable", "file_kind", "file_large", "no_deck_in_folder",
    "picture_special", "picture_unreadable", "picture_large", "picture_kind", "picture_broken", "picture_pixels",
    "svg_large", "svg_active", "svg_endless", "logo_large", "font_large", "font_special", "font_unreadable",
    "data_special", "data_unreadable", "data_large", "data_bomb", "data_many",
    # a machine's settings: tests/ops/test_settings
    "hours_day", "hours_span", "hours_date", "settings_large",
    # what can't be written down: 150,000 parts, a complaint nobody has seen yet
    "many", "other", "unreadable", "and_more",
    # what the proof-reader asks about: tests/content/proof
    *ADVICE,
}  # fmt: skip


@pytest.fixture(scope="module")
def spoken() -> set[str]:
    return {problem.rule for path in BROKEN.glob("*.yaml") for problem in load(path).problems}


@pytest.mark.parametrize("rule", sorted(wording.SENTENCES))
def test_every_rule_is_spoken_somewhere(rule: str, spoken: set[str]) -> None:
    assert (rule in spoken) != (rule in ELSEWHERE)


@pytest.mark.parametrize("rule", sorted(wording.SENTENCES))
def test_both_languages_name_the_same_things(rule: str) -> None:
    chinese, english = wording.SENTENCES[rule]
    assert set(re.findall(r"(?<!\{)\{(\w+)\}", chinese)) == set(re.findall(r"(?<!\{)\{(\w+)\}", english))
    assert not re.search("[\u4e00-\u9fff]", english.replace("头雁", ""))
    assert not {"！", "!"} & set(chinese.replace("“!”", "") + english.replace('"!"', ""))


def is_list(annotation: Any) -> bool:
    inner = get_args(annotation)
    return (get_origin(annotation) is tuple and inner[-1] is Ellipsis) or any(map(is_list, inner))


def test_whoever_forgets_a_key_is_shown_a_line() -> None:
    """For what has to be there, and for what is made of keys itself; for a list one of its items."""
    fields = [(info.alias or name, info) for model in models_of(Deck) for name, info in model.model_fields.items()]
    shown = {key for key, info in fields if info.is_required() or part_in(info.annotation) is not None}
    assert sorted(shown - set(wording.EXAMPLES)) == []
    assert sorted({key for key, info in fields if is_list(info.annotation)} - set(wording.ITEMS)) == []


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("vlaue", ["value", "unit"], "value"),
        ("Title", ["title"], "title"),
        ("as-of", ["as_of"], "as_of"),
        ("headine", ["headline", "heading"], "headline"),
        ("ｔｉｔｌｅ", ["title"], "title"),
        ("数剧", ["数据", "市场"], "数据"),
        ("历史", ["数据", "市场"], ""),
        ("colour", ["title", "type"], ""),
        ("id", ["as_of"], ""),
        ("", ["a"], ""),
        ("x" * 5000, ["title"], ""),
    ],
)
def test_one_near_guess_or_none(written: str, known: list[str], meant: str) -> None:
    assert nearest(written, known) == meant


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_terminals_language(environment: dict[str, str], language: str) -> None:
    assert reader_language(environment) == language
