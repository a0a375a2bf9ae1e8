"""The other doors: settings, packs, pictures, drawings, and decks that were compiled before."""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import resource
import struct
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from kiosk.content.compiled import MAGIC, compile_deck, restore
from kiosk.content.load import load
from kiosk.content.problems import show
from kiosk.content.proof import proofread
from kiosk.ops.packs.keys import Keys
from kiosk.ops.packs.store import Store
from kiosk.ops.packs.wording import Refused
from kiosk.ops.settings import Settings, read_settings, template, write_settings
from tests.fuzz.mutate import SCALARS, Change, changed_xml, of_bytes, of_deck

WORDS = [word.encode("utf-8", "replace") for word in SCALARS]

# Settings.

SMALL = b"""\
language: en
text_size: 1
hours: {mon-fri: 9:00-17:00, sat: 10:00-16:00}
closed: [2026-10-01, 2026-10-02]
schedule:
  sat-sun: /srv/weekend/deck.yaml  # by hand
clock: auto
pack_keys:
- touyan-ed25519 AAAA
"""


def settings() -> list[bytes]:
    """All at its default, and some by hand."""
    return [template().encode(), SMALL, b"", b"brightness: 50\n"]


def settings_change() -> Change:
    return of_deck(sorted(Settings.model_fields), settings())


def read_and_change_settings(folder: Path, data: bytes) -> None:
    """Read them, use them, and set one in the panel: that has to be there afterwards."""
    path = folder / "settings.yaml"
    path.write_bytes(data)
    found = read_settings(path)
    for language in ("zh", "en"):
        show(found.problems, language)
    found.settings.deck_on(date(2026, 11, 23))
    assert found.settings.opening is not None
    write_settings(path, brightness=70)
    assert read_settings(path).settings.brightness == 70, "what staff set isn't there"


# Packs.


def packs() -> list[bytes]:
    from tests.ops.packs.building import Raw, contents, raws, zipped

    head, deck, *rest = raws()
    return [zipped(raws()), zipped([head, Raw(deck.name, deck.data, deflate=True), *rest]), zipped(raws(contents("6")))]


