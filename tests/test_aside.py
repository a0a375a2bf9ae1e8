"""What is done aside: a disk that refuses, and the end of the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.aside import Asked

PROGRAM = """\
import time
from kiosk.aside import Aside
aside = Aside("test")
aside.do(lambda: time.sleep(0.2))
aside.do(lambda: print("written", flush=True))
if {hangs}:
    aside.do(lambda: time.sleep(60))
    aside.do(lambda: print("never", flush=True))
"""


def end_of(hangs: bool) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(hangs=hangs)], capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout


def test_what_was_asked_for_is_done_before_the_process_ends() -> None:
    assert end_of(hangs=False) == "written\n"


def test_a_disk_that_does_not_answer_holds_the_end_of_nobody() -> None:
    assert end_of(hangs=True) == "written\n"


def test_a_disk_that_refuses_is_one_that_gives_no_answer(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    asked = Asked((tmp_path / "nothing").read_bytes)
    assert asked.answer(20.0, "otherwise") == "otherwise"
    assert asked.answered
    assert capfd.readouterr().err == ""
