"""The beginning of a long deck stands while the whole of it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.bundled import data
from kiosk.content.beginning import beginning
from kiosk.content.load import load

DECK = """\
title: A
slides:   # all of them
  # the first
  - {type: text, headline: one}

  - type: text
    headline: |-
      - two
      slides:
  - {type: text, headline: three}
  - {type: text, headline: four}
languages: [en]
theme: night
"""


def headlines(path: Path, only: int | None) -> list[str]:
    loaded = load(path, only=only)
    assert not loaded.errors
    assert loaded.deck is not None
    return [slide.headline.get("en") for slide in loaded.deck.slides]  # type: ignore[attr-defined]


def test_it_has_the_first_slides_and_all_settings(deck_file: Callable[[str], Path]) -> None:
    path = deck_file(DECK)
    assert headlines(path, 2) == ["one", "- two\nslides:"]
    first, whole = load(path, only=3), load(path)
    assert first.deck is not None
    assert whole.deck is not None
    assert first.deck.theme == "night"
    assert first.deck.slides == whole.deck.slides[:3]
    assert first.text_digest == whole.text_digest


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_it_is_cut_before_it_is_decoded(tmp_path: Path, ends: str) -> None:
    """What comes later may be four MB: here it can't even be read."""
    path = tmp_path / "deck.yaml"
    path.write_bytes(DECK.replace("\n", ends).encode().replace(b"four", b"f\xffur"))
    assert headlines(path, 2) == ["one", "- two\nslides:"]
    first, whole = load(path, only=2), load(path)
    assert first.deck is not None
    assert first.deck.theme == "night"
    assert first.text_digest == whole.text_digest
    assert [one.rule for one in whole.errors] == ["encoding"]


def test_the_slides_may_stand_at_the_margin(deck_file: Callable[[str], Path]) -> None:
    path = deck_file(DECK.replace("\n  ", "\n").replace("\n  headline", "\n    headline"))
    assert headlines(path, 1) == ["one"]


@pytest.mark.parametrize(
    "text",
    [
        DECK.replace("  - {type: text, headline: four}\n", ""),
        "title: A\n",
        "title: A\nslides:\n",
        "title: A\nslides: [{type: text, headline: one}, {type: text, headline: two}]\n",
        "title: A\nslides:\n  [{type: text, headline: one},\n  - x\n  - y\n  - z\n  - a]\n",
        "",
    ],
)
def test_where_it_cannot_be_cut_there_is_none(text: str, deck_file: Callable[[str], Path]) -> None:
    assert beginning(text.encode(), 3) is None
    assert load(deck_file(text or "\n"), only=3).deck is None


def test_the_bundled_deck_can_be_cut_anywhere() -> None:
    path = data() / "deck.yaml"
    whole = load(path).deck
    assert whole is not None
    for count in range(1, len(whole.slides)):
        first = load(path, only=count)
        assert not first.errors
        assert first.deck is not None
        assert first.deck.slides == whole.slides[:count]
