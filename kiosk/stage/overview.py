"""总览: all slides by chapter, one tap away; and low on the screen how the visitor wants to see them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from kiosk.look.bidi import runs_left
from kiosk.look.fonts import Face
from kiosk.look.motion import glide, halt, stretched
from kiosk.look.parts import TextItem, draw_upright, mirror
from kiosk.look.phrases import language_name, phrase
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, fit, typeset
from kiosk.slides.touch import Move
from kiosk.stage.bar import MOST_NAMES, BarItem, Wants
from kiosk.stage.frame import Frame

GAP = 20.0
"""Logical px between two pictures of one chapter."""
APART = 44.0
"""Logical px between two chapters, and between two rows."""
HEAD = 70.0
"""Logical px of a chapter's rule and name, above its pictures."""
WIDTHS = (352.0, 308.0, 264.0)
UPRIGHT_WIDTHS = (292.0, 214.0, 168.0, 140.0)
"""Logical px of a picture: the largest with which everything is seen at once, else the smallest, and it scrolls."""
REACH = 160.0
"""Logical px that it gives past its ends."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What there is to choose from.

    Attributes:
        chapters: for each chapter, in order, its name and its slides; slides before the first chapter come first, with
            an empty name. here: the slide that stands. where: the name of its chapter, or "". wants: how the visitor
            sees the exhibit, for the bar.
    """

    chapters: tuple[tuple[str, tuple[int, ...]], ...]
    here: int
    where: str
    wants: Wants

    @property
    def count(self) -> int:
        """How many slides there are."""
        return sum(len(slides) for _, slides in self.chapters)


@dataclass(frozen=True, slots=True)
class Tile:
    """One slide's place in the whole, logical px from the top of what scrolls."""

    slide: int
    rect: QRectF


@dataclass(frozen=True, slots=True)
class Head:
    """A chapter's rule and name above its pictures; the name is empty where the chapter goes on in another row."""

    name: str
    rect: QRectF


