"""Cut the shipped fonts from Noto CJK and Barlow Condensed into assets/fonts.

A bare machine has no Chinese font, and a whole Noto CJK is 20 MB a weight; so the exhibit carries its own cut.
The cut also mends what a screen of Chinese type trips over:

* Families of our own, so that a Noto on the machine can never be taken instead, and so that Qt finds both weights
  of each under one name.
* Only the default language system is kept. HarfBuzz asks for the one of the machine's locale otherwise, and the
  same line would be set with other glyphs in C, in ja_JP and in zh_CN.
* —, ⸺ and · are full-width as Chinese asks (—— is one line of two em), and `pwid` gives the narrow forms for English.
* Spaces and joiners that Noto lacks are there as empty glyphs: they never fall back to another font or to tofu.

Run it with the project's own Python; it says what to install when a source is missing. Same sources, same bytes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from font_additions import add_missing, narrow_dot
from fontTools import subset
from fontTools.ttLib import TTFont

FIGURES = "0123456789 .,:%<–—+-/×"
"""What `figures.woff` holds."""
ROOT = Path(__file__).resolve().parent.parent
NOTO = Path("/usr/share/fonts/opentype/noto")
APT = "sudo apt-get install fonts-noto-cjk fonts-noto-cjk-extra"
BARLOW = ROOT / "build/fonts/node_modules/@expo-google-fonts/barlow-condensed"
NPM = "npm install --prefix build/fonts @expo-google-fonts/barlow-condensed@0.4.1"
BARLOW_FILES = ("500Medium/BarlowCondensed_500Medium.ttf", "600SemiBold/BarlowCondensed_600SemiBold.ttf")

LEFTWARD = Path("/usr/share/fonts/truetype/noto")
LEFTWARD_APT = "sudo apt-get install fonts-noto-core"
LEFTWARD_FILES = tuple(
    f"NotoSans{script}-{weight}.ttf" for script in ("Arabic", "Hebrew") for weight in ("Regular", "Bold")
)
"""For languages that run from right to left; small, so they are shipped whole and under their own names."""

FEATURES = ("kern", "halt", "palt", "pwid", "locl", "ccmp", "liga", "calt", "mark", "mkmk", "tnum", "lnum")
DROPPED = ("BASE", "DSIG", "VORG", "vhea", "vmtx")

# Blocks outside Chinese that text in an exhibit uses. What Noto has of them is kept, and it hasn't all of them.
BLOCKS = (
    (0x0020, 0x017F),  # ASCII, Latin-1, Latin Extended-A
    (0x02C6, 0x02DD),  # spacing accents
    (0x0300, 0x036F),  # combining accents
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currencies
    (0x2100, 0x218F),  # ℃ № ™ and Roman numerals
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2460, 0x24FF),  # ① to ⑳ and the rest
    (0x25A0, 0x27BF),  # ○ ● ◐ ◯ ★ ✓
    (0x2E3A, 0x2E3B),  # two- and three-em dash
    (0x3000, 0x30FF),  # CJK punctuation and 〇, kana
    (0x3200, 0x33FF),  # ㎡ ㎞ and their like
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full-width forms
)

# 通用规范汉字表 (2013) has 276 characters that GBK lacks: names of people, places and elements (Unihan, kTGH).
GENERAL = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖"
    "䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮鿍鿎鿏𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔"
    "𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜"
    "𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩"
    "𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)


class MissingSourceError(Exception):
    """A font to cut from isn't on this machine."""


@dataclass(frozen=True)
class Cut:
    """One of the fonts we cut, and where it comes from."""

    source: str
    face: str
    version: str
    family: str
    style: str
    weight: int

    @property
    def postscript(self) -> str:
        """The name without spaces that formats ask for; the file's name too."""
        return f"{self.family.replace(' ', '')}-{self.style}"

    @property
    def file(self) -> str:
        """The file's name."""
        return self.postscript + (".ttf" if self.source.endswith(".ttf") else ".otf")


