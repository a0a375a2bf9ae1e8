"""What pydantic says of a part of a deck, as faults in our words, each at the line where it was typed."""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kiosk.content.base import Slide
from kiosk.content.nearest import nearest
from kiosk.content.nodes import Node
from kiosk.content.problems import Fault, Place
from kiosk.content.source import Source, Way

Model = TypeVar("Model", bound=BaseModel)

_RULES = {
    "model_type": "a_map", "model_attributes_type": "a_map", "dict_type": "a_map",
    "list_type": "a_list", "tuple_type": "a_list",
    "float_parsing": "a_number", "float_type": "a_number", "decimal_parsing": "a_number", "decimal_type": "a_number",
    "int_parsing": "a_number", "int_type": "a_number", "finite_number": "a_number", "is_instance_of": "a_number",
    "decimal_max_digits": "number_long", "decimal_max_places": "number_long", "decimal_whole_digits": "number_long",
    "bool_parsing": "a_truth", "bool_type": "a_truth",
    "greater_than_equal": "at_least", "greater_than": "at_least",
    "less_than_equal": "at_most", "less_than": "at_most",
    "literal_error": "one_of", "too_short": "too_few", "too_long": "too_many",
    "string_type": "a_word", "string_too_long": "text_long", "string_too_short": "text_empty",
    "string_pattern_mismatch": "pattern",
    "text_shape": "text_shape", "text_language": "text_language", "text_empty": "text_empty", "text_long": "text_long",
    "date_form": "date_form", "date_calendar": "date_calendar", "date_span": "date_span",
    "figure_words": "figure_words", "words_marks": "words_marks", "words_plain": "words_plain",
    "path_empty": "path_empty", "hours_day": "hours_day", "hours_span": "hours_span", "hours_date": "hours_date",
}  # fmt: skip
"""Which of our sentences says what pydantic means."""


MOST_FAULTS = 500
"""Of one slide: after so many, the file was never meant for a deck."""


def held_to(
    model: type[Model], source: Source, way: Way, without: str | None = None
) -> tuple[Model | None, list[Fault]]:
    """A part of a deck as its model, or None; and everything that is wrong with it.

    A key that was misspelt counts as the one that was meant, so that what stands below it is checked as well; the
    fault remains.

    Args:
        model: to hold it to. source: the deck's file. way: to the part.
        without: a key that isn't looked at.
    """
    faults: list[Fault] = []
    while True:  # fewer keys are misspelt each time
        node = source.node(way)
        try:
            made = model.model_validate(node.plain_tree(without) if node is not None else {})
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)[:MOST_FAULTS]
            renamed = list(_renamed(found, model, source, way))
            faults += renamed
            if not renamed:
                return None, _without_echoes(
                    faults + [fault for one in found for fault in _faults(one, model, source, way)]
                )
        else:
            return (None if faults else made), faults


def _without_echoes(faults: list[Fault]) -> list[Fault]:
    """A key that stands in the wrong part isn't missing from the right one as well; nor is half a pair."""
    strays = {fault.values["key"] for fault in faults if fault.name == "unknown_key" and not fault.values["guess"]}
    pairs = {fault.way[:-1] for fault in faults if fault.way and fault.name != "a_pair"}
    return [
        fault
        for fault in faults
        if not (fault.name == "missing" and fault.values["key"] in strays)
        and not (fault.name == "figure_words" and strays & {"says", "lead"})
        and not (fault.name == "a_pair" and fault.way in pairs)
    ]


def _renamed(found: list[Any], model: type[BaseModel], source: Source, way: Way) -> Iterator[Fault]:
    """Give misspelt keys the names that were meant, in the tree."""
    for one in found:
        loc: Way = tuple(one["loc"])
        if one["type"] != "extra_forbidden":
            continue
        key, parent = str(loc[-1]), source.node(source.real(way, loc[:-1]))
        meant = nearest(key, keys_of(model_at(model, loc[:-1])))
        if meant and parent is not None and isinstance(parent.value, dict) and parent.value.get(meant) is None:
            node = parent.value.pop(key)
            here = source.real(way, loc[:-1])
            yield Fault("unknown_key", node.key or node.place, {"key": key, "guess": meant}, here)
            parent.value[meant] = node


