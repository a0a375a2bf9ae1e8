"""The report on a terminal: a page of plain lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.ops.report.figures import (
    end_name,
    hour_name,
    language_name,
    length,
    number,
    problem_name,
    seconds_each,
    taps,
)
from kiosk.ops.report.summary import LEAST, Cell, Summary
from kiosk.ops.report.wording import say

MOST = 5
"""Slides listed as most and as least seen."""
WIDEST = 40
"""Columns of a slide's name."""


def in_words(summary: Summary, language: str, names: Mapping[str, str]) -> str:
    """The report.

    Args:
        summary: of what was counted. language: of the reader. names: what slides are called, by id.
    """
    lines = [f"{say('title', language)}  {span(summary, language)}", ""]
    lines += _columns([
        (say("visits", language), number(summary.visits, language)),
        (say("median", language), length(summary.median)),
        (say("mean", language), length(summary.visits.mean)),
        (say("busiest", language), "  ".join(map(hour_name, summary.busiest)) or "—"),
    ])  # fmt: skip
    lines += _slides(summary, language, names)
    for name, cells in groups(summary, language):
        lines += ["", say(name, language)]
        lines += _columns([(f"  {called}", number(cell, language)) for called, cell in cells])
    if summary.problems:
        lines += ["", say("problems", language)]
        lines += _columns([(f"  {problem_name(one, language)}", f"{n:,}") for one, n in summary.problems.items()])
    return "\n".join([*lines, "", *notes(summary, language)])


def span(summary: Summary, language: str) -> str:
    """From when to when."""
    if summary.first is None or summary.last is None:
        return say("no_dates", language)
    first, last = summary.first.isoformat(), summary.last.isoformat()
    return say("one_day" if first == last else "span", language, first=first, last=last)


def notes(summary: Summary, language: str) -> list[str]:
    """What a reader must know of the figures."""
    told = []
    if summary.undated.visits:
        told.append(say("undated", language, visits=number(summary.undated, language)))
    if summary.left_out.visits:
        told.append(say("left_out", language, visits=number(summary.left_out, language)))
    return [*told, say("few_note", language, least=LEAST), say("how_note", language)]


def groups(summary: Summary, language: str) -> list[tuple[str, list[tuple[str, Cell]]]]:
    """What visitors chose and how visits ended: the name of a heading, and below it what was counted, where any was."""
    found = [
        ("languages", [(language_name(code), cell) for code, cell in summary.languages.items()]),
        ("sizes", [(size_name(size, language), cell) for size, cell in summary.sizes.items()]),
        ("choices", [(end_name(one, language), cell) for one, cell in summary.choices.items()]),
        ("ends", [(end_name(one, language), cell) for one, cell in summary.ends.items()]),
    ]
    return [(name, cells) for name, cells in found if cells]


def size_name(size: str, language: str) -> str:
    """A size of text, as people count them."""
    return say("size", language, size=int(size) + 1 if size.isdecimal() else size)


def _slides(summary: Summary, language: str, names: Mapping[str, str]) -> list[str]:
    slides = list(summary.slides.items())
    if not slides:
        return []
    parts = [("most", slides[:MOST])]
    if len(slides) > MOST:
        parts.append(("least", slides[max(MOST, len(slides) - MOST) :][::-1]))
    lines: list[str] = []
    for heading, some in parts:
        lines += ["", say(heading, language)]
        rows = [
            (f"  {_cut(names.get(one) or one)}", number(cell, language), _seconds(cell, language),
             f"{taps(cell)} {say('taps', language).lower()}" if cell.more else "")
            for one, cell in some
        ]  # fmt: skip
        lines += _columns(rows)
    return lines


def _seconds(cell: Cell, language: str) -> str:
    return say("seconds", language, seconds=seconds_each(cell))


def _cut(words: str) -> str:
    shown = " ".join("".join(one if one.isprintable() else " " for one in words).split())
    while _wide(shown) > WIDEST:
        shown = shown[:-2] + "…"
    return shown


def _wide(words: str) -> int:
    from wcwidth import wcwidth

    return sum(max(0, wcwidth(one)) for one in words)


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The first column flush left, the others flush right."""
    widths = [max(_wide(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    lines = []
    for first, *others in rows:
        line = first + " " * (widths[0] - _wide(first))
        for words, width in zip(others, widths[1:], strict=True):
            line += "  " + " " * (width - _wide(words)) + words
        lines.append(line.rstrip())
    return lines
