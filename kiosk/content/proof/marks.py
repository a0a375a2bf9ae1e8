"""Punctuation: half-width marks in Chinese, quotes of two kinds or without a partner, one mark in two widths.

Chinese punctuation after GB/T 15834-2011; between Latin letters and digits its marks stay half-width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kiosk.content.problems import Fault, Place
from kiosk.content.proof.reading import Reading
from kiosk.content.source import Way
from kiosk.content.tongues import is_chinese

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_AFTER_HAN = re.compile(f"(?<=[{_HAN}”’》）])\\s?([,;:?!.])(?![.\\d])|(?<=[{_HAN}])[ ]?(\\()|(\\))(?=[{_HAN}，。；：])")
_ENDING = re.compile(rf"(?<=[{_HAN}])(\.{{3,6}})")
_CORNER = re.compile("[「」『』]")
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "【": "】", "(": ")"}
_WIDTHS = (("%", "％"), ("~", "～"), ("/", "／"), ("+", "＋"), ("·", "・"), ("-", "－"), ("&", "＆"))
_WIDE_WORDS = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")


def faults(reading: Reading) -> Iterator[Fault]:
    """Of every text of the deck."""
    texts = [(way, code or reading.home, words) for way, code, words in reading.texts()]
    for way, code, words in texts:
        if is_chinese(code) and re.search(f"[{_HAN}]", words):
            yield from _halves(reading, way, words)
        yield from _partners(reading, way, code, words)
    for language in reading.deck.languages:
        own = [(way, words) for way, code, words in texts if code == language]
        yield from _quotes(reading, own)
        if is_chinese(language):
            yield from _widths(reading, own)


def _tell(reading: Reading, name: str, way: Way, around: str, offset: int, **values: str) -> Fault:
    """At the mark itself, which is found by the words around it."""
    place = reading.source.spot(way, around)
    if place.length == len(around):
        place = Place(place.line, place.column + offset, len(values["key"]))
    return Fault(name, place, values, way)


def _halves(reading: Reading, way: Way, words: str) -> Iterator[Fault]:
    told: set[str] = set()
    for found in [*_AFTER_HAN.finditer(words), *_ENDING.finditer(words)]:
        mark = found.group().strip()
        if mark in told:
            continue  # once a text: whoever mends one sees the others
        told.add(mark)
        begin = max(0, found.start() - 3)
        around = words[begin : found.end()]
        offset = found.start() - begin + found.group().index(mark)
        yield _tell(reading, "half_mark", way, around, offset, key=mark, plain=_FULL.get(mark, "……"))


def _partners(reading: Reading, way: Way, code: str, words: str) -> Iterator[Fault]:
    for opening, closing in _PAIRS.items():
        if opening == "‘" and not is_chinese(code):
            continue  # ’ is an apostrophe as well
        balance = words.count(opening) - words.count(closing)
        if opening == "(" and re.search(r"(^|\s)[\da-z]\)", words):
            continue  # 1) 2) number a list
        if balance:
            key = opening if balance > 0 else closing
            yield Fault("quote_single", reading.source.spot(way, key), {"key": key}, way)


def _quotes(reading: Reading, texts: list[tuple[Way, str]]) -> Iterator[Fault]:
    """Straight quotes beside curly ones, and corner brackets beside them, in one language."""
    curly = sum(words.count("“") for _, words in texts)
    straight = sum(words.count('"') for _, words in texts) // 2
    corner = sum(len(_CORNER.findall(words)) for _, words in texts) // 2
    counts = {"“”": curly, '""': straight, "「」": corner}
    usual = max(counts, key=lambda kind: counts[kind])
    strange = [kind for kind, count in counts.items() if count and kind != usual]
    for way, words in texts:
        for kind in strange:
            mark = next((one for one in words if one in kind), "")
            if mark:
                place = reading.source.spot(way, mark)
                yield Fault("quotes_mixed", place, {"key": kind, "other": usual}, way)


def _widths(reading: Reading, texts: list[tuple[Way, str]]) -> Iterator[Fault]:
    """A mark that is written half-width here and full-width there; full-width digits and letters are always odd."""
    used = Counter(character for _, words in texts for character in words)
    for half, full in _WIDTHS:
        if not used[half] or not used[full]:
            continue
        few, many = (half, full) if used[half] < used[full] else (full, half)
        for way, words in texts:
            if few in words:
                values = {"key": few, "other": many, "count": str(used[many])}
                yield Fault("widths_mixed", reading.source.spot(way, few), values, way)
    for way, words in texts:
        found = _WIDE_WORDS.search(words)
        if found:
            plain = "".join(chr(ord(one) - 0xFEE0) for one in found.group())
            values = {"key": found.group(), "plain": plain}
            yield Fault("wide_letters", reading.source.spot(way, found.group()), values, way)
