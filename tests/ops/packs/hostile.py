"""Every way in which a pack can be wrong: each makes a file, and is named in the golden sentences."""

from __future__ import annotations

import os
import struct
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path

from kiosk.ops.packs.keys import new_key, read_key, signature_of
from tests.ops.packs.building import Raw, but, contents, deck_text, manifest_of, pack, raws, zipped

Build = Callable[[Path], Path | bytes]
"""Makes a file in a folder, or says what bytes it has."""

A_NAME = "e\u0301t\u00e9.png"  # two forms of one letter


def named(name: str) -> bytes:
    """One more file, of a name that the manifest has as well."""
    return zipped(raws({**contents(), name: b"x"}))


def listed(**changes: object) -> bytes:
    return zipped(raws(manifest=manifest_of(contents(), **changes)))


def deck_of(text: str) -> bytes:
    return zipped(raws({**contents(), "deck.yaml": text.encode()}))


def signed(change: Callable[[bytes], bytes] = lambda data: data, other: bytes | None = None) -> Build:
    """Signed, with the signature changed, or of another manifest."""

    def build(folder: Path) -> bytes:
        new_key(folder / "key", "王")
        head, *rest = raws()
        signature = signature_of(read_key(folder / "key"), other if other is not None else head.data)
        return zipped([head, Raw("manifest.sig", change(signature)), *rest])

    return build


def cut(share: float) -> Build:
    def build(folder: Path) -> bytes:
        data = pack(folder, 5).read_bytes()
        return data[: int(len(data) * share)]

    return build


def sound(change: Callable[[bytearray], object]) -> Build:
    def build(folder: Path) -> bytes:
        data = bytearray(pack(folder, 5).read_bytes())
        change(data)
        return bytes(data)

    return build


def link(folder: Path) -> Path:
    (folder / "link.touyan").symlink_to(pack(folder, 5))
    return folder / "link.touyan"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.touyan")
    return folder / "pipe.touyan"


def folder_itself(folder: Path) -> Path:
    (folder / "folder.touyan").mkdir()
    return folder / "folder.touyan"


def sparse(folder: Path) -> Path:
    with (folder / "large.touyan").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(4 * 1024**3)
    return folder / "large.touyan"


def crowd(count: int, told: int) -> bytes:
    """So many empty files, built quickly."""
    body, directory = bytearray(), bytearray()
    for number in range(count):
        name = f"deck/photos/{number}.jpg".encode()
        fields = (0x0314, 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0o100644 << 16, len(body))
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", *fields) + name
        body += struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, told, told, len(directory), len(body), 0)
    return bytes(body + directory + end)


def bomb(said: int) -> bytes:
    """Thirty megabytes of nothing, which say that they are something else."""
    files = {**contents(), "rows.csv": b"0" * said}
    head, *rest = raws(files)
    return zipped([head, *rest[:-1], Raw("deck/rows.csv", b"0" * 30_000_000, deflate=True, size=said)])


def overlapping() -> bytes:
    """Two names for one body: what makes a small file unpack to a large one."""
    files = {**contents(), "photos/twin.png": contents()["photos/hall.png"]}
    head, *rest = raws(files)
    whole = zipped([head, *rest[:-1]])
    at = whole.index(b"deck/photos/hall.png") - 30
    return zipped([head, *rest[:-1], Raw("deck/photos/twin.png", rest[-1].data, offset=at)])


