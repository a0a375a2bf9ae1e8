"""The exhibit as a machine's settings have it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kiosk.ops.settings import Settings
from kiosk.staff.arranging import arranged
from kiosk.stage.exhibit import Exhibit
from tests.slides.boxes import deck_of

AUTUMN, WINTER = date(2026, 11, 29), date(2026, 12, 24)
ALWAYS = {"type": "text", "headline": "常设"}
FEAST = {"type": "text", "headline": "节日", "show_from": "2026-12-20", "show_until": "2026-12-31"}


def exhibit_of(*slides: dict[str, str], **settings: Any) -> Exhibit:
    deck = deck_of(*slides, **settings)
    return Exhibit(deck, deck.slide_ids(), lambda _: None)


@pytest.mark.parametrize(
    ("home", "languages"),
    [(None, ("zh", "en")), ("zh", ("zh", "en")), ("en", ("en", "zh")), ("fr", ("zh", "en"))],
)
def test_a_machines_own_language_comes_first(home: str | None, languages: tuple[str, ...]) -> None:
    found = arranged(exhibit_of(ALWAYS), Settings(language=home), None)
    assert found is not None
    assert found.languages == languages
    assert found.slides == exhibit_of(ALWAYS).slides


def test_the_other_languages_keep_their_round() -> None:
    exhibit = exhibit_of(ALWAYS, languages=["zh", "en", "fr"])
    found = [arranged(exhibit, Settings(language=home), None) for home in exhibit.languages]
    assert [one.languages for one in found if one is not None] == [
        ("zh", "en", "fr"),
        ("en", "fr", "zh"),
        ("fr", "zh", "en"),
    ]


def test_its_own_size_of_text_is_what_a_visitor_finds() -> None:
    found = arranged(exhibit_of(ALWAYS), Settings(text_size=2), None)
    assert found is not None
    assert found.text_size == 2


@pytest.mark.parametrize(("day", "shown"), [(AUTUMN, ["常设"]), (WINTER, ["常设", "节日"]), (None, ["常设", "节日"])])
def test_slides_come_and_go_with_the_days(day: date | None, shown: list[str]) -> None:
    found = arranged(exhibit_of(ALWAYS, FEAST), Settings(), day)
    assert found is not None
    assert [slide.texts("zh")[0][0] for slide in found.slides] == shown


def test_nothing_is_made_of_nothing() -> None:
    assert arranged(exhibit_of(FEAST), Settings(), AUTUMN) is None
    assert arranged(None, Settings(), WINTER) is None


def test_what_needs_no_arranging_is_left_alone() -> None:
    exhibit = exhibit_of(ALWAYS)
    assert arranged(exhibit, Settings(language="zh"), WINTER) is exhibit
