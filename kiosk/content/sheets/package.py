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

LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts that are read, unpacked: a sheet of 200,000 cells has some 10 MB."""
MOST_ELEMENTS = 400_000
"""Elements of all parts that are read: two for each cell, two for each text. So many take half a second."""
LONGEST_TOKEN = 1 << 20
"""Bytes of one tag or comment. The parser begins it anew with every piece, so its time goes with the square."""
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
        self._left, self._elements = LARGEST_UNPACKED, MOST_ELEMENTS

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def parse(self, name: str, begin: Begin, end: End | None = None, words: End | None = None) -> None:
        """Read a part of XML; names come without their namespace.

        Raises:
            Unreadable: it is broken, or would unpack to more than any table needs.
        """
        reading = _Reading(begin, end, words, self._elements)
        try:
            with self._zip.open(self._names[name.casefold()]) as part:
                while chunk := part.read(_STEP):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise Unreadable("data_bomb")
                    reading.feed(chunk)
            reading.feed(b"", last=True)
        except Enough:
            return
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError,
                NotImplementedError, RuntimeError) as error:  # fmt: skip
            raise Unreadable("data_broken") from error
        finally:
            self._elements = reading.left

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


class _Reading:
    """The parser of one part.

    Attributes:
        left: elements that may still come.
    """

    def __init__(self, begin: Begin, end: End | None, words: End | None, left: int) -> None:
        self.left = left
        self._begin, self._end, self._words = begin, end, words
        self._depth = self._silent = 0  # bytes since the parser last said anything
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._started, self._ended
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse  # no such file has any
        self._parser = parser

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Read on.

        Raises:
            Unreadable, expat.ExpatError: it can't go on.
        """
        self._silent += len(chunk)
        if self._silent > LONGEST_TOKEN:
            raise Unreadable("data_broken")
        self._parser.Parse(chunk, last)

    def _started(self, tag: str, given: dict[str, str]) -> None:
        self._silent = 0
        self._depth += 1
        self.left -= 1
        if self._depth > _DEEPEST:
            raise Unreadable("data_broken")
        if self.left < 0:
            raise Unreadable("data_many")
        self._begin(tag.rpartition(":")[2] if ":" in tag else tag, given)

    def _ended(self, tag: str) -> None:
        self._silent = 0
        self._depth -= 1
        if self._end is not None:
            self._end(tag.rpartition(":")[2] if ":" in tag else tag)

    def _said(self, text: str) -> None:
        self._silent = 0
        if self._words is not None:
            self._words(text)

    def _refuse(self, *_: Any) -> None:
        raise Unreadable("data_broken")
