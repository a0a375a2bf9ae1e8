"""A figure: a number with its unit, its qualifier and its date, worded as readers of each language expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kiosk.content import tongues
from kiosk.content.base import Part
from kiosk.content.words import Text

Number = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=30)]

# Longest first: 万亿 begins with 万.
_HAN_SCALES = (("万亿", Decimal(10) ** 12), ("千万", Decimal(10) ** 7), ("百万", Decimal(10) ** 6),
               ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4), ("萬億", Decimal(10) ** 12),
               ("千萬", Decimal(10) ** 7), ("百萬", Decimal(10) ** 6), ("億", Decimal(10) ** 8),
               ("萬", Decimal(10) ** 4))  # fmt: skip

_INSIDE = frozenset("余多几来餘幾來")
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
    if not left or not right:
        return left + right
    korean = "\uac00" <= left[-1] <= "\ud7a3"  # a word; what counts things stands close behind the digits
    return f"{left} {right}" if korean or tongues.is_spaced(left[-1]) or tongues.is_spaced(right[0]) else left + right


def scale_of(unit: str) -> tuple[Decimal, str]:
    """The number a Chinese unit multiplies by, and the rest of the unit: 亿人 → (100000000, 人)."""
    for name, times in _HAN_SCALES:
        if unit.startswith(name) and len(unit) > len(name):
            return times, unit[len(name) :]
    return Decimal(1), unit


def _scale_for(size: Decimal, language: str) -> tongues.ScaleWord:
    """The scale word for a number of that size: 602,000,000 → (6, "million"); power 0 for a small one."""
    words = tongues.scale_words(language)
    return next((one for one in words if abs(size) >= Decimal(10) ** one.power), tongues.ScaleWord(0, {"other": ""}))


def digits_of(value: Decimal, language: str) -> str:
    """The digits as typed: no grouping in Chinese (1590), by thousands in English (1,590); a true minus sign."""
    return tongues.digits(language, f"{value:f}")


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
    own = unit.get(language)
    times = _counted_in(unit, language)
    if times == 1:
        return value, own
    shift, scale = _rescaled((value if largest is None else largest) * times, times, own, language)
    shifted = _shifted(value, shift)
    return shifted, own if scale is None else tongues.scaled_unit(language, scale, own, shifted)


def _counted_in(unit: Text, language: str) -> Decimal:
    """The number that the Chinese unit multiplies by, where the unit was translated for that reader; else 1."""
    if tongues.is_chinese(language) or language not in unit.by_language:
        return Decimal(1)
    chinese = next((words for code, words in unit.by_language.items() if tongues.is_chinese(code)), "")
    return scale_of(unit.by_language.get("zh", chinese))[0]


def _rescaled(size: Decimal, times: Decimal, own: str, language: str) -> tuple[int, tongues.ScaleWord | None]:
    """From the Chinese scale to the reader's: the power of ten to multiply by, and the scale word to add.

    Nothing is added where the translation says it already (億人, Millionen Menschen), or the number is small.
    """
    said = _english_power(own) if tongues.is_english(language) else tongues.power_in(language, own)
    if said is not None:
        return _power(times) - said, None
    scale = _scale_for(size, language)
    return _power(times) - scale.power, scale if scale.power else None


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


_LARGE = {4: Decimal(10) ** 5, 5: Decimal(10) ** 5, 6: Decimal(10) ** 6}
"""From where readers want a scale word, by the power of the smallest: 十万 and more in Chinese, a million elsewhere."""
_SCALED = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9}
"""English words that a unit may begin with, and the power of ten of each; they multiply: hundred million."""
MOST_WHOLE = 10**5
"""What the largest number stays under in its scale: 30000万人 can be read, 250000万元 is a riddle."""
LEAST_SHARE = Decimal("0.01")
"""Of a scale that any number but 0 must be, for all to be written in it: 0.0005万人 says nothing to anybody."""
MOST_DECIMALS = 4
"""Decimals that a scale word may bring to any number of a chart; else the numbers stay as typed."""


def series_scale(values: Iterable[Decimal], unit: Text | None, language: str) -> Scale:
    """One scale for all numbers of a chart: 602000000 人 → 6.02 亿人, 602 million people; 2.30 亿 stays 2.30.

    A percentage, a unit that has its scale already and small numbers stay as typed.
    """
    values = list(values)
    own = unit.get(language) if unit else ""
    largest = max((abs(value) for value in values), default=Decimal(0))
    times = _counted_in(unit, language) if unit else Decimal(1)
    if times != 1:
        shift, scale = _rescaled(largest * times, times, own, language)
        return Scale(shift, own if scale is None else tongues.scaled_unit(language, scale, own, None))
    words = tongues.scale_words(language)
    if largest < _LARGE[words[-1].power] or _has_scale(own, language):
        return Scale(0, own)
    for one in words:
        power = one.power
        if not 1 <= largest / Decimal(10) ** power < MOST_WHOLE:
            continue
        if all(_decimals(value, power) <= MOST_DECIMALS and _sizeable(value, power) for value in values):
            return Scale(-power, tongues.scaled_unit(language, one, own, None))
    return Scale(0, own)


def _sizeable(value: Decimal, power: int) -> bool:
    return not value or abs(value) >= LEAST_SHARE * Decimal(10) ** power


def _english_power(unit: str) -> int | None:
    """The power of ten that an English unit begins with: 8 for hundred million people."""
    powers = []
    for word in unit.lower().split():
        if word not in _SCALED:
            break
        powers.append(_SCALED[word])
    return sum(powers) if powers else None


def _decimals(value: Decimal, power: int) -> int:
    """Decimals of a value once it is written in a scale; noughts at its end don't count."""
    return -int(_shifted(value, -power).normalize().as_tuple().exponent) if value else 0


