"""The bar under the overview: out again, back to the start, languages, text size, contrast, movement. All of it low."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.look.fonts import Face
from kiosk.look.phrases import language_name, phrase
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, typeset
from kiosk.slides.button import LEAST_TARGET

SIZES = (30.0, 38.0, 48.0)
"""Logical px of the letters that stand for the sizes of text."""
MOST_NAMES = 3
"""Languages that stand in the bar by name; where there are more, they stand above the slides."""
ICON = 34.0
PAD = 16.0
"""Logical px between a target's edge and its words."""


@dataclass(frozen=True, slots=True)
class Wants:
    """How the visitor sees the exhibit.

    Attributes:
        languages: codes, in the deck's order. language: of the visitor.
        text_size, text_sizes: the size of text, from 0, and how many there are.
        contrast: whether high contrast is on; None where the deck is in it anyway.
        still: whether the visitor stopped what moves by itself; None where nothing does.
    """

    languages: tuple[str, ...]
    language: str
    text_size: int = 0
    text_sizes: int = 1
    contrast: bool | None = False
    still: bool | None = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One target with its words or its sign."""

    what: str
    index: int
    width: float
    block: Block
    icon: str = ""
    on: bool = False
    lead: Block | None = None


class BarItem(QGraphicsItem):
    """`target` says what a finger means: ("close", 0), ("home", 0), ("speak", n), ("size", n), ("contrast", 0 or 1),
    ("still", 0 or 1)."""

    def __init__(self, wants: Wants, theme: Theme, language: str, width: float, height: float, margin: float,
                 portrait: bool, parent: QGraphicsItem | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._rect, self._margin = theme, QRectF(0, 0, width, height), margin
        self._pressed: tuple[str, int] | None = None
        self._places: list[tuple[_Part, QRectF]] = []
        self._rows = 2 if portrait else 1
        for size in (32.0, 30.0, 28.0, 26.0, 24.0):
            left, right = self._ways_out(language, size), self._ways_to_see(wants, language, size)
            rows = [(left, self._languages(wants, size)), ([], right)] if portrait else [
                (left, [*self._languages(wants, size), *right])
            ]  # fmt: skip
            gap = min(self._spare(row, width - 2 * margin) for row in rows)
            if gap >= 12:
                break
        for number, (start, end) in enumerate(rows):
            self._lay_row(start, end, number * height / self._rows, height / self._rows)

    def _ways_out(self, language: str, size: float) -> list[_Part]:
        return [
            _part("close", 0, phrase("close", language), language, size, icon="cross", bold=True),
            _part("home", 0, phrase("back_to_start", language), language, size, bold=True),
        ]

    def _languages(self, wants: Wants, size: float) -> list[_Part]:
        codes = wants.languages
        if not 2 <= len(codes) <= MOST_NAMES:
            return []
        return [
            _part("speak", number, language_name(code), code, size, on=code == wants.language, bold=True)
            for number, code in enumerate(codes)
        ]

    def _ways_to_see(self, wants: Wants, language: str, size: float) -> list[_Part]:
        parts = []
        if wants.text_sizes > 1:
            lead = typeset(phrase("text_size", language), language, Style(Face.BOLD, size), 1e6)
            for number in range(wants.text_sizes):
                block = typeset("A", "en", Style(Face.BOLD, SIZES[min(number, len(SIZES) - 1)]), 1e6)
                first = number == 0
                wide = LEAST_TARGET + (lead.natural + 12 if first else 0)
                parts.append(
                    _Part("size", number, wide, block, on=number == wants.text_size, lead=lead if first else None)
                )
        if wants.contrast is not None:
            words = phrase("contrast", language)
            parts.append(
                _part("contrast", int(not wants.contrast), words, language, size, "half", on=wants.contrast, bold=True)
            )
        if wants.still is not None:
            words = phrase("move" if wants.still else "stand_still", language)
            icon = "play" if wants.still else "pause"
            parts.append(_part("still", int(not wants.still), words, language, size, icon, on=wants.still, bold=True))
        return parts

    def _spare(self, row: tuple[list[_Part], list[_Part]], measure: float) -> float:
        parts = [*row[0], *row[1]]
        return (measure - sum(part.width for part in parts)) / max(1, len(parts) - 1)

    def _lay_row(self, start: list[_Part], end: list[_Part], top: float, height: float) -> None:
        measure = self._rect.width() - 2 * self._margin
        gap = max(0.0, min(44.0, self._spare((start, end), measure)))
        x = self._margin - (PAD if start else 0.0)  # words, not their targets, stand on the margins
        for part in start:
            self._places.append((part, QRectF(x, top, part.width, height)))
            x += part.width + gap
        x = self._margin + measure + (PAD if end else 0.0)
        for part in reversed(end):
            tight = part.what == "size" and part.index > 0
            x -= part.width
            self._places.append((part, QRectF(x, top, part.width, height)))
            x -= 0.0 if tight else gap

    def boundingRect(self) -> QRectF:
        """The bar."""
        return self._rect

    def target(self, at: QPointF) -> tuple[str, int] | None:
        """What a finger there means."""
        return next(((part.what, part.index) for part, rect in self._places if rect.contains(at)), None)

    def press(self, target: tuple[str, int] | None) -> None:
        """Answer a finger."""
        if target != self._pressed:
            self._pressed = target
            self.update()

    def places(self) -> list[tuple[str, int, QRectF]]:
        """Every target with its rectangle."""
        return [(part.what, part.index, rect) for part, rect in self._places]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        theme = self._theme
        painter.fillRect(self._rect, theme.sheet)
        painter.fillRect(QRectF(0, 0, self._rect.width(), 2), theme.rule)
        if self._rows > 1:
            y = self._rect.height() / self._rows
            painter.fillRect(QRectF(self._margin, y, self._rect.width() - 2 * self._margin, 1), theme.rule)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part, rect in self._places:
            if (part.what, part.index) == self._pressed:
                painter.fillRect(rect.adjusted(0, 2, 0, 0), theme.rule)
            self._paint_part(painter, part, rect)

    def _paint_part(self, painter: QPainter, part: _Part, rect: QRectF) -> None:
        theme = self._theme
        colour = theme.accent if part.on else theme.ink
        inner = part.block.natural + (ICON + 16 if part.icon else 0) + (part.lead.natural + 28 if part.lead else 0)
        x = rect.center().x() - inner / 2
        middle = rect.center().y()
        if part.lead is not None:
            part.lead.paint(painter, x, middle - part.lead.height / 2, theme.ink)
            x += part.lead.natural + 28
        if part.icon:
            _icon(painter, part.icon, QPointF(x + ICON / 2, middle), colour)
            x += ICON + 16
        part.block.paint(painter, x, middle - part.block.height / 2, colour)
        if part.on:  # colour is never the only sign
            painter.fillRect(QRectF(x, middle + part.block.height / 2 + 6, part.block.natural, 5), theme.accent)


def _part(what: str, index: int, words: str, language: str, size: float, icon: str = "", on: bool = False,
          bold: bool = False) -> _Part:  # fmt: skip
    block = typeset(words, language, Style(Face.BOLD if bold else Face.TEXT, size), 1e6)
    wide = block.natural + (ICON + 16 if icon else 0) + 2 * PAD
    return _Part(what, index, max(LEAST_TARGET, wide), block, icon, on)


def _icon(painter: QPainter, name: str, at: QPointF, colour: QColor) -> None:
    """A sign around `at`."""
    painter.save()
    painter.translate(at)
    half = ICON / 2 - 3
    painter.setPen(QPen(colour, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if name == "cross":
        arm = half * 0.72
        painter.drawLine(QPointF(-arm, -arm), QPointF(arm, arm))
        painter.drawLine(QPointF(arm, -arm), QPointF(-arm, arm))
    elif name == "half":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), half, half)
        dark = QPainterPath()
        dark.moveTo(0, -half)
        dark.arcTo(QRectF(-half, -half, 2 * half, 2 * half), 90, 180)
        painter.fillPath(dark, colour)
    elif name == "pause":
        painter.fillRect(QRectF(-9, -12, 6, 24), colour)
        painter.fillRect(QRectF(3, -12, 6, 24), colour)
    else:
        play = QPainterPath(QPointF(-8, -13))
        play.lineTo(14, 0)
        play.lineTo(-8, 13)
        play.closeSubpath()
        painter.fillPath(play, colour)
    painter.restore()
