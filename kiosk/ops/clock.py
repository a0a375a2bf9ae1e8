"""Whether this machine's clock can be trusted: a hall without network has nobody who sets it.

One rule, with all it needs handed in. What it decides is only whether opening hours count and whether visits get a
date; a visitor never sees a clock. In doubt it is not trusted, and the exhibit is simply open.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

import kiosk

SLACK: Final = 86_400.0
"""Seconds that a file's date may lie ahead: sticks keep local time without saying whose."""
_NETWORK_SET_IT: Final = Path("/run/systemd/timesync/synchronized")
"""systemd-timesyncd leaves it, for this start of the machine, once the network has set the clock."""
_RTC: Final = Path("/sys/class/rtc/rtc0/since_epoch")
_MOST_ERROR_US: Final = 16_000_000
"""What `timedatectl` calls synchronised: the kernel is sure of it to 16 s."""

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "set_untrusted": (
        "设置里写明时钟不准（clock: untrusted）。",
        "The settings say that it isn't right (clock: untrusted).",
    ),
    "set_trusted": ("设置里写明时钟准（clock: trusted）。", "The settings say that it is right (clock: trusted)."),
    "set_trusted_before": (
        "设置里写明时钟准（clock: trusted），但它早于内容文件的日期，请核对。",
        "The settings say that it is right (clock: trusted), but a file of the exhibit is dated later: look.",
    ),
    "before_program": (
        "时钟早于程序自己的日期，一定不准：电池可能没电了。",
        "It is earlier than the program itself, so it can't be right: its battery may be flat.",
    ),
    "synchronised": ("时钟由网络校准。", "The network set it."),
    "before_content": (
        "没有网络校时，又早于内容文件的日期：不是时钟不准，就是文件的日期不对。",
        "No network sets it, and a file of the exhibit is dated later: one of the two is wrong.",
    ),
    "alone": (
        "没有网络校时，不知道准不准。",
        "No network sets it, so nobody knows whether it is right.",
    ),
}


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether the clock is trusted, and why: a key of `SENTENCES`."""

    trusted: bool
    reason: str

    def why(self, language: str) -> str:
        """A sentence for staff."""
        return SENTENCES[self.reason][0 if language.startswith("zh") else 1]


class ClockSetting(Protocol):
    """What is needed of the settings."""

    @property
    def clock(self) -> Literal["auto", "trusted", "untrusted"]:
        """What staff say of it."""
        ...


def trust(settings: ClockSetting, now: float, content_date: float | None, synchronised: bool | None,
          program_date: float | None = None) -> Trust:  # fmt: skip
    """Decide.

    Staff who say that it is wrong are believed. A clock that the network has set is right; any other that is earlier
    than the program is wrong, though staff trusted it once: a flat battery sets it back to the year the board was made,
    and a hall that is dark by day is worse than one that is lit by night. Else staff are believed that it is right. The
    content's date comes last, since any file may be dated in the future: it only says more exactly why a clock isn't
    trusted, or what staff had better look at.

    Args:
        settings: of the machine. now: what its clock says, seconds since 1970.
        content_date: of the newest file of the content; None if unknown.
        synchronised: whether the network set the clock since the machine was switched on; None if unknown.
        program_date: of the program's own files; None if unknown.
    """
    if settings.clock == "untrusted":
        return Trust(trusted=False, reason="set_untrusted")
    if not synchronised and _before(now, program_date):
        return Trust(trusted=False, reason="before_program")
    if settings.clock == "trusted":
        return Trust(trusted=True, reason="set_trusted_before" if _before(now, content_date) else "set_trusted")
    if synchronised:
        return Trust(trusted=True, reason="synchronised")
    if _before(now, content_date):
        return Trust(trusted=False, reason="before_content")
    return Trust(trusted=False, reason="alone")


def _before(now: float, date: float | None) -> bool:
    return date is not None and now < date - SLACK


def newest(files: Iterable[Path]) -> float | None:
    """The date of the newest of these files (s since 1970)."""
    dates = []
    for path in files:
        try:
            dates.append(path.stat().st_mtime)
        except OSError:
            continue
    return max(dates, default=None)


def program_date() -> float | None:
    """When the program was installed, by the date of its own file (s since 1970)."""
    return newest([Path(kiosk.__file__)])


class Synchronised:
    """Asks whether the network set the clock, and remembers a yes.

    The kernel forgets it after some nine hours without network; the clock is right for years. It is asked once a
    minute at most, so that whoever counts may ask as often as they like.
    """

    def __init__(
        self, probe: Callable[[], bool | None] | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Nothing is asked yet.

        Args:
            probe: asks the system; None for this one. now: monotonic seconds.
        """
        self._probe, self._now = probe or probe_synchronised, now
        self._known: bool | None = None
        self._asked: float | None = None

    def __call__(self) -> bool | None:
        """Whether it was; None where the system doesn't tell."""
        now = self._now()
        if self._known is not True and (self._asked is None or not 0 <= now - self._asked < 60):
            self._asked = now
            self._known = self._probe()
        return self._known


def probe_synchronised() -> bool | None:
    """What the system says now. No network is asked, no process started."""
    if _NETWORK_SET_IT.exists():
        return True
    return _kernel_says()


class _Timex(ctypes.Structure):
    """`struct timex` of Linux; what is read of it comes first, the rest is room."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("more", ctypes.c_byte * 256),
    )


def _kernel_says() -> bool | None:
    """Ask it to tell, changing nothing (`modes` is 0)."""
    try:
        adjtimex = ctypes.CDLL("libc.so.6", use_errno=True).adjtimex
    except (OSError, AttributeError):
        return None
    asked = _Timex()
    if adjtimex(ctypes.byref(asked)) < 0:
        return None
    return bool(asked.maxerror < _MOST_ERROR_US)


def battery_clock() -> float | None:
    """What the clock that runs on a battery says (s since 1970); None where there is none."""
    try:
        return float(_RTC.read_text("ascii"))
    except (OSError, ValueError):
        return None
