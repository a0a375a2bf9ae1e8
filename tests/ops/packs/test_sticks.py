"""A stick that is plugged in, and a folder that is filled, lead to an offer; nothing else does."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.ops.packs.keys import Keys
from kiosk.ops.packs.offer import Offer, best_of, judging, offer_of
from kiosk.ops.packs.sticks import MOST_NAMES, MOST_PACKS, Place, Sticks, packs_in, sticks_in
from kiosk.ops.packs.store import Store
from tests.ops.packs.building import NO_KEYS, deck, pack, shown

LONG = 20.0
"""Seconds within which something happens, on a machine that is busy."""
POLL = 0.02

TABLE = b"""\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 8:1 / /media/staff/USB\\040DISK rw,nosuid - vfat /dev/sdb1 rw
41 27 8:17 / /run/media/staff/\\345\\206\\205\\345\\256\\271 rw,nosuid shared:3 - exfat /dev/sdc1 rw
42 27 0:44 / /media/staff/none rw - tmpfs tmpfs rw
43 27 0:45 / /mnt/ntfs rw - fuseblk /dev/sdd1 rw
44 27 0:46 / /home rw - ext4 /dev/sda2 rw
45 27 8:2 / /mediaeval rw - ext4 /dev/sda3 rw
46 27
 - -
"""


def test_sticks_are_found_in_the_kernels_table() -> None:
    assert sticks_in(TABLE) == [
        Place(Path("/media/staff/USB DISK"), 40),
        Place(Path("/run/media/staff/内容"), 41),
        Place(Path("/mnt/ntfs"), 43),
    ]
    assert sticks_in(Path("/proc/self/mountinfo").read_bytes(), above=(Path("/nonexistent"),)) == []


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in packs_in(folder)}


def test_packs_lie_in_the_root_and_one_level_below(tmp_path: Path) -> None:
    (tmp_path / "展览" / "deeper").mkdir(parents=True)
    for name in ("a.touyan", "B.TOUYAN", "展览/c.touyan", "展览/deeper/d.touyan", "a.zip", "touyan"):
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == {"a.touyan", "B.TOUYAN", "展览/c.touyan"}


@pytest.mark.parametrize(
    "name",
    [".a.touyan.Xy12ab", ".syncthing.a.touyan.tmp", "a.touyan.part", "a.touyan~", "~syncthing~a.touyan.tmp",
     "a.tmp.touyan", "a.sync-conflict-20261124-101112-ABCDEFG.touyan", "._a.touyan", "a.part.touyan"],
)  # fmt: skip
def test_copies_that_are_not_done_and_conflicts_are_passed_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == set()


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.touyan").write_bytes(b"x")
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "folder").symlink_to(tmp_path / "elsewhere")
    (stick / "b.touyan").symlink_to(tmp_path / "elsewhere" / "a.touyan")
    (stick / "c.touyan").mkdir()
    os.mkfifo(stick / "d.touyan")
    assert names(stick) == set()


def test_a_crowd_of_files_is_not_read_to_its_end(tmp_path: Path) -> None:
    for number in range(MOST_NAMES + 50):
        (tmp_path / f"{number}.jpg").touch()
    for number in range(MOST_PACKS + 5):
        (tmp_path / f"{number}.touyan").touch()
    assert len(packs_in(tmp_path)) <= MOST_PACKS
    assert packs_in(tmp_path / "none") == {}


# The whole of it.


class Desk:
    """What staff would see: offers as they come, and places that went."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "store")
        self.shown = load(deck(folder / "shown", "0"))
        self.table = folder / "mountinfo"
        self.table.write_bytes(b"")
        self.above = folder / "media"
        self.offers: queue.Queue[Offer] = queue.Queue()
        self.gone: queue.Queue[Path] = queue.Queue()
        self.keys = NO_KEYS

    def judge(self, paths: list[Path], place: Path, stop: Callable[[], bool]) -> Offer | None:
        return judging(self.store, lambda: self.keys, lambda: self.shown)(paths, place, stop)

    def sticks(self, folder: Path | None = None) -> Sticks:
        made = Sticks(self.judge, self.offers.put, self.gone.put, table=self.table, above=(self.above,), poll=POLL)
        made.watch(folder)
        return made

    def plug(self, *names: str, number: int = 1) -> list[Path]:
        folders = [self.above / name for name in names]
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        lines = [f"{number + at} 27 8:1 / {folder} rw - vfat /dev/sd{at} rw\n" for at, folder in enumerate(folders)]
        other = self.table.with_name("mountinfo.new")
        other.write_text("".join(lines))
        other.replace(self.table)
        return folders


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def running(desk: Desk) -> Iterator[Callable[..., Sticks]]:
    begun: list[Sticks] = []

    def begin(folder: Path | None = None) -> Sticks:
        begun.append(desk.sticks(folder))
        begun[-1].start()
        return begun[-1]

    yield begin
    for one in begun:
        one.close(LONG)


