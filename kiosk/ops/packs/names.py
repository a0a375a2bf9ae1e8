"""The names of files in a pack: the same file on every machine, inside the deck's folder, and never on another one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kiosk.content.files import wrong_path
from kiosk.ops.packs.wording import Refused

LONGEST_NAME = 300
"""Characters, as a deck may write them."""
DEEPEST = 16
_NOWHERE = Path("/nonexistent")
"""Names are judged by themselves; nothing is there yet."""


def check_name(name: str) -> None:
    """Refuse a name that leads out of the folder, or that some machine can't keep.

    Raises:
        Refused: with the name.
    """
    rule = wrong_path(_NOWHERE, name)
    if rule == "picture_outside":
        raise Refused("outside", name=name)
    parts = name.split("/")
    if (
        rule is not None
        or len(name) > LONGEST_NAME
        or len(parts) > DEEPEST
        or PurePosixPath(name).as_posix() != name  # a//b, ./a, a/
        or any(part != part.strip() or part.endswith(".") for part in parts)
        or unicodedata.normalize("NFC", name) != name
        or any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in name)
    ):
        raise Refused("name", name=name)


def check_apart(names: Iterable[str]) -> None:
    """Refuse names that are one name on a disk that doesn't tell case or forms of letters apart.

    Raises:
        Refused: with both.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        key = folded(name)
        if key in files or key in folders:
            raise Refused("twice", name=name, other=files.get(key) or folders[key])
        files[key] = name
        step = key
        while "/" in step:
            step = step.rpartition("/")[0]
            if step in files:
                raise Refused("twice", name=name, other=files[step])
            if step in folders:
                break
            folders[step] = name


def folded(name: str) -> str:
    """What two names share that some disk takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
