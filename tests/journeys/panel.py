"""A real X server with a touch panel of ten fingers: Xorg's own test driver, fed through a socket.

The events take the whole way: driver, XInput 2, the grabs of the exhibit, Qt, the recogniser.
"""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

XORG = Path("/usr/lib/xorg/Xorg")
MODULES = Path("/usr/lib/xorg/modules")
WIDTH, HEIGHT = 1280, 720
DOWN, MOVE, UP = 18, 19, 20
"""XInput 2's numbers of TouchBegin, TouchUpdate, TouchEnd."""
MODELINES = {
    (1280, 720): '"1280x720" 74.50 1280 1344 1472 1664 720 723 728 748 -hsync +vsync',
    (1920, 1080): '"1920x1080" 173.00 1920 2048 2248 2576 1080 1083 1088 1120 -hsync +vsync',
    (3840, 2160): '"3840x2160" 237.50 3840 4160 4576 5312 2160 2163 2168 2237 -hsync +vsync',
}
"""The sizes that there can be, as `cvt` writes them; the largest at a third of its clock: the driver has no faster."""
_MOST = 65535.0
"""Of an axis of the panel."""
_AXES = 64
"""Values that the driver's message has room for."""

CONFIG = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AllowMouseOpenFail" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline {modeline}
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{width}x{height}"
    Virtual {width} {height}
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "panel"
  Driver "inputtest"
  Option "SocketPath" "{socket}"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "panel" "SendCoreEvents"
EndSection
"""


def there() -> bool:
    """Whether this machine has such a server, and lets us start one with a file of our own."""
    parts = (XORG, MODULES / "input/inputtest_drv.so", MODULES / "drivers/dummy_drv.so")
    return os.geteuid() == 0 and all(part.exists() for part in parts)


class Panel:
    """The screen and the fingers before it."""

    def __init__(self, folder: Path, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self._folder = folder / "x"
        self._folder.mkdir()
        path = self._folder / "touch"
        config = self._folder / "xorg.conf"
        mode = MODELINES[width, height]
        config.write_text(CONFIG.format(socket=path, modeline=mode, width=width, height=height), "utf-8")
        self._connection: Any = None
        number = next(one for one in range(60, 200) if not Path(f"/tmp/.X11-unix/X{one}").exists())
        self.name = f":{number}"
        self._server = subprocess.Popen(
            [str(XORG), self.name, "-config", str(config), "-logfile", str(self._folder / "log"), "-noreset",
             "-nolisten", "tcp", "-novtswitch", "-sharevts", "-keeptty"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._begin(path)
        except BaseException:
            self.close()
            raise

    def _begin(self, path: Path) -> None:
        self.until(path.exists)
        self.until(self._connected)
        self._socket.sendall(struct.pack("=IIHH", 12, 0, 1, 1))
        self._socket.recv(64)
        import xcffib
        import xcffib.xproto

        connect: Any = xcffib.connect
        self.until(lambda: Path(f"/tmp/.X11-unix/X{self.name[1:]}").exists())
        self._connection = connect(display=self.name)
        self._root = self._connection.get_setup().roots[0].root
        self._down: dict[int, tuple[float, float]] = {}

    def _connected(self) -> bool:
        try:
            self._socket.connect(str(self._folder / "touch"))
        except OSError:
            return False
        return Path(f"/tmp/.X11-unix/X{self.name[1:]}").exists()

    def until(self, so: Callable[[], bool], seconds: float = 40) -> None:
        end = time.monotonic() + seconds
        while not so():
            if self._server.poll() is not None:
                raise RuntimeError("Xorg has ended")
            if time.monotonic() > end:
                raise TimeoutError("it didn't come to pass")
            time.sleep(0.01)

    # Seeing.

    def frame(self) -> bytes:
        """Every pixel: blue, green, red, nothing."""
        image = self._connection.core.GetImage(2, self._root, 0, 0, self.width, self.height, 0xFFFFFFFF).reply()
        return bytes(image.data.buf())

    def row(self, y: int, x: int = 0, width: int | None = None) -> bytes:
        """A part of one row of pixels."""
        wide = self.width - x if width is None else width
        image = self._connection.core.GetImage(2, self._root, x, y, wide, 1, 0xFFFFFFFF).reply()
        return bytes(image.data.buf())

    def pixel(self, x: int, y: int) -> bytes:
        image = self._connection.core.GetImage(2, self._root, x, y, 1, 1, 0xFFFFFFFF).reply()
        return bytes(image.data.buf())[:3]

    def settled(self, quiet: float = 0.6) -> bytes:
        """Wait until the picture has stood still for that long."""
        last, since = self.frame(), time.monotonic()
        end = since + 40
        while time.monotonic() - since < quiet:
            if time.monotonic() > end:
                raise TimeoutError("the picture never stood still")
            time.sleep(0.05)
            now = self.frame()
            if now != last:
                last, since = now, time.monotonic()
        return last

    # Touching.

    def touch(self, finger: int, kind: int, x: float, y: float) -> None:
        """One event of one finger, in px of the screen."""
        values = [x / self.width * _MOST, y / self.height * _MOST, *[0.0] * (_AXES - 2)]
        message = struct.pack("=IIII", 32 + 16 * _AXES, 6, finger, kind)
        message += struct.pack("=I8s4x", 0, b"\3" + b"\0" * 7)
        message += struct.pack(f"={_AXES}d", *values) + struct.pack(f"={_AXES}d", *[0.0] * _AXES)
        self._socket.sendall(message)

    def tap(self, x: float, y: float) -> None:
        self.touch(1, DOWN, x, y)
        time.sleep(0.06)  # as long as a tap takes
        self.touch(1, UP, x, y)

    def drag(self, *fingers: tuple[tuple[float, float], tuple[float, float]], steps: int = 12) -> None:
        """Some fingers, each from a place to another, at once."""
        for number, (start, _) in enumerate(fingers, 1):
            self.touch(number, DOWN, *start)
        for step in range(1, steps + 1):
            time.sleep(0.016)
            for number, (start, end) in enumerate(fingers, 1):
                part = step / steps
                self.touch(number, MOVE, start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        for number, (_, end) in enumerate(fingers, 1):
            self.touch(number, UP, *end)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.disconnect()
        self._socket.close()
        self._server.terminate()
        self._server.wait(10)
        shutil.rmtree(self._folder, ignore_errors=True)
