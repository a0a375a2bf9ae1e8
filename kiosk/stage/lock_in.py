"""No way out for a visitor: keyboard and mouse are the exhibit's alone, and no window but its own stays open."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

GRAB_AGAIN_MS = 2000
"""Between two tries to get the keyboard: a desktop may hold it just now."""

log = logging.getLogger(__name__)


class LockIn(QObject):
    """Keeps a full-screen window's visitors inside.

    A grab of the keyboard keeps a window manager's own keys (Alt+F4, Alt+Tab, Alt+Space, the Super key) from it, a grab
    of the mouse what it does with Alt and a button. What the X server or the kernel keep for themselves (Ctrl+Alt+F1 to
    F12, Ctrl+Alt+Backspace, SysRq) is for the session to switch off: see `packaging/`.
    """

    def __init__(self, window: QWidget, strange: Callable[[str], None] | None = None) -> None:
        """Begin, once the window stands.

        Args:
            window: the exhibit's. strange: told of a window that isn't the exhibit's.
        """
        super().__init__(window)
        self._window, self._strange = window, strange
        self._open = True
        self._again = QTimer(self)
        self._again.setInterval(GRAB_AGAIN_MS)
        self._again.timeout.connect(self._grab)
        self._again.start()
        self._grabs = QGuiApplication.platformName() in {"xcb", "windows"}  # elsewhere the compositor keeps them in
        app = QGuiApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self._focused)
        window.installEventFilter(self)
        self._grab()

    def end(self) -> None:
        """Staff leave for the desktop: let go of everything."""
        self._open = False
        self._again.stop()
        handle = self._window.windowHandle()
        if self._grabs:
            handle.setKeyboardGrabEnabled(False)
            handle.setMouseGrabEnabled(False)

    def _grab(self) -> None:
        handle = self._window.windowHandle()
        if not self._window.isVisible():
            return
        if not self._grabs:
            self._again.stop()
            return
        if not self._window.isActiveWindow():
            self._window.raise_()
            self._window.activateWindow()
        keys, mouse = handle.setKeyboardGrabEnabled(True), handle.setMouseGrabEnabled(True)
        if keys and mouse:
            self._again.stop()

    def _focused(self, window: QWindow | None) -> None:
        """Another window of this program has the focus: there is none that should."""
        if not self._open:
            return
        own = self._window.windowHandle()
        if window is None or window is own:
            self._again.start()
            return
        name = f"{type(window).__name__} {window.title()!r}"
        log.error("A window that isn't the exhibit's was closed: %s", name)
        if self._strange is not None:
            self._strange(name)
        window.hide()
        self._again.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window lost the focus, or was iconified: take it back."""
        if self._open and event.type() in {QEvent.Type.WindowDeactivate, QEvent.Type.WindowStateChange}:
            if self._window.isMinimized():
                QTimer.singleShot(0, self._window.showFullScreen)
            self._again.start()
        return False
