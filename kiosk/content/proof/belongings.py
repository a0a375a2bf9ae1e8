"""What belongs to a picture, a figure, a statement: alt text, credit, source, date, unit."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.base import Slide
from kiosk.content.figures import Figure
from kiosk.content.kinds.chart import Chart
from kiosk.content.kinds.timeline import Timeline
from kiosk.content.part import parts_of
from kiosk.content.problems import Fault
from kiosk.content.proof.reading import Reading
from kiosk.content.proof.signed import signed_pictures

_COUNTED = frozenset({"share", "dots"})
"""Forms that show parts: of a whole that needs no unit."""


def faults(slide: Slide, index: int, reading: Reading) -> Iterator[Fault]:
    """What is missing on a slide."""
    yield from _pictures(slide, index, reading)
    figures = list(parts_of(slide, Figure))
    if slide.source is None and (isinstance(slide, Chart) or any(one.value is not None for _, one in figures)):
        sourced = isinstance(slide, Timeline) and all(one.source for one in slide.events if one.figure)
        if not sourced:
            yield reading.fault("source_missing", index, ())
    for loc, figure in figures:
        if figure.value is None:
            continue
        dated = slide.as_of or figure.as_of or isinstance(slide, Timeline)
        if not dated:
            yield reading.fault("date_missing", index, (*loc, "value"))
        if figure.unit is None:
            yield reading.fault("unit_missing", index, (*loc, "value"), value=f"{figure.value:f}")
    if isinstance(slide, Chart):
        if not (slide.on_time_axis or slide.as_of or slide.form == "slope"):
            yield reading.fault("date_missing", index, ("series",))
        if slide.unit is None and slide.form not in _COUNTED:
            value = next((f"{value:f}" for column in slide.columns for value in column if value is not None), "")
            yield reading.fault("unit_missing", index, ("series",), value=value)


def _pictures(slide: Slide, index: int, reading: Reading) -> Iterator[Fault]:
    for one in signed_pictures(slide):
        for key in one.lacks:
            yield reading.fault(f"{key}_missing", index, one.loc)
