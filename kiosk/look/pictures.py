"""Picture files to pixmaps: decoded off the UI thread, at the size needed, within one memory budget."""

from __future__ import annotations

import contextlib
import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QPixmap
from shiboken6 import isValid

from kiosk.aside import Aside
from kiosk.content.pictures import HEAD, LARGEST_FILE, fault_of, is_drawing
from kiosk.telling import logger

SCREENS = 3.5
"""How many screens full of pixmaps are kept at most: a slide, its neighbours, and one on its way. What was looked at
longest ago goes first."""
LARGEST_SCALED = 200_000_000
"""Pixels of a JPEG, which is decoded at the size needed."""
LARGEST_WHOLE = 64_000_000
"""Pixels of any other picture, which must be decoded whole (Qt's own limit of 256 MB)."""

MOST_DRAWN = 8_000_000
"""Pixels that a drawing may always have, however small its frame."""

Key = tuple[str, int, int, int, bool]

_one_at_a_time = threading.Lock()
"""For Qt's readers. While one of them is set up Qt holds a lock of its own, and asks Python whether the buffer reads in
ways of its own; a second thread that waits for Qt's lock with the interpreter in hand would wait for ever."""


WHOLE = QRectF(0, 0, 1, 1)
"""All of a picture."""


def decode(path: Path, wanted: QSize, part: QRectF = WHOLE, *, clear: bool = False) -> tuple[QImage, QSize]:
    """Decode a picture so that it covers `wanted` device px, upright, no larger than it must be.

    Args:
        path: the file.
        wanted: device px to cover.
        part: of the upright picture, in fractions of its width and height; what lies outside isn't kept.
        clear: whether what is transparent stays so (a logo); else it lies on white, as it would in print.

    Returns:
        the picture or its part, a null image when the file can't be used (`kiosk check` says why); and the size of the
        whole picture, upright, in px of its own.
    """
    if fault_of(path) is not None:  # the deck was checked, and then this became another: a drawing may have no end
        return QImage(), QSize()
    data = _read(path)
    with _one_at_a_time:
        # By what stands in it, as the check does: of a drawing called .png Qt would draw all, to tell its size.
        if is_drawing(bytes(data.left(HEAD).data())):
            return _draw_svg(data, wanted, part, clear)
        with _reader(data) as reader:
            return _decode(reader, wanted, part, clear)


def _decode(reader: QImageReader, wanted: QSize, part: QRectF, clear: bool) -> tuple[QImage, QSize]:
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return QImage(), QSize()
    turned = bool(reader.transformation().value & 4)
    scaled = reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize) and bytes(reader.format().data()) == b"jpeg"
    full = size.transposed() if turned else size
    if size.width() * size.height() > (LARGEST_SCALED if scaled else LARGEST_WHOLE):
        return QImage(), full
    if part != WHOLE:
        size = _clip(reader, part, size)
    cover = wanted.transposed() if turned else wanted
    target = size.scaled(cover, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if target.width() < size.width():
        reader.setScaledSize(target)
    return _for_painting(reader.read(), clear), full


@contextlib.contextmanager
def _reader(data: QByteArray, form: bytes = b"") -> Iterator[QImageReader]:
    """Reads a picture from memory."""
    QImageReader.setAllocationLimit(256)
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    try:
        yield reader
    finally:
        # Some formats look there once more as they go, and the buffer goes before them.
        reader.setDevice(None)  # type: ignore[arg-type]  # Qt takes no device for "none"; the stubs don't say so


def _read(path: Path) -> QByteArray:
    """A file's bytes; none where it can't be read, or is far too large.

    Python reads them, and not Qt: that would hold the interpreter, and with it the screen, for as long as a disk takes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError):
        data = b""
    return QByteArray(data if len(data) <= LARGEST_FILE else b"")


def _clip(reader: QImageReader, part: QRectF, size: QSize) -> QSize:
    """Read only that part of the upright picture; returns its size in the file's own px and direction."""
    turn = reader.transformation().value
    left, top, right, bottom = part.left(), part.top(), part.right(), part.bottom()
    if turn & 4:  # shown a quarter turn clockwise: its top is the file's left
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    if turn & 1:
        left, right = 1 - right, 1 - left
    if turn & 2:
        top, bottom = 1 - bottom, 1 - top
    width, height = size.width(), size.height()
    clip = QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height).toAlignedRect()
    clip = clip.intersected(QRect(0, 0, width, height))
    reader.setClipRect(clip)
    return clip.size()


def _for_painting(image: QImage, clear: bool) -> QImage:
    """In the form that is painted fastest."""
    if image.isNull() or not image.hasAlphaChannel():
        return image.convertToFormat(QImage.Format.Format_RGB32) if not image.isNull() else image
    if clear:
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground


