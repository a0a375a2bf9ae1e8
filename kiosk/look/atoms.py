"""Paragraphs to atoms: what no line break parts, how wide it is, and what of it goes at a line's ends.

The rules are CLREQ's (see `clreq`): marks squeezed where they meet, air between Han and Latin, pairs kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QRawFont

from kiosk.content.tongues import in_squares
from kiosk.look.bidi import direction, runs_left
from kiosk.look.clreq import CLOSING, NO_BREAK, OPENING, is_han, is_latin, is_space, sticks
from kiosk.look.fonts import Face, worn_cache
from kiosk.look.shaping import Cluster, Shaped, shape, shape_word

HAN_LATIN = 0.2
"""Em between Han and Latin letters or digits: CLREQ allows up to a quarter, and a quarter is loose at display sizes."""
HALF = 0.5
"""Em by which a full-width mark may be squeezed."""


class Atom(NamedTuple):
    """What no line break parts.

    Attributes:
        clusters: its glyphs.
        width: em, with the spaces inside.
        gap: em before it when it doesn't begin a line.
        space: whether it is a space, gone at both ends of a line.
        trim_left, trim_right: em of blank that goes when it begins or ends a line.
        glued: no line begins with it.
    """

    clusters: tuple[Cluster, ...]
    width: float
    gap: float
    space: bool
    trim_left: float
    trim_right: float
    glued: bool

    @property
    def characters(self) -> int:
        """How many characters it holds."""
        return sum(len(cluster.text) for cluster in self.clusters)


@worn_cache(maxsize=48)
def atoms_of(text: str, face: Face, language: str) -> tuple[tuple[Atom, ...], Shaped]:
    """Cut a paragraph into atoms."""
    if runs_left(language):
        return _words_of(text, face, language)
    shaped = shape(text, face, language)
    chinese = in_squares(language)
    same = _same_atom if chinese else _same_word
    atoms: list[Atom] = []
    group: list[Cluster] = []
    for cluster in shaped.clusters:
        if group and not same(group[-1].text[-1], cluster.text[0]):
            atoms.append(_atom(group, atoms, chinese))
            group = []
        group.append(cluster)
    if group:
        atoms.append(_atom(group, atoms, chinese))
    return tuple(atoms), shaped


def _words_of(text: str, face: Face, language: str) -> tuple[tuple[Atom, ...], Shaped]:
    """A paragraph that runs from right to left: its words, and the spaces between them."""
    atoms: list[Atom] = []
    clusters: list[Cluster] = []
    fonts: list[QRawFont] = []
    words = re.findall(rf"[^\S{NO_BREAK}]+|[\S{NO_BREAK}]+", text)
    for index, word in enumerate(words):
        following = next((other for other in words[index + 1 :] if not other.isspace()), "")
        # The mark at the end of a Latin word belongs to it where another such word follows, else to the paragraph.
        leftward = direction(word) >= 0 or direction(following) >= 0
        shaped = shape_word(word, face, language, leftward)
        place = [_place_of(font, fonts) for font in shaped.fonts]
        for part in shaped.clusters:
            glyphs = tuple((place[which], glyph, dx, dy) for which, glyph, dx, dy in part.glyphs)
            clusters.append(Cluster(part.text, part.advance, glyphs))
        atoms.append(Atom((clusters[-1],), clusters[-1].advance, 0.0, word.isspace(), 0.0, 0.0, False))
    return tuple(atoms), Shaped(tuple(clusters), tuple(fonts))


def _place_of(font: QRawFont, fonts: list[QRawFont]) -> int:
    """Where a font stands in a list that holds each once: every size of every one of them costs memory."""
    if font not in fonts:
        fonts.append(font)
    return fonts.index(font)


def _same_atom(left: str, right: str) -> bool:
    """Letters of a word, and the pairs —— and ……, are one atom; marks are atoms of their own, glued."""
    if is_space(left) or is_space(right):
        return False
    if left == right and left in "—…":
        return True
    return sticks(left, right) and not (is_wide_mark(left) or is_wide_mark(right) or is_han(left) or is_han(right))


def _same_word(left: str, right: str) -> bool:
    """Outside Chinese a word ends at a space or after a hyphen or dash; its opening quote can hang by itself."""
    if is_space(left) or is_space(right) or is_han(left) or is_han(right) or left in OPENING:
        return False
    return not (left in "-—–/…" and right.isalnum())


def is_wide_mark(character: str) -> bool:
    """Whether it is a full-width mark that may be squeezed."""
    return character in OPENING or character in CLOSING


def _atom(group: list[Cluster], before: list[Atom], chinese: bool) -> Atom:
    first, last = group[0].text[0], group[-1].text[-1]
    width = sum(cluster.advance for cluster in group)
    full = chinese and group[0].advance > 0.9
    trim_left = HALF if full and first in OPENING else 0.0
    trim_right = HALF if full and last in CLOSING else 0.0
    gap, glued = 0.0, False
    if before:
        previous = before[-1].clusters[-1].text[-1]
        glued = sticks(previous, first) if chinese or is_han(previous) or is_han(first) else previous in OPENING
        if (is_han(previous) and is_latin(first)) or (is_latin(previous) and is_han(first)):
            gap = HAN_LATIN
        elif before[-1].trim_right and (trim_right or trim_left):
            gap = -before[-1].trim_right  # ”， and ）“: the blank of the first goes
        elif not before[-1].trim_right and trim_left and previous in OPENING:
            gap = -trim_left
    return Atom(tuple(group), width, gap, is_space(first), trim_left, trim_right, glued)


def unbroken(atoms: Sequence[Atom]) -> float:
    """The widest stretch in em that no line break parts: what a measure must have for nothing to be chopped."""
    widest = run = 0.0
    for atom in atoms:
        run = _run(run, atom)
        widest = max(widest, atom.width, run if atom.glued else 0.0)
    return widest


def _run(before: float, atom: Atom) -> float:
    """How wide a stretch is that no line break parts, with one atom more: no line ends before a space either."""
    return before + atom.width if atom.glued or atom.space else atom.width


def chopped(atoms: tuple[Atom, ...], measure: float) -> tuple[Atom, ...]:
    """What is wider than the measure, cut: words between any two letters, runs of marks between any two of them."""
    cut: list[Atom] = []
    for atom in atoms:
        if atom.width <= measure:
            cut.append(atom)
        else:
            first, *rest = atom.clusters
            cut.append(Atom((first,), first.advance, atom.gap, atom.space, 0.0, 0.0, atom.glued))
            cut += [Atom((cluster,), cluster.advance, 0.0, False, 0.0, 0.0, False) for cluster in rest]
    run = 0.0
    for index, atom in enumerate(cut):
        run = _run(run, atom)
        if run > measure and atom.glued:
            cut[index] = atom._replace(glued=False)
            run = atom.width
    return tuple(cut)


def tracked(atom: Atom, track: float) -> Atom:
    """An atom with that much space (em) after each of its characters."""
    clusters = tuple(Cluster(c.text, c.advance + track, c.glyphs) for c in atom.clusters)
    return Atom(
        clusters, atom.width + track * len(clusters), atom.gap, atom.space, atom.trim_left, atom.trim_right, atom.glued
    )
