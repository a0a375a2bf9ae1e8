"""The files that a slide names, held against what lies beside the deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.content.base import Slide
from kiosk.content.files import Listings, find_picture, near_illustration, near_picture, wrong_path
from kiosk.content.pictures import fault_of
from kiosk.content.problems import Fault
from kiosk.content.source import Source, Way


def named_files(folder: Path, names: Iterable[str], listings: Listings) -> Iterator[Path]:
    """Where the files of these names are, or would be looked for first."""
    for written in names:
        path = find_picture(folder, written, listings)
        if path is not None:
            yield path
        elif wrong_path(folder, written) is None:
            yield folder / written


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
