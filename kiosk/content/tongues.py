"""How each language writes numbers, and what is known of it: Babel's data (CLDR), asked for only where it is needed.

Chinese and English are written out where they are used and never load Babel, so that an exhibit in these two starts as
fast as ever. A language that Babel doesn't know is written as English. Digits are 0 to 9 in all of them.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

MINUS = "\u2212"
NO_BREAK = "\u00a0"

_TRADITIONAL = frozenset({"tw", "hk", "mo"})
_RENAMED = {"iw": "he", "in": "id", "ji": "yi"}
_PARTS = ("months", "eras", "date_formats", "datetime_skeletons", "interval_formats", "number_symbols",
          "decimal_formats", "percent_formats", "compact_decimal_formats", "unit_patterns", "languages", "scripts",
          "plural_form")  # fmt: skip
"""What is read of a language's data; the aliases in it lead nowhere else."""

SPACELESS = frozenset({"zh", "ja", "yue", "th", "lo", "km", "my"})
"""Whose words stand close to a number."""
_LINKS = {"fr": ("de ", "d’"), "ca": ("de ", "d’"), "es": ("de ", ""), "pt": ("de ", ""), "gl": ("de ", ""),
          "ro": ("de ", ""), "it": ("di ", "")}  # fmt: skip
"""What joins a million to what is counted (millions de voitures, millions d’habitants): before a consonant, a vowel."""
_GROUP_FROM_FIVE = frozenset({"es", "es-es", "pt-pt", "pl", "it", "bg"})
"""Where 1590 is written together and 15.900 is not (CLDR's minimumGroupingDigits, which Babel leaves out)."""
_COUNT_BY_MYRIADS = frozenset({"ja", "ko", "yue"})


class ScaleWord(NamedTuple):
    """A word for a power of ten.

    Attributes:
        power: 6 for a million. words: by plural category (`one`, `few`, `other` …).
    """

    power: int
    words: Mapping[str, str]


def base_of(language: str) -> str:
    """The language alone: zh of zh-Hant-TW."""
    first = re.split("[-_]", language, maxsplit=1)[0].lower()
    return _RENAMED.get(first, first)


def is_chinese(language: str) -> bool:
    """Whether it is Chinese, in either script."""
    return base_of(language) == "zh"


def is_traditional(language: str) -> bool:
    """Whether it is Chinese in traditional characters, by its script or else by where it is read."""
    first, *more = re.split("[-_]", language.lower())
    return first == "zh" and "hans" not in more and ("hant" in more or bool(_TRADITIONAL & set(more)))


def in_squares(language: str) -> bool:
    """Whether it is set as Chinese is, character by character: Chinese and Japanese."""
    return base_of(language) in {"zh", "ja", "yue"}


def is_english(language: str) -> bool:
    """Whether it is written as English: English itself, and whatever nothing is known of."""
    return base_of(language) == "en" or data_of(language) is None


def is_spaced(character: str) -> bool:
    """Whether it is a letter of a script that sets words apart by spaces, and no sign of a unit."""
    return character.isalpha() and character not in "μµΩ" and not re.match(
        "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]",
        character,
    )  # fmt: skip


def in_simplified(language: str, simplified: str, traditional: str) -> str:
    """A Chinese word in the characters of its reader."""
    return traditional if is_traditional(language) else simplified


@functools.lru_cache(maxsize=64)
def data_of(language: str) -> Any:
    """What CLDR has of a language, or None; never asked for Chinese and English.

    Babel's own `Locale` writes what an alias led to into the data that all languages share: after Japanese, Korean had
    Japanese months. Here each language reads a copy of its own.
    """
    if base_of(language) in {"zh", "en"}:
        return None
    from babel import localedata

    name = _locale_name(language)
    if name is None:
        return None
    whole = localedata.load(name)
    found = localedata.LocaleDataDict({key: copy.deepcopy(whole[key]) for key in _PARTS if key in whole})
    names = found["months"]["format"]["wide"]
    return None if names[1] == "M01" else found  # a language without months of its own


