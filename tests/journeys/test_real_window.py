"""The real command, in a real process, in a real window, driven as a hand would."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.journeys.screen import ROOT, Screen, running, third

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or xdotool here"),
]

BLACK = b"\0\0\0"


def shown(screen: Screen) -> bool:
    return screen.pixel(100, 100) != BLACK and screen.pixel(1200, 650) != BLACK


def paper(screen: Screen) -> bool:
    """Whether a slide with paper ground stands: its corner is the paper's colour."""
    return screen.pixel(4, 4) == bytes((0xE6, 0xF0, 0xF5))


def test_a_visit_in_a_real_window(screen: Screen) -> None:
    with running(screen) as kiosk:
        screen.wait(lambda: shown(screen))
        assert not paper(screen)
        screen.do("mousemove", 300, 250, "click", 1)  # the cover: begin
        screen.wait(lambda: paper(screen))
        hinted = screen.settled()
        screen.do("key", "Prior")  # the hint goes with the first step, here nowhere but to the cover and back
        screen.wait(lambda: not paper(screen))
        screen.do("mousemove", 300, 250, "click", 1)
        screen.wait(lambda: paper(screen))
        timeline = screen.settled()
        assert timeline != hinted
        screen.do("mousemove", 1262, 320, "click", 1)  # the arrow: on
        screen.wait(lambda: screen.frame() != timeline)
        article = screen.settled(quiet=1.5)  # on a busy machine the arrow's answer may stand for a while
        screen.do("mousemove", 600, 300, "mousedown", 1)  # a drag to the right: back
        for x in range(620, 1100, 40):
            screen.do("mousemove", x, 300)
        screen.wait(lambda: screen.frame() != article)
        screen.do("mouseup", 1)
        assert screen.settled(quiet=1.5) == timeline
        screen.do("key", "Next")  # a presenter's clicker
        screen.wait(lambda: screen.frame() != timeline)
        assert screen.settled(quiet=1.5) == article
        screen.do("mousemove", 1187, 683, "click", 1)  # English
        screen.wait(lambda: screen.frame() != article)
        screen.settled()
        begun = time.perf_counter()
        code, said = kiosk.end()
        assert time.perf_counter() - begun < 5
    assert (code, said) == (0, "")


def test_no_key_of_a_visitors_closes_it(screen: Screen) -> None:
    with running(screen, "--slide", "stats") as kiosk:
        screen.wait(lambda: paper(screen))
        for key in ("alt+F4", "Escape", "ctrl+q", "ctrl+w", "F11", "Menu"):
            screen.do("key", key)
        screen.do("mousemove", 600, 400, "click", 3)
        screen.settled()
        assert kiosk.process.poll() is None
        assert paper(screen)
        assert kiosk.end()[0] == 0


def test_a_window_for_the_desk_closes_with_escape(screen: Screen) -> None:
    with running(screen, "--windowed", "--size", "960x540", "--slide", "stats") as kiosk:
        screen.wait(lambda: paper(screen))
        screen.settled()
        screen.do("mousemove", 400, 300, "click", 1, "key", "Escape")
        assert kiosk.process.wait(20) == 0


def test_without_a_screen_it_says_so_in_one_line() -> None:
    with running(None) as kiosk:
        _, said = kiosk.process.communicate(timeout=30)
    assert kiosk.process.returncode == 2
    assert len(said.strip().splitlines()) == 1
    assert "DISPLAY" in said


def test_a_screen_that_does_not_answer_is_no_abort() -> None:
    with running(None, "run", DISPLAY=":4711") as kiosk:
        kiosk.process.communicate(timeout=30)
    assert kiosk.process.returncode == 2


