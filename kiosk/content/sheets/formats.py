"""A number of an XLSX cell as its author sees it: its format says whether it is a date, a percentage, or how exact."""

from __future__ import annotations

import datetime
import functools
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from kiosk.content.sheets.table import Cell

# Formats that have a number and no text in the file. Those from 27 on differ by language; these are the Chinese ones.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒",
    34: "上午/下午h时mm分", 35: "上午/下午h时mm分ss秒", 36: "yyyy年m月",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "yyyy年m月", 56: "m月d日",
    57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
_LITERAL = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_CLOCK = re.compile(r"\[?h++\]?[^ymd]*?(m+|$)|m++(?=[^ymd]*s)|s++(\.0+)?|AM/PM|A/P", re.IGNORECASE)
_LONGEST = 255
"""Characters of a format, as spreadsheets have it."""
_SCALE = re.compile(r"[0#?][\\\"]{0,2}(万亿|万|亿)")
"""A scale word that the format writes after the number: its author sees 6.02亿, so that is what the cell says."""
_SHRUNK = re.compile(r"[0#?],+(?![0#?,])")
"""A comma behind the digits shows a number in thousands or millions, which it isn't."""
_LAST_SERIAL = Decimal(2_958_465)
"""The last day of the year 9999."""


def format_of(number: int, texts: dict[int, str]) -> str:
    """The text of a format: the file's own, or the one that comes with the number."""
    own = texts.get(number, "")
    return own if own and len(own) <= _LONGEST else _BUILT_IN.get(number, "General")


def shown(raw: str, pattern: str, *, since_1904: bool) -> Cell:
    """A cell that holds a number."""
    try:
        value = Decimal(raw)
        if not value.is_finite() or abs(value.adjusted()) > 300:
            return Cell(raw, "error")
        # Fifteen digits are true in a spreadsheet, and shown; those behind them are noise of the binary fraction.
        value = Decimal(f"{float(value):.15g}") if len(value.as_tuple().digits) > 15 else value
    except (InvalidOperation, ValueError, OverflowError):
        return Cell(raw, "error")
    if pattern == "General":
        return Cell(_digits(value), "number")
    sections = _LITERAL.sub("", pattern).split(";")
    bare = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    parts = _date_parts(bare)
    if parts:
        return _date(value, parts, pattern, since_1904=since_1904)
    if "%" in bare:
        return Cell(f"{_digits(_rounded(value * 100, bare))}%", "number")
    scale = _SCALE.search(pattern) if not _SHRUNK.search(bare) and "!" not in pattern else None
    return Cell(_digits(_rounded(value, bare)) + (scale[1] if scale is not None else ""), "number")


@functools.lru_cache(maxsize=256)
def _date_parts(bare: str) -> str:
    """Which of y, m, d a format shows; "" where it is none of a date (of a time alone, too)."""
    if re.search(r"[0#?]", bare) and not re.search(r"[yd]", bare, re.IGNORECASE):
        return ""
    if bare.strip().lower() in {"general", "@", ""}:
        return ""
    rest = _CLOCK.sub("", bare).lower()
    return "".join(part for part in "ymd" if part in rest or (part == "y" and "e" in rest and "m" in rest))


def _date(value: Decimal, parts: str, pattern: str, *, since_1904: bool) -> Cell:
    """A day by its number, as exact as it is shown. The year 1900 has a 29 February there, which never was."""
    if not (0 if since_1904 else 1) <= value <= _LAST_SERIAL:
        return Cell(_digits(value), "error")
    days = int(value)
    first = datetime.date(1904, 1, 1) if since_1904 else datetime.date(1899, 12, 30 if days > 60 else 31)
    if days == 60 and not since_1904:
        return Cell(_digits(value), "error")
    try:
        day = first + datetime.timedelta(days=days)
    except OverflowError:
        return Cell(_digits(value), "error")
    month, at = f"{day.year:04}-{day.month:02}", f"{day.year:04}-{day.month:02}-{day.day:02}"
    text = at if "d" in parts else month if "m" in parts else f"{day.year:04}"
    chinese = f"{day.year}年" + (f"{day.month}月" if len(text) > 4 else "") + (f"{day.day}日" if len(text) > 7 else "")
    return Cell(text, "date", chinese if "年" in pattern else "")


def _rounded(value: Decimal, bare: str) -> Decimal:
    """To the decimals that a format shows; noughts it leaves out are left out."""
    if "e+" in bare.lower() or "/" in bare or _SHRUNK.search(bare) or not re.search("[0#?]", bare):
        return value
    match = re.search(r"[0#?]\.([0#?]*)|\.([0#?]+)", bare)
    decimals = (match[1] or match[2] or "") if match else ""
    needed = decimals.count("0")
    if value.adjusted() + len(decimals) < 27:  # Decimal holds 28 digits, and has no more than it is given
        value = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    while -int(value.as_tuple().exponent) > needed and value.as_tuple().digits[-1] == 0:
        value = value.quantize(Decimal(1).scaleb(int(value.as_tuple().exponent) + 1))
    return value


def _digits(value: Decimal) -> str:
    text = f"{value:f}"
    return "0" if not value else text
