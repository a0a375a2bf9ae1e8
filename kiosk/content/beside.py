"""The files that a slide names, held against what lies beside the deck."""

from __future__ import annotations

from kiosk.content.base import Slide
from kiosk.content.files import find_picture, near_illustration, near_picture, wrong_path
from kiosk.content.pictures import fault_of
from kiosk.content.problems import Fault
from kiosk.content.source import Source, Way


def picture_faults(slide: Slide, way: Way, source: Source) -> tuple[list[Fault], bool]:
    """What is wrong with a slide's pictures, and whether it can be shown.

    A picture that isn't there yet is no fault as long as the slide's illustration stands in for it.
    """
    folder = source.path.parent
    named = slide.pictures()
    faults: list[Fault] = []
    waiting: list[Fault] = []
    sound = 0
    for loc, written in named:
        place = source.place(source.real(way, loc))
        rule = wrong_path(folder, written)
        path = find_picture(folder, written) if rule is None else None
        if rule is not None:
            faults.append(Fault(rule, place, {"key": written}))
        elif path is None:
            stand_in = loc[-1:] == ("illustration",)
            guess = (near_illustration(written) if stand_in else "") or near_picture(folder, written)
            (faults if stand_in else waiting).append(Fault("picture_missing", place, {"key": written, "guess": guess}))
        elif (found := fault_of(path)) is not None:
            faults.append(Fault(found[0], place, {"key": written, **found[1]}))
        else:
            sound += 1
    if not sound:
        faults += waiting
    return faults, not named or bool(sound and not any(fault.name != "picture_missing" for fault in faults))
