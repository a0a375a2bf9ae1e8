"""One figure a row: ours, theirs, what it is to be and whether it is; as text, Markdown and JSON."""

from __future__ import annotations

import json
import math
import statistics
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Pick = Literal["median", "p95", "worst", "least"]
HEADS = ("", "Touyan", "reveal.js", "ratio", "goal", "reached")
_UNSURE = "—"


def percentile(values: Sequence[float], part: int) -> float:
    """The nearest measured value: nothing is made up between two of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part / 100 * (len(ordered) - 1)))]


PICKS: dict[Pick, Callable[[Sequence[float]], float]] = {
    "median": statistics.median,
    "p95": lambda values: percentile(values, 95),
    "worst": max,
    "least": min,
}


@dataclass(frozen=True)
class Goal:
    """What a figure is held to.

    Attributes:
        limit: the figure, or its ratio to the other's, is at most that; or at least, where `least`.
        ratio: whether it is the ratio that counts.
    """

    limit: float
    ratio: bool = False
    least: bool = False

    def text(self, unit: str) -> str:
        """As the table says it."""
        sign = "≥" if self.least else "≤"
        return f"{sign} {self.limit:g} {'×' if self.ratio else unit}"

    @classmethod
    def read(cls, text: str) -> Goal:
        """As `text` wrote it."""
        sign, limit, unit = text.split(" ", 2)
        return cls(float(limit), ratio=unit == "×", least=sign == "≥")

    def reached(self, figure: float, ratio: float | None) -> bool | None:
        """None where there is nothing to compare with."""
        value = ratio if self.ratio else figure
        if value is None or math.isnan(value):
            return None
        return value >= self.limit if self.least else value <= self.limit


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes:
        group: the measurement it belongs to. name: what was measured, and on what.
        unit: of all its values.
        ours, theirs: what was measured, each time; nothing where there is no such thing, and `note` says why.
        pick: which of them is the figure; the table adds the median, and the least and the greatest.
    """

    group: str
    name: str
    unit: str
    ours: tuple[float, ...] = ()
    theirs: tuple[float, ...] = ()
    goal: Goal | None = None
    pick: Pick = "median"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours to theirs; None without either, and where theirs is less than nothing (what grew may have shrunk)."""
        ours, theirs = self.figure(self.ours), self.figure(self.theirs)
        return ours / theirs if ours is not None and theirs and not theirs < 0 else None

    def figure(self, values: Sequence[float]) -> float | None:
        """The one that counts of several; what wasn't seen (nan) makes the worst of it."""
        if not values:
            return None
        return math.nan if any(map(math.isnan, values)) else PICKS[self.pick](values)

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None without a goal, or nothing to tell it by."""
        figure = self.figure(self.ours)
        return None if self.goal is None or figure is None else self.goal.reached(figure, self.ratio)

    def cells(self) -> tuple[str, ...]:
        """The row as people read it."""
        reached = {True: "yes", False: "NO", None: "?" if self.goal else ""}[self.reached]
        name = f"{self.name} [{self.note}]" if self.note else self.name
        ratio = self.ratio
        return (
            name,
            self._spread(self.ours),
            self._spread(self.theirs),
            f"{ratio:.2f} ×" if ratio is not None and not math.isnan(ratio) else "",
            self.goal.text(self.unit) if self.goal else "",
            reached,
        )

    def _spread(self, values: Sequence[float]) -> str:
        figure = self.figure(values)
        if figure is None:
            return _UNSURE
        if math.isnan(figure):
            unseen = sum(map(math.isnan, values))
            return f"not seen ({unseen} of {len(values)})"
        if len(values) == 1:
            return f"{short(figure)} {self.unit}".strip()
        named = {"median": "", "p95": "p95 ", "worst": "worst ", "least": "least "}[self.pick]
        middle = "" if self.pick == "median" else f"median {short(statistics.median(values))}, "
        span = f"{middle}{short(min(values))}–{short(max(values))}"
        return f"{named}{short(figure)} {self.unit} ({span})"

    def plain(self) -> dict[str, Any]:
        """For machines: every measured value, and nothing that was rounded."""
        return {
            "group": self.group, "name": self.name, "unit": self.unit, "pick": self.pick, "note": self.note,
            "touyan": _known(self.ours), "reveal": _known(self.theirs), "ratio": _known([self.ratio])[0],
            "goal": self.goal.text(self.unit) if self.goal else None, "reached": self.reached,
        }  # fmt: skip

    @classmethod
    def read(cls, plain: dict[str, Any]) -> Row:
        """As `plain` wrote it."""
        ours, theirs = ([math.nan if one is None else one for one in plain[name]] for name in ("touyan", "reveal"))
        goal = Goal.read(plain["goal"]) if plain["goal"] else None
        return cls(plain["group"], plain["name"], plain["unit"], tuple(ours), tuple(theirs), goal, plain["pick"],
                   plain["note"])  # fmt: skip


def _known(values: Iterable[float | None]) -> list[float | None]:
    """JSON has no nan."""
    return [None if value is None or math.isnan(value) else round(value, 6) for value in values]


def short(value: float) -> str:
    """Three digits tell enough: 0.52, 8.1, 23, 404."""
    size = abs(value)
    if size >= 10 or size == 0:
        return f"{value:.0f}"
    return f"{value:.1f}" if size >= 3 else f"{value:.2f}"


@dataclass
class Table:
    """All rows of one run, under what it was measured on."""

    heading: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Table:
        """As `json` wrote it."""
        plain = json.loads(text)
        return cls(plain["heading"], [Row.read(row) for row in plain["rows"]])

    def groups(self) -> dict[str, list[Row]]:
        """The rows by measurement, in the order in which they came."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.group, []).append(row)
        return found

    def text(self) -> str:
        """For a terminal."""
        body = [row.cells() for row in self.rows]
        widths = [max(map(wide, column)) for column in zip(HEADS, *body, strict=True)]
        lines = [f"{name}: {value}" for name, value in self.heading.items()]
        lines += ["", _line(HEADS, widths)]
        for group, rows in self.groups().items():
            lines += ["", group.upper(), *(_line(row.cells(), widths) for row in rows)]
        return "\n".join(line.rstrip() for line in [*lines, "", self.verdict()]) + "\n"

    def markdown(self) -> str:
        """For a page."""
        lines = [f"- {name}: {value}" for name, value in self.heading.items()]
        lines += ["", "| " + " | ".join(("figure", *HEADS[1:])) + " |", "|---" * len(HEADS) + "|"]
        for group, rows in self.groups().items():
            lines.append(f"| **{group}** |" + " |" * (len(HEADS) - 1))
            lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row.cells()) + " |" for row in rows]
        return "\n".join([*lines, "", self.verdict()]) + "\n"

    def json(self) -> str:
        """For a program."""
        plain = {"heading": self.heading, "rows": [row.plain() for row in self.rows]}
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"

    def verdict(self) -> str:
        """How many goals are reached."""
        goals = [row.reached for row in self.rows if row.goal is not None]
        unsure = goals.count(None)
        tail = f"; {unsure} can't be told" if unsure else ""
        return f"{goals.count(True)} of {len(goals)} goals reached{tail}."


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - wide(cell)) for cell, width in zip(cells, widths, strict=True))


def wide(text: str) -> int:
    """Columns on a terminal: a Chinese character has two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
