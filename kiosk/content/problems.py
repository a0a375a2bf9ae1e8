"""Problems, as a curator reads them: place first, one sentence, the line itself, a caret.

data/deck.yaml:42:7: error: There is no "vlaue" here. Did you mean "value"?
  slide 3 “市场空间巨大” > series > 2

  42 |       vlaue: 5.15
     |       ^^^^^
"""

from __future__ import annotations

import itertools
import os
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.content import wording
from kiosk.content.advice import View

WIDEST_LINE = 100
"""Columns of a quoted line; a longer one is cut around the caret."""
LONGEST_QUOTE = 120
"""Characters of a value repeated in a sentence."""


class Place(NamedTuple):
    """Where something stands: line and column from 1, and how many characters it is."""

    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: which sentence, where, and what goes into the sentence.

    Attributes:
        name: of the rule, a key of `wording.SENTENCES`.
        place: in the file. values: for the sentence; `guess` and `choices` add to it.
        way: to the part of the deck it is about, where the place alone doesn't say.
    """

    name: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)
    way: tuple[str | int, ...] | None = None

    @property
    def rank(self) -> tuple[Place, int, str, str]:
        """To sort by: the place, in a table the row and the column, and the name."""
        cell = self.values.get("in_cell", "")
        letters = cell.rstrip("0123456789")
        row = (
            int(self.values.get("in_row") or 0) if self.name != "cells_more" else 10_000_000
        )  # after those it counts on
        return self.place, row, letters.rjust(3), self.name

    @property
    def severity(self) -> str:
        """`error` keeps something off the screen; `warning` is worth a look."""
        return "warning" if self.name in wording.WARNINGS else "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault with all that its reader needs.

    Attributes:
        path: of the file, as the person named it. fault: what is wrong.
        where: the place in the reader's terms: the slide's number (or None), its title, the keys that lead there.
        text: the line itself.
    """

    path: str
    fault: Fault
    where: tuple[int | None, str, tuple[str, ...]] = (None, "", ())
    text: str = ""

    @property
    def rule(self) -> str:
        """Its name for scripts."""
        return self.fault.name

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        return self.fault.severity

    @property
    def line(self) -> int:
        """From 1."""
        return self.fault.place.line

    @property
    def column(self) -> int:
        """From 1, in characters."""
        return self.fault.place.column

    @property
    def is_error(self) -> bool:
        """Whether it has to be put right."""
        return self.fault.severity == "error"

    def sentence(self, language: str) -> str:
        """What is wrong, and what it should be."""
        chinese = language.startswith("zh")
        pick = 0 if chinese else 1
        given = self.fault.values.items()
        values = {key: value if key == "choices" else _short(value) for key, value in given if value}
        if "view" in values:
            values["view"] = View.of(values["view"]).words(chinese)
        example = self.fault.values.get("example_of")
        if example is not None:
            values["example"] = wording.EXAMPLES.get(example, (f"{example}: …", f"{example}: …"))[pick]
            values["item"] = wording.ITEMS.get(example, ("- …", "- …"))[pick]
        text = wording.SENTENCES[self.fault.name][pick].format_map(_Lenient(values))
        text = self._in_table(pick) + text
        more = ""
        if "guess" in values:
            more = wording.GUESS[pick].format(guess=values["guess"])
        if "choices" in values and self.fault.name in wording.LISTED and more:
            more += " " * pick + wording.KNOWN[self.fault.name][pick].format(choices=values["choices"])
        elif not more and "choices" in values and self.fault.name in wording.KNOWN:
            more = wording.KNOWN[self.fault.name][pick].format(choices=values["choices"])
        if not more:
            return text
        if chinese:
            return text + more if text.endswith("。") else f"{text}。{more}"
        return f"{text} {more}" if text.endswith(".") else f"{text}. {more}"

    def _in_table(self, pick: int) -> str:
        """The cell that it is about, where that isn't a line of the deck: users.xlsx, sheet "Users", cell C7."""
        given = {name: _short(value) for name, value in self.fault.values.items() if name.startswith("in_") and value}
        if "in_file" not in given:
            return ""
        parts = [name for name in ("in_file", "in_sheet", "in_cell", "in_row") if name in given]
        if "in_row" in given and ("in_cell" in given or "row" in self.fault.values):
            parts.remove("in_row")
        return "".join(wording.IN_TABLE[name][pick].format(given[name]) for name in parts) + ("：", ": ")[pick]

    def first_line(self, language: str) -> str:
        """`path:line:col: error: sentence`: the line that editors and scripts read; the word is always English."""
        place = self.fault.place
        return f"{self.path}:{place.line}:{place.column}: {self.fault.severity}: {self.sentence(language)}"

    def place_in_words(self, language: str) -> str:
        """The way to the line: slide, title and keys, or the words for them in Chinese."""
        number, title, keys = self.where
        steps = list(keys)
        if number is not None:
            slide = wording.SLIDE[0 if language.startswith("zh") else 1].format(number=number)
            quoted = f"“{title}”" if language.startswith("zh") else f' "{title}"'
            steps.insert(0, slide + quoted if title else slide)
        return " > ".join(steps)

    def record(self, language: str) -> dict[str, object]:
        """For `--json`."""
        place = self.fault.place
        table = {name: self.fault.values.get(f"in_{name}", "") for name in ("file", "sheet", "cell", "row")}
        return {
            "path": self.path,
            "line": place.line,
            "column": place.column,
            "length": place.length,
            "severity": self.fault.severity,
            "rule": self.fault.name,
            "message": self.sentence(language),
            "where": self.place_in_words(language),
            **{name: value for name, value in table.items() if value},
        }


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _short(value: str) -> str:
    """What was typed, on one line, without what a terminal would obey, and no longer than a sentence bears."""
    shown = " ".join("".join(one if one.isprintable() else " " for one in value).split())
    return shown if len(shown) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"


