"""What the makers of rows share: nodes that remember their cells, and what is wrong with a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.content.data import Columns
from kiosk.content.nodes import Node, Origin
from kiosk.content.problems import Place
from kiosk.content.sheets.columns import Head
from kiosk.content.sheets.numbers import is_missing
from kiosk.content.sheets.table import Cell, Row, Unreadable, letters_of


class Told(NamedTuple):
    """Something wrong in a cell: the sentence, the column, and what goes into the sentence."""

    name: str
    column: int | None
    values: Mapping[str, str]


def cell_of(origin: Origin, column: int | None, row: Row) -> Origin:
    """A cell of a table, or a whole row."""
    cell = "" if column is None else f"{letters_of(column)}{row.number}"
    return Origin(origin.file, origin.sheet, cell, str(row.number), row.shown())


@dataclass
class Making:
    """The slide that rows are made for.

    Attributes:
        slide: its node. origin: the table. place: of `data` in the deck, where all its rows stand.
        head: the table's columns. languages: the deck's. told: what is wrong in the row that is being made.
    """

    slide: Node
    origin: Origin
    place: Place
    head: Head
    languages: list[str]
    told: list[Told] = field(default_factory=list)

    def node(self, value: str | list[Node] | dict[str, Node], origin: Origin) -> Node:
        """A node as if it stood at `data`."""
        place = self.place
        return Node(place.line, place.column, place.line, place.length, value, key=place, origin=origin)

    def row(self, row: Row, parts: dict[str, Node]) -> Node:
        """A row of a series, or an event."""
        return self.node(parts, cell_of(self.origin, None, row))

    def column(self, name: str, at: str) -> int:
        """The column that a key of `data` names.

        Raises:
            Unreadable: there is none, with `values["at"]` the way to that key.
        """
        try:
            return self.head.named(name)
        except Unreadable as error:
            raise Unreadable(error.name, **error.values, at=at) from error

    def text_columns(self, columns: Columns | None, at: str) -> dict[str, int]:
        """The columns of a text, by language."""
        if columns is None:
            return {}
        return {code: self.column(name, f"{at}.{code}" if code else at) for code, name in columns.by_language.items()}

    def text(self, row: Row, columns: Mapping[str, int]) -> Node | None:
        """The text in a row; None where it is blank in every language."""
        found = {code: row.cells[at] for code, at in columns.items() if at in row.cells}
        parts = {}
        for code, cell in found.items():
            self._fit(cell, columns[code])
            parts[code] = self.node(cell.words, cell_of(self.origin, columns[code], row))
        if not parts:
            return None
        if "" in columns:
            return parts[""]
        return self.node(parts, cell_of(self.origin, columns[next(iter(parts))], row))

    def made(self, row: Row, column: int, make: Callable[[Cell], str], *, gap: str = "") -> Node | None:
        """What a cell says, as the deck writes it; None where it is blank (or `gap`) or wrong, which is told."""
        cell = row.cells.get(column)
        if cell is None or (cell.kind in {"text", "number"} and is_missing(cell.text)):
            return self.node(gap, cell_of(self.origin, column, row)) if gap else None
        if not self._fit(cell, column):
            return None
        try:
            return self.node(make(cell), cell_of(self.origin, column, row))
        except Unreadable as error:
            self.tell(error.name, column, **error.values)
            return None

    def _fit(self, cell: Cell, column: int) -> bool:
        """Whether a cell holds anything that can be read."""
        if cell.kind == "error":
            self.tell("cell_error", column, value=cell.text)
        elif cell.kind == "formula":
            self.tell("cell_formula", column)
        return cell.kind not in {"error", "formula"}

    def tell(self, name: str, column: int | None, **values: str) -> None:
        """Something wrong in the row that is being made."""
        self.told.append(Told(name, column, values))

    def taken(self) -> list[Told]:
        """What was wrong since this was last asked."""
        told, self.told = self.told, []
        return told

    def unit_texts(self) -> list[str]:
        """The chart's unit as it stands in the deck, the Chinese one first: it has the scale."""
        unit = self.slide.child("unit")
        if unit is None:
            return []
        if isinstance(unit.value, str):
            return [unit.value]
        if not isinstance(unit.value, dict):
            return []
        items = sorted(unit.value.items(), key=lambda pair: pair[0] != "zh")
        return [one.value for _, one in items if isinstance(one.value, str)]
