"""A deck is saved while somebody stands before it: the same slide, page and language, whatever changed around it."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.stage.exhibit import Exhibit
from kiosk.visit import GoTo, Overlook, Resize, Speak, Tick, Touch, deadline
from tests.slides.boxes import Hall, deck_of


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "headline": {"zh": words, "en": words}, **more}


def exhibit(*slides: dict[str, Any], **settings: Any) -> Exhibit:
    deck = deck_of(*slides, **settings)
    return Exhibit(deck, deck.slide_ids(), lambda _: None)


def shown(hall: Hall) -> str:
    return hall.stage.exhibit.slides[hall.stage.state.slide].headline.get("zh")


@pytest.fixture
def hall(qapp: object):
    made = Hall(deck_of(text("a"), text("b"), text("c", id="mine"), text("d")), (1280, 720), "zh")
    made.stage.do(Touch())
    yield made
    made.close()


@pytest.mark.parametrize(
    ("stood", "after", "expected"),
    [
        (1, ["new", "a", "b", "c!", "d"], "b"),  # one came before it
        (1, ["b", "c!", "d"], "b"),  # one went
        (1, ["a", "B", "c!", "d"], "B"),  # it was changed itself
        (2, ["d", "C!", "a"], "C"),  # it moved and was changed: its id says which it is
        (3, ["a", "b"], "b"),  # it went, and so did all after it
        (1, ["b", "x", "b"], "b"),
    ],
)
def test_the_same_slide_stands(hall: Hall, stood: int, after: list[str], expected: str) -> None:
    hall.stage.do(GoTo(stood))
    slides = [text(one.rstrip("!"), **({"id": "mine"} if one.endswith("!") else {})) for one in after]
    hall.stage.show_exhibit(exhibit(*slides))
    assert shown(hall) == expected
    assert hall.stage.gallery.built(hall.stage.state.slide) is not None


def test_language_and_text_size_stay_with_the_visitor(hall: Hall) -> None:
    hall.stage.do(Speak("en"))
    hall.stage.do(Resize(2))
    hall.stage.show_exhibit(exhibit(text("a"), text("b")))
    assert (hall.stage.state.language, hall.stage.state.text_size) == ("en", 2)
    assert hall.stage.gallery.language == "en"


def test_a_language_that_went_is_exchanged_for_home(hall: Hall) -> None:
    hall.stage.do(Speak("en"))
    slide = {"type": "text", "headline": {"zh": "a"}}
    hall.stage.show_exhibit(exhibit(slide, languages=["zh"]))
    assert hall.stage.state.language == "zh"


def test_a_page_that_went_is_the_last_there_is(hall: Hall) -> None:
    words = "长文" * 4000
    article = {"type": "article", "title": "t", "paragraphs": [words]}
    hall.stage.show_exhibit(exhibit(article))
    steps = hall.stage.gallery.item(0).steps
    assert steps > 2
    hall.stage.do(GoTo(0, steps - 1))
    hall.stage.show_exhibit(exhibit({**article, "paragraphs": [words[: len(words) // 2]]}))
    item = hall.stage.gallery.item(0)
    assert item.step == hall.stage.state.step == item.steps - 1 < steps - 1


def test_an_open_overview_shows_the_new_slides(qtbot, hall: Hall) -> None:
    hall.stage.do(Overlook(True))
    hall.stage.show_exhibit(exhibit(text("a"), text("b"), text("e")))
    assert hall.stage.state.overview
    laid = hall.stage._furniture.overview
    assert laid is not None
    qtbot.waitUntil(lambda: laid.wanted() is None, timeout=20_000)
    hall.stage.do(GoTo(2))
    assert shown(hall) == "e"


def test_a_save_in_mid_flight_lands(hall: Hall) -> None:
    hall.stage.do(GoTo(1))
    hall.stage.fingers.pressed(600, 300)
    hall.stage.fingers.cancelled()
    hall.stage.fingers.dragged(-200)
    hall.stage.show_exhibit(exhibit(text("a"), text("b"), text("e")))
    hall.stage.fingers.dragged(-260)
    hall.stage.fingers.swiped(-300, -1.0)
    hall.stage.land()
    assert shown(hall) in {"b", "e"}


def test_a_save_at_the_moment_the_cycle_goes_on_begins_the_next_slide_at_its_beginning(qapp: object) -> None:
    """The place in the slide that stood is none in the next one."""
    time = [0.0]
    events = [{"date": str(1900 + at), "title": {"zh": "a", "en": "a"}} for at in range(3)]
    slides = [{"type": "timeline", "id": one, "events": events} for one in ("one", "two")]
    hall = Hall(deck_of(*slides), (1280, 720), "zh", now=lambda: time[0])
    stage = hall.stage

    def wait() -> None:
        at = deadline(stage.state, stage.tour)
        assert at is not None
        time[0] = at + 0.01

    while stage.state.step < 2:
        wait()
        stage.do(Tick())
    wait()
    stage.show_exhibit(exhibit(*slides))
    assert stage.state.place == (1, 0)
    hall.close()
