"""Findings of the machine: disk, clock, settings, content, the last crash, versions."""

from __future__ import annotations

import contextlib
import datetime
import os
import platform
import shutil
import sqlite3
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk import __version__
from kiosk.ops import clock, disk, ledger
from kiosk.ops.counts import NAME as COUNTS
from kiosk.ops.doctor.finding import Finding, Light
from kiosk.ops.last_words import Fate, last_crash, read
from kiosk.ops.places import Places
from kiosk.ops.settings import Found

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded

GB: Final = 1024**3
LITTLE: Final = 1 * GB
TOO_LITTLE: Final = GB // 10
OFF_BY: Final = 86_400.0
"""Seconds between two clocks of one machine that a time zone doesn't explain."""


def shown(path: Path) -> str:
    """A path without the name of whose home it is in."""
    with contextlib.suppress(ValueError, RuntimeError):
        return "~/" + str(path.resolve().relative_to(Path.home().resolve()))
    return str(path)


def disks(places: Places) -> Iterator[Finding]:
    """Room, and whether it can be used."""
    folder = _nearest(places.data)
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        free = None
    if free is not None:
        low = free < LITTLE
        light = Light.RED if free < TOO_LITTLE else Light.AMBER if low else Light.GREEN
        size = f"{free / GB:.1f} GB" if free >= GB else f"{free / 1024**2:.0f} MB"
        yield Finding("disk", "space_low" if low else "space", light, {"folder": shown(folder), "free": size})
    refused = False
    for place in (places.config, places.data, places.state, places.cache):
        reason = _refuses(place)
        if reason:
            refused = True
            values = {"folder": shown(place), "reason": reason}
            yield Finding("disk", "not_writable", Light.AMBER, values)
    if not refused:
        yield Finding("disk", "writable")


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there: doctor makes none."""
    while not os.path.isdir(folder) and folder != folder.parent:  # noqa: PTH112 - it raises nothing
        folder = folder.parent
    return folder


def _refuses(folder: Path) -> str:
    """Why nothing can be written there, now or once the folder is made; "" where it can."""
    there = _nearest(folder)
    above = folder
    while above != there:
        if os.path.lexists(above):
            return "it is not a folder"
        above = above.parent
    trial = there / f".kiosk-doctor-{os.getpid()}"
    try:
        disk.write(trial, b"trial")
    except OSError as error:
        return error.strerror or str(error)
    finally:
        with contextlib.suppress(OSError):
            trial.unlink(missing_ok=True)
    return ""


def counting(places: Places, on: bool) -> Finding:
    """Whether visits can be counted; never how many there were."""
    if not on:
        return Finding("disk", "counts_off")
    try:
        ledger.read(places.data / COUNTS)
    except FileNotFoundError:
        pass
    except (sqlite3.Error, ledger.Unusable, OSError) as error:
        return Finding("disk", "counts_unreadable", Light.AMBER, {"reason": " ".join(str(error).split())})
    return Finding("disk", "counts")


def clocks(found: Found, files: list[Path], language: str) -> Iterator[Finding]:
    """Whether the clock is trusted, and whether the battery's agrees."""
    now = time.time()
    trusted = clock.trust(found.settings, now, clock.newest(files), clock.probe_synchronised(), clock.program_date())
    wall = datetime.datetime.fromtimestamp(now, datetime.UTC).astimezone()
    values = {"now": wall.strftime("%Y-%m-%d %H:%M %z"), "why": trusted.why(language)}
    name = "clock_trusted" if trusted.trusted else "clock_untrusted"
    yield Finding("clock", name, Light.GREEN if trusted.trusted else Light.AMBER, values)
    battery = clock.battery_clock()
    if battery is not None and abs(battery - now) > OFF_BY:
        yield Finding("clock", "battery", Light.AMBER, {"days": round(abs(battery - now) / 86_400)})


def contents(loaded: Loaded) -> Finding:
    """What there is to show: how much of it, and how many problems; nothing of what it says."""
    path = shown(loaded.path)
    if loaded.deck is None:
        return Finding("content", "content_none", Light.RED, {"path": path})
    errors = len(loaded.errors)
    values: dict[str, str | int | float] = {
        "path": path,
        "slides": len(loaded.deck.slides),
        "languages": ", ".join(loaded.deck.languages),
        "errors": errors,
        "warnings": len(loaded.problems) - errors,
    }
    if errors:
        return Finding("content", "content_errors", Light.RED, values)
    return Finding("content", "content_warnings" if loaded.problems else "content", Light.GREEN, values)


def set_up(path: Path, found: Found, unread: str) -> Finding:
    """Whether the settings could be read (else why not), and are sound; by line, without what is written there."""
    if unread:
        return Finding("settings", "settings_unread", Light.AMBER, {"path": shown(path), "reason": unread})
    if found.problems:
        lines = ", ".join(str(line) for line in sorted({problem.line for problem in found.problems})[:20])
        count = len(found.problems)
        return Finding("settings", "settings_wrong", Light.AMBER, {"path": shown(path), "count": count, "lines": lines})
    if not path.is_file():
        return Finding("settings", "settings_none")
    return Finding("settings", "settings", Light.GREEN, {"path": shown(path)})


def running(places: Places) -> Iterator[Finding]:
    """Whether the exhibit runs and is watched over, and how it last went down."""
    run = read(places.state)
    if run.fate is Fate.RUNNING:
        process = run.who.partition("process ")[2].partition(",")[0]
        watched = _watched(process)
        light = Light.GREEN if watched else Light.AMBER
        yield Finding("run", "running" if watched else "running_alone", light, {"process": process})
    else:
        yield Finding("run", "cut_off" if run.fate is Fate.CUT_OFF else "not_running")
    crash = last_crash(places.state)
    if crash is None:
        yield Finding("run", "no_crash")
        return
    fatal = next((line for line in crash.words.splitlines() if line.startswith("Fatal Python error")), "?")
    yield Finding("run", "crash", Light.AMBER, {"what": fatal, "who": crash.who})


def _watched(process: str) -> bool:
    """Whether systemd, or a keeper of ours, started it and waits for signs of life."""
    try:
        words = Path("/proc", process, "environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return any(word.startswith((b"WATCHDOG_USEC=", b"NOTIFY_SOCKET=")) for word in words)


def versions() -> Iterator[Finding]:
    """What it all runs on."""
    python, pyside, qt = platform.python_version(), _version("PySide6-Essentials", "PySide6"), "—"
    with contextlib.suppress(ImportError):
        from PySide6.QtCore import qVersion

        qt = qVersion()
    values = {
        "program": __version__, "python": python, "qt": qt, "pyside": pyside, "pyqtgraph": _version("pyqtgraph"),
    }  # fmt: skip
    yield Finding("versions", "versions", Light.GREEN, values)
    if pyside.startswith("6.12.") and platform.python_version_tuple() < ("3", "12"):
        yield Finding("versions", "pyside_breaks", Light.RED, values)
    try:
        system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    except OSError:
        system = platform.system()
    yield Finding(
        "versions", "system", Light.GREEN,
        {"system": system, "kernel": platform.release(), "machine": platform.machine()},
    )  # fmt: skip


def _version(*packages: str) -> str:
    for package in packages:
        with contextlib.suppress(PackageNotFoundError):
            return version(package)
    return "—"
