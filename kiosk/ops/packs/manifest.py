"""A pack's manifest: what is in it, by name, size and SHA-256, and which of its deck's packs it is.

Its bytes are what is signed, and their SHA-256 is the pack's own name: it stands for every byte of every file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.ops.packs.limits import HIGHEST_NUMBER, LARGEST_MANIFEST, LARGEST_WHOLE, MOST_FILES
from kiosk.ops.packs.wording import INSIDE, Refused, size

FORMAT = 1
NAME, SIGNATURE, DECK_FOLDER, DECK = "manifest.json", "manifest.sig", INSIDE, "deck.yaml"
LONGEST_TITLE = 200
_SHA256 = re.compile("[0-9a-f]{64}")
_HEX = 16
"""Digits of the digest in a folder's name: 64 bits, and a whole digest is compared where it matters."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file: its place in the deck's folder, its bytes, their SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a pack says of itself. Only `number` and `files` are ever relied on.

    Attributes:
        number: of this deck's packs; it only rises. title: by language; "" holds one for all.
        made: when its newest file was last changed, in words. program: the version that made it.
        by: who made it, in their own words. files: the deck first.
    """

    number: int
    title: Mapping[str, str]
    made: str
    program: str
    by: str
    files: tuple[Member, ...]

    @property
    def whole(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def encoded(self) -> bytes:
        """The same bytes for the same contents."""
        written = {
            "touyan": FORMAT,
            "number": self.number,
            "title": dict(self.title),
            "made": self.made,
            "program": self.program,
            "by": self.by,
            "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in self.files],
        }
        return json.dumps(written, ensure_ascii=False, indent=1).encode() + b"\n"


def digest_of(data: bytes) -> str:
    """What a pack is known by: the SHA-256 of its manifest."""
    return hashlib.sha256(data).hexdigest()


def folder_name(number: int, digest: str) -> str:
    """Where a pack is kept."""
    return f"{number}-{digest[:_HEX]}"


def is_of(name: str, data: bytes) -> bool:
    """Whether a manifest is the one that a folder was named for."""
    return name.rpartition("-")[2] == digest_of(data)[:_HEX]


def number_of(name: str) -> int | None:
    """The number in a folder's name, or None where it is no pack's."""
    found = re.fullmatch(rf"([1-9]\d{{0,15}})-[0-9a-f]{{{_HEX}}}", name, re.ASCII)
    return int(found[1]) if found else None


def decoded(data: bytes) -> Manifest:
    """Read a manifest that anybody may have written.

    Raises:
        Refused: it is none, or asks for more than a pack may hold.
    """
    if len(data) > LARGEST_MANIFEST:
        raise Refused("manifest_large", limit=size(LARGEST_MANIFEST))
    try:
        tree: Any = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_never)
        if not isinstance(tree, dict) or type(tree["touyan"]) is not int or tree["touyan"] < 1:
            raise Refused("manifest_broken")
        if tree["touyan"] > FORMAT:
            raise Refused("newer", program=_words(tree.get("program", "?")))
        made = Manifest(
            number=_count(tree["number"], 1, HIGHEST_NUMBER),
            title={_words(code): _words(words) for code, words in _map(tree["title"]).items()},
            made=_words(tree["made"]),
            program=_words(tree["program"]),
            by=_words(tree["by"]),
            files=tuple(_member(one) for one in _list(tree["files"])),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("manifest_broken") from error
    if not made.files or made.files[0].name != DECK:
        raise Refused("no_deck")
    if made.whole > LARGEST_WHOLE:
        raise Refused("large", limit=size(LARGEST_WHOLE))
    return made


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    if len(value) > MOST_FILES:
        raise Refused("many", limit=f"{MOST_FILES:,}")
    return value


def _map(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > 100:
        raise TypeError
    return value


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode("utf-8")  # a lone surrogate is a ValueError
    return value


def _count(value: Any, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise TypeError
    return value


def _member(value: Any) -> Member:
    digest = _words(value["sha256"])
    if not _SHA256.fullmatch(digest):
        raise ValueError(digest)
    return Member(_words(value["name"]), _count(value["size"], 0, LARGEST_WHOLE), digest)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key twice")
    return made


def _never(_: str) -> Any:
    raise ValueError("no number")
