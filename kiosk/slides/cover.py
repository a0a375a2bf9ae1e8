"""The cover: what stops a passer-by. A red sky, ridges, the lead goose in front; one hint, one button."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.content.kinds.cover import Cover
from kiosk.content.tongues import in_squares
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem
from kiosk.look.phrases import language_name, phrase
from kiosk.look.theme import Theme
from kiosk.look.typeset import Style, fit, typeset
from kiosk.slides.base import SlideItem
from kiosk.slides.geese import REST_S, GeeseItem

FRAME_MS = 66
"""Between two frames of the flight: slow wings need no more, and a passer-by's kiosk stays cool."""
GAP = 62.0
"""Logical px between kicker, headline and subtitle; less where large text leaves less."""
HINT = 208.0
"""Logical px from the hint's top to the stage's foot."""
SUN_CLEAR = 40.0
"""Logical px between the sun and the first words, where one would be before the other."""


def ridge(width: float, base: float, height: float, seed: float, floor: float) -> QPainterPath:
    """The outline of a chain of hills: three waves of no common length, the same at every start."""
    path = QPainterPath(QPointF(0, floor))
    step = 16
    for x in range(0, int(width) + step, step):
        t = x / 1920
        y = (
            math.sin(t * 6.1 + seed) * 0.55
            + math.sin(t * 13.7 + seed * 2.3) * 0.3
            + math.sin(t * 29.0 + seed * 5.1) * 0.1
        )
        path.lineTo(x, base - height * (0.5 + 0.5 * y))
    path.lineTo(width, floor)
    path.closeSubpath()
    return path


class SkyItem(QGraphicsItem):
    """Sky, sun and ridges; where the geese fly, out of a picture of itself: a beating wing uncovers a little sky."""

    def __init__(
        self, width: float, height: float, sun: tuple[QPointF, float], theme: Theme, parent: QGraphicsItem
    ) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._rect = QRectF(0, 0, width, height)
        self._sun, self._theme = sun, theme
        rise = height * 0.2 if width > height else height * 0.13
        self._ridges = (
            ridge(width, height * 0.84, rise, 0.6, height),
            ridge(width, height * 0.9, rise * 1.05, 3.4, height),
            ridge(width, height * 0.985, rise * 0.8, 5.2, height),
        )
        self._patch = QPixmap()
        self._patch_at = QRectF()

    def remember(self, where: QRectF, scale: float) -> None:
        """Keep a picture of that part, which will be uncovered often.

        Qt's own cache of an item would hold the whole sky, and nothing at all on a 4K screen: it drops what is large.

        Args:
            where: logical px.
            scale: device px a logical one.
        """
        left, top = math.floor(where.left() * scale), math.floor(where.top() * scale)
        right, bottom = math.ceil(where.right() * scale), math.ceil(where.bottom() * scale)
        self._patch_at = QRectF(left / scale, top / scale, (right - left) / scale, (bottom - top) / scale)
        self._patch_at = self._patch_at.intersected(self._rect)
        self._patch = QPixmap(
            max(1, round(self._patch_at.width() * scale)), max(1, round(self._patch_at.height() * scale))
        )
        painter = QPainter(self._patch)
        painter.scale(scale, scale)
        painter.translate(-self._patch_at.topLeft())
        self._draw(painter)
        painter.end()

    def boundingRect(self) -> QRectF:
        """The whole stage."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        if self._patch_at.contains(option.exposedRect):
            painter.drawPixmap(self._patch_at, self._patch, QRectF(self._patch.rect()))
        else:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sky = QLinearGradient(0, 0, 0, self._rect.height())
        sky.setColorAt(0, self._theme.sky[0])
        sky.setColorAt(1, self._theme.sky[1])
        painter.fillRect(self._rect, sky)
        centre, radius = self._sun
        painter.setPen(QPen(QColor(0, 0, 0, 0)))
        for size, alpha in ((1.0, 0.13), (0.74, 0.1)):
            glow = QColor("#FFD9B8")
            glow.setAlphaF(alpha)
            painter.setBrush(glow)
            painter.drawEllipse(centre, radius * size, radius * size)
        for path, colour in zip(self._ridges, self._theme.hills, strict=True):
            painter.fillPath(path, colour)


class ButtonItem(QGraphicsItem):
    """An outlined pill with a word in it."""

    def __init__(self, words: str, language: str, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme = theme
        self._block = typeset(words, language, Style(Face.TEXT, 36), 600)
        self._rect = QRectF(0, 0, max(196.0, self._block.natural + 84), 96)
        self.pressed = False

    def boundingRect(self) -> QRectF:
        """The pill."""
        return self._rect.adjusted(-3, -3, 3, 3)

    def extent(self) -> QRectF:
        """The box that nothing else may enter."""
        return self._rect

    def set_pressed(self, pressed: bool) -> None:
        """Answer a finger."""
        if pressed != self.pressed:
            self.pressed = pressed
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it; filled while a finger is on it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.on_sky_second, 3))
        painter.setBrush(self._theme.on_sky_second if self.pressed else QColor(0, 0, 0, 40))
        painter.drawRoundedRect(self._rect.adjusted(1.5, 1.5, -1.5, -1.5), 47, 47)
        colour = self._theme.hills[2] if self.pressed else self._theme.on_sky_second
        block = self._block
        block.paint(painter, (self._rect.width() - block.natural) / 2, (self._rect.height() - block.height) / 2, colour)


class TouchItem(QGraphicsItem):
    """The ring that says: touch."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme = theme

    def boundingRect(self) -> QRectF:
        """The ring."""
        return QRectF(-2, -2, 116, 116)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.on_sky_second, 4))
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.drawEllipse(QPointF(56, 56), 54, 54)
        painter.setPen(QPen(QColor(0, 0, 0, 0)))
        painter.setBrush(self._theme.on_sky_second)
        painter.drawEllipse(QPointF(56, 56), 28, 28)


