"""One step back and no older than was confirmed; what the disk loses, and what a power cut leaves."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.ops.packs.store import Store
from kiosk.ops.packs.wording import Refused
from tests.ops.packs.building import NO_KEYS, deck_text, pack, picture, shown
from tests.ops.packs.frail import FrailDisk, PowerCut


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Numbers 0 (none) to 6."""
    folder = tmp_path_factory.mktemp("packs")
    return [folder / "none", *(pack(folder, number) for number in range(1, 7))]


def generations(store: Store) -> list[str]:
    return sorted(path.name.split("-")[0] for path in store.pointer.parent.glob("[0-9]*-*"))


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.rule


def test_nothing_was_installed_yet(store: Store) -> None:
    assert shown(store) == "bundled"
    assert store.installed() is None
    assert store.highest() == 0
    assert not store.can_roll_back()
    assert refusal(store.rollback) == "no_step"
    store.sweep()
    assert store.audit()
    assert not store.pointer.parent.exists()


def test_a_pack_is_shown_and_undone_by_one_step(store: Store, packs: list[Path]) -> None:
    for number in (1, 2, 3):
        installed = store.install(packs[number], NO_KEYS)
        assert installed.manifest.number == number
        assert shown(store) == str(number)
    back = store.rollback()
    assert back is not None
    assert back.manifest.number == 2
    assert shown(store) == "2"
    assert refusal(store.rollback) == "no_step"  # a second tap is no second step
    assert shown(store) == "2"