def test_a_stick_is_offered_taken_and_undone(desk: Desk, running: Callable[..., Sticks], tmp_path: Path) -> None:
    """What the staff panel does, from the stick to the undo."""
    running()
    made = pack(tmp_path, 3)
    (stick,) = desk.plug("USB_DISK")
    made.replace(stick / "new.touyan")
    offer = desk.offers.get(timeout=LONG)
    assert (offer.place, offer.path, offer.number, offer.refusal) == (stick, stick / "new.touyan", 3, None)
    assert offer.lines("zh") == ["展览3 · 第 3 号 · 299 B", "没有签名", "修改 2 页，外观或设置有变"]
    assert offer.lines("en")[0] == "Exhibit 3 · number 3 · 299 B"
    assert shown(desk.store) == "bundled"  # nothing changes before somebody says so
    desk.plug()
    assert desk.gone.get(timeout=LONG) == stick
    (stick / "new.touyan").unlink()  # it is pulled, and was copied long ago
    assert offer.staged is not None
    desk.store.commit(offer.staged)
    assert shown(desk.store) == "3"
    desk.store.rollback()
    assert shown(desk.store) == "bundled"


def test_a_pack_is_offered_once_until_it_changes(desk: Desk, running: Callable[..., Sticks], tmp_path: Path) -> None:
    running(tmp_path / "share")
    (tmp_path / "share").mkdir()
    pack(tmp_path, 1).replace(tmp_path / "share" / "a.touyan")
    first = desk.offers.get(timeout=LONG)
    first.discard()
    with pytest.raises(queue.Empty):
        desk.offers.get(timeout=POLL * 20)
    pack(tmp_path, 2).replace(tmp_path / "share" / "a.touyan")
    assert desk.offers.get(timeout=LONG).number == 2


