"""What the slides say and name, as whoever shows, counts or signs them asks for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kiosk.content import kinds
from kiosk.content.dates import Moment, Span
from kiosk.content.deck import Deck
from kiosk.content.facts import facts_of
from kiosk.content.kinds.chart import Chart
from kiosk.content.kinds.photo import Photo
from kiosk.content.load import load
from kiosk.content.phrases import said
from kiosk.content.words import Text
from tests.conftest import ROOT

Write = Callable[[str], Path]


def deck_of(deck_file: Write, slides: str, settings: str = "languages: [zh, en]") -> Deck:
    loaded = load(deck_file(f"title: 展\n{settings}\nslides:\n{slides}"))
    assert not loaded.errors, [one.sentence("en") for one in loaded.errors]
    assert loaded.deck is not None
    return loaded.deck


def facts(path: Path) -> list[list[tuple[str, str, str, int]]]:
    """Of each slide, for a reader of Chinese: words, source, date, line."""
    loaded = load(path, with_source=True)
    assert loaded.deck is not None
    assert loaded.source is not None
    return [
        [
            (fact.words["zh"], fact.source["zh"], fact.date["zh"], fact.line)
            for fact in facts_of(slide, index, loaded.source, loaded.deck.languages)
        ]
        for index, slide in enumerate(loaded.deck.slides)
    ]


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2026-12", "2026-12", [False, True, True, False]),
        ("2026-12-31", None, [False, False, True, True]),
        (None, "2026-12-30", [True, True, False, False]),
        (None, None, [True] * 4),
        ("2026-12-01", "2026-12-01", [False, True, False, False]),
    ],
)
def test_a_slide_is_shown_from_its_first_day_to_its_last(
    since: str | None, until: str | None, shown: list[bool], deck_file: Write
) -> None:
    keys = (f", show_from: {since}" if since else "") + (f", show_until: {until}" if until else "")
    (slide,) = deck_of(deck_file, f"  - {{type: text, headline: 好{keys}}}\n", "languages: [zh]").slides
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [slide.line().due(day) for day in days] == shown


def test_a_last_day_before_the_first_is_told_of(deck_file: Write) -> None:
    path = deck_file(
        "title: t\nslides:\n  - {type: text, headline: a, show_from: 2026-12-02, show_until: 2026-12-01}\n"
    )
    (problem,) = load(path).problems
    assert (problem.rule, problem.line) == ("date_span", 3)
    assert problem.fault.values["value"] == "2026.12.02 – 2026.12.01"


def test_every_type_says_what_a_visitor_reads() -> None:
    """In the deck that `kiosk new` writes, which has one of each: in every language, step by step."""
    deck = load(ROOT / "kiosk" / "commands" / "template" / "deck.yaml").deck
    assert deck is not None
    assert {slide.type for slide in deck.slides} == set(kinds.KINDS)
    for slide in deck.slides:
        for language in deck.languages:
            assert all(words.strip() for step in slide.texts(language) for words in step), slide.type
            assert all(seconds > 0 for seconds in slide.reading(language)), slide.type


PHOTOS = """  - type: photo
    heading: 现场
    photos:
      - {picture: a.png, illustration: 3-inspection-robot, caption: 甲, credit: 宋卫星 摄}
      - {illustration: 3-inspection-robot, caption: 乙}
  - {type: photo, illustration: 3-inspection-robot, caption: 丙, number: ①}
"""


def test_photographs_side_by_side_are_read_together_and_one_by_one(deck_file: Write) -> None:
    several, one = deck_of(deck_file, PHOTOS, "languages: [zh]").slides
    assert isinstance(several, Photo)
    assert several.texts("zh") == [["现场", "甲", "宋卫星 摄", "乙"], ["甲", "宋卫星 摄"], ["乙"]]
    assert several.pictures() == [
        (("photos", 0, "picture"), "a.png"),
        (("photos", 0, "illustration"), "3-inspection-robot"),
        (("photos", 1, "illustration"), "3-inspection-robot"),
    ]
    assert one.texts("zh") == [["丙"]]
    assert one.pictures() == [(("illustration",), "3-inspection-robot")]


DOTS = """  - type: chart
    form: dots
    title: 用户
    unit: 人
    out_of: 10
    series: [{name: 甲, value: 4, emphasis: true}, {name: 乙, value: 2}]
  - type: chart
    title: 产量
    unit: 万吨
    series: [{date: 2024, value: 3, label: 上一年}, {date: 2025, value: 5}, {date: 2026, value: null}]
