"""From a path to text: what is there, how large it is, and how it was saved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.content.nearest import nearest
from kiosk.content.problems import Fault, Place

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a deck."""
MOST_CONTROLS = 20
"""Invisible characters told of, one by one."""

_START = Place(1, 1, 1)

_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"RIFF", b"%PDF", b"\x1f\x8b", b"BM", b"\x7fELF",
    b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!", b"II*\x00", b"MM\x00*", b"\x00\x00\x00",
)  # fmt: skip
"""How pictures, archives, office documents, films and programs begin."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)  # fmt: skip
"""Controls, and separators that YAML takes for line ends and editors don't."""


@dataclass
class Written:
    """What a file holds.

    Attributes:
        text: with plain line ends and without invisible characters, or None where it can't be read as text.
        digest: of the bytes; "" where there are none. faults: what is wrong with the file itself.
        refused: whether nothing of it may be shown, though its text can be read (a wrong encoding).
    """

    text: str | None = None
    digest: str = ""
    faults: list[Fault] = field(default_factory=list)
    refused: bool = False


def read_text(path: Path, cut: Callable[[bytes], bytes | None] | None = None) -> Written:
    """Read a file; what is wrong with it is in `faults`, and nothing is raised.

    Args:
        path: of the file. cut: leaves of its bytes only what is wanted; nothing is read further where it leaves none.
    """
    written = Written()
    data = _bytes_of(path, written)
    if data is None:
        return written
    written.digest = hashlib.sha256(data).hexdigest()
    if cut is not None:
        data = cut(data)
        if data is None:
            return written
    text = _decoded(data, written)
    if text is None:
        written.refused = True
        return written
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for match in list(_INVISIBLE.finditer(text))[:MOST_CONTROLS]:
        written.faults.append(Fault("control", place_at(text, match.start()), {"code": f"U+{ord(match[0]):04X}"}))
    written.text = _INVISIBLE.sub(" ", text)
    return written


def decoded_chinese(data: bytes) -> str | None:
    """The text of a table, in whichever encoding it was saved (UTF-8, UTF-16, GBK), or None where it is none of them.

    A deck is written by hand, and is asked for in UTF-8; a table comes out of a program that its author can't tell.
    """
    wide = _wide_encoding(data)
    try:
        if wide:
            return data.decode(wide[1]).removeprefix("\ufeff")
        if (data.startswith(_BINARY) and not data[:64].isascii()) or 0 in data[:4096]:
            return None
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if wide or _cut_short(data, error) or not _is_chinese(data):
            return None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


def place_at(text: str, at: int) -> Place:
    """Line and column of an index."""
    return Place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), 1)


def _bytes_of(path: Path, written: Written) -> bytes | None:
    try:
        if path.is_dir():
            written.faults.append(Fault("no_deck_in_folder", _START, {"guess": _other_deck(path, "deck.yaml")}))
            return None
        size = path.stat().st_size
        if not path.is_file():
            written.faults.append(Fault("file_kind", _START))
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            written.faults.append(Fault("file_large", _START, {"size": f"{size / 1024 / 1024:.0f}"}))
            return None
    except FileNotFoundError:
        folder = path.name == "deck.yaml" and path.parent.is_dir()
        name = "no_deck_in_folder" if folder else "file_missing"
        written.faults.append(Fault(name, _START, {"guess": _other_deck(path.parent, path.name)}))
    except PermissionError:
        written.faults.append(Fault("file_forbidden", _START))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        written.faults.append(Fault("file_unreadable", _START, {"reason": reason}))
    else:
        return data
    return None


def _other_deck(folder: Path, name: str) -> str:
    """The file that may have been meant: the nearest name, or the only YAML file there is."""
    try:
        decks = sorted(other.name for other in folder.iterdir() if other.suffix.lower() in {".yaml", ".yml"})
    except OSError:
        return ""
    return nearest(name, decks) or (decks[0] if len(decks) == 1 else "")


def _decoded(data: bytes, written: Written) -> str | None:
    wide = _wide_encoding(data)
    if wide:
        name, codec = wide
        written.faults.append(Fault("encoding", _START, {"encoding": name}, ()))
        written.refused = True
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            return None
    if (data.startswith(_BINARY) and not data[:64].isascii()) or data[:4096].count(0) * 100 > len(data[:4096]):
        if not data.strip(b"\0"):
            written.faults.append(Fault("empty", _START))
        else:
            written.faults.append(Fault("file_binary", _START))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _other_encoding(data, error, written)


def _wide_encoding(data: bytes) -> tuple[str, str] | None:
    """UTF-16 or UTF-32, by its mark, or by every other byte of Latin letters being zero."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32", "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16", "utf-16"
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) >= 4 and max(even, odd) * 5 > len(head) and min(even, odd) == 0:
        return "UTF-16", "utf-16-be" if even else "utf-16-le"
    return None


def _other_encoding(data: bytes, error: UnicodeDecodeError, written: Written) -> str | None:
    """Name the encoding, and the first byte that gave it away."""
    written.refused = True
    line = data.count(b"\n", 0, error.start) + 1
    begin = data.rfind(b"\n", 0, error.start) + 1
    replaced = data.decode("utf-8-sig", "replace")
    broken = replaced.count("\ufffd")
    if broken * 10 <= sum(character > "\x7f" for character in replaced) or _cut_short(data, error):
        column = len(data[begin : error.start].decode("utf-8", "replace")) + 1
        values = {"byte": f"0x{data[error.start]:02X}"}
        written.faults.append(Fault("encoding_byte", Place(line, column, 1), values))
        return replaced.replace("\ufffd", "?")
    name, codec = ("GBK", "gb18030") if _is_chinese(data) else ("Latin-1", "cp1252")
    column = len(data[begin : error.start].decode(codec, "replace")) + 1
    written.faults.append(Fault("encoding", Place(line, column, 1), {"encoding": name}, ()))
    return data.decode(codec, "replace")


def _cut_short(data: bytes, error: UnicodeDecodeError) -> bool:
    """The file ends in the middle of a character: it was not copied whole."""
    return error.end == len(data) and error.reason == "unexpected end of data" and error.start > 0


_EVERYDAY = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2027·×①-⑳─-◿←-⇿]")
"""Han, the marks that go with it, and the rules that people draw in comments."""


def _is_chinese(data: bytes) -> bool:
    """Whether the bytes above ASCII come in pairs that are everyday Chinese, as GBK has them."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        # One stray byte in a long GBK text doesn't make it Latin-1.
        text = data.decode("gb18030", "replace")
        if text.count("\ufffd") * 20 > sum(character > "\x7f" for character in text):
            return False
    foreign = [character for character in text if character > "\x7f"]
    everyday = len(_EVERYDAY.findall(text))
    pairs = len(re.findall(rb"[\xa1-\xf7][\xa1-\xfe]", data))
    return everyday * 10 >= len(foreign) * 9 and pairs * 10 >= len(foreign) * 7
