"""A picture as large as the screen allows, its caption and credit on a dark band below it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.content.kinds.photo import Photo
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem, TextItem
from kiosk.look.phrases import phrase
from kiosk.look.typeset import Style, fit, pages
from kiosk.slides.base import SlideItem


class PictureItem(QGraphicsItem):
    """A picture cropped to its frame around its focal point."""

    def __init__(self, frame: QRectF, focus: tuple[float, float], parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._frame, self._focus = frame, focus
        self._pixmap = QPixmap()

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Show a picture that covers the frame."""
        self._pixmap = pixmap
        self.update()

    def boundingRect(self) -> QRectF:
        """The frame."""
        return self._frame

    def crop(self) -> QRectF:
        """The part of the picture that shows: the frame's shape, as large as can be, the focal point inside."""
        width, height = float(self._pixmap.width()), float(self._pixmap.height())
        shape = self._frame.width() / self._frame.height()
        across, down = (height * shape, height) if width / height > shape else (width, width / shape)
        left = min(max(self._focus[0] * width - across / 2, 0.0), width - across)
        top = min(max(self._focus[1] * height - down / 2, 0.0), height - down)
        return QRectF(left, top, across, down)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        if self._pixmap.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self._frame, self._pixmap, self.crop())


class Item(SlideItem):
    """The slide of a `Photo`."""

    model: Photo
    dark_edges = True

    def build(self) -> None:
        """Caption band first, since its height is what the picture leaves."""
        setting, theme = self.setting, self.setting.theme
        file, stand_in = self._file()
        band_top = self._band(stand_in)
        frame = QRectF(0, 0, setting.width, band_top)
        FillItem(frame, theme.caption_ground, self).setZValue(-2)
        self.picture = PictureItem(frame, self.model.focus, self)
        self.picture.setZValue(-1)
        if file is not None:
            wanted = QSize(round(frame.width() * setting.scale), round(frame.height() * setting.scale))
            item = self.picture
            setting.pictures.ask(file, wanted, item.show_pixmap)

    def _file(self) -> tuple[Path | None, bool]:
        """The file to show, and whether it is the stand-in for a photograph that isn't there."""
        find = self.setting.find
        for written, stand_in in ((self.model.picture, False), (self.model.illustration, True)):
            found = find(written) if written else None
            if found is not None:
                return found, stand_in
        return None, False

    def _small_print(self, stand_in: bool) -> str:
        language = self.setting.language
        credit = self.model.credit.get(language) if self.model.credit else ""
        if not stand_in:
            return credit
        words = [phrase("original", language, credit=credit)] if credit else []
        return "　　".join([*words, phrase("illustration", language)])

    def _band(self, stand_in: bool) -> float:
        """Number, caption and credit; returns the y where the band begins."""
        setting, theme, language = self.setting, self.setting.theme, self.setting.language
        left, width = setting.margin, setting.measure
        number = None
        if self.model.number:
            block, _ = fit(_bare(self.model.number.get(language)), language, Style(Face.FIGURE, 128), 160, 100, 60)
            number = TextItem(block, theme.caption_accent, self)
            left += block.natural + 48
            width -= block.natural + 48
        room = setting.height * 0.3
        style = Style(Face.SERIF, 46, 1.4, balance=True)
        block, whole = fit(self.model.caption.get(language), language, style, width, room, 34)
        least = Style(Face.SERIF, 34, 1.4)
        blocks = [block] if whole else pages(self.model.caption.get(language), language, least, width, room)
        small, _ = fit(self._small_print(stand_in), language, Style(Face.TEXT, 28, 1.45), width, 120, 24)
        inner = max(one.height for one in blocks) + 26 + small.height
        height = max(208.0, inner + 96)
        top = setting.floor - height
        FillItem(QRectF(0, top, setting.width, height), theme.caption_ground, self)
        y = top + (height - inner) / 2
        for one in blocks:
            page = self.page()
            TextItem(one, theme.caption_ink, page).setPos(left, y)
        TextItem(small, theme.caption_second, self).setPos(left, y + inner - small.height)
        if number is not None:
            number.setPos(setting.margin, top + (height - number.block.height) / 2)
            number.setZValue(1)
        self.steps = len(blocks)
        self.show_step(0)
        return top


_CIRCLED = {chr(0x2460 + number): str(number + 1) for number in range(20)}


def _bare(number: str) -> str:
    """The large figure of a circled number: ③ is set as 3."""
    return "".join(_CIRCLED.get(character, character) for character in number)
