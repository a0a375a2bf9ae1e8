"""A window with the app's last frame, by way of xcffib: what the helper of `stand_in` does on the X server."""

from __future__ import annotations

from typing import Any

import xcffib
from xcffib import xproto

_xcffib: Any = xcffib
_xproto: Any = xproto
"""Made by a generator that knows no types."""


class LastFrame:
    """One window, not managed by anybody, without input, and with a pixmap as its ground."""

    def __init__(self, display: str | None = None) -> None:
        """Connect.

        Raises:
            xcffib.ConnectionException: there is no X server.
        """
        self._x = _xcffib.connect(display)
        self._core: Any = self._x.core
        self._root: Any = self._x.get_setup().roots[self._x.pref_screen]
        self._box: tuple[int, int, int, int] | None = None
        self._window = self._pixmap = 0
        self._graphics = self._x.generate_id()
        self._core.CreateGC(
            self._graphics, self._root.root, xproto.GC.SubwindowMode | xproto.GC.GraphicsExposures,
            [xproto.SubwindowMode.IncludeInferiors, 0],
        )  # fmt: skip
        self._cursor = self._nothing()

    def fileno(self) -> int:
        """To wait for."""
        found: int = self._x.get_file_descriptor()
        return found

    def listen(self) -> bool:
        """Take what the server says; a window that went meanwhile is no matter. Whether the server is there."""
        while True:
            try:
                if self._x.poll_for_event() is None:
                    return not self._x.has_error()
            except xcffib.ConnectionException:
                return False
            except (xcffib.ProtocolException, xcffib.XcffibException):
                continue

    def obey(self, word: str, window: int) -> None:
        """`keep` the app's picture, stand `below` its window, `show` yourself."""
        try:
            if word == "keep":
                self._keep(window)
            elif word == "below":
                self._stand_below(window)
            elif word == "show" and self._window:
                self._core.ConfigureWindow(self._window, xproto.ConfigWindow.StackMode, [xproto.StackMode.Above])
            self._x.flush()
        except (xproto.WindowError, xproto.DrawableError, xproto.MatchError):
            return  # the app's window went while we looked

    def _keep(self, window: int) -> None:
        shape = self._core.GetGeometry(window).reply()
        if shape.depth != self._root.root_depth:
            return
        at = self._core.TranslateCoordinates(window, self._root.root, 0, 0).reply()
        box = (at.dst_x, at.dst_y, shape.width, shape.height)
        if box != self._box:
            self._make(box)
        self._core.CopyArea(window, self._pixmap, self._graphics, 0, 0, 0, 0, shape.width, shape.height)
        # Said once more each time: a server may have taken a copy of what a ground was then.
        self._core.ChangeWindowAttributes(self._window, xproto.CW.BackPixmap, [self._pixmap])
        self._stand_below(window)
        self._core.MapWindow(self._window)

    def _make(self, box: tuple[int, int, int, int]) -> None:
        x, y, width, height = box
        if self._window:
            self._core.DestroyWindow(self._window)
            self._core.FreePixmap(self._pixmap)
        self._window, self._pixmap = self._x.generate_id(), self._x.generate_id()
        depth = self._root.root_depth
        self._core.CreatePixmap(depth, self._pixmap, self._root.root, width, height)
        self._core.CreateWindow(
            depth, self._window, self._root.root, x, y, width, height, 0,
            xproto.WindowClass.InputOutput, self._root.root_visual,
            xproto.CW.BackPixmap | xproto.CW.OverrideRedirect | xproto.CW.Cursor, [self._pixmap, 1, self._cursor],
        )  # fmt: skip
        self._box = box

    def _stand_below(self, window: int) -> None:
        """Right under the app's window, or under the frame that a window manager put it into."""
        if not self._window:
            return
        frame = window
        while (tree := self._core.QueryTree(frame).reply()).parent != self._root.root:
            frame = tree.parent
        mask = xproto.ConfigWindow.Sibling | xproto.ConfigWindow.StackMode
        self._core.ConfigureWindow(self._window, mask, [frame, xproto.StackMode.Below])

    def _nothing(self) -> int:
        """A cursor of nothing."""
        bitmap, cursor = self._x.generate_id(), self._x.generate_id()
        self._core.CreatePixmap(1, bitmap, self._root.root, 1, 1)
        blank = self._x.generate_id()
        self._core.CreateGC(blank, bitmap, xproto.GC.Foreground, [0])
        self._core.PolyFillRectangle(bitmap, blank, 1, [_xproto.RECTANGLE.synthetic(0, 0, 1, 1)])
        self._core.FreeGC(blank)
        self._core.CreateCursor(cursor, bitmap, bitmap, 0, 0, 0, 0, 0, 0, 0, 0)
        self._core.FreePixmap(bitmap)
        found: int = cursor
        return found
