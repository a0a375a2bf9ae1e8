"""Chinese type-setting rules, as W3C's Requirements for Chinese Text Layout (CLREQ) gives them.

What may stand where, what keeps together, and how far punctuation may be squeezed. Pure rules over characters.
"""

from __future__ import annotations

import functools

OPENING = frozenset("“‘（《〈「『【〔［｛〖")
"""Ink in the right half; never at a line's end."""
CLOSING = frozenset("”’）》〉」』】〕］｝〗，。、；：．")
"""Ink in the left half; never at a line's start."""
SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶゝゞヽヾ")
"""Never at a line's start in Japanese (JIS X 4051); Chinese has none."""
NOT_AT_START = CLOSING | SMALL_KANA | frozenset("？！·‧・—～…／％‰℃°〇々ー-–/%)]}!?,.;:+")
"""Never at a line's start (CLREQ, "prohibition rules", GB level, with — … ～ ／ · 〇 besides)."""
NOT_AT_END = OPENING | frozenset("￥¥$€№#＃([{")
"""Never at a line's end."""
UNITS = frozenset("年月日时分秒亿万千百个家项款台次倍页层%％℃°元人多余以")
"""Kept with the number before it: 2025年, 6.02亿."""

_HAN_RANGES = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)

_KNOWN = 4096
"""Characters, or pairs of neighbours, whose kind is remembered: a text asks for the same few again and again."""

NO_BREAK = "\u00a0\u2007\u202f"
"""Spaces that hold together what stands beside them: 602 000, 70 %."""


def is_space(character: str) -> bool:
    """Whether a line may break there, and the space is gone."""
    return character.isspace() and character not in NO_BREAK


@functools.lru_cache(_KNOWN)
def is_han(character: str) -> bool:
    """Whether it is a Chinese character (〇 counts)."""
    code = ord(character)
    return any(low <= code <= high for low, high in _HAN_RANGES)


@functools.lru_cache(_KNOWN)
def is_wide(character: str) -> bool:
    """Whether it fills an em by itself: Han, kana, full-width forms and Chinese punctuation."""
    code = ord(character)
    return is_han(character) or 0x3000 <= code <= 0x30FF or 0xFF00 <= code <= 0xFF60 or character in OPENING | CLOSING


@functools.lru_cache(_KNOWN)
def is_latin(character: str) -> bool:
    """Whether it is a letter or digit that wants a quarter-em beside Han."""
    return not is_wide(character) and character.isalnum()


@functools.lru_cache(2 * _KNOWN)
def sticks(left: str, right: str) -> bool:
    """Whether a line must not break between these two characters."""
    if right in NOT_AT_START or left in NOT_AT_END or right in NO_BREAK or left in NO_BREAK:
        return True
    if left.isdigit() and right in UNITS:
        return True
    wide = is_wide(left) or is_wide(right)
    return not wide and not is_space(left) and not is_space(right)
