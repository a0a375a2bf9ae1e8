"""The guide's tables, from the models and the rules themselves: a new key is in the guide, or the tests fail."""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from handbook import HERE, words
from handbook.examples import example, whole
from kiosk.content import advice, base, data, deck, figures, phrases, series, styling
from kiosk.content.base import Slide
from kiosk.content.dates import Moment, Span
from kiosk.content.field_help import help_of
from kiosk.content.kinds import KINDS
from kiosk.content.kinds import photo as photographs
from kiosk.content.part import Part
from kiosk.content.proof.report import reason
from kiosk.content.silence import Reason
from kiosk.content.words import Text

_PICK = {"zh": 0, "en": 1}
_KNOWN: list[tuple[Any, str]] = [
    (base.SlideId, "id"), (base.RelativePath, "path"), (styling.Colour, "colour"), (data.Column, "column"),
    (data.RowRange, "range"), (deck.Language, "code"), (figures.Number, "number"), (series.GapOrNumber, "gap"),
    (base.Fraction, "fraction"), (Reason, "plain"), (Text, "text"),
    (data.Columns, "column"), (Moment, "date"),
    (Span, "span"), (bool, "truth"), (int, "whole"), (float, "number"), (str, "plain"),
]  # fmt: skip
_KINDS = Literal[tuple(KINDS)]  # type: ignore[valid-type]
LONGEST_EXAMPLE = 48
"""Characters of an example in a table."""


def models() -> dict[str, type[Part]]:
    """Every part of a deck by its name, and what all slides share as `Slide`."""
    from kiosk.content.field_help import models_of

    return {model.__name__: model for model in models_of(deck.Deck)} | {"Slide": Slide, "Shot": photographs.Shot}


def key_table(name: str, language: str, values: dict[tuple[str, str], str]) -> str:
    """The keys of a part: of a slide type those that are its own."""
    model, pick = models()[name], _PICK[language]
    hints = get_type_hints(model, include_extras=True)
    shared = set(Slide.model_fields) if issubclass(model, Slide) and model is not Slide else set()
    rows = [words.HEAD["keys"][pick], "|---|---|---|---|---|"]
    for field, info in model.model_fields.items():
        key = info.alias or field
        if field in shared:
            continue
        told = _cell(help_of(model, field)[pick])
        needed = _needed(model, field, pick)
        kind = kind_of(hints[field] if (name, field) != ("Slide", "type") else _KINDS, list(info.metadata), pick)
        if issubclass(model, data.Data | data.FigureColumns) and key != "file":  # its columns are typed as paths are
            kind = kind.replace(words.WORD["path"][pick], words.WORD["column"][pick])
        value = next((values[line.__name__, key] for line in model.__mro__ if (line.__name__, key) in values), "")
        rows.append(f"| `{key}` | {told} | {needed} | {_cell(kind)} | {_code(value)} |")
    return "\n".join(rows)


def _needed(model: type[Part], field: str, pick: int) -> str:
    for line in model.__mro__:
        if (line.__name__, field) in words.NEEDED:
            return words.NEEDED[line.__name__, field][pick]
    either = _either(model)
    if field in either and len(either) == 2:
        return words.EITHER[pick].format(one=either[0], other=either[1])
    info = model.model_fields[field]
    if info.is_required():
        return words.MUST[pick]
    default = info.get_default(call_default_factory=True)
    if isinstance(default, bool):
        default = str(default).lower()
    if isinstance(default, tuple):
        default = f"[{', '.join(map(str, default))}]" if default else None
    if default is None or isinstance(default, Part):
        return words.MAY[pick]
    return words.LEFT_OUT[pick].format(value=f"{default:g}" if isinstance(default, float) else default)


@functools.cache
def _either(model: type[Part]) -> list[str]:
    """The two keys of which a part takes one: the rows themselves, or the table that holds them."""
    choices = model.model_json_schema().get("oneOf", [])
    return [one["required"][0] for one in choices if len(one.get("required", [])) == 1]