def test_the_first_pack_undone_brings_the_bundled_exhibit_back(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    assert store.rollback() is None
    assert shown(store) == "bundled"
    assert not store.can_roll_back()


def test_what_was_undone_may_come_back_and_nothing_older_may(store: Store, packs: list[Path], tmp_path: Path) -> None:
    store.install(packs[1], NO_KEYS)
    store.install(packs[3], NO_KEYS)
    store.rollback()
    assert refusal(lambda: store.install(packs[2], NO_KEYS)) == "older"
    assert refusal(lambda: store.install(pack(tmp_path, 3, "another three"), NO_KEYS)) == "same_number"
    assert refusal(lambda: store.install(packs[1], NO_KEYS)) == "installed"
    store.install(packs[3], NO_KEYS)
    assert shown(store) == "3"
    store.rollback()
    assert shown(store) == "1"


def test_two_generations_are_kept(store: Store, packs: list[Path]) -> None:
    for number in (1, 2, 3, 4):
        store.install(packs[number], NO_KEYS)
    assert generations(store) == ["3", "4"]
    store.rollback()
    store.sweep()
    assert generations(store) == ["3", "4"]  # the one that was undone may be wanted again
    store.install(packs[5], NO_KEYS)
    assert generations(store) == ["3", "5"]
    assert list((store.pointer.parent / "incoming").iterdir()) == []


def test_what_is_on_a_screen_stays_whatever_is_installed(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    on_screen = store.current()
    assert on_screen is not None
    with store.hold(on_screen):  # type: ignore[union-attr]
        for number in (2, 3, 4):
            store.install(packs[number], NO_KEYS)
        assert (on_screen.parent / "photos" / "hall.png").read_bytes() == picture("1")
    store.sweep()
    assert not on_screen.exists()
    assert store.hold(Path("/somewhere/data/deck.yaml")) is None


def test_a_pack_has_to_prove_itself(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    store.confirm()
    assert refusal(store.distrust) == "no_step"
    assert store.install(packs[2], NO_KEYS).confirmed is False
    installed = store.installed()
    assert installed is not None
    assert not installed.confirmed
    store.distrust()
    assert shown(store) == "1"
    assert store.installed().confirmed  # type: ignore[union-attr]
    assert refusal(store.distrust) == "no_step"


def test_confirming_changes_nothing_else(store: Store, packs: list[Path]) -> None:
    store.confirm()
    store.install(packs[1], NO_KEYS)
    store.install(packs[2], NO_KEYS)
    store.confirm()
    assert shown(store) == "2"
    store.rollback()
    assert shown(store) == "1"


def test_a_staged_pack_waits_and_is_refused_when_another_was_quicker(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    waiting = store.stage(packs[2], NO_KEYS)
    Store(store.pointer.parent).sweep()  # as another process does at its start
    assert waiting.tree.exists()
    store.install(packs[3], NO_KEYS)
    assert refusal(lambda: store.commit(waiting)) == "older"
    assert shown(store) == "3"
    assert not waiting.folder.exists()


def test_a_staged_pack_that_nobody_wants_leaves_nothing(store: Store, packs: list[Path]) -> None:
    store.stage(packs[2], NO_KEYS).discard()
    assert list((store.pointer.parent / "incoming").iterdir()) == []
    assert shown(store) == "bundled"


# What the disk loses.


def harmed(deck: Path, harm: str) -> None:
    generation = deck.parent.parent
    if harm == "gone":
        generation.rename(generation.with_name("lost"))
    elif harm == "text":
        deck.write_text("title: [")
    elif harm == "picture gone":
        (deck.parent / "photos" / "hall.png").unlink()
    elif harm == "manifest":
        (generation / "manifest.json").write_text("{}")


@pytest.mark.parametrize("harm", ["gone", "text", "picture gone", "manifest"])
def test_a_generation_that_was_harmed_gives_way_to_the_one_before(store: Store, packs: list[Path], harm: str) -> None:
    store.install(packs[1], NO_KEYS)
    store.install(packs[2], NO_KEYS)
    current = store.current()
    assert current is not None
    harmed(current, harm)
    assert shown(store) == "1"
    store.install(packs[2], NO_KEYS)  # the stick brings back what was lost
    assert shown(store) == "2"
    store.rollback()
    assert shown(store) == "1"


@pytest.mark.parametrize("harm", ["gone", "text", "picture gone", "manifest"])
def test_both_harmed_leave_the_bundled_exhibit(store: Store, packs: list[Path], harm: str) -> None:
    store.install(packs[1], NO_KEYS)
    store.install(packs[2], NO_KEYS)
    for _ in range(2):
        harmed(store.current(), harm)  # type: ignore[arg-type]
        if harm == "gone":
            (store.pointer.parent / "lost").rename(store.pointer.parent / f"lost-{os.urandom(2).hex()}")
    assert shown(store) == "bundled"
    store.install(packs[3], NO_KEYS)
    assert shown(store) == "3"


def test_going_back_to_what_was_harmed_is_refused(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    before = store.current()
    store.install(packs[2], NO_KEYS)
    harmed(before, "text")  # type: ignore[arg-type]
    with pytest.raises(Refused) as caught:
        store.rollback()
    assert caught.value.sentence("zh") == "上一份内容已损坏，无法换回。现在的内容没有变。"
    assert shown(store) == "2"


def test_a_pack_after_a_harmed_one_leads_back_to_what_was_shown(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    store.install(packs[2], NO_KEYS)
    harmed(store.current(), "text")  # type: ignore[arg-type]
    store.install(packs[3], NO_KEYS)
    store.rollback()
    assert shown(store) == "1"


def test_a_bit_that_flips_is_found_by_an_audit(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    store.install(packs[2], NO_KEYS)
    assert store.audit()
    path = store.current().parent / "photos" / "hall.png"  # type: ignore[union-attr]
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    assert store.current() is not None  # its size is what it was
    assert not store.audit()
    assert shown(store) == "1"


def test_a_flipped_bit_is_better_than_nothing(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    path = store.current().parent / "photos" / "hall.png"  # type: ignore[union-attr]
    path.write_bytes(b"x" * path.stat().st_size)
    assert not store.audit()
    assert store.current() is not None


@pytest.mark.parametrize("words", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"current": 3, "check": ""}', None])
def test_a_pointer_that_was_harmed_gives_the_newest_that_is_whole(
    store: Store, packs: list[Path], words: bytes | None
) -> None:
    store.install(packs[1], NO_KEYS)
    store.install(packs[2], NO_KEYS)
    if words is None:
        words = store.pointer.read_bytes().replace(b'"confirmed": false', b'"confirmed": true')
    store.pointer.write_bytes(words)
    assert shown(store) == "2"
    assert store.highest() == 2
    assert refusal(lambda: store.install(packs[1], NO_KEYS)) == "older"
    store.rollback()
    assert shown(store) == "1"


# A power cut before, in, and after each step.


def states_after_a_cut(folder: Path, act: Callable[[Store], object], cut_at: int, chance: random.Random) -> str | None:
    """What is shown after the power went at that step; None where all was done before."""
    disk = FrailDisk(cut_at, chance)
    try:
        act(Store(folder, disk))
    except PowerCut:
        after = Store(folder)
        found = shown(after)
        after.sweep()
        assert shown(after) == found
        assert after.audit()
        assert not list(folder.glob(".*"))
        assert not list((folder / "incoming").glob("*"))
        return found
    return None


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("what", ["the first", "the next", "undo", "the first undone", "again after undo"])
def test_a_power_cut_at_any_step_leaves_the_one_before_or_the_one_after(
    what: str, seed: int, packs: list[Path], tmp_path: Path, rng: random.Random
) -> None:
    chance = random.Random(rng.random() + seed)
    before = {"the first": [], "the first undone": [1]}.get(what, [1, 2])
    seen, steps = set(), 0
    while True:
        steps += 1
        folder = tmp_path / f"store-{steps}"
        store = Store(folder)
        for number in before:
            store.install(packs[number], NO_KEYS)
        if what == "again after undo":
            store.rollback()
        was = shown(store)
        undo = what in {"undo", "the first undone"}
        number = 2 if what == "again after undo" else len(before) + 1
        act = Store.rollback if undo else lambda one, number=number: one.install(packs[number], NO_KEYS)
        found = states_after_a_cut(folder, act, steps, chance)
        if found is None:
            break
        seen.add(found)
        becomes = {"undo": "1", "the first undone": "bundled"}.get(what, str(number))
        assert found in {was, becomes}
        if found != becomes:
            act(store)  # it can be done again
        assert shown(store) == becomes
    assert steps > (3 if undo else 12)
    assert seen >= ({was} if undo else {was, becomes})


def test_what_is_confirmed_survives_whatever_comes_after(packs: list[Path], tmp_path: Path, rng: random.Random) -> None:
    """`install` returned: from then on a cut at any step of anything shows nothing older."""
    for cut_at in range(1, 40):
        folder = tmp_path / f"store-{cut_at}"
        Store(folder).install(packs[1], NO_KEYS)
        Store(folder).install(packs[2], NO_KEYS)

        def more(store: Store) -> None:
            store.sweep()
            store.confirm()
            store.install(packs[3], NO_KEYS)
            store.sweep()

        found = states_after_a_cut(folder, more, cut_at, rng)
        assert found in {"2", "3", None}


def test_the_words_in_the_folder_are_the_decks_own(store: Store, packs: list[Path]) -> None:
    store.install(packs[1], NO_KEYS)
    assert store.current().read_text("utf-8") == deck_text("1")  # type: ignore[union-attr]
