"""Larger text, another language, another shape of screen: the visitor stays where they were reading."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.slides.timeline import Item as Timeline
from kiosk.visit import GoTo, Resize, ShowStep, Speak, Touch
from tests.slides.boxes import Hall, deck_of

WORDS = "潮水比往年来得早，渡口的石阶重新铺过，码头上的人都看着河面慢慢涨起来。" * 9


def hall(**slide: Any) -> Hall:
    made = Hall(deck_of(slide, {"type": "text", "headline": "x"}), (1920, 1080), "zh")
    made.stage.do(Touch())
    return made


@pytest.fixture
def timeline(qapp: object):
    events = [
        {
            "date": str(1900 + 7 * year),
            "title": f"第{year}件",
            "text": {"zh": WORDS, "en": "The tide came early. " * 60},
        }
        for year in range(10)
    ]
    made = hall(type="timeline", events=events)
    yield made
    made.close()


def event_of(made: Hall) -> int:
    item = made.stage.gallery.item(0)
    assert isinstance(item, Timeline)
    assert item.step == made.stage.state.step
    return item._places[item.step][0]


@pytest.mark.parametrize("event", [0, 3, 6, 9])
def test_the_same_event_is_open_in_larger_text_and_another_language(timeline: Hall, event: int) -> None:
    stage = timeline.stage
    item = stage.gallery.item(0)
    stage.do(ShowStep(item.step_at((event, 0.0))))
    for command in (Resize(1), Resize(2), Speak("en"), Resize(0), Speak("zh")):
        stage.do(command)
        assert event_of(timeline) == event, command
    stage.resize(1080, 1920)
    assert event_of(timeline) == event


def test_an_article_stays_about_where_it_was_read(qapp: object) -> None:
    made = hall(type="article", title="t", paragraphs=[WORDS] * 12)
    stage = made.stage
    stage.do(Resize(2))
    steps = stage.gallery.item(0).steps
    stage.do(ShowStep(steps // 2))
    stage.do(Resize(0))
    item = stage.gallery.item(0)
    assert item.steps < steps
    assert stage.state.step == item.step == pytest.approx(item.steps / 2, abs=1)
    stage.do(Resize(2))
    stage.do(ShowStep(steps - 1))
    stage.do(Resize(0))
    assert stage.state.step == stage.gallery.item(0).steps - 1
    made.close()


def test_a_picture_stays_open_and_all_together_stay_together(qapp: object) -> None:
    shots = [{"picture": f"{name}.svg", "caption": {"zh": WORDS[:300], "en": "A ferry. " * 60}} for name in "abcd"]
    made = hall(type="photo", photos=[{**shot, "illustration": "3-inspection-robot"} for shot in shots])
    stage = made.stage
    item = stage.gallery.item(0)
    stage.do(ShowStep(item._views[2].steps.start))
    for command in (Resize(2), Speak("en"), Resize(0)):
        stage.do(command)
        item = stage.gallery.item(0)
        assert stage.state.step in item._views[2].steps
    stage.do(GoTo(0, 0))
    stage.do(Resize(2))
    assert stage.state.step == 0
    made.close()
