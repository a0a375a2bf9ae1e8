"""The proof for sign-off: each slide as it is shown, in each language, and what it says as a table to be ticked.

Readers mark it by hand, three times over (初审, 复审, 终审); the deck's version and hash on every page say what it was
that they read. Words are real text in the PDF: they can be searched, selected and copied.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPixmap

from kiosk.content.facts import Fact
from kiosk.look.fonts import Face, font
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.shots import View, pictures_of

DPI = 144
PAGE = (1190.0, 1684.0)
"""A4 upright, in dots of that many an inch."""
EDGE = 74.0
TOP, FOOT = 120.0, 96.0
MEASURE = PAGE[0] - 2 * EDGE
GAP = 24.0
MOST_ACROSS = 3
"""Pictures beside each other: one a language."""
INK, MUTE, RULE, ACCENT = (QColor(name) for name in ("#1C1A17", "#6F685B", "#B9AF9C", "#B8271B"))

_WORDS = {
    "fact": ("内容", "What it says"), "source": ("来源", "Source"), "date": ("日期", "Date"), "line": ("行", "Line"),
    "first": ("初审", "1st"), "second": ("复审", "2nd"), "last": ("终审", "Final"),
    "page": ("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "slide": ("第 {number} 页", "Slide {number}"),
    "contact": ("全部页面", "All slides"),
    "signed": ("签字", "Signed"),
    "proof": ("审校样", "Proof for sign-off"),
    "made": ("{date} 制", "Made on {date}"),
    "none": ("—", "—"),
}  # fmt: skip


@dataclass(frozen=True)
class Proof:
    """What a proof is of.

    Attributes:
        exhibit: the deck. name: of its file. digest: SHA-256 of its text. made: the day, as it is to be printed.
        facts: what each slide says. languages: those that are shown.
        reader: the language of headings and columns.
    """

    exhibit: Exhibit
    name: str
    digest: str
    made: str
    facts: tuple[list[Fact], ...]
    languages: tuple[str, ...]
    reader: str
    version: str = ""

    def say(self, word: str, **values: object) -> str:
        """A word of the proof's own."""
        return _WORDS[word][0 if self.reader.startswith("zh") else 1].format(**values)


Draw = Callable[[QPainter], None]


@dataclass
class _Pages:
    """Pages laid out before any is drawn, so that each knows how many there are."""

    pages: list[list[Draw]] = field(default_factory=list)
    y: float = 0.0

    def turn(self) -> None:
        self.pages.append([])
        self.y = TOP

    def room(self, height: float) -> bool:
        """Whether that much has room on this page."""
        return bool(self.pages) and self.y + height <= PAGE[1] - FOOT

    def put(self, draw: Draw, height: float = 0.0) -> None:
        self.pages[-1].append(draw)
        self.y += height


def write_signoff(proof: Proof, path: Path, seen: View) -> None:
    """Write the proof as a PDF, whole or not at all.

    Args:
        proof: what of.
        path: the file.
        seen: the size, theme and text size of the pictures; its language counts only for the contact sheet.

    Raises:
        OSError: the file can't be written.
    """
    pictures = {code: _pictures(proof, seen, code) for code in proof.languages}
    pages = _Pages()
    _contact(pages, proof, {index: steps[0] for index, steps in pictures[proof.languages[0]].items()})
    for index in range(len(proof.exhibit.slides)):
        _slide(pages, proof, index, {code: pictures[code].get(index, []) for code in proof.languages})
    temporary = path.with_name(path.name + ".part")
    temporary.touch()
    writer = QPdfWriter(str(temporary))
    writer.setTitle(f"{proof.exhibit.deck.title.get(proof.languages[0])} · {proof.say('proof')}")
    writer.setCreator("Touyan")
    writer.setResolution(DPI)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    for number, draws in enumerate(pages.pages):
        if number:
            writer.newPage()
        _frame(painter, proof, number + 1, len(pages.pages))
        for draw in draws:
            draw(painter)
    painter.end()
    temporary.replace(path)


def _pictures(proof: Proof, seen: View, language: str) -> dict[int, list[QPixmap]]:
    """Each slide's pictures, one for each of its steps, small enough for paper; a slide that fails has none."""
    pictures: dict[int, list[QPixmap]] = {}
    across = 900 if seen.size[0] >= seen.size[1] else 520
    view = View(seen.size, language, seen.theme, seen.text)
    for shot in pictures_of(proof.exhibit, view):
        small = shot.picture.scaledToWidth(across, Qt.TransformationMode.SmoothTransformation)
        pictures.setdefault(shot.index, []).append(small)
    return pictures


# What stands on every page.


