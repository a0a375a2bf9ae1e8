"""The JSON Schema of the YAML, for completion and help in editors."""

from __future__ import annotations

from typing import Any

from kiosk.content.deck import Deck
from kiosk.content.field_help import Pair, help_of, models_of
from kiosk.content.kinds import KINDS
from kiosk.content.part import Part
from kiosk.content.words import LANGUAGE_CODE

_SCALARS = ["string", "number", "boolean"]
_KEPT = {"description", "default", "examples", "minLength", "maxLength"}
_TEXT: dict[str, Any] = {
    "anyOf": [
        {"type": _SCALARS},
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": _SCALARS},
            "propertyNames": {"pattern": f"^{LANGUAGE_CODE.pattern}$"},
        },
    ],
}


_TEXT_HELP = (
    "一段文字：写一句话，或按语言写，如 {zh: 头雁, en: Touyan}。",
    "A text: one string, or one for each language, as in {zh: 头雁, en: Touyan}.",
)
_TYPE_HELP = ("这一页的类型：", "What kind of slide it is: ")
_LANGUAGES = ("zh", "en")


def deck_schema(language: str | None = None) -> dict[str, Any]:
    """The schema (draft 2020-12), from the models: every key with its help, in that language or in both.

    Editors type plain scalars by YAML's own rules (`2018` a number, `no` a truth); the deck takes them as typed, so
    wherever words are asked for, any scalar passes, and a number may be in quotes.
    """
    plain = Deck.model_json_schema()
    for model in models_of(Deck):
        _explain(plain if model is Deck else plain["$defs"][model.__name__], model, language)
    schema = _lenient(plain)
    definitions = schema.setdefault("$defs", {})
    definitions["Words"] = {"description": _told(_TEXT_HELP, language), **_TEXT}
    for kind, model in KINDS.items():
        definitions[model.__name__]["title"] = kind
    schema["properties"]["slides"]["items"] = _by_type(language)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Touyan deck"}


def _explain(schema: dict[str, Any], model: type[Part], language: str | None) -> None:
    """Put the help into the schema of a part, in place."""
    for one in schema.get("anyOf", []):  # a table: the name of its file, or its keys
        if "properties" in one:
            schema = one
    schema["description"] = _told(help_of(model), language)
    for name, field in model.model_fields.items():
        schema["properties"][field.alias or name]["description"] = _told(help_of(model, name), language)


def _told(words: Pair, language: str | None) -> str:
    """In one language, or in both, a paragraph each: whoever shares a deck may read either."""
    return "\n\n".join(words) if language is None else words[_LANGUAGES.index(language)]


def _by_type(language: str | None) -> dict[str, Any]:
    """A slide: its type first, and what else there is by its type. Editors then offer all types, and underline the one
    key that is wrong; of `oneOf` they guess which was meant.
    """
    kinds = {kind: model.__name__ for kind, model in KINDS.items()}
    told = _told((_TYPE_HELP[0] + "、".join(kinds), _TYPE_HELP[1] + ", ".join(kinds)), language)
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": list(kinds), "description": told}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/{name}"},
            }
            for kind, name in kinds.items()
        ],
    }


def _lenient(part: Any) -> Any:
    """The models' schema as an editor needs it: any scalar for words, no nulls, no titles that repeat a key."""
    if isinstance(part, list):
        return [_lenient(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "anyOf" in part:
        return _choice(part)
    scalar = _scalar(part)
    if scalar is not None:
        return scalar
    return {
        key: {name: _untitled(_lenient(one)) for name, one in value.items()} if key == "properties" else _lenient(value)
        for key, value in part.items()
        if key != "discriminator" and not (key == "default" and value is None)
    }


def _scalar(part: dict[str, Any]) -> dict[str, Any] | None:
    """Words, a number, or one word of several; None for all else."""
    kind = part.get("type")
    if {"const", "enum"} & part.keys():
        return {key: value for key, value in part.items() if key not in {"title", "type"}}
    if kind == "string":
        return {**{key: value for key, value in part.items() if key in _KEPT}, "type": _SCALARS}
    if kind in ("number", "integer"):
        return {**_untitled(part), "type": ["number", "string"]}
    return None


def _choice(part: dict[str, Any]) -> dict[str, Any]:
    """One of several: a text is named once, and a key that may be left out isn't a null."""
    rest = {key: value for key, value in part.items() if key not in {"anyOf", "title"} and value is not None}
    choices = [one for one in part["anyOf"] if one.get("type") != "null"]
    if any("propertyNames" in one for one in choices):
        return {"$ref": "#/$defs/Words", **rest}
    if any(one.get("type") in ("number", "integer") for one in choices):  # pydantic takes a number as words, too
        choices = [one for one in choices if one.get("type") != "string"]
    found = [_lenient(one) for one in choices]
    merged = [one for index, one in enumerate(found) if one not in found[:index]]
    return {**merged[0], **rest} if len(merged) == 1 else {"anyOf": merged, **rest}


def _untitled(part: Any) -> Any:
    return {key: value for key, value in part.items() if key != "title"} if isinstance(part, dict) else part
