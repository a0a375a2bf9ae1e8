"""The program's own words: every table whole, a deck's words before ours, and nothing left of one deck in the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.content.deck import Deck
from kiosk.content.phrases import PHRASES, OwnWords, marks_of
from kiosk.content.schema import deck_schema
from kiosk.look import phrasebook
from kiosk.look.phrases import TABLES, _table, phrase, speak_as
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.offstage import offstage

SLIDES = [{"type": "text", "headline": "…"}]


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    speak_as(None)


def test_every_file_is_a_table() -> None:
    files = {path.stem for path in Path(phrasebook.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == TABLES


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_has_the_same_names_and_places(name: str) -> None:
    table = _table(name)
    assert list(table) == list(PHRASES)
    assert {one: marks_of(words) for one, words in table.items()} == {
        one: marks_of(english) for one, (_, english) in PHRASES.items()
    }
    assert all(words.strip() for words in table.values())


@pytest.mark.parametrize(("name", "pair"), PHRASES.items())
def test_chinese_and_english_have_the_same_places(name: str, pair: tuple[str, str]) -> None:
    assert marks_of(pair[0]) == marks_of(pair[1])


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "总览"), ("zh-CN", "总览"), ("zh-Hans-HK", "总览"), ("zh-Hant", "總覽"), ("zh-TW", "總覽"),
     ("zh-HK", "總覽"), ("en", "Overview"), ("fr", "Sommaire"), ("fr-CA", "Sommaire"), ("iw", "סקירה"),
     ("xx", "Overview"), ("", "Overview")],
)  # fmt: skip
def test_the_readers_own_words(language: str, words: str) -> None:
    assert phrase("overview", language) == words


@pytest.mark.parametrize(
    ("words", "marks"),
    [("{count} of {pages}", {"count", "pages"}), ("none", set()), ("{{plain}}", set()), ("{count:d}", None),
     ("{count!r}", None), ("{", None), ("}", None), ("{count.real}", {"count.real"}), ("{}", {""})],
)  # fmt: skip
def test_only_plain_places_are_filled_in(words: str, marks: set[str] | None) -> None:
    """A number's format or an attribute would bring down the public screen."""
    assert marks_of(words) == marks


def deck(**more: object) -> Deck:
    return Deck.model_validate({"title": "t", "languages": ["fr", "de"], "slides": SLIDES, **more})


def test_a_deck_brings_its_own_words() -> None:
    words = deck(words={"overview": {"fr": "Plan"}, "letter": "B", "overview_count": {"de": "alle {count}"}}).words
    speak_as(words)
    assert phrase("overview", "fr") == "Plan"
    assert phrase("overview", "de") == "Übersicht"
    assert phrase("letter", "de") == "B"
    assert phrase("overview_count", "de", count="7") == "alle 7"


def test_the_next_deck_has_nothing_of_them(qapp: object) -> None:
    """The stage hands over the words of the deck it shows: those of the one before are gone, in a swap as well."""
    first, second = (
        Exhibit(one, one.slide_ids(), lambda _: None) for one in (deck(words={"overview": {"fr": "Plan"}}), deck())
    )
    with offstage(first, (1280, 720)) as stage:
        assert phrase("overview", "fr") == "Plan"
        stage.show_exhibit(second)
        assert phrase("overview", "fr") == "Sommaire"
        stage.show_exhibit(first)
        assert phrase("overview", "fr") == "Plan"
        with offstage(second, (1280, 720)):
            assert phrase("overview", "fr") == "Sommaire"


def test_the_schema_helps_with_every_phrase() -> None:
    shape = deck_schema()["$defs"]["OwnWords"]
    assert set(shape["properties"]) == set(PHRASES) == set(OwnWords.model_fields)
    assert "总览" in shape["properties"]["overview"]["description"]
    assert shape["properties"]["overview"]["$ref"] == "#/$defs/Words"
    assert not shape["additionalProperties"]
