"""What a program and all it started cost, read from /proc: nobody is asked, and nobody is disturbed."""

from __future__ import annotations

import os
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and everything that came of it: its children's children, and whoever shares its session.

    The session finds those whose parent has gone, as a browser's crash handler does at once; it counts only where
    the process leads one of its own.
    """
    parents: dict[int, int] = {}
    sessions: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            parents[int(entry.name)], sessions[int(entry.name)] = int(fields[1]), int(fields[3])
    found = {pid} | ({one for one, session in sessions.items() if session == pid})
    grown = True
    while grown:
        more = {one for one, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return sorted(found)


def _stat(pid: int) -> list[str]:
    """Its fields from the third on (the name may hold anything); none where it has gone or is but waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    except (OSError, IndexError):
        return []
    return [] if fields[0] == "Z" else fields


def memory(pids: list[int]) -> float:
    """MB of the proportional sets: what two of them share is counted once."""
    return _megabytes(pids, "Pss:")


def written(pids: list[int]) -> float:
    """MB that they wrote and nobody shares: unlike their proportional sets these stay as they are when some other
    program comes or goes.
    """
    return _megabytes(pids, "Private_Dirty:")


def _megabytes(pids: list[int], what: str) -> float:
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith(what))
    return total / 1024


def seconds(pid: int) -> float:
    """Of a processor, that a process has used, all its threads together."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def used(pid: int, while_seconds: float) -> float:
    """Per cent of one core that the family uses from now on; whoever is born or dies meanwhile counts as far as
    it was seen.
    """
    before = {one: seconds(one) for one in family(pid)}
    begun = time.perf_counter()
    time.sleep(while_seconds)
    return burnt(before, pid) * 100 / (time.perf_counter() - begun)


def burnt(before: dict[int, float], pid: int) -> float:
    """Seconds of a processor that the family has used since `before`."""
    return sum(max(0.0, seconds(one) - before.get(one, 0.0)) for one in family(pid))
