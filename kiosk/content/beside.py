"""The files that a slide names, held against what lies beside the deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.content.base import Slide
from kiosk.content.files import (
    Listings,
    find_file,
    find_picture,
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


def named_files(folder: Path, names: Iterable[str], listings: Listings) -> Iterator[Named]:
    """The pictures of these names."""
    for written in names:
        path = find_picture(folder, written, listings)
        if path is not None:
            yield written, path, True
        elif wrong_path(folder, written) is None:
            yield written, folder / written, False


def picture_faults(slide: Slide, way: Way, source: Source, listings: Listings) -> tuple[list[Fault], bool]:
    """What is wrong with a slide's pictures, and whether it can be shown.

    A picture that isn't there yet is no fault as long as the illustration beside it stands in for it; the pictures of
    several events don't stand in for each other.
    """
    folder = source.path.parent
    named = slide.pictures()
    faults: list[Fault] = []
    waiting: list[tuple[Way, Fault]] = []
    sound: set[Way] = set()
    for loc, written in named:
        here = source.real(way, loc)
        place = source.place(here)
        rule = wrong_path(folder, written)
        path = find_picture(folder, written, listings) if rule is None else None
        if rule is not None:
            faults.append(Fault(rule, place, {"key": written}, here))
        elif path is None:
            stand_in = loc[-1:] == ("illustration",)
            guess = (near_illustration(written) if stand_in else "") or near_picture(folder, written, listings)
            fault = Fault("picture_missing", place, {"key": written, "guess": guess}, here)
            if stand_in:
                faults.append(fault)
            else:
                waiting.append((loc[:-1], fault))
        elif (found := fault_of(path)) is not None:
            faults.append(Fault(found[0], place, {"key": written, **found[1]}, here))
        else:
            sound.add(loc[:-1])
    faults += [fault for part, fault in waiting if part not in sound]
    return faults, not named or bool(sound and not any(fault.name != "picture_missing" for fault in faults))


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


Found = tuple[str, dict[str, str]] | None


def _font(folder: Path, written: str, listings: Listings) -> Found:
    rule = wrong_path(folder, written)
    if rule is not None:
        return rule.replace("picture_", "font_"), {}
    path = find_file(folder, written)
    return font_fault(path) if path is not None else ("font_missing", {"guess": near_font(folder, written, listings)})


def _logo(folder: Path, written: str, listings: Listings) -> Found:
    rule = wrong_path(folder, written)
    if rule is not None:
        return rule, {}
    path = find_picture(folder, written, listings)
    if path is None:
        return "picture_missing", {"guess": near_picture(folder, written, listings)}
    found = fault_of(path)
    if found is None and path.stat().st_size > LARGEST_LOGO:
        return "logo_large", {}
    return found


def _told(source: Source, way: Way, written: str, found: Found) -> Iterator[Fault]:
    if found is not None:
        here = source.real((), way)
        yield Fault(found[0], source.place(here), {"key": written, **found[1]}, here)
