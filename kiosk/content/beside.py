"""The files that a slide names, held against what lies beside the deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from kiosk.content.base import RelativePath
from kiosk.content.complaints import part_in
from kiosk.content.data import Data
from kiosk.content.files import (
    Listings,
    find_file,
    find_picture,
    is_folder,
    near_font,
    near_illustration,
    near_picture,
    wrong_path,
)
from kiosk.content.pictures import fault_of
from kiosk.content.problems import Fault
from kiosk.content.source import Source, Way
from kiosk.content.styling import Look
from kiosk.content.typefaces import font_fault

LARGEST_LOGO = 5 * 1024 * 1024
"""Bytes: a logo is a small drawing."""


Named = tuple[str, Path, bool]
"""What is written, where its file is or would be looked for first, and whether it is there."""
Pictures = Sequence[tuple[Way, str]]
"""Where in the slide, and the path as written."""
Found = tuple[str, dict[str, str]] | None
"""The rule that a file breaks, with values for its sentence."""

_MISSING = frozenset({"picture_missing", "picture_nowhere"})
"""Of a picture that may still come."""


def named_files(folder: Path, names: Iterable[str], listings: Listings) -> Iterator[Named]:
    """The pictures of these names."""
    for written in names:
        path = find_picture(folder, written, listings)
        if path is not None:
            yield written, path, True
        elif wrong_path(folder, written) is None:
            yield written, folder / written, False


def picture_faults(named: Pictures, way: Way, source: Source, listings: Listings) -> tuple[list[Fault], bool]:
    """What is wrong with the pictures that a slide names, and whether it can be shown.

    A picture that isn't there yet is no fault as long as the illustration beside it stands in for it; the pictures of
    several events don't stand in for each other.
    """
    faults: list[Fault] = []
    waiting: list[tuple[Way, Fault]] = []
    sound: set[Way] = set()
    for loc, written in named:
        found = _picture(source.path.parent, written, listings)
        if found is None:
            sound.add(loc[:-1])
            continue
        here = source.real(way, loc)
        fault = Fault(found[0], source.place(here), {"key": written, **found[1]}, here)
        if fault.name in _MISSING and loc[-1:] != ("illustration",):
            waiting.append((loc[:-1], fault))
        else:
            faults.append(fault)
    faults += [fault for part, fault in waiting if part not in sound]
    return faults, not named or bool(sound and not any(fault.name not in _MISSING for fault in faults))


def _picture(folder: Path, written: str, listings: Listings) -> Found:
    rule = wrong_path(folder, written)
    if rule is not None:
        return rule, {}
    path = find_picture(folder, written, listings)
    if path is not None:
        return fault_of(path)
    if is_folder(folder, written):
        return "picture_folder", {}
    alone = "/" not in written
    guess = (near_illustration(written, listings) if alone else "") or near_picture(folder, written, listings)
    return "picture_nowhere" if alone and not Path(written).suffix else "picture_missing", {"guess": guess}


def pictures_in(model: type[BaseModel], tree: Any, loc: Way = ()) -> Iterator[tuple[Way, str]]:
    """The pictures that a slide names, as it was typed: what else is wrong with it doesn't hide them.

    Args:
        model: of the slide, or of its parts. tree: maps, lists and strings. loc: the way to it.
    """
    if isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from pictures_in(model, item, (*loc, index))
    elif isinstance(tree, dict):
        for key, written in tree.items():
            hint = _hints(model).get(key)
            if RelativePath in (hint, *get_args(hint)):
                if isinstance(written, str) and written.strip():
                    yield (*loc, key), written
            elif (part := part_in(hint)) is not None and not issubclass(part, Data):
                yield from pictures_in(part, written, (*loc, key))


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def look_files(folder: Path, look: Look, listings: Listings) -> Iterator[Named]:
    """The deck's own fonts and logos."""
    for _, written in look.fonts.files() if look.fonts is not None else ():
        if wrong_path(folder, written) is None:
            path = find_file(folder, written)
            yield written, path or folder / written, path is not None
    if look.logo is not None:
        yield from named_files(folder, (written for _, written in look.logo.files()), listings)


def look_file_faults(look: Look, source: Source, listings: Listings) -> Iterator[Fault]:
    """What is wrong with the deck's own fonts and logos."""
    folder = source.path.parent
    for key, written in look.fonts.files() if look.fonts is not None else ():
        yield from _told(source, ("look", "fonts", key), written, _font(folder, written, listings))
    for key, written in look.logo.files() if look.logo is not None else ():
        yield from _told(source, ("look", "logo", key), written, _logo(folder, written, listings))


def _font(folder: Path, written: str, listings: Listings) -> Found:
    rule = wrong_path(folder, written)
    if rule is not None:
        return rule.replace("picture_", "font_"), {}
    path = find_file(folder, written)
    return font_fault(path) if path is not None else ("font_missing", {"guess": near_font(folder, written, listings)})


def _logo(folder: Path, written: str, listings: Listings) -> Found:
    found = _picture(folder, written, listings)
    path = find_picture(folder, written, listings) if found is None else None
    return ("logo_large", {}) if path is not None and path.stat().st_size > LARGEST_LOGO else found


def _told(source: Source, way: Way, written: str, found: Found) -> Iterator[Fault]:
    if found is not None:
        here = source.real((), way)
        yield Fault(found[0], source.place(here), {"key": written, **found[1]}, here)