def reader_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the person at the terminal: Chinese where the locale says so, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def show(problems: Iterable[Problem], language: str | None = None) -> str:
    """All problems in full, each with its place, its line and a caret."""
    language = language or reader_language()
    return "\n".join(_shown(problem, language) for problem in in_order(problems))


def closing_line(problems: Sequence[Problem], name: str, slides: int, language: str) -> str:
    """How many there are, or that all is well."""
    pick = 0 if language.startswith("zh") else 1
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if errors:
        line = (wording.COUNT_ONE if errors == 1 else wording.COUNT)[pick].format(count=errors, path=name)
        return line + " " * pick + wording.AND_WARNINGS[pick].format(count=warnings) if warnings else line
    if warnings:
        return wording.WARNINGS_ONLY[pick].format(count=warnings, path=name)
    return (wording.CLEAN_ONE if slides == 1 else wording.CLEAN)[pick].format(path=name, slides=slides)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By line and column, as numbers."""
    return sorted(problems, key=lambda problem: problem.fault.rank)


def _shown(problem: Problem, language: str) -> str:
    lines = [problem.first_line(language)]
    where = problem.place_in_words(language)
    if where:
        lines.append(f"  {where}")
    if problem.text and not problem.text.isspace():
        row = problem.fault.values.get("in_words", "")
        cell = problem.fault.values.get("in_cell") or problem.fault.values.get("in_row", "")
        number = str(problem.line).rjust(len(cell) if row else 0)
        text, lead, marked = _window(problem.text, problem.fault.place)
        lines += ["", f"  {number} | {text}", f"  {' ' * len(number)} | {lead}{marked}"]
        if row:
            lines.append(f"  {cell.rjust(len(number))} | {_window(row, Place(1, 1, 1))[0]}")
    return "\n".join([*lines, ""])


def _window(text: str, place: Place) -> tuple[str, str, str]:
    """The line (cut around the caret where it is long), the blank before the caret, and the caret."""
    near = max(0, place.column - 1 - 2 * WIDEST_LINE)  # what is far from the caret isn't shown
    more = len(text) > place.column + 2 * WIDEST_LINE
    text, place = text[near : place.column + 2 * WIDEST_LINE], Place(place.line, place.column - near, place.length)
    text = "".join(_visible(one) for one in text)
    start = min(place.column - 1, len(text))
    end = min(start + place.length, len(text))
    reached = [0, *itertools.accumulate(_widths(text))]  # columns before each character
    low, high = 0, len(text)
    if reached[-1] > WIDEST_LINE:
        high = _last(reached, reached[start] + WIDEST_LINE // 2)
        low = min(start, bisect_left(reached, reached[max(start, high)] - (WIDEST_LINE - 2)))
        high = max(high, _last(reached, reached[low] + WIDEST_LINE - 2))
    left, right = ("…" if low or near else ""), ("…" if more or high < len(text) else "")
    shown, before = left + text[low:high] + right, left + text[low:start]
    return shown, " " * sum(_widths(before)), "^" * max(1, sum(_widths(text[start : min(end, high)])))


def _last(reached: list[int], columns: int) -> int:
    """The last index up to which no more than so many columns are taken."""
    return bisect_right(reached, columns) - 1


def _visible(character: str) -> str:
    """Tabs and the like, shown, so that a caret can stand under them."""
    if character == "\t":
        return "⇥"
    if character in " \u3000" or unicodedata.category(character)[0] not in "CZ":
        return character
    return "·"


def _widths(text: str) -> list[int]:
    """Terminal columns of each character: a Chinese one takes two."""
    if text.isascii():
        return [1] * len(text)
    from wcwidth import wcwidth  # its tables take a moment to read, and a sound deck has no caret to place

    return [1 if one.isascii() else max(0, wcwidth(one)) for one in text]
