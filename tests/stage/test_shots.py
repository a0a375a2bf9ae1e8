"""Slides as pictures: each page under its own name, on one sheet, in a proof, however many there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from shiboken6 import isValid

from kiosk.content.facts import Fact
from kiosk.slides.base import SlideItem
from kiosk.slides.text import Item as TextSlide
from kiosk.stage import offstage
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.shots import View, pictures_of, write_contact
from kiosk.stage.signoff import Proof, write_signoff
from kiosk.stage.stage import Stage
from tests.slides.boxes import deck_of

SMALL = View((640, 360), "en")
TIMELINE = {"type": "timeline", "events": [{"date": f"201{year}", "title": "x"} for year in range(3)]}


def text(name: str) -> dict[str, Any]:
    return {"type": "text", "id": name, "headline": name}


def exhibit_of(*slides: dict[str, Any]) -> Exhibit:
    deck = deck_of(*slides, languages=["en"])
    return Exhibit(deck, deck.slide_ids(), lambda _: None)


def proof_of(exhibit: Exhibit) -> Proof:
    facts: tuple[tuple[Fact, ...], ...] = ((),) * len(exhibit.slides)
    return Proof(exhibit, "deck.yaml", "0" * 64, "2026-11-29", facts, ("en",), "en", "")


def failing(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    build = TextSlide.build

    def fail(self: TextSlide) -> None:
        if self.model.id in names:
            raise ValueError("no")
        build(self)

    monkeypatch.setattr(TextSlide, "build", fail)


def test_a_slide_that_fails_is_left_out_and_the_others_keep_their_numbers(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "two")
    exhibit = exhibit_of(*map(text, ("one", "two", "three")))
    assert [shot.name for shot in pictures_of(exhibit, SMALL)] == ["01-one", "03-three"]


def test_a_sheet_holds_first_pages_alone(qapp: object, tmp_path: Path) -> None:
    """The second page of `timeline` is called what the first of `timeline-2` is."""
    exhibit = exhibit_of(TIMELINE, TIMELINE)
    assert [shot.name for shot in pictures_of(exhibit, SMALL)][1::3] == ["01-timeline-2", "02-timeline-2-2"]
    write_contact(exhibit, tmp_path / "sheet.png", SMALL, columns=1)
    assert QImage(str(tmp_path / "sheet.png")).height() == 24 + 2 * (270 + 60)


def test_a_sheet_of_nothing_is_white(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "one")
    write_contact(exhibit_of(text("one")), tmp_path / "sheet.png", SMALL)
    assert not QImage(str(tmp_path / "sheet.png")).isNull()


def test_a_proof_holds_a_hundred_slides_and_one(qapp: object, tmp_path: Path) -> None:
    exhibit = exhibit_of(*(text(f"s{number}") for number in range(1, 102)))
    write_signoff(proof_of(exhibit), tmp_path / "proof.pdf", View((320, 180), "en"))
    pages = [page.extract_text() for page in PdfReader(tmp_path / "proof.pdf").pages]
    assert "Slide101" in "".join(pages[-1].split())


def test_a_proof_shows_each_slide_its_own_pictures_and_tells_of_a_failure_once(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, "one")
    exhibit = exhibit_of(*map(text, ("one", "two")))
    write_signoff(proof_of(exhibit), tmp_path / "proof.pdf", SMALL)
    pages = PdfReader(tmp_path / "proof.pdf").pages
    assert [len(page.images) for page in pages] == [1, 0, 1]
    assert capfd.readouterr().err.splitlines() == ["kiosk: slide 1 (one) was left out: no"]


def test_slides_that_were_drawn_are_let_go(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """They went with the last of them, since nobody ran a loop: 2 MB a slide."""
    made: list[TextSlide] = []
    build = TextSlide.build

    def note(self: TextSlide) -> None:
        build(self)
        made.append(self)

    monkeypatch.setattr(TextSlide, "build", note)
    most = 0
    for _ in pictures_of(exhibit_of(*(text(f"s{number}") for number in range(40))), SMALL):
        most = max(most, sum(map(isValid, made)))
    assert len(made) == 40
    assert most < 20


def test_nothing_is_left_of_a_stage_in_no_window(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command has no loop in which what is to be deleted later would be deleted."""
    made: list[Stage | SlideItem] = []

    class Noted(Stage):
        def __init__(self, *args: Any, **named: Any) -> None:
            super().__init__(*args, **named)
            made.append(self)

        def _wire(self, item: SlideItem) -> None:
            super()._wire(item)
            made.append(item)

    monkeypatch.setattr(offstage, "Stage", Noted)
    assert len(list(pictures_of(exhibit_of(text("one"), text("two")), SMALL))) == 2
    assert len(made) >= 3
    assert not any(map(isValid, made))
