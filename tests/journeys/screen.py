"""A real X server of the test's own, its frame buffer mapped from a file, and the real program on it."""

from __future__ import annotations

import contextlib
import mmap
import os
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Picture:
    """What stood on a screen. Two that differ are said to differ: a report of megabytes would take minutes."""

    def __init__(self, frame: bytes) -> None:
        self.frame = frame

    def __eq__(self, other: object) -> bool:
        return self.frame == (other.frame if isinstance(other, Picture) else other)

    def __hash__(self) -> int:
        return hash(self.frame)

    def __repr__(self) -> str:
        return f"<picture {zlib.crc32(self.frame):08x}>"


def third(frame: bytes, *pictures: Picture) -> bool:
    """Whether a frame has a pixel that is in none of the pictures."""
    part = 4096  # whole parts are alike nearly always, and Python is slow with pixels
    for start in range(0, len(frame), part):
        seen = frame[start : start + part]
        known = [picture.frame[start : start + part] for picture in pictures]
        if seen not in known and any(
            seen[at : at + 4] not in [one[at : at + 4] for one in known] for at in range(0, len(seen), 4)
        ):
            return True
    return False


class Screen:
    """Xvfb on a free display. Pixels are read from its frame buffer, which disturbs nobody."""

    def __init__(self, width: int = 1280, height: int = 720) -> None:
        self.width, self.height = width, height
        self._folder = tempfile.mkdtemp(prefix="touyan-x-")
        shape = f"{width}x{height}x24"
        reader, writer = os.pipe()
        # -noreset: else the server begins anew when its last client goes, and tells a closed pipe so.
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", shape, "-fbdir", self._folder, "-noreset"],
            pass_fds=[writer],
            stderr=subprocess.DEVNULL,
        )
        os.close(writer)
        said = b""
        while not said.endswith(b"\n"):  # it writes the number, then the line's end, and dies if nobody reads that
            ready, _, _ = select.select([reader], [], [], 20)
            part = os.read(reader, 16) if ready else b""
            if not part:
                raise TimeoutError("Xvfb didn't start")
            said += part
        os.close(reader)
        self.name = ":" + said.decode().strip()
        with (Path(self._folder) / "Xvfb_screen0").open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        (header,) = struct.unpack(">I", self._map[:4])
        (colours,) = struct.unpack(">I", self._map[76:80])
        (self._line,) = struct.unpack(">I", self._map[48:52])
        self._pixels = header + colours * 12

    def frame(self) -> bytes:
        """Every pixel as it is now."""
        return self._map[self._pixels : self._pixels + self._line * self.height]

    def pixel(self, x: int, y: int) -> bytes:
        """One pixel: blue, green, red."""
        at = self._pixels + y * self._line + x * 4
        return self._map[at : at + 3]

    def row(self, y: int, x: int = 0, width: int | None = None) -> bytes:
        """A part of one row of pixels."""
        at = self._pixels + y * self._line + x * 4
        return self._map[at : at + (self.width - x if width is None else width) * 4]

    def wait(self, done: Callable[[], bool], seconds: float = 30) -> float:
        """Look until something is so; the seconds it took."""
        begun = time.perf_counter()
        while not done():
            if self._server.poll() is not None:
                raise RuntimeError(f"Xvfb at {self.name} has ended by itself, or somebody ended it")
            if time.perf_counter() - begun > seconds:
                raise TimeoutError("it didn't come to pass")
            time.sleep(0.001)
        return time.perf_counter() - begun

    def settled(self, quiet: float = 0.5, seconds: float = 30) -> Picture:
        """Wait until the picture has stood still for that long, and give it."""
        last, since, end = self.frame(), time.perf_counter(), time.perf_counter() + seconds
        while time.perf_counter() - since < quiet:
            if time.perf_counter() > end:
                raise TimeoutError("the picture never stood still")
            time.sleep(0.02)
            now = self.frame()
            if now != last:
                last, since = now, time.perf_counter()
        return Picture(last)

    def do(self, *words: str | int) -> None:
        """xdotool."""
        subprocess.run(["xdotool", *map(str, words)], env={**os.environ, "DISPLAY": self.name}, check=True, timeout=20)

    def xrandr(self, *words: str | int) -> None:
        """Turn and resize the screen."""
        subprocess.run(["xrandr", *map(str, words)], env={**os.environ, "DISPLAY": self.name}, check=True, timeout=20)

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(10)
        shutil.rmtree(self._folder, ignore_errors=True)


class Kiosk:
    """The real program in a process of its own."""

    def __init__(self, screen: Screen | None, *words: str, program: str = "kiosk", **environment: str) -> None:
        env = {name: value for name, value in {**os.environ, **environment}.items() if value}
        for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
            if name not in environment:
                env.pop(name, None)
        if screen is not None:
            env["DISPLAY"] = screen.name
        self.process = subprocess.Popen(
            [sys.executable, "-m", program, *words], cwd=ROOT, env=env, text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    @property
    def children(self) -> list[int]:
        """The processes it started and that are still there: the app first."""
        pid = self.process.pid
        try:
            return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except OSError:
            return []

    @property
    def app(self) -> int:
        """The process that paints: the child that Qt is loaded in, or the only one there is."""
        return next((pid for pid in self.children if _has_qt(pid)), self.process.pid)

    def heard(self, seconds: float = 30) -> str:
        """Wait for a line on stderr, and give what was said until then; `end` gives the rest."""
        assert self.process.stderr is not None
        pipe, said = self.process.stderr.fileno(), b""
        while not said.endswith(b"\n"):
            ready, _, _ = select.select([pipe], [], [], seconds)
            part = os.read(pipe, 4096) if ready else b""
            if not part:
                raise TimeoutError("it said nothing")
            said += part
        return said.decode("utf-8")

    def end(self) -> tuple[int, str]:
        """Ask it to end; its exit code and what it said on stderr."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


def _has_qt(pid: int) -> bool:
    try:
        return "libQt6Gui" in Path(f"/proc/{pid}/maps").read_text()
    except OSError:
        return False


@contextlib.contextmanager
def running(screen: Screen | None, *words: str, program: str = "kiosk", **environment: str) -> Iterator[Kiosk]:
    """The program, ended however the test ends.

    Args:
        screen: to show it on.
        words: of its command line.
        program: the module to run.
        environment: variables; an empty one is taken away.
    """
    kiosk = Kiosk(screen, *words, program=program, **environment)
    try:
        yield kiosk
    finally:
        if kiosk.process.poll() is None:
            kiosk.process.kill()
        kiosk.process.wait(10)
        for pipe in (kiosk.process.stdout, kiosk.process.stderr):
            if pipe is not None:
                pipe.close()
