"""A full-screen page for staff: text, cards and large keys, on the stage that slides have, by touch and by mouse.

What it shows is drawn here, with the exhibit's own type; there is no widget of Qt's in it that could open a menu, a
dialog or a file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Face
from kiosk.look.theme import PAPER, Theme
from kiosk.look.typeset import Align, Block, Style, fit, typeset
from kiosk.staff.words import say
from kiosk.stage.cover import Cover
from kiosk.stage.frame import Frame

MARGIN = 96.0
"""Logical px left and right; less upright."""
GAP = 24.0
"""Logical px between keys."""
KEY = 112.0
"""Logical px of a key's height: over 20 mm on a screen of 43 inches."""
ROUND = 10.0

GREEN, AMBER, RED = QColor("#2F6B3F"), QColor("#8A5A00"), QColor("#B8271B")
"""Grounds of the state's sentence: white on them has a contrast of 6:1 and more."""
WHITE = QColor("#FFFFFF")


@dataclass(eq=False)
class Key:
    """A key on a page.

    Attributes:
        rect: its place, logical px. words: what it says. act: what it does, on release.
        main: the one that is filled. risky: in vermilion, for what can't be taken back at once.
        enabled: whether it can be pressed. size: px an em of its words. note: a small line below them.
    """

    rect: QRectF
    words: str
    act: Callable[[], None]
    main: bool = False
    risky: bool = False
    enabled: bool = True
    size: float = 36.0
    note: str = ""


