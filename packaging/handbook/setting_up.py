"""The page on setting a machine up from a stick: its words, and pictures of the program that staff will see.

Words: `packaging/handbook/setup.LANGUAGE.md`. Pictures are the program's own screens, on a made-up machine whose clock
stands still, so that they change only with the program.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtTest import QTest

from handbook import HERE, ROOT
from handbook.pictures import WIDTH
from handbook.writing import NOTICE
from kiosk.app import exhibit_of
from kiosk.content.load import load
from kiosk.look.fonts import Face, font
from kiosk.ops.settings import write_settings
from kiosk.staff.board import Key
from kiosk.staff.office import Office, Ties
from kiosk.staff.reception import Reception
from kiosk.stage.shots import View, pictures_of
from kiosk.stage.window import Window

SIZE, TALL = (1920, 1080), (1080, 1920)
INK, PAPER, RULE, ACCENT = QColor("#1C1A17"), QColor("#F5F0E6"), QColor("#D8CFBD"), QColor("#B8271B")
WORDS = {"zh": ("确定", "触摸测试", "以后再说"), "en": ("OK", "Touch test", "Later")}
TURNS = (("normal", 0), ("left", -90), ("right", 90), ("inverted", 180))


def words(language: str) -> str:
    """The page, in Markdown."""
    return NOTICE + (HERE / f"setup.{language}.md").read_text("utf-8")


def pictures(language: str) -> Iterator[tuple[str, QImage]]:
    """Each picture of the page. There has to be an application."""
    cover, tall = _cover(SIZE, language), _cover(TALL, language)
    yield "corner", _small(_corners(cover))
    yield "turned", _turned(cover, tall)
    with tempfile.TemporaryDirectory() as folder:
        yield from _staff(language, Path(folder))


def _cover(size: tuple[int, int], language: str) -> QImage:
    exhibit = exhibit_of(load(ROOT / "data" / "deck.yaml"))
    assert exhibit is not None
    return next(pictures_of(exhibit, View(size, language))).picture.toImage()


def _small(image: QImage) -> QImage:
    width = WIDTH if image.width() > image.height() else WIDTH // 2
    small = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    return small.convertToFormat(QImage.Format.Format_RGB888)


def _corners(cover: QImage) -> QImage:
    """Where a finger is held to call the staff's panel."""
    image = cover.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for x in (0, image.width()):
        for radius, alpha in ((70, 255), (130, 150), (190, 80)):
            colour = QColor(PAPER)
            colour.setAlpha(alpha)
            painter.setPen(QPen(colour, 12))
            painter.drawEllipse(QPointF(x, 0), radius, radius)
    painter.end()
    return image


def _turned(cover: QImage, tall: QImage) -> QImage:
    """The four ways a panel may stand: the words of ROTATE, each under a screen that stands so."""
    image = QImage(WIDTH, 300, QImage.Format.Format_RGB888)
    image.fill(PAPER)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for index, (name, degrees) in enumerate(TURNS):
        middle = QPointF(WIDTH / 4 * (index + 0.5), 122)
        shown = tall if abs(degrees) == 90 else cover
        long, short = 192.0, 108.0
        painter.save()
        painter.translate(middle)
        # As it stands in the hall: the picture upright, the panel's own lower edge where the turn puts it.
        width, height = (short, long) if shown is tall else (long, short)
        box = QRectF(-width / 2, -height / 2, width, height)
        painter.setPen(QPen(INK, 10))
        painter.drawRect(box.adjusted(-5, -5, 5, 5))
        painter.drawImage(box, shown)
        painter.rotate(-degrees)
        painter.setPen(QPen(ACCENT, 8))
        painter.drawLine(QPointF(-34, short / 2 + 18), QPointF(34, short / 2 + 18))
        painter.restore()
        painter.setPen(INK)
        painter.setFont(font(Face.TEXT, 20))
        painter.drawText(QRectF(middle.x() - 110, 254, 220, 32), Qt.AlignmentFlag.AlignCenter, f"ROTATE={name}")
    painter.end()
    return image


class _Machine:
    """A machine whose clock stands still, and a member of staff."""

    def __init__(self, language: str, folder: Path) -> None:
        self.settings = folder / "settings.yaml"
        write_settings(self.settings, language=language)
        self.window = Window(windowed=True, size=QSize(*SIZE), now=lambda: 1000.0, language=language)
        self.office = Office(self.window, self.settings, folder, Ties())
        self.office._free = lambda: 48_000_000_000  # type: ignore[method-assign]  # noqa: SLF001 - not this disk's
        exhibit = exhibit_of(load(ROOT / "data" / "deck.yaml"))
        assert exhibit is not None
        others = (one for one in exhibit.languages if one != language)
        deck = exhibit.deck.model_copy(update={"languages": (language, *others)})
        self.window.open(replace(exhibit, deck=deck))
        self.window.place()
        self.reception = Reception(self.window, self.office, self.settings, language=lambda: language,
                                   sticks=list, now=lambda: 1000.0)  # fmt: skip
        self.device = QTest.createTouchDevice()

    def key(self, said: str) -> Key:
        """A key of the topmost page."""
        return next(one for one in self.reception.pages[-1].keys if one.words == said)

    def tap(self, said: str) -> None:
        """Tap it."""
        page = self.reception.pages[-1]
        at = (self.key(said).rect.center() * page.frame_.scale).toPoint()
        self.touch("press", at)
        self.touch("release", at)

    def touch(self, what: str, at: QPoint) -> None:
        """One finger."""
        event = QTest.touchEvent(self.window, self.device, False)
        getattr(event, what)(0, at, self.window)
        event.commit(True)

    def wait_for(self, said: str) -> None:
        """Until there is such a key."""
        for _ in range(600):
            if self.reception.pages and any(one.words == said for one in self.reception.pages[-1].keys):
                return
            QTest.qWait(50)
        raise TimeoutError(said)

    def picture(self) -> QImage:
        """What stands on the screen."""
        QTest.qWait(600)
        return _small(self.window.grab().toImage())


def _staff(language: str, folder: Path) -> Iterator[tuple[str, QImage]]:
    enter, test, later = WORDS[language]
    machine = _Machine(language, folder)
    machine.reception.call()
    machine.wait_for(enter)
    yield "pin", machine.picture()
    for _ in range(2):
        for digit in "4711":
            machine.tap(digit)
        machine.tap(enter)
    machine.wait_for(later)
    yield "key", machine.picture()
    machine.tap(later)
    machine.wait_for(test)
    yield "panel", machine.picture()
    machine.tap(test)
    QTest.qWait(400)
    _paint(machine)
    yield "touch", machine.picture()
    machine.window.stage.pictures.settle()


def _paint(machine: _Machine) -> None:
    """Strokes over the sheet, as a finger that tries all corners leaves them."""
    for y in (300, 480, 660):
        machine.touch("press", QPoint(160, y))
        for x in range(200, 1760, 40):
            machine.touch("move", QPoint(x, y + (x * 7 // 40) % 30))
        machine.touch("release", QPoint(1760, y))
