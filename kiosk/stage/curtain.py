"""The first slide as it last stood, kept as a picture: what a visitor sees while the program still reads the deck.

Kept in the user's cache folder, under a name that holds everything the picture depends on. A missing, broken or
unwritable cache costs a few tenths of a second, and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer
from PySide6.QtGui import QImage, QImageWriter, QPixmap

from kiosk import __version__
from kiosk.aside import DISK_S, Asked
from kiosk.ops import disk
from kiosk.ops.places import Places

if TYPE_CHECKING:
    from kiosk.stage.window import Window

QUIET_MS = 4000
"""After the first slide came to rest, and before the picture is kept."""
LOOK_MS = 300
"""For the disk to say whether it is kept already."""
KEPT = 6
"""Pictures kept: a few sizes and decks."""


def cache_folder() -> Path:
    """Where pictures are kept."""
    return Places.usual().cache / "first"


class FirstPicture:
    """The first slide's picture for one window and set of wishes."""

    def __init__(self, wishes: tuple[str | None, ...], window: Window) -> None:
        self._wishes, self._window = wishes, window

    def _path(self, digest: str) -> Path | None:
        """The picture of the deck whose text has that SHA-256."""
        if not digest:
            return None
        size = self._window.will_fill()
        key = hashlib.sha256(repr((__version__, self._wishes, size.width(), size.height(), digest)).encode())
        return cache_folder() / f"{key.hexdigest()[:32]}.bmp"

    def draw(self, digest: str) -> bool:
        """Show the picture, if there is one of the deck whose text has that SHA-256; whether there was."""
        path = self._path(digest)
        if path is None:
            return False
        picture = QPixmap()
        picture.loadFromData(Asked(lambda: disk.read(path), "first picture").answer(DISK_S, b""), "BMP")
        if picture.isNull() or picture.size() != self._window.will_fill():
            return False
        self._window.draw_curtain(picture)
        return True

    def keep_when_quiet(self, digest: Callable[[], str]) -> None:
        """Keep the first slide's picture, once nobody is waiting for anything; `digest` is of the deck that stands."""
        stage = self._window.stage
        begun = stage.state

        def keep() -> None:
            path = self._path(digest())
            if path is not None:
                asked = Asked(path.exists, "first picture")
                QTimer.singleShot(LOOK_MS, self._window, lambda: take(path, asked))

        def take(path: Path, there: Asked[bool]) -> None:
            if there.answer(0, otherwise=True) or stage.state != begun:
                return
            picture = stage.still_picture()
            if picture is not None:
                image = picture.toImage()
                Asked(lambda: _write(path, image), "first picture")

        QTimer.singleShot(QUIET_MS, self._window, keep)


def _write(path: Path, picture: QImage) -> None:
    """Write a picture whole or not at all, and let the oldest go."""
    data = QBuffer()  # Qt itself would hold the interpreter, and with it the screen, for as long as a disk takes
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    if QImageWriter(data, QByteArray(b"BMP")).write(picture):
        with contextlib.suppress(OSError):
            disk.replace(path, bytes(data.data().data()))
            disk.keep_newest(path.parent, "*.bmp", KEPT)
