"""Where the lines of a paragraph end: as few lines as there can be, and of those breaks the least ragged.

They are found by dynamic programming over the places where a line may end (after Knuth and Plass, "Breaking Paragraphs
into Lines", 1981). Widths are differences of sums from the paragraph's beginning, and neither a line that begins later
nor one that ends earlier is wider: so what may be the first line's end, the second's and so on lies between what is
reached by lines as long as they can be, from the beginning, and by the same from the end; and few ways are left to try.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kiosk.look.atoms import Atom, is_wide_mark
from kiosk.look.clreq import is_han
from kiosk.look.lines import Style, trim_left

PHRASE = 14.0
"""How much of a headline's evenness it is worth to break after a comma."""
OVER = 1e-6
"""Em by which a line may be wider than its room: sums aren't exact."""
SAME = 1e-6
"""Costs that differ by less are the same: sums aren't exact."""

_NEVER = float("inf")


class Breaks:
    """A paragraph's atoms, measured for one style.

    The places where a line may begin or end are numbered: 0 is before the first atom, the last behind all of them.
    """

    def __init__(self, atoms: Sequence[Atom], style: Style) -> None:
        self._atoms, self._balance = atoms, style.balance
        self._places = [at for at, atom in enumerate(atoms) if at and not (atom.glued or atom.space)]
        """After how many atoms. No line begins with what is glued or a space."""
        if atoms:
            self._places = [0, *self._places, len(atoms)]
        near, far = _measured(atoms, style)
        self._near = [near[at] for at in self._places[:-1]]
        self._far = [far[at] for at in self._places]
        """What lies between a line's two is its width in em, without the spaces and blanks at its ends."""

    def count(self, measure: float, indent: float) -> int:
        """How many lines it makes. Measure and indent in em."""
        return len(self._latest(measure, indent))

    def ends(self, measure: float, indent: float) -> list[int]:
        """After how many atoms each line ends. Measure and indent in em.

        Of several ways that are equally ragged, the one with the shorter last line is taken.
        """
        latest = self._latest(measure, indent)
        if len(latest) < 2:
            return self._places[-1:]
        costs, ways = {0: 0.0}, []
        for first, last in zip(self._earliest(len(latest), measure, indent), latest, strict=True):
            found: dict[int, float] = {}
            begins: dict[int, int] = {}
            for start, before in costs.items():
                room = measure - (0.0 if start else indent)
                for end in range(max(first, start + 1), min(last, self._furthest(start, room)) + 1):
                    cost = before + self._cost(start, end, room)
                    if cost <= found.get(end, _NEVER) + SAME:
                        found[end], begins[end] = cost, start
            costs = found
            ways.append(begins)
        at, ends = len(self._places) - 1, []
        for begins in reversed(ways):
            ends.append(self._places[at])
            at = begins[at]
        return ends[::-1]

    def _furthest(self, start: int, room: float) -> int:
        """Where a line that begins there ends at the latest; what can't be broken is let run over."""
        return max(start + 1, bisect_right(self._far, self._near[start] + room + OVER) - 1)

    def _latest(self, measure: float, indent: float) -> list[int]:
        """Where each line ends if all are as long as can be."""
        ends, at, last = [], 0, len(self._places) - 1
        while at < last:
            at = self._furthest(at, measure - (0.0 if at else indent))
            ends.append(at)
        return ends

    def _earliest(self, count: int, measure: float, indent: float) -> list[int]:
        """Where each of so many lines ends at the earliest, for the rest to have room in those after it."""
        at = len(self._places) - 1
        ends = [at]
        for _ in range(count - 1):
            start = min(bisect_left(self._near, self._far[at] - measure - OVER), at - 1)
            at = max(start, 1)
            ends.append(at)
        return ends[::-1]

    def _cost(self, start: int, end: int, room: float) -> float:
        """How ragged a line is in so many em."""
        slack = room - max(self._far[end] - self._near[start], 0.0)
        if slack < -OVER:
            return 1e6 * -slack
        last = end == len(self._places) - 1
        cost = _widow(self._atoms[self._places[start] :], self._balance) if last else 0.0
        if last and not self._balance:
            return cost
        ratio = slack / max(room, OVER)
        phrased = self._balance and not last and self._atoms[self._places[end] - 1].trim_right
        return cost + 100.0 * ratio * ratio - (PHRASE if phrased else 0.0)


def _measured(atoms: Sequence[Atom], style: Style) -> tuple[list[float], list[float]]:
    """The em from the beginning up to what is seen of a line that begins with each atom, and of one that ends there."""
    near, far, total, inked = [], [0.0], 0.0, 0.0
    for atom in atoms:
        total += atom.gap
        near.append(total + trim_left(atom, style))
        total += atom.width
        inked = inked if atom.space else total - atom.trim_right
        far.append(inked)
    return near, far


def _widow(atoms: Sequence[Atom], balance: bool) -> float:
    """What a last line costs for being too short: a lone character much, a lone word a little."""
    first = atoms[0].clusters[0].text
    letters = 0
    for atom in atoms:
        letters += 0 if _is_mark(atom) else atom.characters
        if letters > 2:
            break
    if letters <= 1 or (letters <= 2 and balance and is_han(first[0])):
        return 300.0
    return 20.0 if len(atoms) == 1 and not is_han(first[0]) else 0.0


def _is_mark(atom: Atom) -> bool:
    return all(is_wide_mark(cluster.text[0]) or not cluster.text[0].isalnum() for cluster in atom.clusters)
