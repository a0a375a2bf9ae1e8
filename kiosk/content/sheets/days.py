"""A cell's words as a date the way a deck writes it: 2018年10月, 二〇一八年十月, 2018/10/31, 2018年—2020年."""

from __future__ import annotations

import re
import unicodedata

from pydantic_core import PydanticCustomError

from kiosk.content.dates import Moment, Span
from kiosk.content.sheets.table import Cell, Unreadable

_NUMERALS = {sign: digit for digit, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "两": 2}
_ABOUT = r"(?P<about>约\s*|大约\s*|c(?:a|irca)?\.?\s+|ca?\.\s*)?"
_ERA = r"(?P<before>公元前\s*|前\s*|公元\s*|-)?"
_AFTER = r"(?P<after>\s*BCE?)?(?P<doubt>\s*\?)?"
_FORMS = [
    re.compile(_ABOUT + _ERA + form + _AFTER, re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>\d{1,6})\s*(?:年)?",
        r"(?P<year>\d{1,4})\s*年\s*(?P<month>\d{1,2})\s*月(?:份)?(?:\s*(?P<day>\d{1,2})\s*[日号])?",
        r"(?P<year>\d{4})(?P<sign>[-./])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?",
        r"(?P<year>\d{1,6})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?",
        r"(?P<year>[12]\d{3})(?P<month>[01]\d)(?P<day>[0-3]\d)",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
    )
]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_ENGLISH = [
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})-{_MONTH}-(?P<year>\d{{4}})",
    )
]
_TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s*[AP]M)?(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:—+|–|~|〜|至|到|(?<=\s)to(?=\s)|(?<=\s)-(?=\s)|(?<=[年月日号])-)\s*")
_SHORT = re.compile(r"(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})[日号])?")
_SERIAL = range(15_000, 80_000)
"""Days since 1900 as spreadsheets count them, from 1941 to 2119."""


def date_in(cell: Cell, *, whole: bool = False) -> str:
    """The date of a cell, as a deck writes it.

    Args:
        cell: one that isn't empty. whole: whether it may also be from one date to another.

    Raises:
        Unreadable: it is no date, or could be read in two ways; named after the sentence that says what to do.
    """
    if cell.kind not in {"text", "number", "date"} or len(cell.text) > 80:
        raise Unreadable("cell_date", value=cell.words)
    if cell.kind == "date":
        return _checked(cell.text, cell)
    text = _plain(cell.text)
    if cell.kind == "number" or re.fullmatch(r"\d{5}(\.\d+)?", text):
        _refuse_numbers(text, cell)
    moment = _moment(text, cell)
    if moment is not None:
        return moment
    if whole:
        span = _span(text, cell)
        if span is not None:
            return span
    raise Unreadable("cell_date", value=cell.words)


def is_date(cell: Cell) -> bool:
    """Whether a cell can be read as a date."""
    try:
        date_in(cell, whole=True)
    except Unreadable as error:
        return error.name == "cell_date_two"  # a date it is, if only its author knew which
    return True


def _plain(text: str) -> str:
    """Half-width, with Chinese numerals as digits, without a time of day."""
    text = unicodedata.normalize("NFKC", text.replace("\u2014\u2014", "—")).strip(" '\"“”")
    text = _TIME.sub("", text)
    if re.search("[年月日号]", text):
        text = re.sub(r"[〇零○一二两三四五六七八九十廿卅]+", lambda found: _numeral(found[0]), text)
    return text.strip().rstrip("。")


def _numeral(signs: str) -> str:
    """二〇一八 → 2018, 十二 → 12, 三十一 → 31."""
    signs = signs.replace("廿", "二十").replace("卅", "三十")
    if "十" not in signs:
        return "".join(str(_NUMERALS[sign]) for sign in signs)
    tens, _, ones = signs.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return signs
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


