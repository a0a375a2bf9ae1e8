"""Charts as a curator writes them: numbers as each language's readers expect, gaps, and what matters by default."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.deck import Deck
from kiosk.content.figures import converted, series_scale
from kiosk.content.kinds.chart import Chart
from kiosk.content.load import load
from kiosk.content.words import Text


def chart(values: list[str], unit: Any = None, **more: Any) -> Chart:
    series = [{"name": str(number), "value": value} for number, value in enumerate(values)]
    made = {"type": "chart", "title": "t", "series": series, **({"unit": unit} if unit else {}), **more}
    deck = Deck.model_validate({"title": "t", "languages": ["zh", "en"], "slides": [made]})
    slide = deck.slides[0]
    assert isinstance(slide, Chart)
    return slide


def spoken(values: list[str], unit: Any, language: str) -> tuple[list[str], str]:
    slide = chart(values, unit)
    column = slide.columns[0]
    return [slide.spoken(value, language) for value in column], slide.spoken_unit(language)


PEOPLE = {"zh": "人", "en": "people"}


@pytest.mark.parametrize(
    ("values", "unit", "chinese", "english"),
    [
        # A unit with its own scale stays as typed in Chinese, and becomes millions in English.
        (["6.02", "2.3"], {"zh": "亿人", "en": "people"}, (["6.02", "2.3"], "亿人"),
         (["602", "230"], "million people")),
        (["1.20"], {"zh": "万亿元", "en": "yuan"}, (["1.20"], "万亿元"), (["1.20"], "trillion yuan")),
        (["2.50", "-0.5"], {"zh": "亿元", "en": "yuan"}, (["2.50", "\u22120.5"], "亿元"),
         (["250", "\u221250"], "million yuan")),
        (["42.5", "2.4"], {"zh": "万册", "en": "books"}, (["42.5", "2.4"], "万册"), (["425,000", "24,000"], "books")),
        # Bare large numbers get a scale word.
        (["602000000", "515000000"], PEOPLE, (["6.02", "5.15"], "亿人"), (["602", "515"], "million people")),
        (["1590000"], PEOPLE, (["159"], "万人"), (["1.59"], "million people")),
        (["1000000000000", "2500000000000"], {"zh": "元", "en": "yuan"}, (["1", "2.5"], "万亿元"),
         (["1", "2.5"], "trillion yuan")),
        (["1e12"], None, (["1"], "万亿"), (["1"], "trillion")),
        # Small ones don't, and keep every nought that was typed.
        (["1590", "12.50"], PEOPLE, (["1590", "12.50"], "人"), (["1,590", "12.50"], "people")),
        (["0.000000001"], {"zh": "克", "en": "g"}, (["0.000000001"], "克"), (["0.000000001"], "g")),
        (["1e-9"], None, (["0.000000001"], ""), (["0.000000001"], "")),
        # One scale for all, and none that would need a tail of decimals.
        (["300000000", "123456789"], PEOPLE, (["30000", "12345.6789"], "万人"),
         (["300,000,000", "123,456,789"], "people")),
        (["2500000000", "1"], PEOPLE, (["2500000000", "1"], "人"), (["2,500,000,000", "1"], "people")),
        (["1411778724"], PEOPLE, (["1411778724"], "人"), (["1,411,778,724"], "people")),
        # What the translation counts in is said once.
        (["5"], {"zh": "亿人", "en": "hundred million people"}, (["5"], "亿人"), (["5"], "hundred million people")),
        (["5"], {"zh": "亿", "en": "hundred million"}, (["5"], "亿"), (["5"], "hundred million")),
        (["2000"], {"zh": "万人", "en": "thousand people"}, (["2000"], "万人"), (["20,000"], "thousand people")),
        (["2000000000", "0"], PEOPLE, (["20", "0"], "亿人"), (["2", "0"], "billion people")),
        # Percentages are never converted.
        (["1500000.0", "-3"], "%", (["1500000.0", "\u22123"], "%"), (["1,500,000.0", "\u22123"], "%")),
    ],
)  # fmt: skip
def test_numbers_as_readers_expect(
    values: list[str], unit: Any, chinese: tuple[list[str], str], english: tuple[list[str], str]
) -> None:
    assert spoken(values, unit, "zh") == chinese
    assert spoken(values, unit, "en") == english


def test_a_unit_of_scale_words_alone() -> None:
    unit = Text({"zh": "亿元", "en": "hundred million"})
    assert series_scale([Decimal(5)], unit, "en") == (0, "hundred million")
    assert series_scale([Decimal(5)], unit, "zh") == (0, "亿元")


def test_200_numbers_share_one_scale() -> None:
    values = [Decimal(1_000_000 + number * 10_000) for number in range(200)]
    assert series_scale(values, Text({"zh": "人", "en": "people"}), "en").unit == "million people"
    assert series_scale(values, Text({"zh": "人", "en": "people"}), "zh").unit == "万人"


def test_a_unit_that_wasnt_translated_keeps_its_numbers() -> None:
    assert spoken(["6.02"], "亿人", "en") == (["6.02"], "亿人")


def test_a_figure_keeps_the_noughts_that_were_typed() -> None:
    unit = Text({"zh": "万亿元", "en": "yuan"})
    assert [str(part) for part in converted(Decimal("1.20"), unit, "en")] == ["1.20", "trillion yuan"]


@pytest.mark.parametrize("gap", ["—", "-", "无数据", "n/a", " — "])
def test_a_gap_is_a_gap_however_it_is_written(gap: str) -> None:
    slide = chart(["1", gap])
    assert slide.columns == ((Decimal(1), None),)
    assert slide.spoken(None, "zh") == ""
    assert slide.emphasised == 0  # the last that has a value


def test_what_matters_where_nothing_is_emphasised() -> None:
    assert chart(["1", "2", "3"]).emphasised == 2
    assert chart(["1", "70", "3"], "%", form="share").emphasised == 1


def test_a_share_is_of_a_hundred_of_what_is_said_or_of_its_parts() -> None:
    assert chart(["1", "2"], "%", form="share").whole == 100
    assert chart(["1", "2"], "人", form="share").whole == 3
    assert chart(["1", "2"], "人", form="share", out_of="8").whole == 8


def test_a_reader_is_given_time_for_the_names_of_all_series() -> None:
    deck = Deck.model_validate({"title": "t", "slides": [{
        "type": "chart", "form": "slope", "title": "t", "groups": [{"name": "甲港"}, {"name": "乙港"}],
        "series": [{"date": "2001", "values": ["1", "—"]}, {"date": "2002", "values": ["3", "4"]}]}]})  # fmt: skip
    (words,) = deck.slides[0].texts("zh")
    assert words == ["t", "甲港", "乙港", "1", "2001年", "3", "4", "2002年"]


def test_a_chart_with_a_fault_is_named_and_kept_off_the_screen() -> None:
    """Every chart of this file has one; the slide after them is shown."""
    loaded = load(Path(__file__).parent / "broken" / "chart-forms.yaml")
    assert loaded.deck is not None
    assert [slide.type for slide in loaded.deck.slides] == ["text"]
    assert {problem.where[0] for problem in loaded.errors} == set(range(1, 20))