CUTS = (
    Cut("NotoSerifCJK-Black.ttc", "Noto Serif CJK SC", "2.001", "Touyan Serif SC", "Black", 900),
    Cut("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "2.001", "Touyan Serif SC", "Bold", 700),
    Cut("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "2.004", "Touyan Sans SC", "Bold", 700),
    Cut("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "2.004", "Touyan Sans SC", "Regular", 400),
)


KOREAN = (
    Cut("NotoSansCJK-Bold.ttc", "Noto Sans CJK KR", "2.004", "Touyan Sans KR", "Bold", 700),
    Cut("NotoSansCJK-Regular.ttc", "Noto Sans CJK KR", "2.004", "Touyan Sans KR", "Regular", 400),
)
"""Hangul alone: all else in a Korean text is set in the Chinese fonts. In sans only; headlines take its bold."""
LETTERS = (
    Cut("NotoSerif-Bold.ttf", "Noto Serif", "2.004", "Touyan Serif Latin", "Bold", 700),
    Cut("NotoSans-Bold.ttf", "Noto Sans", "2.004", "Touyan Sans Latin", "Bold", 700),
    Cut("NotoSans-Regular.ttf", "Noto Sans", "2.004", "Touyan Sans Latin", "Regular", 400),
)
"""The letters that Noto CJK lacks (ł, ő, ş, ђ, ώ): without them Barlow Condensed's stood among words of text."""
LETTER_BLOCKS = ((0x0100, 0x024F), (0x0370, 0x052F), (0x1E00, 0x1EFF))
HANGUL = {*range(0xAC00, 0xD7A4), *range(0x3131, 0x318F)}


def wanted() -> set[int]:
    """The characters a font is cut to: all of GBK in every weight.

    A smaller bold would do for GB 2312, but Qt falls back by family and not by weight: the 镕 of a headline would be
    looked for in other families, and on a bare machine in none.
    """
    pairs = (bytes((lead, trail)).decode("gbk", "ignore") for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    chinese = {ord(text) for text in pairs if len(text) == 1 and ord(text) > 0x7F}
    return chinese.union(map(ord, GENERAL), *(range(first, last + 1) for first, last in BLOCKS))


def open_face(cut: Cut) -> TTFont:
    """The SC face of a collection; the others have the Japanese, Korean and Taiwanese forms."""
    path = NOTO / cut.source
    if not path.is_file():
        raise MissingSourceError(f"{path} is not here. Type:  {APT}")
    number, count = 0, 1
    while number < count:
        font = TTFont(path, fontNumber=number, recalcTimestamp=False)
        count = font.reader.numFonts
        full = font["name"].getBestFullName() or ""
        if full.startswith(cut.face):
            version = f"{font['head'].fontRevision:.3f}"
            if version != cut.version:
                raise MissingSourceError(f"{path} has version {version}; the cut was made for {cut.version}.")
            return font
        number += 1
    raise MissingSourceError(f"{path} has no face {cut.face}. Type:  {APT}")


def substitutions(font: TTFont, feature: str) -> list[Any]:
    """The tables behind a feature, taken out of their wrapping."""
    table = font["GSUB"].table
    numbers = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for number in record.Feature.LookupListIndex
    }
    parts = (part for number in sorted(numbers) for part in table.LookupList.Lookup[number].SubTable)
    return [getattr(part, "ExtSubTable", part) for part in parts]


def one_language(font: TTFont) -> None:
    """Keep the default language system alone, so that the machine's locale can't change a glyph."""
    for tag in ("GSUB", "GPOS"):
        for record in font[tag].table.ScriptList.ScriptRecord:
            record.Script.LangSysRecord = []
            record.Script.LangSysCount = 0


def chinese_punctuation(font: TTFont) -> None:
    """Make —, ⸺ and · full-width, two dashes one line of two em, and let `pwid` give the narrow ones back."""
    wide: dict[str, str] = {}
    for part in substitutions(font, "fwid"):
        wide.update(getattr(part, "mapping", {}))
    names = font.getBestCmap()
    swaps = {code: (names[code], wide[names[code]]) for code in (0x2014, 0x2E3A, 0xB7) if names[code] in wide}
    for table in font["cmap"].tables:
        for code, (_, new) in swaps.items():
            if code in getattr(table, "cmap", {}):
                table.cmap[code] = new
    narrow = next(part.mapping for part in substitutions(font, "pwid") if hasattr(part, "mapping"))
    narrow.update({new: old for old, new in swaps.values()})
    dash, full = swaps[0x2014]
    for part in substitutions(font, "ccmp"):
        found = getattr(part, "ligatures", {}).pop(dash, None)
        if found is not None:
            pair = next(ligature for ligature in found if ligature.Component == [dash])
            pair.Component, pair.LigGlyph = [full], swaps[0x2E3A][1]
            part.ligatures[full] = [pair]


def cut_down(font: TTFont, codes: set[int]) -> None:
    """Keep the characters and features asked for; hints and vertical setting go."""
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.drop_tables += [*DROPPED]
    cutter = subset.Subsetter(options=options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]


def rename(font: TTFont, cut: Cut) -> None:
    """Give the font its own name; keep what the licence asks to keep."""
    names = font["name"]
    said = {number: names.getDebugName(number) for number in (0, 9, 13, 14)} | {
        1: cut.family,  # "… Black" would be the custom; Qt would then list it as a family of its own
        2: cut.style,
        3: f"{cut.version};TOUY;{cut.postscript}",
        4: f"{cut.family} {cut.style}",
        5: f"Version {cut.version}; cut from {cut.face} {cut.version}",
        6: cut.postscript,
    }
    names.names = []
    for number, text in sorted(said.items()):
        names.setName(text, number, 3, 1, 0x409)

    bold = cut.style == "Bold"
    font["OS/2"].usWeightClass = cut.weight
    font["OS/2"].achVendID = "TOUY"
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)

    if "CFF " not in font:
        return
    cff = font["CFF "].cff
    cff.fontNames = [cut.postscript]
    top = cff[0]
    top.FullName, top.FamilyName, top.Weight = f"{cut.family} {cut.style}", cut.family, cut.style
    top.Notice = str(said[0]).replace("©", "Copyright")
    for number, part in enumerate(top.FDArray):
        part.FontName = f"{cut.postscript}-{number}"


def make(cut: Cut, folder: Path) -> set[int]:
    """Cut one font and write it.

    Returns:
        The characters it covers.
    """
    font = open_face(cut)
    one_language(font)
    chinese_punctuation(font)
    cut_down(font, wanted())
    add_missing(font)
    narrow = next(part.mapping for part in substitutions(font, "pwid") if hasattr(part, "mapping"))
    narrow_dot(font, narrow)
    rename(font, cut)
    font.save(folder / cut.file)
    return set(font.getBestCmap())


def make_korean(cut: Cut, folder: Path) -> set[int]:
    """Cut one font to Hangul and write it.

    Returns:
        The characters it covers.
    """
    font = open_face(cut)
    one_language(font)
    cut_down(font, HANGUL)
    rename(font, cut)
    font.save(folder / cut.file)
    return set(font.getBestCmap())


def make_letters(cut: Cut, folder: Path, held: set[int]) -> set[int]:
    """Cut one font to the letters that the Chinese ones don't hold, and write it.

    Returns:
        The characters it covers.
    """
    font = TTFont(LEFTWARD / cut.source, recalcTimestamp=False)
    one_language(font)
    cut_down(font, {code for first, last in LETTER_BLOCKS for code in range(first, last + 1)} - held)
    rename(font, cut)
    font.save(folder / cut.file)
    return set(font.getBestCmap())


def ranges(codes: set[int]) -> list[str]:
    """Code points as hexadecimal ranges: `4E00-9FA5`, or `3007` alone."""
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return [f"{first:04X}" if first == last else f"{first:04X}-{last:04X}" for first, last in spans]


def write_coverage(codes: set[int], folder: Path) -> None:
    """Say which characters the exhibit can show, for programs that know nothing of fonts."""
    # Barlow maps NUL and carriage return too: no character that anybody types.
    codes = {code for code in codes if code >= 0x20}
    head = (
        "# Every character that the shipped fonts can show between them, as hexadecimal ranges.\n"
        "# Made by packaging/fonts.py: change the fonts, not this file.\n"
    )
    (folder / "coverage.txt").write_text(head + "".join(f"{line}\n" for line in ranges(codes)), encoding="ascii")


def write_licences(barlow: Path, folder: Path) -> None:
    """Lay the OFL beside the fonts it covers, with the right copyright lines."""
    text = (barlow / "LICENSE_FONT").read_text(encoding="utf-8").strip() + "\n"
    (folder / "OFL-Barlow.txt").write_text(text, encoding="utf-8")
    lines = []
    for cut in (*CUTS, *KOREAN, *LETTERS):
        owner = str(TTFont(folder / cut.file)["name"].getDebugName(0)).replace("©", "Copyright")
        lines.append(f"{cut.file}: {owner}\n  Cut from {cut.face} {cut.style} {cut.version} and renamed.")
    _, _, body = text.partition("\n\n")
    for name in LEFTWARD_FILES:
        owner = str(TTFont(folder / name)["name"].getDebugName(0)).replace("©", "Copyright")
        lines.append(f"{name}: {owner}\n  Unchanged.")
    (folder / "OFL-Noto.txt").write_text("\n".join(lines) + "\n\n" + body, encoding="utf-8")


def make_figures(shipped: Path, folder: Path) -> None:
    """The figures alone, small enough to stand inside a page: a report that is sent on looks the same everywhere."""
    font = TTFont(shipped, recalcTimestamp=False)
    options = subset.Options(layout_features=["kern", "tnum"], name_IDs=[0, 1, 2, 13, 14], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=FIGURES)
    cutter.subset(font)
    font.flavor = "woff"
    font.save(folder / "figures.woff")


def need(barlow: Path) -> None:
    """Refuse to begin four minutes of work that would end without the figures' font."""
    for name in BARLOW_FILES:
        if not (barlow / name).is_file():
            raise MissingSourceError(f"{barlow / name} is not here. In the project's folder, type:  {NPM}")
    for name in (*LEFTWARD_FILES, *(cut.source for cut in LETTERS)):
        if not (LEFTWARD / name).is_file():
            raise MissingSourceError(f"{LEFTWARD / name} is not here. Type:  {LEFTWARD_APT}")


def main(argv: list[str]) -> int:
    """Cut everything; 2 when a source is missing."""
    parser = argparse.ArgumentParser(description="Cut the shipped fonts.")
    parser.add_argument("--out", type=Path, default=ROOT / "assets/fonts", help="the folder to write")
    parser.add_argument("--barlow", type=Path, default=BARLOW, help="the unpacked npm package")
    given = parser.parse_args(argv)
    out: Path = given.out
    barlow: Path = given.barlow
    try:
        need(barlow)
        out.mkdir(parents=True, exist_ok=True)
        codes: set[int] = set()
        for cut in CUTS:
            codes |= make(cut, out)
            print(f"{cut.file}  {(out / cut.file).stat().st_size / 1e6:.1f} MB", flush=True)
        for cut in KOREAN:
            codes |= make_korean(cut, out)
        chinese = set(codes)
        for cut in LETTERS:
            codes |= make_letters(cut, out, chinese)
        for name in BARLOW_FILES:
            shipped = Path(shutil.copyfile(barlow / name, out / Path(name).name))
            codes |= set(TTFont(shipped).getBestCmap())
        make_figures(out / "BarlowCondensed_600SemiBold.ttf", out)
        for name in LEFTWARD_FILES:
            shipped = Path(shutil.copyfile(LEFTWARD / name, out / name))
            codes |= set(TTFont(shipped).getBestCmap())
        write_coverage(codes, out)
        write_licences(barlow, out)
    except MissingSourceError as gone:
        print(f"fonts: {gone}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
