"""What time it is where clocks may be wrong: the wall clock, and the time since the machine was switched on."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment.

    Attributes:
        wall: seconds since 1970, as the machine's clock has it. up: seconds since it was switched on, which can't lie.
        boot: which start of the machine that is.
    """

    wall: float
    up: float
    boot: str


def moment() -> Moment:
    """Now."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    up = time.clock_gettime(clock) if clock is not None else time.monotonic()
    return Moment(time.time(), up, boot_id())


def boot_id() -> str:
    """A name for this start of the machine; where the system has none, one for this start of the program."""
    global _boot  # noqa: PLW0603 - it stays as it is
    if not _boot:
        with contextlib.suppress(OSError):
            _boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        _boot = _boot or f"process-{os.getpid()}-{time.time_ns()}"
    return _boot


_boot = ""
