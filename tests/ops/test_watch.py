"""Every way in which editors and copying programs change a file is noticed, once."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.ops import watch as watching
from kiosk.ops.watch import Watch

LONG = 20.0
"""Seconds within which something happens, on a machine that is busy."""


class Bell:
    """Counts, and lets a test wait for the next time."""

    def __init__(self) -> None:
        self.count = 0
        self._rung = threading.Semaphore(0)

    def ring(self) -> None:
        self.count += 1
        self._rung.release()

    def heard(self, within: float = LONG) -> bool:
        return self._rung.acquire(timeout=within)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text("title: one\n")
    return path


@pytest.fixture(params=["told", "looking"])
def watch(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[list[Path], Bell], Watch]]:
    """A watch that the system tells of changes, and one on a folder that tells nothing."""
    if request.param == "looking":

        def deaf(*_: object) -> None:
            raise OSError("no watches left")

        monkeypatch.setattr(watching, "_observer", deaf)
    made: list[Watch] = []

    def begin(files: list[Path], bell: Bell) -> Watch:
        poll = 0.05 if request.param == "looking" else 60.0
        made.append(Watch(files, bell.ring, quiet=0.05, poll=poll))
        made[-1].start()
        return made[-1]

    yield begin
    for one in made:
        one.close()
        one._thread.join(LONG)
        assert not one._thread.is_alive()


def in_place(path: Path) -> None:
    path.write_text("title: two, in place\n")


def replaced(path: Path) -> None:
    other = path.with_name(".deck.yaml.swp")
    other.write_text("title: two, replaced\n")
    other.replace(path)


def twice(path: Path) -> None:
    path.write_text("")
    path.write_text("title: two, written twice\n")


def moved_away_first(path: Path) -> None:
    path.rename(path.with_name("deck.yaml~"))
    path.write_text("title: two, and a copy of one kept\n")


def removed(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("change", [in_place, replaced, twice, moved_away_first, removed])
def test_a_change_is_noticed_again_and_again(watch: Callable, deck: Path, change: Callable[[Path], None]) -> None:
    bell = Bell()
    watch([deck], bell)
    change(deck)
    assert bell.heard()
    if deck.exists():
        deck.write_text("title: three, after a replacement\n")
        assert bell.heard()
    else:
        deck.write_text("title: back\n")
        assert bell.heard()


def test_what_is_written_in_pieces_is_one_change(watch: Callable, deck: Path) -> None:
    bell = Bell()
    watch([deck], bell)
    with deck.open("w") as file:
        for number in range(20):
            file.write(f"# {number}\n")
            file.flush()
            os.fsync(file.fileno())
    assert bell.heard()
    assert not bell.heard(0.4)


def test_other_files_in_the_folder_are_nobodys_business(watch: Callable, deck: Path) -> None:
    bell = Bell()
    watch([deck], bell)
    (deck.parent / "notes.txt").write_text("x")
    (deck.parent / "deck.yaml.bak").write_text("x")
    deck.read_text()
    assert not bell.heard(0.4)


def test_files_named_later_are_looked_at_from_then_on(watch: Callable, deck: Path) -> None:
    bell, picture = Bell(), deck.parent / "photos" / "hall.jpg"
    watched = watch([deck], bell)
    watched.follow([deck, picture])
    picture.parent.mkdir()
    picture.write_bytes(b"1")
    # A folder that isn't there yet tells of nothing: it is found at the next look.
    watched.look()
    assert bell.heard()
    picture.write_bytes(b"22")
    assert bell.heard()


def test_following_other_files_is_no_change(watch: Callable, deck: Path) -> None:
    bell = Bell()
    watched = watch([deck], bell)
    (deck.parent / "a.jpg").write_bytes(b"1")
    watched.follow([deck, deck.parent / "a.jpg"])
    assert not bell.heard(0.4)


def test_a_change_while_it_is_being_told_of_one_is_told_as_well(deck: Path) -> None:
    bell = Bell()

    def slow() -> None:
        if not bell.count:
            deck.write_text("title: again, while the first is being read\n")
        bell.ring()

    watched = Watch([deck], slow, quiet=0.05, poll=60.0)
    watched.start()
    deck.write_text("title: two\n")
    assert bell.heard()
    assert bell.heard()
    watched.close()


@pytest.mark.parametrize("trouble", [errno.ESTALE, errno.EIO, errno.EACCES])
def test_a_folder_that_is_away_for_a_moment_is_looked_at_again(
    deck: Path, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    """A share whose server starts anew answers with errors, and not with "no such folder"."""
    bell, away, asked = Bell(), [True], threading.Semaphore(0)
    real = os.stat

    def stat(path: os.PathLike[str] | str, **more: object) -> os.stat_result:
        if away[0] and os.fspath(path) == os.fspath(deck.parent):
            asked.release()
            raise OSError(trouble, os.strerror(trouble), path)
        return real(path, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", stat)
    watch = Watch([deck], bell.ring, quiet=0.05, poll=0.05)
    watch.start()
    assert asked.acquire(timeout=LONG)
    assert asked.acquire(timeout=LONG), "it doesn't look any more"
    away[0] = False
    deck.write_text("title: two, when the server was back\n")
    assert bell.heard()
    watch.close()


def test_a_burst_is_told_of_as_it_begins(deck: Path) -> None:
    order: list[str] = []
    bell = Bell()

    def changed() -> None:
        order.append("changed")
        bell.ring()

    watch = Watch([deck], changed, stirs=lambda: order.append("stirs"), quiet=0.05, poll=0.05)
    watch.start()
    deck.write_text("title: two\n")
    assert bell.heard()
    watch.close()
    assert order == ["stirs", "changed"]
