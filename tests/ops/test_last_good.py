"""The last deck that passed is kept whole, two generations of it, whatever happens in between."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from kiosk.ops import disk, last_good
from kiosk.ops.last_good import MOST_DECKS, LastGood


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tmp_path / "curator"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "hall.jpg").write_bytes(b"a photograph")
    (folder / "deck.yaml").write_text("title: one\n")
    return folder / "deck.yaml"


@pytest.fixture
def kept(tmp_path: Path, deck: Path) -> LastGood:
    return LastGood(deck, tmp_path / "kept")


def digest(deck: Path) -> str:
    return hashlib.sha256(deck.read_bytes()).hexdigest()


def keep(kept: LastGood, deck: Path, *names: str) -> bool:
    return kept.keep(deck, digest(deck), [deck.parent / name for name in (names or ("photos/hall.jpg",))])


def titles(kept: LastGood) -> list[str]:
    return [path.read_text().strip() for path in kept.decks()]


def test_text_and_pictures_are_kept_at_their_places(kept: LastGood, deck: Path) -> None:
    assert keep(kept, deck)
    (found,) = kept.decks()
    assert found.read_text() == "title: one\n"
    assert (found.parent / "photos" / "hall.jpg").read_bytes() == b"a photograph"


def test_a_deck_saved_while_the_one_before_is_still_copied_is_kept_after_it(
    kept: LastGood, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow disk: each keeper took the other's half for its own, and nothing at all was left."""
    copies, goes_on, copy = threading.Event(), threading.Event(), last_good._copy

    def slow(source: Path, target: Path) -> tuple[str, int]:
        copies.set()
        goes_on.wait(20)
        return copy(source, target)

    monkeypatch.setattr(last_good, "_copy", slow)
    first = threading.Thread(target=keep, args=(kept, deck))
    first.start()
    assert copies.wait(20)
    deck.write_text("title: two\n")
    second = threading.Thread(target=keep, args=(kept, deck))
    second.start()
    second.join(0.2)  # as long as it would need, if it didn't wait
    goes_on.set()
    first.join()
    second.join()
    assert titles(kept) == ["title: two", "title: one"]


def test_nothing_was_kept_yet(kept: LastGood) -> None:
    assert kept.decks() == []


def test_two_generations_newest_first(kept: LastGood, deck: Path) -> None:
    for title in ("one", "two", "three"):
        deck.write_text(f"title: {title}\n")
        assert keep(kept, deck)
    assert titles(kept) == ["title: three", "title: two"]


def test_keeping_the_same_again_leaves_the_older_one_alone(kept: LastGood, deck: Path) -> None:
    keep(kept, deck)
    deck.write_text("title: two\n")
    keep(kept, deck)
    keep(kept, deck)
    assert titles(kept) == ["title: two", "title: one"]


def test_a_deck_that_was_taken_away_meanwhile_is_no_trouble_of_the_disk(kept: LastGood, deck: Path) -> None:
    known = digest(deck)
    deck.unlink()
    assert not kept.keep(deck, known, [])
    assert kept.decks() == []


def test_a_picture_that_changed_is_another_generation(kept: LastGood, deck: Path) -> None:
    keep(kept, deck)
    (deck.parent / "photos" / "hall.jpg").write_bytes(b"another photograph")
    keep(kept, deck)
    newest, older = kept.decks()
    assert (newest.parent / "photos" / "hall.jpg").read_bytes() == b"another photograph"
    assert (older.parent / "photos" / "hall.jpg").read_bytes() == b"a photograph"


def test_a_picture_that_did_not_change_takes_its_room_once(kept: LastGood, deck: Path) -> None:
    keep(kept, deck)
    deck.write_text("title: two\n")
    keep(kept, deck)
    newest, older = kept.decks()
    assert (newest.parent / "photos" / "hall.jpg").samefile(older.parent / "photos" / "hall.jpg")
    assert not (newest.parent / "photos" / "hall.jpg").samefile(deck.parent / "photos" / "hall.jpg")