def _frame(painter: QPainter, proof: Proof, page: int, pages: int) -> None:
    """Which deck it is, in which state, and where one is in the proof."""
    title = proof.exhibit.deck.title.get(proof.languages[0]).replace("\n", " ")
    version = f" · {proof.version}" if proof.version else ""
    _line(painter, EDGE, 44, MEASURE * 0.55, title, Face.BOLD, 20, INK)
    words = f"{proof.name}{version} · SHA-256 {proof.digest[:16]}"
    _line(painter, EDGE + MEASURE * 0.55, 46, MEASURE * 0.45, words, Face.TEXT, 16, MUTE, right=True)
    painter.fillRect(QRectF(EDGE, 82, MEASURE, 3), INK)
    foot = PAGE[1] - FOOT + 36
    painter.fillRect(QRectF(EDGE, foot - 12, MEASURE, 1), RULE)
    _line(
        painter,
        EDGE,
        foot,
        MEASURE / 2,
        f"{proof.say('proof')} · {proof.say('made', date=proof.made)}",
        Face.TEXT,
        16,
        MUTE,
    )
    words = proof.say("page", page=page, pages=pages)
    _line(painter, EDGE + MEASURE / 2, foot, MEASURE / 2, words, Face.TEXT, 16, MUTE, right=True)


def _contact(pages: _Pages, proof: Proof, pictures: dict[int, QPixmap]) -> None:
    """All slides at a glance, and a place for three names."""
    pages.turn()
    _heading(pages, proof.say("contact"))
    columns = 4
    width = (MEASURE - GAP * (columns - 1)) / columns
    shown = list(pictures.items())
    for start in range(0, len(shown), columns):
        row = shown[start : start + columns]
        height = max(width * one.height() / one.width() for _, one in row)
        if not pages.room(height + 52):
            pages.turn()
        top = pages.y
        for number, (index, picture) in enumerate(row):
            x = EDGE + number * (width + GAP)
            pages.put(_picture(x, top, width, picture))
            words = f"{index + 1}  {proof.exhibit.ids[index]}"
            pages.put(_words(x, top + height + 8, width, words, Face.TEXT, 16, MUTE))
        pages.put(lambda _: None, height + 52)
    if not pages.room(120):
        pages.turn()
    top, third = pages.y + 24, (MEASURE - 2 * GAP) / 3
    for number, who in enumerate(("first", "second", "last")):
        x = EDGE + number * (third + GAP)
        words = f"{proof.say(who)}　{proof.say('signed')}"
        pages.put(_words(x, top, third, words, Face.BOLD, 18, INK))
        pages.put(_fill(QRectF(x, top + 76, third, 1.5), INK))


def _slide(pages: _Pages, proof: Proof, index: int, pictures: dict[str, list[QPixmap]]) -> None:
    """A slide's pictures, one language beside the other, then its facts."""
    pages.turn()
    slide, facts = proof.exhibit.slides[index], proof.facts[index]
    first = min((fact.line for fact in facts), default=0)
    name = f"{proof.say('slide', number=index + 1)}　{proof.exhibit.ids[index]}"
    _heading(pages, name, f"{slide.type} · {proof.name}:{first}" if first else slide.type)
    codes = list(pictures)
    across = min(MOST_ACROSS, len(codes))
    for group in range(0, len(codes), across):
        some = codes[group : group + across]
        steps = max(len(pictures[code]) for code in some)
        width = (MEASURE - GAP * (across - 1)) / across
        shape = next((one for code in some for one in pictures[code]), QPixmap(1, 1))
        columns = 1
        if shape.height() > shape.width() or steps > 3:  # upright, or many: smaller, several in a row
            columns = 2 if across > 1 else 3
        width = (width - 12 * (columns - 1)) / columns
        for row in range(0, steps, columns):
            height = width * shape.height() / shape.width()
            if not pages.room(height + 30):
                pages.turn()
            top = pages.y
            for place, code in enumerate(some):
                for column, picture in enumerate(pictures[code][row : row + columns]):
                    x = EDGE + place * ((MEASURE - GAP * (across - 1)) / across + GAP) + column * (width + 12)
                    pages.put(_picture(x, top, width, picture))
            pages.put(lambda _: None, height + 18)
    pages.y += 14
    _table(pages, proof, facts)


# The table.

COLUMNS = (("fact", 0.40), ("source", 0.16), ("date", 0.16), ("line", 0.10), ("first", 0.06), ("second", 0.06),
           ("last", 0.06))  # fmt: skip
PAD = 10.0


def _columns() -> list[tuple[str, float, float]]:
    left, found = EDGE, []
    for name, part in COLUMNS:
        found.append((name, left, MEASURE * part))
        left += MEASURE * part
    return found