def _faults(one: Any, model: type[BaseModel], source: Source, way: Way) -> Iterator[Fault]:
    kind, loc = one["type"], tuple(one["loc"])
    full = source.real(way, loc)
    place, key = source.place(full), str(full[-1]) if full else ""
    if kind == "extra_forbidden":
        keys = keys_of(model_at(model, loc[:-1]))
        values = {"key": key, "guess": nearest(key, keys), "choices": ", ".join(keys)}
        yield Fault("unknown_key", source.key_place(full), values, full[:-1])
    elif kind == "missing":
        yield _missing(full, source)
    elif not (kind == "too_short" and _enough(source.node(full), one)):
        yield _wrong(one, full, place, source)


def _enough(node: Node | None, one: Any) -> bool:
    """Items that are there, and wrong, aren't missing as well."""
    return node is not None and isinstance(node.value, list) and len(node.value) >= one["ctx"]["min_length"]


def _missing(full: Way, source: Source) -> Fault:
    node, key = source.node(full), str(full[-1])
    if isinstance(full[-1], int):
        return Fault("a_pair", source.place(full[:-1]), {}, full[:-1])
    if node is not None:  # the key is there, and nothing after it
        return Fault("nothing", source.key_place(full), {"key": key, "example_of": key}, full)
    return Fault("missing", source.place(full[:-1]), {"key": key, "example_of": key}, full[:-1])


def _wrong(one: Any, full: Way, place: Place, source: Source) -> Fault:
    """A value that its model won't take."""
    context = one.get("ctx", {})
    rule = _RULES.get(one["type"], "other")
    node = source.node(full)
    typed = node.value if node is not None and isinstance(node.value, str) else ""
    wide = _wide(rule, node)
    if wide is not None:
        return wide
    values = {"value": typed or "…", "example_of": _example_of(full), **_context(context)}
    code = str(context.get("code", ""))
    if rule == "text_language":
        place = source.key_place((*full, code))
    elif rule in {"text_shape", "words_marks", "words_plain"} and code:
        place = source.place((*full, code))
    elif rule in {"too_few", "figure_words"} and node is not None and node.key is not None:
        place = node.key
    return Fault(_finer(rule, typed, full, values), place, values, full)


def _example_of(full: Way) -> str:
    """The key whose example shows what belongs there; among the deck's fonts and logos a `headline` is a file."""
    if full[:1] == ("look",) and len(full) > 1:
        return str(full[1])
    return next((str(step) for step in reversed(full) if isinstance(step, str)), "")


def _context(context: dict[str, Any]) -> dict[str, str]:
    """What pydantic says of the limits, as words."""
    values = {str(name): str(item) for name, item in context.items()}
    for name in ("ge", "gt", "le", "lt", "min_length", "max_length"):
        if name in context:
            limit = context[name]
            values["limit"] = f"{limit:g}" if isinstance(limit, float) else str(limit)
    values["count"] = values.get("actual_length", "")
    return values


def _finer(rule: str, typed: str, full: Way, values: dict[str, str]) -> str:
    """The rule that says it best; adds the guess to the values."""
    if rule == "one_of":
        choices = re.findall(r"'([^']*)'", values.get("expected", ""))
        values |= {"choices": ", ".join(choices), "guess": nearest(typed, choices)}
    elif rule == "a_truth":
        values["guess"] = {"是": "true", "对": "true", "否": "false", "不": "false"}.get(typed, "")
    elif rule == "a_number":
        return _number(typed, full, values)
    elif rule == "date_form":
        values["guess"] = _date(typed)
    elif rule == "pattern" and full[:1] == ("languages",):
        values["code"] = typed
        return "text_language"
    elif rule == "pattern" and full[:2] == ("look", "colours"):
        return "a_colour"
    elif rule == "pattern" and full[-1:] == ("rows",):
        return "data_range"
    elif rule in {"a_list", "too_many", "too_few"} and full[-1:] == ("focus",):
        return "a_pair"
    return rule