class Item(SlideItem):
    """The slide of a `Cover`."""

    model: Cover
    full_bleed = True

    def build(self) -> None:
        """Sky, words, hint and the language button."""
        setting, theme = self.setting, self.setting.theme
        logo = self.logo("cover", setting.margin, 64 / setting.zoom, 88 / setting.zoom)
        words = self._words((64 + 88 + 40) / setting.zoom if logo is not None else 0.0)
        if setting.portrait:
            sun = self._clear_of(words[0], QPointF(setting.width * 0.64, setting.height * 0.26), setting.width * 0.34)
            smaller = sun[1] / (setting.width * 0.34)
            lead = sun[0] + QPointF(setting.width * 0.16, -setting.height * 0.045) * smaller
            unit = 128.0 * smaller
        else:
            right = setting.width - max(0.0, (setting.width - 2240) / 2)
            part = 1 / setting.zoom  # larger text leaves the picture as it is
            sun = (QPointF(right - 360 * part, setting.height * 0.352), 300.0 * part)
            lead, unit = QPointF(right - 190 * part, setting.height * 0.205), 160.0 * part
        sky = SkyItem(setting.width, setting.height, sun, theme, self)
        self._geese = GeeseItem(theme.on_sky_second, unit, self)
        self._geese.setPos(lead)
        if setting.moving:
            around = self._geese.mapRectToParent(self._geese.boundingRect()).adjusted(-16, -16, 16, 16)
            sky.remember(around, setting.scale)
        for item in words:
            item.setParentItem(self)
        if logo is not None:
            logo.setZValue(1)  # it was made before the sky, to know what room the words have
        self._hint()
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME_MS)
        self._clock.timeout.connect(self._beat)
        self._flown = REST_S

    @staticmethod
    def _clear_of(words: TextItem, centre: QPointF, radius: float) -> tuple[QPointF, float]:
        """The sun, higher and if need be smaller where the small first words would stand before it and fade."""
        box = words.extent().translated(words.pos())
        highest = box.top() - SUN_CLEAR
        if box.right() < centre.x() - radius or centre.y() + radius <= highest:
            return centre, radius
        radius = min(radius, (highest - SUN_CLEAR) / 2)
        return QPointF(centre.x(), highest - radius), radius

    def _words(self, top: float) -> list[TextItem]:
        """Kicker, headline and subtitle in their places, none above `top`."""
        setting, theme, language = self.setting, self.setting.theme, self.setting.language
        width = setting.measure if setting.portrait else min(setting.measure * 0.66, 1180.0)
        style = Style(Face.HEAD, 132 if not setting.portrait else 118, 1.16, hang=True, balance=True)
        room = setting.height * (0.3 if setting.portrait else 0.37)
        headline, _ = fit(self.model.headline.get(language), language, style, width, room, 44)
        kicker = subtitle = None
        track = 0.3 if in_squares(language) else 0.04
        if self.model.kicker:
            words = Style(Face.TEXT, 32, 1.4, track=track)
            kicker, _ = fit(self.model.kicker.get(language), language, words, width, 90, 24)
        if self.model.subtitle:
            words = Style(Face.TEXT, 42, 1.4, hang=True, balance=True)
            subtitle, _ = fit(self.model.subtitle.get(language), language, words, width, 120, 28)
        others = [block for block in (kicker, subtitle) if block is not None]
        rest, space = sum(block.height for block in others), setting.height - HINT - 40 - top
        gap = min(GAP, max(20.0, (space - rest - headline.height) / max(1, len(others))))
        rest += gap * len(others)
        if rest + headline.height > space:
            headline, _ = fit(self.model.headline.get(language), language, style, width, space - rest, 44)
        height = rest + headline.height
        middle = setting.height * (0.53 if setting.portrait else 0.385)
        y = max(min(middle - height / 2, setting.height - HINT - 40 - height), top)
        items = []
        for block, colour in ((kicker, theme.on_sky_second), (headline, theme.on_sky), (subtitle, theme.on_sky_second)):
            if block is not None:
                item = TextItem(block, colour)
                item.setPos(setting.margin, y)
                y += block.height + gap
                items.append(item)
        return items

    def _hint(self) -> None:
        setting, theme = self.setting, self.setting.theme
        y = setting.height - HINT
        TouchItem(theme, self).setPos(setting.margin, y)
        self._button: ButtonItem | None = None
        room = setting.measure - 148
        if setting.next_language:
            name = language_name(setting.next_language)
            self._button = ButtonItem(name, setting.next_language, theme, self)
            width = self._button.extent().width()
            self._button.setPos(setting.margin + setting.measure - width, y + 8)
            room -= width + 48
        style = Style(Face.BOLD, 44, 1.3)
        block, _ = fit(phrase("touch", setting.language), setting.language, style, room, 112, 26)
        TextItem(block, theme.on_sky, self).setPos(setting.margin + 148, y + 56 - block.height / 2)

    def _beat(self) -> None:
        self._flown += FRAME_MS / 1000
        self._geese.fly(self._flown)

    def arrive(self, moving: bool) -> None:
        """The geese fly, however the cover came: they are its life, and no figure that counts up once."""
        super().arrive(moving)
        if self.setting.moving:
            self._clock.start()

    def leave(self) -> None:
        """The geese rest."""
        super().leave()
        self._clock.stop()

    def _on_button(self, at: QPointF) -> bool:
        button = self._button
        return button is not None and button.extent().translated(button.pos()).adjusted(-12, -12, 12, 12).contains(at)

    def press(self, at: QPointF) -> None:
        """Fill the button under the finger."""
        if self._button is not None:
            self._button.set_pressed(self._on_button(at))

    def release(self) -> None:
        """Empty it again."""
        if self._button is not None:
            self._button.set_pressed(False)

    def tap(self, at: QPointF) -> bool:
        """The button changes the language; anywhere else, the visit begins, as the hint says."""
        if self._on_button(at):
            self.spoke.emit(self.setting.next_language)
        else:
            self.onward.emit()
        return True
