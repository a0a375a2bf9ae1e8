"""From a deck to a pack: exactly the files that the deck names, and the same bytes for the same input."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kiosk import __version__
from kiosk.ops import disk
from kiosk.ops.packs.limits import HIGHEST_NUMBER, LARGEST_PACK, LARGEST_WHOLE, MOST_FILES, MOST_RATIO, PIECE
from kiosk.ops.packs.manifest import DECK, DECK_FOLDER, LONGEST_TITLE, NAME, SIGNATURE, Manifest, Member
from kiosk.ops.packs.names import check_apart, check_name
from kiosk.ops.packs.wording import Refused, plain, size
from kiosk.ops.places import Places

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from kiosk.content.loaded import Loaded

SUFFIX = ".touyan"
_TEXTS = (".yaml", ".csv", ".tsv", ".txt", ".svg")
"""What is worth deflating; pictures, fonts and workbooks are small already."""
_LARGEST_TEXT = 64 * 1024**2
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_ORDINARY = 0o100644 << 16


@dataclass(frozen=True)
class Made:
    """A pack that was made."""

    path: Path
    manifest: Manifest
    size: int


def make(
    loaded: Loaded,
    target: Path,
    number: int,
    *,
    key: Ed25519PrivateKey | None = None,
    by: str = "",
    report: Callable[[int, int], None] = lambda _done, _whole: None,
) -> Made:
    """Write a pack, whole or not at all.

    Args:
        loaded: the deck, without errors. target: the file, replaced if it is there.
        number: of this deck's packs. key: to sign it. by: who makes it.

    Raises:
        Refused: it can't be made, or not written; what was at `target` still is.
    """
    if not 1 <= number <= HIGHEST_NUMBER:
        raise Refused("number", limit=f"{HIGHEST_NUMBER:,}")
    assert loaded.deck is not None
    assert not loaded.errors
    maker = _Maker(loaded, report)
    members = maker.measured()
    manifest = Manifest(
        number=number,
        title={code: plain(words)[:LONGEST_TITLE] for code, words in loaded.deck.title.by_language.items()},
        made=maker.newest,
        program=__version__,
        by=plain(by),
        files=members,
    )
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            maker.write(file, manifest, key)
            file.flush()
            os.fsync(file.fileno())
        length = part.stat().st_size
        if length > LARGEST_PACK:
            raise Refused("large", limit=size(LARGEST_PACK + 1))
        part.replace(target)
        with contextlib.suppress(OSError):
            disk.settle(target.parent)  # some sticks' file systems can't
    except OSError as error:
        raise Refused("unwritable", path=target, reason=error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return Made(target, manifest, length)


class _Maker:
    """The deck's files, read twice: to be measured, and to be written."""

    def __init__(self, loaded: Loaded, report: Callable[[int, int], None]) -> None:
        self._loaded, self._report = loaded, report
        self._paths: dict[str, Path] = {}
        self._done = self._whole = 0
        self.newest = ""

    def measured(self) -> tuple[Member, ...]:
        """Every file with its size and its digest, the deck first."""
        sources = self._named()
        try:
            stats = {name: path.stat() for name, path in sources.items()}
        except OSError as error:
            raise Refused("file_unreadable", name=Path(str(error.filename)).name, reason=error) from error
        if len(sources) > MOST_FILES:
            raise Refused("many", limit=f"{MOST_FILES:,}")
        if sum(one.st_size for one in stats.values()) > LARGEST_WHOLE:
            raise Refused("large", limit=size(LARGEST_WHOLE))
        check_apart(sources)
        self._paths = sources
        self._whole = 2 * sum(one.st_size for one in stats.values())
        newest = max(one.st_mtime for one in stats.values())
        self.newest = f"{datetime.datetime.fromtimestamp(int(newest), datetime.UTC):%Y-%m-%d %H:%M} UTC"
        members = tuple(self._member(name, path) for name, path in sources.items())
        self._hold_to_what_passed(members)
        return members

    def _named(self) -> dict[str, Path]:
        """The files by their names in the pack; the program's own, and those that aren't there, stay out."""
        folder = self._loaded.folder
        named = {}
        for path in self._loaded.files:
            if path.is_relative_to(folder) and path.is_file():
                name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
                check_name(name)
                named[name] = path
        return {DECK: self._loaded.path} | dict(sorted(named.items()))

    def _member(self, name: str, path: Path) -> Member:
        digest, length = hashlib.sha256(), 0
        for piece in self._pieces(name, path):
            digest.update(piece)
            length += len(piece)
        return Member(name, length, digest.hexdigest())

    def _hold_to_what_passed(self, members: tuple[Member, ...]) -> None:
        """The deck and its tables have to be those that were checked."""
        folder = self._loaded.folder
        passed = {DECK: self._loaded.text_digest}
        for path, digest in self._loaded.tables.items():
            if digest and path.is_relative_to(folder):
                passed[unicodedata.normalize("NFC", path.relative_to(folder).as_posix())] = digest
        for member in members:
            if passed.get(member.name, member.sha256) != member.sha256:
                raise Refused("deck_moved", name=member.name)

    def _pieces(self, name: str, path: Path) -> Any:
        try:
            with path.open("rb") as file:
                while piece := file.read(PIECE):
                    yield piece
                    self._done += len(piece)
                    self._report(min(self._done, self._whole), self._whole)
        except OSError as error:
            raise Refused("file_unreadable", name=name, reason=error) from error

    def write(self, file: BinaryIO, manifest: Manifest, key: Ed25519PrivateKey | None) -> None:
        """The zip: the manifest, its signature, the deck, and the other files by name."""
        data = manifest.encoded()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=False) as packed:
            packed.writestr(_info(NAME, len(data)), data)
            if key is not None:
                from kiosk.ops.packs.keys import signature_of

                signature = signature_of(key, data)
                packed.writestr(_info(SIGNATURE, len(signature)), signature)
            try:
                for member in manifest.files:
                    self._add(packed, member)
            except zipfile.LargeZipFile as error:
                raise Refused("large", limit=size(LARGEST_PACK + 1)) from error

    def _add(self, packed: zipfile.ZipFile, member: Member) -> None:
        info = _info(DECK_FOLDER + member.name, member.size)
        pieces = self._pieces(member.name, self._paths[member.name])
        if member.name.lower().endswith(_TEXTS) and member.size <= _LARGEST_TEXT:
            import zlib

            pieces = [b"".join(pieces)]
            if len(zlib.compress(pieces[0], 6)) * MOST_RATIO // 2 >= member.size:
                info.compress_type = zipfile.ZIP_DEFLATED
        digest = hashlib.sha256()
        with packed.open(info, "w") as out:
            for piece in pieces:
                digest.update(piece)
                out.write(piece)
        if digest.hexdigest() != member.sha256:
            raise Refused("deck_moved", name=member.name)


def _info(name: str, length: int) -> zipfile.ZipInfo:
    """A file's entry, with nothing of this machine in it."""
    info = zipfile.ZipInfo(name, _LONG_AGO)
    info.create_system = 3
    info.external_attr = _ORDINARY
    info.file_size = length
    return info


# The number that only rises.


def next_number(deck: Path, places: Places) -> int:
    """One more than the last pack made of this deck here, or than what is installed here."""
    from kiosk.ops.packs.store import Store, folder_of

    return max(_numbers(places).get(disk.name_for(deck), 0), Store(folder_of(places)).highest()) + 1


def remember(deck: Path, number: int, places: Places) -> None:
    """The number that a pack of this deck was given."""
    numbers = dict(_numbers(places))
    numbers[disk.name_for(deck)] = max(number, numbers.get(disk.name_for(deck), 0))
    with contextlib.suppress(OSError):
        disk.replace(_record(places), json.dumps(numbers).encode())


def _record(places: Places) -> Path:
    return places.state / "packs-made.json"


def _numbers(places: Places) -> Mapping[str, int]:
    try:
        written = json.loads(_record(places).read_bytes())
        return {str(key): int(number) for key, number in written.items() if 0 < int(number) < HIGHEST_NUMBER}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
