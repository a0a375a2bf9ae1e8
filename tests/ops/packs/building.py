"""Packs as a test wants them: sound ones made by the program, and crooked ones built byte by byte."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.content.load import load
from kiosk.ops.packs.keys import Keys, read_key
from kiosk.ops.packs.making import make
from kiosk.ops.packs.store import Store

UTF8 = 0x0800
NO_KEYS = Keys()


def picture(words: str) -> bytes:
    """A real PNG whose bytes differ by its words."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + bytes([number]) * 12 for number in range(4))
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(name, body)
        for name, body in (
            (b"IHDR", head),
            (b"tEXt", b"Title\0" + words.encode()),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )


def deck_text(words: str) -> str:
    return (
        f"title: {{zh: 展览{words}, en: Exhibit {words}}}\nlanguages: [zh, en]\nslides:\n"
        f"  - {{type: text, headline: {{zh: 第{words}版, en: Edition {words}}}}}\n"
        "  - {type: photo, picture: photos/hall.png, caption: {zh: 大厅, en: The hall}}\n"
    )


def deck(folder: Path, words: str = "1") -> Path:
    """A small deck with a picture, both of which say which they are."""
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    (folder / "photos" / "hall.png").write_bytes(picture(words))
    (folder / "deck.yaml").write_text(deck_text(words), "utf-8")
    return folder / "deck.yaml"


def pack(folder: Path, number: int, words: str | None = None, key: Path | None = None, by: str = "") -> Path:
    """A sound pack."""
    source = deck(folder / f"source-{number}-{words or number}", words or str(number))
    target = folder / f"pack-{number}-{words or number}.touyan"
    make(load(source), target, number, key=read_key(key) if key else None, by=by)
    return target


def shown(store: Store) -> str:
    """Which deck is shown, by its title and by its picture, which have to agree; "bundled" where it is no pack's."""
    path = store.current()
    if path is None:
        return "bundled"
    loaded = load(path)
    assert not loaded.errors
    assert loaded.deck is not None
    words = loaded.deck.title.get("en").removeprefix("Exhibit ")
    assert path.read_text("utf-8") == deck_text(words)
    assert (path.parent / "photos" / "hall.png").read_bytes() == picture(words)
    return words


# Byte by byte.


@dataclass
class Raw:
    """A file of a zip; what isn't given is as it should be. `local_…` stands in its own header alone."""

    name: str | bytes
    data: bytes = b""
    deflate: bool = False
    method: int | None = None
    size: int | None = None
    flags: int | None = None
    mode: int = 0o100644
    extra: bytes = b""
    local_extra: bytes = b""
    local_name: bytes | None = None
    local_size: int | None = None
    offset: int | None = None
    before: bytes = b""


def zipped(
    files: list[Raw],
    *,
    prefix: bytes = b"",
    suffix: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    between: bytes = b"",
) -> bytes:
    """A zip of these files."""
    body, directory = bytearray(prefix), bytearray()
    for file in files:
        body += file.before
        name = file.name.encode() if isinstance(file.name, str) else file.name
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(file.data) + packer.flush() if file.deflate else file.data
        method = file.method if file.method is not None else 8 * file.deflate
        flags = file.flags if file.flags is not None else (0 if name.isascii() else UTF8)
        size = len(file.data) if file.size is None else file.size
        crc = zlib.crc32(file.data)
        at = len(body) if file.offset is None else file.offset
        if file.offset is None:
            own = name if file.local_name is None else file.local_name
            local_size = size if file.local_size is None else file.local_size
            fields = (20, flags, method, 0, 33, crc, len(packed), local_size, len(own), len(file.local_extra))
            body += struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", *fields) + own + file.local_extra + packed
        sizes = (len(packed), size, len(name), len(file.extra), 0, 0, 0, file.mode << 16, at)
        whole = (0x0314, 20, flags, method, 0, 33, crc, *sizes)
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", *whole) + name + file.extra
    body += between
    number = len(files) if count is None else count
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, min(number, 0xFFFF), min(number, 0xFFFF), len(directory),
                      len(body), len(comment))  # fmt: skip
    return bytes(body + directory + end + comment + suffix)


def manifest_of(files: dict[str, bytes], /, number: Any = 5, **changes: Any) -> bytes:
    """A manifest as anybody may write it."""
    listed = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    ]
    whole = {"touyan": 1, "number": number, "title": {"zh": "展览5", "en": "Exhibit 5"}, "made": "", "program": "0.1.0",
             "by": "", "files": listed} | changes  # fmt: skip
    return json.dumps({key: value for key, value in whole.items() if value is not ...}, ensure_ascii=False).encode()


def contents(words: str = "5") -> dict[str, bytes]:
    """What a sound pack holds."""
    return {"deck.yaml": deck_text(words).encode(), "photos/hall.png": picture(words)}


def raws(files: dict[str, bytes] | None = None, manifest: bytes | None = None) -> list[Raw]:
    """The files of a zip that would be sound."""
    files = contents() if files is None else files
    head = Raw("manifest.json", manifest_of(files) if manifest is None else manifest)
    return [head, *(Raw(f"deck/{name}", data) for name, data in files.items())]


def but(files: list[Raw], at: int, **changes: Any) -> list[Raw]:
    """The same, one of them crooked."""
    return [*files[:at], replace(files[at], **changes), *files[at + 1 :]]