def kind_of(annotation: Any, metadata: list[Any], pick: int) -> str:  # noqa: PLR0911 - one line a kind
    """What belongs after a key, in words."""
    if annotation == deck.Slides:
        return words.LIST[pick].format(what=words.WORD["slides"][pick])
    for known, word in _KNOWN:
        if annotation == known:
            return words.WORD[word][pick] + _limits(metadata, pick)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        (one,) = [part for part in inner if part is not type(None)] or [None]
        return kind_of(one, metadata, pick)
    if origin is Literal:
        return words.OR[pick].join(f"`{choice}`" for choice in inner)
    if origin is tuple and inner[-1] is not Ellipsis:
        return words.TWO[pick].format(what=", ".join(kind_of(one, [], pick) for one in inner))
    if origin is tuple:
        most = next((one.max_length for one in metadata if getattr(one, "max_length", None)), None)
        end = words.AT_MOST[pick].format(most=most) if most and most <= 500 else ""
        return words.LIST[pick].format(what=kind_of(inner[0], [], pick)) + end
    if origin is Annotated:
        return kind_of(inner[0], list(inner[1:]), pick)
    if isinstance(annotation, type) and annotation.__name__ in words.NAMED:
        where, named = words.NAMED[annotation.__name__]
        return words.SEE[pick].format(what=named[pick], where=where)
    raise TypeError(f"the guide has no word for {annotation}: say it in handbook/words.py or handbook/tables.py")


def _limits(metadata: list[Any], pick: int) -> str:
    low = next((one.ge for one in metadata if getattr(one, "ge", None) is not None), None)
    high = next((one.le for one in metadata if getattr(one, "le", None) is not None), None)
    if low is not None and high is not None and high <= 10_000:
        return words.BETWEEN[pick].format(low=f"{low:g}", high=f"{high:g}")
    return words.FROM[pick].format(low=f"{low:g}") if low is not None else ""


def kinds_table(language: str) -> str:
    """The slide types, each with what it is; the type leads to its section."""
    pick = _PICK[language]
    rows = [f"| [`{kind}`](#{kind}) | {_cell(help_of(model)[pick])} |" for kind, model in KINDS.items()]
    return "\n".join([words.HEAD["kinds"][pick], "|---|---|", *rows])


def rules_table(language: str) -> str:
    """Every rule that can be silenced: what it says, and why there is such a rule."""
    from kiosk.content import wording

    pick = _PICK[language]
    view = advice.View(language, False, 0, False).words(language == "zh")
    rows = []
    for name in advice.SILENCEABLE:
        sentence = wording.SENTENCES[name][pick].format_map(_Blanks(view=view))
        rows.append(f"| `{name}` | {_cell(sentence)} | {_cell(reason(name, language))} |")
    return "\n".join([words.HEAD["rules"][pick], "|---|---|---|", *rows])


def phrases_table(language: str) -> str:
    """The program's own words, in Chinese and in English."""
    rows = [f"| `{name}` | {_cell(zh.strip())} | {_cell(en.strip())} |" for name, (zh, en) in phrases.PHRASES.items()]
    return "\n".join([words.HEAD["phrases"][_PICK[language]], "|---|---|---|", *rows])


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _code(value: str) -> str:
    return f"`{_cell(value)}`" if value else ""


def values_in_use(language: str) -> dict[tuple[str, str], str]:
    """Of each part and key the first value that an example of the guide gives it, where it is short."""
    found = {("Slide", "type"): next(iter(KINDS)), ("Deck", "languages"): "[zh, en]"}
    shown = {path.stem: example(path.stem, language) for path in (HERE / "examples").glob("*.yaml")}
    for name in sorted(shown, key=lambda one: ("languages:" in shown[one], one == "more", one)):
        text = whole(shown[name], language)
        for part, key, value in _values(deck.Deck, yaml.compose(text), text):
            found.setdefault((part, key), value)
    return found


def _values(model: type[Part], node: Any, text: str) -> Iterator[tuple[str, str, str]]:
    if not isinstance(node, yaml.MappingNode):
        return
    fields = {info.alias or name: name for name, info in model.model_fields.items()}
    hints = get_type_hints(model, include_extras=True)
    owners = {name: line.__name__ for line in reversed(model.__mro__) for name in getattr(line, "model_fields", {})
              if name in vars(line).get("__annotations__", {})}  # fmt: skip
    for key, value in node.value:
        raw = text[value.start_mark.index : value.end_mark.index].strip()
        field = fields[key.value]
        block = isinstance(value, yaml.CollectionNode) and not value.flow_style
        if not block and "\n" not in raw and len(raw) <= LONGEST_EXAMPLE:
            yield model.__name__, key.value, raw
            yield owners.get(field, model.__name__), key.value, raw
        for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            inner = _part_in(hints[field], item)
            if inner is not None:
                yield from _values(inner, item, text)


def _part_in(annotation: Any, node: Any) -> type[Part] | None:
    if annotation == deck.Slides:
        return next(KINDS[value.value] for key, value in node.value if key.value == "type")
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for one in get_args(annotation) if (part := _part_in(one, node)) is not None), None)
