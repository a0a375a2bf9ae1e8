"""What Noto CJK lacks and a cut of it must have: spaces that are never tofu, small digits, ≒, a narrow middle dot.

Glyphs are appended to the CID-keyed outlines of a font that is cut already, under numbers that the cut left free.
"""

from __future__ import annotations

from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

# Advances in thousandths of an em, as Unicode describes them.
SPACES = {
    0x2000: 500, 0x2001: 1000, 0x2002: 500, 0x2003: 1000, 0x2004: 333, 0x2005: 250, 0x2006: 167,
    0x2009: 200, 0x200A: 100, 0x202F: 200, 0x205F: 222,
}  # fmt: skip
AS_WIDE_AS = {0x2007: "0", 0x2008: ".", 0x00A0: " "}
RAISED = dict(zip("⁰⁵⁶⁷⁸⁹⁺⁻", "056789+−", strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+−", strict=True))
NO_WIDTH = (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A),
            0xFE0E, 0xFE0F, 0xFEFF)  # fmt: skip


def add_glyph(font: TTFont, advance: int, drawing: DecomposingRecordingPen | None = None) -> str:
    """Append a glyph, an empty one or a drawing.

    Returns:
        Its name.
    """
    top = font["CFF "].cff[0]
    strings = top.CharStrings
    private = top.FDArray[0].Private
    pen = T2CharStringPen(None, {})
    if drawing is not None:
        drawing.replay(pen)
    program = pen.getCharString().program
    if advance != private.defaultWidthX:
        program.insert(0, advance - private.nominalWidthX)
    order = font.getGlyphOrder()
    taken = set(order)
    name = next(name for name in (f"cid{number:05d}" for number in range(1, 0xFFFF)) if name not in taken)
    strings.charStringsIndex.append(T2CharString(program=program, private=private, globalSubrs=top.GlobalSubrs))
    strings.charStrings[name] = len(strings.charStringsIndex) - 1
    top.FDSelect.append(0)
    order = [*order, name]
    top.charset = order
    font.setGlyphOrder(order)
    font["hmtx"].metrics[name] = (advance, 0)
    font["maxp"].numGlyphs = len(order)
    return name


def add_character(font: TTFont, code: int, advance: int, drawing: DecomposingRecordingPen | None = None) -> None:
    """Give a character that Noto lacks a glyph."""
    name = add_glyph(font, advance, drawing)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def drawn(font: TTFont, code: int) -> DecomposingRecordingPen:
    """The outline of a character."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[code]].draw(pen)
    return pen


def almost_equal(font: TTFont) -> DecomposingRecordingPen:
    """Draw ≒, the one GBK character that Noto leaves out: the bars of ＝ and two dots of ∴."""
    whole = drawn(font, ord("＝"))
    dots = drawn(font, ord("∴")).value
    dot = dots[: [step for step, _ in dots].index("closePath") + 1]
    xs = [x for _, points in dot for x, _ in points]
    ys = [y for _, points in dot for _, y in points]
    for x, y in ((320, 620), (680, 140)):
        pen = TransformPen(whole, (1, 0, 0, 1, x - (min(xs) + max(xs)) / 2, y - (min(ys) + max(ys)) / 2))
        for step, points in dot:
            getattr(pen, step)(*points)
    return whole


def bounds(font: TTFont, character: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character's ink."""
    pen = BoundsPen(None)
    drawn(font, ord(character)).replay(pen)
    found: tuple[float, float, float, float] = pen.bounds
    return found


def add_small(font: TTFont) -> None:
    """Add the digits of CO₂ and 10⁸: as small as the font's own ², and as high; below, half under the baseline."""
    names = font.getBestCmap()
    _, bottom, _, top = bounds(font, "²")
    _, low, _, high = bounds(font, "2")
    scale = (top - bottom) / (high - low)
    for signs, lift in ((RAISED, bottom), (LOWERED, -0.3 * (top - bottom))):
        for sign, like in signs.items():
            if ord(sign) in names:
                continue
            whole = DecomposingRecordingPen(None)
            drawn(font, ord(like)).replay(TransformPen(whole, (scale, 0, 0, scale, 0, lift)))
            add_character(font, ord(sign), round(scale * font["hmtx"][names[ord(like)]][0]), whole)


def add_missing(font: TTFont) -> None:
    """Add the spaces, the joiners, the small digits and ≒."""
    names = font.getBestCmap()
    widths = {code: font["hmtx"][names[ord(like)]][0] for code, like in AS_WIDE_AS.items()}
    for code, advance in sorted((SPACES | widths | dict.fromkeys(NO_WIDTH, 0)).items()):
        if code not in names:
            add_character(font, code, advance)
    if 0x2252 not in names:
        add_character(font, 0x2252, 1000, almost_equal(font))
    add_small(font)


def narrow_dot(font: TTFont, narrow: dict[str, str]) -> None:
    """See that `pwid` has a narrow ·: the Sans gives one glyph to · and •, so it gets the full stop, lifted."""
    names = font.getBestCmap()
    dot = names[0xB7]
    if dot in narrow:
        return
    _, bottom, _, top = bounds(font, "·")
    _, low, _, high = bounds(font, ".")
    whole = DecomposingRecordingPen(None)
    drawn(font, ord(".")).replay(TransformPen(whole, (1, 0, 0, 1, 0, (bottom + top - low - high) / 2)))
    narrow[dot] = add_glyph(font, font["hmtx"][names[ord(".")]][0], whole)
