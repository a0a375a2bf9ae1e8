"""What draws on the paper: words, lines, boxes and pictures, each as something that is drawn once its page is there."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from kiosk.look.fonts import Face, font
from kiosk.stage.signoff.paper import EDGE, MEASURE, Draw, Pages

INK, MUTE, RULE = (QColor(name) for name in ("#1C1A17", "#6F685B", "#B9AF9C"))


def heading(pages: Pages, words: str, small: str = "") -> None:
    """What a page is about, and where that stands."""
    pages.put(text(EDGE, pages.y, MEASURE * 0.7, words, Face.BOLD, 28, INK))
    if small:
        pages.put(text(EDGE + MEASURE * 0.55, pages.y + 10, MEASURE * 0.45, small, Face.TEXT, 16, MUTE, right=True))
    pages.y += 56


def picture(x: float, y: float, width: float, shape: QSize, drawn: Callable[[], QPixmap]) -> Draw:
    """A picture in a frame.

    Args:
        x, y, width: dots. shape: of the picture. drawn: it, which nobody asks for but where it is drawn.
    """
    target = QRectF(x, y, width, width * shape.height() / shape.width())

    def draw(painter: QPainter) -> None:
        pixmap = drawn()
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
        painter.setPen(RULE)
        painter.drawRect(target)

    return draw


def _type(face: Face, size: float) -> QFont:
    """Of that many dots. Each character keeps its own glyph: a PDF can't say what a ligature or a variant stands for,
    and words that can't be selected and searched are no proof.
    """
    made = QFont(font(face, round(size)))
    for feature in ("liga", "locl"):
        made.setFeature(QFont.Tag(feature), 0)
    return made


def text(x: float, y: float, width: float, words: str, face: Face, size: float, colour: QColor,
         middle: bool = False, right: bool = False) -> Draw:  # fmt: skip
    """Words that wrap within a width."""
    align = (
        Qt.AlignmentFlag.AlignHCenter
        if middle
        else Qt.AlignmentFlag.AlignRight
        if right
        else Qt.AlignmentFlag.AlignLeft
    )

    def draw(painter: QPainter) -> None:
        painter.setFont(_type(face, size))
        painter.setPen(colour)
        flags = int(align) | int(_wrapping(words, face, size, width))
        painter.drawText(QRectF(x, y, width, 1e5), flags, words)

    return draw


def height_of(words: str, face: Face, size: float, width: float) -> float:
    """What they take when they wrap within a width."""
    flags = int(_wrapping(words, face, size, width))
    return math.ceil(QFontMetricsF(_type(face, size)).boundingRect(QRectF(0, 0, width, 1e5), flags, words).height())


def _wrapping(words: str, face: Face, size: float, width: float) -> Qt.TextFlag:
    """Between words; anywhere, where a word by itself is wider than its column."""
    metrics = QFontMetricsF(_type(face, size))
    long = any(metrics.horizontalAdvance(word) > width for word in words.split() if word.isascii())
    return Qt.TextFlag.TextWrapAnywhere if long else Qt.TextFlag.TextWordWrap


def line(painter: QPainter, x: float, y: float, width: float, words: str, face: Face, size: float, colour: QColor,
         right: bool = False) -> None:  # fmt: skip
    """One line, cut where it has no room; drawn at once."""
    painter.setFont(_type(face, size))
    painter.setPen(colour)
    cut = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(x, y, width, 40), int(align), cut)


def box(rect: QRectF) -> Draw:
    """An empty one, for a mark."""

    def draw(painter: QPainter) -> None:
        painter.setPen(INK)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    return draw


def fill(rect: QRectF, colour: QColor) -> Draw:
    """A rule, or a surface."""
    return lambda painter: painter.fillRect(rect, colour)
