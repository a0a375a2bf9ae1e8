"""How soon `kiosk check` tells what is wrong in a thousand slides, seen from outside; printed, nothing is asserted.

python -m tests.bench.check          a deck of 1,000 slides with some fifty mistakes in it
python -m tests.bench.check --keep   … and the deck is left where it says
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.content.test_mutations import (
    Slip,
    bad_indent,
    duplicate_key,
    key_typo,
    missing_field,
    missing_file,
    tab,
    wide_colon,
    wrong_type,
)  # fmt: skip

ROOT = Path(__file__).resolve().parent.parent.parent
SLIDES = 1000
MISTAKES = 50
ROUNDS = 3
_MAKERS = (key_typo, wrong_type, missing_field, duplicate_key, missing_file, key_typo, wide_colon, tab, bad_indent)
_FIRST_LINE = re.compile(r".+:(\d+):\d+: (error|warning): ")


def thousand(rng: random.Random, slides: int = SLIDES, mistakes: int = MISTAKES) -> tuple[str, int]:
    """A deck of so many slides, no two the same, with mistakes in some; and how many mistakes there are."""
    head, blocks = _blocks()
    chosen = set(rng.sample(range(slides), mistakes))
    made, done = [], 0
    for number in range(slides):
        block = _varied(blocks[number % len(blocks)], number)
        if number in chosen:
            slipped = _slipped(block, done, rng)
            done += slipped != block
            block = slipped
        made.append("\n".join(block))
    return "\n".join([*head, *made]) + "\n", done


def _blocks() -> tuple[list[str], list[list[str]]]:
    """The settings of the bundled deck, and the lines of each of its slides."""
    lines = (ROOT / "data" / "deck.yaml").read_text("utf-8").rstrip().split("\n")
    begins = [number for number, line in enumerate(lines) if line.startswith("  - type: ")]
    ends = [*begins[1:], len(lines)]
    return lines[: begins[0]], [lines[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _varied(block: list[str], number: int) -> list[str]:
    """The same slide with a name of its own, and other figures."""
    lines = [block[0], f"    id: slide-{number + 1}"]
    for line in block[1:]:
        value = re.fullmatch(r"(\s+(?:- )?value: )(\d+)", line)
        lines.append(f"{value[1]}{int(value[2]) + number % 7}" if value else line)
    return lines


def _slipped(block: list[str], turn: int, rng: random.Random) -> list[str]:
    """The block with a mistake in it; not every slide has what every mistake needs."""
    for step in range(len(_MAKERS)):
        try:
            slip: Slip = _MAKERS[(turn + step) % len(_MAKERS)](list(block), rng)
        except (IndexError, ValueError):
            continue
        return slip.data.decode().split("\n")
    return block


def timed(deck: Path, *options: str) -> tuple[float, float, float, int, str]:
    """Seconds until the first and the last error, and until the end; how many there are; and the output."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "check", str(deck), *options],
        stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    assert process.stdout is not None
    first = last = 0.0
    count = 0
    kept = []
    for line in process.stdout:
        match = _FIRST_LINE.match(line)
        kept.append(line)
        if match is not None and match[2] == "error":
            last = time.perf_counter() - begun
            first, count = first or last, count + 1
    process.wait()
    return first, last, time.perf_counter() - begun, count, "".join(kept)


def started(*words: str) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, *words], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True
    )
    return time.perf_counter() - begun


def main(options: list[str]) -> int:
    folder = Path(tempfile.mkdtemp(prefix="touyan-check-"))
    deck = folder / "deck.yaml"
    text, mistakes = thousand(random.Random(int(os.environ.get("TOUYAN_SEED", "20261123"))))
    deck.write_text(text, "utf-8")
    print(f"{SLIDES} slides, {text.count(chr(10))} lines, {len(text.encode()) / 1024:.0f} KB, {mistakes} mistakes")
    bare = [started("-c", "pass") for _ in range(ROUNDS)]
    imports = [
        started("-c", "import kiosk.commands.check, kiosk.content.load, kiosk.content.proof") for _ in range(ROUNDS)
    ]
    runs = [timed(deck) for _ in range(ROUNDS)]
    for name, values in (
        ("Python alone", bare),
        ("Python with what a check imports", imports),
        ("until the first error is read", [run[0] for run in runs]),
        ("until the last error is read", [run[1] for run in runs]),
        ("until the end", [run[2] for run in runs]),
    ):
        print(f"{name:40}{statistics.median(values):6.2f} s  ({min(values):.2f}–{max(values):.2f})")
    print(f"{'errors':40}{runs[0][3]:6}")
    if "--keep" in options:
        print(deck)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
