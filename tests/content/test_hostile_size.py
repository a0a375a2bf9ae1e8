"""A file of a megabyte that was written by a machine, or to do harm: it is told of in time, and in measure."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kiosk.content import nearest
from kiosk.content.load import MOST_PROBLEMS, load

MANY = {
    "unknown keys": lambda count: "".join(f"k{count}x{number}: 1\n" for number in range(count)),
    "misspelt events": lambda count: (
        "slides:\n  - type: timeline\n    events:\n"
        + "".join(f"      - {{date: {number % 2000 + 1}, titel: x}}\n" for number in range(count))
    ),
    "slides with ids": lambda count: (
        "slides:\n" + "".join(f"  - {{type: text, id: a{number}, headline: x}}\n" for number in range(count))
    ),
    "quotes": lambda count: "title: {zh: " + '"' * (count * 20),
    "wide brackets": lambda count: "title: {zh: " + "｝" * (count * 20),
}


@pytest.mark.parametrize("name", MANY)
def test_four_times_as_much_takes_no_more_than_about_four_times_as_long(tmp_path: Path, name: str) -> None:
    """Nothing grows with the square of a file's length. (Twice four, since machines are busy.)"""

    def seconds(count: int) -> float:
        path = tmp_path / "deck.yaml"
        path.write_text(MANY[name](count), encoding="utf-8")
        best = 1e9
        for _ in range(3):
            nearest._nearest.cache_clear()
            began = time.process_time()
            load(path)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(8000) < 8 * max(seconds(2000), 0.005)


def test_after_a_thousand_the_others_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("a: &a [*a]\n" * 2000)
    problems = load(path).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].rule == "and_more"
    assert "3001" in problems[-1].sentence("en")