def _draw_svg(data: QByteArray, wanted: QSize, part: QRectF, clear: bool) -> tuple[QImage, QSize]:
    """By way of the reader of pictures: it lets go of the interpreter while it draws, as a renderer of SVG does not.

    It does so in `read` alone: a first one, of a single px, has it know the drawing's size.
    """
    with _reader(data, b"svg") as glance:
        glance.setScaledSize(QSize(1, 1))
        glance.read()
        full = glance.size()
    if full.isEmpty():
        return QImage(), QSize()
    whole = QSizeF(full.width() * part.width(), full.height() * part.height())
    size = whole.scaled(QSizeF(wanted), Qt.AspectRatioMode.KeepAspectRatioByExpanding).toSize()
    most = max(4 * wanted.width() * wanted.height(), MOST_DRAWN)
    if size.width() * size.height() > most:  # a tall, narrow drawing that has to cover a wide frame
        size = size * math.sqrt(most / (size.width() * size.height()))
    size = size.expandedTo(QSize(1, 1))
    across, down = size.width() / part.width(), size.height() / part.height()
    with _reader(data, b"svg") as reader:
        reader.setBackgroundColor(Qt.GlobalColor.transparent if clear else Qt.GlobalColor.white)
        reader.setScaledSize(QSize(round(across), round(down)))
        reader.setScaledClipRect(QRect(QPoint(round(part.left() * across), round(part.top() * down)), size))
        image = reader.read()
    if not clear and not image.isNull():
        image = image.convertToFormat(QImage.Format.Format_RGB32)
    return image, full


class Pictures(QObject):
    """The pictures of the exhibit: asked for by file and size, handed out when they are ready."""

    idle = Signal()
    """Everything asked for has been handed out."""
    _decoded = Signal(object, QImage, QSize)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._budget, self._bytes = 0.0, 0
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._full: dict[Path, QSize] = {}
        self._parts = 0
        self._waiting: dict[Key, list[Callable[[QPixmap], None]]] = {}
        self._changed: Mapping[Path, int] = {}
        # Not Qt's: that one waits for its thread when it is destroyed, and keeps the thread from ending meanwhile,
        # since both want the interpreter.
        self._decoder = Aside("pictures")
        self.destroyed.connect(lambda _, decoder=self._decoder: decoder.close())
        self._decoded.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def serve(self, width: int, height: int) -> None:
        """Keep as much as a screen of that many device px needs."""
        self._budget = SCREENS * width * height * 4

    def know(self, changed: Mapping[Path, int]) -> None:
        """Take over when each file was last written: one that changed is decoded anew. No disk is asked here."""
        self._changed = changed

    def ask(self, path: Path, size: QSize, ready: Callable[[QPixmap], None], *, clear: bool = False) -> None:
        """Hand `ready` the picture, now if it is here, else when it has been decoded (a null pixmap if it can't be).

        Args:
            path: the file.
            size: device px to cover.
            ready: called on the UI thread.
            clear: whether what is transparent stays so.
        """
        key = self._key(path, size, clear)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            ready(kept)
            return
        waiting = self._waiting.setdefault(key, [])
        waiting.append(ready)
        if len(waiting) == 1:
            self._start(key, path, size, WHOLE, clear)

    def ask_part(self, path: Path, size: QSize, part: QRectF, ready: Callable[[QPixmap], None]) -> None:
        """Hand `ready` a part of a picture at that size, sharp, for whoever looks closely. It isn't kept here.

        Args:
            path: the file.
            size: device px to cover.
            part: in fractions of the upright picture.
            ready: called on the UI thread.
        """
        self._parts += 1
        key = ("", self._parts, 0, 0, False)
        self._waiting[key] = [ready]
        self._start(key, path, size, part)

    def full_size(self, path: Path) -> QSize:
        """A picture's own size in px, upright, once it has been decoded."""
        return self._full.get(path, QSize())

    def _start(self, key: Key, path: Path, size: QSize, part: QRectF, clear: bool = False) -> None:
        def job() -> None:
            image, full = QImage(), QSize()
            try:
                image, full = decode(path, size, part, clear=clear)
            except Exception:  # noqa: BLE001 - whoever waits for it has to hear that there is none
                logger.exception("a picture couldn't be decoded")
            with contextlib.suppress(RuntimeError):  # the exhibit was closed meanwhile
                if isValid(self):
                    self._decoded.emit((key, path), image, full)

        self._decoder.do(job)

    def keep(self, wanted: set[Path]) -> None:
        """Let go of every picture but those of these files: the ones that slides near the visitor show."""
        names = {str(path) for path in wanted}
        self._full = {path: size for path, size in self._full.items() if path in wanted}
        for key in [key for key in self._kept if key[0] not in names]:
            self._bytes -= _bytes(self._kept.pop(key))

    @property
    def busy(self) -> bool:
        """Whether anything is still to be handed out."""
        return bool(self._waiting)

    def settle(self) -> None:
        """Wait until everything asked for is handed out (for shots, which show no half-ready slide)."""
        from PySide6.QtCore import QCoreApplication

        while self._waiting:
            self._decoder.wait(1.0)
            QCoreApplication.sendPostedEvents(self, 0)

    def _arrived(self, what: tuple[Key, Path], image: QImage, full: QSize) -> None:
        key, path = what
        self._full[path] = full
        waiting = self._waiting.pop(key, [])
        if not waiting:
            return
        pixmap = QPixmap.fromImage(image) if not image.isNull() else QPixmap()
        if key[0]:
            self._keep(key, pixmap)
        for ready in waiting:
            ready(pixmap)
        if not self._waiting:
            self.idle.emit()

    def _keep(self, key: Key, pixmap: QPixmap) -> None:
        self._kept[key] = pixmap
        self._bytes += _bytes(pixmap)
        while self._bytes > self._budget and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= _bytes(gone)

    def _key(self, path: Path, size: QSize, clear: bool) -> Key:
        return str(path), self._changed.get(path, 0), size.width(), size.height(), clear


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8
