"""The panel's smaller pages: the deck's problems, brightness, opening hours and clock, help."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.content.problems import Problem
from kiosk.look.fonts import Face
from kiosk.look.typeset import Block, Style, typeset
from kiosk.staff.board import GAP, KEY, Board
from kiosk.staff.desk import Desk

FOOT = 48.0 + 112.0
"""Logical px at the bottom that the way back takes."""
STEP = 10
"""Percent of brightness for one tap."""


class Sheet(Board):
    """A page with a headline, a way back, and leaves to turn where one isn't enough."""

    title = ""

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(language, parent)
        self.leaf = 0

    def frame_page(self, title: str, leaves: int = 1) -> float:
        """Headline and keys; returns the y where content begins."""
        self.leaf = max(0, min(self.leaf, leaves - 1))
        y = 64.0
        self.fill(QRectF(self.margin, 52, self.measure, 6), self.theme.ink)
        block = self.words(title, Face.SERIF, 54, self.margin, y + 28, self.measure)
        foot = self.high - 48 - KEY
        wide = (self.measure - 2 * GAP) / 3
        self.key(QRectF(self.margin, foot, wide, KEY), self.say("back"), self.closed.emit, main=True)
        if leaves > 1:
            for number, (name, step) in enumerate((("previous", -1), ("next", 1))):
                place = QRectF(self.margin + (number + 1) * (wide + GAP), foot, wide, KEY)
                able = 0 <= self.leaf + step < leaves
                words = self.say(name)
                note = self.say("page_of", page=self.leaf + 1, pages=leaves) if step > 0 else ""
                self.key(place, words, self._turner(step), enabled=able, note=note)
        return y + 28 + block.height + 40

    def _turner(self, step: int) -> Callable[[], None]:
        def turn() -> None:
            self.leaf += step
            self.relay()

        return turn

    @property
    def foot(self) -> float:
        """The y where content must end."""
        return self.high - FOOT - 32


class ProblemSheet(Sheet):
    """What is wrong in the deck, by line."""

    def __init__(self, language: str, problems: tuple[Problem, ...], parent: QWidget) -> None:
        """List them, errors first."""
        super().__init__(language, parent)
        self._problems = sorted(problems, key=lambda one: not one.is_error)

    def lay(self) -> None:
        """As many as there is room for, and leaves for the others."""
        number_wide = 190.0
        width = self.measure - number_wide
        rows = [self._row(problem, width) for problem in self._problems]
        top, room = 206.0, self.foot - 206.0
        leaves = _leaves([height for *_, height in rows], room)
        y = self.frame_page(self.say("problems"), len(leaves))
        if not rows:
            self.words(self.say("no_problems"), Face.TEXT, 36, self.margin, y, self.measure)
            return
        y = top
        for number in leaves[self.leaf]:
            problem, sentence, where, height = rows[number]
            colour = self.theme.accent if problem.is_error else self.theme.mute
            line = self.say("line", line=problem.line)
            self.words(line, Face.BOLD, 30, self.margin, y + 4, number_wide - 16, colour)
            self._put(sentence, self.margin + number_wide, y, self.theme.ink)
            if where is not None:
                self._put(where, self.margin + number_wide, y + sentence.height + 6, self.theme.mute)
            y += height

    def _row(self, problem: Problem, width: float) -> tuple[Problem, Block, Block | None, float]:
        words = problem.sentence(self.language)
        sentence = typeset(words, self.language, Style(Face.TEXT, 30, 1.45), width)
        said = problem.place_in_words(self.language)
        where = typeset(said, self.language, Style(Face.TEXT, 25, 1.4), width) if said else None
        return problem, sentence, where, sentence.height + (where.height + 6 if where is not None else 0) + 34

    def _put(self, block: Block, x: float, y: float, colour: QColor) -> None:
        self.stroke(lambda painter: block.paint(painter, x, y, colour))


def _leaves(heights: list[float], room: float) -> list[list[int]]:
    """Which rows stand on which leaf."""
    leaves: list[list[int]] = [[]]
    left = room
    for number, height in enumerate(heights):
        if leaves[-1] and height > left:
            leaves.append([])
            left = room
        leaves[-1].append(number)
        left -= height
    return leaves


class BrightnessSheet(Sheet):
    """How bright the screen is: seen at once, kept for the next start."""

    def __init__(self, language: str, desk: Desk, parent: QWidget) -> None:
        """Of that exhibit."""
        super().__init__(language, parent)
        self._desk, self._trouble = desk, ""

    def lay(self) -> None:
        """A figure, a bar, and two keys."""
        view = self._desk.view()
        y = self.frame_page(self.say("brightness", percent=view.brightness))
        note = self._trouble or self.say("dimming" if view.dims else "backlight")
        y += self.words(note, Face.TEXT, 32, self.margin, y, self.measure, self.theme.second).height + 90
        self.fill(QRectF(self.margin, y, self.measure, 28), self.theme.rule, 14)
        self.fill(QRectF(self.margin, y, self.measure * view.brightness / 100, 28), self.theme.accent, 14)
        y += 90
        wide = (self.measure - GAP) / 2
        for column, (name, step) in enumerate((("darker", -STEP), ("brighter", STEP))):
            to = min(100, max(10, view.brightness + step))
            place = QRectF(self.margin + column * (wide + GAP), y, wide, 160)
            self.key(place, self.say(name), self._setter(to), enabled=to != view.brightness, size=44)

    def _setter(self, percent: int) -> Callable[[], None]:
        def put() -> None:
            self._trouble = self._desk.set_brightness(percent)
            self.relay()

        return put


class ClockSheet(Sheet):
    """Opening hours, and whether the clock counts; staff may say so themselves."""

    def __init__(self, language: str, desk: Desk, parent: QWidget) -> None:
        """Of that exhibit."""
        super().__init__(language, parent)
        self._desk, self._trouble = desk, ""

    def lay(self) -> None:
        """What is known, and two keys."""
        view = self._desk.view()
        y = self.frame_page(self.say("clock"))
        for line in (*view.hours, self._trouble):
            if line:
                y += self.words(line, Face.TEXT, 32, self.margin, y, self.measure, leading=1.5).height + 22
        wide = (self.measure - GAP) / 2
        y = max(y + 20, self.foot - 160)
        for column, (name, right) in enumerate((("confirm_clock", True), ("deny_clock", False))):
            place = QRectF(self.margin + column * (wide + GAP), y, wide, 128)
            self.key(place, self.say(name), self._truster(right), enabled=view.clock_trusted != right)

    def _truster(self, right: bool) -> Callable[[], None]:
        def trust() -> None:
            self._trouble = self._desk.trust_clock(right)
            self.relay()

        return trust


class HelpSheet(Sheet):
    """What staff need to know, on leaves; no network, no other page."""

    def __init__(self, language: str, leaves: list[tuple[str, str]], parent: QWidget) -> None:
        """Show leaves of a title and a text each."""
        super().__init__(language, parent)
        self._leaves = leaves

    def lay(self) -> None:
        """One leaf at a time."""
        title, text = self._leaves[max(0, min(self.leaf, len(self._leaves) - 1))]
        y = self.frame_page(title, len(self._leaves))
        width = min(self.measure, 1400.0)
        self.words(text, Face.TEXT, 34, self.margin, y, width, leading=1.65, room=self.foot - y)
