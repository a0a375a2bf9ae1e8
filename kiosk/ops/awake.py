"""Keeps the machine awake and its screen lit: the X server's own blanking, logind, and the desktop's power manager.

Each is tried by itself; where one isn't there, the others do. The settings of an X server outlive whoever changed them,
so they are put back at the end.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

WHY = "The exhibit is on"


@dataclass(frozen=True)
class _Blanking:
    """How an X server blanked before: its screen saver's four settings, and whether DPMS was on."""

    saver: tuple[int, int, int, int]
    dpms: bool


class Awake:
    """From `begin` until `end`."""

    def __init__(self, display: str | None) -> None:
        """Nothing is changed yet.

        Args:
            display: of the X server, as `DISPLAY` names it; None where there is none.
        """
        self._display = display
        self._before: _Blanking | None = None
        self._logind: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Ask everybody who might blank the screen or send the machine to sleep to leave it. It may wait a moment."""
        if self._display:
            with contextlib.suppress(Exception):  # no such library, no such server, no such extension
                self._before = _light(self._display)
        self._ask_logind()

    def again(self) -> None:
        """Say it once more: desktops put their own settings back."""
        if self._display:
            with contextlib.suppress(Exception):
                _light(self._display)
        if self._logind is not None and self._logind.poll() is not None:
            self._let_go()
            self._ask_logind()

    def end(self) -> None:
        """Put everything back."""
        if self._display and self._before is not None:
            with contextlib.suppress(Exception):
                _restore(self._display, self._before)
        self._let_go()

    def _let_go(self) -> None:
        """End whoever asks logind; it may have ended by itself, and its pipe is open all the same."""
        asking, self._logind = self._logind, None
        if asking is not None and asking.stdin is not None:
            with contextlib.suppress(OSError):
                asking.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                asking.wait(1)

    def _ask_logind(self) -> None:
        """`cat` ends with its input, and its input with this process, however that ends."""
        program = shutil.which("systemd-inhibit")
        if program is None:
            return
        what = "--what=idle:sleep:handle-lid-switch"
        command = [program, what, "--who=Touyan", f"--why={WHY}", "--mode=block", "cat"]
        with contextlib.suppress(OSError):
            self._logind = subprocess.Popen(  # noqa: S603 - the system's own program, with words of ours
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )


def _connect(display: str) -> Any:
    import xcffib

    connect: Any = xcffib.connect
    return connect(display=display)


def _light(display: str) -> _Blanking:
    """Switch the X server's blanking off; how it was before."""
    import xcffib.dpms
    import xcffib.xproto

    connection: Any = _connect(display)
    try:
        old = connection.core.GetScreenSaver().reply()
        saver = (old.timeout, old.interval, old.prefer_blanking, old.allow_exposures)
        connection.core.SetScreenSaverChecked(0, 0, 0, 0).check()
        connection.core.ForceScreenSaverChecked(xcffib.xproto.ScreenSaver.Reset).check()
        dpms = _dpms(connection)
        was_on = bool(dpms is not None and dpms.Info().reply().state)
        if dpms is not None and was_on:
            dpms.ForceLevel(xcffib.dpms.DPMSMode.On)
            dpms.Disable()
            connection.flush()
        return _Blanking(saver, was_on)
    finally:
        connection.disconnect()


def _restore(display: str, before: _Blanking) -> None:
    connection: Any = _connect(display)
    try:
        connection.core.SetScreenSaverChecked(*before.saver).check()
        dpms = _dpms(connection)
        if dpms is not None and before.dpms:
            dpms.Enable()
        connection.flush()
    finally:
        connection.disconnect()


def _dpms(connection: Any) -> Any:
    """The server's power management, or None where it has none (a virtual screen)."""
    import xcffib.dpms

    with contextlib.suppress(Exception):
        found = connection(xcffib.dpms.key)
        if found.Capable().reply().capable:
            return found
    return None
