"""The help for every part of a deck and every key of it, in Chinese and in English: for editors and for the guide."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, get_args

from kiosk.content.part import Part

Pair = tuple[str, str]


def models_of(model: type[Part]) -> list[type[Part]]:
    """A model and all that it is made of, each once, in the order of the keys."""
    found: list[type[Part]] = []
    waiting = [model]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.append(one)
        inner = [part for field in one.model_fields.values() for part in _models_in(field.annotation)]
        waiting += reversed(inner)
    return found


def _models_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def help_of(model: type[Part], name: str = "") -> Pair:
    """What a key is for, in Chinese and in English; without a key, what the part is."""
    line = [kind for kind in model.__mro__ if issubclass(kind, Part)]
    chinese = next((kind.chinese[name] for kind in line if name in vars(kind).get("chinese", {})), "")
    if not name:
        return chinese, inspect.cleandoc(model.__doc__ or "")
    fields = (kind.model_fields[name] for kind in line if name in kind.model_fields)
    return chinese, next((field.description for field in fields if field.description), "")