HOSTILE: dict[str, Build] = {
    # the file itself
    "no file": lambda folder: folder / "none.touyan",
    "a folder": folder_itself,
    "a pipe": pipe,
    "a link to a pack": link,
    "empty": lambda _: b"",
    "nothing but zeros": lambda _: bytes(5000),
    "words": lambda _: b"title: a deck\n",
    "a picture": lambda _: contents()["photos/hall.png"],
    "4 GB": sparse,
    "three bytes": lambda _: b"PK\x03",
    "cut after a third": cut(0.3),
    "cut in the directory": cut(0.9),
    "its last byte is missing": sound(lambda data: data.pop()),
    # how it is built
    "100,000 files": lambda _: crowd(100_000, 0xFFFF),
    "100,000 files that say they are five": lambda _: crowd(100_000, 5),
    "more files than it has": lambda _: zipped(raws(), count=9),
    "no files": lambda _: zipped([]),
    "something before it": lambda _: zipped(raws(), prefix=b"PK\x03\x04" + bytes(50)),
    "something after it": lambda _: zipped(raws(), suffix=b"more"),
    "a comment": lambda _: zipped(raws(), comment=b"hello"),
    "something between files": lambda _: zipped(but(raws(), 2, before=b"hidden")),
    "something before the directory": lambda _: zipped(raws(), between=b"hidden"),
    "files that overlap": lambda _: overlapping(),
    "two names for a file": lambda _: zipped(but(raws(), 2, local_name=b"deck/photos/HALL.png")),
    "two sizes for a file": lambda _: zipped(but(raws(), 2, local_size=3)),
    "an extra field": lambda _: zipped(but(raws(), 1, extra=b"\x01\x00\x00\x00")),
    "an extra field of its own": lambda _: zipped(but(raws(), 2, local_extra=b"\x01\x00\x00\x00")),
    "a size after the body": lambda _: zipped(but(raws(), 1, flags=0x0008)),
    "encrypted": lambda _: zipped(but(raws(), 1, flags=0x0001)),
    "bzip2": lambda _: zipped(but(raws(), 1, method=12)),
    "a stored file of two sizes": lambda _: zipped(but(raws(), 1, size=5, local_size=5)),
    "a name in GBK": lambda _: zipped(but(raws(), 2, name="deck/大厅.png".encode("gbk"))),
    "a name that doesn't say it is UTF-8": lambda _: zipped(but(raws(), 2, name="deck/大厅.png", flags=0)),
    # its manifest
    "no manifest": lambda _: zipped(raws()[1:]),
    "its manifest last": lambda _: zipped(raws()[::-1]),
    "a manifest of 9 MB": lambda _: zipped(raws(manifest=b" " * 9 * 1024**2)),
    "a manifest that is no JSON": lambda _: zipped(raws(manifest=b"touyan: 1")),
    "a manifest in GBK": lambda _: zipped(raws(manifest=manifest_of(contents()).decode().encode("gbk"))),
    "a manifest 100,000 deep": lambda _: zipped(raws(manifest=b"[" * 100_000)),
    "a manifest with a key twice": lambda _: zipped(raws(manifest=b'{"touyan": 1, "touyan": 1}')),
    "a manifest that is a list": lambda _: zipped(raws(manifest=b"[1]")),
    "a number that is none": lambda _: listed(number="5"),
    "a number that is true": lambda _: listed(number=True),
    "number 0": lambda _: listed(number=0),
    "a number of 5000 digits": lambda _: zipped(raws(manifest=b'{"touyan": ' + b"1" * 5000 + b"}")),
    "no number": lambda _: listed(number=...),
    "a later format": lambda _: listed(touyan=2, program="9.1.0"),
    "a title that is a list": lambda _: listed(title=["x"]),
    "half a letter": lambda _: zipped(raws(manifest=manifest_of(contents(), by="X").replace(b'"X"', b'"\\ud800"'))),
    "a digest that is none": lambda _: listed(files=[{"name": "deck.yaml", "size": 1, "sha256": "abc"}]),
    "a size below nothing": lambda _: listed(files=[{"name": "deck.yaml", "size": -1, "sha256": "0" * 64}]),
    "no deck": lambda _: zipped(raws({"photos/hall.png": contents()["photos/hall.png"]})),
    "nothing at all": lambda _: zipped(raws({})),
    "5 GB unpacked": lambda _: listed(
        files=[{"name": name, "size": 5 * 1024**3 // 2, "sha256": "0" * 64} for name in ("deck.yaml", "a.bmp")]
    ),
    "20,001 files in the manifest": lambda _: listed(files=[{}] * 20_001),
    # the names
    "../": lambda _: named("../../evil.sh"),
    "../ in the manifest alone": lambda _: zipped(raws(manifest=manifest_of({**contents(), "../evil.sh": b""}))),
    "from the root": lambda _: named("/etc/passwd"),
    "a drive": lambda _: named("C:/evil.png"),
    "a back slash": lambda _: named("photos\\..\\evil.png"),
    "a home folder": lambda _: named("~/evil.png"),
    "a device's name": lambda _: named("photos/con.png"),
    "a full stop at the end": lambda _: named("photos./1.png"),
    "a double slash": lambda _: named("photos//1.png"),
    "a folder's name": lambda _: named("photos/"),
    "a control character": lambda _: named("photos/\x1b[2J.png"),
    "turned round": lambda _: named("photos/\u202egnp.exe"),
    "another form of its letters": lambda _: named(unicodedata.normalize("NFD", "photos/été.png")),
    "400 letters": lambda _: named("photos/" + "长/" * 12 + "a" * 200 + "/" + "b" * 200),
    "40 deep": lambda _: named("a/" * 40 + "1.png"),
    "a link": lambda _: zipped(but(raws({**contents(), "photos/link": b"/etc/passwd"}), 3, mode=0o120777)),
    "a device": lambda _: zipped(but(raws({**contents(), "photos/disk": b""}), 3, mode=0o060644)),
    "a name twice": lambda _: zipped([*raws(), raws()[2]]),
    "a name twice but for case": lambda _: named("photos/Hall.PNG"),
    "a name twice but for its letters' form": lambda _: zipped(
        raws({**contents(), "photos/é.png": b"x", "photos/e\u0301.png": b"x"})
    ),
    "a file that is a folder": lambda _: named("photos/hall.png/1.png"),
    # what is in it
    "a file too many": lambda _: zipped([*raws(), Raw("deck/autorun.inf", b"x")]),
    "a file outside the deck": lambda _: zipped([*raws(), Raw("setup.exe", b"x")]),
    "a file too few": lambda _: zipped(raws()[:-1]),
    "another size": lambda _: zipped(but(raws(), 2, data=b"x")),
    "another content": lambda _: zipped(but(raws(), 2, data=contents("6")["photos/hall.png"])),
    "a flipped bit": sound(lambda data: data.__setitem__(data.index(b"IDAT") + 6, data[data.index(b"IDAT") + 6] ^ 1)),
    "a bomb": lambda _: bomb(500),
    "a bomb that owns up": lambda _: bomb(30_000_000),
    "a file that unpacks to less": lambda _: zipped(
        but(raws(), 1, deflate=True, data=deck_text("5").encode()[:-5], size=len(deck_text("5").encode()))
    ),
    "a file that doesn't unpack": lambda _: zipped(but(raws(), 1, method=8)),
    "a file with more behind its end": lambda _: zipped(
        but(
            raws(),
            1,
            method=8,
            data=zlib.compress(deck_text("5").encode(), wbits=-15) + b"x" * 400,
            size=len(deck_text("5").encode()),
        )
    ),
    # who made it
    "changed after it was signed": signed(other=b"another manifest"),
    "a signature of another key's": signed(lambda data: b"touyan-ed25519 " + b"A" * 43 + b"=\n" + data.split(b"\n")[1]),
    "a signature that is none": signed(lambda _: b"trust me"),
    "a signature of 2 KB": signed(lambda data: data + b" " * 2000),
    "a signature of no letters": signed(lambda _: b"\xff\xfe\n\n"),
    # which it is, after number 4
    "older": lambda folder: pack(folder, 3),
    "the same number": lambda folder: pack(folder, 4, "another four"),
    "the very same": lambda folder: pack(folder, 4),
    # the deck in it
    "a deck with a mistake": lambda _: deck_of(deck_text("5").replace("headline", "headlin")),
    "a deck that is no YAML": lambda _: deck_of("title: [\n"),
    "a deck of nothing": lambda _: deck_of(""),
    "a deck in GBK": lambda _: zipped(raws({**contents(), "deck.yaml": deck_text("5").encode("gbk")})),
    "a deck that looks elsewhere": lambda _: deck_of(deck_text("5").replace("photos/hall.png", "../../secret.png")),
    "a deck whose picture isn't there": lambda _: zipped(raws({"deck.yaml": deck_text("5").encode()})),
    "a picture that is none": lambda _: zipped(raws({**contents(), "photos/hall.png": b"#!/bin/sh\n"})),
}
