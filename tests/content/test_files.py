"""Which file a deck means by a picture's name, and what is wrong with such a file."""

from __future__ import annotations

import json
import os
import struct
import unicodedata
import zlib
from pathlib import Path

import pytest

from kiosk import bundled
from kiosk.content.beside import LARGEST_LOGO
from kiosk.content.files import find_picture
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
        (tiff(10, 10)[:12], "picture_broken"),
        (SVG % b"<path d='M0 0'/>", None),
        (SVG % b"<use href='#a'/>", None),
        (SVG % b"<style>a{fill:url(#b)}</style>", None),
        (b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>" + SVG % b"", None),
        (SVG % b"<script>1</script>", "svg_active"),
        (SVG % b"<rect onclick='x()'/>", "svg_active"),
        (SVG % b"<image href='https://example.org/a.png'/>", "svg_active"),
        (SVG % b"<image href='file:///etc/passwd'/>", "svg_active"),
        (SVG % b"<image href='../a.png'/>", "svg_active"),
        (SVG % b"<style>@import 'a.css'</style>", "svg_active"),
        (SVG % b"<rect style='fill:url(http://example.org/a)'/>", "svg_active"),
        (SVG % b"<style>@imp<!-- -->ort 'a.css'</style>", "svg_active"),
        (SVG % (b"<style>" + b" " * 8185 + b"@import 'a.css'</style>"), "svg_active"),
        (SVG % DRESSED, None),
        (SVG % (b"<g id='a'>" + b"<path/>" * 400 + b"</g>" + b"<use href='#a'/>" * 400), None),
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


@pytest.mark.parametrize("written", OUTSIDE)
def test_nothing_outside_is_ever_read(written: str, tmp_path: Path) -> None:
    deck = tmp_path / "deck"
    deck.mkdir()
    (tmp_path / "secret.png").write_bytes(png(10, 10))
    (deck / "link.png").symlink_to(tmp_path / "secret.png")
    (deck / "linked").symlink_to(tmp_path)
    os.mkfifo(deck / "pipe.png")
    assert find_picture(deck, written) is None
    slide = json.dumps({"type": "photo", "caption": "c", "picture": written})
    (deck / "deck.yaml").write_text(f"title: t\nslides:\n  - {slide}\n  - {{type: text, headline: x}}\n")
    loaded = load(deck)
    assert loaded.deck is not None
    assert loaded.slide_numbers == (2,)
    assert len(loaded.errors) == 1


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
