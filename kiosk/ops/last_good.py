"""The last deck that passed, with everything it shows, in the user's data folder: two generations of it.

A generation is a folder with `deck.yaml`, its files at the same relative places, and `manifest.json` with the size and
the SHA-256 of each. It is written aside and renamed when it is whole, so that a power cut leaves the ones before. A
file that hasn't changed since the generation before is linked to it: both are ours, and neither is ever written to.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kiosk.ops import disk
from kiosk.ops.places import Places

MOST_BYTES = 4 * 1024**3
"""Of all files of a generation; a larger deck is kept without its pictures."""
MOST_DECKS = 4
"""Decks that are kept; those that were longest not shown go first."""
SPARE = 512 * 1024**2
"""Bytes that stay free on the disk."""

NEWEST, OLDER = "newest", "older"

_one = threading.Lock()
"""A deck that is saved while the one before it is still being copied, on a slow disk, is kept after that."""


def data_folder() -> Path:
    """Where the decks are kept."""
    return Places.usual().data / "last-good"


@dataclass(frozen=True)
class _File:
    """A file of a generation: where it lies in the deck's folder, and what it was."""

    name: str
    size: int
    changed: int
    digest: str


class LastGood:
    """The generations kept of one deck.

    Args:
        deck: its file; only its path counts.
        folder: where all decks are kept.
    """

    def __init__(self, deck: Path, folder: Path | None = None) -> None:
        self._all = folder if folder is not None else data_folder()
        self._home = self._all / disk.name_for(deck)

    def keep(
        self, deck: Path, digest: str, files: Iterable[Path], tables: Mapping[Path, str] = MappingProxyType({})
    ) -> bool:
        """Keep a deck that passed.

        Args:
            deck: its file.
            digest: SHA-256 of the text that passed: it may have been saved again since.
            files: what it shows; those outside its folder are the program's own.
            tables: of the data files among them the SHA-256 of what passed: they may have been saved again as well.

        Returns:
            whether it is kept now.

        Raises:
            OSError: the disk is full, read-only or gone; what was kept before still is.
        """
        with _one:
            return self._keep(deck, digest, files, tables)

    def _keep(self, deck: Path, digest: str, files: Iterable[Path], tables: Mapping[Path, str]) -> bool:
        try:
            text = deck.read_bytes()
        except FileNotFoundError:
            return False  # moved or taken away since, which its next reading tells of
        if hashlib.sha256(text).hexdigest() != digest:
            return False
        before = {file.name: file for file in self._files(NEWEST)}
        self._home.mkdir(parents=True, exist_ok=True)
        part = self._home / f"part-{os.getpid()}"
        shutil.rmtree(part, ignore_errors=True)
        try:
            kept = [self._keep_text(part, text)]
            kept += self._keep_files(part, deck.parent, files, before)
            passed = {_inside(deck.parent, path): said for path, said in tables.items()}
            if any(passed.get(file.name, file.digest) != file.digest for file in kept):
                return False
            if {file.name: (file.size, file.digest) for file in kept} == {
                name: (file.size, file.digest) for name, file in before.items()
            }:
                os.utime(self._home)
                return True
            disk.write(part / "manifest.json", json.dumps([vars(file) for file in kept], ensure_ascii=False).encode())
            self._step(part)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        self._let_go()
        return True

    def decks(self) -> list[Path]:
        """The kept deck's files, newest first, of the generations that are whole."""
        return [self._home / name / "deck.yaml" for name in (NEWEST, OLDER) if self._whole(name)]

    # Keeping.

    def _keep_text(self, part: Path, text: bytes) -> _File:
        part.mkdir(parents=True)
        disk.write(part / "deck.yaml", text)
        return _File("deck.yaml", len(text), 0, hashlib.sha256(text).hexdigest())

    def _keep_files(self, part: Path, folder: Path, files: Iterable[Path], before: dict[str, _File]) -> list[_File]:
        kept: list[_File] = []
        left = min(MOST_BYTES, shutil.disk_usage(self._home).free - SPARE)
        for path in dict.fromkeys(files):
            name = _inside(folder, path)
            if name is None or name in {"deck.yaml", "manifest.json"}:
                continue
            try:
                found = path.stat()
            except OSError:
                continue  # gone since: the deck passed without it as well
            left -= found.st_size
            if left < 0:
                break
            target = part / name
            target.parent.mkdir(parents=True, exist_ok=True)
            old = before.get(name)
            if old is not None and (old.size, old.changed) == (found.st_size, found.st_mtime_ns):
                with contextlib.suppress(OSError):
                    target.hardlink_to(self._home / NEWEST / name)
                    kept.append(old)
                    continue
            digest, size = _copy(path, target)
            kept.append(_File(name, size, found.st_mtime_ns, digest))
        return kept

    def _step(self, part: Path) -> None:
        """The new one becomes the newest, and the newest the older."""
        newest, older = self._home / NEWEST, self._home / OLDER
        if newest.exists():
            shutil.rmtree(older, ignore_errors=True)
            newest.rename(older)
        part.rename(newest)
        disk.settle(self._home)

    def _let_go(self) -> None:
        with contextlib.suppress(OSError):
            homes = sorted(self._all.iterdir(), key=lambda home: home.stat().st_mtime, reverse=True)
            for home in homes[MOST_DECKS:]:
                if home != self._home:
                    shutil.rmtree(home, ignore_errors=True)

    # Coming back.

    def _files(self, generation: str) -> list[_File]:
        try:
            written: Any = json.loads((self._home / generation / "manifest.json").read_bytes())
            return [
                _File(str(one["name"]), int(one["size"]), int(one["changed"]), str(one["digest"])) for one in written
            ]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def _whole(self, generation: str) -> bool:
        """Whether every file of a generation is what it was."""
        files = self._files(generation)
        home = self._home / generation
        return any(file.name == "deck.yaml" for file in files) and all(_is(home, file) for file in files)


def _is(home: Path, file: _File) -> bool:
    path = home / file.name
    try:
        return path.stat().st_size == file.size and disk.fingerprint(path) == file.digest
    except (OSError, ValueError):
        return False


def _inside(folder: Path, path: Path) -> str | None:
    """A path as it is written in the deck, or None where the file doesn't lie in the deck's folder."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return None


def _copy(source: Path, target: Path) -> tuple[str, int]:
    """Copy a file; returns what was written, which is what counts if the file changes meanwhile."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as read, target.open("wb") as written:
        while piece := read.read(1 << 20):
            digest.update(piece)
            size += len(piece)
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest(), size
