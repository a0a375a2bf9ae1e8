"""What every deck is asked, whether it has a table or not: where a fault's rows came from."""

from __future__ import annotations

from kiosk.content.nodes import Node
from kiosk.content.problems import Fault
from kiosk.content.source import Source

ROWS = {"chart": "series", "timeline": "events"}
"""The key that a table stands in for."""


def beyond_data(faults: list[Fault], slide: Node) -> list[Fault]:
    """What stands in a table isn't missing from the deck, whatever is wrong with the table."""
    if not isinstance(slide.value, dict) or "data" not in slide.value:
        return faults
    return [fault for fault in faults if not (fault.name == "missing" and fault.values["key"] in ROWS.values())]


def of_cells(faults: list[Fault], source: Source) -> list[Fault]:
    """Faults in rows that came from a table, each with the name of its cell, at the deck's `data:`."""
    told = []
    for fault in faults:
        origin = source.origin(fault.way or ())
        if origin is None or fault.way is None:
            told.append(fault)
        else:
            told.append(Fault(fault.name, fault.place, {**fault.values, **origin.values()}, (*fault.way[:2], "data")))
    return told
