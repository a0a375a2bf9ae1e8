"""The shipped font files: the families Qt sees, the characters they hold, and the forms of Chinese they show."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

FONTS = Path(__file__).parents[2] / "assets/fonts"
CHINESE = {
    "TouyanSerifSC-Black.otf": ("Touyan Serif SC", 900),
    "TouyanSerifSC-Bold.otf": ("Touyan Serif SC", 700),
    "TouyanSansSC-Bold.otf": ("Touyan Sans SC", 700),
    "TouyanSansSC-Regular.otf": ("Touyan Sans SC", 400),
}
LEFTWARD = tuple(f"NotoSans{script}-{weight}.ttf" for script in ("Arabic", "Hebrew") for weight in ("Regular", "Bold"))
KOREAN = ("TouyanSansKR-Bold.otf", "TouyanSansKR-Regular.otf")
LETTERS = ("TouyanSerifLatin-Bold.ttf", "TouyanSansLatin-Bold.ttf", "TouyanSansLatin-Regular.ttf")
BARLOW = {"BarlowCondensed_500Medium.ttf": 500, "BarlowCondensed_600SemiBold.ttf": 600}
# Glyph numbers of Noto's simplified-Chinese forms; the Japanese ones have others.
SIMPLIFIED = {
    "Serif": {"直": "cid27746", "骨": "cid45042", "令": "cid09825"},
    "Sans": {"直": "cid27874", "骨": "cid45133", "令": "cid09809"},
}
WIDTHS = {  # thousandths of an em
    "\u2009": 200, "\u200a": 100, "\u2005": 250, "\u2006": 167, "\u202f": 200, "\u2060": 0, "\u200b": 0, "\ufeff": 0,
    "\u3000": 1000,
}  # fmt: skip
SPECIAL = "“”‘’–—…·⸺×÷±°℃‰№≒₂⁸²→←↑↓①⑩⑳○●◐◯〇（），。！ＡＺ０"


@cache
def opened(name: str) -> TTFont:
    return TTFont(FONTS / name)


@cache
def characters(name: str) -> frozenset[int]:
    return frozenset(opened(name).getBestCmap())


def coded(codec: str, first: int, last: int) -> set[int]:
    pairs = (
        bytes((lead, trail)).decode(codec, "ignore") for lead in range(0x81, 0xFF) for trail in range(first, last + 1)
    )
    return {ord(text) for text in pairs if len(text) == 1 and ord(text) > 0x7F}


@pytest.fixture
def loaded(qapp: QCoreApplication) -> dict[str, list[str]]:
    """Every shipped font handed to Qt: file name to the families Qt found in it."""
    return {
        path.name: QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        for path in sorted(FONTS.glob("*.[ot]tf"))
    }


def set_in(family: str, weight: int, *features: str) -> QFontMetricsF:
    made = QFont(family)
    made.setWeight(QFont.Weight(weight))
    made.setPixelSize(1000)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in features:
        made.setFeature(QFont.Tag(feature), 1)
    return QFontMetricsF(made)


def test_qt_finds_our_two_families_and_barlow(loaded: dict[str, list[str]]) -> None:
    """Each Chinese file is found under exactly one family, which has exactly its two weights."""
    assert set(loaded) == set(CHINESE) | set(BARLOW) | set(LEFTWARD) | set(KOREAN) | set(LETTERS)
    for name, (family, _) in CHINESE.items():
        assert loaded[name] == [family]
    for name in BARLOW:
        assert loaded[name][0] == "Barlow Condensed"
    for family in ("Touyan Serif SC", "Touyan Sans SC"):
        weights = sorted(QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family))
        assert weights == sorted(weight for name, weight in CHINESE.values() if name == family)
    barlow = sorted(QFontDatabase.weight("Barlow Condensed", s) for s in QFontDatabase.styles("Barlow Condensed"))
    assert barlow == [500, 600]


@pytest.mark.parametrize("name", CHINESE)
def test_every_chinese_font_holds_gbk_and_its_signs(name: str) -> None:
    """A character that one weight has, all have: Qt doesn't fall back from bold to regular."""
    held = characters(name)
    assert coded("gb2312", 0xA1, 0xFE) <= held
    assert coded("gbk", 0x40, 0xFE) <= held
    assert {ord(sign) for sign in (*SPECIAL, *WIDTHS)} <= held
    assert set(map(ord, "镕喆堃昇犇鿏𬬻")) <= held
    assert held == characters("TouyanSansSC-Regular.otf")


@pytest.mark.parametrize(("family", "weight"), CHINESE.values())
def test_spaces_and_joiners_are_empty_and_as_wide_as_they_should_be(
    loaded: dict[str, list[str]], family: str, weight: int
) -> None:
    """A thin space is a fifth of an em in our own font, and never another font's box."""
    metrics = set_in(family, weight)
    for sign, width in WIDTHS.items():
        assert metrics.horizontalAdvance(sign) == pytest.approx(width, abs=1), f"U+{ord(sign):04X}"
        assert metrics.boundingRect(sign).isEmpty(), f"U+{ord(sign):04X}"


