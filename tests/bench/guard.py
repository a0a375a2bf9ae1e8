"""What the parent costs, and how soon there is a picture again: the real program, killed and frozen on a real screen.

    python -m tests.bench.guard [TIMES] [death|freeze]      10 times, and both, if left out

Between a death and the next life the picture is looked at all the time: whatever isn't the frame before is told.
"""

from __future__ import annotations

import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.hand import Hand
from tests.journeys.screen import Kiosk, Screen, running

SIZE = (1920, 1080)


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int) -> float:
    """MB of the proportional set."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def cpu(pid: int) -> float:
    """Seconds on a processor, to the microsecond."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def spread(values: list[float], unit: str = "s") -> str:
    return f"median {statistics.median(values):.2f} {unit} ({min(values):.2f}–{max(values):.2f})"


def shows(screen: Screen) -> bool:
    return all(screen.pixel(x, y) != b"\0\0\0" for x, y in ((8, 8), (1900, 8), (960, 540), (1900, 1070)))


def start(screen: Screen, home: str, *words: str) -> float:
    """Seconds from the process' start to the first slide."""
    screen.wait(lambda: not any(screen.frame()[::4093]), 10)
    begun = time.perf_counter()
    with running(screen, *words, TOUYAN_HOME=home) as kiosk:
        screen.wait(lambda: shows(screen))
        took = time.perf_counter() - begun
        screen.wait(lambda: any(Path(home).rglob("*.bmp")), 30)
        kiosk.end()
    return took


def wait_for_it(screen: Screen, kiosk: Kiosk) -> None:
    """Wait for the first slide; where none comes, say what the program said."""
    try:
        screen.wait(lambda: shows(screen), 60)
    except TimeoutError:
        print(f"no picture: children {kiosk.children}, it ended with {kiosk.end()}", file=sys.stderr)
        raise


def seen_again(screen: Screen, hand: Hand, kiosk: Kiosk, number: int, still: float) -> tuple[float, float, bool]:
    """Bring the app down with a signal.

    Returns:
        seconds until the next one obeys a key, how long anything else than the last frame stood, and whether that was
        ever the ground of the screen or black.
    """
    app = children(kiosk.process.pid)[0]
    row = screen.row(400)
    begun = time.perf_counter()
    os.kill(app, number)
    other, ground, last = 0.0, False, begun
    while app in children(kiosk.process.pid) or time.perf_counter() - begun < still:
        now, seen = time.perf_counter(), screen.row(400)
        if seen != row:
            other += now - last
            ground = ground or screen.pixel(960, 540) in (b"\0\0\0", b"\xff\0\xff")
        last = now
        time.sleep(0.002)
    while screen.row(400) == row and time.perf_counter() - begun < 60:
        hand.key("F1")
        hand.key("Right")
        until = time.perf_counter() + 0.1
        while time.perf_counter() < until and screen.row(400) == row:
            ground = ground or screen.pixel(960, 540) in (b"\0\0\0", b"\xff\0\xff")
            time.sleep(0.002)
    took = time.perf_counter() - begun
    return took, other, ground


def main(times: int, only: str = "") -> None:
    """Print the figures."""
    screen = Screen(*SIZE)
    hand = Hand(screen.name)
    try:
        with tempfile.TemporaryDirectory() as home:
            start(screen, home)
            for name, words in (("with the parent", ()), ("alone", ("run", "--alone"))):
                took = [start(screen, home, *words) for _ in range(times)]
                print(f"process start → first slide, {name}: {spread(took)}")
            costs(screen, hand, home)
            for name, number, still in (("death", signal.SIGKILL, 0.0), ("freeze", signal.SIGSTOP, 9.0)):
                found = []
                if only not in {"", name}:
                    continue
                for turn in range(times):  # a home for each: a slide that freezes three times is left out
                    with running(screen, "--slide", "stats", TOUYAN_HOME=f"{home}/{name}{turn}") as kiosk:
                        wait_for_it(screen, kiosk)
                        hand.key("F1")
                        time.sleep(4)
                        found.append(seen_again(screen, hand, kiosk, number, still))
                        kiosk.end()
                print(f"{name} → a key is obeyed again: {spread([one[0] for one in found])}")
                print(f"  another picture in between: {max(one[1] for one in found) * 1000:.0f} ms at most;"
                      f" ground or black ever seen: {any(one[2] for one in found)}")  # fmt: skip
    finally:
        hand.close()
        screen.close()


def costs(screen: Screen, hand: Hand, home: str) -> None:
    """Memory and processor of the parent, its helper and the pulse."""
    with running(screen, "--slide", "stats", TOUYAN_HOME=home) as kiosk:
        screen.wait(lambda: shows(screen))
        hand.key("F1")
        time.sleep(12)
        family = {"parent": kiosk.process.pid}
        family |= dict(zip(("app", "helper"), children(kiosk.process.pid), strict=False))
        before = {name: cpu(pid) for name, pid in family.items()}
        time.sleep(20)
        for name, pid in family.items():
            print(
                f"{name}: {memory(pid):.1f} MB PSS, {100 * (cpu(pid) - before[name]) / 20:.3f} % CPU on a still slide"
            )
        kiosk.end()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10, *sys.argv[2:3])
