"""A disk whose power goes at a chosen step."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kiosk.ops.packs.disks import Disk


class PowerCut(BaseException):
    """Nothing that comes after this happens."""


class FrailDisk(Disk):
    """The machine's disk, whose power goes at some step; what wasn't settled by then is as chance has it.

    A file that wasn't settled may be whole, empty, half, or other bytes; a name whose folder wasn't settled may be
    there or not. `steps` counts what was done.
    """

    def __init__(self, cut_at: int, chance: random.Random) -> None:
        self._cut_at, self._chance = cut_at, chance
        self.steps = 0
        self._files: set[Path] = set()
        self._names: dict[Path, Callable[[], None]] = {}
        self._dead = False

    def _step(self, act: Callable[[], object] = lambda: None) -> None:
        if self._dead:
            raise PowerCut
        self.steps += 1
        if self.steps == self._cut_at:
            if self._chance.random() < 0.5:
                act()
            self._lose()
            self._dead = True
            raise PowerCut

    def _lose(self) -> None:
        for path in sorted(self._files):
            data = path.read_bytes()
            ways = [data, b"", data[: len(data) // 2], bytes(len(data))]
            path.write_bytes(self._chance.choice(ways))
        for path in reversed(self._names):
            if self._chance.random() < 0.5:
                self._names[path]()

    def make(self, folder: Path) -> None:
        self._step()
        super().make(folder)

    def create(self, path: Path) -> BinaryIO:
        self._step()
        self._files.add(path)
        return super().create(path)

    def settle(self, path: Path) -> None:
        self._step(lambda: self._files.discard(path))
        super().settle(path)
        self._files.discard(path)

    def settle_folder(self, folder: Path) -> None:
        self._step()
        super().settle_folder(folder)
        self._names = {path: undo for path, undo in self._names.items() if path.parent != folder}

    def rename(self, old: Path, new: Path) -> None:
        self._step(lambda: old.rename(new))
        super().rename(old, new)
        self._files = {new / path.relative_to(old) if path.is_relative_to(old) else path for path in self._files}
        self._names[new] = lambda: new.rename(old) if new.exists() else None

    def replace(self, path: Path, data: bytes) -> None:
        before = path.read_bytes() if path.exists() else None
        part = path.with_name(f".{path.name}.{os.getpid()}")
        self._step(lambda: part.write_bytes(data[: len(data) // 2]))
        part.write_bytes(data)
        self._step()  # it was flushed, and the name not yet changed
        part.replace(path)

        def undo() -> None:
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)

        self._names[path] = undo
        self._step()
        del self._names[path]

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)
