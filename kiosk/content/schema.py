"""The JSON Schema of the YAML, for completion and help in editors."""

from __future__ import annotations

from typing import Any

from kiosk.content.deck import Deck
from kiosk.content.kinds import KINDS

_SCALARS = ["string", "number", "integer", "boolean"]


def deck_schema() -> dict[str, Any]:
    """The schema (draft 2020-12), from the models: every key with its help.

    Editors type plain scalars by YAML's own rules (`2018` a number, `no` a truth); the deck takes them as typed, so
    wherever words or numbers are asked for, any scalar passes.
    """
    schema = Deck.model_json_schema()
    definitions = schema.get("$defs", {})
    for name, definition in definitions.items():
        definitions[name] = _lenient(definition)
    for kind, model in KINDS.items():
        definition = definitions.get(model.__name__)
        if definition is not None:
            definition["title"] = kind
            definition["description"] = (model.__doc__ or "").strip()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_lenient(schema),
        "title": "Touyan deck",
        "description": "The whole exhibit: settings, chapters, slides.",
    }


def _lenient(part: Any) -> Any:
    """Let every scalar pass where text or a number is asked for; keep what is fixed fixed."""
    if isinstance(part, list):
        return [_lenient(item) for item in part]
    if not isinstance(part, dict):
        return part
    kind = part.get("type")
    if isinstance(kind, str) and kind in {"string", "number", "integer"} and not {"const", "enum"} & part.keys():
        kept = {key: value for key, value in part.items() if key in {"title", "description", "default", "examples"}}
        return {**kept, "type": _SCALARS}
    return {
        key: {name: _lenient(one) for name, one in value.items()} if key == "properties" else _lenient(value)
        for key, value in part.items()
        if key != "discriminator" and not (key == "default" and value is None)
    }
