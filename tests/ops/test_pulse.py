"""The window proves that it paints, and says so only when it did."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize

from kiosk.content.deck import Deck
from kiosk.ops.guard.beats import Beat, Beats
from kiosk.ops.guard.life import ANEW, Life
from kiosk.ops.guard.rules import HEALTHY_S, Safe
from kiosk.ops.pulse import EVERY_MS, Pulse
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Speak, Touch


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Ear:
    """Whoever listens besides the parent."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def ready(self) -> None:
        self.heard.append("ready")

    def painted(self) -> None:
        self.heard.append("painted")

    def status(self, text: str) -> None:
        self.heard.append(text)

    def close(self) -> None:
        self.heard.append("closed")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def beats() -> Beats:
    return Beats.shared()


@pytest.fixture
def window(qtbot) -> Window:
    slides = [{"type": "text", "id": name, "headline": {"zh": "好", "en": "Good"}} for name in ("one", "two", "three")]
    deck = Deck.model_validate({"title": "t", "languages": ["zh", "en"], "slides": slides, "motion": "reduced"})
    made = Window(Exhibit(deck, deck.slide_ids(), lambda _: None), windowed=True, size=QSize(640, 360))
    qtbot.addWidget(made)
    return made


@pytest.fixture
def said(beats: Beats) -> Callable[[], Beat]:
    def read() -> Beat:
        beat = beats.read()
        assert beat is not None
        return beat

    return read


def test_nothing_is_proven_until_something_was_painted(qtbot, window, beats, clock, said) -> None:
    Pulse(window, Life(beats), now=clock)
    qtbot.wait(500)
    assert said().proved == 0
    window.place()
    qtbot.waitUntil(lambda: said().proved == clock.now)
    assert said().painted > 0


def test_a_still_window_goes_on_proving(qtbot, window, beats, clock, said) -> None:
    window.place()
    pulse = Pulse(window, Life(beats), now=clock)
    window.stage.do(Touch())  # the next slide doesn't come by itself
    qtbot.waitUntil(lambda: said().proved == 1000)
    qtbot.wait(600)  # what the first moments paint is over
    for second in (1002, 1004, 1006):
        clock.now = float(second)
        qtbot.waitUntil(lambda at=second: said().proved == at, timeout=2 * EVERY_MS + 2000)
    assert pulse.beat.changed < 1006  # a pixel that only proves is no new picture


def test_a_window_that_paints_no_more_proves_no_more(qtbot, window, beats, clock, said) -> None:
    window.place()
    Pulse(window, Life(beats), now=clock)
    qtbot.waitUntil(lambda: said().proved == 1000)
    window.viewport().setUpdatesEnabled(False)
    qtbot.wait(100)
    clock.now = 1010.0
    qtbot.wait(2 * EVERY_MS)  # its timer runs all the while
    assert said().proved == 1000


def test_it_says_which_slide_stands_and_who_is_there(qtbot, window, beats, clock, said) -> None:
    window.place()
    ear = Ear()
    pulse = Pulse(window, Life(beats), ear, lambda beat, number, count: f"{beat.slide} {number}/{count}", clock)
    pulse.follow(window.stage, "digest")
    assert (said().slide, said().language, said().visited, said().deck) == ("one", "zh", False, "digest")
    window.stage.do(Touch())
    window.stage.do(GoTo(1))
    window.stage.do(Speak("en"))
    assert (said().slide, said().language, said().visited) == ("two", "en", True)
    qtbot.waitUntil(lambda: "ready" in ear.heard)
    qtbot.waitUntil(lambda: ear.heard[-1] == "two 2/3")
    assert ear.heard.count("ready") == 1
    pulse.end()
    assert said().ended
    assert ear.heard[-1] == "closed"


def test_it_says_which_slide_is_being_built(qtbot, window, beats, clock, said) -> None:
    window.place()
    Pulse(window, Life(beats), now=clock).follow(window.stage, "d")
    seen: list[str] = []
    window.stage.building.connect(lambda _: seen.append(said().suspect))
    window.stage.do(Touch())
    window.stage.do(GoTo(2))
    assert "three" in seen
    assert said().building == ""


def test_what_is_private_is_said_to_be(qtbot, window, beats, clock, said) -> None:
    window.place()
    pulse = Pulse(window, Life(beats), now=clock)
    pulse.private = True
    qtbot.waitUntil(lambda: said().private)


def test_without_its_parent_it_wants_to_end(qtbot, window, beats, clock) -> None:
    pulse = Pulse(window, Life(beats, parent=1 << 22), now=clock)
    with qtbot.waitSignal(pulse.leave, timeout=5000) as left:
        pass
    assert left.args == [0]


def test_after_an_hour_of_health_safe_mode_ends_when_nobody_is_there(qtbot, window, beats, clock) -> None:
    window.place()
    pulse = Pulse(window, Life(beats, Safe.PLAIN), now=clock)
    pulse.follow(window.stage, "d")
    left: list[int] = []
    pulse.leave.connect(left.append)
    qtbot.waitUntil(lambda: pulse.beat.proved == 1000)
    window.stage.do(Touch())
    clock.now += HEALTHY_S + 1
    qtbot.wait(2 * EVERY_MS)
    assert left == []  # somebody reads
    window.stage.do(Speak("zh"))
    window.stage.state = type(window.stage.state)(**{**_fields(window), "mode": type(window.stage.state.mode).ATTRACT})
    window.stage.changed.emit(window.stage.state)
    qtbot.waitUntil(lambda: left == [ANEW], timeout=2 * EVERY_MS + 2000)


def _fields(window: Window) -> dict[str, object]:
    state = window.stage.state
    return {name: getattr(state, name) for name in state.__dataclass_fields__}
