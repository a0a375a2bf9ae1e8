"""`python -m tests.mutants`: changes the code a little and sees whether a test notices; prints one table."""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import sqrt
from pathlib import Path

import coverage
import pytest

from tests.conftest import ROOT
from tests.mutants.making import Mutant, mutants
from tests.mutants.trying import Tests, Trial

OUT = ROOT / "build" / "mutants"
WHAT = ("kiosk/content", "kiosk/visit")
BY = ("tests/content", "tests/visit")
TOO_LONG = ("tests/content/test_mutations.py", "tests/content/test_hostile_size.py")
"""They measure, or do a thousand things at once: a mutant that only they notice wants a test of its own."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("paths", nargs="*", default=WHAT, help=f"files or folders; {' '.join(WHAT)} if left out")
    parser.add_argument("--sample", type=int, metavar="N", help="try so many, drawn by chance; all if left out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", type=Path, metavar="FILE", help="try only those named in it, one a line")
    parser.add_argument("--out", type=Path, default=OUT / "outcomes.jsonl", help="where each outcome is written")
    parser.add_argument("--spend", type=float, default=8.0, help="seconds of tests a mutant may take (8)")
    parser.add_argument("--keep", action="store_true", help="which tests run which lines is known from the last time")
    parser.add_argument("--by", nargs="*", default=BY, help=f"the tests; {' '.join(BY)} if left out")
    given = parser.parse_args()
    os.chdir(ROOT)
    OUT.mkdir(parents=True, exist_ok=True)
    if not given.keep:
        learn(given.by)
    chosen = choose(given)
    print(f"{len(chosen)} mutants, seed {given.seed}", flush=True)
    out = given.out.absolute()
    out.unlink(missing_ok=True)
    trial = Trial(chosen, known(given.spend), out)
    options = ["-q", "--assert=plain", "--tb=no", "-p", "no:cacheprovider"]
    pytest.main([*options, *given.by, *(f"--ignore={one}" for one in TOO_LONG)], plugins=[trial, _Stay()])
    print(table(json.loads(line) for line in out.read_text("utf-8").splitlines()))
    return 0


class _Stay:
    """tests/conftest.py ends the process when pytest has ended; here there is more to say."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        config.workerinput = {}  # type: ignore[attr-defined]


def learn(by: Iterable[str]) -> None:
    """Run the tests once, noting which of them run which lines, and how long each takes."""
    (OUT / "seconds.json").unlink(missing_ok=True)
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.mutants.seconds",
        "--cov-context=test",
        "--cov-report=",
        "--cov-fail-under=0",
    ]
    options += [f"--cov={one}" for one in WHAT] + ["--cov-branch"]
    ignored = [f"--ignore={one}" for one in TOO_LONG]
    environment = os.environ | {"COVERAGE_FILE": str(OUT / "coverage"), "TOUYAN_SECONDS": str(OUT / "seconds.json")}
    command = [sys.executable, "-m", "pytest", *options, *ignored, *by]
    subprocess.run(command, env=environment, check=True)


def known(spend: float) -> Tests:
    """What `learn` noted."""
    data = coverage.CoverageData(str(OUT / "coverage"))
    data.read()
    by_line: dict[str, dict[int, list[str]]] = {}
    for file in data.measured_files():
        lines = by_line[Path(file).relative_to(ROOT).as_posix()] = {}
        for line, contexts in data.contexts_by_lineno(file).items():
            lines[line] = sorted({one.rpartition("|")[0] for one in contexts if one})
    return Tests(by_line, json.loads((OUT / "seconds.json").read_text("utf-8")), spend)


def choose(given: argparse.Namespace) -> list[Mutant]:
    """The mutants asked for, in an order of chance: stopped at any time, what is done is a fair sample."""
    files: list[Path] = []
    for path in map(ROOT.joinpath, given.paths):
        files += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    every = [mutant for file in files for mutant in mutants(file)]
    random.Random(given.seed).shuffle(every)
    if given.names is not None:
        names = set(given.names.read_text("utf-8").split("\n"))
        every = [mutant for mutant in every if mutant.name in names]
    return every[: given.sample]


def table(outcomes: Iterable[dict[str, str]]) -> str:
    """A line a file: how many were tried, killed, outlived the tests, out of reach; the share, and how sure it is."""
    by_file: dict[str, Counter[str]] = defaultdict(Counter)
    for one in outcomes:
        for name in (one["name"].partition(":")[0], "all"):
            by_file[name][one["said"]] += 1
    lines = [f"{'':45}{'tried':>7}{'killed':>7}{'lived':>7}{'not run':>8}{'share':>7}   95 % sure"]
    for file in sorted(by_file, key=lambda name: (name == "all", name)):
        told = by_file[file]
        killed, lived = told["killed"] + told["timeout"], told["survived"]
        low, high = interval(killed, killed + lived)
        share = f"{killed / (killed + lived):7.1%}" if killed + lived else f"{'':7}"
        lines.append(
            f"{file:45}{killed + lived:7}{killed:7}{lived:7}{told['not run']:8}{share}   {low:.0%} to {high:.0%}"
        )
    return "\n".join(lines)


def interval(hits: int, tries: int) -> tuple[float, float]:
    """Wilson's: where a share lies that was seen in a sample."""
    if not tries:
        return 0.0, 1.0
    z, share = 1.96, hits / tries
    middle = share + z * z / (2 * tries)
    width = z * sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries))
    return (middle - width) / (1 + z * z / tries), (middle + width) / (1 + z * z / tries)


if __name__ == "__main__":
    sys.exit(main())
