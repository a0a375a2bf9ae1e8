"""A table's rows as the events of a timeline."""

from __future__ import annotations

from functools import partial

from pydantic_core import PydanticCustomError

from kiosk.content.data import Columns, EventData
from kiosk.content.dates import Span
from kiosk.content.nodes import Node
from kiosk.content.sheets.days import date_in
from kiosk.content.sheets.making import Making, Told, cell_of
from kiosk.content.sheets.numbers import Unit, number_in
from kiosk.content.sheets.table import Row, Unreadable, listed

_TEXTS = ("title", "short", "text", "credit", "alt", "source")
_FIGURE_TEXTS = ("unit", "qualifier", "tail", "lead", "says", "as_of")


class EventRows:
    """Makes events.

    Raises:
        Unreadable: a column that the deck names isn't there, or none can be guessed.
    """

    def __init__(self, wishes: EventData, making: Making) -> None:
        self._making, self._head = making, making.head
        self._texts = {name: making.text_columns(getattr(wishes, name), name) for name in _TEXTS}
        self._single = {
            name: making.column(getattr(wishes, name), name)
            for name in ("date", "until", "picture")
            if getattr(wishes, name) is not None
        }
        self._figure, self._figure_texts = self._figure_columns(wishes)
        self._guess()

    def row(self, row: Row) -> tuple[Node | None, list[Told]]:
        """An event, or None where the row says nothing or is wrong; and what is wrong in it."""
        making = self._making
        used = {*self._single.values(), *(at for one in self._texts.values() for at in one.values())}
        if not used & row.cells.keys():
            return None, []
        parts = {name: made for name in _TEXTS if (made := making.text(row, self._texts[name])) is not None}
        date = self._date(row)
        if date is not None:
            parts["date"] = date
        titles = list(self._texts["title"].values())
        for name, columns in (("date", [self._single["date"], self._single.get("until")]), ("title", titles)):
            if name not in parts and not any(one.column in columns for one in making.told):
                making.tell("cell_empty", columns[0])
        if "picture" in self._single:
            picture = making.made(row, self._single["picture"], lambda cell: cell.text)
            if picture is not None:
                parts["picture"] = picture
        if self._figure is not None:
            self._add_figure(row, parts, self._figure)
        told = making.taken()
        return None if told else making.row(row, parts), told

    def _date(self, row: Row) -> Node | None:
        """A date, with the one of `until` behind it where there is one."""
        making, at, until = self._making, self._single["date"], self._single.get("until")
        date = making.made(row, at, partial(date_in, whole=True))
        end = making.made(row, until, date_in) if until is not None else None
        if date is None or end is None or not isinstance(date.value, str) or end.value == date.value:
            return date
        try:
            Span.parse(f"{date.value} 至 {end.value}")
        except PydanticCustomError as error:
            name = "date_span" if error.type == "date_span" else "cell_date"
            making.tell(name, until, value=f"{date.value} 至 {end.value}")
            return None
        return making.node(f"{date.value} 至 {end.value}", cell_of(making.origin, at, row))

    def _add_figure(self, row: Row, parts: dict[str, Node], column: int) -> None:
        making = self._making
        texts = {name: made for name, at in self._figure_texts.items() if (made := making.text(row, at)) is not None}
        unit = texts["unit"].value if "unit" in texts else None
        said = [unit] if not isinstance(unit, dict) else [one.value for one in unit.values()]
        own = Unit.of([one for one in said if isinstance(one, str)])
        value = making.made(row, column, partial(number_in, unit=own))
        if value is not None:
            parts["figure"] = making.node({"value": value, **texts}, cell_of(making.origin, column, row))

    def _figure_columns(self, wishes: EventData) -> tuple[int | None, dict[str, dict[str, int]]]:
        figure = wishes.figure
        if figure is None:
            return None, {}
        texts: dict[str, dict[str, int]] = {}
        for name in _FIGURE_TEXTS:
            columns: Columns | None = getattr(figure, name)
            texts[name] = self._making.text_columns(columns, f"figure.{name}")
        return self._making.column(figure.value, "figure.value"), texts

    # Which column is what.

    def _taken(self) -> set[int]:
        texts = [*self._texts.values(), *self._figure_texts.values()]
        taken = {*self._single.values(), *(at for one in texts for at in one.values())}
        return taken | ({self._figure} if self._figure is not None else set())

    def _guess(self) -> None:
        """Columns that the deck doesn't name: by their names, else the dates and what stands beside them."""
        head = self._head
        for name in ("date", "until", "picture"):
            at = head.called(name, self._taken()) if name not in self._single else None
            if at is not None:
                self._single[name] = at
        for name in _TEXTS:
            if not self._texts[name]:
                self._texts[name] = head.called_by_language(name, self._taken())
        if "date" not in self._single:
            dated = next((at for at in head.free(self._taken()) if head.holds_dates(at)), None)
            if dated is None:
                raise Unreadable("data_no_date", choices=listed(head.names.values()))
            self._single["date"] = dated
        for name in ("title", "text"):  # the next two columns, where nothing else is left
            free = head.free(self._taken())
            if not self._texts[name] and free and (name == "title" or len(free) == 1):
                self._texts[name] = {"": free[0]}
        if not self._texts["title"]:
            raise Unreadable("data_no_title", choices=listed(head.names.values()))
