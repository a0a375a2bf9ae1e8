"""From `data:` to rows: the nodes that a chart's `series` or a timeline's `events` would have had in the YAML.

Every node remembers its cell, so that whatever its model says of it later can be told of that cell.
"""

from __future__ import annotations

import re

from kiosk.content.base import Slide
from kiosk.content.complaints import held_to, model_at
from kiosk.content.data import ChartData, Data, EventData
from kiosk.content.nodes import Node, Origin
from kiosk.content.problems import Fault, Place
from kiosk.content.sheets.chart_rows import ChartRows
from kiosk.content.sheets.columns import Head
from kiosk.content.sheets.event_rows import EventRows
from kiosk.content.sheets.making import Making, Told, cell_of
from kiosk.content.sheets.origins import ROWS
from kiosk.content.sheets.shelf import Shelf
from kiosk.content.sheets.table import Row, Table, Unreadable
from kiosk.content.source import Source, Way

MOST_CELLS = 20
"""Cells of one table that are told of one by one."""


def spread(model: type[Slide], way: Way, source: Source, shelf: Shelf) -> list[Fault]:
    """Put the rows of a slide's table where they would have been written; tells what is wrong with the table."""
    slide = source.node(way)
    data = slide.child("data") if slide is not None and "data" in model.model_fields else None
    if slide is None or data is None or data.value is None:
        return []
    rows = ROWS[str(model.model_fields["type"].annotation.__args__[0])]  # type: ignore[union-attr]  # a Literal
    place = data.key or data.place
    if isinstance(data.value, str):  # the name of a file alone
        data.value = {"file": Node(data.line, data.column, data.end, data.length, data.value, data.plain, data.key)}
    written = slide.child(rows)
    if written is not None and written.value is not None:
        return [Fault("data_and_rows", written.key or written.place, {"key": rows}, (*way, rows))]
    wishes, faults = held_to(model_at(model, ("data",)), source, (*way, "data"))
    if wishes is None:
        return faults
    assert isinstance(wishes, Data)
    spreading = _Spreading(model, wishes, (*way, "data"), source, place)
    try:
        spreading.fill(slide, rows, shelf)
    except Unreadable as error:
        spreading.tell(error)
    return spreading.faults


class _Spreading:
    """One table on its way into a slide."""

    def __init__(self, model: type[Slide], wishes: Data, way: Way, source: Source, place: Place) -> None:
        self._model, self._wishes, self._way, self._source, self._place = model, wishes, way, source, place
        self.faults: list[Fault] = []
        self._origin = Origin(wishes.file)
        self._cells_told = 0

    def fill(self, slide: Node, rows: str, shelf: Shelf) -> None:
        """Read the table and add its rows to the slide.

        Raises:
            Unreadable: there is nothing to add.
        """
        wishes = self._wishes
        table = shelf.table(wishes.file, wishes.sheet)
        self._origin = Origin(wishes.file, table.sheet)
        head = self._head(table)
        self._not_too_many(head, rows)
        making = Making(slide, self._origin, self._place, head, self._languages())
        maker = ChartRows(wishes, making) if isinstance(wishes, ChartData) else EventRows(_events(wishes), making)  # type: ChartRows | EventRows
        nodes = []
        for row in head.rows:
            made, told = maker.row(row)
            for one in told:
                self._tell_cell(one, row)
            if made is not None:
                nodes.append(made)
        if self._cells_told > MOST_CELLS:
            values = {"count": str(self._cells_told - MOST_CELLS)}
            self.faults.append(Fault("cells_more", self._place, {**values, **self._origin.values()}, self._way))
        if nodes and isinstance(slide.value, dict):
            slide.value[rows] = making.node(nodes, self._origin)
        elif not self.faults:
            raise Unreadable("data_header_only", row=str(head.row.number), text=head.row.shown())

    def tell(self, error: Unreadable) -> None:
        """Say why there is no table, or no such column, at the key that it is about."""
        values = dict(error.values)
        at, text, row = values.pop("at", ""), values.pop("text", ""), values.get("row", "")
        way: Way = (*self._way, *(int(step) if step.isdigit() else step for step in at.split(".") if step))
        node = self._source.node(way)
        place = node.place if node is not None and at else self._place
        origin = Origin(self._origin.file, self._origin.sheet, row=row if text else "", words=text)
        about = {} if at == "file" and error.name in _NAMES_ITS_FILE else origin.values()
        self.faults.append(Fault(error.name, place, {**values, **about}, way))

    def _tell_cell(self, told: Told, row: Row) -> None:
        warning = Fault(told.name, self._place).severity == "warning"
        self._cells_told += not warning
        if self._cells_told <= MOST_CELLS:
            origin = cell_of(self._origin, told.column, row)
            self.faults.append(Fault(told.name, self._place, {**told.values, **origin.values()}, self._way))

    def _head(self, table: Table) -> Head:
        wishes = self._wishes
        found = re.findall(r"\d+", wishes.rows or "")
        rows = None
        if found:
            single = len(found) == 1 and not re.search(r"\D", (wishes.rows or "").strip())
            rows = int(found[0]), int(found[-1]) if len(found) > 1 or single else 10_000_000
        try:
            return Head(table, wishes.header, rows, self._languages())
        except Unreadable as error:
            at = {"data_header": "header", "data_no_rows": "rows"}.get(error.name, "")
            raise Unreadable(error.name, **{"key": wishes.file, "at": at, **error.values}) from error

    def _languages(self) -> list[str]:
        node = self._source.node(("languages",))
        items = node.value if node is not None and isinstance(node.value, list) else []
        return [item.value for item in items if isinstance(item.value, str)] or ["zh"]

    def _not_too_many(self, head: Head, rows: str) -> None:
        """More rows than any slide shows aren't looked at one by one."""
        most = next(one.max_length for one in self._model.model_fields[rows].metadata if hasattr(one, "max_length"))
        if len(head.rows) > most:
            first = head.rows[0].number
            last = head.rows[most - 1].number
            values = {"limit": str(most), "count": str(len(head.rows)), "first": str(first), "last": str(last)}
            raise Unreadable("data_rows", **values)


def _events(wishes: Data) -> EventData:
    assert isinstance(wishes, EventData)
    return wishes


_NAMES_ITS_FILE = frozenset(
    {"data_missing", "data_outside", "data_name", "data_special", "data_folder", "data_unreadable", "data_large"}
    | {
        "data_program",
        "data_locked",
        "data_kind",
        "data_broken",
        "data_bomb",
        "data_many",
        "data_encoding",
        "data_empty",
    }
)
"""Sentences that say which file they are about."""
