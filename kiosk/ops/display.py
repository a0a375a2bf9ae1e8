"""Whether there is a screen at all, found out before Qt is: without one Qt aborts the process."""

from __future__ import annotations

import os
import sys


class NoDisplay(Exception):  # noqa: N818 - it is no error of ours
    """There is no screen to show anything on; the text says what to do."""


def need_display() -> None:
    """Make sure that Qt will find a display.

    Raises:
        NoDisplay: with the line for the person who typed the command.
    """
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return
    if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY"):
        return
    name = os.environ.get("DISPLAY")
    if not name:
        raise NoDisplay(
            "There is no screen here: start it on the machine's own desktop, or name one, as in DISPLAY=:0 kiosk run."
        )
    if not _x_answers(name):
        raise NoDisplay(
            f"No screen answers at DISPLAY={name}: start it on the desktop itself, or as in DISPLAY=:0 kiosk run."
        )


def _x_answers(name: str) -> bool:
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # without the library we can't tell; Qt will
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(name.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
