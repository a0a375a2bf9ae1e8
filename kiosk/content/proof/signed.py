"""The pictures of a slide with what is said of them, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.content.base import Slide
from kiosk.content.kinds.photo import Photo
from kiosk.content.kinds.timeline import Timeline
from kiosk.content.source import Way
from kiosk.content.words import Text


class Signed(NamedTuple):
    """A picture.

    Attributes:
        loc: the way to its file's name, from the slide. alt, credit: what is said of it.
        drawn: whether it is an illustration that stands in for a photograph, whose credit is somebody else's.
    """

    loc: Way
    alt: Text | None
    credit: Text | None
    drawn: bool = False


def signed_pictures(slide: Slide) -> Iterator[Signed]:
    """Those that carry alt text and a credit: photographs, and the pictures of events."""
    if isinstance(slide, Photo):
        for number, shot in enumerate(slide.shots()):
            loc: Way = ("photos", number) if slide.photos else ()
            drawn = shot.picture is None
            yield Signed((*loc, "illustration" if drawn else "picture"), shot.alt, shot.credit, drawn)
    elif isinstance(slide, Timeline):
        for number, event in enumerate(slide.events):
            if event.picture is not None:
                yield Signed(("events", number, "picture"), event.alt, event.credit)
