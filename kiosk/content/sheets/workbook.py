"""The sheets of an XLSX file as tables: what its author sees, hidden rows left out, merged cells filled."""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.content.sheets.formats import format_of, shown
from kiosk.content.sheets.package import Enough, Package
from kiosk.content.sheets.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Row,
    Table,
    Unreadable,
    cleaned,
    column_of,
)

MOST_SHEETS = 1000
MOST_MERGED = 200_000
"""Cells that merged ranges fill."""
MOST_RANGES = 20_000
LONGEST_FORMAT = 255
"""Characters of a number format, as many as a spreadsheet takes."""
MOST_WORDS = 16_000_000
"""Characters of all cells, and of all texts that cells share."""
LONGEST_WORDS = 100_000
"""Characters of one cell: three times what a spreadsheet takes."""
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


class Workbook:
    """An XLSX file.

    Attributes:
        sheets: the names of its sheets, in order. visible: of those that aren't hidden.

    Raises:
        Unreadable: it is none, or broken.
    """

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self._parts: dict[str, str] = {}
        self.sheets: list[str] = []
        self.visible: list[str] = []
        self._since_1904 = False
        self._read_outline()
        self._strings: list[str] | None = None
        self._formats: list[str] | None = None

    def _read_outline(self) -> None:
        part = next((name for kind, name in self._package.relations("").values() if kind == "officeDocument"), "")
        if part not in self._package:
            part = "xl/workbook.xml"
        if part not in self._package:
            raise Unreadable("data_broken")
        related = self._package.relations(part)
        self._folder = related

        def begin(tag: str, given: dict[str, str]) -> None:
            if tag == "workbookPr":
                self._since_1904 = given.get("date1904") in {"1", "true", "on"}
            elif tag == "sheet":
                link = next((value for key, value in given.items() if key.rpartition(":")[2] == "id"), "")
                kind, name = related.get(link, ("", ""))
                if kind == "worksheet" and name in self._package and len(self.sheets) < MOST_SHEETS:
                    title = given.get("name", "")
                    self.sheets.append(title)
                    self._parts[title] = name
                    if given.get("state", "visible") == "visible":
                        self.visible.append(title)

        self._package.parse(part, begin)

    def _related(self, kind: str) -> str:
        return next((name for one, name in self._folder.values() if one == kind and name in self._package), "")

    def table(self, sheet: str) -> Table:
        """A sheet's cells.

        Raises:
            Unreadable: it is broken.
        """
        if self._strings is None:
            self._strings = _strings(self._package, self._related("sharedStrings"))
        if self._formats is None:
            self._formats = _formats(self._package, self._related("styles"))
        reader = _Sheet(self._strings, self._formats, since_1904=self._since_1904)
        self._package.parse(self._parts[sheet], reader.begin, reader.end, reader.words)
        return reader.table(sheet)


def _strings(package: Package, part: str) -> list[str]:
    """The words that cells share, without the readings (拼音) beside them."""
    strings: list[str] = []
    words = _Words()
    state = {"t": False, "rPh": False}

    def begin(tag: str, _: dict[str, str]) -> None:
        if tag in state:
            state[tag] = True

    def end(tag: str) -> None:
        if tag in state:
            state[tag] = False
        elif tag == "si":
            strings.append(words.taken())

    if part:
        package.parse(part, begin, end, lambda text: words.add(text) if state["t"] and not state["rPh"] else None)
    return strings


