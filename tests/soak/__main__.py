"""Soaks.

    python -m tests.soak --real 60 --out DIR   an hour in real time, in a real window, its memory curve drawn
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Do what is asked; 0 if it held."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--real", type=float, metavar="MINUTES")
    parser.add_argument("--out", type=Path, default=Path("soak"))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    from tests.soak.real import Hour

    print(f"seed {asked.seed}", flush=True)
    return 0 if Hour(asked.real, asked.seed, asked.out, lambda line: print(line, flush=True)).run() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
