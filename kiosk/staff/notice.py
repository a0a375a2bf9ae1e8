"""A page that says one thing, with a key or two: a question before what can't be taken back, a notice, a hint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Face
from kiosk.staff.board import GAP, Board

WIDE, HIGH = 420.0, 128.0
"""Logical px of a key."""


@dataclass(frozen=True)
class Choice:
    """A key of the page: what it says and does; the main one is filled, a risky one vermilion."""

    words: str
    act: Callable[[], None]
    main: bool = False
    risky: bool = False


class Notice(Board):
    """A headline, a few sentences, and choices below them."""

    def __init__(self, language: str, title: str, text: str, choices: tuple[Choice, ...], parent: QWidget) -> None:
        """Say it, still hidden."""
        super().__init__(language, parent)
        self._title, self._text, self._choices = title, text, choices
        self._more = ""

    def add(self, words: str) -> None:
        """Say what came of a choice, below the text."""
        self._more = words
        self.relay()

    @property
    def more(self) -> str:
        """What was added."""
        return self._more

    def lay(self) -> None:
        """Words in the middle, keys below them."""
        width = min(self.measure, 1200.0)
        y = self.high * (0.28 if self.portrait else 0.2)
        y += self.centred(self._title, Face.SERIF, 64, y, width=width).height + 40
        if self._text:
            y += self.centred(self._text, Face.TEXT, 34, y, self.theme.second, width).height + 32
        if self._more:
            self.centred(self._more, Face.BOLD, 32, y, self.theme.accent, width)
        count = len(self._choices)
        if self.portrait:
            top = self.high - 96 - count * HIGH - (count - 1) * GAP
            places = [QRectF(self.margin, top + i * (HIGH + GAP), self.measure, HIGH) for i in range(count)]
        else:
            wide = min(WIDE, (self.measure - GAP * (count - 1)) / count)
            left = (self.wide - count * wide - (count - 1) * GAP) / 2
            top = self.high - 140 - HIGH
            places = [QRectF(left + i * (wide + GAP), top, wide, HIGH) for i in range(count)]
        for place, one in zip(places, self._choices, strict=True):
            self.key(place, one.words, one.act, main=one.main, risky=one.risky)
