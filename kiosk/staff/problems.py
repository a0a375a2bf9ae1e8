"""A side panel with what is wrong in the deck, beside the exhibit in a curator's window: by line, a click copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kiosk.content.problems import Problem
from kiosk.look.fonts import Face, font
from kiosk.look.theme import PAPER, Theme
from kiosk.look.typeset import Block, Style, typeset

WIDTH = 440
"""Logical px of the panel."""
MOST = 200
"""Problems that are listed; whoever has more begins with these."""
COPIED_MS = 1600
"""How long a row says that it was copied."""
NUMBER = 74.0
"""Logical px of the column with the line numbers."""
EDGE = 24.0

_WORDS = {
    "count": ("{count} 处要改正", "{count} to put right"),
    "kept": ("屏幕仍是上一次正确的内容。", "The screen keeps what was last right."),
    "copy": ("点一下即可复制位置和说明", "Click one to copy where and what it is"),
    "copied": ("已复制", "Copied"),
}


def _say(name: str, language: str, **values: object) -> str:
    return _WORDS[name][0 if language.startswith("zh") else 1].format(**values)


class _Row(QWidget):
    """One problem: its line, its sentence, where it is, and the line itself with the place marked."""

    def __init__(self, problem: Problem, language: str, theme: Theme) -> None:
        super().__init__()
        self._problem, self._language, self._theme = problem, language, theme
        self._over = self._pressed = False
        measure = WIDTH - NUMBER - 2 * EDGE
        self._sentence = typeset(problem.sentence(language), language, Style(Face.TEXT, 17, 1.5), measure)
        where = problem.place_in_words(language)
        self._where = typeset(where, language, Style(Face.TEXT, 14, 1.5), measure) if where else None
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(problem.first_line(language))

    def sizeHint(self) -> QSize:
        """As high as its words."""
        height = 18 + self._sentence.height + 10
        if self._where is not None:
            height += self._where.height + 8
        if self._problem.text.strip():
            height += 30
        return QSize(WIDTH, round(height + 14))

    def text(self) -> str:
        """What a click copies."""
        return self._problem.first_line(self._language)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """And out."""
        self._over = self._pressed = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer at once."""
        self._pressed = True
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Copy, unless the pointer slid off."""
        self._pressed = False
        if self.rect().contains(event.position().toPoint()):
            QGuiApplication.clipboard().setText(self.text())
            self._copied.start()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if self._over:
            painter.fillRect(self.rect(), theme.rule if self._pressed else theme.paper)
        painter.fillRect(QRectF(EDGE, 0, WIDTH - 2 * EDGE, 1), theme.rule)
        colour = theme.accent if self._problem.is_error else theme.mute
        painter.setPen(colour)
        if self._copied.isActive():
            painter.setFont(font(Face.BOLD, 14))
            painter.drawText(QPointF(EDGE, 34), _say("copied", self._language))
        else:
            painter.setFont(font(Face.FIGURE, 26))
            painter.drawText(QPointF(EDGE, 38), str(self._problem.line))
        x, y = EDGE + NUMBER, 18.0
        self._sentence.paint(painter, x, y, theme.ink if self._problem.is_error else theme.second)
        y += self._sentence.height + 10
        if self._where is not None:
            self._where.paint(painter, x, y, theme.mute)
            y += self._where.height + 8
        if self._problem.text.strip():
            self._paint_line(painter, x, y)

    def _paint_line(self, painter: QPainter, x: float, y: float) -> None:
        """The line as it was typed, cut to the room there is, with a stroke under what is meant."""
        place, text = self._problem.fault.place, self._problem.text.replace("\t", " ")
        indent = len(text) - len(text.lstrip())
        start = max(0, place.column - 1 - indent)
        shown = text.strip()
        if start > 24:  # the place itself must be seen
            shown, start = "…" + shown[start - 12 :], 13
        face = font(Face.TEXT, 15)
        metrics = QFontMetricsF(face)
        room = WIDTH - x - EDGE
        cut = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        painter.setFont(face)
        painter.setPen(self._theme.second)
        painter.drawText(QPointF(x, y + 16), cut)
        left = metrics.horizontalAdvance(shown[:start])
        width = metrics.horizontalAdvance(shown[start : start + max(1, place.length)]) or 8.0
        if left < room:
            painter.fillRect(QRectF(x + left, y + 21, min(width, room - left), 2), self._theme.accent)


class _Head(QWidget):
    """How many there are, in which file, and what the screen shows meanwhile."""

    def __init__(self, language: str, theme: Theme) -> None:
        super().__init__()
        self._language, self._theme = language, theme
        self._blocks: list[tuple[Block, QColor]] = []
        self.setFixedSize(WIDTH, 132)

    def say(self, name: str, errors: int) -> None:
        """Another count."""
        words = _say("count", self._language, count=errors)
        self._blocks = [
            (typeset(words, self._language, Style(Face.BOLD, 26, 1.2), WIDTH - 2 * EDGE), self._theme.accent),
            (typeset(f"{name}　{_say('kept', self._language)}", self._language, Style(Face.TEXT, 15, 1.4),
                     WIDTH - 2 * EDGE), self._theme.second),
            (typeset(_say("copy", self._language), self._language, Style(Face.TEXT, 14, 1.4), WIDTH - 2 * EDGE),
             self._theme.mute),
        ]  # fmt: skip
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(QRectF(EDGE, 24, WIDTH - 2 * EDGE, 3), self._theme.ink)
        y = 42.0
        for block, colour in self._blocks:
            block.paint(painter, EDGE, y, colour)
            y += block.height + 10


class ProblemPanel(QFrame):
    """The panel; `show_problems` fills it anew."""

    def __init__(self, language: str, theme: Theme = PAPER, parent: QWidget | None = None) -> None:
        """Make it, empty and hidden.

        Args:
            language: of the person at the desk.
            theme: its colours.
            parent: the window it stands in.
        """
        super().__init__(parent)
        self._language, self._theme = language, theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.sheet)
        self.setPalette(palette)
        self._head = _Head(language, theme)
        self._list = QWidget()
        self._list.setPalette(palette)
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 24)
        self._rows.setSpacing(0)
        area = QScrollArea()
        area.setWidget(self._list)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setPalette(palette)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(area)
        self.setFixedWidth(WIDTH)
        self.hide()

    def rows(self) -> list[QWidget]:
        """The rows, from the top."""
        return list(self._list.findChildren(_Row))

    def show_problems(self, name: str, problems: Sequence[Problem]) -> None:
        """List them, errors first; hide where there are none.

        Args:
            name: of the file.
            problems: of it.
        """
        for row in self.rows():
            row.setParent(None)
            row.deleteLater()
        while self._rows.takeAt(0) is not None:
            pass
        errors = [problem for problem in problems if problem.is_error]
        if not errors:
            self.hide()
            return
        self._head.say(name, len(errors))
        warnings = [problem for problem in problems if not problem.is_error]
        for problem in [*errors, *warnings][:MOST]:
            self._rows.addWidget(_Row(problem, self._language, self._theme))
        self._rows.addStretch(1)
        self.show()
