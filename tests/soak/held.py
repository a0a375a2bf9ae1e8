"""What a program's processes hold, read from outside: memory, handles, threads."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Held:
    """What a family of processes holds at one moment.

    Attributes:
        pss: MB of memory, what is shared with others divided among them. It moves whenever another program of the
            same libraries comes or goes.
        own: MB that are in memory for them alone, and not merely as a copy of a file: that grows with a leak, and with
            nothing else's.
        handles, threads, processes: how many.
    """

    pss: float
    own: float
    handles: int
    threads: int
    processes: int


def held_by(pids: list[int]) -> Held:
    """What these hold; one that has just gone holds nothing."""
    pss = own = 0.0
    handles = threads = processes = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            memory = rollup(pid)
            pss += memory.get("Pss", 0.0)
            own += memory.get("Private_Dirty", 0.0)
            handles += len(list(Path(f"/proc/{pid}/fd").iterdir()))
            threads += len(list(Path(f"/proc/{pid}/task").iterdir()))
            processes += 1
    return Held(pss, own, handles, threads, processes)


def rollup(pid: int | str) -> dict[str, float]:
    """MB of a process' memory, by the kernel's names."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {name.rstrip(":"): int(value) / 1024 for name, value, *_ in map(str.split, lines)}
