"""A hand that can be timed: XTest from this very process, since starting xdotool takes longer than the answer."""

from __future__ import annotations

import ctypes
import ctypes.util


class Hand:
    """One mouse and one keyboard on a display."""

    def __init__(self, display: str) -> None:
        x11, xtst = ctypes.util.find_library("X11"), ctypes.util.find_library("Xtst")
        if x11 is None or xtst is None:
            raise OSError("libX11 or libXtst isn't here (they come with xdotool)")
        self._x, self._test = ctypes.CDLL(x11), ctypes.CDLL(xtst)
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        for call in (self._x.XFlush, self._x.XCloseDisplay):
            call.argtypes = [ctypes.c_void_p]
        unsigned, whole, pointer, delay = ctypes.c_uint, ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong
        self._test.XTestFakeMotionEvent.argtypes = [pointer, whole, whole, whole, delay]
        self._test.XTestFakeButtonEvent.argtypes = [pointer, unsigned, whole, delay]
        self._test.XTestFakeKeyEvent.argtypes = [pointer, unsigned, whole, delay]
        self._display = self._x.XOpenDisplay(display.encode())
        if not self._display:
            raise OSError(f"{display} doesn't answer")

    def move(self, x: int, y: int) -> None:
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._x.XFlush(self._display)

    def press(self) -> None:
        self._test.XTestFakeButtonEvent(self._display, 1, 1, 0)
        self._x.XFlush(self._display)

    def release(self) -> None:
        self._test.XTestFakeButtonEvent(self._display, 1, 0, 0)
        self._x.XFlush(self._display)

    def key(self, name: str) -> None:
        code = self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode())) & 0xFF
        self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XFlush(self._display)

    def zoom(self, notches: int) -> None:
        """Turn the wheel away from oneself while Ctrl is down: to most programs what two fingers are."""
        control = self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(b"Control_L")) & 0xFF
        self._test.XTestFakeKeyEvent(self._display, control, 1, 0)
        for _ in range(notches):
            for down in (1, 0):
                self._test.XTestFakeButtonEvent(self._display, 4, down, 0)
        self._test.XTestFakeKeyEvent(self._display, control, 0, 0)
        self._x.XFlush(self._display)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)