def _wide(rule: str, node: Node | None) -> Fault | None:
    """`［zh, en］` where a list belongs; `“true”` where a word does."""
    if node is None or not isinstance(node.value, str) or not node.plain or not node.value:
        return None
    first, last = node.value[0], node.value[-1]
    if rule in {"a_list", "a_map", "text_shape"} and first in "［｛":
        return Fault(
            "wide_mark", Place(node.line, node.column, 1), {"mark": first, "plain": "[" if first == "［" else "{"}
        )
    if rule in {"a_number", "a_truth", "one_of", "date_form", "pattern"}:
        plain = unicodedata.normalize("NFKC", node.value).strip("“”‘’\"' 。")
        if first in "“”‘’" or last in "“”‘’。" or (plain != node.value and plain.isascii()):
            return Fault("wide_value", node.place, {"value": node.value, "plain": plain})
    return None


def _number(typed: str, full: Way, values: dict[str, str]) -> str:
    """Which sentence fits a number that isn't one: thousands set apart, or words beside the digits."""
    plain = re.sub(r"(?<=\d)[,，_ ](?=\d{3})", "", typed)
    try:
        if plain != typed and Decimal(plain).is_finite():
            values["guess"] = plain
            return "a_number"
    except InvalidOperation:
        pass
    digits = re.fullmatch(r"[^\d.+-]*([+-]?\d+(?:\.\d+)?)[^\d]*", plain, re.ASCII)
    if digits is not None and full[-1:] == ("value",):
        values["plain"] = digits[1]
        return "number_words"
    return "a_number"


def _date(typed: str) -> str:
    """The date that was meant by 2018.10, 2018/10, 2018年10月 or 1995-1998."""
    text = unicodedata.normalize("NFKC", typed).strip().rstrip("年月日号")
    span = re.fullmatch(r"(\d{4})年?\s*[-–—―~]+\s*(\d{4})", text, re.ASCII)
    if span is not None:
        return f"{span[1]}/{span[2]}"
    match = re.fullmatch(r"(\d{4})(?:[./年－–-](\d{1,2})(?:[./月－–-](\d{1,2}))?)?", text, re.ASCII)
    if match is None:
        return ""
    guess = "-".join([match[1]] + [f"{int(part):02}" for part in match.groups()[1:] if part])
    return guess if guess != typed else ""


def model_at(model: type[BaseModel], loc: Way) -> type[BaseModel]:
    """The model that a place inside a model is held to."""
    for step in loc:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        found = part_in(field.annotation) if field is not None else None
        if found is None:
            return model
        model = found
    return model


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a part: those of a slide's own type before those that all slides have."""
    shared = Slide.model_fields if issubclass(model, Slide) else {}
    names = {name: field.alias or name for name, field in model.model_fields.items()}
    return [names[name] for name in sorted(names, key=lambda name: name in shared and name != "type")]


def part_in(annotation: Any) -> type[BaseModel] | None:
    """The model in a field's type: of a part, or of the items of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, list, Union, types.UnionType}:
        for argument in get_args(annotation):
            found = part_in(argument)
            if found is not None:
                return found
    return None


def known_keys(models: list[type[BaseModel]]) -> frozenset[str]:
    """Every key that some part of a deck has."""
    keys: set[str] = set()
    waiting, seen = list(models), set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            keys.add(field.alias or name)
            found = part_in(field.annotation)
            if found is not None:
                waiting.append(found)
    return frozenset(keys)
