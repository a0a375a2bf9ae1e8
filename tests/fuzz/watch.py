"""Watches one input after another: what is raised, how long it takes, how much memory it needs at its peak."""

from __future__ import annotations

import contextlib
import hashlib
import resource
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

SLOW = 1.0
"""Seconds of processor that one input may take."""
MEMORY = 200.0
"""MB that it may need above what the program had before."""
HANG = 60
"""Seconds after which it counts as one that never ends."""
MOST_FOUND = 30
LARGEST = 1 << 20
"""Bytes of an input."""


class Hang(BaseException):
    """An input that doesn't come to an end."""


@dataclass
class Record:
    """What was seen so far."""

    executions: int = 0
    slowest: float = 0.0
    slowest_name: str = ""
    peak: float = 0.0
    peak_name: str = ""
    found: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


class Watch:
    """Runs a target, and keeps what broke it.

    Attributes:
        record: what was seen.
    """

    def __init__(self, run: Callable[[bytes], None], kept: Path, *, slow: float = SLOW) -> None:
        self._run, self._kept, self._slow = run, kept, slow
        self.record = Record()

    def one(self, data: bytes) -> None:
        """Try an input. The first of each kind of failure is kept."""
        record = self.record
        record.executions += 1
        before = _now_mb()
        _forget_peak()
        began = time.process_time()
        raised = ""
        try:
            self._run(data)
        except (Exception, Hang) as error:  # noqa: BLE001 - that nothing is raised is what is tried
            raised = _told(error)
        took, more = time.process_time() - began, _peak_mb() - before
        if took > record.slowest:
            record.slowest, record.slowest_name = took, self._keep("slowest", data)
        if more > record.peak:
            record.peak, record.peak_name = more, self._keep("largest", data)
        if raised:
            self._found(raised, data)
        elif took > self._slow:
            self._found(f"slow: {took:.1f} s for {len(data)} bytes", data, kind=f"slow {len(record.found)}")
        elif more > MEMORY:
            self._found(f"memory: {more:.0f} MB for {len(data)} bytes", data, kind=f"memory {int(more) // 100}")

    def _found(self, said: str, data: bytes, kind: str = "") -> None:
        kind = kind or said
        if kind not in self.record.found and len(self.record.found) < MOST_FOUND:
            name = f"found-{hashlib.sha256(data).hexdigest()[:12]}"
            self.record.found[kind] = f"{self._keep(name, data)}: {said}"

    def _keep(self, name: str, data: bytes) -> str:
        self._kept.mkdir(parents=True, exist_ok=True)
        (self._kept / name).write_bytes(data)
        return str(self._kept / name)


def _told(error: BaseException) -> str:
    """An exception by its kind and the lines of ours that it came through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/kiosk/" in frame.filename]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))
    return f"{type(error).__name__} at {places or 'the fuzzer itself: ' + str(error)}"


def arm() -> None:
    """From now on whatever doesn't end is stopped after a while."""

    def stop(*_: object) -> None:
        raise Hang(f"no end after {HANG} s")

    signal.signal(signal.SIGALRM, stop)


def _status_mb(name: str) -> float | None:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), None)


def _peak_mb() -> float:
    peak = _status_mb("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 if peak is None else peak


def _now_mb() -> float:
    now = _status_mb("VmRSS")
    return _peak_mb() if now is None else now


def _forget_peak() -> None:
    """Linux can forget how much memory a process once had; where it can't, only the first peak is seen."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
