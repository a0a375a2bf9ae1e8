"""The pictures of a slide with what is said of them, one by one: of every type that names some."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kiosk.content.base import Slide
from kiosk.content.part import Part
from kiosk.content.source import Way
from kiosk.content.words import Text


class Signed(NamedTuple):
    """A picture.

    Attributes:
        loc: the way to its file's name, from the slide. credit: who made it, as far as it is said.
        lacks: which of `alt` and `credit` the part that it stands in could have and hasn't.
        drawn: whether it is an illustration that stands in for a photograph, whose credit is somebody else's.
    """

    loc: Way
    credit: Text | None
    lacks: tuple[str, ...]
    drawn: bool = False


def signed_pictures(slide: Slide) -> Iterator[Signed]:
    """The pictures that its model names: of a photograph and its stand-in the photograph."""
    seen: set[Way] = set()
    for loc, _ in slide.pictures():
        if loc[:-1] in seen:
            continue
        seen.add(loc[:-1])
        part, drawn = _part(slide, loc[:-1]), loc[-1] == "illustration"
        asked = ("alt",) if drawn else ("alt", "credit")
        lacks = (key for key in asked if key in type(part).model_fields and getattr(part, key) is None)
        yield Signed(loc, getattr(part, "credit", None), tuple(lacks), drawn)


def _part(slide: Slide, way: Way) -> Part:
    found: Any = slide
    for step in way:
        found = found[step] if isinstance(step, int) else getattr(found, step)
    assert isinstance(found, Part)
    return found
