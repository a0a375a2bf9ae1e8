"""SVG files: drawings, and nothing that acts, fetches or grows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.parsers import expat

from kiosk.content.repeats import Repeats

LARGEST_SVG = 5 * 1024 * 1024
"""Bytes; a drawing that has more is a photograph in disguise, and slow."""
_DEEPEST = 256

# Nothing is given back once it is taken (*+): else a run of blanks would be looked at in as many ways as it has blanks.
_STYLE_OUTSIDE = re.compile(r"url\(\s*+['\"]?+\s*+(?!#|data:image/)|@import", re.IGNORECASE)
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener"})


class _Active(Exception):  # noqa: N818 - it is a finding, not an error
    """It does more than draw."""


def svg_fault(path: Path, length: int) -> tuple[str, dict[str, str]] | None:
    """The rule that an SVG breaks, or None."""
    if length > LARGEST_SVG:
        return "svg_large", {}
    repeats = Repeats()
    try:
        root = _read(path.read_bytes(), repeats)
    except _Active:
        return "svg_active", {}
    except (expat.ExpatError, ValueError, LookupError):
        return "picture_broken", {}
    if root != "svg":
        return "picture_kind", {}
    return ("svg_endless", {}) if repeats.too_many() else None


def _read(data: bytes, repeats: Repeats) -> str:
    """The name of the outermost element, after all of them have been looked at."""
    parser = expat.ParserCreate()
    names: list[str] = []
    said: list[list[str]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        said.append([])
        local = name.rpartition(":")[2]
        if not names:
            names.append(local)
        if len(said) > _DEEPEST:
            raise ValueError("nested too deeply")
        if local in _ACTIVE or any(_acts(key.rpartition(":")[2], value) for key, value in attributes.items()):
            raise _Active
        repeats.begin(attributes)

    def end(_name: str) -> None:
        text = "".join(said.pop())  # whole: a comment may stand in the middle of a word, and a buffer may end there
        if _STYLE_OUTSIDE.search(text):
            raise _Active
        repeats.words(text)
        repeats.end()

    def words(text: str) -> None:
        said[-1].append(text)

    def refuse(*_: object) -> Any:
        raise _Active

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, words
    parser.EntityDeclHandler = parser.ExternalEntityRefHandler = parser.UnparsedEntityDeclHandler = refuse
    parser.StartDoctypeDeclHandler = _doctype
    parser.ProcessingInstructionHandler = refuse
    parser.Parse(data, True)
    return names[0] if names else ""


def _doctype(_name: str, _system: str | None, _public: str | None, has_inner: int) -> None:
    """The plain DOCTYPE that drawing programs write is harmless; one that declares something isn't."""
    if has_inner:
        raise _Active


def _acts(key: str, value: str) -> bool:
    if key.lower().startswith("on") and key.islower() and len(key) > 3:
        return True
    if key in {"href", "src", "base"}:
        target = value.strip().lower()
        return not (target.startswith(("#", "data:image/")) or target == "") or target.startswith("data:image/svg")
    # Nearly all values are numbers and paths; "url(" and "@import" can't be spelt without these.
    return ("(" in value or "@" in value) and bool(_STYLE_OUTSIDE.search(value))
