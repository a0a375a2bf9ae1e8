"""Soaks: what grows in a month, and in an hour.

    python -m tests.soak --days 30 --seed 1     a month in minutes, on a clock that leaps; 0 if nothing grew
    python -m tests.soak --real 60 --out DIR    an hour in a real window, with its memory curve as a picture
    python -m tests.soak --draw DIR             that picture once more

The month is open for an hour a day, counted every half of it; `--rounds` and `--minutes` make days longer. It needs a C
compiler (`cc`), the hour needs Xvfb, xdotool and xrandr.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

WARM = 0.2
"""The part of a month after which growth counts: by then every language, size and page has been there."""


def month(asked: argparse.Namespace) -> int:
    """Live it and judge it."""
    from tests.soak import warp
    from tests.soak.growth import COUNTED
    from tests.soak.simulated import KNOWN, Simulated

    if warp.compiler() is None:
        print("There is no C compiler (cc) here, or this isn't Linux.", file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="touyan-soak-"))
    try:
        seen = Simulated(asked.days, asked.rounds, asked.minutes, asked.seed).live(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    failed = False
    print(f"\nin {seen.end.get('took', 0):.0f} s: {seen.end.get('done')}")
    if seen.censuses:
        first, last = seen.censuses[int(len(seen.censuses) * WARM)], seen.censuses[-1]
        days = max((last.at - first.at) / 86_400, 1e-9)
        grew = [f"{name} {(last.counts[name] - first.counts[name]) / days:+.2f}" for name in COUNTED]
        memory = f"memory {(last.memory - first.memory) / days:+.3f} MB"
        print(f"growth a day, after the first {WARM:.0%}: {', '.join([memory, *grew])}")
    print(f"longest turn {seen.longest:.0f} ms; over 100 ms: {len(seen.long)}")
    for known in KNOWN:
        turns = [float(turn["own"]) for turn in seen.long if known.where in str(turn["doing"])]
        if turns:
            print(f"  known: {len(turns)} up to {max(turns):.0f} ms: {known.why}")
    for name, found in (("grew", seen.growth(WARM)), ("long turn", seen.unknown()), ("said", seen.said)):
        for one in found:
            failed = True
            print(f"{name}: {one}")
    return int(failed)


def hour(asked: argparse.Namespace) -> int:
    """Watch it, judge it, draw it."""
    missing = [name for name in ("Xvfb", "xdotool", "xrandr") if shutil.which(name) is None]
    if missing:
        print(f"{', '.join(missing)}: not here.", file=sys.stderr)
        return 2
    from tests.soak.real import Hour

    held = Hour(asked.real, asked.seed, asked.out, lambda line: print(line, flush=True)).run()
    return max(int(not held), draw(asked.out))


def draw(folder: Path) -> int:
    """In a process without a screen."""
    import os
    import subprocess

    return subprocess.run([sys.executable, "-m", "tests.soak.curve", str(folder)],
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False).returncode  # fmt: skip


def main(words: list[str]) -> int:
    """Do what is asked; 0 if it held."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.soak", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--days", type=int)
    kind.add_argument("--real", type=float, metavar="MINUTES")
    kind.add_argument("--draw", type=Path, metavar="DIR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--out", type=Path, default=Path("soak"), metavar="DIR")
    asked = parser.parse_args(words)
    if asked.draw is not None:
        return draw(asked.draw)
    print(f"seed {asked.seed}", flush=True)
    return month(asked) if asked.days is not None else hour(asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
