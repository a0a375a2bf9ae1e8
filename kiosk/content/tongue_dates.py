"""How each language writes dates, from the same data as its numbers (see `tongues`)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from kiosk.content.tongues import (
    NO_BREAK,
    SPACELESS,
    base_of,
    data_of,
    first_of,
    in_simplified,
    is_chinese,
    is_english,
)

_ABOUT = {
    "fr": "vers", "de": "um", "nl": "ca.", "da": "ca.", "nb": "ca.", "no": "ca.", "nn": "ca.", "sv": "ca", "is": "um",
    "es": "c.", "pt": "c.", "ca": "c.", "gl": "c.", "it": "ca.", "ro": "cca", "la": "c.", "cy": "tua", "ga": "c.",
    "ru": "ок.", "uk": "бл.", "be": "каля", "bg": "ок.", "sr": "око", "hr": "oko", "bs": "oko", "mk": "околу",
    "sl": "ok.", "pl": "ok.", "cs": "kolem", "sk": "okolo", "hu": "kb.", "fi": "n.", "et": "u.", "lv": "ap.",
    "lt": "apie", "tr": "yak.", "az": "təx.", "el": "περ.", "he": "בסביבות", "ar": "نحو", "fa": "حدود", "ur": "تقریباً",
    "hi": "लगभग", "id": "sekitar", "ms": "sekitar", "vi": "khoảng", "th": "ราว", "ja": "約", "ko": "약", "yue": "約",
}  # fmt: skip
"""What stands before a date that is known approximately; any other language takes ~."""
_FIRST = {"fr": "1er", "it": "1º", "pt": "1º"}
"""The first of a month, where it is an ordinal and the other days aren't; Portugal counts it as any other."""

_PIECE = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^'A-Za-z]+")


def about(language: str) -> str:
    """What stands before an approximate date, with its space: "c. ", 约, "vers "."""
    if is_chinese(language):
        return in_simplified(language, "约", "約")
    if is_english(language):
        return "c. "
    word = "oko" if language.lower().startswith("sr-latn") else _ABOUT.get(base_of(language), "~")
    return word if word == "~" or base_of(language) in SPACELESS else f"{word} "


def era(language: str) -> tuple[str, str]:
    """What marks a year before our era: the words before its digits and those after, with their spaces."""
    if is_chinese(language):
        return ("西元前" if language.lower().endswith("tw") else "公元前"), ""
    if is_english(language):
        return "", " BCE"
    before, _, after = _era_parts(language)
    return before, after


def _era_parts(language: str) -> tuple[str, str, str]:
    """Before the digits; between them and the era; the era after them."""
    data = data_of(language)
    short, wide = data["eras"]["abbreviated"][0], data["eras"]["wide"][0]
    name = wide if short in {"BC", "BCE"} else short
    pieces = _pieces(_skeleton(data, "Gy") or "y G")
    fields = [field for field, _ in pieces]
    if fields.index("G") < fields.index("y"):
        return name + "".join(text for field, text in pieces[1 : fields.index("y")] if not field), "", ""
    between = "".join(text for field, text in pieces[fields.index("y") + 1 : fields.index("G")] if not field)
    return "", between, between[-1:].replace("\u202f", NO_BREAK) + name


def date(language: str, year: int, month: int | None, day: int | None) -> str:
    """A date in words, in the order of its language: 31 octobre 2018, 44 v. Chr.; year -44 is 44 before our era."""
    data = data_of(language)
    if month is None:
        pattern = _skeleton(data, "y") or "y"
    elif day is None:
        pattern = _skeleton(data, "yMMMM") or "MMMM y"
    else:
        pattern = data["date_formats"]["long"].pattern
    pieces = _pieces(pattern)
    if year < 0 and "G" not in {field for field, _ in pieces}:
        pieces = _with_era(pieces, language)
    return _filled(pieces, language, (year, month, day))


