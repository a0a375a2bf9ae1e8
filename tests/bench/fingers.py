"""What each frame costs while fingers move something inside a slide: the touch, what follows from it, and the painting.

In this very process, without a screen: the painting is Qt's in software, as in a window, and always of all of it.
Printed beside the plainest thing there is, one ready picture drawn at another place.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QPainter, QPixmap, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.bundled import assets
from kiosk.content.deck import Deck
from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.look import fonts
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Overlook, Touch

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1920, 1080)
FRAMES = 90

Row = tuple[str, str, str]
Step = Callable[[int], None]


class Table:
    """A window at a desk, and the fingers on it."""

    def __init__(self, deck: Deck) -> None:
        exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(ROOT / "data", written))
        self.window = Window(exhibit, windowed=True, size=QSize(*SIZE), now=lambda: 0.0)
        self.window.place()
        QTest.qWaitForWindowExposed(self.window)
        self.window.stage.overlay.hints = False
        self.window.stage.do(Touch())

    def go(self, slide: int) -> None:
        """Stand at a slide, everything there and at rest."""
        self.window.stage.do(GoTo(slide))
        self.rest()

    def rest(self) -> None:
        self.window.stage.pictures.settle()
        for _ in range(80):
            QTest.qWait(10)

    def send(self, **fingers: tuple[str, float, float]) -> None:
        event = QTest.touchEvent(self.window, DEVICE, False)
        for name, (what, x, y) in fingers.items():
            getattr(event, what)(ord(name), QPoint(round(x), round(y)), self.window)
        event.commit(True)

    def lift(self) -> None:
        """Everybody is gone."""
        self.window.input.emit(QTouchEvent(QEvent.Type.TouchCancel, DEVICE))
        self.rest()

    def drag(self, x: float, y: float, dx: float, dy: float, hold: bool = False) -> float:
        """Median ms a frame while one finger goes to and fro; with `hold` it stands still first."""
        self.send(a=("press", x, y))
        if hold:
            QTest.qWait(700)
        for part in (0.2, 0.4):
            self.send(a=("move", x + dx * part, y + dy * part))

        def step(number: int) -> None:
            part = math.sin(number / 9) * 0.5 + 0.5
            self.send(a=("move", x + dx * part, y + dy * part))

        return self._timed(step)

    def pinch(self, x: float, y: float) -> float:
        """Median ms a frame while two fingers open and close."""
        self.send(a=("press", x - 60, y))
        self.send(a=("move", x - 60, y), b=("press", x + 60, y))

        def step(number: int) -> None:
            apart = 90 + 50 * math.sin(number / 9)
            self.send(a=("move", x - apart, y), b=("move", x + apart, y))

        return self._timed(step)

    def _timed(self, step: Step) -> float:
        spent = []
        for number in range(FRAMES):
            begun = time.perf_counter()
            step(number)
            self.window.viewport().repaint()
            spent.append((time.perf_counter() - begun) * 1000)
        self.lift()
        return statistics.median(spent)


def plain() -> float:
    """Ms to draw one ready picture of the screen's size."""
    source, target = QPixmap(*SIZE), QPixmap(*SIZE)
    source.fill("#888888")
    begun = time.perf_counter()
    for number in range(FRAMES):
        painter = QPainter(target)
        painter.drawPixmap(number % 7 - 3, 0, source)
        painter.end()
    return (time.perf_counter() - begun) * 1000 / FRAMES


def main() -> None:
    """Print a row for everything that fingers can move."""
    fonts.load(assets() / "fonts")
    base = plain()
    print(f"{'a plain picture moved':44}  {base:.1f} ms a frame")

    def told(name: str, ms: float) -> None:
        print(f"{name:44}  {1000 / ms:.0f} frames a second ({ms:.1f} ms, {ms / base:.0f} × plain)  ≥ 50", flush=True)

    bundled = load(ROOT / "data" / "deck.yaml").deck
    assert bundled is not None
    table = Table(bundled)
    kinds = [slide.type for slide in table.window.stage.exhibit.slides]
    table.go(kinds.index("stats"))
    told("a slide dragged", table.drag(900, 400, 500, 0))
    table.go(kinds.index("photo"))
    told("a picture pinched", table.pinch(900, 400))
    told("a picture panned", table.drag(900, 400, 200, 60))
    table.window.close()
    table = Table(bundled.with_slides(bundled.slides * 5))
    table.window.stage.do(Overlook(True))
    laid = table.window.stage._furniture.overview
    assert laid is not None
    while laid.wanted() is not None:
        QTest.qWait(10)
    table.rest()
    told("the overview scrolled", table.drag(900, 500, 0, -400))
    table.window.close()
    table = Table(events(500))
    begun = time.perf_counter()
    table.window.stage.do(GoTo(1))
    print(f"{'a timeline of 500 events built':44}  {(time.perf_counter() - begun) * 1000:.0f} ms")
    table.rest()
    told("a timeline of 500 events pinched", table.pinch(900, 700))
    for _ in range(3):
        table.pinch(900, 700)
    told("a timeline of 500 events dragged", table.drag(900, 700, 500, 0))
    table.window.close()


def events(count: int) -> Deck:
    """A deck whose second slide is a timeline of that many events, two years apart."""
    made = [
        {"date": f"{1000 + 2 * number}-{number % 12 + 1:02}", "title": f"第{number}个示例", "text": "示例文字" * 12}
        for number in range(count)
    ]
    slides = [{"type": "text", "headline": "开头"}, {"type": "timeline", "events": made}]
    return Deck.model_validate({"title": "示例", "slides": slides})


if __name__ == "__main__":
    application = QApplication(["bench", "-platform", "offscreen"])
    DEVICE = QTest.createTouchDevice()
    main()
