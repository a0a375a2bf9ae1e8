"""The pages of a proof: all slides at a glance, then each with its pictures and its table; and every page's frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from kiosk.look.fonts import Face
from kiosk.stage.signoff.paper import EDGE, FOOT, GAP, MEASURE, PAGE, Pages
from kiosk.stage.signoff.pen import INK, MUTE, RULE, fill, heading, line, picture, text
from kiosk.stage.signoff.proof import Proof
from kiosk.stage.signoff.table import table

_MOST_ACROSS = 3
"""Pictures beside each other: one a language."""
_COLUMNS = 4
"""Of the contact sheet."""


def frame(painter: QPainter, proof: Proof, page: int, pages: int) -> None:
    """Which deck it is, in which state, and where one is in the proof."""
    title = proof.exhibit.deck.title.get(proof.languages[0]).replace("\n", " ")
    version = f" · {proof.version}" if proof.version else ""
    line(painter, EDGE, 44, MEASURE * 0.55, title, Face.BOLD, 20, INK)
    words = f"{proof.name}{version} · SHA-256 {proof.digest[:16]}"
    line(painter, EDGE + MEASURE * 0.55, 46, MEASURE * 0.45, words, Face.TEXT, 16, MUTE, right=True)
    painter.fillRect(QRectF(EDGE, 82, MEASURE, 3), INK)
    foot = PAGE[1] - FOOT + 36
    painter.fillRect(QRectF(EDGE, foot - 12, MEASURE, 1), RULE)
    words = f"{proof.say('proof')} · {proof.say('made', date=proof.made)}"
    line(painter, EDGE, foot, MEASURE / 2, words, Face.TEXT, 16, MUTE)
    words = proof.say("page", page=page, pages=pages)
    line(painter, EDGE + MEASURE / 2, foot, MEASURE / 2, words, Face.TEXT, 16, MUTE, right=True)


def contact(pages: Pages, proof: Proof, shown: Sequence[int], shape: QSize, drawn: Callable[[int], QPixmap]) -> None:
    """All slides at a glance, and a place for three names.

    Args:
        pages: to lay on. proof: what of.
        shown: the slides that there are pictures of. shape: of a picture. drawn: the first one of a slide.
    """
    pages.turn()
    heading(pages, proof.say("contact"))
    width = (MEASURE - GAP * (_COLUMNS - 1)) / _COLUMNS
    height = width * shape.height() / shape.width()
    for start in range(0, len(shown), _COLUMNS):
        pages.fit(height + 52)
        top = pages.y
        for number, index in enumerate(shown[start : start + _COLUMNS]):
            x = EDGE + number * (width + GAP)
            pages.put(picture(x, top, width, shape, partial(drawn, index)))
            words = f"{index + 1}  {proof.exhibit.ids[index]}"
            pages.put(text(x, top + height + 8, width, words, Face.TEXT, 16, MUTE))
        pages.y += height + 52
    pages.fit(120)
    top, third = pages.y + 24, (MEASURE - 2 * GAP) / 3
    for number, who in enumerate(("first", "second", "last")):
        x = EDGE + number * (third + GAP)
        words = f"{proof.say(who)}　{proof.say('signed')}"
        pages.put(text(x, top, third, words, Face.BOLD, 18, INK))
        pages.put(fill(QRectF(x, top + 76, third, 1.5), INK))


def sheet(
    pages: Pages, proof: Proof, index: int, steps: Mapping[str, int], shape: QSize,
    drawn: Callable[[str, int], QPixmap],
) -> None:  # fmt: skip
    """A slide's pictures, one language beside the other, then its facts.

    Args:
        pages: to lay on. proof: what of. index: the slide.
        steps: how many pictures there are of it, by language. shape: of a picture.
        drawn: one of them, by language and step.
    """
    pages.turn()
    slide, facts = proof.exhibit.slides[index], proof.facts[index]
    first = min((fact.line for fact in facts), default=0)
    name = f"{proof.say('slide', number=index + 1)}　{proof.exhibit.ids[index]}"
    heading(pages, name, f"{slide.type} · {proof.name}:{first}" if first else slide.type)
    codes = proof.languages
    across = min(_MOST_ACROSS, len(codes))
    column = (MEASURE - GAP * (across - 1)) / across
    for group in range(0, len(codes), across):
        some = codes[group : group + across]
        most = max(steps[code] for code in some)
        beside = 1
        if shape.height() > shape.width() or most > 3:  # upright, or many: smaller, several in a row
            beside = 2 if across > 1 else 3
        width = (column - 12 * (beside - 1)) / beside
        height = width * shape.height() / shape.width()
        for row in range(0, most, beside):
            pages.fit(height + 30)
            for place, code in enumerate(some):
                for step in range(row, min(row + beside, steps[code])):
                    x = EDGE + place * (column + GAP) + (step - row) * (width + 12)
                    pages.put(picture(x, pages.y, width, shape, partial(drawn, code, step)))
            pages.y += height + 18
    pages.y += 14
    table(pages, proof, facts)
