"""`python -m tests.fuzz`: tries each reader for some minutes, and prints one table of what it did."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.watch import HANG, LARGEST, SLOW, Watch, arm

LARGE = 60_000
"""Bytes of an input that is seldom changed further."""
NAMES = ("deck", "bytes", "csv", "xlsx", "settings", "packs", "pictures", "drawings", "compiled")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all of them if left out")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="where what fails is kept; a new folder if left out")
    parser.add_argument("--plain", action="store_true", help="by chance alone, though atheris is there")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try one input once more (with NAME), and time it")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no {unknown[0]!r}; there are {', '.join(NAMES)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # drawings are drawn, and nobody looks
    if given.again is not None:
        return again(given.names[0] if given.names else "deck", given.again)
    out = given.out or Path(tempfile.mkdtemp(prefix="touyan-fuzz-"))
    out.mkdir(parents=True, exist_ok=True)
    if given.child:
        child(given.names[0], given.minutes * 60, given.seed, out, plain=given.plain)
    return parent(given.names or list(NAMES), given, out)


def parent(names: list[str], given: argparse.Namespace, out: Path) -> int:
    """One process a reader, one after the other: each starts with a memory of its own."""
    how = "by chance" if given.plain or not guided() else "with atheris"
    print(f"seed {given.seed}, {given.minutes:g} minutes each, {how}; what fails is kept in {out}\n")
    print(f"{'':8}{'inputs':>10}{'corpus':>8}{'slowest':>10}{'peak':>10}   failed", flush=True)
    failed = 0
    for name in names:
        words = [name, "--child", "--minutes", f"{given.minutes}", "--seed", f"{given.seed}", "--out", f"{out}"]
        words += ["--plain"] if given.plain else []
        with (out / f"{name}.log").open("wb") as log:
            code = subprocess.run(_again(words), stdout=log, stderr=log, check=False).returncode
        told = json.loads((out / f"{name}.json").read_text()) if (out / f"{name}.json").exists() else {}
        found = [one for one in told.get("found", {}).values() if ": slow:" not in one or _fails(name, one)]
        if code:
            found.append(f"the fuzzer itself ended with {code}; see {out / name}.log")
        failed += len(found)
        slowest = _seconds(name, told.get("slowest_name", ""))
        print(f"{name:8}{told.get('executions', 0):10}{told.get('corpus', 0):8}{slowest:8.2f} s"
              f"{told.get('peak', 0):7.0f} MB   {len(found)}", flush=True)  # fmt: skip
        for one in found:
            print(f"        {one}", flush=True)
    return 1 if failed else 0


def _again(words: list[str]) -> list[str]:
    return [sys.executable, "-m", "tests.fuzz", *words]


def _fails(name: str, said: str) -> bool:
    """Whether an input fails in a process of its own: atheris counts every step, and takes three times as long."""
    path = said.partition(": ")[0]
    return subprocess.run(_again([name, "--again", path]), capture_output=True, check=False).returncode != 0


def _seconds(name: str, path: str) -> float:
    """How long an input takes there."""
    done = subprocess.run(_again([name, "--again", path]), capture_output=True, text=True, check=False)
    return float(done.stdout.partition(" s")[0]) if done.stdout else float("nan")


def guided() -> bool:
    """Whether atheris is there."""
    import importlib.util

    return importlib.util.find_spec("atheris") is not None


def child(name: str, seconds: float, seed: int, out: Path, *, plain: bool) -> None:
    """Try one reader until the time is over, and leave."""
    corpus = out / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"touyan-{name}-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    if plain or not guided():
        from tests.fuzz.targets import targets
    else:
        import atheris

        with atheris.instrument_imports(
            include=["kiosk.content", "kiosk.ops.packs", "kiosk.ops.settings", "kiosk.ops.settings_file"]
        ):
            from tests.fuzz.targets import targets
    target = targets()[name]
    for number, seed_input in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed_input)
    watch = Watch(lambda data: target.run(folder, data), out / name)
    end, told = time.monotonic() + seconds, [0.0]

    def one(data: bytes) -> None:
        watch.one(data)
        now = time.monotonic()
        if now > told[0] + 5 or now > end:
            told[0] = now
            count = sum(1 for _ in corpus.iterdir())
            (out / f"{name}.json").write_text(json.dumps({**watch.record.as_dict(), "corpus": count}))
        if now > end:
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(0)

    if plain or not guided():
        _by_chance(target.seeds(), target.change, one, seed)
    _by_coverage(one, target.change, target.seeds(), corpus, out / name, seed)


def _by_chance(pool, change, one, seed: int) -> None:
    arm()
    rng = random.Random(seed)
    while True:
        data = rng.choice(pool)
        for _ in range(rng.choice([1, 1, 2, 4])):
            data = change(data, rng)
        signal.alarm(HANG)
        one(data)
        signal.alarm(0)


def _by_coverage(one, change, seeds, corpus: Path, out: Path, seed: int) -> None:
    import atheris

    def mutate(data: bytes, most: int, number: int) -> bytes:
        rng = random.Random(number)
        if len(data) > LARGE and rng.random() < 0.9:
            data = rng.choice(seeds)  # many small inputs find more than a few large ones
        made = change(data, rng) if rng.random() < 0.7 else bytes(atheris.Mutate(data, most))
        return made[:most]

    options = [f"-seed={seed}", f"-max_len={LARGEST}", "-len_control=0", "-rss_limit_mb=0", f"-timeout={HANG}",
               "-detect_leaks=0", "-print_final_stats=1", f"-artifact_prefix={out}/"]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=mutate)
    atheris.Fuzz()


def again(name: str, path: Path) -> int:
    """One input, in a process that does nothing else."""
    from tests.fuzz.targets import targets, too_slow

    with tempfile.TemporaryDirectory() as folder:
        target = targets()[name]
        target.run(Path(folder), target.seeds()[0])  # what is read once and kept, is
        slow = max(SLOW, too_slow(Path(folder)))  # a busy machine takes longer over anything
        watches = [Watch(lambda data: target.run(Path(folder), data), Path(folder) / "kept", slow=slow) for _ in "123"]
        for watch in watches:
            watch.one(path.read_bytes())
    best = min((watch.record for watch in watches), key=lambda record: record.slowest)  # a busy machine only adds
    print(f"{best.slowest:.2f} s, {max(watch.record.peak for watch in watches):.0f} MB above the start")
    for one in best.found.values():
        print(one.partition(": ")[2])
    return 1 if best.found else 0


if __name__ == "__main__":
    sys.exit(main())
