"""Which file a deck means by a picture's name, and what is wrong with such a file."""

from __future__ import annotations

import json
import os
import struct
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import bundled
from kiosk.content import files
from kiosk.content.beside import LARGEST_LOGO
from kiosk.content.files import find_file, find_picture
from kiosk.content.load import load
from kiosk.content.pictures import fault_of
from kiosk.content.typefaces import LARGEST_FONT, font_fault


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def jpeg(width: int, height: int, before: int = 0) -> bytes:
    filler = (b"\xff\xe1" + struct.pack(">H", 65000) + b"\0" * 64998) * before
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 9
    return b"\xff\xd8" + filler + frame + b"\xff\xda\0\x08" + b"\0" * 100 + b"\xff\xd9"


def webp(width: int, height: int) -> bytes:
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + (width - 1).to_bytes(3, "little")
    body += (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body)) + body


def bmp(width: int, height: int) -> bytes:
    return b"BM" + struct.pack("<IHHIIii", 200, 0, 0, 54, 40, width, height) + b"\0" * 150


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0" * 20


def tiff(width: int, height: int) -> bytes:
    entries = struct.pack("<HHII", 256, 4, 1, width) + struct.pack("<HHII", 257, 4, 1, height)
    return b"II*\0" + struct.pack("<IH", 8, 2) + entries + b"\0" * 4


def webp_lossy(width: int, height: int) -> bytes:
    body = b"WEBPVP8 " + struct.pack("<I", 10) + b"\x30\x01\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_lossless(width: int, height: int) -> bytes:
    body = b"WEBPVP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def bmp_of_old(width: int, height: int) -> bytes:
    return b"BM" + struct.pack("<IHHIIHH", 200, 0, 0, 26, 12, width, height) + b"\0" * 150


def bmp_downwards(width: int, height: int) -> bytes:
    return bmp(width, -height)


def tiff_of_a_mac(width: int, height: int) -> bytes:
    """Big-endian, its sizes in two bytes, something else (kind 5) between them."""
    entries = struct.pack(">HHIHH", 256, 3, 1, width, 0) + struct.pack(">HHII", 282, 5, 1, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 3) + entries + struct.pack(">HHIHH", 257, 3, 1, height, 0) + b"\0" * 4


def jpeg_with_marks(width: int, height: int) -> bytes:
    """Marks without a length, and filling, before the frame."""
    whole = jpeg(width, height)
    return whole[:2] + b"\xff\x01\xff\xd0\xff\xd8\xff\xff\xff\xc4\0\x04\0\0" + whole[2:]


KINDS = [png, jpeg, gif, webp, webp_lossy, webp_lossless, bmp, bmp_of_old, bmp_downwards, tiff, tiff_of_a_mac]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">%s</svg>'

DRESSED = (
    b"<style>rect{fill:url(#g)} .c{fill:url(#p)}</style><linearGradient id='g'><stop id='s'/></linearGradient>"
    b"<pattern id='p'><rect/></pattern><rect class='c'/>"
)
RULES = b"<style>%s</style>" % b"".join(b".c%d{mask:url(#l%d)}" % (n, n) for n in range(12))


def levels(names: bytes, before: bytes = b"") -> bytes:
    """A drawing of a few lines that draws a thing eight to the power of twelve times."""
    made = b"<g id='l0'><rect/></g>" + b"".join(
        b"<g id='l%d'>" % (n + 1) + (names % n) * 8 + b"</g>" for n in range(12)
    )
    return SVG % (before + made)


