"""How a running kiosk follows the store: one watch on its pointer, and a live deck for each pack. No restart."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from kiosk.ops.live import LiveDeck, Opening
from kiosk.ops.packs.disks import Hold
from kiosk.ops.packs.store import Store, chosen_deck, folder_of
from kiosk.ops.places import Places
from kiosk.ops.watch import Watch
from tests.conftest import ROOT
from tests.ops.packs.building import NO_KEYS, pack


class Following(QObject):
    """What the program does: whichever deck the store has chosen is read aside, and handed over when it is ready."""

    ready = Signal(object)
    _stirred = Signal()

    def __init__(self, places: Places) -> None:
        super().__init__()
        self._places, self.store = places, Store(folder_of(places))
        self.path = Path()
        self._live: LiveDeck | None = None
        self._hold: Hold | None = None
        self._stirred.connect(self.follow)
        self._watch = Watch([self.store.pointer], self._stirred.emit, quiet=0.02, poll=0.05)
        self._watch.start()

    def follow(self) -> None:
        path = chosen_deck(self._places)
        if path == self.path:
            return
        self.path = path
        hold, before = self.store.hold(path), (self._live, self._hold)
        live = LiveDeck(path, self)

        def opened(opening: Opening) -> None:
            self.ready.emit(opening.shown)  # and the stage shows it between two slides
            if before[0] is not None:
                before[0].close()
            if before[1] is not None:
                before[1].close()

        live.opened.connect(opened)
        self._live, self._hold = live, hold
        live.open()

    def close(self) -> None:
        self._watch.close()
        if self._live is not None:
            self._live.close()
        if self._hold is not None:
            self._hold.close()


@pytest.fixture
def following(tmp_path: Path) -> Iterator[Following]:
    made = Following(Places.below(tmp_path / "home"))
    yield made
    made.close()
    made.deleteLater()


def title(qtbot: QtBot, following: Following, act: object) -> str:
    with qtbot.waitSignal(following.ready, timeout=20_000) as signal:
        act()  # type: ignore[operator]
    return str(signal.args[0].deck.title.get("en"))


def test_a_running_kiosk_changes_with_the_store(qtbot: QtBot, following: Following, tmp_path: Path) -> None:
    store = following.store
    assert title(qtbot, following, following.follow).startswith("China")
    for number in (1, 2, 3, 4):
        made = pack(tmp_path, number)
        assert title(qtbot, following, lambda made=made: store.install(made, NO_KEYS)) == f"Exhibit {number}"
    assert title(qtbot, following, store.rollback) == "Exhibit 3"


def test_another_process_may_install_it(qtbot: QtBot, following: Following, tmp_path: Path) -> None:
    """`kiosk install` in a terminal, or over ssh."""
    title(qtbot, following, following.follow)
    made = pack(tmp_path, 1)
    code = (
        "import sys; from pathlib import Path; from kiosk.ops.packs.keys import Keys; "
        "from kiosk.ops.packs.store import Store; Store(Path(sys.argv[1])).install(Path(sys.argv[2]), Keys())"
    )
    folder = following.store.pointer.parent

    def install() -> None:
        subprocess.run([sys.executable, "-c", code, str(folder), str(made)], cwd=ROOT, check=True, timeout=60)

    assert title(qtbot, following, install) == "Exhibit 1"
