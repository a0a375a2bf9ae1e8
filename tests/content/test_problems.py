"""A problem as a person reads it and as a script does: the record, the line around the caret, the place in words."""

from __future__ import annotations

import pytest

from kiosk.content.problems import WIDEST_LINE, Fault, Place, Problem, show


def caret(text: str, column: int, length: int = 1) -> list[str]:
    """The line that is shown, and the line with the caret."""
    problem = Problem("a.yaml", Fault("flow_text", Place(7, column, length)), text=text)
    return show([problem], "en").split("\n")[2:4]


def test_a_record_for_scripts() -> None:
    values = {"key": "x", "in_file": "t.xlsx", "in_sheet": "表", "in_cell": "B2", "in_words": "甲 | 3"}
    problem = Problem(
        "a.yaml", Fault("cell_truth", Place(7, 3, 2), {**values, "value": "maybe"}), (2, "标题", ("data",))
    )
    assert problem.record("en") == {
        "path": "a.yaml", "line": 7, "column": 3, "length": 2, "severity": "error", "rule": "cell_truth",
        "message": problem.sentence("en"), "where": 'slide 2 "标题" > data',
        "file": "t.xlsx", "sheet": "表", "cell": "B2",
    }  # fmt: skip
    assert problem.record("zh")["where"] == "第 2 页“标题” > data"
    plain = Problem("a.yaml", Fault("empty", Place(1, 1, 1)))
    assert set(plain.record("en")) == {
        "path", "line", "column", "length", "severity", "rule", "message", "where",
    }  # fmt: skip


def test_the_row_of_a_table_stands_below_its_name() -> None:
    values = {"in_file": "t.csv", "in_cell": "B12", "in_words": "甲 | maybe", "value": "maybe"}
    problem = Problem("a.yaml", Fault("cell_truth", Place(7, 5, 4), values), (1, "", ()), "    data: t.csv")
    assert show([problem], "en").split("\n")[1:] == [
        "  slide 1", "", "    7 |     data: t.csv", "      |     ^^^^", "  B12 | 甲 | maybe", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "column", "length", "shown", "mark"),
    [
        ("  a: b", 3, 1, "  7 |   a: b", "    |   ^"),
        ("  头雁: b", 5, 2, "  7 |   头雁: b", "    |       ^^"),
        ("\ta\u200b: b", 2, 1, "  7 | ⇥a·: b", "    |  ^"),
        ("a: b", 5, 1, "  7 | a: b", "    |     ^"),
        ("a: b", 99, 9, "  7 | a: b", "    |     ^"),
        ("　全: b", 2, 1, "  7 | 　全: b", "    |   ^^"),
    ],
)
def test_a_caret_stands_under_its_character(text: str, column: int, length: int, shown: str, mark: str) -> None:
    assert caret(text, column, length) == [shown, mark]


@pytest.mark.parametrize("length", [60, 100, 200, 1000])
@pytest.mark.parametrize("letter", ["x", "头"])
def test_a_long_line_is_cut_around_its_caret(length: int, letter: str) -> None:
    for column in {1, 2, length // 2, length - 1, length}:
        text = letter * (column - 1) + "!" + letter * (length - column)
        line, mark = caret(text, column)
        widths = [1 if one.isascii() or one == "…" else 2 for one in line]
        assert sum(widths) <= len("  7 | ") + WIDEST_LINE
        at = line.index("!")
        assert sum(widths[:at]) == len(mark) - 1
        assert mark.endswith("^")
        assert ("…" in line) == (length * (2 if letter == "头" else 1) > WIDEST_LINE)


def test_a_very_long_sentence_part_is_cut_and_obeys_no_terminal() -> None:
    fault = Fault("unknown_key", Place(1, 1, 1), {"key": "\x1b[31m" + "x" * 500, "choices": "a, b"})
    sentence = Problem("a.yaml", fault).sentence("en")
    assert "\x1b" not in sentence
    assert "…" in sentence
    assert len(sentence) < 250
