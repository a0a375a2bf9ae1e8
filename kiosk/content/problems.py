"""Problems, as a curator reads them: place first, one sentence, the line itself, a caret.

data/deck.yaml:42:7: error: There is no "vlaue" here. Did you mean "value"?
  slide 3 “市场空间巨大” > series > 2

  42 |       vlaue: 5.15
     |       ^^^^^
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wcwidth import wcswidth, wcwidth

from kiosk.content import wording

WIDEST_LINE = 100
"""Columns of a quoted line; a longer one is cut around the caret."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
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
        severity: "error" or "warning".
    """

    name: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)
    severity: str = "error"


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
    def is_error(self) -> bool:
        """Whether it keeps something off the screen."""
        return self.fault.severity == "error"

    def sentence(self, language: str) -> str:
        """What is wrong, and what it should be."""
        chinese = language.startswith("zh")
        pick = 0 if chinese else 1
        values = {key: value for key, value in self.fault.values.items() if value}
        text = wording.SENTENCES[self.fault.name][pick].format_map(_Lenient(self.fault.values))
        joint = "" if chinese else " "
        if "guess" in values:
            text += joint + wording.GUESS[pick].format(guess=values["guess"])
        elif "choices" in values and self.fault.name in {"unknown_key", "unknown_type", "chapter_unknown"}:
            text += joint + wording.KNOWN[pick].format(choices=values["choices"])
        return text

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
        return {
            "path": self.path,
            "line": place.line,
            "column": place.column,
            "length": place.length,
            "severity": self.fault.severity,
            "rule": self.fault.name,
            "message": self.sentence(language),
            "where": self.place_in_words(language),
        }


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def reader_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the person at the terminal: Chinese where the locale says so, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith("zh") else "en"


def show(problems: Sequence[Problem], language: str | None = None) -> str:
    """All problems in full, each with its place, its line and a caret."""
    language = language or reader_language()
    return "\n".join(_shown(problem, language) for problem in in_order(problems))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By line and column, as numbers."""
    return sorted(problems, key=lambda problem: (problem.fault.place, problem.fault.name))


def _shown(problem: Problem, language: str) -> str:
    lines = [problem.first_line(language)]
    where = problem.place_in_words(language)
    if where:
        lines.append(f"  {where}")
    if problem.text.strip():
        number = str(problem.fault.place.line)
        text, lead, marked = _window(problem.text, problem.fault.place)
        lines += ["", f"  {number} | {text}", f"  {' ' * len(number)} | {lead}{marked}"]
    return "\n".join([*lines, ""])


def _window(text: str, place: Place) -> tuple[str, str, str]:
    """The line (cut around the caret where it is long), the blank before the caret, and the caret."""
    text = text.rstrip("\r\n").replace("\t", "⇥")
    start = min(place.column - 1, len(text))
    end = min(max(start + place.length, start + 1), max(len(text), start + 1))
    low, high = 0, len(text)
    if wcswidth(text) > WIDEST_LINE or wcswidth(text) < 0:
        low, high = max(0, start - 30), min(len(text), start + 40)
    shown = ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")
    before = ("…" if low else "") + text[low:start]
    marked = text[start : min(end, high)]
    return shown, " " * _columns(before), "^" * max(1, _columns(marked))


def _columns(text: str) -> int:
    """Terminal columns: a Chinese character takes two."""
    return sum(max(0, wcwidth(character)) for character in text)
