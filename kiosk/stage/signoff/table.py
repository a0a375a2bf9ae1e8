"""What a slide says, a fact in each row, with a box for each reader's mark."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from kiosk.content.facts import Fact
from kiosk.look.fonts import Face
from kiosk.stage.signoff.paper import EDGE, MEASURE, Pages
from kiosk.stage.signoff.pen import INK, MUTE, RULE, box, fill, height_of, text
from kiosk.stage.signoff.proof import Proof

_COLUMNS = (("fact", 0.40), ("source", 0.16), ("date", 0.16), ("line", 0.10), ("first", 0.06), ("second", 0.06),
            ("last", 0.06))  # fmt: skip
_PAD = 10.0


def table(pages: Pages, proof: Proof, facts: list[Fact]) -> None:
    """The table below a slide's pictures, and on as many pages as it takes."""
    _head(pages, proof)
    for fact in facts:
        cells = {
            "fact": _told(fact.words, proof.languages), "source": _told(fact.source, proof.languages),
            "date": _told(fact.date, proof.languages), "line": fact.stands(),
        }  # fmt: skip
        heights = [
            height_of(cells[name], Face.TEXT, 17, width - 2 * _PAD) for name, _, width in _columns() if name in cells
        ]
        height = max(*heights, 30.0) + 2 * _PAD
        page = pages.count
        pages.fit(height)
        if pages.count > page:
            _head(pages, proof)
        top = pages.y
        for name, left, width in _columns():
            if name in cells:
                pages.put(text(left + _PAD, top + _PAD, width - 2 * _PAD, cells[name], Face.TEXT, 17, INK))
            else:
                pages.put(box(QRectF(left + (width - 26) / 2, top + _PAD, 26, 26)))
        pages.put(fill(QRectF(EDGE, top + height, MEASURE, 1), RULE), height)


def _columns() -> list[tuple[str, float, float]]:
    left, found = EDGE, []
    for name, part in _COLUMNS:
        found.append((name, left, MEASURE * part))
        left += MEASURE * part
    return found


def _head(pages: Pages, proof: Proof) -> None:
    pages.fit(44)
    top = pages.y
    for name, left, width in _columns():
        middle = name in {"first", "second", "last"}
        pages.put(text(left + _PAD, top, width - 2 * _PAD, proof.say(name), Face.BOLD, 16, MUTE, middle))
    pages.put(fill(QRectF(EDGE, top + 32, MEASURE, 2), INK), 36)


def _told(words: dict[str, str], languages: tuple[str, ...]) -> str:
    """One language under the other; what they share once."""
    said = list(dict.fromkeys(words.get(code, "") for code in languages))
    return "\n".join(one for one in said if one)