@pytest.mark.parametrize(("family", "weight"), CHINESE.values())
def test_punctuation_is_wide_for_chinese_and_narrow_for_english(
    loaded: dict[str, list[str]], family: str, weight: int
) -> None:
    """Two dashes are two em; `pwid` narrows for English; `halt` halves."""
    chinese, english, half = (set_in(family, weight, *feature) for feature in ((), ("pwid",), ("halt",)))
    assert chinese.horizontalAdvance("——") == pytest.approx(2000, abs=1)
    assert chinese.horizontalAdvance("……") == pytest.approx(2000, abs=1)
    for mark in "“”‘’·":
        assert chinese.horizontalAdvance(mark) == pytest.approx(1000, abs=1), mark
        assert english.horizontalAdvance(mark) < 600, mark
    assert english.horizontalAdvance("—") < 960
    for mark in "，。（）“”·":
        assert half.horizontalAdvance(mark) == pytest.approx(500, abs=1), mark


@pytest.mark.parametrize("name", CHINESE)
def test_characters_have_their_simplified_forms(name: str) -> None:
    """直 骨 令 are drawn as in mainland China, whatever the machine's locale."""
    font = opened(name)
    forms = SIMPLIFIED["Serif" if "Serif" in name else "Sans"]
    assert {character: font.getBestCmap()[ord(character)] for character in forms} == forms
    for tag in ("GSUB", "GPOS"):
        assert not any(record.Script.LangSysRecord for record in font[tag].table.ScriptList.ScriptRecord)


@pytest.mark.parametrize("name", CHINESE)
def test_outlines_are_those_of_noto(name: str) -> None:
    """The cut changed no line of a Chinese character."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    source = Path("/usr/share/fonts/opentype/noto") / f"Noto{name[6:].replace('SC', 'CJK').replace('.otf', '.ttc')}"
    if not source.is_file():
        pytest.skip("fonts-noto-cjk and fonts-noto-cjk-extra aren't installed")
    noto = TTFont(source, fontNumber=2)
    for character in "直骨令头雁":
        drawings = []
        for font in (noto, opened(name)):
            glyphs = font.getGlyphSet()
            pen = DecomposingRecordingPen(glyphs)
            glyphs[font.getBestCmap()[ord(character)]].draw(pen)
            drawings.append(pen.value)
        assert drawings[0] == drawings[1], character


@pytest.mark.parametrize("name", [*CHINESE, *KOREAN, *LETTERS])
def test_no_reserved_name_is_left(name: str) -> None:
    """The OFL asks a changed font to carry a name of its own."""
    font = opened(name)
    for number in (1, 2, 3, 4, 6, 16, 17):
        assert "Noto" not in (font["name"].getDebugName(number) or "")
    assert {record.langID for record in font["name"].names} == {0x409}
    if name not in LETTERS:
        assert "Noto" not in " ".join(font["CFF "].cff.fontNames)
    assert ("Google" if name in LETTERS else "Adobe") in font["name"].getDebugName(0)


@pytest.mark.parametrize("name", KOREAN)
def test_korean_is_whole(name: str) -> None:
    """Every syllable, in both weights; nothing else, so that no letter is taken from here."""
    assert set(range(0xAC00, 0xD7A4)) <= characters(name)
    assert not characters(name) & characters("TouyanSansSC-Regular.otf")


@pytest.mark.parametrize("name", LETTERS)
def test_the_letters_beyond_western_europe_are_there(name: str) -> None:
    wanted = set(map(ord, "ąęłżőűřňşğıțđơưạếữάώїђқ"))
    assert wanted <= characters(name) | characters("TouyanSansSC-Regular.otf")
    assert not characters(name) & characters("TouyanSansSC-Regular.otf")


def test_coverage_says_what_the_fonts_hold() -> None:
    """coverage.txt is the union of the fonts, control characters apart."""
    said: set[int] = set()
    for line in (FONTS / "coverage.txt").read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            first, _, last = line.partition("-")
            said.update(range(int(first, 16), int(last or first, 16) + 1))
    held = {
        code for name in (*CHINESE, *KOREAN, *LETTERS, *BARLOW, *LEFTWARD) for code in characters(name) if code >= 0x20
    }
    assert said == held


def test_licences_lie_beside_the_fonts() -> None:
    """Both licences are whole, name their owners and every font they cover."""
    noto = (FONTS / "OFL-Noto.txt").read_text(encoding="utf-8")
    barlow = (FONTS / "OFL-Barlow.txt").read_text(encoding="utf-8")
    for text in (noto, barlow):
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "OTHER DEALINGS IN THE FONT SOFTWARE" in text
    assert "Adobe" in noto
    assert all(name in noto for name in (*CHINESE, *KOREAN, *LETTERS, *LEFTWARD))
    assert "The Barlow Project Authors" in barlow
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    assert all(path.name in readme for path in FONTS.iterdir() if path.name != "README.md")
