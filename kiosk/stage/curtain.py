"""The first slide as it last stood, kept as a picture: what a visitor sees while the program still reads the deck.

Kept in the user's cache folder. Its name holds what is known of the next start by then: the deck's text, the window's
size, the command line. What else it depends on stands in the file, before the picture, and must be so still: staff's
settings, the day, and the slide's own files. A missing, broken or unwritable cache costs a few tenths of a second, and
nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer
from PySide6.QtGui import QImage, QImageWriter, QPixmap

from kiosk import __version__
from kiosk.aside import DISK_S, Asked
from kiosk.ops import disk
from kiosk.ops.places import Places

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.stage.window import Window

QUIET_MS = 4000
"""After the first slide came to rest, and before the picture is kept."""
LOOK_MS = 300
"""For the disk to say whether it is kept already."""
KEPT = 6
"""Pictures kept: a few sizes and decks."""
LARGEST = 64 * 1024
"""Bytes of the settings, and of what a picture depends on."""


def cache_folder() -> Path:
    """Where pictures are kept."""
    return Places.usual().cache / "first"


@dataclass(frozen=True)
class Standing:
    """What stands on the stage.

    Attributes:
        loaded: the deck. day: of the slides that come and go with the days; None where the clock doesn't count.
    """

    loaded: Loaded
    day: date | None


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
        return cache_folder() / f"{key.hexdigest()[:32]}.first"

    def draw(self, digest: str) -> bool:
        """Show the picture, if there is one of the deck whose text has that SHA-256; whether there was."""
        path, settings = self._path(digest), Places.usual().settings
        if path is None:
            return False
        picture = QPixmap()
        picture.loadFromData(Asked(lambda: _read(path, settings), "first picture").answer(DISK_S, b""), "BMP")
        if picture.isNull() or picture.size() != self._window.will_fill():
            return False
        self._window.draw_curtain(picture)
        return True

    def keep_when_quiet(self, standing: Callable[[], Standing | None]) -> None:
        """Keep the first slide's picture, once nobody is waiting for anything.

        Args:
            standing: what stands then; None where that may still change by itself.
        """
        stage = self._window.stage
        begun = stage.state

        def keep() -> None:
            stands, exhibit, settings = standing(), stage.exhibit, Places.usual().settings
            path = self._path(stands.loaded.text_digest) if stands is not None else None
            if stands is None or path is None or stage.state != begun:
                return
            head, lacking = self._known(stands)
            asked = Asked(lambda: _missing(path, _whole(head, lacking, settings)), "first picture")
            QTimer.singleShot(LOOK_MS, self._window, lambda: take(path, asked, exhibit))

        def take(path: Path, missing: Asked[bytes], exhibit: object) -> None:
            head = missing.answer(0, b"")
            if not head or stage.state != begun or stage.exhibit is not exhibit:
                return
            picture = stage.still_picture()
            if picture is not None:
                image = picture.toImage()
                Asked(lambda: _write(path, head, image), "first picture")

        QTimer.singleShot(QUIET_MS, self._window, keep)

    def _known(self, stands: Standing) -> tuple[dict[str, Any], set[Path]]:
        """What the slide that stands depends on, as it was read; and the folders where a file of its may appear."""
        loaded, exhibit = stands.loaded, self._window.stage.exhibit
        at = self._window.stage.state.slide
        written = {name for _, name in exhibit.slides[at].pictures()}
        for own in (exhibit.deck.look.fonts, exhibit.deck.look.logo):
            written |= {name for _, name in own.files()} if own is not None else set()
        files = [*(loaded.places[name] for name in written if name in loaded.places), *loaded.tables]
        dated = loaded.deck is not None and any(line.show_from or line.show_until for line in loaded.deck.lines())
        head = {
            "slide": exhibit.ids[at],
            "day": str(stands.day) if dated and stands.day is not None else None,
            "files": {str(file): loaded.changed.get(file) for file in files},
        }
        return head, {(loaded.folder / name).parent for name in written if name not in loaded.places}


# On other threads.


def _whole(known: dict[str, Any], lacking: set[Path], settings: Path) -> bytes:
    """All that a picture depends on beside its name, as the one line that stands before it."""
    files = known["files"] | {str(folder): _changed(folder) for folder in lacking}
    whole = {**known, "files": files, "settings": disk.digest(settings, LARGEST)}
    return json.dumps(whole, sort_keys=True).encode() + b"\n"


def _changed(path: Path) -> int | None:
    """When it was last written (ns since 1970); None where there is nothing."""
    try:
        return path.stat().st_mtime_ns
    except (OSError, ValueError):
        return None


def _read(path: Path, settings: Path) -> bytes:
    """The picture, if all that it depends on is as it was; else nothing."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError), path.open("rb") as file:
        head = json.loads(file.readline(LARGEST))
        if all(_so_still(head, settings)):
            return file.read()
    return b""


def _so_still(head: dict[str, Any], settings: Path) -> Iterator[bool]:
    yield head["day"] in {None, str(date.today())}  # noqa: DTZ011 - the hall's own day
    yield head["settings"] == disk.digest(settings, LARGEST)
    for name, changed in head["files"].items():
        yield _changed(Path(name)) == changed


def _missing(path: Path, head: bytes) -> bytes:
    """The line that is to stand before the picture; nothing where that very picture is kept."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return b"" if file.readline(LARGEST) == head else head
    return head


def _write(path: Path, head: bytes, picture: QImage) -> None:
    """Write a picture whole or not at all, and let the oldest go."""
    data = QBuffer()  # Qt itself would hold the interpreter, and with it the screen, for as long as a disk takes
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    data.write(QByteArray(head))
    if QImageWriter(data, QByteArray(b"BMP")).write(picture):
        with contextlib.suppress(OSError):
            disk.replace(path, bytes(data.data().data()))
            disk.keep_newest(path.parent, "*", KEPT)
