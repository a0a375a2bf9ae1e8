"""What each frame costs while fingers move something inside a slide: the touch, what follows from it, and the painting.

In this very process, without a screen: the painting is Qt's in software, as in a window. Printed beside the plainest
thing there is, one ready picture drawn at another place.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1920, 1080)
FRAMES = 90

Row = tuple[str, str, str]
Step = Callable[[int], None]


def measure() -> Iterator[Row]:
    """A row for everything that fingers can move."""
    from PySide6.QtCore import QPoint, QSize
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    from kiosk.bundled import assets
    from kiosk.content.files import find_picture
    from kiosk.content.load import load
    from kiosk.look import fonts
    from kiosk.stage.exhibit import Exhibit
    from kiosk.stage.window import Window
    from kiosk.visit import GoTo, Overlook, Touch

    fonts.load(assets() / "fonts")
    device = QTest.createTouchDevice()

    def window_of(path: Path) -> Window:
        deck = load(path).deck
        assert deck is not None
        exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(path.parent, written))
        window = Window(exhibit, windowed=True, size=QSize(*SIZE), now=lambda: 0.0)
        window.place()
        QTest.qWaitForWindowExposed(window)
        window.stage.hints = False
        window.stage.do(Touch())
        return window

    def touch(window: Window, what: str, *points: tuple[float, float]) -> None:
        event = QTest.touchEvent(window, device, False)
        for number, (x, y) in enumerate(points):
            getattr(event, what)(number, QPoint(round(x), round(y)), window)
        event.commit(True)

    def rest(window: Window) -> None:
        window.stage.pictures.settle()
        while window.flight is not None:
            app.processEvents()
        for _ in range(60):
            app.processEvents()
            time.sleep(0.01)

    def timed(window: Window, step: Step) -> float:
        """Median ms of a frame: the touch and its painting."""
        spent = []
        for number in range(FRAMES):
            begun = time.perf_counter()
            step(number)
            window.viewport().repaint()  # all of it: what is dirty alone would cost less
            spent.append((time.perf_counter() - begun) * 1000)
        return statistics.median(spent)

    source, target = QPixmap(*SIZE), QPixmap(*SIZE)
    source.fill("#888888")

    def plain(number: int) -> None:
        painter = QPainter(target)
        painter.drawPixmap(number % 7 - 3, 0, source)
        painter.end()

    begun = time.perf_counter()
    for number in range(FRAMES):
        plain(number)
    base = (time.perf_counter() - begun) * 1000 / FRAMES
    yield "a plain picture moved", f"{base:.1f} ms a frame", ""

    def told(name: str, ms: float) -> Row:
        return f"{name}, frames a second", f"{1000 / ms:.0f} ({ms:.1f} ms, {ms / base:.0f} × plain)", "≥ 50"

    bundled = window_of(ROOT / "data" / "deck.yaml")
    slides = [slide.type for slide in bundled.stage.exhibit.slides]

    def pinch(window: Window, x: float, y: float) -> Step:
        touch(window, "press", (x - 60, y))
        event = QTest.touchEvent(window, device, False)
        event.move(0, QPoint(round(x - 60), round(y)), window)
        event.press(1, QPoint(round(x + 60), round(y)), window)
        event.commit(True)

        def step(number: int) -> None:
            apart = 90 + 50 * math.sin(number / 9)
            touch(window, "move", (x - apart, y), (x + apart, y))

        return step

    def drag(window: Window, x: float, y: float, way: tuple[float, float]) -> Step:
        touch(window, "press", (x, y))
        for part in (0.2, 0.4):
            touch(window, "move", (x + way[0] * part, y + way[1] * part))

        def step(number: int) -> None:
            part = math.sin(number / 9) * 0.5 + 0.5
            touch(window, "move", (x + way[0] * part, y + way[1] * part))

        return step

    def lift(window: Window) -> None:
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QTouchEvent

        window.input.emit(QTouchEvent(QEvent.Type.TouchCancel, device))
        rest(window)

    bundled.stage.do(GoTo(slides.index("photo")))
    rest(bundled)
    step = pinch(bundled, 900, 400)
    yield told("pinching a picture", timed(bundled, step))
    lift(bundled)
    step = drag(bundled, 900, 400, (200, 60))
    yield told("panning a picture", timed(bundled, step))
    lift(bundled)
    bundled.stage.do(GoTo(slides.index("stats")))
    rest(bundled)
    yield told("dragging a slide", timed(bundled, drag(bundled, 900, 400, (500, 0))))
    lift(bundled)

    deck = load(ROOT / "data" / "deck.yaml").deck
    assert deck is not None
    long = deck.with_slides(deck.slides * 5)
    bundled.stage.show_exhibit(Exhibit(long, long.slide_ids(), bundled.stage.exhibit.find))
    bundled.stage.do(Overlook(True))
    bundled.stage.thumbnails.finish()
    rest(bundled)
    yield told("scrolling the overview", timed(bundled, drag(bundled, 900, 500, (0, -400))))
    lift(bundled)
    bundled.close()
    yield from measure_forms(window_of, rest, timed, told, drag, pinch, lift)


def measure_forms(window_of, rest, timed, told, drag, pinch, lift) -> Iterator[Row]:
    """Charts of 200 points and timelines of 500 events."""
    return iter(())
