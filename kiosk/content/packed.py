"""Slides that are made when they are asked for: a deck of thousands is kept as its bytes and one line a slide."""

from __future__ import annotations

import io
import pickle
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path, PosixPath, PurePosixPath, PureWindowsPath, WindowsPath
from typing import TYPE_CHECKING, Any, overload

from kiosk.content.base import Slide

if TYPE_CHECKING:
    from kiosk.content.base import Line

KEPT = 12
"""Slides kept once they were made: those that stand, come next or were just looked at."""
PRINT_BYTES = 12
_PLAIN = {
    (kind.__module__, kind.__name__): kind
    for kind in (Path, PosixPath, WindowsPath, PurePosixPath, PureWindowsPath, Decimal, date)
}
"""What content is made of besides its own classes."""


class Unpickler(pickle.Unpickler):
    """Makes what a deck consists of, and nothing else, whatever the bytes ask for."""

    def find_class(self, module: str, name: str) -> Any:
        """A class of the content, or a path.

        Raises:
            pickle.UnpicklingError: anything else is asked for.
        """
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        if module.startswith("kiosk.content.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a deck")


def unpickled(data: bytes | memoryview) -> Any:
    """What the bytes hold.

    Raises:
        pickle.UnpicklingError, ValueError, EOFError, TypeError, AttributeError, …: they were not written here.
    """
    return Unpickler(io.BytesIO(data)).load()


def print_of(slide: Slide) -> bytes:
    """Alike for slides that say the same: what they are told apart by without being made."""
    return blake2b(slide.model_dump_json().encode(), digest_size=PRINT_BYTES).digest()


class PackedSlides(Sequence["Slide"]):
    """The slides of a deck that was read elsewhere, or earlier.

    Args:
        bodies: the pickled slides, one behind the other. ends: where each ends.
        lines: of each what is known without making it. prints: of each what it says, as `print_of`, joined.
        order: which of them there are, and in what order; all of them if left out.
        instead: slides that stand in another's place, by their place in `order`.
    """

    def __init__(
        self, bodies: bytes, ends: array[int], lines: Sequence[Line], prints: bytes,
        order: Sequence[int] | None = None, instead: Mapping[int, Slide] | None = None,
    ) -> None:  # fmt: skip
        self._bodies, self._ends, self._lines, self._prints = bodies, ends, lines, prints
        self._order = order if order is not None else range(len(lines))
        self._instead = dict(instead or {})
        self._made: OrderedDict[int, Slide] = OrderedDict()

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> Slide: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Slide, ...]: ...
    def __getitem__(self, index: int | slice) -> Slide | tuple[Slide, ...]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(len(self))))
        if index < 0:
            index += len(self)
        found = self._instead.get(index)
        return found if found is not None else self._slide(self._order[index])

    def __iter__(self) -> Iterator[Slide]:
        """Each in turn, and none of them is kept: who goes through all of them wants none for long."""
        for index, at in enumerate(self._order):
            yield self._instead.get(index) or self._made.get(at) or self._make(at)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PackedSlides):
            return self.prints() == other.prints()
        return (
            isinstance(other, Sequence)
            and len(other) == len(self)
            and all(a == b for a, b in zip(self, other, strict=True))
        )

    __hash__ = None  # type: ignore[assignment]  # as a class says that it can't be hashed

    def _slide(self, at: int) -> Slide:
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._make(at)
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(at)
        return found

    def _make(self, at: int) -> Slide:
        begin = self._ends[at - 1] if at else 0
        made = unpickled(self._bodies[begin : self._ends[at]])
        if not isinstance(made, Slide):
            raise TypeError("this is no slide")
        return made

    def lines(self) -> Sequence[Line]:
        """Of each what is known without making it."""
        if not self._instead and isinstance(self._order, range):
            return self._lines
        return [
            self._instead[index].line() if index in self._instead else self._lines[at]
            for index, at in enumerate(self._order)
        ]

    def prints(self) -> list[bytes]:
        """Of each what tells it apart."""
        return [
            print_of(self._instead[index])
            if index in self._instead
            else self._prints[at * PRINT_BYTES : (at + 1) * PRINT_BYTES]
            for index, at in enumerate(self._order)
        ]

    def picked(self, indexes: Sequence[int], instead: Mapping[int, Slide] | None = None) -> PackedSlides:
        """Some of them.

        Args:
            indexes: which, in their new order.
            instead: slides to stand in the place of others, by their old index.
        """
        changed = {**self._instead, **(instead or {})}
        return PackedSlides(
            self._bodies, self._ends, self._lines, self._prints,
            array("L", (self._order[index] for index in indexes)),
            {new: changed[old] for new, old in enumerate(indexes) if old in changed},
        )  # fmt: skip
