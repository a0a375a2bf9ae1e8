"""What `kiosk check` and `kiosk shots` take, by the slide. The other has neither."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bench import SIZES, Bench, of, row
from tests.bench.table import Row
from tests.journeys.screen import ROOT

GROUP = "commands"


def measure(bench: Bench) -> Iterator[Row]:
    """From the start to the end of the command, divided by the slides."""
    drawn = (10,) if bench.quick else (10, 100)
    read = (10, 1000) if bench.quick else SIZES
    for words, sizes in ((("check",), drawn), (("check", "--quick"), read), (("shots",), drawn)):
        for slides in sizes:
            yield from bench.kept(GROUP, _row(bench, words, slides))


def _row(bench: Bench, words: tuple[str, ...], slides: int) -> Iterator[Row]:
    taken = []
    for turn in range(1 if slides > 10 or bench.quick else 3):
        bench.tell(f"kiosk {' '.join(words)}, {of(slides)}: {turn + 1}")
        taken.append(_took(bench, words, slides) * 1000 / slides)
    yield row(GROUP, f"kiosk {' '.join(words)}, a slide of {slides:,}", "ms", {bench.ours.name: taken})


def _took(bench: Bench, words: tuple[str, ...], slides: int) -> float:
    out = bench.home / "shots"
    more = ["--out", str(out)] if words[0] == "shots" else []
    home = bench.new_home()
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *words, str(bench.made(slides).deck), *more],
        env=_environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    took = time.perf_counter() - begun
    shutil.rmtree(out, ignore_errors=True)
    if done.returncode:
        raise RuntimeError(f"kiosk {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return took


def _environment(home: Path) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return bare | {"PYTHONPATH": str(ROOT), "TOUYAN_HOME": str(home)}
