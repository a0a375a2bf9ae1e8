"""The files beside the deck: too heavy, of another owner than the credit says, or on no slide."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiosk.content.files import ENDINGS, Listings, find_picture
from kiosk.content.problems import Fault
from kiosk.content.proof.reading import Reading
from kiosk.content.proof.signed import signed_pictures
from kiosk.content.source import Way
from kiosk.content.words import Text

HEAVY = 25 * 1024 * 1024
"""Bytes: a picture for a 4K screen at good quality has a tenth of that."""
MOST_UNUSED = 50
"""Files without a slide that are told of one by one."""
MOST_LOOKED_AT = 20_000
"""Files of a folder tree; a deck that lies in somebody's home folder isn't their inventory."""
_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f]{3,}|[\u3400-\u9fff]{2,}")
_COMMON = frozenset({"copyright", "all", "rights", "reserved", "the", "and", "photo", "photograph", "picture", "image",
                     "images", "photographer", "inc", "ltd", "摄影", "版权", "所有", "版权所有"})  # fmt: skip


def faults(reading: Reading) -> Iterator[Fault]:
    """Of every picture that is named, and of every one that isn't."""
    folder = reading.source.path.parent
    told: set[Path] = set()
    listings = Listings()
    for slide, index in reading.slides:
        signed = {one.loc: one.credit for one in signed_pictures(slide) if not one.drawn}
        for loc, written in slide.pictures():
            path = find_picture(folder, written, listings)
            if path is None or path.suffix.lower() == ".svg":
                continue
            if path not in told:
                told.add(path)
                yield from _heavy(reading, index, loc, path)
            credit = signed.get(loc)
            if credit is not None:
                yield from _owner(reading, index, loc, path, credit)
    yield from _unused(reading, folder)


def _heavy(reading: Reading, index: int, loc: Way, path: Path) -> Iterator[Fault]:
    try:
        size = path.stat().st_size
    except OSError:
        return
    if size > HEAVY:
        said = {"size": f"{size / 2**20:.0f} MB", "limit": f"{HEAVY // 2**20} MB"}
        yield reading.fault("picture_heavy", index, loc, key=path.name, **said)


def _owner(reading: Reading, index: int, loc: Way, path: Path, credit: Text) -> Iterator[Fault]:
    said = " / ".join(credit.by_language.values())
    names = _names(said)
    for owner in owners_of(path):
        own = _names(owner)
        if own and names and not any(one in other or other in one for one in own for other in names):
            values = {"key": path.name, "value": owner, "other": credit.get(reading.home)}
            yield reading.fault("copyright_differs", index, loc, **values)
            return


def _names(words: str) -> set[str]:
    return {word.lower() for word in _WORDS.findall(words)} - _COMMON


def owners_of(path: Path) -> tuple[str, ...]:
    """The author and the owner that a picture file names (EXIF's Artist and Copyright); none where it can't be read."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return _owners(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=512)
def _owners(path: Path, *_stamp: int) -> tuple[str, ...]:
    import exifread  # only where there are photographs

    logging.getLogger("exifread").setLevel(logging.CRITICAL)  # what a file's tags lack is no news to a curator

    try:
        with path.open("rb") as file:
            tags: dict[str, Any] = exifread.process_file(file, details=False, extract_thumbnail=False)
    except Exception:  # noqa: BLE001 - a file from outside: whatever its tags hold, it is only looked at
        return ()
    told = (_decoded(tags[name]) for name in ("Image Copyright", "Image Artist") if name in tags)
    return tuple(words for words in told if words)


def _decoded(tag: Any) -> str:
    """EXIF's text is ASCII by its standard, and UTF-8 or GBK in what cameras and programs write in China."""
    values = tag.values
    try:
        data = values.encode("latin-1") if isinstance(values, str) else bytes(values)
    except (TypeError, ValueError):
        return values if isinstance(values, str) else ""
    for encoding in ("utf-8", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeError:
            continue
        return "".join(one for one in words if one.isprintable()).strip()
    return ""


def _unused(reading: Reading, folder: Path) -> Iterator[Fault]:
    """Pictures in the deck's folder that no slide of the file names, sound or not."""
    used = {_real(path) for path in reading.files}
    looked = told = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_", "node_modules")))
        for name in sorted(names):
            looked += 1
            if looked > MOST_LOOKED_AT or told >= MOST_UNUSED:
                return
            path = Path(parent) / name
            if path.suffix.lower() in ENDINGS and not name.startswith(".") and _real(path) not in used:
                told += 1
                place = reading.source.key_place(("slides",))
                yield Fault("picture_unused", place, {"key": path.relative_to(folder).as_posix()}, ())


def _real(path: Path) -> str:
    return os.path.realpath(path)
