"""Figures of the running program, measured from outside:  .venv/bin/python -m tests.bench

Printed, never asserted: a figure of one machine says nothing of another. Each is taken in a real window under Xvfb,
whose frame buffer is mapped from a file, so that looking disturbs nobody.
"""

from __future__ import annotations

import itertools
import os
import platform
import statistics
import tempfile
import threading
import time
from pathlib import Path

from tests.journeys.screen import Kiosk, Screen

CLICKS = 40
ROUNDS = (1, 2, 5, 10)
SLIDES = 16


def cpu_seconds(pid: int) -> float:
    """Processor seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Proportional set size."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def start(screen: Screen, home: dict[str, str]) -> tuple[Kiosk, float]:
    """Start the program; the seconds until its first slide is seen."""
    black = screen.frame()
    begun = time.perf_counter()
    kiosk = Kiosk(screen, **home)
    screen.wait(lambda: screen.frame() != black and screen.pixel(900, 300) != b"\0\0\0")
    return kiosk, time.perf_counter() - begun


def starts(screen: Screen, home: dict[str, str]) -> tuple[float, list[float]]:
    """The first start of all, and five later ones, in ms."""
    taken = []
    for number in range(6):
        kiosk, seconds = start(screen, home)
        taken.append(seconds * 1000)
        time.sleep(6 if number == 0 else 2)
        kiosk.end()
        screen.wait(lambda: screen.pixel(900, 300) == b"\0\0\0")
    return taken[0], taken[1:]


class Watcher:
    """Counts the pictures that differ from the one before, on a thread of its own."""

    def __init__(self, screen: Screen) -> None:
        self._screen, self._stop = screen, False
        self.at: list[float] = []
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        at = [(x, y) for x in range(60, self._screen.width, 97) for y in (60, 70, 160, 300, 420, 500)]
        last = b""
        while not self._stop:
            now = b"".join(self._screen.pixel(*one) for one in at)
            if now != last:
                self.at.append(time.perf_counter())
                last = now
            time.sleep(0.0005)

    def end(self) -> list[float]:
        self._stop = True
        self._thread.join()
        return self.at


def flights(screen: Screen) -> tuple[float, float, list[float]]:
    """Pictures a second and longest gap (ms) between slides, and from click to first changed pixel (ms)."""
    rates, gaps, answers = [], [], []
    for number in range(CLICKS):
        screen.do("mousemove", 1890 if number % 8 < 4 else 30, 480)
        screen.settled(quiet=1.2)
        before = screen.frame()
        watcher = Watcher(screen)
        begun = time.perf_counter()
        screen.do("mousedown", 1)
        screen.wait(lambda before=before: screen.frame() != before, 5)
        answers.append((time.perf_counter() - begun) * 1000)
        screen.do("mouseup", 1)
        time.sleep(0.6)
        seen = [at for at in watcher.end() if at > begun]
        moving = [at for at in seen[1:] if at - seen[1] < 0.40] if len(seen) > 8 else []
        if len(moving) > 8:
            rates.append((len(moving) - 1) / (moving[-1] - moving[0]))
            gaps.append(max(b - a for a, b in itertools.pairwise(moving)) * 1000)
    return statistics.median(rates), statistics.median(gaps), answers


def launch_cost(screen: Screen) -> float:
    """What xdotool itself takes (ms): it stands in every answer."""
    taken = []
    for _ in range(15):
        begun = time.perf_counter()
        screen.do("mousemove", 5, 5)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def rounds(screen: Screen, pid: int) -> dict[int, float]:
    """Memory after so many rounds through the whole exhibit."""
    found = {}
    for number in range(1, max(ROUNDS) + 1):
        screen.do("key", "Home")
        for _ in range(SLIDES + 2):
            screen.do("key", "Next")
            time.sleep(0.75)
        if number in ROUNDS:
            time.sleep(1)
            found[number] = memory_mb(pid)
    return found


def still(screen: Screen, pid: int) -> float:
    """Per cent of a core on a still slide."""
    screen.settled(quiet=2)
    before = cpu_seconds(pid)
    time.sleep(10)
    return (cpu_seconds(pid) - before) * 10


def main() -> None:
    """Take all figures and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"XDG_CACHE_HOME": folder}
        screen = Screen(1920, 1080)
        rows: list[tuple[str, str, str]] = []
        try:
            cold, warm = starts(screen, home)
            rows.append(("start to first slide, first time", f"{cold:.0f} ms", ""))
            rows.append(("start to first slide, later (median of 5)", f"{statistics.median(warm):.0f} ms", "≤ 600 ms"))
            kiosk, _ = start(screen, home)
            time.sleep(3)
            pid = kiosk.process.pid
            before = cpu_seconds(pid)
            time.sleep(5)
            rows.append(("processor on the cover, geese flying", f"{(cpu_seconds(pid) - before) * 20:.1f} %", ""))
            rows.append(("memory after the start", f"{memory_mb(pid):.0f} MB", ""))
            screen.do("mousemove", 400, 300, "click", 1)
            time.sleep(2)
            rate, gap, answers = flights(screen)
            own = launch_cost(screen)
            rows.append(("pictures a second between slides", f"{rate:.0f}", "≥ 55"))
            rows.append(("longest gap between slides (median)", f"{gap:.0f} ms", ""))
            net = sorted(answer - own for answer in answers)
            rows.append(("press to first changed pixel, median", f"{statistics.median(net):.0f} ms", ""))
            rows.append(("press to first changed pixel, 95 %", f"{net[int(len(net) * 0.95)]:.0f} ms", "≤ 25 ms"))
            rows.append(("processor on a still slide", f"{still(screen, pid):.1f} %", "< 1 %"))
            for number, used in rounds(screen, pid).items():
                rows.append((f"memory after round {number}", f"{used:.0f} MB", "≤ 160 MB, flat from 2"))
            kiosk.end()
        finally:
            screen.close()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, 1920 x 1080, no GPU\n")
    for what, figure, goal in rows:
        print(f"{what:<44} {figure:>10}   {goal}")


if __name__ == "__main__":
    main()
