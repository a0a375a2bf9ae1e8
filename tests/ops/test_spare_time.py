"""Free memory goes back once all is quiet, and not while anything goes on."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from kiosk.ops import spare_time
from kiosk.ops.spare_time import GiveBack


class Exhibit(QObject):
    changed = Signal(object)
    ready = Signal()
    given = Signal(int)


def test_memory_goes_back_after_the_last_thing_that_was_made_ready(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It went back a while after the change, and what was drawn ahead after that left eight megabytes lying about."""
    exhibit, given = Exhibit(), []
    exhibit.given.connect(given.append)
    library = SimpleNamespace(malloc_trim=exhibit.given.emit)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    monkeypatch.setattr(spare_time, "GIVE_BACK_MS", 200)
    GiveBack(exhibit, exhibit.changed, exhibit.ready)
    for moment in (lambda: exhibit.changed.emit(1), exhibit.ready.emit):
        with qtbot.waitSignal(exhibit.given, timeout=5000):
            moment()
    assert given == [0, 0]
    with qtbot.waitSignal(exhibit.given, timeout=5000):
        exhibit.changed.emit(2)
        exhibit.ready.emit()  # the quiet begins anew
    assert given == [0, 0, 0]


def test_another_library_looks_after_itself(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace())
    exhibit = Exhibit()
    GiveBack(exhibit, exhibit.changed)
    exhibit.changed.emit(1)
