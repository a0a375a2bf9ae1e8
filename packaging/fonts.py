"""Cut the shipped fonts: Debian's Noto CJK (the SC faces) and npm's Barlow Condensed, into assets/fonts.

    apt-get install fonts-noto-cjk fonts-noto-cjk-extra
    (cd "$(mktemp -d)" && npm install @expo-google-fonts/barlow-condensed)
    .venv/bin/python packaging/fonts.py --barlow THAT_FOLDER/node_modules/@expo-google-fonts/barlow-condensed

Every GB 2312 character in every Chinese weight, every GBK character in Sans Regular. The cut fonts carry family
names of our own, so that they never meet a Noto that the system has. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "assets" / "fonts"
NOTO = Path("/usr/share/fonts/opentype/noto")
STAMP = 3_786_912_000  # 2024-01-01, in seconds since 1904: a fixed date, so that the bytes repeat

FACES = (
    (
        "NotoSerifCJK-Black.ttc",
        "Noto Serif CJK SC",
        "TouyanSerifSC-Black.otf",
        "Touyan Serif SC",
        "Black",
        900,
        "gb2312",
    ),
    ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "TouyanSerifSC-Bold.otf", "Touyan Serif SC", "Bold", 700, "gb2312"),
    (
        "NotoSansCJK-Regular.ttc",
        "Noto Sans CJK SC",
        "TouyanSansSC-Regular.otf",
        "Touyan Sans SC",
        "Regular",
        400,
        "gbk",
    ),
    ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "TouyanSansSC-Bold.otf", "Touyan Sans SC", "Bold", 700, "gb2312"),
)
FEATURES = ["kern", "halt", "palt", "pwid", "locl", "ccmp", "liga", "tnum", "lnum", "calt", "mark", "mkmk"]
BARLOW = ("600SemiBold/BarlowCondensed_600SemiBold.ttf", "500Medium/BarlowCondensed_500Medium.ttf")

BLANKS = {  # code point: advance in em; Noto lacks them, and a blank must never be a box
    0x2000: 0.5, 0x2001: 1.0, 0x2002: 0.5, 0x2003: 1.0, 0x2004: 1 / 3, 0x2005: 0.25, 0x2006: 1 / 6, 0x2007: 0.55,
    0x2008: 0.25, 0x2009: 0.2, 0x200A: 0.1, 0x200B: 0.0, 0x200C: 0.0, 0x200D: 0.0, 0x202F: 0.2, 0x205F: 4 / 18,
    0x2060: 0.0, 0xFEFF: 0.0,
}  # fmt: skip


def characters(codec: str) -> set[int]:
    """Every character of a Chinese two-byte codec, and the signs that texts around it need."""
    wanted: set[int] = set()
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            try:
                text = bytes((high, low)).decode(codec)
            except UnicodeDecodeError:
                continue
            wanted |= {ord(character) for character in text}
    for first, last in (
        (0x20, 0x7E), (0xA0, 0x17F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x205E),
        (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF),
        (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x266F), (0x2700, 0x27BF), (0x2E3A, 0x2E3B), (0x3000, 0x303F),
        (0x3041, 0x30FF), (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF01, 0xFFEE),
    ):  # fmt: skip
        wanted |= set(range(first, last + 1))
    return wanted


def cut(source: str, face: str, target: str, family: str, style: str, weight: int, codec: str) -> None:
    """Cut one face."""
    path = NOTO / source
    if not path.exists():
        sys.exit(f"{path} isn't there. Type: apt-get install fonts-noto-cjk fonts-noto-cjk-extra")
    collection = TTCollection(path)
    font = next(one for one in collection.fonts if (one["name"].getDebugName(16) or one["name"].getDebugName(1)) == face
                or one["name"].getDebugName(1) in {face, f"{face} {style}"})  # fmt: skip
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.desubroutinize = False
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE", "VVAR", "HVAR"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters(codec))
    cutter.subset(font)
    add_blanks(font)
    rename(font, family, style, weight)
    font["head"].modified = font["head"].created = STAMP
    font.recalcTimestamp = False
    font.save(TARGET / target)


def add_blanks(font: TTFont) -> None:
    """Add empty glyphs for the spaces and joiners that the font lacks."""
    em = font["head"].unitsPerEm
    top = font["CFF "].cff.topDictIndex[0]
    strings, order = top.CharStrings, font.getGlyphOrder()
    present = font.getBestCmap()
    for number, (code, advance) in enumerate(BLANKS.items()):
        if code in present:
            continue
        name = f"cid{65_000 + number}"  # a CID-keyed font knows its glyphs by number; Noto's end below 65,000 when cut
        width = round(advance * em)
        pen = T2CharStringPen(width, None)
        space = present[0x20]
        private_index = strings.charStringsIndex[strings.charStrings[space]]
        glyph = pen.getCharString(private=private_index.private, globalSubrs=private_index.globalSubrs)
        default = private_index.private.defaultWidthX
        nominal = private_index.private.nominalWidthX
        glyph.program = ["endchar"] if width == default else [width - nominal, "endchar"]
        strings.charStringsIndex.append(glyph)
        strings.charStrings[name] = len(strings.charStringsIndex) - 1
        if hasattr(top, "FDSelect"):
            top.FDSelect.append(top.FDSelect[font.getGlyphID(space)])
        for names in {id(order): order, id(top.charset): top.charset}.values():
            names.append(name)
        font.setGlyphOrder(order)
        font["hmtx"][name] = (width, 0)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font["maxp"].numGlyphs = len(order)


def rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """Give the font a family name of our own: a cut font may not pass for the whole one."""
    names = font["name"]
    postscript = family.replace(" ", "") + "-" + style
    linked = style in {"Regular", "Bold"}
    version = names.getDebugName(5) or "Version 2"
    keep = {number: names.getDebugName(number) for number in (0, 13, 14)}
    names.names = []
    values = {
        **{number: text for number, text in keep.items() if text},
        1: family if linked else f"{family} {style}",
        2: style if linked else "Regular",
        3: f"{version};{postscript}",
        4: f"{family} {style}",
        5: version,
        6: postscript,
    }
    if not linked:
        values |= {16: family, 17: style}
    for number, text in values.items():
        names.setName(text, number, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.usWeightClass = weight
    os2.fsSelection = (os2.fsSelection & ~0x61) | (0x20 if style == "Bold" else 0x40 if style == "Regular" else 0)
    font["head"].macStyle = 1 if style == "Bold" else 0
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff.topDictIndex[0]
    top.FamilyName, top.FullName, top.Weight = family, f"{family} {style}", style
    if hasattr(top, "Notice"):
        top.Notice = keep.get(0) or ""


def write_coverage() -> None:
    """List the code points that at least one shipped font has, as ranges: read by `kiosk check` without fontTools."""
    covered: set[int] = set()
    for path in sorted(TARGET.glob("*.[ot]tf")):
        covered |= set(TTFont(path, lazy=True).getBestCmap())
    ranges: list[list[int]] = []
    for code in sorted(covered):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines = [f"{low:04X}-{high:04X}" if high > low else f"{low:04X}" for low, high in ranges]
    head = "# Code points that at least one shipped font has. Written by packaging/fonts.py; don't edit.\n"
    (TARGET / "coverage.txt").write_text(head + "\n".join(lines) + "\n", encoding="ascii")


def main() -> None:
    """Cut everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--barlow", type=Path, required=True, help="npm's @expo-google-fonts/barlow-condensed, unpacked"
    )
    barlow = parser.parse_args().barlow
    os.environ["SOURCE_DATE_EPOCH"] = "1704067200"
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in BARLOW:
        if not (barlow / name).exists():
            sys.exit(f"{barlow / name} isn't there. Type: npm install @expo-google-fonts/barlow-condensed")
        shutil.copyfile(barlow / name, TARGET / Path(name).name)
    for face in FACES:
        cut(*face)
        print(f"{face[2]}: {(TARGET / face[2]).stat().st_size / 1e6:.1f} MB")
    write_coverage()


if __name__ == "__main__":
    main()
