"""Every slide as a picture, drawn by the very items that stand on the public screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSaveFile, Qt
from PySide6.QtGui import QPainter, QPixmap

from kiosk.look.fonts import Face, font
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.gallery import Bare
from kiosk.stage.offstage import offstage
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
class Shot:
    """A page of a slide, at rest.

    Attributes:
        index: of the slide in its exhibit, from 0. slide: its id. step: the page, from 0. picture: of it.
    """

    index: int
    slide: str
    step: int
    picture: QPixmap

    @property
    def name(self) -> str:
        """`NN-ID`, with `-2` and so on for further pages."""
        page = f"-{self.step + 1}" if self.step else ""
        return f"{self.index + 1:02}-{self.slide}{page}"


def pictures_of(exhibit: Exhibit, seen: View) -> Iterator[Shot]:
    """Every page of every slide, in order; a slide that fails has none."""
    with offstage(exhibit, seen.size, theme=seen.theme, language=seen.language) as stage:
        stage.do(Resize(seen.text))
        index = 0
        while index < len(stage.exhibit.ids):
            name = stage.exhibit.ids[index]
            stage.do(GoTo(index))
            if stage.exhibit.ids[index : index + 1] != (name,):
                continue  # it failed and was left out: another stands at its place, if any
            item = stage.gallery.item(index)
            if isinstance(item, Bare):
                return  # it failed, and there is no other
            for step in range(item.steps):
                stage.do(GoTo(index, step))
                yield Shot(exhibit.ids.index(name), name, step, stage.picture())
            index += 1


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
    smooth = Qt.TransformationMode.SmoothTransformation
    pictures = [(shot.name, shot.picture.scaledToWidth(width, smooth)) for shot in pictures_of(exhibit, seen)
                if not shot.step]  # fmt: skip
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


def _write(picture: QPixmap, path: Path) -> None:
    file = QSaveFile(str(path))
    if not (file.open(QSaveFile.OpenModeFlag.WriteOnly) and picture.save(file, "PNG") and file.commit()):
        raise OSError(5, file.errorString(), str(path))