@pytest.mark.parametrize("make", [png, jpeg, webp, bmp, gif, tiff])
def test_sizes_are_read_from_the_header(make: object, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    assert callable(make)
    for (width, height), rule in {
        (640, 480): None,
        (0, 480): "picture_broken",
        (20_000, 20_000): "picture_pixels",
    }.items():
        if width == 0 and make is webp:
            continue  # it counts from one
        path.write_bytes(make(width, height))
        found = fault_of(path)
        assert (found[0] if found else None) == rule


@pytest.mark.parametrize("make", [*KINDS, jpeg_with_marks])
def test_width_and_height_of_every_kind(make: Callable[[int, int], bytes], tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(make(16_000, 14_001))
    assert fault_of(path) == ("picture_pixels", {"size": "16000 × 14001"})
    path.write_bytes(make(16_000, 3_999))
    assert fault_of(path) is None


@pytest.mark.parametrize("make", [*KINDS, jpeg_with_marks])
def test_a_picture_that_was_cut_short_anywhere(make: Callable[[int, int], bytes], tmp_path: Path) -> None:
    """Wherever a copy ends it is told of, or its head is whole; and no picture of no size is shown."""
    whole, path = make(300, 200), tmp_path / "picture"
    for cut in range(4, len(whole)):
        path.write_bytes(whole[:cut])
        found = fault_of(path)
        assert found in [None, ("picture_broken", {}), ("picture_kind", {})]
        if cut < 10:
            assert found is not None


def test_a_jpeg_may_have_more_pixels_and_long_profiles(tmp_path: Path) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(jpeg(14_000, 14_000, before=30))
    assert fault_of(path) is None
    path.write_bytes(png(14_000, 14_000))
    assert fault_of(path) == ("picture_pixels", {"size": "14000 × 14000"})


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "picture_broken"),
        (b"hello", "picture_kind"),
        (b"%PDF-1.7", "picture_kind"),
        (png(10, 10)[:20], "picture_broken"),
        (png(10, 10)[:-20], "picture_broken"),
        (jpeg(10, 10)[:4], "picture_broken"),
        (b"\xff\xd8\xff" + b"\xff" * 9000, "picture_broken"),
        (webp(10, 10)[:20], "picture_broken"),
        (webp(10, 10).replace(b"VP8X", b"VP8Z"), "picture_broken"),
        (webp_lossy(10, 10).replace(b"\x9d\x01\x2a", b"\x9d\x01\x2b"), "picture_broken"),
        (webp_lossless(10, 10).replace(b"\x2f", b"\x2e"), "picture_broken"),
        (b"RIFF\x12\0\0\0WEBPVP8X" + b"\0" * 10, "picture_broken"),
        (b"\xff\xd8\xff\xd9" + b"\0" * 20, "picture_broken"),
        (b"\xff\xd8\xff\xda" + b"\0" * 20, "picture_broken"),
        (b"\xff\xd8\xff\xe1\0\x01" + b"\0" * 20, "picture_broken"),
        (jpeg(10, 10)[:21], "picture_broken"),
        (b"\xff\xd8" + b"\xff\xe1\0\x02" * 4000 + jpeg(10, 10)[2:], "picture_broken"),
        (b"\xff\xd8" + b"\xff\xe1\0\x02" * 3999 + jpeg(10, 10)[2:], None),
        (png(10, 10) + b"\0" * 100, None),
        (png(10, 10)[:-12] + b"\0\0\0\0tEXt\0\0\0\0" * 4000 + b"\0" * 100, None),
        (png(10, 10)[:-12] + b"\0\0\0\xfftEXt" + b"\0" * 100, "picture_broken"),
        (png(10, 10)[:-12] + b"\0\0\0\0tEXt\0\0\0\0" * 40, "picture_broken"),
        (b"BM" + struct.pack("<IHHIIii", 200, 0, 0, 54, 40, 10, 10), "picture_broken"),
        (tiff(10, 10).replace(b"\1\1\4\0", b"\2\1\4\0"), "picture_broken"),
        (tiff(10, 10).replace(b"\1\1\4\0", b"\1\1\5\0"), "picture_broken"),
        (tiff(10, 10)[:12], "picture_broken"),
        (SVG % b"<path d='M0 0'/>", None),
        (SVG % b"<use href='#a'/>", None),
        (SVG % b"<style>a{fill:url(#b)}</style>", None),
        (b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>" + SVG % b"", None),
        (b"<!-- a drawing -->" + SVG % b"", None),
        (b"\xef\xbb\xbf\r\n <svg/>", None),
        (SVG % (b"<g>" * 255 + b"</g>" * 255), None),
        (SVG % b"<?xml-stylesheet href='a.css'?>", "svg_active"),
        (SVG % b"<image href=' data:image/png;base64,AA=='/>", None),
        (SVG % b"<image href='data:image/svg+xml,a'/>", "svg_active"),
        (SVG % b"<image href=''/>", None),
        (SVG % b"<a xml:base='http://example.org'/>", "svg_active"),
        (SVG % b"<rect on='1' ONCLICK='2' one-x='3'/>", "svg_active"),
        (SVG % b"<script>1</script>", "svg_active"),
        (SVG % b"<rect onclick='x()'/>", "svg_active"),
        (SVG % b"<image href='https://example.org/a.png'/>", "svg_active"),
        (SVG % b"<image href='file:///etc/passwd'/>", "svg_active"),
        (SVG % b"<image src='https://example.org/a.png'/>", "svg_active"),
        (SVG % b"<image href='../a.png'/>", "svg_active"),
        (SVG % b"<style>@import 'a.css'</style>", "svg_active"),
        (SVG % b"<rect style='fill:url(http://example.org/a)'/>", "svg_active"),
        (SVG % b"<style>@imp<!-- -->ort 'a.css'</style>", "svg_active"),
        (SVG % (b"<style>" + b" " * 8185 + b"@import 'a.css'</style>"), "svg_active"),
        (SVG % DRESSED, None),
        (SVG % (DRESSED + b"<rect class='unknown'/>"), None),
        (SVG % b"<style>*{fill:url(#g)}</style><pattern id='g'><use href='#r'/><use href='#r'/></pattern>", None),
        (SVG % (b"<g id='a'>" + b"<path/>" * 300 + b"</g>" + b"<use href='#a'/>" * 300), None),
        (levels(b"<use xlink:href='#l%d'/>"), "svg_endless"),
        (levels(b"<rect fill='url(#l%d)'/>"), "svg_endless"),
        (levels(b"<rect style='mask:url(&quot;#l%d&quot;)'/>"), "svg_endless"),
        (levels(b"<rect class='c%d'/>", RULES), "svg_endless"),
        (SVG % b"<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>", "svg_endless"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % b"&a;", "svg_active"),
        (SVG % (b"<g>" * 300), "picture_broken"),
        (b"<svg>", "picture_broken"),
        (b"<html><svg/></html>", "picture_kind"),
    ],
)
def test_what_is_wrong_with_a_file(data: bytes, rule: str | None, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(data)
    found = fault_of(path)
    assert (found[0] if found else None) == rule


def test_a_picture_that_cannot_be_opened(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "gone.png") == ("picture_unreadable", {})
    (tmp_path / "folder.png").mkdir()
    assert fault_of(tmp_path / "folder.png") == ("picture_unreadable", {})


def test_large_files(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024 + 1)
    assert fault_of(path) == ("picture_large", {})
    path.write_bytes(SVG % (b" " * 5 * 1024 * 1024))
    assert fault_of(path) == ("svg_large", {})


def test_a_file_beside_the_deck(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    picture = tmp_path / "photos" / "3.PNG"
    picture.write_bytes(png(10, 10))
    assert find_picture(tmp_path, "photos/3.PNG") == picture
    assert find_picture(tmp_path, "photos/3.jpg") == picture
    assert find_picture(tmp_path, "photos/3") == picture
    assert find_picture(tmp_path, "photos/4.jpg") is None
    assert find_picture(tmp_path, "photos") is None
    (tmp_path / "photos" / "4.png").mkdir()
    assert find_picture(tmp_path, "photos/4.jpg") is None
    (tmp_path / "photos" / "4.svg").write_bytes(SVG % b"")
    assert find_picture(tmp_path, "photos/4.jpg") == tmp_path / "photos" / "4.svg"


@pytest.mark.parametrize("there", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_names_from_other_machines(there: str, written: str, tmp_path: Path) -> None:
    name = "Café が.png"
    (tmp_path / unicodedata.normalize(there, name)).write_bytes(png(10, 10))  # type: ignore[arg-type]
    assert find_picture(tmp_path, unicodedata.normalize(written, name)) is not None  # type: ignore[arg-type]
    assert find_picture(tmp_path, unicodedata.normalize(written, "Café が.jpg")) is not None  # type: ignore[arg-type]


def test_the_bundled_illustrations() -> None:
    found = find_picture(Path("nowhere"), "3-inspection-robot")
    assert found == bundled.assets() / "illustrations" / "3-inspection-robot.svg"


OUTSIDE = ["/etc/passwd", "../secret.png", "a/../../secret.png", "..\\secret.png", "link.png", "linked/secret.png"]
OUTSIDE += ["file:///etc/passwd", "C:/secret.png", "~/secret.png", "nul", "CON.png", "a\0b.png", "pipe.png", "", "."]
OUTSIDE += ["a" * 254, "b" * 300]
TOO_LONG = "/".join(["a" * 200] * 30)
"""For any file system, though each of its parts isn't."""


@pytest.mark.parametrize("written", OUTSIDE)
def test_nothing_outside_is_ever_read(written: str, tmp_path: Path) -> None:
    deck = tmp_path / "deck"
    deck.mkdir()
    (tmp_path / "secret.png").write_bytes(png(10, 10))
    (deck / "link.png").symlink_to(tmp_path / "secret.png")
    (deck / "linked").symlink_to(tmp_path)
    os.mkfifo(deck / "pipe.png")
    assert find_picture(deck, written) is None
    assert find_file(deck, written) is None
    slide = json.dumps({"type": "photo", "caption": "c", "picture": written})
    (deck / "deck.yaml").write_text(f"title: t\nslides:\n  - {slide}\n  - {{type: text, headline: x}}\n")
    loaded = load(deck)
    assert loaded.deck is not None
    assert loaded.slide_numbers == (2,)
    assert len(loaded.errors) == 1


@pytest.mark.parametrize("folder", ["", "photos/", "images/", "pictures/", "own/"])
def test_a_name_misspelt_is_looked_for_where_pictures_lie(folder: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "harbour.png").write_bytes(png(10, 10))
    written = "own/habour.png" if folder == "own/" else "habour.png"
    assert files.near_picture(tmp_path, written, files.Listings()) == f"{folder}harbour.png"


@pytest.mark.parametrize(
    ("near", "folder", "ending"), [(files.near_data, "data", ".csv"), (files.near_font, "fonts", ".otf")]
)
def test_tables_and_fonts_have_folders_of_their_own(
    near: Callable[..., str], folder: str, ending: str, tmp_path: Path
) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / f"harbour{ending}").write_bytes(b"x")
    (tmp_path / folder / f"~$habour{ending}").write_bytes(b"x")
    assert near(tmp_path, f"habour{ending}", files.Listings()) == f"{folder}/harbour{ending}"
    assert near(tmp_path, "habour.png", files.Listings()) in {"", f"{folder}/harbour{ending}"}


def test_names_are_compared_until_it_would_take_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST_COMPARED", 3)
    for number in range(4):
        (tmp_path / f"harbour{number}.png").write_bytes(png(10, 10))
    listings = files.Listings()
    assert files.near_picture(tmp_path, "habour1.png", listings) == "harbour1.png"
    assert files.near_picture(tmp_path, "habour1.png", listings) == ""


def test_a_path_longer_than_the_system_takes(tmp_path: Path) -> None:
    assert find_picture(tmp_path, TOO_LONG) is None
    assert find_file(tmp_path, TOO_LONG) is None


def test_pipes_devices_and_loops_are_named_and_never_opened(tmp_path: Path) -> None:
    """A pipe would be waited for for ever, and /dev/zero has no end."""
    for name in ("pipe.csv", "pipe.jpg"):
        os.mkfifo(tmp_path / name)
    for name in ("zero.csv", "zero.jpg", "zero.yaml"):
        (tmp_path / name).symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    files = ["pipe.csv", "zero.csv", "loop", "loop/t.csv", "a\0b.csv", "x" * 299, "x/" * 149 + "y"]
    slides = [{"type": "chart", "title": "t", "data": name} for name in files]
    slides += [{"type": "photo", "caption": "c", "picture": name.replace("csv", "jpg")} for name in files]
    (tmp_path / "deck.yaml").write_text("title: t\nslides:\n" + "".join(f"  - {json.dumps(one)}\n" for one in slides))
    loaded = load(tmp_path)
    assert [problem.line for problem in loaded.errors] == list(range(3, 3 + len(slides)))
    assert {loaded.problems[0].rule, loaded.problems[1].rule} == {"data_special", "data_outside"}
    assert [problem.rule for problem in load(tmp_path / "zero.yaml").problems] == ["file_kind"]
    assert [problem.rule for problem in load(tmp_path / "loop").problems] == ["file_unreadable"]


def test_each_fault_stands_at_its_key(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    (tmp_path / "big.png").write_bytes(png(20_000, 20_000))
    (tmp_path / "harbour.jpg").write_bytes(jpeg(10, 10))
    names = ["a.png", "big.png", "habour.jpg", "harbour.png"]
    slides = "".join(f"  - {{type: photo, caption: c, picture: {name}}}\n" for name in names)
    (tmp_path / "deck.yaml").write_text(f"title: t\nslides:\n{slides}")
    loaded = load(tmp_path / "deck.yaml")
    assert [(problem.line, problem.rule) for problem in loaded.problems] == [
        (3, "picture_kind"),
        (4, "picture_pixels"),
        (5, "picture_missing"),
    ]
    assert loaded.problems[2].fault.values["guess"] == "harbour.jpg"
    assert loaded.slide_numbers == (4,)


def test_a_mistake_beside_them_hides_no_picture(tmp_path: Path) -> None:
    """Neither that one isn't there nor that the slide has it: it isn't offered for deletion."""
    (tmp_path / "harbour.jpg").write_bytes(jpeg(10, 10))
    slides = [
        "{type: photo, caption: c, picture: habour.jpg, focus: 0.5}",
        "{type: photo, caption: c, picture: harbour.jpg, focus: 0.5}",
    ]
    (tmp_path / "deck.yaml").write_text("title: t\nslides:\n" + "".join(f"  - {one}\n" for one in slides))
    loaded = load(tmp_path)
    assert [(problem.line, problem.rule) for problem in loaded.problems] == [
        (3, "picture_missing"),
        (3, "a_pair"),
        (4, "a_pair"),
    ]
    assert loaded.places == {"harbour.jpg": tmp_path / "harbour.jpg"}


def test_an_illustration_stands_in(tmp_path: Path) -> None:
    text = "title: t\nslides:\n  - {type: photo, caption: c, picture: none.jpg, illustration: 3-inspection-robot}\n"
    (tmp_path / "deck.yaml").write_text(text)
    assert load(tmp_path / "deck.yaml").problems == ()
    (tmp_path / "none.jpg").write_bytes(b"broken")
    assert [problem.rule for problem in load(tmp_path / "deck.yaml").problems] == ["picture_kind"]


@pytest.mark.parametrize(
    ("font", "rule"),
    [("big.ttf", "font_large"), ("pipe.ttf", "font_special"), ("folder.ttf", "font_missing"), ("good.ttf", "")],
)
def test_fonts_beside_the_deck(font: str, rule: str, tmp_path: Path) -> None:
    with (tmp_path / "big.ttf").open("wb") as file:
        file.truncate(LARGEST_FONT + 1)
    os.mkfifo(tmp_path / "pipe.ttf")
    (tmp_path / "folder.ttf").mkdir()
    (tmp_path / "good.ttf").write_bytes((bundled.assets() / "fonts/BarlowCondensed_500Medium.ttf").read_bytes())
    look = f"look: {{fonts: {{figures: {font}}}}}\n"
    (tmp_path / "deck.yaml").write_text(f"title: t\n{look}slides:\n  - {{type: text, headline: x}}\n")
    assert [problem.rule for problem in load(tmp_path).problems] == ([rule] if rule else [])


def test_a_font_that_cannot_be_read(tmp_path: Path) -> None:
    assert font_fault(tmp_path / "gone.ttf") == ("font_unreadable", {})


def font(*tables: str, rights: int | None = None) -> bytes:
    """The directory of a font with such tables, each of a few bytes."""
    named = [*tables, *(["OS/2"] if rights is not None else [])]
    begins = 12 + 16 * len(named)
    head = b"\0\1\0\0" + struct.pack(">HHHH", len(named), 0, 0, 0)
    entries = b"".join(struct.pack(">4sIII", name.encode(), 0, begins, 4) for name in named)
    return head + entries + b"\0" * 8 + (struct.pack(">H", rights) if rights is not None else b"")


ALL_TABLES = ("cmap", "head", "hhea", "hmtx", "maxp", "name")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (font(*ALL_TABLES), None),
        (font(*ALL_TABLES, rights=0), None),
        (font(*ALL_TABLES, rights=4), None),
        (font(*ALL_TABLES, rights=0x108), None),
        (font(*ALL_TABLES, rights=2), "font_forbids"),
        (font(*ALL_TABLES, rights=0x102), "font_forbids"),
        (font(*ALL_TABLES, rights=6), None),
        (font(*ALL_TABLES, rights=2)[:-1], "font_broken"),
        (font(*ALL_TABLES[1:]), "font_broken"),
        (font(*ALL_TABLES)[:-5], "font_broken"),
        (b"wOFF" + font(*ALL_TABLES)[4:], "font_web"),
        (b"wOF2" + font(*ALL_TABLES)[4:], "font_web"),
        (b"ttcf" + font(*ALL_TABLES)[4:], "font_many"),
        (b"OTTO" + font(*ALL_TABLES)[4:], None),
        (b"true" + font(*ALL_TABLES)[4:], None),
        (b"typ1" + font(*ALL_TABLES)[4:], "font_kind"),
    ],
)
def test_what_is_wrong_with_a_font(data: bytes, rule: str | None, tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(data)
    found = font_fault(tmp_path / "a.ttf")
    assert (found[0] if found else None) == rule


@pytest.mark.parametrize("cut", [0, 3, 11, 40, 300, 20_000])
def test_a_font_that_was_cut_short_is_no_font(cut: int, tmp_path: Path) -> None:
    whole = (bundled.assets() / "fonts/BarlowCondensed_500Medium.ttf").read_bytes()
    (tmp_path / "cut.ttf").write_bytes(whole[:cut])
    assert font_fault(tmp_path / "cut.ttf") in [("font_broken", {}), ("font_kind", {})]


def test_a_logo_is_a_small_drawing(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(10, 10) + b"\0" * (LARGEST_LOGO + 1))
    look = "look: {logo: {cover: logo.png}}\n"
    (tmp_path / "deck.yaml").write_text(f"title: t\n{look}slides:\n  - {{type: text, headline: x}}\n")
    assert [problem.rule for problem in load(tmp_path).problems] == ["logo_large"]
    (tmp_path / "logo.png").write_bytes(png(10, 10) + b"\0" * (LARGEST_LOGO - len(png(10, 10))))
    assert load(tmp_path).problems == ()
    (tmp_path / "logo.png").write_bytes(b"x")
    assert [problem.rule for problem in load(tmp_path).problems] == ["picture_kind"]
