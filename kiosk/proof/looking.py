"""What is seen of a slide: each text with its size, place, colour and ground; each picture, how far enlarged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QGraphicsItem

from kiosk.look.pictures import Pictures
from kiosk.look.typeset import Block
from kiosk.look.witness import Witness
from kiosk.slides.base import SlideItem
from kiosk.slides.picture import PictureItem
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.frame import Frame
from kiosk.stage.gallery import Gallery
from kiosk.stage.offstage import sweep
from kiosk.stage.scene import StageScene, StageView

AROUND = 240.0
"""Logical px beyond the slide that are looked at as well: what stands there is lost."""
COARSE = 0.5
"""Px of the looked-at picture for a logical one: grounds are told apart as well, in a quarter of the time."""


@dataclass(frozen=True)
class View:
    """One way in which visitors see the exhibit.

    Attributes:
        language: theirs. size: px of the screen. text: the step of the text's size, from 0. theme: its name.
    """

    language: str
    size: tuple[int, int]
    text: int
    theme: str

    @property
    def upright(self) -> bool:
        """Whether the screen stands upright."""
        return self.size[1] > self.size[0]


@dataclass(frozen=True)
class Text:
    """A text as it stands.

    Attributes:
        words: as they stand. said: all of them, where those end in "…" for want of room.
        size: logical px an em, as magnified. rect: logical px of the slide. colour: with its opacity.
        ground: what is behind it, part by part. whole: whether it has the room it needs.
    """

    words: str
    said: str
    size: float
    rect: QRectF
    colour: QColor
    ground: tuple[QColor, ...]
    whole: bool


@dataclass(frozen=True)
class Picture:
    """A picture as it stands: its file, its own px, and how many of the screen's px one of them takes."""

    file: Path
    size: tuple[int, int]
    enlarged: float


@dataclass(frozen=True)
class Look:
    """A step of a slide, as seen.

    Attributes:
        slide, step: from 0. steps: how many the slide has. room: the logical px that nothing may leave.
        texts, pictures: what there is. failed: why there is nothing.
    """

    slide: int
    step: int = 0
    steps: int = 1
    room: QRectF = field(default_factory=QRectF)
    texts: tuple[Text, ...] = ()
    pictures: tuple[Picture, ...] = ()
    failed: str = ""


class _Notes(Witness):
    """Writes down each text."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.seen: list[tuple[Block, QRectF, float, QColor]] = []

    def saw(self, block: Block, x: float, y: float, colour: QColor) -> None:
        """Note the text, its rectangle and its size in px of the image, and its colour with all opacities."""
        strength = self.opacity() * colour.alphaF()
        if not block.words.strip() or strength < 0.02:
            return
        shown = QColor(colour)
        shown.setAlphaF(strength)
        to_image = self.worldTransform()
        box = QRectF(x + block.shift, y, block.natural, block.height)
        self.seen.append((block, to_image.mapRect(box), block.size * abs(to_image.m22()), shown))


def looks(exhibit: Exhibit, view: View) -> Iterator[Look]:
    """Each step of each slide at rest, as that visitor sees it. A slide that can't be drawn has one failed look."""
    scene, pictures = StageScene(), Pictures()
    screen = StageView(scene)
    screen.resize(*view.size)
    pictures.serve(*view.size)
    frame = Frame.of(*view.size)
    theme = exhibit.theme(view.theme)
    scene.setBackgroundBrush(theme.paper)
    screen.look_at(frame.width, frame.height, frame.scale)
    gallery = Gallery(
        scene, exhibit, view.language, theme, frame, moving=False, pictures=pictures, millimetre=4.0,
        zooms=exhibit.zooms(view.text), wire=lambda _: None,
    )  # fmt: skip
    for index in range(len(exhibit.slides)):
        try:
            item = gallery.item(index)
            found = []
            for step in range(item.steps):
                item.show_step(step)
                item.arrive(moving=False)
                pictures.settle()
                found.append(_look(scene, item, index, frame))
        except Exception as error:  # noqa: BLE001 - whatever a slide does wrong is what is to be told
            found = [Look(index, failed=str(error) or type(error).__name__)]
        yield from found
        gallery.keep(set())
        gallery.keep_pictures()
        sweep()
    screen.deleteLater()
    scene.deleteLater()
    sweep()


def _look(scene: StageScene, item: SlideItem, index: int, frame: Frame) -> Look:
    floor = frame.height if item.full_bleed else item.setting.floor * item.setting.zoom
    source = QRectF(item.pos().x() - AROUND, item.pos().y() - AROUND, frame.width + 2 * AROUND, floor + 2 * AROUND)
    image = QImage(round(source.width() * COARSE), round(source.height() * COARSE), QImage.Format.Format_RGB32)
    image.fill(item.setting.theme.paper)
    scene.sigPrepareForPaint.emit()
    painter = _Notes(image)
    scene.render(painter, QRectF(image.rect()), source, Qt.AspectRatioMode.IgnoreAspectRatio)
    painter.end()
    texts = []
    for block, rect, size, colour in painter.seen:
        place = QRectF(rect.x() / COARSE - AROUND, rect.y() / COARSE - AROUND, rect.width() / COARSE,
                       rect.height() / COARSE)  # fmt: skip
        said = block.said or block.words
        texts.append(Text(block.words, said, size / COARSE, place, colour, _ground(image, rect), block.whole))
    room = QRectF(0, 0, frame.width, floor)
    return Look(index, item.step, item.steps, room, tuple(texts), tuple(_pictures(item)))


def _ground(image: QImage, rect: QRectF) -> tuple[QColor, ...]:
    """The colours behind a text, averaged over pieces about as large as a letter."""
    part = rect.toAlignedRect().intersected(image.rect())
    if part.isEmpty():
        return ()
    across = max(1, min(24, round(part.width() / max(4, part.height()))))
    small = image.copy(part).scaled(
        across, 2, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return tuple({small.pixel(x, y): small.pixelColor(x, y) for y in range(2) for x in range(across)}.values())


def _pictures(item: QGraphicsItem) -> Iterator[Picture]:
    for child in item.childItems():
        if not child.isVisible():
            continue
        if isinstance(child, PictureItem) and child.file is not None and child.enlarged() > 0:
            full = child.full_size
            yield Picture(child.file, (full.width(), full.height()), child.enlarged())
        yield from _pictures(child)