def pack_change() -> Change:
    """Changes to the bytes, or to what is in it with all around it put right again."""
    from tests.ops.packs.building import contents, manifest_of, raws, zipped

    rough = of_bytes([*WORDS, b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\xff\xff\xff\xff", b"\x00\x00", b"../"])
    deck = of_deck(["picture", "type", "title", "data", "headline"], [contents()["deck.yaml"]])

    def change(data: bytes, rng: random.Random) -> bytes:
        what, files = rng.randrange(10), contents()
        if what < 5:
            return rough(data, rng)
        if what == 5:
            return zipped(raws({**files, "deck.yaml": deck(files["deck.yaml"], rng)}))
        if what == 6:
            return zipped(raws({**files, "photos/hall.png": rough(files["photos/hall.png"], rng)}))
        if what == 7:
            return zipped(raws(manifest=rough(manifest_of(files), rng)))
        if what == 8:
            name = rng.choice([*SCALARS, "photos/" + rng.choice(SCALARS)])[:400]
            return zipped(raws({**files, name.encode("utf-8", "replace").decode(): b"x"}))
        word = rng.choice([json.loads, str])
        try:
            value = word(rng.choice(SCALARS))
        except ValueError:
            value = rng.choice([None, -1, 1.5, [], {}, True])
        key = rng.choice(["touyan", "number", "title", "made", "program", "by", "files"])
        return zipped(raws(manifest=manifest_of(files, **{key: value})))

    return change


def stage_pack(folder: Path, data: bytes) -> None:
    """Stage it, as the screen does with what turns up; nothing is left outside the store's own folder."""
    folder = folder / "machine"
    folder.mkdir(exist_ok=True)
    path, store = folder / "new.touyan", folder / "store"
    path.write_bytes(data)
    try:
        staged = Store(store).stage(path, Keys())
    except Refused as refused:
        said = [refused.sentence(language) for language in ("zh", "en")]
        assert all(said), "it is refused without a word"
    else:
        assert not staged.loaded.errors
        staged.discard()
    left = sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
    assert set(left) <= {"new.touyan", "store/lock"}, f"it left {left}"


# Pictures.

ENDINGS = ("jpg", "png", "webp", "bmp", "tif", "gif", "svg", "jpeg")
"""The first byte of an input says what the file is called."""
PHOTO_DECK = "title: t\nlanguages: [zh]\nslides:\n  - {type: photo, picture: p.%s, caption: c, credit: d}\n"


@lru_cache(maxsize=1)
def _application() -> object:
    from PySide6.QtWidgets import QApplication

    from kiosk.app import application

    return QApplication.instance() or application()  # among other tests, there is one


def pictures() -> list[bytes]:
    """One of each kind, one that says where it was taken, and one that says it is something else."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QColor, QImage, QImageWriter

    _application()
    image = QImage(48, 36, QImage.Format.Format_ARGB32)
    image.fill(QColor("#b8271b"))
    image.setPixelColor(3, 4, QColor(0, 0, 0, 0))
    made = {}
    for kind in (b"jpeg", b"png", b"webp", b"bmp", b"tiff"):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        assert QImageWriter(buffer, QByteArray(kind)).write(image)
        made[kind] = bytes(buffer.data().data())
    gif = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0) + struct.pack("<HHII", 0x8825, 4, 1, 38)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + entry + b"\0\0\0\0" + struct.pack("<H", 0) + bytes(40)
    turned = made[b"jpeg"][:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + made[b"jpeg"][2:]
    files = [(0, made[b"jpeg"]), (0, turned), (1, made[b"png"]), (2, made[b"webp"]), (3, made[b"bmp"]),
             (4, made[b"tiff"]), (5, gif), (0, made[b"png"]), (6, made[b"png"]), (1, drawings()[0])]  # fmt: skip
    return [bytes([ending]) + data for ending, data in files]


PICTURE_WORDS = [b"IHDR", b"IDAT", b"IEND", b"iCCP", b"eXIf", b"zTXt", b"acTL", b"\xff\xd8", b"\xff\xda", b"\xff\xc0",
                 b"\xff\xc2", b"\xff\xe1", b"Exif\0\0II*\0", b"Exif\0\0MM\0*", b"RIFF", b"WEBP", b"VP8X", b"VP8L", b"VP8 ",
                 b"ALPH", b"ANIM", b"II*\0", b"MM\0*", b"BM", b"GIF89a", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff",
                 b"\0\0\xff\xff", b"\0\0\0\0", b"\x80\0\0\0", b"<svg", b"\x01\x12", b"\x12\x01", b"\x25\x88"]  # fmt: skip


def look_at_picture(folder: Path, data: bytes) -> None:
    """Check it beside a deck, proof-read that, and decode it, whole and in part."""
    ending = ENDINGS[data[0] % len(ENDINGS)] if data else "jpg"
    for old in folder.glob("p.*"):
        old.unlink()
    path = folder / f"p.{ending}"
    path.write_bytes(data[1:])
    (folder / "deck.yaml").write_text(PHOTO_DECK % ending, "utf-8")
    loaded = load(folder / "deck.yaml", with_source=True)
    for language in ("zh", "en"):
        show(loaded.problems, language)
    if loaded.deck is not None:
        for _ in proofread(loaded):
            pass
    _decode(path)


def _decode(path: Path) -> None:
    from PySide6.QtCore import QRectF, QSize

    from kiosk.look.pictures import decode

    _application()
    for part, clear in ((QRectF(0, 0, 1, 1), False), (QRectF(0.3, 0.2, 0.5, 0.4), True)):
        image, _ = decode(path, QSize(96, 54), part, clear=clear)
        assert image.width() * image.height() <= 64_000_000


# Drawings.

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">%s</svg>'
PARTS = [
    '<g id="a"><rect id="r" width="20" height="15" fill="#d00000"/></g>',
    '<use xlink:href="#a" x="5"/>' * 4, '<g id="b"><use href="#a"/><use xlink:href="#a"/></g><use xlink:href="#b"/>',
    '<defs><linearGradient id="l"><stop offset="0" stop-color="red"/></linearGradient></defs>',
    '<path d="M0 0 L10 10 A5 5 0 0 1 20 20 Z" stroke="url(#l)" stroke-dasharray="1 2" style="fill:url(#l)"/>',
    '<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><circle r="2"/></pattern>',
    '<mask id="m"><rect width="9" height="9" fill="url(#p)"/></mask><rect width="40" height="30" mask="url(#m)"/>',
    '<filter id="f"><feGaussianBlur stdDeviation="3"/><feOffset dx="2"/></filter><rect width="9" filter="url(#f)"/>',
    '<style>.c{fill:url(#p)} #r{mask:url(#m)}</style><rect class="c" width="9" height="9"/>',
    '<text x="3" y="9" font-size="8">头雁<tspan>x</tspan></text>', '<image width="9" height="9" xlink:href="data:image/png;base64,iVBORw0KGgo="/>',
    '<script>alert(1)</script>', '<a href="javascript:alert(1)"><rect onclick="x()"/></a>',
    '<image href="file:///etc/passwd"/>', '<switch><foreignObject/></switch>', '<symbol id="s"><use href="#s"/></symbol>',
    '<marker id="k"><path d="M0 0L9 9" marker-mid="url(#k)"/></marker>', '<animate attributeName="x" dur="1s"/>',
]  # fmt: skip
HEADS = ["", '<?xml version="1.0"?>', '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY b "&a;&a;">]>', "<!-- -->",
         '<?xml-stylesheet href="http://example.org/a.css"?>', '<!DOCTYPE svg SYSTEM "file:///etc/passwd">']  # fmt: skip
NUMBERS = [
    b"0",
    b"-1",
    b"1e9",
    b"1e-9",
    b"1e308",
    b"nan",
    b"100%",
    b"9999999999",
    b"#a",
    b"url(#a)",
    b"url(#p)",
    b"#b",
    b"a",
]


def drawings() -> list[bytes]:
    """Plain ones, and what makes them anything but."""
    plain = (SVG % "".join(PARTS[:11])).encode()
    return [plain, *((SVG % part).encode() for part in PARTS), *((head + SVG % PARTS[0]).encode() for head in HEADS)]


def drawing_change() -> Change:
    rough = of_bytes([*NUMBERS, b"<g>", b"</g>", b"&a;", b"xlink:href", b"url(", b"id="])
    words = [*NUMBERS, *(word.encode() for word in ("#s", "#m", "url(#m)", "url(#f)", "url(#k)", "url(#l)", "M0 0"))]

    def change(data: bytes, rng: random.Random) -> bytes:
        if rng.random() < 0.2:
            at = data.rfind(b"</svg>")
            return data[:at] + rng.choice(PARTS).encode() + data[at:]
        if rng.random() < 0.05:
            return _nested(rng)
        return changed_xml(data, words, rough, rng)

    return change


def _nested(rng: random.Random) -> bytes:
    """Each level is the one before, some times over."""
    how = rng.choice(['<use xlink:href="#l%d"/>', '<rect width="9" height="9" fill="url(#l%d)"/>',
                      '<rect width="9" height="9" mask="url(#l%d)"/>'])  # fmt: skip
    tag = "g" if "use" in how else "pattern" if "fill" in how else "mask"
    more = ' width="1" height="1"' if tag == "pattern" else ""
    levels = [f'<{tag} id="l0"{more}><rect width="1" height="1"/></{tag}>']
    levels += [
        f'<{tag} id="l{number + 1}"{more}>' + (how % number) * rng.choice([1, 2, 9]) + f"</{tag}>"
        for number in range(rng.choice([2, 5, 9, 14]))
    ]
    return (SVG % ("".join(levels) + how % (len(levels) - 1))).encode()


def look_at_drawing(folder: Path, data: bytes) -> None:
    """Judge it, and draw what is sound."""
    path = folder / "d.svg"
    path.write_bytes(data)
    _decode(path)


# Compiled decks.


@lru_cache(maxsize=1)
def compiled() -> list[bytes]:
    """What `kiosk.ops.reading` keeps, without its head and its sum: those are put right after each change."""
    import tempfile

    made = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.yaml"
        for text in ("title: t\nslides:\n  - {type: text, headline: h}\n  - {type: stats, figures: [{value: 1, says: x}]}\n",
                     "title: t\nslides: []\n", "", "title: t\nslides:\n  - {type: text, headlin: h}\n"):  # fmt: skip
            path.write_text(text, "utf-8")
            made.append(compile_deck(load(path))[len(MAGIC) + 32 :])
    return made


def compiled_change() -> Change:
    """Changes to the pickles: a byte, a word of theirs, the lengths."""
    words = [b"\x80\x05", b"\x8c\x05posix\x8c\x06system\x93", b"\x8c\x02os\x8c\x06system\x93", b"R", b"\x81", b"b", b"0",
             b".", b"K\x01", b"N", b"(", b"t", b"}", b"]", b"\x94", b"h\x00", b"J\xff\xff\xff\x7f", b"\x8e" + b"\xff" * 7,
             b"\x8c\x08builtins\x8c\x04eval\x93", b"\x8c\x12kiosk.content.deck\x8c\x04Deck\x93", b"\x95\xff\xff\xff\xff\0\0\0\0"]  # fmt: skip
    return of_bytes(words)


def restore_compiled(folder: Path, data: bytes) -> None:
    """Restore it, and make every slide: what wasn't written by the program is refused, and nothing of it runs.

    With little memory: a pickle may ask for any amount of it. (Whoever can put the sum right can also write the
    program's own files, so that this much is told and no more.)
    """
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + (64 << 20), before[1]))
    try:
        _restore(MAGIC + hashlib.sha256(data).digest() + data)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _restore(data: bytes) -> None:
    try:
        made = restore(data)
        made.unchanged()
    except ValueError:
        return
    for index in range(len(made.loaded.deck.slides) if made.loaded.deck is not None else 0):
        with contextlib.suppress(Exception):  # that one is left out
            assert made.loaded.deck.slides[index].type  # type: ignore[union-attr]


DOORS: dict[str, tuple[Callable[[], list[bytes]], Callable[[], Change], Callable[[Path, bytes], None]]] = {
    "settings": (settings, settings_change, read_and_change_settings),
    "packs": (packs, pack_change, stage_pack),
    "pictures": (pictures, lambda: of_bytes(PICTURE_WORDS), look_at_picture),
    "drawings": (drawings, drawing_change, look_at_drawing),
    "compiled": (compiled, compiled_change, restore_compiled),
}
"""By name: what the changes begin with, the changes, and what reads an input."""
