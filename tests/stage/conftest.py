"""A window with the bundled exhibit, a clock of the test's own, and a finger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPointingDevice
from PySide6.QtTest import QTest

from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.flight import Sheet
from kiosk.stage.hint import HintItem
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Tick, Touch
from tests.conftest import ROOT


class Clock:
    """Monotonic seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def hinted(window: Window) -> bool:
    """Whether the hint stands on the stage."""
    return any(isinstance(one, HintItem) for one in window.scene().items())


class Hand:
    """Fingers on a window: real touch events through Qt."""

    def __init__(self, window: Window, device: QPointingDevice) -> None:
        self._window, self._device = window, device

    def touch(self, *fingers: tuple[str, int, int]) -> None:
        """One event: ("press" | "move" | "release", x, y) for each finger, in px of the window."""
        event = QTest.touchEvent(self._window, self._device, False)
        for number, (what, x, y) in enumerate(fingers):
            getattr(event, what)(number, QPoint(x, y), self._window)
        event.commit(True)

    def tap(self, x: int, y: int) -> None:
        self.touch(("press", x, y))
        self.touch(("release", x, y))

    def drag(self, start: tuple[int, int], end: tuple[int, int], steps: int = 12, wait: int = 0) -> None:
        """Press, move in steps, and stay down."""
        self.touch(("press", *start))
        for step in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * step // steps
            y = start[1] + (end[1] - start[1]) * step // steps
            self.touch(("move", x, y))
            if wait:
                QTest.qWait(wait)

    def lift(self, x: int, y: int) -> None:
        self.touch(("release", x, y))


def painted(sheet: Sheet) -> QImage:
    """A snapshot as it is seen."""
    image = QImage(sheet.size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sheet.paint(painter, 0)
    painter.end()
    return image


@pytest.fixture(scope="session")
def device() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture(scope="session")
def exhibit() -> Exhibit:
    deck = load(ROOT / "data" / "deck.yaml").deck
    assert deck is not None
    return Exhibit(deck, deck.slide_ids(), lambda written: find_picture(ROOT / "data", written))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make(qtbot, exhibit: Exhibit, clock: Clock) -> Iterator[Callable[..., Window]]:
    made: list[Window] = []

    def build(size: tuple[int, int] = (1920, 1080), **more: object) -> Window:
        window = Window(exhibit, windowed=True, size=QSize(*size), now=clock, **more)  # type: ignore[arg-type]
        qtbot.addWidget(window)
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        window.place()
        qtbot.waitExposed(window)
        made.append(window)
        return window

    yield build
    for window in made:
        window.stage.pictures.settle()


@pytest.fixture
def window(make: Callable[..., Window]) -> Window:
    return make()


@pytest.fixture
def hand(window: Window, device: QPointingDevice) -> Hand:
    return Hand(window, device)


@pytest.fixture
def at_rest(qtbot) -> Callable[[Window], None]:
    """Wait until nothing flies, counts or grows any more."""

    def still(window: Window) -> bool:
        item = window.stage.gallery.built(window.stage.state.slide)
        return window.flight is None and item is not None and item._running is None

    def wait(window: Window) -> None:
        qtbot.waitUntil(lambda: still(window), timeout=8000)

    return wait


@pytest.fixture
def browse(at_rest) -> Callable[[Window, int], None]:
    """A visitor who has come to a slide."""

    def go(window: Window, slide: int) -> None:
        window.stage.do(Touch())
        window.stage.do(GoTo(slide))
        at_rest(window)

    return go


@pytest.fixture
def find_target() -> Callable[..., tuple[int, int]]:
    """Where in the window a target stands, by what it means: its middle, px."""

    def find(window: Window, what: str, index: int | None = None) -> tuple[int, int]:
        stage, found = window.stage, []
        scale = stage.frame.scale
        for y in range(0, window.height(), 12):
            for x in range(0, window.width(), 12):
                target = stage._furniture.target(QPointF(x / scale, y / scale))
                if target is not None and target.what == what and index in {None, target.index}:
                    found.append((x, y))
        assert found, f"nothing on the stage means {what} {index}"
        return found[len(found) // 2]

    return find


@pytest.fixture
def pass_time(clock: Clock) -> Callable[[Window, float], None]:
    """Let that many seconds pass, the clock's timer with them."""

    def wait(window: Window, seconds: float) -> None:
        end = clock.now + seconds
        while clock.now < end:
            clock.now = min(end, clock.now + 0.5)
            window.stage.do(Tick())

    return wait