def test_a_broken_slide_is_left_out_and_said_on_stderr(screen: Screen, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    text = "title: t\nslides:\n  - type: text\n    headline: 好\n  - type: text\n    headlin: 坏\n"
    deck.write_text(text, "utf-8")
    with running(screen, str(deck), LC_ALL="C.UTF-8") as kiosk:
        said = kiosk.heard()
        screen.wait(lambda: paper(screen))
        code, more = kiosk.end()
    assert code == 0
    assert f"{deck}:6:5: error: " in said + more


def test_a_missing_deck_shows_a_quiet_slide_and_then_the_deck(screen: Screen, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    with running(screen, str(deck)) as kiosk:
        screen.wait(lambda: paper(screen))
        quiet = screen.settled()
        shutil.copy(ROOT / "data" / "deck.yaml", deck)
        screen.wait(lambda: not paper(screen))
        assert screen.frame() != quiet
        assert kiosk.end()[0] == 0


def test_a_mistake_never_reaches_the_screen(screen: Screen, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text("title: t\nslides:\n  - {type: text, headline: 好}\n", "utf-8")
    with running(screen, str(deck)) as kiosk:
        screen.wait(lambda: paper(screen))
        before = screen.settled()
        deck.write_text("title: t\nslides: [\n", "utf-8")
        assert screen.settled(quiet=3.5) == before
        deck.write_text("title: t\nslides:\n  - {type: text, headline: 更好}\n", "utf-8")
        screen.wait(lambda: screen.frame() != before)
        kiosk.process.send_signal(signal.SIGINT)
        assert kiosk.process.wait(20) == 0


def test_a_save_shows_at_the_same_slide_without_a_flash(screen: Screen, tmp_path: Path) -> None:
    """Between the old picture and the new one there is no third; the pictures of a photograph come with it."""
    shutil.copytree(ROOT / "data", tmp_path / "deck")
    deck = tmp_path / "deck" / "deck.yaml"
    for slide, old, new in (("stats", "1590", "1591"), ("photo", "有问题", "有难题"), ("photo", "有难题", "有问题")):
        with running(screen, str(deck), "--slide", slide, "--lang", "zh") as kiosk:
            screen.wait(lambda: screen.pixel(100, 100) != BLACK)
            screen.do("key", "F1")  # a visitor is there: nothing drifts
            before = screen.settled(quiet=2.0)
            text = deck.read_text("utf-8")
            assert old in text
            deck.write_text(text.replace(old, new), "utf-8")
            seen: list[bytes] = []
            screen.wait(lambda b=before: b != screen.frame())
            for _ in range(300):
                frame = screen.frame()
                if not seen or frame != seen[-1]:
                    seen.append(frame)
                time.sleep(0.002)
            after = screen.settled()
            assert before != after
            # X copies a repaint while the screen is read, and may be met in the middle of a row: a torn frame has
            # pixels of the old picture and of the new, and no others.
            for frame in seen:
                assert not third(frame, before, after), slide
            assert kiosk.end() == (0, "")


def test_the_last_deck_that_passed_stands_in_for_a_broken_one(screen: Screen, tmp_path: Path) -> None:
    deck, home = tmp_path / "deck.yaml", tmp_path / "home"
    deck.write_text("title: t\nslides:\n  - {type: text, headline: 好}\n", "utf-8")
    with running(screen, str(deck), XDG_DATA_HOME=str(home)) as kiosk:
        screen.wait(lambda: paper(screen))
        before = screen.settled()
        screen.wait(lambda: any(home.glob("touyan/last-good/*/newest/manifest.json")))
        kiosk.end()
    deck.write_text("title: t\nslides: [\n", "utf-8")
    screen.wait(lambda: screen.pixel(100, 100) == BLACK)
    with running(screen, str(deck), XDG_DATA_HOME=str(home)) as kiosk:
        # Its picture of last time stands until the deck is read, so the picture alone says nothing.
        assert f"{deck}:2:" in kiosk.heard()
        screen.wait(lambda: paper(screen))
        assert screen.settled() == before
        assert kiosk.end()[0] == 0


@pytest.mark.skipif(not shutil.which("xrandr"), reason="no xrandr here")
def test_it_follows_a_screen_that_is_turned() -> None:
    """Landscape, upright, five by four, and back: the same slide fills the screen each time."""
    screen = Screen(1920, 1920)
    sheet = bytes((0xF1, 0xF8, 0xFB))  # the rail's own colour, in the screen's lower corners
    try:
        shapes = {"wide": (1920, 1080), "upright": (1080, 1920), "square": (1280, 1024)}
        for name, (width, height) in shapes.items():
            lines = [width, width + 1, width + 2, width + 3, height, height + 1, height + 2, height + 3]
            screen.xrandr("--newmode", name, 10, *lines)
            screen.xrandr("--addmode", "screen", name)
        screen.xrandr("--output", "screen", "--mode", "wide")
        with running(screen, "--slide", "chart") as kiosk:
            for name in ("wide", "upright", "square", "wide"):
                width, height = shapes[name]
                screen.xrandr("--output", "screen", "--mode", name)
                screen.wait(
                    lambda w=width, h=height: (
                        paper(screen)
                        and screen.pixel(w - 6, 6) == screen.pixel(4, 4)
                        and screen.pixel(6, h - 6) == screen.pixel(w - 6, h - 6) == sheet
                    )
                )
            assert kiosk.end() == (0, "")
    finally:
        screen.close()