"""


def test_what_matters_in_a_chart_and_in_what_it_is_counted(deck_file: Write) -> None:
    dots, columns = deck_of(deck_file, DOTS, "languages: [zh]").slides
    assert isinstance(dots, Chart)
    assert isinstance(columns, Chart)
    assert dots.emphasised == 0
    assert (dots.scale("zh").shift, dots.spoken_unit("zh")) == (0, "人")
    assert columns.emphasised == 1
    assert columns.series[0].under("zh") == "上一年"
    assert columns.texts("zh") == [["产量", "3", "上一年", "5", "2025年", "2026年"]]


@pytest.mark.parametrize(
    ("value", "rule"), [("0", None), ("10", None), ("10.5", "dots_value"), ("-1", "dots_value"), ("11", "dots_value")]
)
def test_dots_show_parts_of_their_whole(value: str, rule: str | None, deck_file: Write) -> None:
    slide = f"{{type: chart, form: dots, title: t, out_of: 10, series: [{{name: a, value: {value}}}]}}"
    loaded = load(deck_file(f"title: t\nslides:\n  - {slide}\n"))
    assert [one.rule for one in loaded.problems] == ([rule] if rule else [])


def test_eras_may_begin_and_end_on_one_day_and_no_sooner(deck_file: Write) -> None:
    text = "  - {{type: timeline, events: [{{date: 2018, title: 甲}}], eras: [{{name: 宋, from: 960, until: {0}}}]}}\n"
    assert deck_of(deck_file, text.format(960), "languages: [zh]").slides
    path = deck_file("title: t\nslides:\n" + text.format(959))
    assert [(one.rule, one.fault.values["value"]) for one in load(path).problems] == [("date_span", "0960/0959")]


STATEMENTS = """  - type: stats
    as_of: {zh: 2025年, en: "2025"}
    source: {zh: 年报, en: report}
    hero: {value: 600, unit: {zh: 家, en: firms}, lead: {zh: 超过, en: over}, says: {zh: 企业, en: there are}}
    figures:
      - {value: 70, unit: "%", says: {zh: 占比, en: share}, as_of: {zh: 目前, en: now}}
  - type: timeline
    source: {zh: 大事记, en: chronicle}
    events:
      - date: 2018-10
        title: {zh: 学习, en: session}
        text: {zh: 全文, en: text}
        figure: {value: 3, unit: 次, says: {zh: 讲话, en: talks}}
      - {date: 2019, title: {zh: 致信, en: letter}, source: {zh: 新华社, en: Xinhua}, credit: {zh: 某 摄, en: by X}}
"""


def test_figures_and_events_as_those_read_them_who_sign(deck_file: Write) -> None:
    text = f"title: 展\nlanguages: [zh, en]\nslides:\n{STATEMENTS}"
    assert facts(deck_file(text)) == [
        [("超过 600家 企业", "年报", "2025年", 7), ("70% 占比", "年报", "目前", 9)],
        [
            ("2018年10月\n学习\n全文", "大事记", "2018年10月", 13),
            ("3次 讲话", "大事记", "", 16),
            ("2019年\n致信\n某 摄", "新华社", "2019年", 17),
        ],
    ]


def test_other_slides_of_a_deck_are_counted_anew(deck_file: Write) -> None:
    slides = "".join(f"  - {{type: text, headline: {name}, chapter: {name}}}\n" for name in "甲乙丙")
    deck = deck_of(deck_file, slides, "languages: [zh]")
    assert deck.chapter_indexes() == (0, 1, 2)
    fewer = deck.with_slides(deck.slides[1:])
    assert fewer.chapter_indexes() == (0, 1)
    assert [chapter.name.get("zh") for chapter in fewer.chapter_list()] == ["乙", "丙"]
    assert deck.chapter_indexes() == (0, 1, 2)


def test_a_phrase_of_the_decks_own(deck_file: Write) -> None:
    settings = "languages: [zh, en]\nwords: {overview: {zh: 目录}, close: 关}"
    words = deck_of(deck_file, "  - {type: text, headline: {zh: 好, en: well}}\n", settings).words
    assert words is not None
    assert [said(words, "overview", code) for code in ("zh", "en")] == ["目录", None]
    assert [said(words, "close", code) for code in ("zh", "en")] == ["关", "关"]
    assert said(words, "zoom_in", "zh") is None
    assert said(None, "overview", "zh") is None


def test_what_stands_in_a_failed_tests_message() -> None:
    assert repr(Moment(2018, 10)) == "Moment(2018-10)"
    assert repr(Span(Moment(2018), Moment(2019))) == "Span(2018/2019)"
    assert repr(Text({"zh": "好"})) == "Text({'zh': '好'})"


def test_texts_that_say_the_same_are_one() -> None:
    assert len({Text({"zh": "好"}), Text({"zh": "好"}), Text({"zh": "坏"}), Text({"en": "好"})}) == 3
    assert Text({"zh": "好"}) != "好"


def test_a_file_named_after_no_type_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds a slide type hears of it at once."""
    code = (
        "from typing import Literal\nfrom kiosk.content.base import Slide\n"
        "class Poem(Slide):\n    type: Literal['poem']\n"
    )
    (tmp_path / "verse.py").write_text(code)
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "kiosk.content.kinds.verse", raising=False)
    with pytest.raises(TypeError, match=r"verse.py holds the slide type 'poem'"):
        kinds._find()
    monkeypatch.delitem(sys.modules, "kiosk.content.kinds.verse", raising=False)
