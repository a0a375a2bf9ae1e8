"""The few things that slides are made of: type-set text, flat shapes, and a figure that can count up."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from kiosk.content import tongues
from kiosk.look.fonts import Face
from kiosk.look.typeset import Block, Style, typeset

SIGNS = ("%", "％", "‰", "°")
"""Units that are set close to the digits, in the figures' own family."""
FIGURE_GAP = 0.06
"""Em of the digits between them and what stands before or after."""


class TextItem(QGraphicsItem):
    """A block of type."""

    def __init__(self, block: Block, colour: QColor, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self.block, self.colour = block, colour

    def boundingRect(self) -> QRectF:
        """Where its ink may be."""
        return self.block.ink

    def extent(self) -> QRectF:
        """The box that nothing else may enter."""
        return QRectF(self.block.shift, 0, self.block.natural, self.block.height)

    def recolour(self, colour: QColor) -> None:
        """Change its colour."""
        self.colour = colour
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        self.block.paint(painter, 0, 0, self.colour)


class FillItem(QGraphicsItem):
    """A flat shape: a rule, a bar, a rounded panel, a path."""

    def __init__(self, shape: QRectF | QPainterPath, colour: QColor, parent: QGraphicsItem | None = None,
                 radius: float = 0.0) -> None:  # fmt: skip
        super().__init__(parent)
        if isinstance(shape, QRectF):
            self._path = QPainterPath()
            self._path.addRoundedRect(shape, radius, radius)
            self._rect: QRectF | None = shape if radius == 0 else None
        else:
            self._path, self._rect = shape, None
        self.colour = colour

    def boundingRect(self) -> QRectF:
        """Its outline's rectangle."""
        return self._rect if self._rect is not None else self._path.boundingRect().adjusted(-1, -1, 1, 1)

    def recolour(self, colour: QColor) -> None:
        """Change its colour."""
        self.colour = colour
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        if self._rect is not None:
            painter.fillRect(self._rect, self.colour)
        else:
            painter.fillPath(self._path, self.colour)


class FigureItem(QGraphicsItem):
    """Qualifier, digits and unit on one baseline; the digits can count up.

    The box runs from the digits' cap height to the baseline, and a little below it for Chinese units.
    """

    def __init__(self, parts: tuple[str, str, str], language: str, colours: tuple[QColor, QColor], size: float,
                 parent: QGraphicsItem | None = None) -> None:  # fmt: skip
        """Set a figure.

        Args:
            parts: before, digits, after.
            language: of the words around the digits.
            colours: of the digits, of the words.
            size: px an em of the digits.
            parent: the item it belongs to.
        """
        super().__init__(parent)
        before, self._digits, after = parts
        self._language = language
        self._colours, self._size = colours, size
        self.baseline = Face.FIGURE.ascent * size
        self._final = _set(self._digits, language, Face.FIGURE, size)
        self._shown, self._strength = self._final, 1.0
        self._before = _set(before, language, *_word_face(before, size)) if before else None
        main, gloss = _split_gloss(after)
        sign, main = (main[0], main[1:]) if len(main) > 1 and main[0] in SIGNS else ("", main)
        self._sign = _set(sign, language, *_word_face(sign, size)) if sign else None
        self._after = _set(main, language, *_word_face(main, size)) if main else None
        self._gloss = _set(gloss, language, Face.TEXT, max(24.0, size * 0.13)) if gloss else None
        space = FIGURE_GAP * size
        self._x = (self._before.natural + space) if self._before else -_bearing(self._final)
        self._sign_x = self._x + self._final.natural + space * 0.3
        self._after_x = self._x + self._final.natural + space * (0.3 if after and after[0] in SIGNS else 1.0)
        if self._sign:
            self._after_x = self._sign_x + self._sign.natural + space * 0.6
        right = self._after_x + self._after.natural if self._after else self._x + self._final.natural
        if self._gloss:
            right = max(right, self._after_x + self._gloss.natural)
        self._rect = QRectF(0, 0, right, self.baseline + 0.04 * size)

    def boundingRect(self) -> QRectF:
        """Where its ink may be."""
        # Digits on their way up may be wider than those written.
        return self._rect.adjusted(-0.4 * self._size, -0.1 * self._size, 0.1 * self._size, 0.1 * self._size)

    def extent(self) -> QRectF:
        """The box that nothing else may enter."""
        return self._rect

    def count(self, progress: float) -> None:
        """Show the figure on its way up: 0 is the start, 1 the figure as written."""
        counting = 0 < progress < 1 and self._digits
        self._shown = self._on_its_way(progress) if counting else self._final
        self._strength = min(1.0, progress * 4)  # digits that haven't begun aren't there yet
        self.update()

    def _on_its_way(self, progress: float) -> Block:
        return _set(_counted(self._digits, progress, self._language), "zh", Face.FIGURE, self._size)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        figure, words = self._colours
        right = self._x + self._final.natural
        if self._strength < 1:
            figure = QColor(figure)
            figure.setAlphaF(self._strength)
        self._shown.paint(painter, right - self._shown.natural, 0, figure)
        if self._before:
            self._before.paint(painter, 0, self.baseline - self._before.ascent, words)
        if self._sign:
            self._sign.paint(painter, self._sign_x, self.baseline - self._sign.ascent, words)
        if self._after:
            self._after.paint(painter, self._after_x, self.baseline - self._after.ascent, words)
        if self._gloss and self._after:
            y = self.baseline - self._after.ascent - self._gloss.height - 0.08 * self._size
            self._gloss.paint(painter, self._after_x, y, words)


def mirrored(item: QGraphicsItem) -> bool:
    """Whether what is drawn in an item stands mirrored, for a language that runs from right to left."""
    return item.sceneTransform().m11() < 0


def mirror(item: QGraphicsItem, middle: float) -> None:
    """Mirror an item's content about x = `middle` (logical px, its own); a second time inside it sets things right."""
    item.setTransform(QTransform(-1, 0, 0, 1, 2 * middle, 0), combine=True)


def draw_upright(painter: QPainter, rect: QRectF, picture: QPixmap) -> None:
    """Draw a picture that may not be mirrored, in a place that may be."""
    if painter.worldTransform().m11() < 0:
        painter.save()
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
        painter.drawPixmap(rect, picture, QRectF(picture.rect()))
        painter.restore()
    else:
        painter.drawPixmap(rect, picture, QRectF(picture.rect()))


def group(parent: QGraphicsItem) -> QGraphicsItem:
    """An item that draws nothing: what is in it is shown, hidden and let go together."""
    holder = QGraphicsRectItem(parent)
    holder.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
    return holder


def discard(item: QGraphicsItem) -> None:
    """Take an item out of its scene, with its children; Python then lets go of it."""
    scene = item.scene()
    item.setParentItem(None)  # type: ignore[arg-type]  # Qt takes no parent for "none"; the stubs don't say so
    if scene is not None:
        scene.removeItem(item)


def _set(text: str, language: str, face: Face, size: float) -> Block:
    return typeset(text, language, Style(face, size, 1.0), 1e6)


def _word_face(words: str, size: float) -> tuple[Face, float]:
    """Chinese words beside digits are set in serif; Latin ones in the figures' own family."""
    if words in SIGNS:
        return Face.FIGURE_LIGHT, size * 0.6
    if all(ord(character) < 0x2E80 for character in words):
        return Face.FIGURE_LIGHT, max(28.0, size * 0.3)
    return Face.SERIF, max(28.0, size * 0.27)


def _split_gloss(unit: str) -> tuple[str, str]:
    """A long unit's explanation in brackets is set small, above the unit: EFLOPS（百亿亿次/秒）."""
    for opening in "（(":
        at = unit.find(opening)
        if at > 0:
            return unit[:at].strip(), unit[at:].strip()
    return unit, ""


def _bearing(block: Block) -> float:
    """The blank left of the first digit, so that large figures stand exactly on the margin."""
    return block.path().boundingRect().left()


def _counted(digits: str, progress: float, language: str) -> str:
    """The digits at that part of the way, with as many decimals and the same grouping as written."""
    plain = tongues.plain(language, digits)
    decimals = len(plain.partition(".")[2])
    return tongues.digits(language, f"{float(plain) * progress:.{decimals}f}")
