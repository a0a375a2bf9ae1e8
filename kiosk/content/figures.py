"""A figure: a number with its unit, its qualifier and its date, worded as readers of each language expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kiosk.content.base import Part
from kiosk.content.words import Text

Number = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=30)]

# Longest first: 万亿 begins with 万.
_HAN_SCALES = (("万亿", Decimal(10) ** 12), ("千万", Decimal(10) ** 7), ("百万", Decimal(10) ** 6),
               ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))  # fmt: skip
_LATIN_SCALES = (
    ("trillion", Decimal(10) ** 12),
    ("billion", Decimal(10) ** 9),
    ("million", Decimal(10) ** 6),
)

_INSIDE = frozenset("余多几来")
"""Chinese qualifiers that stand between number and unit (40余项); all others follow the unit (70%以上)."""


class Spoken(NamedTuple):
    """A figure in one language, cut where the type changes: qualifier, digits, unit (with what follows it)."""

    before: str
    digits: str
    after: str

    def __str__(self) -> str:
        return _join(_join(self.before, self.digits), self.after)


def _join(left: str, right: str) -> str:
    """Side by side, with the space that Latin words need and Chinese does without."""
    latin = (left[-1:].isascii() and left[-1:].isalpha()) or (right[:1].isascii() and right[:1].isalpha())
    return f"{left} {right}" if left and right and latin else left + right


def scale_of(unit: str) -> tuple[Decimal, str]:
    """The number a Chinese unit multiplies by, and the rest of the unit: 亿人 → (100000000, 人)."""
    for name, times in _HAN_SCALES:
        if unit.startswith(name) and len(unit) > len(name):
            return times, unit[len(name) :]
    return Decimal(1), unit


def english_scale(size: Decimal) -> tuple[Decimal, str]:
    """The English scale word for a number of that size: 602,000,000 → (1000000, "million")."""
    for name, times in _LATIN_SCALES:
        if abs(size) >= times:
            return times, name
    return Decimal(1), ""


def digits_of(value: Decimal, language: str) -> str:
    """The digits as typed: no grouping in Chinese (1590), by thousands elsewhere (1,590); a true minus sign."""
    text = f"{value:f}" if language.startswith("zh") else f"{value:,f}"
    return text.replace("-", "\u2212")


def _shifted(value: Decimal, by: int) -> Decimal:
    """The value times ten to that power, with just the digits that were typed: 2.30 万亿 stays 2.30 trillion."""
    if not value:
        return value
    sign, digits, typed = value.as_tuple()
    exponent = int(typed) + by
    while exponent < min(int(typed), 0) and digits[-1:] == (0,) and len(digits) > 1:
        digits, exponent = digits[:-1], exponent + 1  # noughts of 680000 that would only follow the point: 68
    return Decimal((sign, digits, exponent))


def _power(times: Decimal) -> int:
    """6 for a million."""
    return times.adjusted()


def converted(value: Decimal, unit: Text, language: str, largest: Decimal | None = None) -> tuple[Decimal, str]:
    """The number and its unit for a reader of that language.

    A unit that Chinese counts in 万 or 亿 is counted in millions or billions elsewhere, when the unit was
    translated: 6.02 亿人 → 602 million people.

    Args:
        value: the number as written.
        unit: its unit, by language.
        language: the reader's.
        largest: the largest number of the family, so that a whole series shares one scale.
    """
    chinese, own = unit.by_language.get("zh", ""), unit.get(language)
    if language.startswith("zh") or language not in unit.by_language or not chinese:
        return value, own
    times, _ = scale_of(chinese)
    if times == 1:
        return value, own
    scale, word = english_scale((value if largest is None else largest) * times)
    return _shifted(value, _power(times) - _power(scale)), f"{word} {own}".strip()


class Scale(NamedTuple):
    """In what the numbers of a chart are written.

    Attributes:
        shift: the power of ten that each is multiplied by.
        unit: with its scale word: 亿人, million people.
    """

    shift: int
    unit: str

    def of(self, value: Decimal) -> Decimal:
        """A value at this scale."""
        return _shifted(value, self.shift)


_LARGE = {True: Decimal(10) ** 5, False: Decimal(10) ** 6}
"""From where readers want a scale word: 十万 and more in Chinese, a million elsewhere."""
_HAN_STEPS = (("万亿", 12), ("亿", 8), ("万", 4))
_LATIN_STEPS = (("trillion", 12), ("billion", 9), ("million", 6))
_SCALED = ("hundred", "thousand", "million", "billion", "trillion", "mn", "bn")
MOST_DECIMALS = 4
"""Decimals that a scale word may bring to any number of a chart; else the numbers stay as typed."""


def series_scale(values: Iterable[Decimal], unit: Text | None, language: str) -> Scale:
    """One scale for all numbers of a chart: 602000000 人 → 6.02 亿人, 602 million people; 2.30 亿 stays 2.30.

    A percentage, a unit that has its scale already and small numbers stay as typed.
    """
    values = list(values)
    own = unit.get(language) if unit else ""
    largest = max((abs(value) for value in values), default=Decimal(0))
    chinese = language.startswith("zh")
    times, _ = scale_of(unit.by_language.get("zh", "")) if unit else (Decimal(1), "")
    if unit and times != 1 and not chinese and language in unit.by_language:
        scale, word = english_scale(largest * times)
        return Scale(_power(times) - _power(scale), f"{word} {own}".strip())
    if largest < _LARGE[chinese] or _has_scale(own, chinese):
        return Scale(0, own)
    for word, power in _HAN_STEPS if chinese else _LATIN_STEPS:
        if largest >= Decimal(10) ** power and all(_decimals(value, power) <= MOST_DECIMALS for value in values):
            return Scale(-power, word + own if chinese else f"{word} {own}".strip())
    return Scale(0, own)


def _decimals(value: Decimal, power: int) -> int:
    """Decimals of a value once it is written in a scale; noughts at its end don't count."""
    return -int(_shifted(value, -power).normalize().as_tuple().exponent) if value else 0


