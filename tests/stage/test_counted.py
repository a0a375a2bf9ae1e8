"""What is counted of a visit in a real window, from the finger to the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.ops import ledger
from kiosk.ops.counting import Counting
from kiosk.ops.counts import Counts
from kiosk.stage.window import Window
from kiosk.visit import Hold, Mode, Speak
from tests.stage.conftest import Clock, Hand


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "counts.db"


@pytest.fixture
def counting(window: Window, clock: Clock, path: Path) -> Iterator[Counting]:
    made = Counting(Counts(path, lambda: True, every=0.0), clock)
    stage = window.stage
    stage.changed.connect(lambda state: made.changed(state, stage.tour, stage.exhibit.ids))
    stage.answered.connect(made.answered)
    yield made
    made.close()


def rows(counting: Counting, path: Path) -> dict[tuple[str, str], tuple[int, float]]:
    counting.close()
    return {(row.what, row.which): (row.times, round(row.seconds, 1)) for row in ledger.read(path)}


def test_a_visit_from_the_first_touch_to_the_reset(
    window: Window,
    hand: Hand,
    clock: Clock,
    counting: Counting,
    path: Path,
    pass_time: Callable[[Window, float], None],
    at_rest: Callable[[Window], None],
    find_target: Callable[..., tuple[int, int]],
) -> None:
    stage = window.stage
    pass_time(window, 5)
    hand.tap(960, 500)  # the cover leads on
    at_rest(window)
    first = stage.exhibit.ids[stage.state.slide]
    clock.now += 30
    hand.tap(*find_target(window, "arrow", 1))
    at_rest(window)
    second = stage.exhibit.ids[stage.state.slide]
    assert second != first
    pass_time(window, 400)
    assert stage.state.mode is Mode.ATTRACT
    found = rows(counting, path)
    assert found["visit", ""] == (1, 0.0)
    assert found["end", "reset"] == (1, 0.0)
    assert found["seen", first] == (1, 30.0)
    times, seconds = found["seen", second]
    assert times == 1
    assert 8 <= seconds < 60, "no longer than reading it takes"
    assert {which for what, which in found if what == "seen"} == {first, second}


def test_a_mark_that_answers_is_counted_and_a_touch_on_nothing_isnt(
    window: Window, hand: Hand, counting: Counting, path: Path, browse: Callable[[Window, int], None]
) -> None:
    stage = window.stage
    chart = next(number for number, slide in enumerate(stage.exhibit.slides) if slide.type == "chart")
    browse(window, chart)
    item: Any = stage.gallery.item(chart)
    at = item.chart.mapToScene(item.chart.spot((0, 0)).center()) * stage.frame.scale
    hand.tap(round(at.x()), round(at.y()))
    assert item.chart.picked is not None
    hand.tap(10, 10)  # lets go of it: the slide answers that as well
    hand.tap(10, 10)
    found = rows(counting, path)
    assert found["tap", stage.exhibit.ids[chart]] == (2, 0.0)


def test_the_cover_leads_on_and_that_is_no_mark(
    window: Window, hand: Hand, counting: Counting, path: Path, at_rest: Callable[[Window], None]
) -> None:
    hand.tap(960, 500)
    at_rest(window)
    hand.tap(960, 40)
    assert not any(what == "tap" for what, _ in rows(counting, path))


def test_a_language_is_counted_by_its_seconds(
    window: Window, clock: Clock, counting: Counting, path: Path, browse: Callable[[Window, int], None]
) -> None:
    browse(window, 2)
    clock.now += 20
    window.stage.do(Speak("en"))
    clock.now += 12
    window.stage.do(Speak("zh"))
    found = rows(counting, path)
    assert found["read", "en"] == (1, 12.0)
    assert found["read", "zh"][1] >= 20


def test_a_cycling_exhibit_and_staff_count_nothing(
    window: Window, counting: Counting, path: Path, pass_time: Callable[[Window, float], None]
) -> None:
    pass_time(window, 120)
    window.stage.do(Hold(True))
    pass_time(window, 60)
    window.stage.do(Hold(False))
    pass_time(window, 120)
    counting.close()
    assert not path.exists() or ledger.read(path) == []