class _Words:
    """The pieces of a text, as the parser hands them over.

    Raises:
        Unreadable: it is longer than any cell's, or all of them are more than any sheet's.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length, self._left = 0, MOST_WORDS

    def add(self, text: str) -> None:
        """Another piece."""
        self._pieces.append(text)
        self._length += len(text)
        if self._length > LONGEST_WORDS:
            raise Unreadable("data_broken")

    def taken(self) -> str:
        """The text so far; the next begins."""
        self._left -= self._length
        if self._left < 0:
            raise Unreadable("data_many")
        text = "".join(self._pieces)
        self._pieces, self._length = [], 0
        return text


def _formats(package: Package, part: str) -> list[str]:
    """The number format of each style."""
    numbers: list[int] = []
    texts: dict[int, str] = {}
    inside: list[str] = []

    def begin(tag: str, given: dict[str, str]) -> None:
        if tag == "cellXfs":
            inside.append(tag)
        elif tag == "numFmt" and not inside:
            texts.setdefault(_whole(given.get("numFmtId", ""), -1), given.get("formatCode", "")[:LONGEST_FORMAT])
        elif tag == "xf" and inside:
            numbers.append(_whole(given.get("numFmtId", "0"), 0))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside.clear()

    if part:
        package.parse(part, begin, end)
    return [format_of(number, texts) for number in numbers]


class _Sheet:
    """Reads the XML of a sheet, cell by cell."""

    def __init__(self, strings: list[str], formats: list[str], *, since_1904: bool) -> None:
        self._strings, self._formats, self._since_1904 = strings, formats, since_1904
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._value = _Words()
        self._has_value = self._formula = self._takes = False
        self._reading = 0

    def begin(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        if tag == "c":
            self._begin_cell(given)
        elif tag in {"v", "t"}:
            self._takes = self._reading == 0
            self._has_value = self._has_value or self._takes
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            number = given.get("r", "")
            self._row = _whole(number, self._row + 1)
            self._column = -1
            if self._row > MOST_ROWS:
                raise Enough
            if given.get("hidden") in {"1", "true"}:
                self._hidden_rows.add(self._row)
        elif tag == "rPh":
            self._reading += 1
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))
        elif tag == "col" and given.get("hidden") in {"1", "true"}:
            first, last = given.get("min", ""), given.get("max", "")
            self._hidden_columns |= set(range(max(0, _whole(first, 1) - 1), min(_whole(last, 0), MOST_COLUMNS)))

    def words(self, text: str) -> None:
        """Text inside an element."""
        if self._takes:
            self._value.add(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in {"v", "t"}:
            self._takes = False
        elif tag == "rPh":
            self._reading -= 1
        elif tag == "c":
            self._end_cell()

    def _begin_cell(self, given: dict[str, str]) -> None:
        match = _REFERENCE.fullmatch(given.get("r", ""))
        column = column_of(match[1]) if match else None
        self._column = self._column + 1 if column is None else column
        self._cell = given
        self._has_value = self._formula = False

    def _end_cell(self) -> None:
        raw = self._value.taken()
        if self._column >= MOST_COLUMNS:
            return
        cell = self._made(raw)
        if cell.text or cell.kind == "formula":
            self._rows.setdefault(self._row, {})[self._column] = cell

    def _made(self, raw: str) -> Cell:
        kind = self._cell.get("t", "n")
        if not self._has_value or (self._formula and not raw and kind != "str"):
            return Cell("", "formula") if self._formula else Cell("")
        if kind == "s":
            at = _whole(raw.strip(), len(self._strings))
            return _words(self._strings[at] if at < len(self._strings) else "")
        return _OTHERS[kind](raw) if kind in _OTHERS else self._number(raw)

    def _number(self, raw: str) -> Cell:
        index = _whole(self._cell.get("s", "0"), 0)
        pattern = self._formats[index] if index < len(self._formats) else "General"
        return shown(raw.strip(), pattern, since_1904=self._since_1904) if raw.strip() else Cell("")

    def _merge(self, reference: str) -> None:
        if len(self._merged) >= MOST_RANGES:
            return
        corners = [_REFERENCE.fullmatch(part.replace("$", "")) for part in reference.split(":")]
        if len(corners) != 2 or None in corners:
            return
        (left, top), (right, bottom) = ((column_of(one[1]) or 0, int(one[2])) for one in corners if one)
        self._merged.append((left, top, min(right, MOST_COLUMNS - 1), min(bottom, MOST_ROWS)))

    def table(self, sheet: str) -> Table:
        """What was read."""
        left_to_fill = MOST_MERGED
        for left, top, right, bottom in self._merged:
            cell = self._rows.get(top, {}).get(left)
            left_to_fill -= max(0, bottom - top + 1) * max(0, right - left + 1)
            if cell is None or left_to_fill < 0:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self._rows.setdefault(row, {}).setdefault(column, cell)
        rows = [Row(number, cells) for number, cells in sorted(self._rows.items()) if number not in self._hidden_rows]
        return Table(rows, sheet, frozenset(self._hidden_columns))


def _whole(text: str, other: int) -> int:
    """A whole number that the file says, or another where it is none, or none that means anything."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else other


def _words(raw: str) -> Cell:
    return Cell(cleaned(_unescaped(raw)))


def _truth(raw: str) -> Cell:
    return Cell("true" if raw.strip() in {"1", "true"} else "false", "truth")


_OTHERS: dict[str, Callable[[str], Cell]] = {
    "str": _words,
    "inlineStr": _words,
    "b": _truth,
    "e": lambda raw: Cell(cleaned(raw) or "?", "error"),
    "d": lambda raw: Cell(raw.strip().partition("T")[0], "date"),
}
"""What isn't a number, by the letter that says so."""


def _unescaped(text: str) -> str:
    """Characters that XML can't hold are written _x000D_."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
