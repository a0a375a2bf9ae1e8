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
        small: MB of those that lie in small pieces: without the pixmaps of whatever stands on the screen, each of which
            has a mapping to itself, and which come and go by dozens of MB.
        handles, threads, processes: how many.
    """

    pss: float
    own: float
    small: float
    handles: int
    threads: int
    processes: int


def held_by(pids: list[int]) -> Held:
    """What these hold; one that has just gone holds nothing."""
    pss = own = small = 0.0
    handles = threads = processes = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            memory = rollup(pid)
            pss += memory.get("Pss", 0.0)
            own += memory.get("Private_Dirty", 0.0)
            small += memory.get("Private_Dirty", 0.0) - large(pid)
            handles += len(list(Path(f"/proc/{pid}/fd").iterdir()))
            threads += len(list(Path(f"/proc/{pid}/task").iterdir()))
            processes += 1
    return Held(pss, own, small, handles, threads, processes)


def rollup(pid: int | str) -> dict[str, float]:
    """MB of a process' memory, by the kernel's names."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {name.rstrip(":"): int(value) / 1024 for name, value, *_ in map(str.split, lines)}


def large(pid: int) -> float:
    """MB of a process' own in mappings that have no name and are as large as a pixmap."""
    total, pixmap = 0, False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        name, *rest = line.split()
        if not name.endswith(":"):
            nameless = len(rest) < NAMED
        elif name == "Size:":
            pixmap = nameless and int(rest[0]) >= LARGE_KB
        elif name == "Private_Dirty:" and pixmap:
            total += int(rest[0])
    return total / 1024


LARGE_KB = 4096
NAMED = 5
"""Fields after its addresses that a mapping with a name has."""
