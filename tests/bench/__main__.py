"""How fast it is, beside what one would pick instead: measured from outside, in real windows, and told in one table.

    python -m tests.bench --out bench        all of it: an hour and more
    python -m tests.bench --quick            ten minutes or so
    python -m tests.bench start memory       only those
    python -m tests.bench --readme FILE      a run's bench.json, put into both front pages

Needs Xvfb and libXtst (it comes with xdotool). reveal.js with Chart.js in Chromium's kiosk mode shows the same slides
in the same run, turn by turn; where Chromium or npm isn't installed, the table says so and goes on without.
Two slow cores and no GPU are the reference; figures of another machine are other figures. Nothing else should run.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.bench import front, machine
from tests.bench.bench import Bench
from tests.bench.measures import commands, cpu, frames, memory, save, start, touch
from tests.bench.reveal import MissingError, Reveal
from tests.bench.rivals import Rival
from tests.bench.table import Row, Table
from tests.bench.touyan import Touyan

MEASURES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "start": start.measure,
    "memory": memory.measure,
    "cpu": cpu.measure,
    "frames": frames.measure,
    "touch": touch.measure,
    "save": save.measure,
    "commands": commands.measure,
}


def main(words: Sequence[str]) -> int:
    """Measure, print the table, and write it where it is wanted."""
    asked = _asked(words)
    if asked.readme:
        front.fill(Table.read(asked.readme.read_text("utf-8")), front.PAGES)
        return 0
    if shutil.which("Xvfb") is None:
        print("Xvfb isn't here; nothing can be measured without a screen.", file=sys.stderr)
        return 2
    table = Table()
    _write(table, asked.out)  # where that can't be done, it is known before the hour is over
    with tempfile.TemporaryDirectory(prefix="touyan-bench-") as home:
        rivals, others = _rivals(alone=asked.alone)
        bench = Bench(Path(home), rivals, asked.quick, asked.long, _tell)
        try:
            table.heading = machine.heading(bench.eyes().screen.name, others)
            _all(bench, asked.measures or list(MEASURES), table, asked.out)
        except KeyboardInterrupt:
            bench.failed += 1  # what there is, is told
        finally:
            bench.close()
    table.heading["load after"] = machine.load()
    _tell("")
    print(table.text(), end="")
    _write(table, asked.out)
    return 1 if bench.failed else 0


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"of {', '.join(MEASURES)}; all if left out")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write bench.md and bench.json there too")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, fewer sizes of deck")
    parser.add_argument("--long", action="store_true", help="memory after 4,000 changes of slide, not 1,000")
    parser.add_argument("--alone", action="store_true", help="Touyan alone, without reveal.js")
    parser.add_argument("--readme", type=Path, metavar="JSON", help="measure nothing; put that table into both READMEs")
    asked = parser.parse_args(words)
    for name in asked.measures:
        if name not in MEASURES:
            parser.error(f"there is no measurement {name!r}; there are: {', '.join(MEASURES)}")
    return asked


def _rivals(*, alone: bool) -> tuple[list[Rival], dict[str, str]]:
    """Who is measured, and the versions of what we are measured beside, or why it isn't."""
    ours: list[Rival] = [Touyan()]
    if alone:
        return ours, {"reveal.js": "not wanted"}
    try:
        other = Reveal()
    except MissingError as missing:
        return ours, {"reveal.js": f"skipped: {missing}"}
    return [*ours, other], other.versions()


def _all(bench: Bench, names: Sequence[str], table: Table, out: Path | None) -> None:
    """Every measurement; what is known is written at once, since an hour is long."""
    for name in names:
        begun = time.perf_counter()
        for row in bench.kept(name, MEASURES[name](bench)):
            table.rows.append(row)
            _tell("  ".join(filter(None, row.cells())) + "\n")
            _write(table, out)
        _tell(f"{name} took {(time.perf_counter() - begun) / 60:.1f} minutes\n")


def _write(table: Table, out: Path | None) -> None:
    if out is None:
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / "bench.md").write_text(table.markdown(), "utf-8")
    (out / "bench.json").write_text(table.json(), "utf-8")


def _tell(words: str) -> None:
    """What goes on: on a terminal one line that is written over; whole lines stay."""
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)
    elif words.endswith("\n"):
        print(words, end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
