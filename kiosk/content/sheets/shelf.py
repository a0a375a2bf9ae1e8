"""The data files beside a deck, each read once however many slides it fills."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.files import Listings, find_file, is_folder, near_data, wrong_path
from kiosk.content.nearest import nearest
from kiosk.content.sheets.table import Table, Unreadable, listed

if TYPE_CHECKING:
    from kiosk.content.sheets.workbook import Workbook

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes."""

_OTHERS = {".xls": "Excel 97", ".xlsb": "Excel", ".et": "WPS", ".ett": "WPS", ".numbers": "Numbers",
           ".ods": "OpenDocument"}  # fmt: skip
_TEXTS = {".csv", ".tsv", ".tab", ".txt"}
_BOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm"}


class Shelf:
    """Reads tables.

    Attributes:
        files: what was looked at, with a stamp that changes when it does.
    """

    def __init__(self, folder: Path, files: dict[Path, str], listings: Listings) -> None:
        self._folder, self.files, self._listings = folder, files, listings
        self._read: dict[Path, Table | Workbook | Unreadable] = {}
        self._tables: dict[tuple[Path, str], Table] = {}

    def table(self, written: str, sheet: str | None) -> Table:
        """A sheet of a file.

        Raises:
            Unreadable: there is no such file, or no table in it; `values["at"]` is the key it is about.
        """
        rule = wrong_path(self._folder, written)
        if rule is not None:
            raise Unreadable(rule.replace("picture_", "data_"), key=written, at="file")
        path = find_file(self._folder, written)
        if path is None:
            self.files.setdefault(self._folder / written, "")
            raise self._missing(written)
        if path not in self._read:
            try:
                self._read[path] = self._open(path)
            except Unreadable as error:
                self._read[path] = error
        found = self._read[path]
        if isinstance(found, Unreadable):
            raise Unreadable(found.name, **{"key": written, "at": "file", **found.values})
        if isinstance(found, Table):
            if sheet is not None:
                raise Unreadable("data_no_sheets", key=written, at="sheet")
            return found
        return self._sheet(path, found, sheet, written)

    def _missing(self, written: str) -> Unreadable:
        if is_folder(self._folder, written):
            return Unreadable("data_folder", key=written, at="file")
        return Unreadable(
            "data_missing", key=written, guess=near_data(self._folder, written, self._listings), at="file"
        )

    def _open(self, path: Path) -> Table | Workbook:
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError as error:
            self.files[path] = "?"
            raise Unreadable("data_unreadable") from error
        self.files[path] = hashlib.sha256(data).hexdigest()
        if len(data) > LARGEST_FILE:
            raise Unreadable("data_large", size=f"{path.stat().st_size / 1024 / 1024:.0f}")
        ending = path.suffix.lower()
        if ending in _OTHERS or data.startswith(b"\xd0\xcf\x11\xe0"):
            name = "data_locked" if ending in _BOOKS else "data_program"
            raise Unreadable(name, program=_OTHERS.get(ending, "Excel 97"))
        if ending not in _TEXTS | _BOOKS:
            raise Unreadable("data_kind")
        if not data.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
            raise Unreadable("data_empty")
        if data.startswith(b"PK\x03\x04"):
            from kiosk.content.sheets.workbook import Workbook  # most decks need no zip and no XML

            return Workbook(data)  # whatever its name says
        if ending in _BOOKS:
            raise Unreadable("data_broken")
        from kiosk.content.sheets.separated import read_separated

        return read_separated(data)

    def _sheet(self, path: Path, book: Workbook, sheet: str | None, written: str) -> Table:
        names = book.sheets
        if not names:
            raise Unreadable("data_empty", key=written, at="file")
        if sheet is not None:
            wanted = next((name for name in names if name == sheet), None) or next(
                (name for name in names if name.strip().casefold() == sheet.strip().casefold()), None
            )
            if wanted is None:
                choices = listed(names)
                raise Unreadable("sheet_unknown", key=sheet, guess=nearest(sheet, names), choices=choices, at="sheet")
            return self._table_of(path, book, wanted, written)
        for name in book.visible or names:
            table = self._table_of(path, book, name, written)
            if table.rows:
                return table
        raise Unreadable("data_empty", key=written, at="file")

    def _table_of(self, path: Path, book: Workbook, sheet: str, written: str) -> Table:
        if (path, sheet) not in self._tables:
            try:
                self._tables[path, sheet] = book.table(sheet)
            except Unreadable as error:
                raise Unreadable(error.name, **{"key": written, "at": "file", **error.values}) from error
        return self._tables[path, sheet]
