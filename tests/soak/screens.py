"""Screens that are plugged in and pulled, without any: Qt's `offscreen` takes others while it runs.

Qt's own tests reach that through a function of the platform's that no binding has; here it is called by its address.
"""

from __future__ import annotations

import ctypes
import json
from typing import Any

from PySide6.QtCore import QByteArray, QLibraryInfo
from PySide6.QtGui import QGuiApplication
from shiboken6 import getCppPointer

Shape = tuple[str, int, int]
"""A screen's name, width, height."""
HALL: Shape = ("hall", 640, 360)
DESK: Shape = ("desk", 480, 360)

_NATIVE_RESOURCE = 12
"""Where QPlatformNativeInterface::nativeResourceForIntegration stands among the virtual functions: after QObject's."""


def configuration(screens: list[Shape]) -> str:
    """What `offscreen:configfile=` reads: those screens, from left to right."""
    left, placed = 0, []
    for name, width, height in screens:
        placed.append({"name": name, "x": left, "y": 0, "width": width, "height": height,
                       "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0})  # fmt: skip
        left += width
    return json.dumps({"synchronousWindowSystemEvents": False, "windowFrameMargins": False, "screens": placed})


class Screens:
    """All there are."""

    def __init__(self) -> None:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath)
        self._core, gui = (ctypes.CDLL(f"{folder}/libQt6{name}.so.6") for name in ("Core", "Gui"))
        native = gui["_ZN15QGuiApplication23platformNativeInterfaceEv"]
        native.restype = ctypes.c_void_p
        self._interface = interface = native()
        virtual = ctypes.cast(interface, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
        find = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(virtual[_NATIVE_RESOURCE])
        name = QByteArray(b"setConfiguration")
        address = find(interface, _at(name))
        if not address:
            raise RuntimeError("this Qt's offscreen platform takes no other screens")
        self._set = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(address)

    def plug(self, screens: list[Shape]) -> None:
        """From now on it is these: whoever isn't among them was pulled."""
        text = QByteArray(configuration(screens).encode())
        document, tree = ctypes.create_string_buffer(64), ctypes.create_string_buffer(64)
        self._call("_ZN13QJsonDocument8fromJsonERK10QByteArrayP15QJsonParseError", document, _at(text), None)
        self._call("_ZNK13QJsonDocument6objectEv", tree, document)
        self._set(ctypes.addressof(tree), self._interface)
        self._call("_ZN11QJsonObjectD1Ev", tree)
        self._call("_ZN13QJsonDocumentD1Ev", document)

    def _call(self, name: str, *arguments: Any) -> None:
        self._core[name](*(ctypes.c_void_p(ctypes.addressof(one)) if isinstance(one, ctypes.Array) else
                           ctypes.c_void_p(one) for one in arguments))  # fmt: skip

    @staticmethod
    def names() -> list[str]:
        """As Qt has them."""
        return [screen.name() for screen in QGuiApplication.screens()]


def _at(thing: QByteArray) -> int:
    return int(getCppPointer(thing)[0])  # type: ignore[arg-type]