def _refuse_numbers(text: str, cell: Cell) -> None:
    """Numbers that only stand for a date in the program that wrote them."""
    whole = text.partition(".")[0]
    if whole.isdigit() and len(whole) == 5 and int(whole) in _SERIAL:
        raise Unreadable("cell_date_serial", value=cell.words)


def _moment(text: str, cell: Cell) -> str | None:
    if re.fullmatch(r"\d{4}\.1", text):  # a spreadsheet drops the 0 of 2018.10
        raise Unreadable("cell_date_two", value=cell.words, one=f"{text[:4]}-01", other=f"{text[:4]}-10")
    mixed = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{1,2})", text, re.ASCII)
    if mixed is not None:
        return _one_way(mixed, cell)
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return _checked(_written(match), cell)
    for form in _ENGLISH:
        match = form.fullmatch(text)
        if match is not None:
            month = _MONTHS.index(match["name"][:3].casefold()) + 1
            day = match["day"]
            return _checked(f"{match['year']}-{month:02}" + (f"-{int(day):02}" if day else ""), cell)
    return None


def _written(match: re.Match[str]) -> str:
    """A match as the deck writes it."""
    found = match.groupdict()
    before = (found.get("before") or "").strip() in {"公元前", "前", "-"} or bool(found.get("after"))
    parts = [("-" if before else "") + found["year"].lstrip("0")]
    parts += [f"{int(found[name]):02}" for name in ("month", "day") if found.get(name)]
    doubt = "?" if found.get("about") or found.get("doubt") else ""
    return "-".join(parts) + doubt


def _one_way(match: re.Match[str], cell: Cell) -> str:
    """The only way that 31/10/2018 can be meant; 03/04/2018 could be meant in two."""
    first, second, year = match.groups()
    if len(year) < 4:
        raise Unreadable("cell_date_short", value=cell.words)
    ways = []
    for month, day in ((second, first), (first, second)):
        try:
            ways.append(_checked(f"{year}-{int(month):02}-{int(day):02}", cell))
        except Unreadable:
            continue
    if len(set(ways)) == 2:
        raise Unreadable("cell_date_two", value=cell.words, one=ways[0], other=ways[1])
    if not ways:
        raise Unreadable("date_calendar", value=cell.words)
    return ways[0]


def _checked(text: str, cell: Cell) -> str:
    try:
        Moment.parse(text)
    except PydanticCustomError as error:
        name = "date_calendar" if error.type == "date_calendar" else "cell_date"
        raise Unreadable(name, value=cell.words) from error
    return text


def _span(text: str, cell: Cell) -> str | None:
    """From one date to another; the second may leave out what both share: 2018年10月—12月."""
    short = re.fullmatch(r"(\d{4})\s*[-/]\s*(\d{4})", text, re.ASCII)
    parts = [short[1], short[2]] if short else _BETWEEN.split(text)
    if len(parts) != 2 or not all(parts):
        return None
    first, second = (_moment(part, cell) for part in parts)
    if first is not None and second is None:
        second = _completed(first, parts[1], cell)
    if first is None or second is None:
        return None
    if parts[0].startswith(("公元前", "前")) and not parts[1].startswith(("公元", "前")) and not second.startswith("-"):
        second = f"-{second}"  # 公元前221年—206年
    try:
        Span.parse(f"{first} 至 {second}")
    except PydanticCustomError as error:
        name = error.type if error.type in {"date_calendar", "date_span"} else "cell_date"
        raise Unreadable(name, value=cell.words) from error
    return f"{first} 至 {second}"


def _completed(first: str, text: str, cell: Cell) -> str | None:
    match = _SHORT.fullmatch(text)
    known = first.rstrip("?").split("-")
    if match is None or not text or first.startswith("-") or len(known) < 2:
        return None
    month = match["month"] or known[1]
    return _checked(f"{known[0]}-{int(month):02}" + (f"-{int(match['day']):02}" if match["day"] else ""), cell)