def _has_scale(unit: str, language: str) -> bool:
    """Whether a unit is a ratio, or counts in a scale of its own."""
    if set(unit) & set("%％‰°"):
        return True
    han = tongues.base_of(language) in {"zh", "ja", "yue"}
    if han or any("\u4e00" <= letter <= "\u9fff" for letter in unit):
        return unit[:1] in {*"十百千万亿兆萬億"} or not han
    if not tongues.is_english(language):
        return tongues.power_in(language, unit) is not None
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

    chinese: ClassVar[Mapping[str, str]] = {
        "": "一个数字，连同让它站得住的一切：数的是什么、单位、确切到什么程度、截至何时。",
        "value": "数字本身，只写数字：`6.02`。这句话里没有数字就不写。",
        "unit": "单位：`亿人`、`%`、`家`。",
        "qualifier": "数字前面、绝不能丢的限定词：`超过`、`预计突破`。",
        "tail": "数字后面的词：`余`、`多`、`以上`。",
        "lead": "数字上方的引语：`占比高达`。",
        "says": "数字下方的说明：这个数字说的是什么。",
        "as_of": "截至何时：`截至2025年底`。",
        "share": "数字是整体的百分之几时写 `true`：下面会画一条占比。",
    }

    def spoken(self, language: str) -> Spoken:
        """Cut for type-setting; in order it reads as one phrase: 超过|1500|个, 70|%以上."""
        before = self.qualifier.get(language) if self.qualifier else ""
        tail = self.tail.get(language) if self.tail else ""
        if self.value is None:
            return Spoken(before, "", tail)
        value, unit = converted(self.value, self.unit, language) if self.unit else (self.value, "")
        if tail and tail[0] in _INSIDE:
            return Spoken(before, digits_of(value, language), tail + unit)
        apart = " " if unit and tail and tongues.is_spaced(tail[0]) else ""  # 70|%以上, 40|tugs or so
        after = unit + apart + tail
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
