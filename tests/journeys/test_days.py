"""The day decides: another deck by the schedule, slides with dates, and a dark screen out of hours."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.journeys.screen import Screen, running

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or xdotool here"),
]

PAPER, NIGHT, BLACK = bytes.fromhex("F5F0E6")[::-1], bytes.fromhex("15171C")[::-1], b"\0\0\0"
SLIDE = "  - {type: text, headline: 头雁}\n"


def home_with(folder: Path, *lines: str) -> str:
    (folder / "config").mkdir()
    (folder / "config/settings.yaml").write_text("\n".join(["clock: trusted", *lines]) + "\n", "utf-8")
    return str(folder)


def deck(folder: Path, theme: str, slides: str = SLIDE) -> Path:
    folder.mkdir()
    (folder / "deck.yaml").write_text(f"title: t\ntheme: {theme}\nslides:\n{slides}", "utf-8")
    return folder


def test_the_schedule_names_another_deck_for_today(screen: Screen, tmp_path: Path) -> None:
    usual, other = deck(tmp_path / "usual", "paper", SLIDE * 2), deck(tmp_path / "other", "night")
    home = home_with(tmp_path, f"schedule: {{daily: {other}}}")
    with running(screen, str(usual), TOUYAN_HOME=home) as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER, 60)
        screen.do("key", "Next")
        screen.wait(lambda: screen.pixel(4, 4) == NIGHT, 60)
        assert kiosk.end()[0] == 0


def test_a_scheduled_deck_with_mistakes_leaves_what_stands(screen: Screen, tmp_path: Path) -> None:
    usual, other = deck(tmp_path / "usual", "paper", SLIDE * 2), deck(tmp_path / "other", "night", "  - {type: txet}\n")
    home = home_with(tmp_path, f"schedule: {{daily: {other}}}")
    with running(screen, str(usual), TOUYAN_HOME=home, LC_ALL="C.UTF-8") as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER, 60)
        assert "txet" in kiosk.heard()
        screen.do("key", "Next")
        screen.settled(quiet=1)
        assert screen.pixel(4, 4) == PAPER
        kiosk.end()


def test_slides_are_shown_on_their_days(screen: Screen, tmp_path: Path) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - as the hall's clock shows it
    over = f"  - {{type: cover, headline: 头雁, show_until: {yesterday}}}\n"
    home = home_with(tmp_path)
    with running(screen, str(deck(tmp_path / "deck", "paper", over + SLIDE)), TOUYAN_HOME=home) as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER, 60)  # the cover, whose ground is red, is over
        assert kiosk.end()[0] == 0


def test_out_of_hours_the_screen_is_black(screen: Screen, tmp_path: Path) -> None:
    today = date.today()  # noqa: DTZ011
    home = home_with(tmp_path, f"closed: [{today}, {today + timedelta(days=1)}]")
    with running(screen, str(deck(tmp_path / "deck", "paper")), TOUYAN_HOME=home) as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER, 60)
        screen.wait(lambda: screen.pixel(4, 4) == BLACK and screen.pixel(640, 360) == BLACK, 30)
        assert kiosk.process.poll() is None
        assert kiosk.end()[0] == 0
