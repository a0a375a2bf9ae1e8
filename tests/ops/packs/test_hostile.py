"""A pack that is wrong changes nothing, leaves nothing, and is told of in words that help."""

from __future__ import annotations

import errno
import io
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kiosk.ops.packs import staging
from kiosk.ops.packs.archive import Archive
from kiosk.ops.packs.disks import Disk
from kiosk.ops.packs.keys import Keys, PublicKey, new_key
from kiosk.ops.packs.limits import SPARE
from kiosk.ops.packs.store import Store
from kiosk.ops.packs.wording import SENTENCES, Refused
from tests.ops.packs.building import NO_KEYS, Raw, contents, pack, raws, shown, zipped
from tests.ops.packs.hostile import HOSTILE, crowd

GOLDEN = Path(__file__).parent / "refusals.yaml"


def with_four(folder: Path) -> Store:
    """Where number 4 is shown, and number 2 was before it."""
    store = Store(folder / "store")
    for number in (2, 4):
        store.install(pack(folder, number), NO_KEYS)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return with_four(tmp_path)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One for all that change nothing."""
    return with_four(tmp_path_factory.mktemp("lasting"))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def written(folder: Path, made: Path | bytes) -> Path:
    if isinstance(made, Path):
        return made
    (folder / "hostile.touyan").write_bytes(made)
    return folder / "hostile.touyan"


def refused(store: Store, path: Path, folder: Path, keys: Keys = NO_KEYS) -> Refused:
    """Why it isn't taken; and nothing has changed, nor is anything left."""
    before = everything(store.pointer.parent)
    with pytest.raises(Refused) as caught:
        store.install(path, keys)
    assert everything(store.pointer.parent) == before
    assert list((store.pointer.parent / "incoming").iterdir()) == []
    assert shown(store) == "4"
    return caught.value


def held_to_golden(case: str, refusal: Refused, folder: Path, accept: bool) -> None:
    said = {language: refusal.sentence(language).replace(str(folder), "…") for language in ("zh", "en")}
    golden = yaml.safe_load(GOLDEN.read_text("utf-8")) if GOLDEN.exists() else {}
    if accept and golden.get(case) != said:
        golden[case] = said
        GOLDEN.write_text(yaml.safe_dump(golden, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
    assert golden.get(case) == said


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_pack_changes_nothing_and_is_told_of(case: str, store: Store, tmp_path: Path, accept: bool) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = written(folder, HOSTILE[case](folder))
    held_to_golden(case, refused(store, path, tmp_path), tmp_path, accept)
    assert not (tmp_path / "evil.sh").exists()
    assert not (store.pointer.parent / "evil.sh").exists()


@pytest.mark.parametrize("rule", sorted(SENTENCES))
def test_both_languages_name_the_same_things(rule: str) -> None:
    import string

    chinese, english = (
        {field for _, field, _, _ in string.Formatter().parse(words) if field} for words in SENTENCES[rule]
    )
    assert chinese == english
    assert not {"！", "!"} & set("".join(SENTENCES[rule]))


# Signatures that this machine demands.


@pytest.fixture
def key(tmp_path: Path) -> PublicKey:
    return new_key(tmp_path / "our-key", "宣传科")


def test_a_machine_that_demands_a_signature_takes_no_pack_without(
    store: Store, tmp_path: Path, key: PublicKey, accept: bool
) -> None:
    refusal = refused(store, pack(tmp_path, 5), tmp_path, Keys([key.line]))
    held_to_golden("not signed, where keys are demanded", refusal, tmp_path, accept)


def test_a_machine_that_demands_a_signature_takes_no_other(store: Store, tmp_path: Path, key: PublicKey) -> None:
    other = new_key(tmp_path / "other-key", "宣传科")
    refusal = refused(store, pack(tmp_path, 5, key=tmp_path / "other-key", by="宣传科"), tmp_path, Keys([key.line]))
    assert refusal.rule == "unknown_key"  # its digits differ each time: test_keys has the sentence
    assert other.fingerprint in refusal.sentence("zh")


def test_a_key_that_is_none_opens_no_door(store: Store, tmp_path: Path) -> None:
    """A slip of the hand in the settings doesn't make a machine take everything."""
    assert refused(store, pack(tmp_path, 5), tmp_path, Keys(["touyan-ed25519 oops"])).rule == "unsigned"


# Disks and sticks that fail.


class FullDisk(Disk):
    def free(self, folder: Path) -> int:
        return SPARE + 100


class FailingDisk(Disk):
    """Says so from some write on."""

    def __init__(self, code: int) -> None:
        self._code = code

    def settle(self, path: Path) -> None:
        raise OSError(self._code, os.strerror(self._code), str(path))


@pytest.mark.parametrize(
    ("case", "disk"),
    [
        ("a full disk", FullDisk()),
        ("a disk that fills up", FailingDisk(errno.ENOSPC)),
        ("a read-only disk", FailingDisk(errno.EROFS)),
    ],
)
def test_a_disk_that_takes_no_more(case: str, disk: Disk, store: Store, tmp_path: Path, accept: bool) -> None:
    refusal = refused(Store(store.pointer.parent, disk), pack(tmp_path, 5), tmp_path)
    held_to_golden(case, refusal, tmp_path, accept)


class Pulled(io.FileIO):
    """A file on a stick that is pulled out after so many bytes."""

    left = 0
    ends = False

    def read(self, count: int = -1) -> bytes:
        if self.left <= 0:
            if self.ends:
                return b""
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        data = super().read(min(count, self.left)) or b""
        self.left -= len(data)
        return data


@pytest.mark.parametrize("way", ["fails", "ends"])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.99])
def test_a_stick_that_is_pulled_while_it_is_read(
    share: float, way: str, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accept: bool
) -> None:
    path = pack(tmp_path, 5)
    length = path.stat().st_size
    opened = staging.opened
    times: list[Path] = []

    def pulled(one: Path) -> io.FileIO:
        times.append(one)
        if one != path or len(times) == 1:  # the first is the look at its head
            return opened(one)  # type: ignore[return-value]
        file = Pulled(one)
        file.left, file.ends = int(length * share), way == "ends"
        return file

    monkeypatch.setattr(staging, "opened", pulled)
    refusal = refused(store, path, tmp_path)
    assert refusal.rule == ("pulled" if way == "fails" else "cut")
    held_to_golden(f"a stick that is pulled: it {way}", refusal, tmp_path, accept)


