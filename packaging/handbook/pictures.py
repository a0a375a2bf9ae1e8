"""The guide's pictures: each example as the exhibit draws it, with the program's own shots."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from handbook import HERE
from handbook.examples import example, set_out, whole
from kiosk.app import exhibit_of
from kiosk.content.loaded import Loaded
from kiosk.stage.shots import View, pictures_of

SIZE = (1920, 1080)
WIDTH = 960
"""px of a picture in the guide."""
COLOURS = 256
"""Of a picture: as many as a PNG of one byte a pixel has."""
_PICTURED = re.compile(r"^\{\{(?:example|picture) ([\w-]+)\}\}$", re.MULTILINE)
CHAPTERS = {"zh": ("历史", "今天", "影像", "文章"), "en": ("History", "Today", "Pictures", "Article")}


def pictured() -> tuple[str, ...]:
    """The examples that have a picture, as the guide names them."""
    return tuple(dict.fromkeys(_PICTURED.findall((HERE / "zh.md").read_text("utf-8"))))


def settings_aside(name: str, language: str) -> bool:
    """Whether an example is of settings, and so can't share a deck with the others."""
    return not example(name, language).lstrip().startswith("- ")


def one_deck(language: str, folder: Path) -> tuple[Loaded, list[str]]:
    """All slides that have a picture, in one deck, and their names."""
    names = [name for name in pictured() if not settings_aside(name, language)]
    chapters = "".join(f"  - name: {chapter}\n" for chapter in CHAPTERS[language])
    slides = "".join(example(name, language) for name in names)
    return set_out(whole(f"chapters:\n{chapters}slides:\n{slides}", language), folder, language), names


def own_deck(name: str, language: str, folder: Path) -> Loaded:
    """An example of settings, with slides that show them."""
    shown = example("cover" if name == "own-files" else "bar", language)
    return set_out(whole(f"{example(name, language)}slides:\n{shown}", language), folder, language)


def pictures(language: str) -> Iterator[tuple[str, QImage]]:
    """Each example that has a picture, and the picture. There has to be an application."""
    with tempfile.TemporaryDirectory() as folder:
        loaded, names = one_deck(language, Path(folder) / "slides")
        yield from zip(names, _first_steps(loaded, language), strict=True)
        for name in pictured():
            if settings_aside(name, language):
                loaded = own_deck(name, language, Path(folder) / name)
                yield name, next(_first_steps(loaded, language))


def _first_steps(loaded: Loaded, language: str) -> Iterator[QImage]:
    assert loaded.deck is not None
    assert not loaded.errors, loaded.errors
    exhibit = exhibit_of(loaded)
    assert exhibit is not None
    for shot in list(pictures_of(exhibit, View(SIZE, language))):
        if not shot.step:
            image = shot.picture.toImage().scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
            yield image.convertToFormat(QImage.Format.Format_RGB888)


def write_picture(image: QImage, path: Path) -> None:
    """As a PNG of few colours, which pages of paper and ink bear well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    bits, size = bytes(image.constBits()), (image.width(), image.height())
    full = Image.frombytes("RGB", size, bits, "raw", "RGB", image.bytesPerLine())
    full.quantize(COLOURS, Image.Quantize.MEDIANCUT).save(path, "PNG", optimize=True)
