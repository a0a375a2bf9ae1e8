"""Whether Qt will find a screen and all it needs to draw on one, found out before Qt is: else it aborts the process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
"""What Qt's wheel asks of the system for a window under X11, and a desktop may lack: Debian's package of each."""

_SAID = {
    "nowhere": (
        "There is no screen here: start it on the machine's own desktop, or name one, as in DISPLAY=:0 kiosk run.",
        "这里没有屏幕：请在机器自己的桌面上启动，或指明屏幕，例如 DISPLAY=:0 kiosk run。",
    ),
    "silent": (
        "No screen answers at DISPLAY={name}: start it on the desktop itself, or as in DISPLAY=:0 kiosk run.",
        "DISPLAY={name} 的屏幕没有回应：请在桌面上启动，或这样启动：DISPLAY=:0 kiosk run。",
    ),
    "bare": (
        "This system lacks what a window needs ({files}). Install it, then start again: sudo apt install {packages}",
        "系统缺少显示窗口所需的库（{files}）。请先安装，再启动：sudo apt install {packages}",
    ),
}


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
        raise NoDisplay(_said("nowhere"))
    if not _x_answers(name):
        raise NoDisplay(_said("silent", name=name))
    lacking = missing()
    if lacking:
        raise NoDisplay(_said("bare", files=", ".join(lacking), packages=" ".join(LIBRARIES[one] for one in lacking)))


def missing(load: Callable[[str], object] | None = None) -> list[str]:
    """The libraries that the system doesn't have. What is looked for is loaded, as Qt does later anyway.

    Args:
        load: raises OSError where a library can't be loaded; the system's own loader if left out.
    """
    import ctypes

    found = []
    for name in LIBRARIES:
        try:
            (load or ctypes.CDLL)(name)
        except OSError:
            found.append(name)
    return found


def _said(what: str, **values: str) -> str:
    from kiosk.content.problems import reader_language  # not needed where all is well

    return _SAID[what][reader_language().startswith("zh")].format(**values)


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
