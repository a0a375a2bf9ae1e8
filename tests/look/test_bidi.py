"""Words that run from right to left stand in the order a reader of them expects."""

from __future__ import annotations

import pytest

from kiosk.look.atoms import atoms_of
from kiosk.look.bidi import direction, runs_left, seen_order
from kiosk.look.fonts import Face
from kiosk.look.typeset import Align, Style, typeset
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    from kiosk.look import fonts

    assert fonts.load(ROOT / "assets" / "fonts") == []


@pytest.mark.parametrize(
    ("language", "leftward"),
    [("ar", True), ("he", True), ("ug", True), ("fa-IR", True), ("az-Arab", True), ("ug-Latn", False), ("zh", False),
     ("en", False), ("az", False)],
)  # fmt: skip
def test_which_languages_run_that_way(language: str, leftward: bool) -> None:
    assert runs_left(language) is leftward


def test_which_way_a_word_runs() -> None:
    assert [direction(word) for word in ("سطر", "Qt", "6.11", "—", " ", "(سطر)")] == [1, -1, -1, 0, 0, 1]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("أ ب ج", "ج ب أ"),
        ("أ Qt 6 ب", "ب Qt 6 أ"),
        ("Qt 6", "Qt 6"),
        ("أ 2025 ب", "ب 2025 أ"),
        ("أ — ب", "ب — أ"),
    ],
)  # fmt: skip
def test_words_are_seen_in_their_order(written: str, seen: str) -> None:
    import re

    words = re.findall(r"\s+|\S+", written)
    assert "".join(seen_order(words, str)) == seen


def test_a_words_letters_join_and_nothing_is_lost(qapp: object) -> None:
    atoms, shaped = atoms_of("هذا نص Qt 6.11", Face.TEXT, "ar")
    assert [atom.clusters[0].text for atom in atoms if not atom.space] == ["هذا", "نص", "Qt", "6.11"]
    assert all(glyph for cluster in shaped.clusters for _, glyph, _, _ in cluster.glyphs), "no tofu"


@pytest.mark.parametrize("align", [Align.LEFT, Align.JUSTIFY])
def test_lines_end_together_at_the_right(qapp: object, align: Align) -> None:
    words = "هذه فقرة توضيحية تملأ السطور من اليمين ويبدأ كل سطر من الحافة اليمنى وينتهي عند الحافة اليسرى"
    block = typeset(words, "ar", Style(Face.TEXT, 30, 1.5, align, indent=0.0), 400)
    assert block.lines > 2
    assert block.left >= -0.5
    rights = []
    for run in block._runs:
        rights += [(round(at.y()), at.x()) for at in run.positions()]
    rows = {y: max(x for other, x in rights if other == y) for y, _ in rights}
    widest = max(rows.values())
    assert sum(1 for right in rows.values() if right > widest - 30) >= block.lines - 1
