"""Who comes by in a simulated month: visitors with up to ten fingers, cleaners, staff. All of it by touch, through Qt.

Everybody is a generator that says how many seconds pass before the next thing is done; what comes is drawn from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from kiosk.staff.board import Board
from kiosk.staff.reception import Reception
from kiosk.staff.words import WORDS
from kiosk.stage.furniture import Target
from kiosk.stage.window import Window

Doing = Iterator[float]
"""Each thing it gives is how many seconds pass."""
FRAME_S = 0.016
PIN = "4711"


class Hands:
    """Fingers on a window."""

    def __init__(self, window: Window, device: QPointingDevice, chance: random.Random) -> None:
        self.window, self.chance, self._device = window, chance, device
        self._down: dict[int, QPoint] = {}

    def touch(self, **fingers: tuple[str, QPoint]) -> None:
        """One event: `f0=("press", at)`, `f1=("move", at)`; fingers that aren't named stay where they are."""
        event = QTest.touchEvent(self.window, self._device, False)
        named = {int(name[1:]): what for name, what in fingers.items()}
        for finger, at in self._down.items():
            if finger not in named:
                event.move(finger, at, self.window)
        for finger, (what, at) in named.items():
            getattr(event, what)(finger, at, self.window)
            if what == "release":
                self._down.pop(finger, None)
            else:
                self._down[finger] = at
        event.commit(True)

    def lift(self) -> None:
        """Every finger."""
        if self._down:
            self.touch(**{f"f{finger}": ("release", at) for finger, at in self._down.items()})

    def somewhere(self, top: float = 0.0, foot: float = 1.0) -> QPoint:
        """A place between those parts of the window's height."""
        size = self.window.size()
        low = int(size.height() * top)
        high = max(low + 1, int(size.height() * foot))
        return QPoint(self.chance.randrange(size.width()), self.chance.randrange(low, high))

    def within(self, at: QPoint) -> QPoint:
        """The nearest place in the window."""
        size = self.window.size()
        return QPoint(min(max(at.x(), 0), size.width() - 1), min(max(at.y(), 0), size.height() - 1))

    def tap(self, at: QPoint, seconds: float = 0.07) -> Doing:
        """Down and up."""
        self.touch(f0=("press", at))
        yield seconds
        self.touch(f0=("release", at))

    def drag(self, *ways: tuple[QPoint, QPoint], steps: int = 10, finish: bool = True) -> Doing:
        """Some fingers, each from a place to another, at once."""
        self.touch(**{f"f{number}": ("press", start) for number, (start, _) in enumerate(ways)})
        for step in range(1, steps + 1):
            yield FRAME_S
            self.touch(**{
                f"f{number}": ("move", self.within(start + (end - start) * step / steps))
                for number, (start, end) in enumerate(ways)
            })  # fmt: skip
        if finish:
            self.lift()


class Visitor:
    """Somebody who looks at a few things and walks away, sometimes with the question still standing."""

    def __init__(self, hands: Hands) -> None:
        self._hands, self._chance = hands, hands.chance

    def everything(self) -> Doing:
        """Each thing once: what is made the first time is made then."""
        for act in dict.fromkeys(self._acts):
            yield from act()
            yield 2.0

    @property
    def _acts(self) -> list[Callable[[], Doing]]:
        return [
            self._target, self._target, self._target, self._slide, self._slide, self._swipe, self._swipe, self._pinch,
            self._crowd, self._abandon, self._scrub, self._key,
        ]  # fmt: skip

    def visit(self) -> Doing:
        """From the first touch to the last."""
        chance, acts = self._chance, self._acts
        for _ in range(chance.choice((1, 3, 8, 20))):
            yield from chance.choice(acts)()
            yield chance.choice((0.05, 0.3, 1.0, 4.0, 15.0))
        if chance.random() < 0.2:
            yield 75.0  # long enough that the exhibit asks
            yield from self._target()

    def _target(self) -> Doing:
        """Something that answers: a chapter, a language, the size of text, the overview, an arrow, the question."""
        found = self._targets()
        if found:
            yield from self._hands.tap(found[self._chance.choice(sorted(found, key=str))])

    def _targets(self) -> dict[Target, QPoint]:
        stage, window = self._hands.window.stage, self._hands.window
        scale, found = stage.frame.scale, {}
        for y in range(4, window.height(), 20):
            for x in range(4, window.width(), 20):
                target = stage._furniture.target(QPointF(x / scale, y / scale))
                if target is not None:
                    found[target] = QPoint(x, y)
        return found

    def _slide(self) -> Doing:
        """Something of the slide, or nothing: a mark, an event, a picture."""
        yield from self._hands.tap(self._hands.somewhere(0.12, 0.88))
        if self._chance.random() < 0.3:  # twice at the same place
            yield 0.12
            yield from self._hands.tap(self._hands.somewhere(0.2, 0.8))

    def _swipe(self) -> Doing:
        width = self._hands.window.width()
        start = self._hands.somewhere(0.2, 0.8)
        far = int(width * self._chance.choice((-0.7, -0.4, -0.1, 0.1, 0.5)))
        yield from self._hands.drag((start, start + QPoint(far, self._chance.randint(-20, 20))),
                                    steps=self._chance.choice((4, 8, 20)))  # fmt: skip

    def _pinch(self) -> Doing:
        middle = self._hands.somewhere(0.3, 0.7)
        near, far = QPoint(25, 15), QPoint(160, 90)
        if self._chance.random() < 0.4:
            near, far = far, near
        yield from self._hands.drag((middle - near, middle - far), (middle + near, middle + far), steps=12)

    def _crowd(self) -> Doing:
        """A school class: three to ten hands at once."""
        ways = [(self._hands.somewhere(), self._hands.somewhere()) for _ in range(self._chance.randint(3, 10))]
        yield from self._hands.drag(*ways, steps=6)

    def _abandon(self) -> Doing:
        """A finger that rests, and goes only when the next comes."""
        at = self._hands.somewhere(0.1)
        yield from self._hands.drag((at, self._hands.somewhere(0.1)), steps=3, finish=False)
        yield self._chance.choice((0.5, 4.0, 12.0))
        self._hands.lift()

    def _scrub(self) -> Doing:
        """Along a chart's marks or a timeline's events."""
        start = self._hands.somewhere(0.4, 0.8)
        self._hands.touch(f0=("press", start))
        yield 0.4
        for _ in range(14):
            start = self._hands.within(start + QPoint(self._chance.randint(-40, 60), self._chance.randint(-12, 12)))
            self._hands.touch(f0=("move", start))
            yield FRAME_S * 2
        self._hands.lift()

    def _key(self) -> Doing:
        """A presenter's clicker."""
        from PySide6.QtCore import Qt

        key = self._chance.choice((Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home))
        QTest.keyClick(self._hands.window, key)
        yield 0.05


