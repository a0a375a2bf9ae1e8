"""What is done aside, at the end of the process."""

from __future__ import annotations

import subprocess
import sys

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
