"""`kiosk check` as scripts and people call it: a real process, its output and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = "title: t\nslides:\n  - {type: text, headline: 好}\n"


def kiosk(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)],
        cwd=cwd,
        env=clean | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def deck(folder: Path, text: str) -> Path:
    path = folder / "deck.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_bundled_exhibit_is_clean() -> None:
    done = kiosk("check", "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "data/deck.yaml is fine: 16 slides.\n"


@pytest.mark.parametrize("how", ["deck.yaml", ".", "folder"])
def test_a_file_or_a_folder(how: str, tmp_path: Path) -> None:
    deck(tmp_path, GOOD)
    done = kiosk("check", tmp_path if how == "folder" else how, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "deck.yaml is fine: 1 slide.\n")


def test_errors_and_what_they_look_like(tmp_path: Path) -> None:
    deck(tmp_path, GOOD + "  - {type: text, headline: 好, vlaue: 5.15}\n  - {type: text, headine: 好}\n")
    done = kiosk("check", cwd=tmp_path)
    assert done.returncode == 0, "without DECK it is the bundled one"
    done = kiosk("check", "deck.yaml", cwd=tmp_path, LC_ALL="zh_CN.UTF-8")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "deck.yaml:4:31: error: 这里没有“vlaue”这一项。"
        "这里可用：type, headline, statement, id, chapter, heading, as_of, source, dwell, show_from, show_until, "
        "silence。\n"
        "  第 2 页“好”\n"
        "\n"
        "  4 |   - {type: text, headline: 好, vlaue: 5.15}\n"
        "    |                                ^^^^^\n"
        "\n"
        "deck.yaml:5:18: error: 这里没有“headine”这一项。是不是“headline”？\n"
        "  第 3 页“好”\n"
        "\n"
        "  5 |   - {type: text, headine: 好}\n"
        "    |                  ^^^^^^^\n"
        "\n"
        "deck.yaml 有 2 处需要改正。\n"
    )


@pytest.mark.parametrize(
    ("text", "plain", "strict"),
    [
        (GOOD, 0, 0),
        (GOOD + "    \n  - {type: text, headline: 𠮷}\n", 0, 1),
        (GOOD + "  - {type: text}\n", 1, 1),
        ("title: t\nslides:\n  - {type: text}\n", 2, 2),
        ("", 2, 2),
    ],
)
def test_exit_codes(text: str, plain: int, strict: int, tmp_path: Path) -> None:
    path = deck(tmp_path, text)
    assert kiosk("check", path).returncode == plain
    assert kiosk("check", path, "--strict").returncode == strict


def test_files_that_are_none(tmp_path: Path) -> None:
    deck(tmp_path, GOOD)
    (tmp_path / "empty").mkdir()
    (tmp_path / "secret.yaml").touch()
    (tmp_path / "secret.yaml").chmod(0)
    os.mkfifo(tmp_path / "pipe.yaml")
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    said = {
        "dekc.yaml": 'There is no such file. Did you mean "deck.yaml"?',
        "empty": "There is no deck.yaml in this folder.",
        "pipe.yaml": "This is no ordinary file; name a YAML file.",
        "huge.yaml": "The file has 200 MB, and a deck has 20 at most; pictures belong in a folder beside it.",
        "x" * 300: "This file can't be read: File name too long.",
    }
    if os.geteuid() != 0:
        said["secret.yaml"] = "You have no permission to read this file; look at its permissions."
    for name, sentence in said.items():
        done = kiosk("check", name, cwd=tmp_path)
        assert done.returncode == 2
        assert f":1:1: error: {sentence}\n" in done.stdout


def test_json_is_a_list_that_stays(tmp_path: Path) -> None:
    assert json.loads(kiosk("check", "--json").stdout) == []
    deck(tmp_path, GOOD + "  - {type: text, headline: 好, chapter: ''}\n  - {type: txet}\n")
    done = kiosk("check", "deck.yaml", "--json", cwd=tmp_path)
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)
    assert found == {
        "path": "deck.yaml",
        "line": 5,
        "column": 12,
        "length": 4,
        "severity": "error",
        "rule": "unknown_type",
        "message": 'There is no slide type "txet". Did you mean "text"?',
        "where": "slide 3 > type",
    }


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_is_utf8_whatever_the_locale_says(encoding: str, tmp_path: Path) -> None:
    path = deck(tmp_path, GOOD + "  - {type: text, headline: 好, vlaue: 1}\n")
    done = kiosk("check", path, PYTHONIOENCODING=encoding, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "headline: 好" in done.stdout
    assert done.stderr == ""


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    path = deck(tmp_path, "title: t\nslides:\n" + "  - {type: text, vlaue: 1}\n" * 3000)
    command = f"{sys.executable} -m kiosk check {path} | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def lines_until(process: subprocess.Popen[str], ends: str) -> list[str]:
    """What a check says, up to a line that holds these words."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if ends in line:
            break
    return lines


def test_the_files_own_problems_are_read_before_the_slides_are_drawn(tmp_path: Path) -> None:
    """Each is in the pipe when it is found: the program is still at work, and has yet to draw four hundred slides."""
    slide = "  - {type: text, headline: {zh: 好, en: Good}, statement: {zh: 好, en: Good}}\n"
    deck(tmp_path, "title: t\nlanguages: [zh, en]\nslides:\n" + "  - {type: text, headline: “好”}\n" + slide * 400)
    command = [sys.executable, "-m", "kiosk", "check", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        lines = lines_until(process, ": warning: ")
        process.kill()
        rest = process.stdout.read() if process.stdout is not None else ""
    assert process.returncode < 0, "it had not ended when it was read"
    assert ":4:" in lines[-1]
    assert "things to look at" not in rest


def test_errors_are_told_before_the_proof_reader_begins(tmp_path: Path) -> None:
    """Its modules aren't even there when the file's own problems are said."""
    deck(tmp_path, GOOD + "  - {type: text, headine: 好}\n")
    watched = (
        "import sys\n"
        "sys.addaudithook(lambda event, of: event == 'import' and of[0] == 'kiosk.content.proof.sums'"
        " and print('THE PROOF-READER', flush=True))\n"
        "from kiosk.commands.cli import main\n"
        f"sys.argv[1:] = ['check', {str(tmp_path)!r}]\n"
        "main()\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", watched], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    lines = done.stdout.splitlines()
    told = next(number for number, line in enumerate(lines) if ": error: " in line)
    assert told < lines.index("THE PROOF-READER")


def test_a_quick_check_loads_neither_qt_nor_pyqtgraph() -> None:
    code = "import sys; sys.argv = ['kiosk', 'check', '--quick']\nfrom kiosk.__main__ import main\n"
    code += "try: main()\nexcept SystemExit: print(sorted({'PySide6', 'numpy', 'pyqtgraph'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.splitlines()[-1] == "[]"