def _has_scale(unit: str, chinese: bool) -> bool:
    """Whether a unit is a ratio, or counts in a scale of its own."""
    if set(unit) & set("%％‰°"):
        return True
    if chinese or any("\u4e00" <= letter <= "\u9fff" for letter in unit):
        return unit[:1] in {*"十百千万亿兆"} or not chinese
    return unit.lower().split(" ")[0] in _SCALED


class Figure(Part):
    """One figure with everything that makes it true: what it counts, in what unit, how exactly, and as of when."""

    value: Number | None = Field(
        default=None,
        description="The number, digits only: `6.02`. Leave it out where a statement has no number.",
    )
    unit: Text | None = Field(default=None, description="What it is counted in: `亿人`, `%`, `家`.")
    qualifier: Text | None = Field(
        default=None,
        description="The word before the number that must never be lost: `超过`, `预计突破`, `more than`.",
    )
    tail: Text | None = Field(default=None, description="The word after the number: `余`, `多`, `以上`.")
    lead: Text | None = Field(default=None, description="The words above the number, that lead to it: `占比高达`.")
    says: Text | None = Field(default=None, description="The words below the number: what it says.")
    as_of: Text | None = Field(default=None, description="As of when: `截至2025年底`.")
    share: bool = Field(
        default=False,
        description="`true` where the number is a share of a whole, in %: a strip under it shows it.",
    )

    def spoken(self, language: str) -> Spoken:
        """Cut for type-setting; in order it reads as one phrase: 超过|1500|个, 70|%以上."""
        before = self.qualifier.get(language) if self.qualifier else ""
        tail = self.tail.get(language) if self.tail else ""
        if self.value is None:
            return Spoken(before, "", tail)
        value, unit = converted(self.value, self.unit, language) if self.unit else (self.value, "")
        after = tail + unit if tail and tail[0] in _INSIDE else unit + tail
        return Spoken(before, digits_of(value, language), after)

    def own_faults(self, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
        """A share of a whole lies within it."""
        if self.share and self.value is not None and not 0 <= self.value <= 100:
            yield (*way, "value"), "share_range", {}

    def texts(self, language: str) -> list[str]:
        """Everything a visitor reads of it."""
        worded = [text.get(language) for text in (self.lead, self.says, self.as_of) if text]
        return [phrase for phrase in (str(self.spoken(language)), *worded) if phrase]

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.lead is None and self.says is None:
            raise PydanticCustomError("figure_words", "a figure needs words", {})
        return self
