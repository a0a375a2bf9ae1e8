"""A short draw of each fuzzer, and everything that ever failed in it (a quarter of it, which still tells)."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from tests.fuzz.targets import Target, drawn, targets, too_slow
from tests.fuzz.watch import Watch

CORPUS = Path(__file__).parent / "corpus"
TARGETS = targets()
KEPT = sorted(CORPUS.glob("*/*.gz"))
DRAWS = {
    "deck": 12,
    "bytes": 25,
    "csv": 15,
    "xlsx": 20,
    "settings": 25,
    "packs": 25,
    "pictures": 40,
    "drawings": 40,
    "compiled": 80,
}


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How many seconds of processor are too many here and now."""
    return too_slow(tmp_path_factory.mktemp("reference"))


def tried(target: Target, inputs: list[bytes], folder: Path, slow: float) -> dict[str, str]:
    """What failed; what was slow once is tried again, since a busy machine slows anything."""
    watch = Watch(lambda data: target.run(folder, data), folder / "kept", slow=slow)
    again = Watch(lambda data: target.run(folder, data), folder / "kept", slow=slow)
    for data in inputs:
        before = len(watch.record.found)
        watch.one(data)
        if len(watch.record.found) > before:
            again.one(data)
    return again.record.found


@pytest.mark.no_qt_log  # what Qt says of a broken drawing is no news here
@pytest.mark.parametrize("name", TARGETS)
def test_a_draw_of_changed_files(name: str, rng: random.Random, tmp_path: Path, slow: float) -> None:
    target = TARGETS[name]
    assert tried(target, [drawn(target, rng) for _ in range(DRAWS[name])], tmp_path, slow) == {}


@pytest.mark.no_qt_log
@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_once_failed(path: Path, tmp_path: Path, slow: float) -> None:
    assert tried(TARGETS[path.parent.name], [gzip.decompress(path.read_bytes())], tmp_path, slow) == {}


def test_a_failure_is_seen(tmp_path: Path) -> None:
    """The watch itself: an exception, a long time, and much memory are each told of, with the input kept."""

    def run(data: bytes) -> None:
        if data == b"raise":
            raise KeyError("x")
        if data == b"memory":
            bytearray(300 << 20)[:: 1 << 12] = b"x" * ((300 << 20) >> 12)
        if data == b"slow":
            sum(range(2_000_000))

    watch = Watch(run, tmp_path / "kept", slow=0.001)
    for data in (b"fine", b"raise", b"memory", b"slow"):
        watch.one(data)
    kinds = " ".join(watch.record.found.values())
    assert "KeyError" in kinds
    assert "slow" in kinds
    assert watch.record.peak > 200
    assert {path.read_bytes() for path in (tmp_path / "kept").glob("found-*")} >= {b"raise", b"slow"}
