"""What is measured: a program that shows a deck full screen, and that obeys a keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from tests.bench.decks import Made


class Run(Protocol):
    """A program that runs."""

    @property
    def pid(self) -> int:
        """The process that was started; all others came of it."""
        ...

    def end(self) -> Any:
        """Ask it to end, and wait until it has."""
        ...


class Rival(Protocol):
    """One of those that are compared.

    Attributes:
        name: for the table.
        moves: seconds of a slide's change in which every frame differs from the one before: both ease out, and the
            last third moves less than a pixel.
    """

    name: str
    moves: float

    def run(self, screen: Any, made: Made, home: Path, *, slide: int = 1,
            cycling: bool = False) -> AbstractContextManager[Run]:  # fmt: skip
        """Show a deck.

        Args:
            screen: an X server's. made: the deck. home: its cache and everything else that it keeps.
            slide: to begin at, from 1. cycling: whether it goes on by itself, every 5 s.
        """
        ...

    def arrow(self, width: int, height: int) -> tuple[int, int]:
        """Where to press for the next slide."""
        ...


def both(rivals: Sequence[Rival], times: int) -> list[tuple[int, Rival]]:
    """Whose turn it is: A, B, A, B, so that whatever disturbs one disturbs the other."""
    return [(turn, rival) for turn in range(times) for rival in rivals]
