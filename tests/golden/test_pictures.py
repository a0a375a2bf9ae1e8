"""What people see, held as pictures: the bundled exhibit in both languages and both orientations.

packaging/test --accept tests/golden     writes them anew; look at each before you commit it
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.shots import View, pictures_of
from tests.conftest import ROOT

HERE = Path(__file__).parent
FAILED = HERE / "failed"
SETS = {"zh": ((1920, 1080), "zh", None), "en": ((1920, 1080), "en", None), "zh-portrait": ((1080, 1920), "zh", None),
        "en-night": ((1280, 1024), "en", "night")}  # fmt: skip
WIDTH = 640
"""px of a golden picture: small enough to keep, large enough to see a wrong line break."""
MOST_OFF = 0.004
"""Part of the pixels that may differ by more than 40 of 255 (another version of a font rasteriser)."""


def shrunk(image: QImage) -> QImage:
    width = WIDTH if image.width() >= image.height() else WIDTH * 9 // 16
    small = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    return small.convertToFormat(QImage.Format.Format_RGB888)


def pixels(image: QImage) -> np.ndarray:
    flat = np.frombuffer(bytes(image.constBits()), dtype=np.uint8)
    rows = flat.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    return rows.reshape(image.height(), image.width(), 3).astype(np.int16)


@pytest.mark.parametrize("name", SETS)
def test_the_exhibit_looks_as_it_was_accepted(qapp: object, name: str, accept: bool) -> None:
    compare(ROOT / "data" / "deck.yaml", HERE / name, *SETS[name], accept=accept)


FORMS = sorted((HERE / "forms").glob("*.yaml"))
WAYS = {"landscape": ((1920, 1080), None), "upright-night": ((1080, 1920), "night")}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", FORMS, ids=[path.stem for path in FORMS])
def test_each_form_looks_as_it_was_accepted(qapp: object, path: Path, way: str, accept: bool) -> None:
    """Decks that show what the bundled exhibit doesn't use, in both orientations and two themes."""
    size, theme = WAYS[way]
    compare(path, path.with_suffix("") / way, size, None, theme, accept=accept)


def compare(source: Path, folder: Path, size: tuple[int, int], language: str | None, theme: str | None, *,
            accept: bool) -> None:  # fmt: skip
    """Hold every slide of a deck against the pictures in a folder, or write them."""
    loaded = load(source)
    assert loaded.deck is not None and not loaded.errors, loaded.errors  # noqa: PT018
    deck = loaded.deck
    exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(source.parent, written))
    if accept:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    differ, seen = [], set()
    for shot in pictures_of(exhibit, View(size, language or exhibit.languages[0], theme)):
        slide = shot.name
        image, path = shrunk(shot.picture.toImage()), folder / f"{slide}.png"
        seen.add(path.name)
        if accept:
            small = image.convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.DiffuseDither)
            assert (image if slide.startswith("01") else small).save(str(path), "PNG")
            continue
        if not path.exists():
            differ.append(f"{slide}: not accepted yet")
            continue
        expected = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
        off = difference(expected, image)
        if off > MOST_OFF:
            FAILED.mkdir(exist_ok=True)
            name = f"{source.stem}-{folder.name}-{slide}"
            image.save(str(FAILED / f"{name}-actual.png"))
            expected.save(str(FAILED / f"{name}-expected.png"))
            differ.append(f"{slide}: {off:.2%} of the pixels differ")
    assert not differ
    assert {path.name for path in folder.glob("*.png")} == seen


def difference(expected: QImage, actual: QImage) -> float:
    """The part of the pixels that differ by more than dithering and rasterising explain."""
    if expected.size() != actual.size():
        return 1.0
    far = np.abs(soft(pixels(expected)) - soft(pixels(actual))).max(axis=2) > 40
    return float(far.mean())


def soft(image: np.ndarray) -> np.ndarray:
    """Each pixel with its neighbours: dithering cancels out, a moved word doesn't."""
    total = np.zeros_like(image, dtype=np.int32)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            total += np.roll(image, (dy, dx), (0, 1))
    return total // 9


def test_a_changed_figure_would_be_seen(qapp: object) -> None:
    """The comparison itself: one digit less in a caption is more than it lets pass."""
    plain = QImage(640, 360, QImage.Format.Format_RGB888)
    plain.fill(Qt.GlobalColor.white)
    marked = plain.copy()
    for x in range(300, 330):
        for y in range(100, 140):
            marked.setPixelColor(x, y, Qt.GlobalColor.black)
    assert difference(plain, plain) == 0
    assert difference(plain, marked) > MOST_OFF
