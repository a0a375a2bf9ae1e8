"""A cell's words as a number in the chart's unit: 1,234.5, 6.02亿, 90%, (3.5), １，２３４."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kiosk.content.figures import Scale
from kiosk.content.series import GAPS
from kiosk.content.sheets.table import Cell, Unreadable

MISSING = frozenset(
    {gap.casefold() for gap in GAPS}
    | {"", "--", "---", "———", "/", "／", "na", "nan", "null", "none", "空", "未统计", "不详", "缺失", "…", "……"}
)
"""What curators and programs write where there is no number."""

_HAN = {"十": 1, "百": 2, "千": 3}
_LARGE = {"万亿": 12, "亿": 8, "万": 4}
_LATIN = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9}
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(rf"(?P<sign>[+-]?)(?P<digits>{_DIGITS})(?P<power>[eE][+-]?\d{{1,3}})?\s*(?P<after>.*)", re.DOTALL)
_SCALE = re.compile(
    r"(?:([十百千]?)(万亿|万|亿)|(千)|(thousand|million|billion|trillion|mn|bn)(?![a-z]))\s*", re.IGNORECASE
)
_SHARES = {"%": 2, "‰": 3}
_MINUSES = str.maketrans(dict.fromkeys("−－–—﹣‐‑‒", "-"))
_MONEY = "¥￥元圆"
LONGEST = 100


@dataclass(frozen=True)
class Unit:
    """What the numbers of a column are counted in.

    Attributes:
        power: the power of ten in the unit: 8 in 亿人. bases: the unit without it, in each language.
        share: 2 for %, 3 for ‰, 0 for all else. said: as its author wrote it.
    """

    power: int = 0
    bases: frozenset[str] = frozenset()
    share: int = 0
    said: str = ""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Unit:
        """The unit that a chart names, in one language or in several; the Chinese one has the scale."""
        power, bases, share, said = 0, set(), 0, ""
        for text in texts:
            words = unicodedata.normalize("NFKC", text).strip()
            match = _SCALE.match(words)
            base = words[match.end() :] if match else words
            if match is not None and not power:
                power = _power(match)
            bases |= {base.casefold(), words.casefold()}
            share = share or next((size for sign, size in _SHARES.items() if sign in words), 0)
            if words in {"百分点", "个百分点"} or "percent" in words.casefold() or "percentage" in words.casefold():
                share = 2
            said = said or text
        return cls(power, frozenset(bases - {""}), share, said)


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no number."""
    return text.strip().casefold() in MISSING


def number_in(cell: Cell, unit: Unit, shift: int = 0) -> str:
    """The number of a cell, in the chart's unit, as a deck writes it.

    Args:
        cell: one that isn't empty. unit: the chart's.
        shift: the power of ten that plain numbers are multiplied by, where the column's name says another scale.

    Raises:
        Unreadable: it is none, or none of that unit; named after the sentence that says what to do.
    """
    if cell.kind not in {"text", "number"}:
        raise Unreadable("cell_number", value=cell.words)
    text = unicodedata.normalize("NFKC", cell.text.strip(" 　“”‘’\"'")).translate(_MINUSES).strip()
    negative = len(text) > 2 and text[0] == "(" and text[-1] == ")"
    match = _NUMBER.fullmatch(text[1:-1].strip() if negative else text.lstrip(_money(unit)))
    if match is None or len(text) > LONGEST or (negative and match["sign"]):
        raise _refused(cell, text)
    value = Decimal(re.sub("[, ']", "", match["digits"]) + (match["power"] or ""))
    if match["sign"] == "-" or negative:
        value = -value
    power = _power_of(match["after"].strip(), unit, cell, shift)
    moved = Scale(power, "").of(value) if power else value
    if moved and not -30 < moved.adjusted() < 30:
        raise Unreadable("number_long")
    return f"{moved:f}"


def _money(unit: Unit) -> str:
    """The signs that may stand before a number of that unit."""
    return "¥￥" if any(base[-1:] in _MONEY or base in {"yuan", "rmb", "cny"} for base in unit.bases) else ""


def _power_of(after: str, unit: Unit, cell: Cell, shift: int) -> int:
    """By which power of ten the digits are multiplied, judged by what follows them."""
    if not after:
        return shift
    if after in _SHARES:
        if not unit.share:
            raise Unreadable("cell_percent", value=cell.words, mark=after, unit=unit.said or "—")
        return unit.share - _SHARES[after]
    match = _SCALE.match(after)
    rest = after[match.end() :] if match else after
    if rest and rest.casefold() not in unit.bases:
        raise _refused(cell, cell.text)
    return (_power(match) if match else 0) - unit.power


def _power(match: re.Match[str]) -> int:
    if match[4]:
        return _LATIN[match[4].casefold()]
    return 3 if match[3] else _HAN.get(match[1], 0) + _LARGE[match[2]]


def _refused(cell: Cell, text: str) -> Unreadable:
    """Which sentence fits words that are no number."""
    digits = re.search(rf"(?:{_DIGITS})(?:[十百千]?(?:万亿|万|亿)|%)?", text)
    if re.fullmatch(r"[+-]?\d[\d,.' ]*", text):
        return Unreadable("cell_comma", value=cell.words)
    if digits is None:
        return Unreadable("cell_number", value=cell.words)
    return Unreadable("cell_words", value=cell.words, plain=digits[0])
