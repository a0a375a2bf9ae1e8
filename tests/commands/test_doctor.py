"""`kiosk doctor` as staff and scripts call it, on machines with one thing wrong; and what a support bundle holds."""

from __future__ import annotations

import datetime
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.ops.doctor.wording import ADVICE, PARTS, SENTENCES
from tests.conftest import ROOT
from tests.journeys.screen import Screen
from tests.ops.made_up_visits import fill

GOOD = (
    "title: 秘密标题\nlanguages: [zh, en]\nslides:\n  - {type: text, headline: {zh: 独一无二的话, en: Unheard words}}\n"
)
BAD = GOOD + "  - {type: text, headlinne: 不该外传的话}\n"


def process(home: Path, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    kept.pop("QT_QPA_PLATFORM", None)
    env = kept | {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "TOUYAN_HOME": str(home)} | environment
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )


def doctor(home: Path, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return process(home, "-m", "kiosk", "doctor", *words, **environment)


def findings(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in json.loads(done.stdout)["findings"]}


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(GOOD, "utf-8")
    return path


def test_a_page_for_people(tmp_path: Path, deck: Path) -> None:
    done = doctor(tmp_path, deck)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) < 40, "one page"
    for part in ("Screen", "Fonts", "Disk", "Clock", "Content", "Settings", "Running", "Versions"):
        assert any(re.match(rf"[✓!✗] {part} ", line) for line in lines), part
    assert lines[-1].startswith("It can be shown.")
    chinese = doctor(tmp_path, deck, LC_ALL="zh_CN.UTF-8").stdout
    assert "屏幕" in chinese
    assert "可以展出" in chinese
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deck.yaml"], "it leaves nothing behind"


def test_for_scripts(tmp_path: Path, deck: Path) -> None:
    done = doctor(tmp_path, deck, "--json")
    found = json.loads(done.stdout)
    assert found["light"] == "amber"
    by_name = findings(done)
    assert by_name["no_display"]["light"] == "amber"
    assert by_name["content"]["values"]["slides"] == 1  # type: ignore[index]
    assert by_name["fonts"]["light"] == "green"
    assert by_name["versions"]["values"]["qt"].startswith("6.")  # type: ignore[index]
    assert {one["part"] for one in found["findings"]} <= set(PARTS)


def test_every_finding_that_asks_for_something_says_what(tmp_path: Path) -> None:
    assert set(ADVICE) <= set(SENTENCES)
    for pair in (*SENTENCES.values(), *ADVICE.values()):
        assert all(words.strip() for words in pair)
        named = [set(re.findall(r"{(\w+)}", words)) for words in pair]
        assert named[0] == named[1]


@pytest.mark.parametrize(("text", "name", "code"), [(BAD, "content_errors", 1), ("- nothing\n", "content_none", 1)])
def test_content_with_mistakes_is_red(tmp_path: Path, deck: Path, text: str, name: str, code: int) -> None:
    deck.write_text(text, "utf-8")
    done = doctor(tmp_path, deck, "--json")
    assert done.returncode == code
    assert findings(done)[name]["light"] == "red"


def test_a_qt_that_cannot_draw_is_found_and_not_fallen_over(tmp_path: Path, deck: Path) -> None:
    done = doctor(tmp_path, deck, "--json", QT_QPA_PLATFORM="no-such-platform")
    assert done.returncode == 1
    broken = findings(done)["qt_fails"]
    assert broken["light"] == "red"
    assert "no-such-platform" in str(broken["message"])
    assert "versions" in findings(done)


