"""A table's rows as the points of a chart."""

from __future__ import annotations

from functools import partial

from kiosk.content.data import ChartData
from kiosk.content.nodes import Node
from kiosk.content.sheets.days import date_in
from kiosk.content.sheets.making import Making, Told, cell_of
from kiosk.content.sheets.numbers import Unit, number_in
from kiosk.content.sheets.table import Row, Unreadable, listed, plain

_YES = frozenset({"是", "对", "有", "true", "yes", "y", "1", "√", "✓", "✔", "★", "☆", "*", "●", "重点", "强调"})
_NO = frozenset({"否", "不", "不是", "无", "false", "no", "n", "0", "×", "✗", "✘", "—", "-", "–", "/"})


class ChartRows:
    """Makes points.

    Raises:
        Unreadable: a column that the deck names isn't there, or none can be guessed.
    """

    def __init__(self, wishes: ChartData, making: Making) -> None:
        self._wishes, self._making, self._head = wishes, making, making.head
        self._unit = Unit.of(making.unit_texts())
        if wishes.value is not None and wishes.values:
            raise Unreadable("value_and_values", at="value")
        if wishes.date is not None and wishes.name is not None:
            raise Unreadable("series_axis", at="name")
        self._values = self._said_values()
        self._emphasis = making.column(wishes.emphasis, "emphasis") if wishes.emphasis is not None else None
        self._label = making.text_columns(wishes.label, "label")
        self._date: int | None = None
        self._name: dict[str, int] = {}
        self._find_axis()
        self._find_values()
        self._find_rest()
        self._shifts = {at: self._head.shift(at, self._unit) for at in self._values}
        self._grouped = self._make_groups()

    def row(self, row: Row) -> tuple[Node | None, list[Told]]:
        """A point, or None where the row says nothing or is wrong; and what is wrong in it."""
        making = self._making
        axis = list(self._name.values()) if self._date is None else [self._date]
        if not {*self._values, *axis} & row.cells.keys():
            return None, []
        parts: dict[str, Node] = {}
        mark = making.text(row, self._name) if self._date is None else making.made(row, self._date, date_in)
        if mark is not None:
            parts["name" if self._date is None else "date"] = mark
        elif not making.told:
            making.tell("cell_empty", axis[0])
        values = [
            making.made(row, at, partial(number_in, unit=self._unit, shift=self._shifts[at]), gap="—")
            for at in self._values
        ]
        if self._name and not any(at in row.cells for at in self._values):
            making.tell("row_blank", self._values[0])
        sound = [value for value in values if value is not None]
        if self._grouped:
            parts["values"] = making.node(sound, cell_of(making.origin, self._values[0], row))
        elif sound:
            parts["value"] = sound[0]
        label = making.text(row, self._label)
        if label is not None:
            parts["label"] = label
        self._mark(row, parts)
        told = making.taken()
        wrong = any(one.name != "row_blank" for one in told)
        return None if wrong else making.row(row, parts), told

    def _mark(self, row: Row, parts: dict[str, Node]) -> None:
        """Whether the row is the one that matters."""
        at = self._emphasis
        if at is None or at not in row.cells:
            return
        word = plain(row.cells[at].text)
        if word in _YES and self._grouped:
            series = self._head.group(self._values[-1], self._unit)
            self._making.tell("data_emphasis", at, key=series)
        elif word in _YES:
            parts["emphasis"] = self._making.node("true", cell_of(self._making.origin, at, row))
        elif word not in _NO:
            self._making.tell("cell_truth", at, value=row.cells[at].words)

    # Which column is what.

    def _taken(self) -> set[int]:
        taken = {*self._values, *self._label.values(), *self._name.values()}
        return taken | {at for at in (self._emphasis, self._date) if at is not None}

    def _said_values(self) -> list[int]:
        wishes, making = self._wishes, self._making
        if wishes.value is not None:
            return [making.column(wishes.value, "value")]
        return [making.column(name, f"values.{index}") for index, name in enumerate(wishes.values)]

    def _find_axis(self) -> None:
        """Dates or names: as the deck says, else by the columns' names, else the first column."""
        wishes, making, head = self._wishes, self._making, self._head
        if wishes.date is not None:
            self._date = making.column(wishes.date, "date")
            return
        if wishes.name is not None:
            self._name = making.text_columns(wishes.name, "name")
            return
        taken = self._taken()
        date = head.called("date", taken)
        if date is not None and head.holds_a_date(date):
            self._date = date
            return
        self._name = head.called_by_language("name", taken)
        if self._name:
            return
        first = next(iter(head.free(taken)), None)
        if first is None:
            raise Unreadable("data_no_axis", choices=listed(head.names.values()))
        if head.holds_dates(first):
            self._date = first
        else:
            self._name = {"": first}

    def _find_values(self) -> None:
        """Numbers: as the deck says, else the column of that name, else all that hold any."""
        if self._values:
            return
        taken = self._taken()
        if self._emphasis is not None and self._is_series(self._emphasis):
            taken.discard(self._emphasis)  # one of the series, and the one that matters
        own = self._head.called("value", taken)
        if own is not None:
            self._values = [own]
            return
        marks = self._head.called("emphasis", taken)
        free = [at for at in self._head.free(taken) if at != marks]
        self._values = [at for at in free if self._head.holds_numbers(at)]
        if not self._values and len(free) == 1:
            self._values = free  # the only one it can be: what is wrong in it is told by cell
        if not self._values:
            raise Unreadable("data_no_value", choices=listed(self._head.names.values()))
        if len(self._values) > 12:
            names = listed(self._head.group(at, self._unit) for at in self._values)
            raise Unreadable("data_many_values", count=str(len(self._values)), choices=names)

    def _is_series(self, column: int) -> bool:
        """Whether a column holds numbers, and not the marks of the rows that matter."""
        words = {plain(cell.text) for cell in self._head.cells(column)}
        return self._head.holds_numbers(column) and not words <= _YES | _NO

    def _find_rest(self) -> None:
        if self._wishes.emphasis is None:
            self._emphasis = self._head.called("emphasis", self._taken())
        if self._wishes.label is None:
            self._label = self._head.called_by_language("label", self._taken())

    def _make_groups(self) -> bool:
        """Whether there are several series; their names come from the columns where the deck gives none."""
        slide, making = self._making.slide, self._making
        groups = slide.child("groups")
        count = len(self._values)
        if groups is not None and isinstance(groups.value, list) and groups.value:
            have = sum(item.value is not None for item in groups.value)
            if have != count:
                names = listed(self._head.group(at, self._unit) for at in self._values)
                raise Unreadable("data_groups", count=str(have), have=str(count), choices=names)
            if self._emphasis in self._values:
                raise Unreadable("emphasis_group", at="emphasis")
            return True
        if count == 1:
            return False
        made = []
        for at in self._values:
            origin = cell_of(making.origin, at, self._head.row)
            parts = {"name": making.node(self._head.group(at, self._unit), origin)}
            if at == self._emphasis:
                parts["emphasis"] = making.node("true", origin)
            made.append(making.node(parts, origin))
        assert isinstance(slide.value, dict)
        slide.value["groups"] = making.node(made, making.origin)
        if self._emphasis in self._values:
            self._emphasis = None
        return True
