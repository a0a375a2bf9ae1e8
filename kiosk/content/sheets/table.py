"""A sheet as rows of cells, each cell the text that its author sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

MOST_ROWS = 200_000
MOST_COLUMNS = 200
"""What lies beyond isn't looked at: no slide shows a hundredth of it."""

UNSEEN = "\u00a0\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff"
_BLANKS = "".join(chr(code) for code in [*range(0x2000, 0x2010), 0xA0, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000,
                                         0xFEFF]) + " \t\n\r"  # fmt: skip

Kind = Literal["text", "number", "date", "truth", "error", "formula"]


class Cell(NamedTuple):
    """What stands in a cell.

    Attributes:
        text: as its author sees it; a date as a deck writes it.
        kind: what the file says it is; all of a CSV is text. `formula`: its result wasn't saved.
        shown: a date as its author sees it, where that differs.
    """

    text: str
    kind: Kind = "text"
    shown: str = ""

    @property
    def words(self) -> str:
        """As it is repeated to people."""
        return self.shown or self.text


class Row(NamedTuple):
    """A row that isn't empty: its number as a spreadsheet counts, and its cells by column, from 0."""

    number: int
    cells: Mapping[int, Cell]

    def shown(self) -> str:
        """The row on one line, as a reminder where to look."""
        last = max(self.cells, default=-1)
        parts = [" ".join(self.cells[at].words.split()) if at in self.cells else "" for at in range(min(last + 1, 12))]
        return " | ".join(parts) + (" | …" if last >= 12 else "")


@dataclass
class Table:
    """A sheet.

    Attributes:
        rows: those that aren't empty or hidden. sheet: its name, "" for a CSV file. hidden: columns that are.
    """

    rows: list[Row] = field(default_factory=list)
    sheet: str = ""
    hidden: frozenset[int] = frozenset()


class Unreadable(Exception):  # noqa: N818 - it is the author's file
    """A file can't be read as a table.

    Attributes:
        name: of the sentence that says why. values: for it.
    """

    def __init__(self, name: str, **values: str) -> None:
        super().__init__(name)
        self.name, self.values = name, values


def cleaned(text: str) -> str:
    """Without blanks at its ends, seen and unseen, and without controls that no font has."""
    text = text.strip(_BLANKS)
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in "\n\t\u3000\u00a0\u2060\u200d" else " " for one in text)


def plain(text: str) -> str:
    """For comparing names: of one width, one case, one kind of blank."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def listed(names: Iterable[str]) -> str:
    """Names side by side, as many as a sentence bears."""
    return ", ".join(list(dict.fromkeys(names))[:30])


def letters_of(column: int) -> str:
    """A column's letters, from 0: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: str) -> int | None:
    """The column that letters name, from 0; None where they name none."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1
