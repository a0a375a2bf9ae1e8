"""The PIN pad: big keys, dots instead of digits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Face
from kiosk.staff.board import Board
from kiosk.staff.pin import LONGEST, SHORTEST

KEY_WIDE, KEY_HIGH = 210.0, 128.0
"""Logical px of a digit's key."""
BETWEEN = 20.0


class PinPad(Board):
    """Takes digits; what they mean is decided by whoever listens to `entered`."""

    entered = Signal(str)
    """So many digits, with OK."""
    forgotten = Signal()
    """Whoever stands there doesn't know it."""

    def __init__(self, language: str, title: str, parent: QWidget, *, note: str = "", may_forget: bool = False) -> None:
        """Ask for digits.

        Args:
            language: of the deck. title: what is asked for. parent: the window.
            note: a line below the title. may_forget: whether there is a key for who has forgotten it.
        """
        super().__init__(language, parent)
        self._title, self._note, self._may_forget = title, note, may_forget
        self._digits = ""
        self._trouble = ""
        self._busy = False

    def ask(self, title: str, note: str = "", trouble: str = "") -> None:
        """Ask anew."""
        self._title, self._note, self._trouble = title, note, trouble
        self._digits, self._busy = "", False
        self.relay()

    def refuse(self, trouble: str) -> None:
        """Say why not; the digits go."""
        self._trouble, self._digits, self._busy = trouble, "", False
        self.relay()

    def wait(self, words: str) -> None:
        """What was entered is being looked at."""
        self._trouble, self._busy = words, True
        self.relay()

    @property
    def waiting(self) -> bool:
        """Whether it takes no digits just now."""
        return self._busy

    @property
    def trouble(self) -> str:
        """What stands below the dots."""
        return self._trouble

    def lay(self) -> None:
        """Title, dots, keys; the keys in the lower part, where everybody reaches them."""
        width = 3 * KEY_WIDE + 2 * BETWEEN
        height = 4 * KEY_HIGH + 3 * BETWEEN
        left = (self.wide - width) / 2
        top = self.high - height - (150 if self.portrait else 84)
        leave_y = top + 3 * (KEY_HIGH + BETWEEN)
        y = top - 560 if self.portrait else 64.0
        y += self.centred(self._title, Face.SERIF, 60, y).height + 20
        if self._note:
            y += self.centred(self._note, Face.TEXT, 30, y, self.theme.second, min(self.measure, 1100)).height + 20
        dots_y = y + 26
        self.stroke(lambda painter: self._dots(painter, dots_y))
        if self._trouble:
            colour = self.theme.second if self._busy else self.theme.accent
            self.centred(self._trouble, Face.BOLD, 32, dots_y + 40, colour)
        for number in range(9):
            row, column = divmod(number, 3)
            self._digit(str(number + 1), left + column * (KEY_WIDE + BETWEEN), top + row * (KEY_HIGH + BETWEEN))
        erase = QRectF(left, leave_y, KEY_WIDE, KEY_HIGH)
        self.key(erase, self.say("erase"), lambda: self.typed("erase"), enabled=bool(self._digits))
        self._digit("0", left + KEY_WIDE + BETWEEN, leave_y)
        ok = QRectF(left + 2 * (KEY_WIDE + BETWEEN), leave_y, KEY_WIDE, KEY_HIGH)
        enough = len(self._digits) >= SHORTEST and not self._busy
        self.key(ok, self.say("ok"), lambda: self.typed("enter"), main=True, enabled=enough)
        aside = left - 420.0
        if self.portrait or aside < self.margin - 40:
            side = QRectF(self.margin, self.high - 126, self.measure / 2 - 12, 96)
            other = QRectF(self.margin + self.measure / 2 + 12, self.high - 126, self.measure / 2 - 12, 96)
        else:
            side = QRectF(self.margin, leave_y, 360, KEY_HIGH)
            other = QRectF(self.wide - self.margin - 360, leave_y, 360, KEY_HIGH)
        self.key(side, self.say("leave"), self.closed.emit, size=32)
        if self._may_forget:
            self.key(other, self.say("forgotten"), self.forgotten.emit, size=32)

    def _digit(self, digit: str, x: float, y: float) -> None:
        self.key(QRectF(x, y, KEY_WIDE, KEY_HIGH), digit, lambda: self.typed(digit), size=64, enabled=not self._busy)

    def _dots(self, painter: QPainter, y: float) -> None:
        """One for each digit entered, and rings for those that there have to be."""
        count = max(SHORTEST, len(self._digits))
        step = 52.0
        x = (self.wide - step * (count - 1)) / 2
        for number in range(count):
            painter.setPen(QPen(self.theme.ink, 3))
            painter.setBrush(self.theme.ink if number < len(self._digits) else self.theme.paper)
            painter.drawEllipse(QRectF(x + number * step - 12, y - 12, 24, 24))

    def typed(self, digit: str) -> None:
        """A digit, or what is done with them."""
        if self._busy:
            return
        if digit == "enter":
            if len(self._digits) >= SHORTEST:
                self.entered.emit(self._digits)
            return
        self._trouble = ""
        if digit == "erase":
            self._digits = self._digits[:-1]
        elif len(self._digits) < LONGEST:
            self._digits += digit
        self.relay()
