"""What editors are told of a deck: the schema's shape as a golden file, and each key's help in the language asked for.

A change of a model changes the golden file: look at it, since it is what curators' editors will underline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.kinds import KINDS
from kiosk.content.schema import deck_schema

GOLDEN = Path(__file__).parent / "schema.json"


def shape(part: Any) -> Any:
    """Without the words for people."""
    if isinstance(part, dict):
        return {
            key: shape(value) for key, value in part.items() if not (key == "description" and isinstance(value, str))
        }
    return [shape(one) for one in part] if isinstance(part, list) else part


def helps(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "description" and isinstance(value, str):
                yield value
            else:
                yield from helps(value)
    elif isinstance(part, list):
        for one in part:
            yield from helps(one)


@pytest.mark.parametrize("language", [None, "zh", "en"])
def test_the_shape_of_a_deck(language: str | None, accept: bool) -> None:
    made = json.dumps(shape(deck_schema(language)), ensure_ascii=False, indent=1) + "\n"
    if accept:
        GOLDEN.write_text(made, "utf-8")
    assert made == GOLDEN.read_text("utf-8")


def test_each_help_in_the_language_that_was_asked_for() -> None:
    both, chinese, english = (list(helps(deck_schema(language))) for language in (None, "zh", "en"))
    assert both == [f"{one}\n\n{other}" for one, other in zip(chinese, english, strict=True)]
    assert all(re.search("[\u4e00-\u9fff]", words) for words in chinese)
    assert len(set(english)) > 100
    assert all(words.strip() for words in english)


def test_what_an_editor_says_of_any_text_and_of_a_slides_type() -> None:
    schema = deck_schema("en")
    assert schema["$defs"]["Words"]["description"] == (
        "A text: one string, or one for each language, as in {zh: 头雁, en: Touyan}."
    )
    told = schema["properties"]["slides"]["items"]["properties"]["type"]["description"]
    assert told == f"What kind of slide it is: {', '.join(sorted(KINDS))}"