def _with_era(pieces: list[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    before, between, after = _era_parts(language)
    at = next(index for index, (field, _) in enumerate(pieces) if field == "y")
    if before:
        return [*pieces[:at], ("", before), *pieces[at:]]
    stem = between.rstrip()  # the г. of 44 г. до н. э. belongs to the year
    following = pieces[at + 1][1] if at + 1 < len(pieces) and not pieces[at + 1][0] else ""
    if not following.startswith(stem):
        return [*pieces[: at + 1], ("", stem + after), *pieces[at + 1 :]]
    rest = pieces[at + 2 :] if following else pieces[at + 1 :]
    return [*pieces[: at + 1], ("", stem + after + following[len(stem) :]), *rest]


def below_year(language: str, month: int, day: int | None) -> str:
    """A month or a day without its year: octobre, 31 octobre."""
    data = data_of(language)
    pattern = "LLLL" if day is None else (_skeleton(data, "MMMMd") or "d MMMM")
    words = _filled(_pieces(pattern), language, (1, month, day))
    return words if day is None else words.replace(" ", NO_BREAK, 1)  # the day is never left at a line's end


def month_name(language: str, month: int) -> str:
    """A month's name, short, by itself: oct."""
    return _filled([("L", "LLL")], language, (1, month, None))


def day_name(language: str, day: int) -> str:
    """A day by itself, as it stands under a tick: 5, 5日."""
    if is_chinese(language):
        return f"{day}日"
    if is_english(language):
        return str(day)
    return _filled(_pieces(_skeleton(data_of(language), "d") or "d"), language, (1, None, day), ordinal=False)


def in_figures(language: str, year: int, month: int | None, day: int | None) -> str:
    """A date in figures, its era left out: 10/2018, 31.10.2018."""
    data = data_of(language)
    if month is None:
        return str(abs(year))
    pattern = _skeleton(data, "yM" if day is None else "yMd") or ("y/MM" if day is None else "y/MM/dd")
    return _filled(_pieces(pattern.replace("\u200f", "")), language, (year, month, day), ordinal=False)


def between(language: str) -> str:
    """What stands between a beginning and an end, with its spaces: —, " – ", ～."""
    if is_chinese(language):
        return "—"
    if is_english(language):
        return " – "
    pattern = data_of(language)["interval_formats"].get(None) or "{0} – {1}"
    return str(pattern).replace("{0}", "").replace("{1}", "").replace("\u2009", " ")


def _skeleton(data: Any, name: str) -> str | None:
    found = data["datetime_skeletons"].get(name)
    return None if found is None else str(getattr(found, "pattern", found))


def _pieces(pattern: str) -> list[tuple[str, str]]:
    """A pattern as (field, its letters) and ("", literal text), neighbouring literals in one."""
    pieces: list[tuple[str, str]] = []
    for match in _PIECE.finditer(pattern):
        field = match[2] or ""
        text = match[0] if field or match[1] is None else match[1].replace("''", "'") or "'"
        if not field and pieces and not pieces[-1][0]:
            pieces[-1] = ("", pieces[-1][1] + text)
        else:
            pieces.append((field, text))
    return pieces


def _filled(
    pieces: list[tuple[str, str]], language: str, when: tuple[int, int | None, int | None], ordinal: bool = True
) -> str:
    year, month, day = when
    data, words = data_of(language), ""
    for field, text in pieces:
        if field in {"y", "Y"}:  # Y: the year of a week, which two languages write by mistake
            words += str(abs(year))
        elif field == "G":
            words += data["eras"]["abbreviated"][0 if year < 0 else 1]
        elif field in {"M", "L"} and month is not None:
            words += _month(data, month, text)
        elif field == "d" and day is not None:
            words += _day(language, day, text, ordinal)
        else:
            words += text
    return "".join(str(unicodedata.decimal(one, one)) for one in words.replace("\u202f", NO_BREAK)).strip()


def _month(data: Any, month: int, field: str) -> str:
    if len(field) < 3:
        return f"{month:0{len(field)}}"
    use = data["months"]["stand-alone" if field[0] == "L" else "format"]
    return str(first_of(use, "abbreviated" if len(field) == 3 else "wide", "wide")[month])


def _day(language: str, day: int, field: str, ordinal: bool) -> str:
    first = "" if language.lower().endswith("-pt") else _FIRST.get(base_of(language), "")
    return first if first and ordinal and day == 1 else f"{day:0{len(field)}}"
