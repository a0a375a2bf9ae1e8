"""What came of a deck's file; apart from what reads it, which most of the program never needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.deck import Deck
from kiosk.content.problems import Problem

if TYPE_CHECKING:
    from kiosk.content.source import Source


@dataclass(frozen=True)
class Loaded:
    """What came of a file.

    Attributes:
        path: the file. deck: the sound slides with the settings, or None where nothing is sound.
        problems: all of them, by line.
        digest: changes with the file's bytes, and with any file that the deck names. text_digest: of the bytes alone.
        files: what the deck names, where it was found, or where it was looked for.
        places: where what is written of pictures and fonts was found. changed: when those files, the tables and the
            deck itself were last written (ns since 1970): whoever shows it asks no disk.
        tables: of the data files among them the SHA-256 of what was read.
        fonts: the bytes of the deck's own fonts, if somebody read them; whoever wears them takes them out.
        source: the nodes with their lines, where they were asked for.
        slide_numbers: of each slide of `deck` its number in the file, from 1.
    """

    path: Path
    deck: Deck | None
    problems: tuple[Problem, ...]
    digest: str
    slide_numbers: tuple[int, ...] = ()
    text_digest: str = ""
    files: tuple[Path, ...] = ()
    places: Mapping[str, Path] = field(default_factory=dict)
    changed: Mapping[Path, int] = field(default_factory=dict)
    tables: Mapping[Path, str] = field(default_factory=dict)
    fonts: dict[Path, bytes] = field(default_factory=dict, compare=False, repr=False)
    source: Source | None = None

    @property
    def folder(self) -> Path:
        """Where the deck's pictures are looked for."""
        return self.path.parent

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be put right."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is worth a look."""
        return tuple(problem for problem in self.problems if not problem.is_error)
