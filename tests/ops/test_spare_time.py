"""Free memory goes back once all is quiet, and not while anything goes on."""

from __future__ import annotations

import ctypes
import gc
import weakref
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from kiosk.ops import spare_time
from kiosk.ops.spare_time import GiveBack, ReadAhead


class Exhibit(QObject):
    changed = Signal(object)
    ready = Signal()
    given = Signal(int)


class Ring:
    """It refers to itself: Python lets go of it only when it looks for such."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def exhibit(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Exhibit]:
    """One that tells when memory is given back; nothing that is garbage by itself goes meanwhile."""
    exhibit = Exhibit()
    library = SimpleNamespace(malloc_trim=exhibit.given.emit)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    monkeypatch.setattr(spare_time, "GIVE_BACK_MS", 200)
    monkeypatch.setattr(spare_time, "READ_AHEAD_MS", 10)
    gc.disable()
    yield exhibit
    gc.enable()
    gc.unfreeze()


def test_memory_goes_back_after_the_last_thing_that_was_made_ready(qtbot, exhibit: Exhibit) -> None:
    """It went back a while after the change, and what was drawn ahead after that left eight megabytes lying about."""
    given: list[int] = []
    exhibit.given.connect(given.append)
    GiveBack(exhibit, ReadAhead(set(), exhibit), exhibit.changed, exhibit.ready)
    for moment in (lambda: exhibit.changed.emit(1), exhibit.ready.emit):
        with qtbot.waitSignal(exhibit.given, timeout=5000):
            moment()
    assert given == [0, 0]
    with qtbot.waitSignal(exhibit.given, timeout=5000):
        exhibit.changed.emit(2)
        exhibit.ready.emit()  # the quiet begins anew
    assert given == [0, 0, 0]


def test_garbage_is_looked_for_once_all_is_there_that_stays(qtbot, exhibit: Exhibit) -> None:
    """Through all that is imported that takes 30 ms each time."""
    ahead = ReadAhead({"text"}, exhibit)
    GiveBack(exhibit, ahead, exhibit.changed)
    qtbot.waitUntil(lambda: ahead.done, timeout=5000)
    assert gc.get_freeze_count() > 10_000
    ring = weakref.ref(Ring())
    assert ring() is not None
    with qtbot.waitSignal(exhibit.given, timeout=5000):
        exhibit.changed.emit(2)
    assert ring() is None


def test_whoever_holds_a_slide_is_not_disturbed(qtbot, exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart's imports, in the middle of a swipe, had stopped it for a tenth of a second."""
    holds, asked = [True], []

    def busy() -> bool:
        asked.append(1)
        return holds[0]

    given: list[int] = []
    exhibit.given.connect(given.append)
    ahead = ReadAhead({"text"}, exhibit, busy)
    qtbot.waitUntil(lambda: len(asked) > 3, timeout=5000)
    assert not ahead.done
    holds[0] = False
    qtbot.waitUntil(lambda: ahead.done, timeout=5000)
    GiveBack(exhibit, ahead, exhibit.changed, busy=busy)
    asked.clear()
    holds[0] = True
    exhibit.changed.emit(1)
    qtbot.waitUntil(lambda: len(asked) > 1, timeout=5000)
    assert given == []
    with qtbot.waitSignal(exhibit.given, timeout=5000):
        holds[0] = False


def test_a_bag_that_leans_on_the_screen_is_not_waited_for_all_day(
    qtbot, exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare_time, "MOST_WAITS", 3)
    ahead = ReadAhead({"text"}, exhibit, lambda: True)
    GiveBack(exhibit, ahead, exhibit.changed, busy=lambda: True)
    qtbot.waitUntil(lambda: ahead.done, timeout=5000)
    with qtbot.waitSignal(exhibit.given, timeout=5000):
        exhibit.changed.emit(1)


def test_another_library_looks_after_itself(exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch, qtbot) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace())
    ahead = ReadAhead(set(), exhibit)
    GiveBack(exhibit, ahead, exhibit.changed)
    qtbot.waitUntil(lambda: ahead.done, timeout=5000)
    ring = weakref.ref(Ring())
    exhibit.changed.emit(1)
    qtbot.waitUntil(lambda: ring() is None, timeout=5000)
