"""The polite question: a countdown, and two large buttons low on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.bidi import runs_left
from kiosk.look.fonts import Face
from kiosk.look.parts import TextItem, mirror
from kiosk.look.phrases import phrase
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, fit, typeset

RING = 214.0


class RingItem(QGraphicsItem):
    """The seconds left, in a ring that empties."""

    def __init__(self, theme: Theme, total: float, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme, self._total, self.left = theme, total, 0

    def boundingRect(self) -> QRectF:
        """The ring."""
        return QRectF(-8, -8, RING + 16, RING + 16)

    def show_left(self, left: int) -> None:
        """Show that many whole seconds."""
        if left != self.left:
            self.left = left
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(7, 7, RING - 14, RING - 14)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.rule, 14))
        painter.drawEllipse(rect)
        painter.setPen(QPen(self._theme.accent, 14, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(rect, 90 * 16, -round(360 * 16 * min(1.0, self.left / self._total)))
        block = typeset(str(self.left), "en", Style(Face.FIGURE, 116), 1e6)
        bounds = block.path().boundingRect()
        block.paint(painter, RING / 2 - bounds.center().x(), RING / 2 - bounds.center().y(), self._theme.ink)


class _Button(QGraphicsItem):
    """A large button, filled or outlined."""

    def __init__(
        self, name: str, block: Block, rect: QRectF, filled: bool, theme: Theme, parent: QGraphicsItem
    ) -> None:
        super().__init__(parent)
        self.name, self.rect, self.pressed = name, rect, False
        self._block, self._filled, self._theme = block, filled, theme

    def boundingRect(self) -> QRectF:
        return self.rect.adjusted(-3, -3, 3, 3)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(self.rect.adjusted(2, 2, -2, -2), 12, 12)
        if self._filled:
            painter.fillPath(path, theme.deep if self.pressed else theme.accent)
        else:
            painter.fillPath(path, theme.rule if self.pressed else theme.sheet)
            painter.setPen(QPen(theme.ink, 4))
            painter.drawPath(path)
        block, centre = self._block, self.rect.center()
        colour = theme.on_accent if self._filled else theme.ink
        block.paint(painter, centre.x() - block.natural / 2, centre.y() - block.height / 2, colour)


class QuestionItem(QGraphicsItem):
    """Shade over the slide, and the panel."""

    def __init__(self, language: str, theme: Theme, width: float, height: float, margin: float, portrait: bool,
                 countdown: float) -> None:  # fmt: skip
        super().__init__()
        self.setZValue(100)
        if runs_left(language):
            mirror(self, width / 2)
        self._theme = theme
        self._rect = QRectF(0, 0, width, height)
        tall = 760.0 if portrait else 430.0
        self._panel = QRectF(0, height - tall, width, tall)
        top = self._panel.top()
        self.ring = RingItem(theme, countdown, self)
        title, _ = fit(phrase("still_there", language), language, Style(Face.HEAD, 68, 1.25), 560, 100, 40)
        why_style = Style(Face.TEXT, 34, 1.5)
        self._buttons: list[_Button] = []
        if portrait:
            self.ring.setPos(margin, top + 84)
            x, y, measure = margin + RING + 64, top + 88, width - 2 * margin - RING - 64
            wide, button_top = (width - 2 * margin - 40) / 2, top + 430
            lefts = (margin, margin + wide + 40)
            tall_button = 190.0
        else:
            self.ring.setPos(margin + 50, top + (tall - RING) / 2)
            wide, tall_button = 330.0, 152.0
            lefts = (width - margin - 44 - 2 * wide - 32, width - margin - 44 - wide)
            x, y = margin + 50 + RING + 90, 0.0
            measure, button_top = lefts[0] - x - 60, top + (tall - tall_button) / 2
        why, _ = fit(phrase("still_there_why", language), language, why_style, measure, 220, 24)
        if not portrait:
            y = top + (tall - title.height - 34 - why.height) / 2
        TextItem(title, theme.ink, self).setPos(x, y)
        TextItem(why, theme.second, self).setPos(x, y + title.height + 34)
        for name, left in zip(("stay", "restart"), lefts, strict=True):
            block, _ = fit(phrase(name, language), language, Style(Face.BOLD, 44), wide - 40, 80, 28)
            rect = QRectF(left, button_top, wide, tall_button)
            self._buttons.append(_Button(name, block, rect, name == "stay", theme, self))

    def boundingRect(self) -> QRectF:
        """The whole stage."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Shade, panel and its vermilion edge."""
        painter.fillRect(QRectF(0, 0, self._rect.width(), self._panel.top()), self._theme.shade)
        painter.fillRect(self._panel, self._theme.sheet)
        painter.fillRect(QRectF(0, self._panel.top(), self._panel.width(), 8), self._theme.accent)

    def target(self, at: QPointF) -> str | None:
        """The button there."""
        return next((button.name for button in self._buttons if button.rect.contains(at)), None)

    def press(self, name: str | None) -> None:
        """Answer a finger."""
        for button in self._buttons:
            if button.pressed != (button.name == name):
                button.pressed = button.name == name
                button.update()
