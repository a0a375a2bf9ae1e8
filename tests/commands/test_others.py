"""`kiosk new`, `kiosk schema`, and the command line itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from kiosk import __version__
from kiosk.commands.cli import COMMANDS
from kiosk.content.kinds import KINDS

ROOT = Path(__file__).parents[2]


def kiosk(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def run_offscreen(folder: Path, slide: str) -> subprocess.CompletedProcess[str]:
    """The deck of that folder, from that slide on, where no screen is."""
    home = str(folder / "home")
    return kiosk("run", folder, "--slide", slide, QT_QPA_PLATFORM="offscreen", TOUYAN_HOME=home)


def test_a_new_deck_is_clean_and_shows_every_type(tmp_path: Path) -> None:
    done = kiosk("new", "exhibit", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert kiosk("check", "--strict", "exhibit", cwd=tmp_path).returncode == 0
    text = (tmp_path / "exhibit" / "deck.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=./schema.json\n")
    assert set(re.findall(r"^  - type: (\w+)", text, re.MULTILINE)) == set(KINDS)
    assert json.loads((tmp_path / "exhibit" / "schema.json").read_text("utf-8")) == json.loads(kiosk("schema").stdout)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["exhibit"]


def test_an_empty_folder_that_one_stands_in_is_filled(tmp_path: Path) -> None:
    assert kiosk("new", ".", cwd=tmp_path).returncode == 0
    assert kiosk("check", ".", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("there", ["file", "folder"])
def test_nothing_is_overwritten(there: str, tmp_path: Path) -> None:
    kept = tmp_path / "exhibit" / "deck.yaml" if there == "folder" else tmp_path / "exhibit"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine")
    done = kiosk("new", "exhibit", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("kiosk: ")
    assert done.stderr.count("\n") == 1
    assert kept.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["exhibit"]


def test_the_schema_helps_with_every_key() -> None:
    schema = json.loads(kiosk("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    defined = {name: part for name, part in schema["$defs"].items() if name != "Words"}
    for name in ("ChartData", "EventData"):  # a file's name, or the keys of a table
        defined[name] = defined[name]["anyOf"][1] | {"title": name}
    parts = [schema, *defined.values()]
    for part in parts:
        assert part["additionalProperties"] is False
        for key, field in part["properties"].items():
            assert key == "type" or "description" in field or "$ref" in field, (part["title"], key)
    assert {part["title"] for part in parts} >= set(KINDS)


def test_the_schema_takes_the_decks_that_are_right(tmp_path: Path) -> None:
    schema = json.loads(kiosk("schema").stdout)
    judge = jsonschema.Draft202012Validator(schema)
    judge.check_schema(schema)
    for path in (ROOT / "data" / "deck.yaml", ROOT / "kiosk" / "commands" / "template" / "deck.yaml"):
        written = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
        assert not list(judge.iter_errors(written))
        written["slides"][0]["colour"] = "red"
        assert list(judge.iter_errors(written))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_is_where_it_says(language: str) -> None:
    done = kiosk("guide", "--path", "--lang", language)
    assert (done.returncode, done.stderr) == (0, "")
    page = Path(done.stdout.strip()).read_text("utf-8")
    assert f'<html lang="{language}' in page
    assert "kiosk new" in page


def test_help_and_version() -> None:
    done = kiosk("--help")
    assert done.returncode == 0
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)
    assert "DECK" in done.stdout
    assert __version__ in kiosk("--version").stdout
    for name in COMMANDS:
        done = kiosk(name, "--help")
        assert done.returncode == 0
        assert done.stderr == ""
        beside = {"new", "schema", "guide", "install", "rollback"}
        assert "bundled exhibit" in " ".join(done.stdout.split()) or name in beside


def test_a_misspelt_command_fills_no_screen() -> None:
    done = kiosk("chek")
    assert done.returncode == 2
    assert 'There is no command "chek". Did you mean "check"?' in done.stderr


@pytest.mark.parametrize("arguments", [["check", "--colour"], ["check", "a", "b"], ["new"]])
def test_wrong_options_are_exit_two(arguments: list[str]) -> None:
    done = kiosk(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_slide_that_there_is_not_ends_the_program_though_paper_stands_by_then(tmp_path: Path) -> None:
    """A long deck is read while bare paper stands, and a window that fills the screen refuses to be closed."""
    slides = "".join(
        f"  - {{type: text, headline: {number}, statement: words, source: somebody}}\n" for number in range(9000)
    )
    (tmp_path / "deck.yaml").write_text(f"title: t\nlanguages: [en]\nslides:\n{slides}", "utf-8")
    done = run_offscreen(tmp_path, "text-77x")
    assert done.returncode == 2
    assert "there is no slide 'text-77x'; did you mean 'text-77'? The slides are: text, text-2, " in done.stderr
    assert "text-20 and 8,980 more." in done.stderr


def test_of_many_mistakes_a_run_shows_the_first_and_says_how_many_there_are(tmp_path: Path) -> None:
    slides = "  - {type: txet}\n" * 300
    (tmp_path / "deck.yaml").write_text(f"title: t\nlanguages: [en]\nslides:\n{slides}", "utf-8")
    done = run_offscreen(tmp_path, "nowhere")
    assert 'deck.yaml:4:12: error: There is no slide type "txet".' in done.stderr
    assert "300 things to put right in deck.yaml." in done.stderr
    assert len(done.stderr) < 20_000
