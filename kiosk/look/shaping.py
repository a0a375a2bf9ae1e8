"""Text to glyphs, once: a paragraph is shaped at one size, and type-set at any from the same glyphs.

Nothing is hinted, so every advance grows in proportion and a size costs no new shaping.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGlyphRun, QRawFont, QTextLayout, QTextOption

from kiosk.content.tongues import in_squares
from kiosk.look.fonts import Face, font, worn_cache

LONGEST_LIGATURE = 3
"""Characters that one cluster may stand for."""
REFERENCE = 100
"""Logical px at which paragraphs are shaped; advances below are in em."""


class Cluster(NamedTuple):
    """What one character (or a ligature of several) became.

    Attributes:
        text: the characters.
        advance: em.
        glyphs: (raw font, glyph, dx, dy), the offsets in em from the cluster's start on the baseline.
    """

    text: str
    advance: float
    glyphs: tuple[tuple[int, int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Shaped:
    """A paragraph as glyphs, and the raw fonts that they belong to (the first choice and its fallbacks)."""

    clusters: tuple[Cluster, ...]
    fonts: tuple[QRawFont, ...]


def features_for(language: str) -> tuple[str, ...]:
    """Noto's quotes, dashes and ellipses are full-width by default: right for Chinese, wrong for all others."""
    return () if in_squares(language) else ("pwid",)


@worn_cache(maxsize=16)
def shape(text: str, face: Face, language: str) -> Shaped:
    """Shape a paragraph that holds no line break."""
    if not text:
        return Shaped((), ())
    layout = QTextLayout(text, font(face, REFERENCE, features_for(language)))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e9)
    layout.endLayout()
    want = (
        QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
        | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
        | QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    )
    fonts: list[QRawFont] = []
    found: list[tuple[int, float, int, int, float]] = []  # character, x, font, glyph, y
    units = _characters_of_units(text)
    for run in layout.glyphRuns(0, -1, want):
        fonts.append(run.rawFont())
        for index, glyph, point in zip(run.stringIndexes(), run.glyphIndexes(), run.positions(), strict=True):
            found.append((units[index], point.x(), len(fonts) - 1, glyph, point.y()))
    found.sort()
    baseline = line.y() + line.ascent()
    starts: list[int] = []
    lefts: list[float] = []
    glyphs: list[list[tuple[int, int, float, float]]] = []
    for start, x, which, glyph, y in found:
        if not starts or start != starts[-1]:
            starts.append(start)
            lefts.append(x)
            glyphs.append([])
        glyphs[-1].append((which, glyph, (x - lefts[-1]) / REFERENCE, (y - baseline) / REFERENCE))
    starts.append(len(text))
    lefts.append(line.naturalTextWidth())
    clusters = [
        Cluster(
            text[start : starts[number + 1]], (lefts[number + 1] - lefts[number]) / REFERENCE, tuple(glyphs[number])
        )
        for number, start in enumerate(starts[:-1])
    ]
    return _told_apart(Shaped(tuple(clusters), tuple(fonts)), face, language)


@worn_cache(maxsize=256)
def shape_word(text: str, face: Face, language: str, leftward: bool) -> Shaped:
    """Shape a word of a paragraph that runs from right to left as one cluster: its letters join, nothing parts it."""
    layout = QTextLayout(text, font(face, REFERENCE, features_for(language)))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    left, baseline = line.naturalTextRect().left(), line.y() + line.ascent()
    fonts: list[QRawFont] = []
    glyphs: list[tuple[int, int, float, float]] = []
    for run in layout.glyphRuns(0, -1):
        fonts.append(run.rawFont())
        for glyph, point in zip(run.glyphIndexes(), run.positions(), strict=True):
            glyphs.append((len(fonts) - 1, glyph, (point.x() - left) / REFERENCE, (point.y() - baseline) / REFERENCE))
    return Shaped((Cluster(text, line.naturalTextWidth() / REFERENCE, tuple(glyphs)),), tuple(fonts))


def _told_apart(shaped: Shaped, face: Face, language: str) -> Shaped:
    """Qt loses count of characters after one beyond the Basic Multilingual Plane: what follows it in one cluster is
    shaped again, character by character. So is a cluster that was given the glyphs of those after it: Qt counts
    wrongly as well where two fonts meet in 约前9500.
    """
    if len(shaped.clusters) < 2 or all(_sound(cluster) for cluster in shaped.clusters):
        return shaped
    clusters: list[Cluster] = []
    fonts = list(shaped.fonts)
    for cluster in shaped.clusters:
        if _sound(cluster):
            clusters.append(cluster)
            continue
        for character in cluster.text:
            one = shape(character, face, language)
            for part in one.clusters:
                glyphs = tuple((which + len(fonts), glyph, dx, dy) for which, glyph, dx, dy in part.glyphs)
                clusters.append(Cluster(part.text, part.advance, glyphs))
            fonts += one.fonts
    return Shaped(tuple(clusters), tuple(fonts))


def _sound(cluster: Cluster) -> bool:
    """Whether it can be one: a ligature of a few characters, a character of a few glyphs."""
    return len(cluster.text) <= LONGEST_LIGATURE and len(cluster.glyphs) <= len(cluster.text) + 2


def _characters_of_units(text: str) -> Sequence[int]:
    """For each UTF-16 unit that Qt counts, the character it belongs to."""
    if not text or max(text) <= "\uffff":
        return range(len(text))
    units: list[int] = []
    for index, character in enumerate(text):
        units += [index] * (2 if ord(character) > 0xFFFF else 1)
    return units


def glyph_runs(placed: list[tuple[Cluster, float, float]], fonts: tuple[QRawFont, ...], size: float) -> list[QGlyphRun]:
    """Glyph runs, one a font, for clusters placed at (x, baseline y) in logical px, at `size` px an em."""
    glyphs: dict[int, tuple[list[int], list[QPointF]]] = {}
    for cluster, x, y in placed:
        for which, glyph, dx, dy in cluster.glyphs:
            indexes, points = glyphs.setdefault(which, ([], []))
            indexes.append(glyph)
            points.append(QPointF(x + dx * size, y + dy * size))
    runs = []
    for which, (indexes, points) in glyphs.items():
        raw = QRawFont(fonts[which])
        raw.setPixelSize(size)
        run = QGlyphRun()
        run.setRawFont(raw)
        run.setGlyphIndexes(indexes)
        run.setPositions(points)
        runs.append(run)
    return runs