class Board(Cover):
    """One page over the whole window. A subclass says what is on it in `lay`, which runs at every size and change."""

    closed = Signal()
    """The page is done with."""
    used = Signal()
    """Somebody touched it."""

    def __init__(self, language: str, parent: QWidget, theme: Theme = PAPER) -> None:
        """Cover the parent, still hidden.

        Args:
            language: of the deck. theme: colours; the paper one, whatever the deck's: staff read it in any light.
            parent: the window.
        """
        super().__init__(parent)
        self.language, self.theme = language, theme
        self.keys: list[Key] = []
        self._strokes: list[Callable[[QPainter], None]] = []
        self._pressed: Key | None = None
        self._finger: int | None = None
        self._over = False
        self.frame_ = Frame.of(1920, 1080)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(False)
        self.hide()

    # What a page writes.

    def lay(self) -> None:
        """Put everything in its place: `self.key`, `self.words`, `self.fill`, … The page was emptied before."""
        raise NotImplementedError

    def typed(self, digit: str) -> None:
        """A digit, "erase" or "enter" from a keyboard."""

    # What pages are made of.

    @property
    def wide(self) -> float:
        """Logical px across."""
        return self.frame_.width

    @property
    def high(self) -> float:
        """Logical px down."""
        return self.frame_.height

    @property
    def portrait(self) -> bool:
        """Whether the screen stands upright."""
        return self.frame_.portrait

    @property
    def margin(self) -> float:
        """Logical px left and right."""
        return 64.0 if self.portrait else MARGIN + max(0.0, (self.wide - 2240) / 2)

    @property
    def measure(self) -> float:
        """Logical px between the margins."""
        return self.wide - 2 * self.margin

    def say(self, name: str, /, **values: object) -> str:
        """One of the staff's sentences."""
        return say(name, self.language, **values)

    def key(self, rect: QRectF, words: str, act: Callable[[], None], *, main: bool = False, risky: bool = False,
            enabled: bool = True, size: float = 36.0, note: str = "") -> Key:  # fmt: skip
        """A key."""
        made = Key(rect, words, act, main, risky, enabled, size, note)
        self.keys.append(made)
        return made

    def grid(self, keys: list[Key], x: float, y: float, width: float, columns: int, height: float = KEY) -> float:
        """Put keys in rows; returns the y below them."""
        each = (width - GAP * (columns - 1)) / columns
        for number, one in enumerate(keys):
            row, column = divmod(number, columns)
            one.rect = QRectF(x + column * (each + GAP), y + row * (height + GAP), each, height)
        return y + -(-len(keys) // columns) * (height + GAP) - GAP

    def words(self, words: str, face: Face, size: float, x: float, y: float, width: float, colour: QColor | None = None,
              *, leading: float = 1.4, align: Align = Align.LEFT, room: float = 0.0) -> Block:  # fmt: skip
        """A text with its top left at (x, y); with `room`, set smaller until it is no higher."""
        style = Style(face, size, leading, align)
        block = fit(words, self.language, style, width, room, 22)[0] if room else \
            typeset(words, self.language, style, width)  # fmt: skip
        ink = colour or self.theme.ink
        self._strokes.append(lambda painter: block.paint(painter, x, y, ink))
        return block

    def centred(self, words: str, face: Face, size: float, y: float, colour: QColor | None = None,
                width: float | None = None) -> Block:  # fmt: skip
        """A text in the middle of the page."""
        width = width or self.measure
        block = typeset(words, self.language, Style(face, size, 1.5, Align.CENTRE), width)
        ink = colour or self.theme.ink
        self._strokes.append(lambda painter: block.paint(painter, (self.wide - width) / 2, y, ink))
        return block

    def fill(self, rect: QRectF, colour: QColor, radius: float = 0.0) -> None:
        """A flat ground."""

        def paint(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(rect, radius, radius)

        self._strokes.append(paint)

    def card(self, rect: QRectF, title: str) -> float:
        """A sheet with a rule on top and a small title; returns the y below that."""
        self.fill(rect, self.theme.sheet)
        self.fill(QRectF(rect.left(), rect.top(), rect.width(), 4), self.theme.ink)
        self.words(title, Face.BOLD, 26, rect.left() + 32, rect.top() + 28, rect.width() - 64, self.theme.second)
        return rect.top() + 74

    def picture(self, picture: QPixmap, rect: QRectF) -> None:
        """A picture."""
        self._strokes.append(lambda painter: painter.drawPixmap(rect, picture, QRectF(picture.rect())))

    def stroke(self, paint: Callable[[QPainter], None]) -> None:
        """Whatever else, in logical px."""
        self._strokes.append(paint)

    def head(self, sentence: str, colour: QColor, right: str = "") -> float:
        """The band on top with a sentence, and small words at its right end; returns the y below it."""
        height = 150.0
        self.fill(QRectF(0, 0, self.wide, height), colour)
        room = self.measure
        if right:
            note = typeset(right, self.language, Style(Face.TEXT, 30, 1.3), 1e6)
            at = self.wide - self.margin - note.natural
            self._strokes.append(lambda painter: note.paint(painter, at, (height - note.height) / 2, WHITE))
            room -= note.natural + 48
        style = Style(Face.BOLD, 46, 1.25)
        block = fit(sentence, self.language, style, room, 116, 28)[0]
        self._strokes.append(lambda painter: block.paint(painter, self.margin, (height - block.height) / 2, WHITE))
        return height + 48

    def relay(self) -> None:
        """Lay it out anew: something on it changed."""
        pressed = self._pressed.words if self._pressed is not None else None
        self.keys, self._strokes = [], []
        self.lay()
        self._pressed = next((one for one in self.keys if one.words == pressed), None) if pressed else None
        self.update()

    def open(self) -> None:
        """Show it over everything else."""
        self.cover()
        self.relay()
        self.show()
        self.raise_()
        self.setFocus()

    # Qt.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, another layout."""
        self.frame_ = Frame.of(self.width(), self.height())
        if self.isVisible() or self.keys:
            self.relay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.fillRect(self.rect(), self.theme.paper)
        painter.scale(self.frame_.scale, self.frame_.scale)
        for stroke in self._strokes:
            painter.save()
            stroke(painter)
            painter.restore()
        for one in self.keys:
            self._paint_key(painter, one)
        painter.end()
        self.proved(event)

    def _paint_key(self, painter: QPainter, one: Key) -> None:
        theme = self.theme
        down = one is self._pressed and self._over
        edge = theme.accent if one.risky or one.main else theme.ink
        ink = WHITE if one.main or down else edge
        if not one.enabled:
            edge = ink = theme.mute
        ground = edge if down else (theme.accent if one.main and one.enabled else theme.sheet)
        if one.main and down:
            ground = theme.deep
        painter.setPen(QPen(edge, 3) if one.enabled else QPen(theme.rule, 3))
        painter.setBrush(ground)
        painter.drawRoundedRect(one.rect.adjusted(1.5, 1.5, -1.5, -1.5), ROUND, ROUND)
        face = Face.FIGURE if one.words.isdigit() else Face.BOLD
        style = Style(face, one.size, 1.2, Align.CENTRE)
        room = one.rect.height() - 24 - (36 if one.note else 0)
        block = fit(one.words, self.language, style, one.rect.width() - 32, room, 22)[0]
        height = block.height + (36 if one.note else 0)
        y = one.rect.top() + (one.rect.height() - height) / 2
        block.paint(painter, one.rect.left() + 16, y, ink)
        if one.note:
            note = fit(one.note, self.language, Style(Face.TEXT, 24, 1.2, Align.CENTRE), one.rect.width() - 32, 30, 20)[
                0
            ]
            note.paint(painter, one.rect.left() + 16, y + block.height + 10, ink if down or one.main else theme.second)

    def event(self, event: QEvent) -> bool:
        """Touch first: what Qt would make of it for a mouse is switched off."""
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchCancel:
            self._let_go()
            return
        for point in event.points():
            at = point.position() / self.frame_.scale
            if point.state() == QEventPoint.State.Pressed and self._finger is None:
                self._finger = point.id()
                self._down(at)
            elif point.id() == self._finger and point.state() == QEventPoint.State.Released:
                self._finger = None
                self._up(at)
            elif point.id() == self._finger:
                self._move(at)
        if event.type() == QEvent.Type.TouchEnd and self._finger is not None:
            self._let_go()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As a finger."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._down(event.position() / self.frame_.scale)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press is a press."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """As a finger."""
        self._move(event.position() / self.frame_.scale)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """As a finger."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._up(event.position() / self.frame_.scale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Enter, Backspace and Esc; nothing else gets through."""
        self.used.emit()
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.typed("enter")
        elif event.key() == Qt.Key.Key_Backspace:
            self.typed("erase")
        elif event.text().isdecimal() and event.text().isascii():
            self.typed(event.text())

    def _down(self, at: QPointF) -> None:
        self.used.emit()
        self._pressed = next((one for one in self.keys if one.enabled and one.rect.contains(at)), None)
        self._over = self._pressed is not None
        self.update()

    def _move(self, at: QPointF) -> None:
        if self._pressed is not None:
            over = self._pressed.rect.adjusted(-24, -24, 24, 24).contains(at)
            if over != self._over:
                self._over = over
                self.update()

    def _up(self, at: QPointF) -> None:
        self._move(at)
        pressed, over = self._pressed, self._over
        self._pressed, self._over = None, False
        self.update()
        if pressed is not None and over:
            pressed.act()

    def _let_go(self) -> None:
        self._pressed, self._over, self._finger = None, False, None
        self.update()
