"""Reads the file of settings as a deck is read: every mistake by its line, and what is sound of it counts."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.content.complaints import held_to, keys_of
from kiosk.content.load import problem_of
from kiosk.content.problems import Fault, Place, Problem
from kiosk.content.source import Source, read
from kiosk.content.vocabulary import Vocabulary
from kiosk.ops.settings import LARGEST, Found, Settings

_LARGE = Fault("settings_large", Place(1, 1, 1), {"limit": str(LARGEST // 1024)})
_UNREAD = frozenset({"file_forbidden", "file_unreadable"})
_EXAMPLE = {"example_of": "brightness"}
_WORDS = Vocabulary(frozenset(Settings.model_fields), frozenset(Settings.model_fields), frozenset())


def read_file(path: Path) -> Found:
    """The settings in a file that is there; whatever is in it, they come.

    Raises:
        OSError: it can't be read.
    """
    source = read(path, _WORDS) if _small(path) else Source(path, faults=[_LARGE])
    for fault in source.faults:
        if fault.name in _UNREAD:
            raise OSError(errno.EIO, fault.values.get("reason") or os.strerror(errno.EACCES), str(path))
    root = source.root
    if root is None or not isinstance(root.value, dict):
        place = root.place if root is not None else Place(1, 1, 1)
        return Found(Settings(), _told(path, source, [] if source.faults else [Fault("a_map", place, _EXAMPLE, ())]))
    made, faults = held_to(Settings, source, ())
    return Found(made if made is not None else _sound(root.plain_tree()), _told(path, source, faults))


def is_deep(path: Path) -> bool:
    """Whether its parts lie in each other deeper than in any settings: of a row of brackets ruamel takes many seconds
    to see that.
    """
    return any(fault.name == "deep" for fault in read(path, _WORDS).faults)


def _small(path: Path) -> bool:
    """Whether a file isn't too large for one of settings; one that can't be asked is told of by whoever reads it."""
    try:
        return path.stat().st_size <= LARGEST
    except OSError:
        return True


def _told(path: Path, source: Source, faults: list[Any]) -> tuple[Problem, ...]:
    told = [fault for fault in source.faults if fault.name != "empty"] + faults
    return tuple(problem_of(str(path), source, fault) for fault in sorted(told, key=lambda one: one.rank))


def _sound(written: Any) -> Settings:
    """The settings less those that are wrong."""
    left = {key: value for key, value in written.items() if key in keys_of(Settings)}
    for key in list(left):
        try:
            Settings.model_validate({key: left[key]})
        except ValidationError:
            del left[key]
    return Settings.model_validate(left)