def lay_out(
    chapters: tuple[tuple[str, tuple[int, ...]], ...], measure: float, width: float, shape: float
) -> tuple[list[Tile], list[Head], float]:
    """Place pictures `width` wide in rows that `measure` logical px hold, chapter after chapter.

    Args:
        chapters: name and slides of each.
        measure: logical px across.
        width: of a picture, logical px.
        shape: its height to its width.

    Returns:
        the pictures, the chapters' heads, and the height of it all.
    """
    each, height = width + GAP, width * shape
    row_height = HEAD + height + APART
    tiles: list[Tile] = []
    heads: list[Head] = []
    x = y = 0.0
    for name, slides in chapters:
        whole = len(slides) * each - GAP
        if x and x + min(whole, measure) > measure + 0.5:
            x, y = 0.0, y + row_height
        start, left = x, list(slides)
        words = name
        while left:
            room = max(1, int((measure - start + GAP + 0.5) // each))
            here, left = left[:room], left[room:]
            heads.append(Head(words, QRectF(start, y, len(here) * each - GAP, HEAD)))
            tiles += [
                Tile(slide, QRectF(start + number * each, y + HEAD, width, height)) for number, slide in enumerate(here)
            ]
            x, words = start + len(here) * each - GAP + APART, ""
            if left:
                start, y = 0.0, y + row_height
    return tiles, heads, y + row_height - APART if tiles else 0.0


@dataclass(frozen=True, slots=True)
class _Pill:
    """A language's own name, and its place."""

    name: Block
    rect: QRectF


def _pills(languages: tuple[str, ...], measure: float) -> tuple[list[_Pill], float]:
    """The languages in rows, and the logical px they take; nothing where the bar has room for them."""
    if len(languages) <= MOST_NAMES:
        return [], 0.0
    pills: list[_Pill] = []
    x = y = 0.0
    for code in languages:
        name = typeset(language_name(code), code, Style(Face.BOLD, 32), 1e6)
        wide = max(150.0, name.natural + 80)
        if x and x + wide > measure:
            x, y = 0.0, y + 96 + 16
        pills.append(_Pill(name, QRectF(x, y, wide, 96)))
        x += wide + 16
    return pills, y + 96 + APART


class OverviewItem(QGraphicsObject):
    """The whole stage: a head, the pictures by chapter, which scroll where they must, and the bar."""

    def __init__(self, contents: Contents, frame: Frame, theme: Theme, language: str, margin: float,
                 bar_height: float, *, moving: bool, low: bool) -> None:  # fmt: skip
        """Lay it out.

        Args:
            contents: what there is to choose from.
            frame: the stage. theme: colours. language: of the visitor.
            margin: logical px left and right. bar_height: of the bar, logical px.
            moving: whether it may glide on by itself.
            low: whether everything stays in the lower half of an upright stage.
        """
        super().__init__()
        self.setZValue(80)
        if runs_left(language):
            mirror(self, frame.width / 2)
        self._contents, self._frame, self._theme, self._language = contents, frame, theme, language
        self._moving = moving
        self._rule = frame.height * 0.42 if low and frame.portrait else 64.0 if frame.portrait else 52.0
        self._pressed: tuple[str, int] | None = None
        self._pictures: dict[int, QPixmap] = {}
        self._scroll = 0.0
        self._gliding: QVariantAnimation | None = None
        measure = frame.width - 2 * margin
        top = self._rule + 30 + self._title(margin, measure) + 34
        self._window = QRectF(margin, top, measure, frame.height - bar_height - top - 24)
        shape = (frame.height - bar_height) / frame.width
        self._pills, self._below = _pills(contents.wants.languages, measure)
        for width in UPRIGHT_WIDTHS if frame.portrait else WIDTHS:
            self.picture_width = width
            self._tiles, self._heads, height = lay_out(contents.chapters, measure, width, shape)
            self._height = height + self._below
            if self._height <= self._window.height():
                break
        self._names = [self._name(head) for head in self._heads]
        self.bar = BarItem(contents.wants, theme, language, frame.width, bar_height, margin, frame.portrait, self)
        self.bar.setPos(0, frame.height - bar_height)
        here = next((tile for tile in self._tiles if tile.slide == contents.here), None)
        if here is not None and self._lowest > 0:
            middle = self._below + here.rect.center().y()
            self._scroll = min(max(middle - self._window.height() / 2, 0.0), self._lowest)

    def _title(self, margin: float, measure: float) -> float:
        """The words on top; returns their height."""
        language, theme, contents = self._language, self._theme, self._contents
        name, _ = fit(phrase("overview", language), language, Style(Face.BOLD, 40, 1.3), measure * 0.3, 90, 28)
        TextItem(name, theme.accent, self).setPos(margin, self._rule + 30)
        words = phrase("overview_count", language, count=str(contents.count))
        upright = self._frame.portrait
        room = measure - name.natural - 32
        count, _ = fit(words, language, Style(Face.TEXT, 34, 1.3), room if upright else measure * 0.45, 46, 24)
        TextItem(count, theme.second, self).setPos(margin + name.natural + 32, self._rule + 33)
        here = phrase("you_are_here", language, chapter=contents.where, page=str(contents.here + 1))
        if not contents.where:
            here = phrase("you_are_on", language, page=str(contents.here + 1))
        room = measure if upright else max(200.0, room - count.natural - 60)
        where, _ = fit(here, language, Style(Face.TEXT, 30, 1.3), room, 44, 24)
        if upright:
            TextItem(where, theme.mute, self).setPos(margin, self._rule + 30 + name.height + 16)
            return name.height + 16 + where.height
        TextItem(where, theme.mute, self).setPos(margin + measure - where.natural, self._rule + 36)
        return max(name.height, count.height, where.height)

    def _name(self, head: Head) -> Block | None:
        if not head.name:
            return None
        return fit(head.name, self._language, Style(Face.BOLD, 32, 1.3), head.rect.width(), 46, 22)[0]

    @property
    def _lowest(self) -> float:
        """How far it scrolls, logical px."""
        return max(0.0, self._height - self._window.height())

    def scroll_like(self, other: OverviewItem) -> None:
        """Stand where that one stood: the same part of the whole."""
        part = other._scroll / other._lowest if other._lowest else 0.0
        self._scroll = min(max(part, 0.0), 1.0) * self._lowest

    # Pictures come one by one.

    def wanted(self) -> int | None:
        """The slide whose picture is missed most: one that is seen, else one of the next rows; None when all is there.

        Rows far away are left out, so that a deck of hundreds costs no more than what is looked at.
        """
        near = self._window.height()
        best, far = None, near + 1
        for tile in self._tiles:
            if tile.slide not in self._pictures:
                top = tile.rect.top() + self._below - self._scroll
                away = max(-top - tile.rect.height(), top - near, 0.0)
                if away < far:
                    best, far = tile.slide, away
        return best

    def give(self, slide: int, picture: QPixmap) -> None:
        """Show a slide's picture."""
        self._pictures[slide] = picture
        self.update()

    # Fingers.

    def target(self, at: QPointF) -> tuple[str, int] | None:
        """What a finger there means: ("slide", n), or what the bar says."""
        on_bar = self.bar.target(self.mapToItem(self.bar, at))
        if on_bar is not None:
            return on_bar
        if not self._window.adjusted(-GAP, 0, GAP, 24).contains(at):
            return None
        place = QPointF(at.x() - self._window.left(), at.y() - self._window.top() + self._scroll)
        for number, pill in enumerate(self._pills):
            if pill.rect.contains(place):
                return "speak", number
        place.setY(place.y() - self._below)
        half = GAP / 2
        for tile in self._tiles:
            if tile.rect.adjusted(-half, -half, half, half).contains(place):
                return "slide", tile.slide
        return None

    def press(self, target: tuple[str, int] | None) -> None:
        """Answer a finger."""
        self.bar.press(target)
        if target != self._pressed:
            self._pressed = target
            self.update()

    def grip(self) -> None:
        """A finger came down: what glides stands."""
        halt(self._gliding)
        self._gliding = None

    def manipulate(self, move: Move) -> None:
        """Scroll under a finger, or under the centre of two."""
        self.grip()
        self._scroll_to(self._scroll - move.dy)

    def let_go(self, velocity: QPointF) -> None:
        """Glide on."""
        self.grip()
        if not self._moving:
            self._scroll_to(min(max(self._scroll, 0.0), self._lowest))
            return
        self._gliding = glide(self, self._scroll_to, self._scroll, -velocity.y(), 0.0, self._lowest, self.grip_end)

    def settle(self) -> None:
        """Caught beyond its ends, on its way back: let it go on."""
        if not self.gliding and not 0 <= self._scroll <= self._lowest:
            self.let_go(QPointF())

    def turn_wheel(self, distance: float) -> None:
        """A mouse's wheel: so many logical px on."""
        self.grip()
        self._scroll_to(min(max(self._scroll + distance, 0.0), self._lowest))

    def grip_end(self) -> None:
        """It came to rest."""
        self._gliding = None

    @property
    def gliding(self) -> bool:
        """Whether it moves by itself just now."""
        return self._gliding is not None

    def _scroll_to(self, scroll: float) -> None:
        self._scroll = scroll
        self.update(self._window.adjusted(-GAP, 0, GAP, 24))

    @property
    def shown_scroll(self) -> float:
        """Logical px above the window's top, as shown."""
        return stretched(self._scroll, 0.0, self._lowest, REACH)

    # Drawing.

    def boundingRect(self) -> QRectF:
        """The whole stage."""
        return QRectF(0, 0, self._frame.width, self._frame.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw ground, pictures and heads; the words on top and the bar are items of their own."""
        theme = self._theme
        painter.fillRect(self.boundingRect(), theme.paper)
        painter.fillRect(QRectF(self._window.left(), self._rule, self._window.width(), 6), theme.ink)
        window = self._window
        painter.save()
        painter.setClipRect(window.adjusted(-12, -8, 12, 24))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(window.left(), window.top() - self.shown_scroll)
        self._paint_pills(painter)
        painter.translate(0, self._below)
        low = self.shown_scroll - self._below - 40
        high = low + window.height() + 80
        for head, name in zip(self._heads, self._names, strict=True):
            if low <= head.rect.bottom() and head.rect.top() <= high:
                painter.fillRect(QRectF(head.rect.left(), head.rect.top(), head.rect.width(), 4), theme.ink)
                if name is not None:
                    name.paint(painter, head.rect.left(), head.rect.top() + 16, theme.accent)
        for tile in self._tiles:
            if low <= tile.rect.bottom() and tile.rect.top() <= high:
                self._paint_tile(painter, tile)
        painter.restore()
        if self._lowest > 0:
            part = window.height() / self._height
            y = window.top() + (window.height() - window.height() * part) * min(max(self._scroll / self._lowest, 0), 1)
            painter.fillRect(QRectF(self._frame.width - 22, y, 8, window.height() * part), theme.bar)

    def _paint_pills(self, painter: QPainter) -> None:
        """The languages by their own names, where they are too many for the bar."""
        theme, chosen = self._theme, self._contents.wants.language
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, pill in enumerate(self._pills):
            here = self._contents.wants.languages[number] == chosen
            painter.setPen(QPen(theme.accent if here else theme.second, 5 if here else 2))
            painter.setBrush(theme.rule if self._pressed == ("speak", number) else theme.sheet)
            painter.drawRoundedRect(pill.rect.adjusted(3, 3, -3, -3), 45, 45)
            at = pill.rect.center() - QPointF(pill.name.natural / 2, pill.name.height / 2)
            pill.name.paint(painter, at.x(), at.y(), theme.accent if here else theme.ink)

    def _paint_tile(self, painter: QPainter, tile: Tile) -> None:
        theme = self._theme
        picture = self._pictures.get(tile.slide)
        if picture is None:
            painter.fillRect(tile.rect, theme.sheet)
        else:
            draw_upright(painter, tile.rect, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        here = tile.slide == self._contents.here
        pressed = self._pressed == ("slide", tile.slide)
        if here or pressed:
            pen = QPen(theme.accent if here else theme.ink, 8)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(tile.rect.adjusted(-4, -4, 4, 4))
        else:
            painter.setPen(QPen(theme.rule, 2))
            painter.drawRect(tile.rect)
        if pressed:
            veil = theme.ink.toRgb()
            veil.setAlphaF(0.12)
            painter.fillRect(tile.rect, veil)
