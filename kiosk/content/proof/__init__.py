"""The proof-reader: what no single field shows to be wrong. All it finds is worth a look, and keeps nothing off."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.loaded import Loaded
from kiosk.content.problems import Fault


def proofread(loaded: Loaded) -> Iterator[Fault]:
    """What words, figures and files of a deck give cause to ask, without drawing anything.

    Args:
        loaded: with its source (`load(…, with_source=True)`) and a deck.
    """
    # Whoever waits for the file's own problems, which come first, doesn't wait for these to be read.
    from kiosk.content.proof import belongings, marks, shelf, sums
    from kiosk.content.proof.reading import Reading

    reading = Reading.of(loaded)
    for slide, index in reading.slides:
        yield from belongings.faults(slide, index, reading)
        yield from sums.faults(slide, index, reading)
    yield from sums.facts_twice(reading)
    yield from marks.faults(reading)
    yield from shelf.faults(reading)
