"""CSV files as people save them: in any of three encodings, with any of six signs between the fields."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from kiosk.content.encoding import decoded_chinese
from kiosk.content.sheets.table import MOST_COLUMNS, MOST_ROWS, Cell, Row, Table, Unreadable, cleaned

SEPARATORS = "\t,;，；|、"
"""In the order in which they are believed, where two fit equally well."""
_SAMPLE = 200
"""Rows by which the separator is judged."""
_ENOUGH = 0.6
"""The part of the rows that has to be cut alike; where a line of names isn't followed by any, less would do."""
_EXCELS = re.compile(r"\s*\"?sep=(.)\"?[\t,; ]*\n", re.IGNORECASE)
"""The first line that Excel heeds and shows to nobody."""
_OTHERS = re.compile(r"[\s:：/]|[,;，；、|]$")
"""What people put between columns where no program would look for it."""
LONGEST_FIELD = 100_000


def read_separated(data: bytes) -> Table:
    """The table in a CSV file.

    Raises:
        Unreadable: it is no text, a quote isn't closed, or a row doesn't fit below the names of the columns.
    """
    text = decoded_chinese(data)
    if text is None:
        raise Unreadable("data_encoding")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    said = _EXCELS.match(text)
    if said is not None:
        text, separator = text[said.end() :], said[1]
    else:
        separator = separator_of(text)
    return _table(_rows(text, separator), separator)


def separator_of(text: str) -> str:
    """The sign between the fields: of those in the names of the columns, the one that cuts the most rows alike.

    Names of columns seldom hold such a sign, where numbers (1,234) and sentences do. A title above them may: where the
    signs of the first line cut few rows, the second and the third line are asked.
    """
    # A sample ends with a whole line.
    sample = text if len(text) < 100_000 else text[: text.rfind("\n", 0, 100_000) + 1]
    heads = [line for line in sample.split("\n") if any(sign in line for sign in SEPARATORS)][:3]
    best, most, first = ",", 0.0, ("", 0)
    for head in heads:
        for separator in SEPARATORS:
            if separator in head:
                width, part = _cut(sample, separator)
                if part > most and not (first[1] == width and first[0] != separator):
                    best, most = separator, part
        if most > _ENOUGH:
            break
        # Names and rows of one width, cut by two signs: somebody mixed them, and is told so.
        first = first if first[1] else (best, head.count(best) + 1)
    return best


def _cut(sample: str, separator: str) -> tuple[int, float]:
    """Into how many fields a sign cuts most rows, and how large a part of them that is."""
    reader = csv.reader(io.StringIO(_plain_quotes(sample, separator), newline=""), delimiter=separator)
    widths = [len(row) for row in islice(reader, _SAMPLE) if any(field.strip() for field in row)]
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0, 0.0
    width, times = counts.most_common(1)[0]
    return width, times / len(widths)


def _plain_quotes(text: str, separator: str) -> str:
    """“…” around a field that holds the separator or a line's end was meant as quotes; around all others it is text."""
    if "“" not in text:
        return text
    sign = re.escape(separator)
    # Whether such a field holds a separator is looked at afterwards: within the pattern, each of them would be tried.
    field = re.compile(rf"(?:(?<=^)|(?<={sign}))[ ]*“([^“”\"]*)”[ ]*(?={sign}|$)", re.MULTILINE)

    def quoted(match: re.Match[str]) -> str:
        return f'"{match[1]}"' if separator in match[1] or "\n" in match[1] else match[0]

    return field.sub(quoted, text)


def _rows(text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    began = 1
    reader = csv.reader(io.StringIO(_plain_quotes(text, separator), newline=""), delimiter=separator, strict=True)
    try:
        for number, fields in enumerate(reader, 1):
            began = reader.line_num + 1
            if number > MOST_ROWS:
                break
            cells = {}
            for at, field in enumerate(fields):
                if len(field) > LONGEST_FIELD:
                    raise Unreadable("data_quote", row=str(number))
                if at < MOST_COLUMNS and (words := cleaned(field)):
                    cells[at] = Cell(words)
            if cells:
                rows.append(Row(number, cells))
    except csv.Error as error:
        raise Unreadable("data_quote", row=str(began)) from error
    return rows


def _table(rows: list[Row], separator: str) -> Table:
    """Held against its widest of the first rows: a row that is longer was cut in the wrong place."""
    table = Table(rows)
    head = next((row for row in rows if len(row.cells) > 1), None)
    if head is None:
        if rows and all(_OTHERS.search(cell.text) for row in rows[:20] for cell in row.cells.values()):
            raise Unreadable("data_separator", row=str(rows[0].number), text=rows[0].shown())
        return table
    width = max(head.cells) + 1
    for row in rows:
        if row.number > head.number and max(row.cells) >= width:
            values = {"row": str(row.number), "count": str(max(row.cells) + 1), "width": str(width)}
            raise Unreadable("data_ragged", **values, text=row.shown())
        other = next((sign for sign in SEPARATORS if sign != separator and sign in row.cells[0].text), None) if (
            row.number > head.number and len(row.cells) == 1 and 0 in row.cells
        ) else None  # fmt: skip
        if other is not None and row.cells[0].text.count(other) >= width - 1:
            raise Unreadable("data_mixed", row=str(row.number), mark=other, plain=separator, text=row.shown())
    return table