def test_a_pack_that_grows_while_it_is_copied(store: Store, tmp_path: Path) -> None:
    path = pack(tmp_path, 5)

    def report(done: int, whole: int) -> None:
        with path.open("ab") as file:
            file.write(b"more")

    with pytest.raises(Refused) as caught:
        store.install(path, NO_KEYS, report=report)
    assert caught.value.rule == "cut"
    assert shown(store) == "4"


def test_a_pack_that_is_exchanged_after_it_was_copied_is_the_one_that_was_checked(store: Store, tmp_path: Path) -> None:
    path, other = pack(tmp_path, 5), pack(tmp_path, 3)
    length = path.stat().st_size

    def report(done: int, whole: int) -> None:
        if done >= length:
            path.write_bytes(other.read_bytes())

    store.install(path, NO_KEYS, report=report)
    assert shown(store) == "5"


def test_it_can_be_broken_off(store: Store, tmp_path: Path, accept: bool) -> None:
    with pytest.raises(Refused) as caught:
        store.install(pack(tmp_path, 5), NO_KEYS, stop=lambda: True)
    held_to_golden("broken off", caught.value, tmp_path, accept)
    assert list((store.pointer.parent / "incoming").iterdir()) == []


def test_a_file_that_may_not_be_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accept: bool
) -> None:
    path = pack(tmp_path, 5)

    def forbid(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", forbid)  # root may read whatever its mode is
    with pytest.raises(Refused) as caught:
        staging.peek(path, NO_KEYS, store.judge)
    monkeypatch.undo()
    held_to_golden("a file that may not be read", caught.value, tmp_path, accept)


# What it costs to refuse one.


def used(act: Callable[[], None]) -> int:
    """The most bytes that Python holds at once for it."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("told", [0xFFFF, 5, 20_002])
def test_100_000_files_cost_hardly_any_memory(told: int, tmp_path: Path) -> None:
    path = tmp_path / "crowd.touyan"
    path.write_bytes(crowd(100_000, told))

    def read() -> None:
        with path.open("rb") as file, pytest.raises(Refused):
            Archive(file)

    assert used(read) < 32 * 1024**2  # of a directory of 7 MB, what of it is read at all


def test_a_bomb_is_stopped_before_it_takes_room(store: Store, tmp_path: Path) -> None:
    files = {**contents(), "rows.csv": b"0" * 500}
    head, *rest = raws(files)
    data = zipped([head, *rest[:-1], Raw("deck/rows.csv", b"0" * 200_000_000, deflate=True, size=500)])
    path = tmp_path / "bomb.touyan"
    path.write_bytes(data)
    assert used(lambda: refused(store, path, tmp_path) and None) < 64 * 1024**2


def test_every_kind_of_refusal_of_a_pack_is_among_them() -> None:
    """The sentences that nobody could meet are left out."""
    rules = set(SENTENCES) - {
        # making one: test_making, test_commands; undoing: test_store
        "deck_moved", "file_unreadable", "unwritable", "number", "key_missing", "key_kind", "key_there", "key_line",
        "no_step", "step_broken",
        "settings_unread",  # of the machine, and not of a pack: test_packs
        "unknown_key",  # in this file, with a key of its own
    }  # fmt: skip
    golden = yaml.safe_load(GOLDEN.read_text("utf-8"))
    said = {one["en"] for one in golden.values()}
    for rule in rules:
        sentence = SENTENCES[rule][1]
        parts = [part for part in sentence.replace("}", "{").split("{")[::2] if part.strip(' ."')]
        assert any(all(part in one for part in parts) for one in said), rule
