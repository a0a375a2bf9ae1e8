"""A deck that was read, as bytes: a start that finds them reads no YAML, and another process can do the reading.

    magic, version of the program │ SHA-256 of the rest │ length of the head │ head │ bodies of the slides

The head holds all but the slides; those lie one by one, so that each is made only when it is asked for.
"""

from __future__ import annotations

import hashlib
import pickle
import struct
import sys
from array import array
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kiosk import __version__
from kiosk.content.base import Line
from kiosk.content.deck import Deck
from kiosk.content.loaded import Loaded
from kiosk.content.packed import PRINT_BYTES, PackedSlides, print_of, unpickled

MAGIC = f"touyan deck 2 {__version__} {sys.version_info[0]}.{sys.version_info[1]}\0".encode()
"""Another version of the program, or of Python, reads anew."""
RACY_NS = 2_000_000_000
"""A file that changed so shortly before it was read may change again within one tick of its clock."""
_LENGTH = struct.Struct("<Q")


class Stamp(NamedTuple):
    """By what a file is known to be the same: `size` is -1 where there is none."""

    path: Path
    size: int
    changed: int


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return Stamp(path, -1, 0)
    return Stamp(path, found.st_size, found.st_mtime_ns)


class _Head(NamedTuple):
    loaded: Loaded
    lines: tuple[tuple[object, ...], ...]
    ends: bytes
    prints: bytes
    stamps: tuple[Stamp, ...]
    steady: bool


class Compiled(NamedTuple):
    """What the bytes hold.

    Attributes:
        loaded: as it was read, its slides packed. stamps: the files beside it, as they were.
        steady: whether they had stood long enough to be known again by their stamps.
    """

    loaded: Loaded
    stamps: tuple[Stamp, ...]
    steady: bool

    def holds(self) -> bool:
        """Whether the files beside the deck are known to be what they were."""
        return self.steady and self.unchanged()

    def unchanged(self) -> bool:
        """Whether the files beside the deck look as they did."""
        return all(_stamp(one.path) == one for one in self.stamps)


def compile_deck(loaded: Loaded, begun_ns: int = 0) -> bytes:
    """The bytes of what was read.

    Args:
        loaded: without its source. begun_ns: when reading it began, in ns since 1970; 0 where that doesn't matter.
    """
    deck = loaded.deck
    bodies: list[bytes] = []
    ends, prints = array("Q"), bytearray()
    lines: tuple[tuple[object, ...], ...] = ()
    if deck is not None:
        at = 0
        for slide in deck.slides:
            bodies.append(pickle.dumps(slide, 5))
            at += len(bodies[-1])
            ends.append(at)
            prints += print_of(slide)
        lines = tuple(tuple(line) for line in deck.lines())
        loaded = replace(loaded, deck=deck.with_slides(()), source=None)
    stamps = tuple(_stamp(path) for path in loaded.files)
    steady = all(one.changed < begun_ns - RACY_NS for one in stamps)
    head = pickle.dumps(_Head(loaded, lines, ends.tobytes(), bytes(prints), stamps, steady), 5)
    rest = b"".join([_LENGTH.pack(len(head)), head, *bodies])
    return MAGIC + hashlib.sha256(rest).digest() + rest


def restore(data: bytes) -> Compiled:
    """What `compile_deck` was given.

    Raises:
        ValueError: another version wrote it, or it is damaged.
    """
    if not data.startswith(MAGIC):
        raise ValueError("this was compiled by another version")
    view = memoryview(data)[len(MAGIC) :]
    digest, rest = bytes(view[:32]), view[32:]
    if len(digest) < 32 or hashlib.sha256(rest).digest() != digest:
        raise ValueError("this is damaged")
    try:
        return _restored(rest)
    except Exception as error:
        raise ValueError("this wasn't written here") from error


def _restored(rest: memoryview) -> Compiled:
    (length,) = _LENGTH.unpack_from(rest)
    head = unpickled(rest[8 : 8 + length])
    parts = ((head, _Head), (head.loaded, Loaded), (head.loaded.deck, Deck | None))
    if not all(isinstance(part, kind) for part, kind in parts):
        raise TypeError("this is no deck")
    loaded, stamps = head.loaded, tuple(Stamp(Path(path), size, changed) for path, size, changed in head.stamps)
    if loaded.deck is not None:
        ends = array("Q")
        ends.frombytes(head.ends)
        lines = tuple(Line(*one) for one in head.lines)
        if len(ends) != len(lines) or len(head.prints) != PRINT_BYTES * len(lines):
            raise ValueError("another number of slides")
        slides = PackedSlides(bytes(rest[8 + length :]), ends, lines, head.prints)
        loaded = replace(loaded, deck=loaded.deck.with_slides(slides))
    return Compiled(loaded, stamps, head.steady)
