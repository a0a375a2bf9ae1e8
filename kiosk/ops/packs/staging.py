"""From a file that anybody may have written to a folder that is safe to show: copied, measured, hashed, checked.

The file is read once, into our own disk, and only the copy is believed: a stick that is pulled or changed meanwhile
changes nothing. Until the store takes it, all of it lies in a folder of its own that goes with whoever made it.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kiosk.ops.packs.archive import Archive, Entry, opened
from kiosk.ops.packs.disks import INCOMING, LOCK, PART, Disk, Hold, alone
from kiosk.ops.packs.head import Head, JudgeNumber, head_of
from kiosk.ops.packs.keys import Keys
from kiosk.ops.packs.limits import LARGEST_PACK, PIECE, SPARE
from kiosk.ops.packs.manifest import DECK, DECK_FOLDER, NAME, SIGNATURE, Member
from kiosk.ops.packs.wording import Refused, size

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded

COPY = "copy.touyan"
TREE = "tree"

Report = Callable[[int, int], None]
"""Told how many bytes of how many are done."""
Stop = Callable[[], bool]
"""Whether to break off."""


@dataclass
class Staged:
    """A pack that passed everything, unpacked aside and waiting to be taken.

    Attributes:
        folder: its own, swept away with all in it unless it is held. tree: what becomes a generation.
        loaded: the deck inside, without errors.
    """

    folder: Path
    head: Head
    loaded: Loaded
    _hold: Hold
    _disk: Disk

    @property
    def tree(self) -> Path:
        """The manifest and the deck's folder."""
        return self.folder / TREE

    def discard(self) -> None:
        """Let it go; after it was taken, that is nothing but an empty folder."""
        self._hold.close()
        self._disk.remove(self.folder)


def peek(path: Path, keys: Keys, judge: JudgeNumber) -> Head:
    """What a file on a stick says it is, as a hint: nothing is copied that would be refused anyway.

    Raises:
        Refused: it won't be taken.
    """
    with _reading(), opened(path) as file:
        return head_of(Archive(file), keys, judge)


def stage(
    path: Path,
    folder: Path,
    keys: Keys,
    judge: JudgeNumber,
    *,
    disk: Disk,
    report: Report = lambda _done, _whole: None,
    stop: Stop = lambda: False,
) -> Staged:
    """Make a folder that is safe to show of a pack.

    Args:
        path: the pack, wherever it is. folder: the store's.
        keys: that this machine knows. judge: refuses by number.

    Raises:
        Refused: it isn't taken; nothing is left of it.
    """
    head = peek(path, keys, judge)
    with _writing():
        incoming = folder / INCOMING
        _found(incoming, disk)
        with alone(folder / LOCK):
            own = incoming / f"{PART}{os.getpid()}-{os.urandom(4).hex()}"
            disk.make(own)
            hold = Hold(own)
    try:
        steps = _Steps(own, disk, report, stop)
        copy = steps.copy(path, head.manifest.whole)
        with _writing(), opened(copy) as file:
            archive = Archive(file)
            head = head_of(archive, keys, judge)
            steps.unpack(archive, head)
        disk.remove(copy)
        loaded = _checked(steps.tree / DECK_FOLDER / DECK)
    except BaseException:
        hold.close()
        disk.remove(own)
        raise
    return Staged(own, head, loaded, hold, disk)


def _found(folder: Path, disk: Disk) -> None:
    """Make the store's folders; a swap is only as lasting as the folders it lies in."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    disk.make(folder)
    for one in reversed(missing):
        disk.settle_folder(one.parent)


def _checked(deck: Path) -> Loaded:
    from kiosk.content.load import load

    loaded = load(deck, DECK)
    if loaded.errors or loaded.deck is None:
        raise Refused("errors", problems=loaded.errors or loaded.problems)
    return loaded


class _Steps:
    """The two long ones: copying and unpacking. Everything is on the disk when they return."""

    def __init__(self, own: Path, disk: Disk, report: Report, stop: Stop) -> None:
        self._own, self._disk, self._report, self._stop = own, disk, report, stop
        self.tree = own / TREE
        self._done = self._whole = 0

    def copy(self, path: Path, whole: int) -> Path:
        """Copy the file from the stick, and have the copy on the disk."""
        target = self._own / COPY
        with opened(path) as source:
            length = os.fstat(source.fileno()).st_size
            if length > LARGEST_PACK:
                raise Refused("large", limit=size(LARGEST_PACK + 1))
            self._whole = length + whole
            with _writing():
                self._need(self._whole)
            with _writing(), self._disk.create(target) as written:
                copied = 0
                while piece := _read(source):
                    copied += len(piece)
                    if copied > length:
                        raise Refused("cut")  # it is still being written
                    written.write(piece)
                    self._step(len(piece))
            if copied != length:
                raise Refused("cut")
        with _writing():
            self._disk.settle(target)
        return target

    def unpack(self, archive: Archive, head: Head) -> None:
        """Unpack and hash every file, and write the manifest last."""
        folders = {self._own, self.tree}
        written = []
        for file, entry in zip(head.manifest.files, head.entries, strict=True):
            target = self.tree / DECK_FOLDER / file.name
            if target.parent not in folders:
                self._disk.make(target.parent)
                between = target.parent
                while between not in folders:
                    folders.add(between)
                    between = between.parent
            self._one(archive, entry, file, target)
            written.append(target)
        extra = [(NAME, head.data)] + ([(SIGNATURE, head.signature)] if head.signature is not None else [])
        for name, data in extra:
            with self._disk.create(self.tree / name) as out:
                out.write(data)
            written.append(self.tree / name)
        # All at once: the first takes most of the others along, where a flush after each file would wait for each.
        for target in written:
            self._disk.settle(target)
        for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
            self._disk.settle_folder(folder)

    def _one(self, archive: Archive, entry: Entry, file: Member, target: Path) -> None:
        digest = hashlib.sha256()
        with self._disk.create(target) as out:
            for piece in archive.pieces(entry):
                digest.update(piece)
                out.write(piece)
                self._step(len(piece))
        if digest.hexdigest() != file.sha256:
            raise Refused("harmed", name=file.name)

    def _need(self, count: int) -> None:
        free = self._disk.free(self._own)
        if count + SPARE > free:
            raise Refused("full", missing=size(count + SPARE - free))

    def _step(self, count: int) -> None:
        if self._stop():
            raise Refused("stopped")
        self._done += count
        self._report(self._done, self._whole)


def _read(source: BinaryIO) -> bytes:
    """A piece from the stick, which may be gone by now."""
    try:
        return source.read(PIECE)
    except OSError as error:
        raise Refused("pulled") from error


@contextmanager
def _reading() -> Iterator[None]:
    """Errors here are the stick's."""
    try:
        yield
    except OSError as error:
        raise Refused("pulled") from error


@contextmanager
def _writing() -> Iterator[None]:
    """Errors here are our own disk's."""
    try:
        yield
    except OSError as error:
        raise refused_by_disk(error) from error


def refused_by_disk(error: OSError) -> Refused:
    """Our own disk's word for it, in ours."""
    if error.errno == errno.ENOSPC:
        return Refused("full", missing=size(SPARE))
    return Refused("disk", reason=error)
