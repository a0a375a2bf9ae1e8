"""How long a frame of scrubbing takes, in software at 1920×1080: from the touch to the painted picture.

    python -m tests.bench.charts

It prints, for a few heavy charts, milliseconds a frame (median, worst) and what that is in frames a second.
"""

from __future__ import annotations

import statistics
import time

import pyqtgraph  # noqa: F401 - counted before, not in the first frame
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.content.deck import Deck
from kiosk.look.fonts import load
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Touch
from tests.conftest import ROOT

MOVES = 200
DAYS = [f"{1990 + n // 12}-{n % 12 + 1:02}" for n in range(200)]
GROUPS = [{"name": name} for name in "甲乙丙丁戊己庚辛"]
CHARTS = {
    "line, 200 points": {"form": "line", "series": [
        {"date": day, "value": str((n * 37) % 91)} for n, day in enumerate(DAYS)]},
    "8 lines, 200 points each": {"form": "line", "groups": GROUPS, "series": [
        {"date": day, "values": [str((n * k) % 50) for k in range(1, 9)]} for n, day in enumerate(DAYS)]},
    "200 bars": {"form": "bar", "series": [
        {"date": day, "value": str((n * 37) % 91)} for n, day in enumerate(DAYS)]},
    "area, 200 points": {"form": "area", "series": [
        {"date": day, "value": str((n * 37) % 91)} for n, day in enumerate(DAYS)]},
    "8 multiples of 200 points": {"form": "multiples", "groups": GROUPS, "series": [
        {"date": day, "values": [str((n * k) % 50) for k in range(1, 9)]} for n, day in enumerate(DAYS)]},
    "3 bars": {"form": "bar", "series": [{"name": str(n), "value": str(n + 1)} for n in range(3)]},
}  # fmt: skip


def main() -> None:
    """Scrub over each chart."""
    app = QApplication([])
    load(ROOT / "assets" / "fonts")
    slides = [{"type": "chart", "title": "t", "unit": "%", **chart} for chart in CHARTS.values()]
    deck = Deck.model_validate({"title": "t", "slides": slides})
    exhibit = Exhibit(deck, deck.slide_ids(), lambda _: None)
    window = Window(exhibit, windowed=True, size=QSize(1920, 1080))
    window.place()
    device = QTest.createTouchDevice()
    for index, name in enumerate(CHARTS):
        window.stage.do(Touch())
        window.stage.do(GoTo(index))
        until = time.perf_counter() + 2.5
        while time.perf_counter() < until:
            app.processEvents()
        chart = window.stage.gallery.item(index).chart
        chart.choose((0, 0))
        box = chart.boundingRect()
        frames, seen = [], set()
        for step in range(-3, MOVES):
            x = chart.mapToScene(QPointF(max(step, 0) / MOVES * box.width(), 0)).x()
            start = time.perf_counter()
            event = QTest.touchEvent(window, device, False)
            if step == -3:
                at = chart.mapToScene(chart.spot((0, 0)).center())
                event.press(0, at.toPoint(), window)
            else:
                event.move(0, QPoint(round(x), 620), window)
            event.commit(True)
            app.processEvents()
            if step >= 0:
                seen.add(chart.picked)
                frames.append((time.perf_counter() - start) * 1000)
        event = QTest.touchEvent(window, device, False)
        event.release(0, QPoint(1800, 620), window)
        event.commit(True)
        assert len(seen) > min(30, len(chart.marks.at) - 1), seen
        median, worst = statistics.median(frames), max(frames)
        print(f"{name:28} {median:5.1f} ms (worst {worst:5.1f})  {1000 / median:5.0f} frames/s, "
              f"{sum(frame > 20 for frame in frames)} of {MOVES} frames over 20 ms")  # fmt: skip


if __name__ == "__main__":
    main()
