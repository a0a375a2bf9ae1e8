"""Picture files to pixmaps: decoded off the UI thread, at the size needed, within one memory budget."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QPixmap

SCREENS = 3.5
"""How many screens full of pixmaps are kept at most: a slide, its neighbours, and one on its way. What was looked at
longest ago goes first."""
LARGEST_SCALED = 200_000_000
"""Pixels of a JPEG, which is decoded at the size needed."""
LARGEST_WHOLE = 64_000_000
"""Pixels of any other picture, which must be decoded whole (Qt's own limit of 256 MB)."""

Key = tuple[str, int, int, int]


def decode(path: Path, wanted: QSize) -> QImage:
    """Decode a picture so that it covers `wanted` device px, upright, no larger than it must be.

    Returns:
        a null image when the file can't be used; `kiosk check` says why.
    """
    if path.suffix.lower() == ".svg":
        return _draw_svg(path, wanted)
    QImageReader.setAllocationLimit(256)
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return QImage()
    turned = bool(reader.transformation().value & 4)
    scaled = reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize) and bytes(reader.format().data()) == b"jpeg"
    if size.width() * size.height() > (LARGEST_SCALED if scaled else LARGEST_WHOLE):
        return QImage()
    cover = wanted.transposed() if turned else wanted
    target = size.scaled(cover, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if target.width() < size.width():
        reader.setScaledSize(target)
    image = reader.read()
    return image.convertToFormat(QImage.Format.Format_RGB32) if not image.isNull() else image


def _draw_svg(path: Path, wanted: QSize) -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(path))
    if not renderer.isValid() or renderer.defaultSize().isEmpty():
        return QImage()
    size = renderer.defaultSize().scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    return image


class _Job(QRunnable):
    def __init__(self, path: Path, size: QSize, done: Callable[[QImage], None]) -> None:
        super().__init__()
        self._path, self._size, self._done = path, size, done

    def run(self) -> None:
        self._done(decode(self._path, self._size))


class Pictures(QObject):
    """The pictures of the exhibit: asked for by file and size, handed out when they are ready."""

    _decoded = Signal(object, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._budget, self._bytes = 0.0, 0
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._waiting: dict[Key, list[Callable[[QPixmap], None]]] = {}
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._decoded.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def serve(self, width: int, height: int) -> None:
        """Keep as much as a screen of that many device px needs."""
        self._budget = SCREENS * width * height * 4

    def ask(self, path: Path, size: QSize, ready: Callable[[QPixmap], None]) -> None:
        """Hand `ready` the picture, now if it is here, else when it has been decoded (a null pixmap if it can't be).

        Args:
            path: the file.
            size: device px to cover.
            ready: called on the UI thread.
        """
        key = self._key(path, size)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            ready(kept)
            return
        waiting = self._waiting.setdefault(key, [])
        waiting.append(ready)
        if len(waiting) == 1:
            self._pool.start(_Job(path, size, lambda image: self._decoded.emit(key, image)))

    def keep(self, wanted: set[Path]) -> None:
        """Let go of every picture but those of these files: the ones that slides near the visitor show."""
        names = {str(path) for path in wanted}
        for key in [key for key in self._kept if key[0] not in names]:
            self._bytes -= _bytes(self._kept.pop(key))

    def settle(self) -> None:
        """Wait until everything asked for is handed out (for shots, which show no half-ready slide)."""
        from PySide6.QtCore import QCoreApplication

        while self._waiting:
            self._pool.waitForDone(1000)
            QCoreApplication.sendPostedEvents(self, 0)

    def _arrived(self, key: Key, image: QImage) -> None:
        waiting = self._waiting.pop(key, [])
        if not waiting:
            return
        pixmap = QPixmap.fromImage(image) if not image.isNull() else QPixmap()
        self._keep(key, pixmap)
        for ready in waiting:
            ready(pixmap)

    def _keep(self, key: Key, pixmap: QPixmap) -> None:
        self._kept[key] = pixmap
        self._bytes += _bytes(pixmap)
        while self._bytes > self._budget and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= _bytes(gone)

    @staticmethod
    def _key(path: Path, size: QSize) -> Key:
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            changed = 0
        return str(path), changed, size.width(), size.height()


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8