def _table(pages: _Pages, proof: Proof, facts: list[Fact]) -> None:
    """Each fact in a row, with a box for each reader's mark."""
    _table_head(pages, proof)
    for fact in facts:
        cells = {
            "fact": _told(fact.words, proof.languages), "source": _told(fact.source, proof.languages),
            "date": _told(fact.date, proof.languages), "line": fact.stands(),
        }  # fmt: skip
        heights = [
            _height(cells[name], Face.TEXT, 17, width - 2 * PAD) for name, _, width in _columns() if name in cells
        ]
        height = max(*heights, 30.0) + 2 * PAD
        if not pages.room(height):
            pages.turn()
            _table_head(pages, proof)
        top = pages.y
        for name, left, width in _columns():
            if name in cells:
                pages.put(_words(left + PAD, top + PAD, width - 2 * PAD, cells[name], Face.TEXT, 17, INK))
            else:
                box = QRectF(left + (width - 26) / 2, top + PAD, 26, 26)
                pages.put(_box(box))
        pages.put(_fill(QRectF(EDGE, top + height, MEASURE, 1), RULE), height)


def _table_head(pages: _Pages, proof: Proof) -> None:
    if not pages.room(44):
        pages.turn()
    top = pages.y
    for name, left, width in _columns():
        middle = name in {"first", "second", "last"}
        pages.put(_words(left + PAD, top, width - 2 * PAD, proof.say(name), Face.BOLD, 16, MUTE, middle))
    pages.put(_fill(QRectF(EDGE, top + 32, MEASURE, 2), INK), 36)


def _told(words: dict[str, str], languages: tuple[str, ...]) -> str:
    """One language under the other; what they share once."""
    said = list(dict.fromkeys(words.get(code, "") for code in languages))
    return "\n".join(one for one in said if one)


# Drawing.


def _heading(pages: _Pages, words: str, small: str = "") -> None:
    pages.put(_words(EDGE, pages.y, MEASURE * 0.7, words, Face.BOLD, 28, INK))
    if small:
        pages.put(_words(EDGE + MEASURE * 0.55, pages.y + 10, MEASURE * 0.45, small, Face.TEXT, 16, MUTE, right=True))
    pages.y += 56


def _picture(x: float, y: float, width: float, picture: QPixmap) -> Draw:
    target = QRectF(x, y, width, width * picture.height() / picture.width())

    def draw(painter: QPainter) -> None:
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
        painter.setPen(RULE)
        painter.drawRect(target)

    return draw


def _type(face: Face, size: float) -> QFont:
    """Of that many dots. Each character keeps its own glyph: a PDF can't say what a ligature or a variant stands for,
    and words that can't be selected and searched are no proof.
    """
    made = QFont(font(face, round(size)))
    for feature in ("liga", "locl"):
        made.setFeature(QFont.Tag(feature), 0)
    return made


def _words(x: float, y: float, width: float, words: str, face: Face, size: float, colour: QColor,
           middle: bool = False, right: bool = False) -> Draw:  # fmt: skip
    align = (
        Qt.AlignmentFlag.AlignHCenter
        if middle
        else Qt.AlignmentFlag.AlignRight
        if right
        else Qt.AlignmentFlag.AlignLeft
    )

    def draw(painter: QPainter) -> None:
        painter.setFont(_type(face, size))
        painter.setPen(colour)
        flags = int(align) | int(
            Qt.TextFlag.TextWrapAnywhere if _long(words, face, size, width) else Qt.TextFlag.TextWordWrap
        )
        painter.drawText(QRectF(x, y, width, 1e5), flags, words)

    return draw


def _long(words: str, face: Face, size: float, width: float) -> bool:
    """Whether a word by itself is wider than its column."""
    metrics = QFontMetricsF(_type(face, size))
    return any(metrics.horizontalAdvance(word) > width for word in words.split() if word.isascii())


def _height(words: str, face: Face, size: float, width: float) -> float:
    metrics = QFontMetricsF(_type(face, size))
    flags = Qt.TextFlag.TextWrapAnywhere if _long(words, face, size, width) else Qt.TextFlag.TextWordWrap
    return math.ceil(metrics.boundingRect(QRectF(0, 0, width, 1e5), int(flags), words).height())


def _line(painter: QPainter, x: float, y: float, width: float, words: str, face: Face, size: float, colour: QColor,
          right: bool = False) -> None:  # fmt: skip
    """One line, cut where it has no room."""
    painter.setFont(_type(face, size))
    painter.setPen(colour)
    cut = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(x, y, width, 40), int(align), cut)


def _box(box: QRectF) -> Draw:
    """An empty one, for a mark."""

    def draw(painter: QPainter) -> None:
        painter.setPen(INK)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    return draw


def _fill(rect: QRectF, colour: QColor) -> Draw:
    return lambda painter: painter.fillRect(rect, colour)
