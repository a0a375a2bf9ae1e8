"""Lines end where every way that there is says they should."""

from __future__ import annotations

import itertools
import random

import pytest

from kiosk.look.atoms import Atom, atoms_of, chopped
from kiosk.look.breaks import Breaks
from kiosk.look.fonts import Face
from kiosk.look.lines import Style, line_of

HAN = "我国成为发布大模型最多的国家"
LATIN = ("Qt", "AI", "2025", "GPU", "data")
MARKS = "，。、“”（）"


def paragraph(rng: random.Random, marks: bool) -> str:
    """A few words of both kinds."""
    parts = [rng.choice(LATIN) if rng.random() < 0.2 else rng.choice(HAN) for _ in range(rng.randint(2, 11))]
    if marks:
        parts.insert(rng.randint(1, len(parts)), rng.choice(MARKS))
    return "".join(parts)


def ways(atoms: tuple[Atom, ...]) -> list[list[int]]:
    """Every way to break them."""
    free = [at for at in range(1, len(atoms)) if not (atoms[at].glued or atoms[at].space)]
    return [[*ends, len(atoms)] for count in range(len(free) + 1) for ends in itertools.combinations(free, count)]


def widths(atoms: tuple[Atom, ...], ends: list[int], style: Style) -> list[float]:
    """The lines' in em, as they are set."""
    return [line_of(atoms[start:end], 1e9, 1.0, style, 0.0, last=True).width
            for start, end in itertools.pairwise([0, *ends])]  # fmt: skip


def fits(atoms: tuple[Atom, ...], ends: list[int], style: Style, measure: float, indent: float) -> bool:
    rooms = [measure - indent, *[measure] * len(ends)]
    return all(width <= room + 1e-6 for width, room in zip(widths(atoms, ends, style), rooms, strict=False))


@pytest.mark.parametrize("balance", [False, True])
@pytest.mark.parametrize("hang", [False, True])
def test_there_are_as_few_lines_as_there_can_be(
    qapp: object, rng: random.Random, balance: bool, hang: bool
) -> None:  # fmt: skip
    for _ in range(60):
        style = Style(Face.TEXT, 1.0, balance=balance, hang=hang)
        measure, indent = rng.uniform(3.0, 9.0), rng.choice([0.0, 1.0])
        text = paragraph(rng, marks=True)
        atoms = chopped(atoms_of(text, Face.TEXT, "zh")[0], measure - indent)
        breaks = Breaks(atoms, style)
        found = breaks.ends(measure, indent)
        fitting = [way for way in ways(atoms) if fits(atoms, way, style, measure, indent)]
        assert found in fitting, (text, measure, indent)
        assert len(found) == min(map(len, fitting)) == breaks.count(measure, indent), (text, measure, indent)


@pytest.mark.parametrize("balance", [False, True])
def test_of_those_the_least_ragged_is_taken(qapp: object, rng: random.Random, balance: bool) -> None:
    style = Style(Face.TEXT, 1.0, balance=balance)

    def cost(atoms: tuple[Atom, ...], ends: list[int], measure: float) -> float:
        *others, last = widths(atoms, ends, style)
        ragged = sum(((measure - width) / measure) ** 2 for width in (*others, last) if balance or width is not last)
        letters = sum(atom.characters for atom in atoms[ends[-2] :])
        lone = letters == 1 or (letters == 2 and balance and len(atoms) - ends[-2] == 2)
        word = 0.2 if len(atoms) - ends[-2] == 1 and letters > 1 else 0.0
        return ragged + (3.0 if lone else word)

    tried = 0
    while tried < 60:
        measure, text = rng.uniform(3.0, 9.0), paragraph(rng, marks=False)
        atoms = chopped(atoms_of(text, Face.TEXT, "zh")[0], measure)
        found = Breaks(atoms, style).ends(measure, 0.0)
        if len(found) < 2:
            continue
        tried += 1
        fewest = [way for way in ways(atoms) if len(way) == len(found) and fits(atoms, way, style, measure, 0.0)]
        assert cost(atoms, found, measure) <= min(cost(atoms, way, measure) for way in fewest) + 1e-6, (text, measure)


def test_what_no_break_parts_runs_over(qapp: object) -> None:
    atoms, _ = atoms_of("知识 incomprehensibility 知识", Face.TEXT, "zh")
    breaks = Breaks(atoms, Style(Face.TEXT, 1.0))
    assert breaks.ends(4.0, 0.0) == [3, 5, 7]
    assert breaks.count(4.0, 0.0) == 3
    assert Breaks((), Style(Face.TEXT, 1.0)).ends(4.0, 0.0) == []
    assert Breaks((), Style(Face.TEXT, 1.0)).count(4.0, 0.0) == 0
