"""On what the figures were measured: the head of the table."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from pathlib import Path

import xcffib
import xcffib.xproto

from kiosk import __version__


def heading(display: str, others: dict[str, str]) -> dict[str, str]:
    """Date, machine and versions.

    Args:
        display: an X server that is up. others: versions of what is compared with.
    """
    import pyqtgraph
    import PySide6

    versions = {"Touyan": __version__, "Python": platform.python_version(), "PySide6": PySide6.__version__,
                "pyqtgraph": pyqtgraph.__version__} | others  # fmt: skip
    return {
        "date": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {_memory():.0f} GB, {_graphics()}",
        "system": f"{_system()}, Linux {platform.release()}, X server {_server(display)} (Xvfb)",
        "versions": ", ".join(f"{name} {version}" for name, version in versions.items()),
        "load before": load(),
    }


def load() -> str:
    """The load average over 1, 5 and 15 minutes."""
    return " ".join(f"{one:.2f}" for one in os.getloadavg())


def _lines(path: str, begin: str) -> list[str]:
    try:
        return [one for one in Path(path).read_text("utf-8").splitlines() if one.startswith(begin)]
    except OSError:
        return []


def _processor() -> str:
    named = [one.partition(":")[2].strip() for one in _lines("/proc/cpuinfo", "model name")]
    return named[0] if named else platform.machine()


def _memory() -> float:
    found = _lines("/proc/meminfo", "MemTotal")
    return int(found[0].split()[1]) / 2**20 if found else 0.0


def _graphics() -> str:
    return "a GPU" if list(Path("/dev/dri").glob("render*")) else "no GPU"


def _system() -> str:
    found = _lines("/etc/os-release", "PRETTY_NAME=")
    return found[0].partition("=")[2].strip('"') if found else platform.system()


def _server(display: str) -> str:
    connection = xcffib.connect(display=display)
    try:
        number = int(connection.get_setup().release_number)
    finally:
        connection.disconnect()
    return f"{number // 10_000_000}.{number // 100_000 % 100}.{number // 1000 % 100}"
