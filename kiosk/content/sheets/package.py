"""The parts of an XLSX file: a zip of XML, opened with nothing trusted.

Own code, and little of it: the well-known readers load numpy wherever it is installed, don't know the date formats that
Chinese spreadsheets give their cells by default (27 to 36, 50 to 58), or hand over a value without its format. Nothing
here expands an entity, follows a link, runs a macro or unpacks more than it said it would.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from kiosk.content.sheets.table import Unreadable

LARGEST_UNPACKED = 160 * 1024 * 1024
"""Bytes of all parts that are read, unpacked: a sheet of 200,000 rows and 10 columns has some 100 MB."""
MOST_PARTS = 5000
_DEEPEST = 64
_STEP = 1 << 16

Begin = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class Package:
    """The parts by name.

    Raises:
        Unreadable: it is no such file, or is broken.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            names = self._zip.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise Unreadable("data_broken") from error
        if len(names) > MOST_PARTS:
            raise Unreadable("data_bomb")
        self._names = {name.casefold(): name for name in names}
        self._left = LARGEST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def parse(self, name: str, begin: Begin, end: End | None = None, words: End | None = None) -> None:
        """Read a part of XML; names come without their namespace.

        Raises:
            Unreadable: it is broken, or would unpack to more than any table needs.
        """
        parser = _parser(begin, end, words)
        try:
            with self._zip.open(self._names[name.casefold()]) as part:
                while chunk := part.read(_STEP):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise Unreadable("data_bomb")
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except Enough:
            return
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError,
                NotImplementedError, RuntimeError) as error:  # fmt: skip
            raise Unreadable("data_broken") from error

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part names: by id, the last word of the kind, and the target's name. Nothing outside."""
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, tuple[str, str]] = {}

        def begin(tag: str, given: dict[str, str]) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/")
                found[given.get("Id", "")] = (given.get("Type", "").rsplit("/", 1)[-1], target)

        if part in self:
            self.parse(part, begin)
        return found


class Enough(Exception):  # noqa: N818 - it ends a reading
    """All that is wanted of a part has been read."""


def _parser(begin: Begin, end: End | None, words: End | None) -> Any:
    depth = 0

    def started(tag: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Unreadable("data_broken")
        begin(tag.rpartition(":")[2], given)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(tag.rpartition(":")[2])

    def refuse(*_: Any) -> None:
        raise Unreadable("data_broken")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = started, ended
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse  # no such file has any
    if words is not None:
        parser.CharacterDataHandler = words
    return parser
