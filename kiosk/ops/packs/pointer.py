"""The small file that says which generation is shown: replaced whole, and never believed when a bit of it flipped."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUNDLED = ""
"""Stands for the exhibit from before any pack."""
_LONGEST = 10_000


@dataclass(frozen=True)
class Pointer:
    """Which generation is shown, and which before it.

    Attributes:
        current: its folder's name. previous: where an undo leads; None where there is no step back.
        highest: the highest number that was ever installed, and the generation that had it.
        confirmed: whether `current` was on the screen for a while, and all was well.
    """

    current: str = BUNDLED
    previous: str | None = None
    highest: int = 0
    highest_name: str = BUNDLED
    confirmed: bool = True

    def encoded(self) -> bytes:
        """As it is written."""
        return json.dumps(vars(self) | {"check": _check(self)}, ensure_ascii=False).encode()


def read_pointer(path: Path) -> Pointer | None:
    """The pointer; an empty one before the first pack, None where it is damaged."""
    try:
        with path.open("rb") as file:
            written: Any = json.loads(file.read(_LONGEST))
        check = written.pop("check")
        pointer = Pointer(**written)
    except FileNotFoundError:
        return Pointer()
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None
    return pointer if check == _check(pointer) else None


def _check(pointer: Pointer) -> str:
    """What a flipped bit would change."""
    return hashlib.sha256(json.dumps(vars(pointer), sort_keys=True).encode()).hexdigest()[:16]
