"""A deck's file as a tree: every value as it was typed, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from kiosk.content.problems import Place

Value: TypeAlias = "str | list[Node] | dict[str, Node] | None"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a node stands that the deck's file doesn't hold: in a table beside it.

    Attributes:
        file: as the deck names it. sheet: of the file, or "". cell: as a spreadsheet counts, C7, or "".
        row: its number, or "". words: the whole row on a line.
    """

    file: str
    sheet: str = ""
    cell: str = ""
    row: str = ""
    words: str = ""

    def values(self) -> dict[str, str]:
        """For the sentence of a fault."""
        return {"in_file": self.file, "in_sheet": self.sheet, "in_cell": self.cell, "in_row": self.row,
                "in_words": self.words}  # fmt: skip


@dataclass(slots=True)
class Node:
    """A value as it stands in the file.

    Attributes:
        line, column: where it begins, from 1. end: its last line. length: its characters on the first line.
        value: words, a list, a map, or None where nothing was written.
        plain: whether it is words without quotes. key: where its key stands, inside a map.
        origin: the cell it comes from, where that is no line of the file.
    """

    line: int
    column: int
    end: int
    length: int
    value: Value
    plain: bool = False
    key: Place | None = None
    origin: Origin | None = None

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.line, self.column, self.length)

    def child(self, step: str | int) -> Node | None:
        """What stands under a key, or at an index."""
        value = self.value
        if isinstance(value, dict):
            return value.get(step if isinstance(step, str) else str(step))
        if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            return value[step]
        return None

    def plain_tree(self, without: str | None = None) -> Any:
        """Maps, lists and strings, without what was left empty (that is told of elsewhere), and without one key."""
        value = self.value
        if isinstance(value, dict):
            return {key: node.plain_tree() for key, node in value.items() if node.value is not None and key != without}
        if isinstance(value, list):
            return [node.plain_tree() for node in value if node.value is not None]
        return value