def test_a_text_saved_again_meanwhile_is_not_kept_for_the_one_that_passed(kept: LastGood, deck: Path) -> None:
    passed = digest(deck)
    deck.write_text("title: [half\n")
    assert not kept.keep(deck, passed, [])
    assert kept.decks() == []


@pytest.mark.parametrize("harm", ["text", "picture", "manifest", "picture gone", "manifest gone", "manifest odd"])
def test_a_generation_that_was_harmed_is_passed_over(kept: LastGood, deck: Path, harm: str) -> None:
    keep(kept, deck)
    deck.write_text("title: two\n")
    (deck.parent / "photos" / "hall.jpg").write_bytes(b"another photograph")
    keep(kept, deck)
    home = kept.decks()[0].parent
    what = {"text": "deck.yaml", "picture": "photos/hall.jpg"}.get(harm.split(maxsplit=1)[0], "manifest.json")
    if harm.endswith("gone"):
        (home / what).unlink()
    elif harm == "manifest odd":
        (home / what).write_text('[{"name": 3}, null]')
    else:
        (home / what).write_bytes(b"x" * (home / what).stat().st_size)
    assert titles(kept) == ["title: one"]


@pytest.mark.parametrize("moment", ["copying", "renaming"])
def test_a_power_cut_leaves_what_was_kept(
    kept: LastGood, deck: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """What stands on the disk at the worst moments: the process just ends there."""
    keep(kept, deck)
    deck.write_text("title: two\n")
    if moment == "copying":
        monkeypatch.setattr(last_good, "_copy", lambda *_: os._exit(9))
        (deck.parent / "photos" / "hall.jpg").write_bytes(b"another photograph")
    else:
        step = Path.rename

        def cut(path: Path, target: Path) -> Path:
            if path.name.startswith("part"):
                os._exit(9)
            return step(path, target)

        monkeypatch.setattr(Path, "rename", cut)
    child = os.fork()
    if child == 0:
        keep(kept, deck)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    monkeypatch.undo()
    assert titles(kept) == ["title: one"]
    keep(kept, deck)
    assert titles(kept)[0] == "title: two"


def test_a_full_disk_keeps_the_text_and_says_nothing_wrong(
    kept: LastGood, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(deck.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    assert keep(kept, deck)
    (found,) = kept.decks()
    assert not (found.parent / "photos").exists()


def test_a_disk_that_refuses_leaves_what_was_kept(kept: LastGood, deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(kept, deck)
    deck.write_text("title: two\n")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "write", refuse)
    with pytest.raises(OSError, match="No space left"):
        keep(kept, deck)
    monkeypatch.undo()
    assert titles(kept) == ["title: one"]
    assert not [path for path in kept._home.iterdir() if path.name.startswith("part")]


def test_files_outside_the_decks_folder_are_the_programs_own(kept: LastGood, deck: Path, tmp_path: Path) -> None:
    (tmp_path / "shipped.svg").write_text("<svg/>")
    kept.keep(deck, digest(deck), [tmp_path / "shipped.svg", deck.parent / "gone.jpg"])
    (found,) = kept.decks()
    assert [path.name for path in found.parent.rglob("*") if path.is_file()].__len__() == 2
    assert [one["name"] for one in json.loads((found.parent / "manifest.json").read_text())] == ["deck.yaml"]


def test_each_deck_has_its_own_and_the_longest_unused_goes(tmp_path: Path) -> None:
    made = []
    for number in range(MOST_DECKS + 2):
        deck = tmp_path / f"deck-{number}" / "deck.yaml"
        deck.parent.mkdir()
        deck.write_text(f"title: {number}\n")
        made.append(LastGood(deck, tmp_path / "kept"))
        made[-1].keep(deck, digest(deck), [])
        os.utime(made[-1]._home, (number + 1, number + 1))
    assert len(list((tmp_path / "kept").iterdir())) == MOST_DECKS
    assert titles(made[-1]) == [f"title: {MOST_DECKS + 1}"]
    assert titles(made[0]) == []
