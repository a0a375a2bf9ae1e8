"""What of Qt, numpy and the rest the bundle takes, and what it leaves to the system.

Libraries that Debian has are Debian's: they get its security fixes, and the package names them in its Depends. Only
libpython travels along, whichever Python built the bundle.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable

Entry = tuple[str, str, str]

HIDDEN = ["babel.numbers", "babel.dates", "babel.plural", "PySide6.QtSvg", "PySide6.QtDBus"]

METADATA = ["PySide6-Essentials", "pyqtgraph"]
"""Packages whose versions `kiosk doctor` tells."""

MODULES_OUT = [
    "tkinter", "lib2to3", "ensurepip", "pip", "setuptools", "distutils",
    "curses", "readline", "turtledemo", "idlelib", "test", "IPython", "matplotlib", "scipy", "cupy", "numba",
    "pytest", "PIL", "h5py", "OpenGL", "colorcet", "jupyter_rfb", "mypy", "hypothesis",
    "numpy.f2py", "numpy.testing", "numpy.tests", "numpy.distutils", "numpy.typing.mypy_plugin",
    "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.jupyter",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2", "PySide6.QtQuickTest",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtPrintSupport",
    "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtUiTools", "PySide6.QtXml", "PySide6.QtConcurrent",
    "PySide6.QtSvgWidgets", "PySide6.QtNetwork",
]  # fmt: skip

PLUGINS = [
    "platforms/libqxcb.so", "platforms/libqwayland*.so", "platforms/libqoffscreen.so", "platforms/libqminimal.so",
    "imageformats/libqsvg.so", "imageformats/libqjpeg.so", "imageformats/libqwebp.so", "imageformats/libqtiff.so",
    "imageformats/libqgif.so", "imageformats/libqico.so",
    "xcbglintegrations/*", "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    "wayland-shell-integration/libxdg-shell.so",
    "wayland-shell-integration/libfullscreen-shell-v1.so",
    "iconengines/libqsvgicon.so", "generic/libqevdevtouchplugin.so",
]  # fmt: skip
"""Of Qt's plugins, by their folder and name."""

LIBRARIES = [
    "libQt6Core", "libQt6Gui", "libQt6Widgets", "libQt6Svg", "libQt6DBus", "libQt6OpenGL", "libQt6XcbQpa",
    "libQt6Wayland*", "libQt6WlShellIntegration", "libicu*", "libpyside6", "libshiboken6",
]  # fmt: skip
"""Of the libraries in Qt's folder: what the program and those plugins are linked with."""

_SYSTEM = re.compile(r"^(/usr)?/lib(64|/|$)")
_LOCALE = re.compile(r"babel/locale-data/")


def binaries(found: Iterable[Entry]) -> list[Entry]:
    """The libraries and plugins that are taken."""
    return [entry for entry in found if _wanted(entry)]


def datas(found: Iterable[Entry]) -> list[Entry]:
    """The other files that are taken."""
    return [entry for entry in found if _needed(entry[0])]


def _wanted(entry: Entry) -> bool:
    name, origin, kind = entry
    base = name.rpartition("/")[2]
    if kind == "SYMLINK":
        origin = name
        if base.startswith(("libQt6", "libicu")):
            return _any(base.partition(".so")[0], LIBRARIES)
        return True
    if _SYSTEM.match(origin) and not base.startswith("libpython"):
        return False
    if "Qt/plugins/" in name:
        return any(fnmatch.fnmatch(name.partition("Qt/plugins/")[2], one) for one in PLUGINS)
    if "Qt/lib/" in name or base.startswith("libQt6"):
        return _any(base.partition(".so")[0], LIBRARIES)
    return not _test(name)


def _needed(name: str) -> bool:
    base = name.rpartition("/")[2]
    if base.startswith("libQt6"):  # a link to a library that isn't taken
        return _any(base.partition(".so")[0], LIBRARIES)
    if "PySide6/Qt/translations" in name or "PySide6/Qt/qml" in name or "PySide6/Qt/resources" in name:
        return False
    if name.startswith("pyqtgraph/"):
        return not name.endswith((".ui", ".svg", ".png")) and "/examples/" not in name and "colors/maps" not in name
    return not _test(name)


def _test(name: str) -> bool:
    return "/tests/" in name or name.endswith((".pyi", ".pxd", ".h", ".c", ".a", ".lib"))


def _any(base: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatch(base, pattern) for pattern in patterns)