def _locale_name(language: str) -> str | None:
    """Babel's name for a language, as much of it as Babel knows."""
    from babel import Locale, UnknownLocaleError

    parts = re.split("[-_]", language)
    while parts and parts[0]:
        try:
            return str(Locale.parse("_".join(parts)))
        except (UnknownLocaleError, ValueError, TypeError):
            parts.pop()
    return None


def first_of(parts: Any, *names: str) -> Any:
    """The first that is there: CLDR writes what is the same for long and short only once."""
    return next((parts[name] for name in names if name in parts), {})


# Numbers.


def digits(language: str, text: str) -> str:
    """Plain digits (-1590.50) with the decimal sign and grouping of a language (−1.590,50); a true minus."""
    sign = MINUS if text.startswith("-") else ""
    whole, point, part = text.lstrip("-").partition(".")
    group, decimal = _signs(language)
    least = 5 if language.lower() in _GROUP_FROM_FIVE else 4
    if group and len(whole) >= least:
        whole = group.join(_grouped(whole, 2 if _by_twos(language) else 3))
    return sign + whole + (decimal + part if point else "")


def plain(language: str, text: str) -> str:
    """The other way round: digits as a language writes them, as Python reads them."""
    group, decimal = _signs(language)
    return text.replace(group or "\0", "").replace(decimal, ".").replace(MINUS, "-")


def _signs(language: str) -> tuple[str, str]:
    """What stands between thousands ("" for nothing), and before decimals."""
    if is_chinese(language):
        return "", "."
    if is_english(language):
        return ",", "."
    symbols = data_of(language)["number_symbols"]["latn"]
    return str(symbols["group"]).replace("\u202f", NO_BREAK), str(symbols["decimal"])


def _by_twos(language: str) -> bool:
    """Whether digits above the thousands go in pairs: 12,34,567."""
    return not is_chinese(language) and not is_english(language) and _decimal_pattern(language).startswith("#,##,##0")


def _decimal_pattern(language: str) -> str:
    return str(data_of(language)["decimal_formats"][None].pattern)


def _grouped(whole: str, each: int) -> list[str]:
    """The last three digits, and before them groups of two or three."""
    groups = [whole[-3:]]
    rest = whole[:-3]
    while rest:
        groups.insert(0, rest[-each:])
        rest = rest[:-each]
    return groups


def signed(language: str, number: str, sign: str) -> str:
    """Digits and a sign that belongs to them: 42.8%, 42,8 %, %42,8."""
    if sign not in {"%", "％"} or is_chinese(language) or is_english(language):
        return number + sign
    pattern = str(data_of(language)["percent_formats"][None].pattern)
    if pattern.startswith("%"):
        return f"%{number}"
    return number + (NO_BREAK if "\u00a0" in pattern or "\u202f" in pattern else "") + "%"


@functools.lru_cache(maxsize=64)
def scale_words(language: str) -> tuple[ScaleWord, ...]:
    """The words for large powers of ten that numbers are written with, the largest first."""
    if is_chinese(language):
        traditional = (("兆", 12) if language.lower().endswith("tw") else ("萬億", 12)), ("億", 8), ("萬", 4)
        steps = traditional if is_traditional(language) else (("万亿", 12), ("亿", 8), ("万", 4))
    elif is_english(language) or not _own_words(language):
        steps = ("trillion", 12), ("billion", 9), ("million", 6)
    else:
        small = base_of(language) in _COUNT_BY_MYRIADS or _by_twos(language)
        found = [one for one in _compact(language, "long") if one.power >= (4 if small else 6)]
        return tuple(sorted(found, key=lambda one: -one.power))
    return tuple(ScaleWord(power, {"other": word}) for word, power in steps)