def test_a_copy_that_still_grows_is_waited_for(desk: Desk, running: Callable[..., Sticks], tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    data = pack(tmp_path, 1).read_bytes()
    looked = threading.Event()
    growing = True
    scans = 0

    def judge(paths: list[Path], place: Path, stop: Callable[[], bool]) -> Offer | None:
        assert not growing
        return desk.judge(paths, place, stop)

    sticks = Sticks(judge, desk.offers.put, desk.gone.put, table=desk.table, above=(), poll=0.2)
    sticks.watch(share)
    with (share / "a.touyan").open("wb") as file:
        sticks.start()
        for at in range(0, len(data), len(data) // 10 + 1):
            file.write(data[at : at + len(data) // 10 + 1])
            file.flush()
            scans += 1
            looked.wait(0.05)
    growing = False
    offer = desk.offers.get(timeout=LONG)
    sticks.close(LONG)
    assert (offer.number, offer.refusal, scans) == (1, None, 10)
    offer.discard()


def test_of_several_packs_the_newest_that_would_be_taken_is_offered(desk: Desk, tmp_path: Path) -> None:
    desk.store.install(pack(tmp_path, 2), NO_KEYS)
    paths = [pack(tmp_path, number) for number in (1, 3, 4, 2)]
    (tmp_path / "broken.touyan").write_bytes(b"PK\x03\x04")
    assert best_of([*paths, tmp_path / "broken.touyan"], desk.store, NO_KEYS) == paths[2]
    assert best_of([paths[0], paths[3]], desk.store, NO_KEYS) == paths[3]  # installed already: nothing is wrong
    assert best_of([paths[0]], desk.store, NO_KEYS) == paths[0]
    assert best_of([], desk.store, NO_KEYS) is None


def test_what_is_installed_already_is_no_complaint(desk: Desk, tmp_path: Path) -> None:
    path = pack(tmp_path, 2)
    desk.store.install(path, NO_KEYS)
    offer = offer_of(path, tmp_path, desk.store, NO_KEYS, lambda: None)
    assert offer.installed_already
    assert offer.lines("zh") == ["这个内容包（第 2 号）已经装好，正在使用。"]


def test_a_hostile_stick_says_why_and_changes_nothing(
    desk: Desk, running: Callable[..., Sticks], tmp_path: Path
) -> None:
    desk.keys = Keys(["touyan-ed25519 AAAA nobody"])
    running()
    (stick,) = desk.plug("STICK")
    pack(tmp_path, 1).replace(stick / "a.touyan")
    offer = desk.offers.get(timeout=LONG)
    assert offer.staged is None
    assert offer.lines("zh") == ["内容包没有签名，而这台机器只接受签了名的内容包。请用 kiosk pack --key 制作。"]
    assert shown(desk.store) == "bundled"
    offer.discard()


def test_a_stick_that_hangs_keeps_no_other_waiting(desk: Desk, tmp_path: Path) -> None:
    hanging, let_go = threading.Event(), threading.Event()

    def judge(paths: list[Path], place: Path, stop: Callable[[], bool]) -> Offer | None:
        if place.name == "SLOW":
            hanging.set()
            assert let_go.wait(LONG)
        return desk.judge(paths, place, stop)

    sticks = Sticks(judge, desk.offers.put, desk.gone.put, table=desk.table, above=(desk.above,), poll=POLL)
    slow, quick = desk.plug("SLOW", "QUICK")
    pack(tmp_path, 1).replace(slow / "a.touyan")
    sticks.start()
    assert hanging.wait(LONG)
    pack(tmp_path, 2).replace(quick / "a.touyan")
    offer = desk.offers.get(timeout=LONG)
    assert offer.number == 2
    offer.discard()
    let_go.set()
    desk.offers.get(timeout=LONG).discard()
    sticks.close(LONG)


def test_a_stick_that_is_pulled_while_it_is_copied_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    pulled = threading.Event()

    def judge(paths: list[Path], place: Path, stop: Callable[[], bool]) -> Offer | None:
        desk.plug()
        assert desk.gone.get(timeout=LONG) == place
        offer = offer_of(paths[0], place, desk.store, NO_KEYS, lambda: None, stop=stop)
        assert offer.refusal is not None
        assert offer.refusal.rule == "stopped"
        pulled.set()
        return offer

    sticks = Sticks(judge, desk.offers.put, desk.gone.put, table=desk.table, above=(desk.above,), poll=POLL)
    (stick,) = desk.plug("STICK")
    pack(tmp_path, 1).replace(stick / "a.touyan")
    sticks.start()
    assert pulled.wait(LONG)
    sticks.close(LONG)
    assert desk.offers.empty()
    assert list((desk.store.pointer.parent / "incoming").iterdir()) == []


def test_the_same_stick_plugged_in_again_is_offered_again(
    desk: Desk, running: Callable[..., Sticks], tmp_path: Path
) -> None:
    running()
    (stick,) = desk.plug("STICK")
    pack(tmp_path, 1).replace(stick / "a.touyan")
    desk.offers.get(timeout=LONG).discard()
    desk.plug("STICK", number=9)  # another mount at the same place
    assert desk.gone.get(timeout=LONG) == stick
    desk.offers.get(timeout=LONG).discard()
