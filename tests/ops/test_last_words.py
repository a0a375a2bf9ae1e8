"""What a crash leaves: in processes of their own, since they die of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ops import last_words


def run(folder: Path, then: str) -> subprocess.CompletedProcess[str]:
    code = (
        f"from pathlib import Path\nfrom kiosk.ops import last_words\nlast_words.listen(Path({str(folder)!r}))\n{then}"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


def crash_in(folder: Path) -> str:
    found = last_words.last_crash(folder)
    assert found is not None
    return found.words


def test_a_crash_leaves_the_stacks_of_all_threads(tmp_path: Path) -> None:
    code = (
        "import os, threading, time\n"
        "def waits(): time.sleep(60)\n"
        "threading.Thread(target=waits, daemon=True).start()\n"
        "def falls(): os.abort()\n"
        "falls()\n"
    )
    assert run(tmp_path / "new", code).returncode < 0
    run_ = last_words.read(tmp_path / "new")
    assert run_.fate is last_words.Fate.CRASHED
    assert run_.who.startswith("Touyan ")
    assert "in falls" in run_.words
    assert "in waits" in run_.words
    assert last_words.spoken(tmp_path / "new")


def test_an_ordinary_end_says_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "").returncode == 0
    assert last_words.last_crash(tmp_path) is None
    assert not last_words.spoken(tmp_path)


def test_the_words_before_are_kept_until_there_are_new_ones(tmp_path: Path) -> None:
    run(tmp_path, "import os\nos.abort()")
    for _ in range(3):
        run(tmp_path, "")
    assert "Abort" in crash_in(tmp_path)
    run(tmp_path, "import ctypes\nctypes.string_at(0)")
    assert "Segmentation" in crash_in(tmp_path)
    assert "Abort" in last_words.read(tmp_path, last_words.PREVIOUS).words


def test_the_parent_adds_how_it_ended(tmp_path: Path) -> None:
    run(tmp_path, "")
    last_words.add(tmp_path, "it froze")
    assert crash_in(tmp_path).rstrip().endswith("it froze")
    assert last_words.spoken(tmp_path)


@pytest.mark.parametrize("folder", ["/proc/touyan", "/dev/null/x"])
def test_without_a_disk_they_go_to_stderr(folder: str) -> None:
    done = run(Path(folder), "import os\nos.abort()")
    assert done.returncode < 0
    assert "Abort" in done.stderr
    last_words.add(Path(folder), "nobody hears it")
    assert last_words.last_crash(Path(folder)) is None


def test_where_every_thread_is_can_be_asked_of_a_running_program(tmp_path: Path) -> None:
    run(tmp_path, "import os, signal\nos.kill(os.getpid(), signal.SIGUSR1)\nlast_words.end()")
    assert last_words.read(tmp_path).fate is last_words.Fate.ENDED
    assert "most recent call first" in (tmp_path / last_words.NAME).read_text("utf-8")