def _own_words(language: str) -> bool:
    """Whether CLDR has words of the language's own for large numbers and spans of time."""
    return "0M" not in {str(one.pattern) for one in first_of(data_of(language)["compact_decimal_formats"], "long",
                                                              "short")["other"].values()}  # fmt: skip


def _compact(language: str, width: str) -> list[ScaleWord]:
    """Every power that a language has a word for: "0 millions" for 1,000,000 is a word for 10⁶, "00万" one for 10⁴."""
    data = data_of(language)
    by_power: dict[int, dict[str, str]] = {}
    for category, patterns in first_of(data["compact_decimal_formats"], width, "short").items():
        for size in sorted(patterns, key=len):
            pattern = str(patterns[size].pattern)
            power = len(size) - pattern.count("0")
            word = re.sub("[0'\u200e\u200f]", "", pattern).strip().replace("\u202f", NO_BREAK)
            if word:
                by_power.setdefault(power, {}).setdefault(category, word)
    return [ScaleWord(power, words) for power, words in by_power.items()]


def scaled_unit(language: str, scale: ScaleWord, unit: str, value: Decimal | None) -> str:
    """A scale word with what is counted: million people, millions d’habitants, 億人.

    Args:
        language: of the reader.
        scale: the word.
        unit: what is counted, or "".
        value: the number before it; None where it stands for a whole series.
    """
    word = scale.words["other"]
    if not is_chinese(language) and not is_english(language):
        category = data_of(language)["plural_form"](abs(Decimal(100) if value is None else value))
        word = scale.words.get(category, word)
        if value is None:
            word = word.removeprefix("de ")
    base = base_of(language)
    if base in SPACELESS:
        return word + unit
    link, elided = _LINKS.get(base, ("", ""))
    if link and unit[:1].isalpha() and not unit.startswith((link, "d’", "d'")):
        unit = (elided if elided and re.match("[aeiouhyàâæéèêëîïôœùûüíóú]", unit.lower()) else link) + unit
    return f"{word} {unit}".strip()


def power_in(language: str, unit: str) -> int | None:
    """The power of ten that a unit begins with, where its writer said it already: 9 for Milliarden Euro."""
    joined = "" if base_of(language) in SPACELESS | {"ko"} else r"(?!\w)"
    for width in ("long", "short"):
        for scale in _compact(language, width):
            for word in scale.words.values():
                bare = word.rstrip(".")
                if bare.isascii() and len(bare) == 1:
                    continue  # M may be a million; m² isn't
                if re.match(re.escape(bare) + joined, unit, re.IGNORECASE if width == "long" else 0):
                    return scale.power
    return None


# Words.


def span(language: str, count: int, unit: str) -> str | None:
    """So many years or months: 6 ans, 6 лет; `unit` is `year` or `month`. None where that can't be said."""
    data = data_of(language)
    if data is None:
        return None
    by_width = data["unit_patterns"][f"duration-{unit}"]
    patterns = {**by_width["short"], **by_width.get("long", {})}
    if patterns["other"] in {"{0} y", "{0} m"}:
        return None  # CLDR's own stand-in, not words of the language
    category = data["plural_form"](Decimal(count))
    pattern = str(patterns[category] if category in patterns else patterns["other"])
    words = pattern.replace("{0}", digits(language, str(count))).replace("\u202f", NO_BREAK)
    return words.replace(" ", "") if base_of(language) in {"ja", "yue"} else words


def own_name(code: str) -> str | None:
    """A language by its own name, with a capital where its script has them; None where nothing is known of it."""
    data = None if is_chinese(code) else data_of(code)
    if data is None:
        return None
    base = base_of(code)
    name = data["languages"].get(base)
    if not name:
        return None
    script = next((part.title() for part in re.split("[-_]", code)[1:] if len(part) == 4 and part.isalpha()), "")
    name = name if any(letter.isupper() for letter in name) else name[0].title() + name[1:]
    return f"{name} ({data['scripts'][script]})" if script and script in data["scripts"] else name
