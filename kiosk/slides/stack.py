"""A column of text, figures and rules that is measured before anything is drawn, so that it can be made to fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem

from kiosk.content.figures import Figure
from kiosk.look.fonts import Face
from kiosk.look.parts import FigureItem, FillItem, TextItem
from kiosk.look.theme import Theme
from kiosk.look.typeset import Style, fit, typeset

SCALES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5)
"""The sizes a column is tried at, of its design size; below half, content goes on another page."""
SMALLEST = 24.0
"""Logical px; no type is ever smaller (DESIGN.md, "The look")."""


@dataclass
class Stack:
    """Items one under another, still without a place.

    Attributes:
        width: the measure. height: of everything in it. scale: of the design sizes.
    """

    language: str
    theme: Theme
    width: float
    scale: float = 1.0
    height: float = 0.0
    wide: bool = False
    entries: list[tuple[QGraphicsItem, float, float]] = field(default_factory=list)
    figures: list[FigureItem] = field(default_factory=list)

    def px(self, size: float, least: float = SMALLEST) -> float:
        """A design size at this scale."""
        return float(round(max(min(size, least), size * self.scale)))

    def space(self, gap: float) -> None:
        """Blank, if something stands above."""
        if self.entries:
            self.height += gap * self.scale

    def text(self, words: str, style: Style, colour: QColor, gap: float = 0.0) -> None:
        """A text, as large as the scale says; a word too wide for the measure makes it smaller still."""
        if not words:
            return
        self.space(gap)
        size = self.px(style.size)
        block = typeset(words, self.language, style, self.width, size)
        if block.natural > self.width + 1:
            block, _ = fit(words, self.language, style, self.width, 1e9, SMALLEST)
            self.wide = block.natural > self.width + 1
        self.put(TextItem(block, colour), block.height)

    def figure(self, figure: Figure, size: float, colours: tuple[QColor, QColor], gap: float = 0.0) -> None:
        """A figure on its baseline, made smaller until it fits the measure."""
        self.space(gap)
        spoken = figure.spoken(self.language)
        wanted = self.px(size, 48)
        while True:
            item = FigureItem(spoken, self.language, colours, wanted)
            if item.extent().width() <= self.width or wanted <= 48:
                break
            wanted = max(48.0, float(int(min(wanted * 0.98, wanted * self.width / item.extent().width()))))
        self.wide = self.wide or item.extent().width() > self.width + 1
        self.figures.append(item)
        self.put(item, item.extent().height())

    def rule(self, thickness: float, colour: QColor, gap: float = 0.0, width: float | None = None) -> None:
        """A rule over the whole measure."""
        self.space(gap)
        self.put(FillItem(QRectF(0, 0, width or self.width, thickness), colour), thickness)

    def share(self, part: float, colours: tuple[QColor, QColor], gap: float = 0.0) -> None:
        """A strip of which `part` (0 to 1) is filled: a share of a whole."""
        self.space(gap)
        height = max(10.0, 22.0 * self.scale)
        self.put(FillItem(QRectF(0, 0, self.width, height), colours[1]), 0)
        self.put(FillItem(QRectF(0, 0, self.width * min(max(part, 0.0), 1.0), height), colours[0]), height)

    def put(self, item: QGraphicsItem, height: float, x: float = 0.0) -> None:
        """Any item of that height."""
        self.entries.append((item, x, self.height))
        self.height += height

    def beside(self, stacks: Iterable[Stack], gap: float, between: float) -> None:
        """A row of stacks, as high as the highest."""
        stacks = list(stacks)
        self.space(gap)
        x = 0.0
        for stack in stacks:
            self.entries += [(item, x + left, self.height + top) for item, left, top in stack.entries]
            self.figures += stack.figures
            self.wide = self.wide or stack.wide
            x += stack.width + between
        self.height += max(stack.height for stack in stacks)

    def place(self, parent: QGraphicsItem, x: float, y: float) -> None:
        """Put everything on the slide, the column's top left at (x, y)."""
        for item, left, top in self.entries:
            item.setParentItem(parent)
            item.setPos(x + left, y + top)


def fitted(make: Callable[[float], Stack], height: float, scales: tuple[float, ...] = SCALES) -> tuple[Stack, bool]:
    """The largest of the scales at which the column fits its height.

    Returns:
        the column, and whether it fits.
    """
    stack = make(scales[0])
    for scale in scales[1:]:
        if stack.height <= height and not stack.wide:
            return stack, True
        stack = make(scale)
    return stack, stack.height <= height and not stack.wide


def add_figure(stack: Stack, figure: Figure, size: float, colour: QColor, hero: bool) -> None:
    """A figure with the words above and below it, its share strip and its date."""
    theme, language = stack.theme, stack.language
    lead = figure.lead.get(language) if figure.lead else ""
    says = figure.says.get(language) if figure.says else ""
    if lead:
        stack.text(lead, Style(Face.TEXT, 40 if hero else 32, 1.45), theme.second)
    if figure.value is not None:
        stack.figure(figure, size, (colour, colour if hero else theme.ink), gap=44 if hero else 26)
        if figure.share:
            stack.share(float(figure.value) / 100, (colour, theme.rule), gap=44 if hero else 24)
    if says and hero:
        stack.text(says, Style(Face.SERIF, 60, 1.35, balance=True), theme.ink, gap=56)
    elif says and figure.value is None:
        stack.text(says, Style(Face.SERIF, 42, 1.45, balance=True), theme.ink)
    elif says:
        stack.text(says, Style(Face.TEXT, 34, 1.45), theme.second, gap=26)
    if figure.as_of:
        stack.text(figure.as_of.get(language), Style(Face.TEXT, 26, 1.4), theme.mute, gap=16)
