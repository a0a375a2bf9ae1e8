"""The program's own words, by language. A language that there is no table for gets English."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Mapping

from kiosk.content import tongues
from kiosk.content.base import Part
from kiosk.content.phrases import PHRASES, said

TABLES = frozenset({"ar", "de", "es", "fr", "he", "it", "ja", "ko", "pt", "ru", "zh_hant"})
"""The files in `phrasebook`; one is read when its language is first asked for."""

_OWN_NAMES = {
    "zh": "中文", "en": "English", "ja": "日本語", "ko": "한국어", "fr": "Français", "de": "Deutsch", "es": "Español",
    "ru": "Русский", "pt": "Português", "it": "Italiano", "ar": "العربية", "bo": "བོད་སྐད", "ug": "ئۇيغۇرچە",
    "mn": "Монгол", "vi": "Tiếng Việt", "th": "ไทย", "zh-hant": "繁體中文",
}  # fmt: skip

_HAN_DIGITS = "〇一二三四五六七八九"


_deck_words: list[Part] = []
"""What the deck that is shown says in place of the program's phrases, if it says anything."""


def speak_as(words: Part | None) -> None:
    """Take over the words of the deck that is shown from now on; those of the one before are forgotten."""
    _deck_words[:] = [] if words is None else [words]


def phrase(name: str, language: str, **values: str) -> str:
    """One of the program's phrases: as the deck that is shown words it, else in our own words."""
    own = said(_deck_words[0], name, language) if _deck_words else None
    return (own or _in_our_words(name, language)).format(**values)


def _in_our_words(name: str, language: str) -> str:
    chinese, english = PHRASES[name]
    if tongues.is_chinese(language) and not tongues.is_traditional(language):
        return chinese
    table = "zh_hant" if tongues.is_traditional(language) else tongues.base_of(language)
    return _table(table)[name] if table in TABLES else english


@functools.cache
def _table(name: str) -> Mapping[str, str]:
    table: Mapping[str, str] = importlib.import_module(f"kiosk.look.phrasebook.{name}").PHRASES
    return table


def language_name(code: str) -> str:
    """A language by its own name; its code where nothing is known of it."""
    if tongues.is_traditional(code):
        return _OWN_NAMES["zh-hant"]
    script = any(len(part) == 4 and part.isalpha() for part in code.split("-")[1:])
    known = _OWN_NAMES.get(code.lower()) or ("" if script else _OWN_NAMES.get(tongues.base_of(code)))
    return known or tongues.own_name(code) or _OWN_NAMES.get(tongues.base_of(code)) or code


def years(count: int, language: str) -> str:
    """A span of years in words: 六年, six years (figures from a hundred on)."""
    if tongues.is_chinese(language):
        return (tongues.in_simplified(language, "两", "兩") if count == 2 else _han_number(count)) + "年"
    return tongues.span(language, count, "year") or _english_years(count)


def _english_years(count: int) -> str:
    words = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    text = words[count] if 0 < count < len(words) else f"{count:,}"
    return f"{text} year" + ("" if count == 1 else "s")


def gap(length: float, language: str) -> str:
    """How long nothing is told of, in words: 六年, four months.

    Args:
        length: years, at least a month.
        language: of the reader.
    """
    if length >= 1.5:
        return years(round(length), language)
    count = max(1, round(length * 12))
    if tongues.is_chinese(language):
        number = tongues.in_simplified(language, "两", "兩") if count == 2 else _han_number(count)
        return number + tongues.in_simplified(language, "个月", "個月")
    return tongues.span(language, count, "month") or _english_years(count).replace("year", "month")


def _han_number(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _HAN_DIGITS[ones]
    return ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" + (_HAN_DIGITS[ones] if ones else "")
