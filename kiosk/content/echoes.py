"""One mistake, one word: what only follows from another fault of the same slide isn't told."""

from __future__ import annotations

from kiosk.content.base import Slide
from kiosk.content.kinds import KINDS
from kiosk.content.problems import Fault
from kiosk.content.source import Way

_ECHOES = frozenset(
    {"missing", "nothing", "figure_words", "series_axis", "a_pair", "too_few", "values_count", "series_empty"}
    | {"groups_needed", "values_alone", "dots_whole_missing"}
)
"""What may only seem wrong, in a slide whose form is."""


def without_echoes(faults: list[Fault], *, ill_formed: bool, before: int | None) -> list[Fault]:
    """The faults of a slide that stand by themselves.

    Args:
        faults: of the slide's model. ill_formed: whether something in it could not be read as it was typed.
        before: the line where another slide begins inside it, its first line having been lost.
    """
    lists: set[Way] = set()
    kept = []
    for fault in faults:
        way = fault.way or ()
        if (ill_formed and fault.name in _ECHOES) or (before is not None and fault.place.line >= before):
            continue
        if _is_stray(fault) and len(way) > 3:
            if way[:3] in lists:
                continue  # the items of this list belong elsewhere, all of them
            lists.add(way[:3])
        kept.append(fault)
    return kept


def of_another_type(faults: list[Fault], model: type[Slide]) -> list[Fault]:
    """Keys that all belong to another slide type are one mistake: a wrong type, or a line `- type: …` left out."""
    strays = [fault for fault in faults if _is_stray(fault) and len(fault.way or ()) == 2]
    keys = {fault.values["key"] for fault in strays}
    others = [name for name, other in KINDS.items() if keys <= set(other.model_fields)]
    if len(keys) < 2 or not others:
        return faults
    first = min(strays, key=lambda fault: fault.place)
    own = next(key for key, one in KINDS.items() if one is model)
    values = {"key": first.values["key"], "count": str(len(keys)), "type": others[0], "own": own}
    told = Fault("other_type", first.place, values, first.way)
    return [told, *(fault for fault in faults if fault not in strays and fault.name != "missing")]


def _is_stray(fault: Fault) -> bool:
    """A key that doesn't belong here, and isn't one that does, misspelt."""
    return fault.name == "unknown_key" and not fault.values["guess"]
