"""Every slide as a picture, drawn by the very items that stand on the public screen."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPainter, QPixmap

from kiosk.look.fonts import Face, font
from kiosk.ops import disk
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.gallery import Bare
from kiosk.stage.offstage import offstage, sweep
from kiosk.stage.stage import Stage
from kiosk.visit import GoTo, Resize


@dataclass(frozen=True)
class View:
    """How a visitor sees the exhibit.

    Attributes:
        size: px. language: theirs. theme: instead of the deck's. text: the step of the text's size, 0 to 2.
    """

    size: tuple[int, int]
    language: str
    theme: str | None = None
    text: int = 0


@dataclass(frozen=True)
class Page:
    """A page of a slide.

    Attributes:
        index: of the slide in its exhibit, from 0. slide: its id. step: the page, from 0.
    """

    index: int
    slide: str
    step: int

    @property
    def name(self) -> str:
        """`NN-ID`, with `-2` and so on for further pages."""
        page = f"-{self.step + 1}" if self.step else ""
        return f"{self.index + 1:02}-{self.slide}{page}"


@dataclass(frozen=True)
class Shot(Page):
    """A page at rest, and the picture of it."""

    picture: QPixmap


class Reel:
    """Every page of every slide, in order, as often as one goes through them; a slide that fails has none.

    A page is laid out when it is come to, and drawn only for who asks for its picture; it is kept for nobody.
    """

    def __init__(self, stage: Stage, ids: tuple[str, ...]) -> None:
        """Pages of the slides of those ids; the stage may have left some out already."""
        self._stage, self._ids = stage, ids

    def __iter__(self) -> Iterator[Page]:
        """The pages, none of them drawn."""
        for index, name in enumerate(self._ids):
            for step in range(self._steps(name)):
                yield Page(index, name, step)

    def picture(self, slide: str, step: int) -> QPixmap:
        """Of a page; a null one if its slide has failed."""
        if step >= self._steps(slide):
            return QPixmap()
        self._stage.do(GoTo(self._stage.exhibit.ids.index(slide), step))
        return self._stage.picture()

    def _steps(self, slide: str) -> int:
        """How many pages a slide has, which stands on the stage then; 0 if it has failed."""
        stage = self._stage
        if slide not in stage.exhibit.ids:
            return 0
        at = stage.exhibit.ids.index(slide)
        if at != stage.state.slide:
            stage.pictures.settle()  # what was asked for would wait for a loop that nobody runs
            sweep()
            stage.do(GoTo(at))
        if slide not in stage.exhibit.ids:
            return 0  # it failed just now, and was left out
        item = stage.gallery.item(at)
        return 0 if isinstance(item, Bare) else item.steps


@contextlib.contextmanager
def screening(exhibit: Exhibit, seen: View) -> Iterator[Reel]:
    """Lend an exhibit's pages, on a stage of their own."""
    with offstage(exhibit, seen.size, theme=seen.theme, language=seen.language) as stage:
        stage.do(Resize(seen.text))
        yield Reel(stage, exhibit.ids)


def pictures_of(exhibit: Exhibit, seen: View) -> Iterator[Shot]:
    """The picture of every page of every slide, in order; a slide that fails has none."""
    with screening(exhibit, seen) as reel:
        for page in reel:
            yield Shot(page.index, page.slide, page.step, reel.picture(page.slide, page.step))


def write_shots(exhibit: Exhibit, folder: Path, seen: View) -> Iterator[Path]:
    """Write the pictures as PNG files, each whole or not at all.

    Raises:
        OSError: a file can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for shot in pictures_of(exhibit, seen):
        path = folder / f"{shot.name}.png"
        _write(shot.picture, path)
        yield path


def write_contact(exhibit: Exhibit, path: Path, seen: View, columns: int = 4, width: int = 480) -> None:
    """Write the first page of every slide, small, on one sheet as a PNG, each with its number and id.

    Raises:
        OSError: the file can't be written.
    """
    with screening(exhibit, seen) as reel:
        pictures = [(page.name, small(reel.picture(page.slide, 0), width)) for page in reel if not page.step]
    tall = max((picture.height() for _, picture in pictures), default=0)
    rows = -(-len(pictures) // columns)
    sheet = QPixmap(columns * (width + 24) + 24, rows * (tall + 60) + 24)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.setFont(font(Face.TEXT, 22))
    for number, (name, picture) in enumerate(pictures):
        x, y = 24 + number % columns * (width + 24), 24 + number // columns * (tall + 60)
        painter.drawPixmap(x, y, picture)
        painter.drawText(x, y + tall + 30, name)
    painter.end()
    _write(sheet, path)


def small(picture: QPixmap, width: int) -> QPixmap:
    """A picture, so many px wide."""
    return picture if picture.isNull() else picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def _write(picture: QPixmap, path: Path) -> None:
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(data, "PNG"):
        raise OSError(errno.EIO, "the picture can't be made", str(path))
    disk.replace(place_of(path), bytes(data.data().data()))


def place_of(path: Path) -> Path:
    """Where a file that was asked for is put: a link stays, and what it leads to is exchanged.

    Raises:
        OSError: a device stands there, which a file would be put in the place of.
    """
    real = Path(os.path.realpath(path))
    if real.exists() and not real.is_file():
        raise OSError(errno.EINVAL, "this is no file that could be exchanged for another", str(path))
    return real
