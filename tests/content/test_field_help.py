"""Every key explains itself, in Chinese and in English, wherever a curator asks."""

from __future__ import annotations

import json

import pytest

from kiosk.content.deck import Deck
from kiosk.content.field_help import help_of, models_of
from kiosk.content.part import Part
from kiosk.content.schema import deck_schema

PARTS = models_of(Deck)


@pytest.mark.parametrize("model", PARTS, ids=[model.__name__ for model in PARTS])
def test_a_part_and_each_of_its_keys_say_what_they_are_for(model: type[Part]) -> None:
    for name in ("", *model.model_fields):
        chinese, english = help_of(model, name)
        assert any("\u4e00" <= one <= "\u9fff" for one in chinese), f"{model.__name__}.chinese lacks {name!r}"
        assert english, f"{model.__name__}.{name} has no description"
        assert chinese.endswith("。"), (model.__name__, name)
        assert english.endswith("."), (model.__name__, name)


@pytest.mark.parametrize("model", PARTS, ids=[model.__name__ for model in PARTS])
def test_no_help_is_left_over_for_a_key_that_went(model: type[Part]) -> None:
    assert set(vars(model).get("chinese", {})) <= {"", *model.model_fields}


def test_the_schema_helps_in_both_languages_or_in_the_one_asked_for() -> None:
    both, chinese, english = (deck_schema(one)["properties"]["theme"]["description"] for one in (None, "zh", "en"))
    assert both == f"{chinese}\n\n{english}"
    assert "色调" in chinese
    assert "`paper`" in english
    assert not any("\u4e00" <= one <= "\u9fff" for one in english)


def test_but_for_the_help_the_schemas_are_one() -> None:
    def bare(part: object) -> object:
        if isinstance(part, dict):
            return {
                key: bare(value) for key, value in part.items() if not isinstance(value, str) or key != "description"
            }
        return [bare(one) for one in part] if isinstance(part, list) else part

    schemas = [json.dumps(bare(deck_schema(one))) for one in (None, "zh", "en")]
    assert len(set(schemas)) == 1
