"""Asks the desktop's power manager to leave the screen lit: `org.freedesktop.ScreenSaver`, where a desktop has it.

What is asked holds as long as the program is on the bus: it needn't be taken back.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtDBus import QDBusConnection, QDBusMessage

NAME, PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"


def inhibit_desktop(why: str) -> bool:
    """Ask, and wait for no answer.

    Returns:
        whether there was anybody to ask.
    """
    if not _session():
        return False
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    message = QDBusMessage.createMethodCall(NAME, PATH, NAME, "Inhibit")
    message.setArguments(["Touyan", why])
    return bus.send(message)


def _session() -> bool:
    """Whether there is a session bus: without one Qt's library would start one of its own."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(folder) and (Path(folder) / "bus").exists()