def test_settings_with_mistakes_are_told_by_line_alone(tmp_path: Path, deck: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.yaml").write_text("diagonal: 43\npinn: 4711\nbrightness: 900\n", "utf-8")
    done = doctor(tmp_path, deck, "--json")
    wrong = findings(done)["settings_wrong"]
    assert wrong["values"]["lines"] == "2, 3"  # type: ignore[index]
    assert "4711" not in done.stdout


def test_what_staff_say_of_the_clock_counts_though_a_file_is_dated_later(tmp_path: Path, deck: Path) -> None:
    """One file from a machine whose clock is ahead had switched opening hours off."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.yaml").write_text("clock: trusted\n", "utf-8")
    assert "(clock: trusted)." in str(findings(doctor(tmp_path, deck, "--json"))["clock_trusted"]["message"])
    ahead = time.time() + 10 * 86_400
    os.utime(deck, (ahead, ahead))
    found = findings(doctor(tmp_path, deck, "--json"))
    assert "is dated later" in str(found["clock_trusted"]["message"])


def test_a_folder_that_is_none_is_amber(tmp_path: Path, deck: Path) -> None:
    (tmp_path / "state").touch()
    done = doctor(tmp_path, deck, "--json")
    refused = findings(done)["not_writable"]
    assert (done.returncode, refused["light"]) == (0, "amber")


BEGIN = "from kiosk.ops.log import begin_log\nfrom kiosk.ops.places import Places\nbegin_log(Places.usual())\n"


def test_a_crash_is_told_with_its_kind(tmp_path: Path, deck: Path) -> None:
    done = process(tmp_path, "-c", BEGIN + "import faulthandler; faulthandler._sigsegv()")
    assert done.returncode == -signal.SIGSEGV
    crash = findings(doctor(tmp_path, deck, "--json"))["crash"]
    assert crash["light"] == "amber"
    assert "Segmentation fault" in str(crash["message"])


@pytest.mark.parametrize(("environment", "name"), [({}, "running_alone"), ({"WATCHDOG_USEC": "30000000"}, "running")])
def test_a_running_exhibit_and_who_watches_it(
    tmp_path: Path, deck: Path, environment: dict[str, str], name: str
) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TOUYAN_HOME": str(tmp_path)} | environment
    running = subprocess.Popen(
        [sys.executable, "-c", BEGIN + "print(flush=True); input()"],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    running.stdout.readline()
    try:
        assert name in findings(doctor(tmp_path, deck, "--json"))
    finally:
        running.communicate("\n")


RUN = (
    BEGIN
    + """
import sys
from pathlib import Path
from kiosk.app import report
from kiosk.content.load import load
from kiosk.ops.counts import Counts
from kiosk.telling import tell
report(load(Path(sys.argv[1])))
tell("something to see")
"""
)


def test_a_bundle_holds_what_helps_and_no_content_no_count_no_pin(tmp_path: Path, deck: Path) -> None:
    home = tmp_path / "home"
    visits = fill(home / "data" / "counts.db", days=30, until=datetime.date(2026, 11, 24))
    (home / "config").mkdir()
    (home / "config" / "settings.yaml").write_text(
        "# PIN 8642\npin: scrypt-of-8642\npinn: 8642\nlanguage: en\nbrightness: 8642\n", "utf-8"
    )
    deck.write_text(BAD, "utf-8")
    done = process(home, "-c", RUN, deck)
    assert "headlinne" in done.stderr, "whoever sits at the terminal reads it whole"
    bundle = tmp_path / "bundle.zip"
    done = doctor(home, deck, "--bundle", bundle)
    assert done.returncode == 1
    with zipfile.ZipFile(bundle) as inside:
        assert inside.testzip() is None
        held = {name: inside.read(name).decode("utf-8") for name in inside.namelist()}
    assert set(held) == {
        "doctor.json", "doctor.zh.txt", "doctor.en.txt", "settings.json", "last-words.txt", "log/kiosk.log",
    }  # fmt: skip
    assert json.loads(held["settings.json"])["settings"]["language"] == "en"
    assert "pin" not in json.loads(held["settings.json"])["settings"]
    assert "something to see" in held["log/kiosk.log"]
    assert "deck.yaml:5:18: unknown_key" in held["log/kiosk.log"]
    whole = "\n".join(held.values())
    for secret in ("8642", "秘密标题", "独一无二", "Unheard", "不该外传", "headlinne", "timeline-3"):
        assert secret not in whole, secret
    assert not re.search(rf"(?<!\d){visits}(?!\d)", whole), "as a number of its own, and not in a process' number"


def test_a_bundle_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, deck: Path) -> None:
    (tmp_path / "file").touch()
    done = doctor(tmp_path, deck, "--bundle", tmp_path / "file" / "b.zip")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def display() -> Iterator[str]:
    screen = Screen(1080, 1920)
    yield screen.name
    screen.close()


@pytest.mark.window
def test_a_real_screen_its_size_and_its_way(tmp_path: Path, deck: Path, display: str) -> None:
    found = findings(doctor(tmp_path, deck, "--json", DISPLAY=display))
    assert found["screen"]["values"]["width"] == 1080  # type: ignore[index]
    assert found["screen"]["values"]["way"] == "portrait"  # type: ignore[index]
    assert "size_said" in found
    assert "no_touch" in found
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.yaml").write_text("diagonal: 43\n", "utf-8")
    found = findings(doctor(tmp_path, deck, "--json", DISPLAY=display))
    name = "size_set" if "size_set" in found else "size_disputed"
    assert found[name]["values"]["pitch"] == "0.496"  # type: ignore[index]