class Staff:
    """Somebody who knows the PIN, or thinks so."""

    def __init__(self, hands: Hands, reception: Callable[[], Reception | None]) -> None:
        self._hands, self._reception, self._chance = hands, reception, hands.chance
        self.seen: set[str] = set()

    def look_in(self, wait: Callable[[Callable[[], bool]], Doing], *, everywhere: bool = False) -> Doing:
        """Hold the corner, enter the PIN, try what the panel has, and leave all as it was.

        Args:
            wait: lets time pass until something is so. everywhere: on every page, and not called away.
        """
        at = QPoint(12, 12)
        self._hands.touch(f0=("press", at))
        yield 3.3
        self._hands.touch(f0=("release", at))
        yield 0.3
        if not self._pages():
            return
        if self._chance.random() < 0.3:
            yield from self._enter("1590")
            yield 2.0
        if not everywhere and self._chance.random() < 0.15:
            yield 70.0  # called away: it locks by itself
            return
        yield from self._enter(PIN)
        yield from wait(lambda: len(self._pages()) == 1 and self._key("done") is not None)
        for name, times in (("language", 2), ("text_size", 3), ("next", 1), ("previous", 1), ("reload", 1)):
            for _ in range(times):
                yield from self._press(name)
        for name in ("brightness", "problems", "clock", "help", "touch_test", "desktop", "restart"):
            if everywhere or self._chance.random() < 0.5:
                yield from self._press(name)
                yield 1.0
                yield from self._back()
        if not everywhere and self._chance.random() < 0.2:
            yield 70.0
            return
        while self._pages():
            yield from self._back()
            yield 0.2

    def _enter(self, digits: str) -> Doing:
        for digit in digits:
            yield from self._press(digit)
        yield from self._press("ok")

    def _back(self) -> Doing:
        """Leave the topmost page, by whatever key does."""
        for name in ("done", "cancel", "back", "leave", "close"):
            if self._key(name) is not None:
                yield from self._press(name)
                return
        pages = self._pages()
        if pages:
            pages[-1].closed.emit()  # the touch test ends by a hand that covers enough of it
        yield 0.1

    def _press(self, name: str) -> Doing:
        at = self._key(name)
        if at is not None:
            self.seen.add(name)
            yield from self._hands.tap(at)
        yield 0.4

    def _key(self, name: str) -> QPoint | None:
        """Where a key of the topmost page stands, px of the window."""
        pages = self._pages()
        if not pages:
            return None
        words = [one.split("{", maxsplit=1)[0] for one in WORDS.get(name, (name,))]
        for key in pages[-1].keys:
            if key.enabled and any(key.words == one or ("{" in str(WORDS.get(name)) and key.words.startswith(one))
                                   for one in words):  # fmt: skip
                return (key.rect.center() * pages[-1].frame_.scale).toPoint()
        return None

    def _pages(self) -> list[Board]:
        reception = self._reception()
        return reception.pages if reception is not None else []
