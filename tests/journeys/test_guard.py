"""The parent and its app, on a real screen: killed, frozen, brought down by a slide, left without a screen."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from kiosk.ops.guard.rules import FROZEN_S
from tests.journeys.screen import ROOT, Screen, running
from tests.journeys.signs import BLACK, FAMILY, PAPER, THREE, Pulse, alive, blank, deck_of, stands_in

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or xdotool here"),
]


def test_a_death_shows_nothing_but_the_last_frame(screen: Screen, tmp_path: Path, home, pulse: Pulse) -> None:
    blank(screen)
    with running(screen, "nothing", deck_of(tmp_path), "three", program=FAMILY, **home) as kiosk:
        before = pulse.wait(lambda beat: beat.proved > 0)
        screen.wait(lambda: stands_in(screen))
        picture = screen.settled()
        os.kill(kiosk.app, signal.SIGKILL)
        begun = time.monotonic()
        while pulse.read().proved <= max(before.proved, begun):
            assert screen.pixel(4, 4) == PAPER
            assert screen.pixel(640, 300) != BLACK
            assert time.monotonic() - begun < 60
            time.sleep(0.001)
        assert pulse.read().slide == "three"
        assert screen.settled() == picture
        code, said = kiosk.end()
    assert code == 0
    assert said.strip() == "kiosk: the exhibit died (signal SIGKILL), at the slide “three”; starting it again."


def test_a_visitor_goes_on_in_the_same_language(screen: Screen, tmp_path: Path, home, pulse: Pulse) -> None:
    blank(screen)
    deck = str(ROOT / "data" / "deck.yaml")
    with running(screen, "nothing", deck, "stats", program=FAMILY, **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "stats")
        screen.settled()
        screen.do("mousemove", 1187, 683, "click", 1)  # English
        pulse.wait(lambda beat: beat.language == "en" and beat.visited)
        os.kill(kiosk.app, signal.SIGKILL)
        begun = time.monotonic()
        after = pulse.wait(lambda beat: beat.proved > begun and beat.slide != "")
        assert (after.slide, after.language) == ("stats", "en")
        assert kiosk.end()[0] == 0


def test_a_frozen_picture_is_ended_and_stands_again(screen: Screen, tmp_path: Path, home, pulse: Pulse) -> None:
    """The UI thread hangs in a slide: what it hung on is among the last words."""
    blank(screen)
    with running(screen, "hang", deck_of(tmp_path), "one", program=FAMILY, **home) as kiosk:
        # The neighbour is built a moment after the first slide stands: that is where it hangs.
        frozen = pulse.wait(lambda beat: beat.building == "bad" and beat.proved > 0)
        assert frozen.slide == "one"
        time.sleep(0.5)
        last = pulse.read().proved
        again = pulse.wait(lambda beat: beat.proved > last)
        assert again.proved - last >= FROZEN_S
        kiosk.process.send_signal(signal.SIGTERM)  # it may hang again by now: then it is ended all the same
        said = kiosk.process.communicate(timeout=30)[1]
    assert "the picture stood still for 10 s" in said
    assert "at the slide “bad”" in said
    words = "".join(path.read_text() for path in (tmp_path / "home" / "state").glob("last-words*.txt"))
    assert "in go_wrong" in words


def test_a_stopped_process_is_ended_without_words(screen: Screen, tmp_path: Path, home, pulse: Pulse) -> None:
    blank(screen)
    with running(screen, "nothing", deck_of(tmp_path), "three", program=FAMILY, **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0)
        screen.wait(lambda: stands_in(screen))
        app = kiosk.app
        os.kill(app, signal.SIGSTOP)
        last = pulse.read().proved
        again = pulse.wait(lambda beat: beat.proved > last)
        assert again.slide == "three"
        assert not alive(app)
        assert kiosk.end()[0] == 0


def test_a_slide_that_brings_it_down_is_left_out(screen: Screen, tmp_path: Path, home, pulse: Pulse) -> None:
    blank(screen)
    deck = Path(deck_of(tmp_path))
    with running(screen, "abort", str(deck), "bad", program=FAMILY, **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "three")
        noted = json.loads((tmp_path / "home" / "state" / "strikes.json").read_bytes())
        assert noted["slides"] == {"bad": 3}
        time.sleep(1)  # its neighbours are built by now, and "bad" isn't one of them
        assert pulse.read().slide == "three"
        code, said = kiosk.end()
    assert code == 0
    assert said.count("the exhibit died (signal SIGABRT), at the slide “bad”") == 3
    assert "left out until the deck is changed" in said
    with running(screen, "nothing", str(deck), program=FAMILY, **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "one")
        screen.do("key", "Next")
        pulse.wait(lambda beat: beat.slide == "three")
        deck.write_text(THREE.replace("第三页", "新的一页"), "utf-8")  # the deck is another one now
        screen.do("key", "Prior")
        pulse.wait(lambda beat: beat.slide in {"bad", "one"})
        screen.do("key", "Home")
        pulse.wait(lambda beat: beat.slide == "one")
        screen.wait(lambda: json.loads((tmp_path / "home/state/strikes.json").read_bytes())["slides"] == {})
        screen.do("key", "Next")
        pulse.wait(lambda beat: beat.slide == "bad")
        assert kiosk.end()[0] == 0


@pytest.mark.parametrize("how", ["raise", "memory"])
def test_a_slide_that_raises_is_noted_and_the_exhibit_goes_on(screen, tmp_path: Path, home, pulse: Pulse, how) -> None:
    deck, noted = deck_of(tmp_path), tmp_path / "home" / "state" / "strikes.json"
    for count in (1, 2, 3):
        blank(screen)
        with running(screen, how, deck, "one", program=FAMILY, **home) as kiosk:
            pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "one")
            screen.wait(lambda at=count: noted.exists() and json.loads(noted.read_bytes())["slides"] == {"bad": at})
            app = kiosk.app
            screen.do("key", "Next")
            pulse.wait(lambda beat: beat.slide == "three")
            assert kiosk.app == app
            code, said = kiosk.end()
        assert code == 0
        assert "(bad) was left out" in said
    with running(screen, how, deck, "one", program=FAMILY, **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "one")
        time.sleep(1)
        assert kiosk.end() == (0, "")  # it isn't even tried


def test_what_no_slide_is_to_blame_for_ends_in_the_built_in_slide(screen, tmp_path: Path, home, pulse: Pulse) -> None:
    blank(screen)
    deck = Path(deck_of(tmp_path, THREE + "# BAD\n"))
    with running(screen, "opening", str(deck), program=FAMILY, TOUYAN_MOST_RESTARTS="1", **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "quiet")
        screen.wait(lambda: screen.pixel(4, 4) == PAPER)
        deck.write_text(THREE, "utf-8")  # a curator mends it
        pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "one")
        code, said = kiosk.end()
    assert code == 0
    assert "the last deck that ran well" in said
    assert "one built-in slide" in said


def test_a_deck_that_brings_its_reader_down_does_nothing_to_the_exhibit(
    screen, tmp_path: Path, home, pulse: Pulse
) -> None:
    blank(screen)
    sound = THREE.replace("id: bad", "id: two")
    deck = Path(deck_of(tmp_path, sound))
    with running(screen, "reader", str(deck), "three", program=FAMILY, **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "three")
        app, stood = kiosk.app, screen.settled()
        deck.write_text(sound.replace("第三页", "第四页") + "# BAD\n", "utf-8")
        assert "makes the reader break off" in kiosk.heard()
        assert screen.settled() == stood
        deck.write_text(sound.replace("第三页", "第五页"), "utf-8")
        screen.wait(lambda: screen.frame() != stood)
        assert kiosk.app == app
        assert kiosk.end()[0] == 0


def test_the_end_of_the_parent_is_the_end_of_the_app(screen: Screen, tmp_path: Path, home, pulse: Pulse) -> None:
    blank(screen)
    with running(screen, "nothing", deck_of(tmp_path), program=FAMILY, **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0)
        screen.wait(lambda: stands_in(screen))
        family = kiosk.children
        assert len(family) == 2
        kiosk.process.kill()
        kiosk.process.wait(10)
        screen.wait(lambda: not any(map(alive, family)))
    blank(screen)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_end_it_ends_with_all_its_family(screen, tmp_path: Path, home, pulse: Pulse, number) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("whoever started the tests has switched that signal off (nohup), and the program leaves it so")
    blank(screen)
    with running(screen, "nothing", deck_of(tmp_path), program=FAMILY, **home) as kiosk:
        pulse.wait(lambda beat: beat.proved > 0)
        screen.wait(lambda: stands_in(screen))
        family = kiosk.children
        kiosk.process.send_signal(number)
        assert kiosk.process.wait(20) == 0
        screen.wait(lambda: not any(map(alive, family)))  # the window with the last frame, too, goes with it
        assert pulse.read().ended


def test_asked_to_end_while_it_starts_it_ends(screen: Screen, tmp_path: Path, home, rng: random.Random) -> None:
    for _ in range(8):
        blank(screen)
        with running(screen, "nothing", deck_of(tmp_path), program=FAMILY, **home) as kiosk:
            screen.wait(lambda k=kiosk: k.children != [])
            time.sleep(rng.random() * 0.8)
            family = kiosk.children
            kiosk.process.terminate()
            assert kiosk.process.wait(20) == 0
            screen.wait(lambda pids=family: not any(map(alive, pids)))


def test_the_x_server_is_killed_and_comes_back(tmp_path: Path, home, pulse: Pulse) -> None:
    screen = Screen()
    number = screen.name
    other: subprocess.Popen[bytes] | None = None
    with running(screen, "nothing", deck_of(tmp_path), "three", program=FAMILY, **home) as kiosk:
        try:
            before = pulse.wait(lambda beat: beat.proved > 0 and beat.slide == "three")
            app = kiosk.app
            screen.close()
            end = time.monotonic() + 30
            while alive(app):
                assert time.monotonic() < end, "the app goes on without a screen"
                time.sleep(0.05)
            time.sleep(3)  # it tries again, several times
            assert kiosk.process.poll() is None
            other = subprocess.Popen(
                ["Xvfb", number, "-screen", "0", "1280x720x24", "-noreset"], stderr=subprocess.DEVNULL
            )
            end = time.monotonic() + 60
            while not (pulse.read().proved > before.proved + 3 and pulse.read().slide == "three"):
                assert time.monotonic() < end, "it didn't come back"
                time.sleep(0.05)
            code, said = kiosk.end()
        finally:
            if other is not None:
                other.terminate()
                other.wait(10)
    assert code == 0
    assert said.count("no screen answers; it goes on trying") == 1
    assert said.count("the exhibit died") == 1


def test_alone_it_ends_with_the_x_server(tmp_path: Path) -> None:
    screen = Screen()
    with running(screen, "run", "--alone", deck_of(tmp_path), TOUYAN_HOME=str(tmp_path / "home")) as kiosk:
        screen.wait(lambda: screen.pixel(4, 4) == PAPER)
        screen.close()
        assert kiosk.process.wait(20) not in {0, 2}
