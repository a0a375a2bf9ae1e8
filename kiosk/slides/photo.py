"""A picture as large as the screen allows, its caption and credit on a dark band below it; or several side by side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kiosk.content.kinds.photo import Photo, Shot
from kiosk.content.tongues import in_squares, is_english
from kiosk.look.fonts import Face
from kiosk.look.parts import FillItem, TextItem
from kiosk.look.phrases import phrase
from kiosk.look.pictures import Pictures
from kiosk.look.theme import Theme
from kiosk.look.typeset import Block, Style, fit, pages, typeset
from kiosk.slides.base import SlideItem
from kiosk.slides.picture import PictureItem
from kiosk.slides.touch import Move

MOST_TOGETHER = 6
"""Pictures side by side at most; more take several pages."""
GAP = 12.0
"""Logical px between pictures side by side."""
BUTTON = (200.0, 104.0)
"""Logical px of the button that zooms: what two fingers do, with one tap."""
LEAST_BAND = 208.0


class ZoomItem(QGraphicsItem):
    """The button in the band: in, and out again."""

    def __init__(self, language: str, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._theme, self._pressed, self._out = theme, False, False
        style = Style(Face.TEXT, 30, 1.2)
        self._blocks = [
            fit(phrase(name, language), language, style, BUTTON[0] - 84, 80, 22)[0] for name in ("zoom_in", "zoom_out")
        ]
        self.setZValue(2)

    def show_way(self, out: bool) -> None:
        """Say what a tap will do: in, or out again."""
        self._out = out
        self.update()

    def press(self, pressed: bool) -> None:
        """Answer a finger."""
        if pressed != self._pressed:
            self._pressed = pressed
            self.update()

    def boundingRect(self) -> QRectF:
        """The button."""
        return QRectF(0, 0, *BUTTON)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        theme, block = self._theme, self._blocks[self._out]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.caption_second, 2.5))
        painter.setBrush(theme.second if self._pressed else theme.caption_ground)
        painter.drawRoundedRect(self.boundingRect().adjusted(2, 2, -2, -2), 40, 40)
        middle = BUTTON[1] / 2
        x = (BUTTON[0] - 44 - block.natural) / 2
        painter.setPen(QPen(theme.caption_ink, 3.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        lens = QPointF(x + 13, middle - 3)
        painter.drawEllipse(lens, 12, 12)
        painter.drawLine(lens + QPointF(9, 9), lens + QPointF(18, 18))
        painter.drawLine(lens + QPointF(-5, 0), lens + QPointF(5, 0))
        if not self._out:
            painter.drawLine(lens + QPointF(0, -5), lens + QPointF(0, 5))
        block.paint(painter, x + 44, middle - block.height / 2, theme.caption_ink)


@dataclass
class _View:
    """One picture in full: its frame, its band's items, and which shot it shows."""

    shot: Shot
    picture: PictureItem
    file: Path | None
    steps: range


class Item(SlideItem):
    """The slide of a `Photo`. With several pictures the first steps show them together, then each has its own."""

    model: Photo
    dark_edges = True

    def build(self) -> None:
        """The pictures together, where there are several; then each with its caption."""
        self._views: list[_View] = []
        self._cells: list[tuple[QRectF, int, PictureItem, Path | None]] = []
        shots = self.model.shots()
        if len(shots) > 1:
            for start in range(0, len(shots), MOST_TOGETHER):
                self._together(list(enumerate(shots))[start : start + MOST_TOGETHER])
        self._grids = len(self.pages)
        self._zoom = ZoomItem(self.setting.language, self.setting.theme, self)
        for shot in shots:
            self._views.append(self._view(shot))
        self.steps = len(self.pages)
        self.show_step(0)

    # One picture.

    def _view(self, shot: Shot) -> _View:
        """Caption band first, since its height is what the picture leaves."""
        setting, theme = self.setting, self.setting.theme
        file, stand_in = self._file(shot)
        first = len(self.pages)
        blocks, small, number = self._set_band(shot, stand_in)
        inner = max(one.height for one in blocks) + 26 + small.height
        height = max(LEAST_BAND, inner + 96)
        top = setting.floor - height
        frame = QRectF(0, 0, setting.width, top)
        left = setting.margin + (number.natural + 48 if number else 0)
        picture = PictureItem(frame, shot.focus, setting.scale, theme, self)
        picture.setZValue(-1)
        picture.inset_left = setting.portrait  # the button stands at the right
        picture.looked.connect(self._zoom.show_way)
        for block in blocks:
            page = self.page()
            FillItem(QRectF(0, top, setting.width, height), theme.caption_ground, page)
            y = top + (height - inner) / 2
            TextItem(block, theme.caption_ink, page).setPos(left, y)
            TextItem(small, theme.caption_second, page).setPos(left, y + inner - small.height)
            if number is not None:
                item = TextItem(number, theme.caption_accent, page)
                item.setPos(setting.margin, top + (height - number.height) / 2)
        return _View(shot, picture, file, range(first, len(self.pages)))

    def _set_band(self, shot: Shot, stand_in: bool) -> tuple[list[Block], Block, Block | None]:
        """Caption (in pages where it needs them), credit, number."""
        setting, language = self.setting, self.setting.language
        width = setting.measure - (0.0 if setting.portrait else BUTTON[0] + 40)
        number = None
        if shot.number:
            number, _ = fit(_bare(shot.number.get(language)), language, Style(Face.FIGURE, 128), 160, 100, 60)
            width -= number.natural + 48
        room = setting.height * 0.3
        words = shot.caption.get(language) if shot.caption else ""
        block, whole = fit(words, language, Style(Face.SERIF, 46, 1.4, balance=True), width, room, 34)
        blocks = [block] if whole else pages(words, language, Style(Face.SERIF, 34, 1.4), width, room)
        small, _ = fit(self._small_print(shot, stand_in), language, Style(Face.TEXT, 28, 1.45), width, 120, 24)
        return blocks, small, number

    def _file(self, shot: Shot) -> tuple[Path | None, bool]:
        """The file to show, and whether it is the stand-in for a photograph that isn't there."""
        find = self.setting.find
        for written, stand_in in ((shot.picture, False), (shot.illustration, True)):
            found = find(written) if written else None
            if found is not None:
                return found, stand_in
        return None, False

    def _small_print(self, shot: Shot, stand_in: bool) -> str:
        language = self.setting.language
        credit = shot.credit.get(language) if shot.credit else ""
        if not stand_in:
            return credit
        words = [phrase("original", language, credit=credit)] if credit else []
        apart = "　　" if in_squares(language) or is_english(language) else " · "
        return apart.join([*words, phrase("illustration", language)])

    # Several pictures.

    def _together(self, shots: list[tuple[int, Shot]]) -> None:
        """A page with these pictures side by side, each above its caption."""
        setting, theme, language = self.setting, self.setting.theme, self.setting.language
        page = self.page()
        FillItem(QRectF(0, 0, setting.width, setting.floor), theme.caption_ground, page)
        columns = _columns(len(shots), setting.portrait)
        rows = math.ceil(len(shots) / columns)
        tall = (setting.floor - GAP * (rows - 1)) / rows
        for place, (index, shot) in enumerate(shots):
            row = place // columns
            here = min(columns, len(shots) - row * columns)
            wide = (setting.width - GAP * (here - 1)) / here
            left = setting.margin / 2 if here > 1 else setting.margin
            cell = QRectF((place % columns) * (wide + GAP), row * (tall + GAP), wide, tall)
            file, stand_in = self._file(shot)
            words = shot.caption.get(language) if shot.caption else ""
            number = _bare(shot.number.get(language)) if shot.number else ""
            mark = typeset(number, language, Style(Face.FIGURE, 64), 1e6) if number else None
            inset = left + (mark.natural + 24 if mark else 0)
            measure = wide - inset - left
            caption, whole = fit(words, language, Style(Face.SERIF, 34, 1.4, balance=True), measure, tall * 0.34, 26)
            if not whole:  # the whole of it stands with the picture alone, one tap away
                caption = pages(words, language, Style(Face.SERIF, 26, 1.4), measure, tall * 0.34)[0]
            small, _ = fit(self._small_print(shot, stand_in), language, Style(Face.TEXT, 24, 1.4), measure, 80, 20)
            band = caption.height + 16 + small.height + 48
            top = cell.bottom() - band
            picture = PictureItem(
                QRectF(cell.left(), cell.top(), wide, top - cell.top()), shot.focus, setting.scale, theme, page
            )
            picture.inset_shown = False
            if mark is not None:
                TextItem(mark, theme.caption_accent, page).setPos(cell.left() + left, top + 26)
            TextItem(caption, theme.caption_ink, page).setPos(cell.left() + inset, top + 24)
            TextItem(small, theme.caption_second, page).setPos(cell.left() + inset, top + 24 + caption.height + 16)
            self._cells.append((cell, index, picture, file))

    # Life.

    def show_step(self, step: int, moving: bool = False) -> None:
        """Show the pictures together, or one of them; what isn't shown is let go."""
        super().show_step(step, moving)
        together = self.step < self._grids
        for number, (_, _, picture, file) in enumerate(self._cells):
            _provide(picture, file, self.setting.pictures, together and number // MOST_TOGETHER == self.step)
        for view in self._views:
            shown = self.step in view.steps
            view.picture.setVisible(shown)
            _provide(view.picture, view.file, self.setting.pictures, shown)
        now = self._view_now()
        self._zoom.setVisible(now is not None and now.file is not None)
        if now is not None:
            band = self.setting.floor - now.picture.boundingRect().bottom()
            x = self.setting.width - self.setting.margin - BUTTON[0]
            down = -BUTTON[1] - 36 if self.setting.portrait else (band - BUTTON[1]) / 2
            self._zoom.setPos(x, now.picture.boundingRect().bottom() + down)

    def place_of(self, step: int) -> tuple[int, float]:
        """The picture, and how far its caption has been read; the pages of all together count from behind."""
        for number, view in enumerate(self._views):
            if step in view.steps:
                return number, (step - view.steps.start) / len(view.steps)
        return -1 - step, 0.0

    def step_at(self, place: tuple[int, float]) -> int:
        """The page of a picture's caption."""
        if place[0] < 0 or place[0] >= len(self._views):
            return min(max(-1 - place[0], 0), self.steps - 1)
        steps = self._views[place[0]].steps
        return steps.start + int(place[1] * len(steps))

    def _view_now(self) -> _View | None:
        return next((view for view in self._views if self.step in view.steps), None)

    def reset(self) -> None:
        """The ordinary crop again."""
        for view in self._views:
            view.picture.reset()

    def drift(self, ms: int) -> None:
        """The picture grows slowly."""
        now = self._view_now()
        if now is not None:
            now.picture.drift(ms)

    def stand(self) -> None:
        """It stands still."""
        now = self._view_now()
        if now is not None:
            now.picture.grip()

    # Fingers.

    def press(self, at: QPointF) -> None:
        """The button answers; what glides stands."""
        now = self._view_now()
        if now is not None:
            now.picture.grip()
            self._zoom.press(self._on_button(at))

    def release(self) -> None:
        """The button is as it was; a picture caught beyond its limits goes back."""
        self._zoom.press(False)
        now = self._view_now()
        if now is not None:
            now.picture.settle(self.setting.moving)

    def _on_button(self, at: QPointF) -> bool:
        return self._zoom.isVisible() and self._zoom.mapRectToParent(self._zoom.boundingRect()).contains(at)

    def tap(self, at: QPointF) -> bool:
        """A picture among several opens; the button zooms; the small picture leads."""
        now, moving = self._view_now(), self.setting.moving
        if now is None:
            for cell, index, _, _ in self._cells[self.step * MOST_TOGETHER : (self.step + 1) * MOST_TOGETHER]:
                if cell.contains(at):
                    self.stepped.emit(self._views[index].steps.start)
                    return True
            return False
        if self._on_button(at):
            now.picture.look_at(now.picture.boundingRect().center(), moving)
        elif now.picture.inset().contains(now.picture.mapFromParent(at)):
            now.picture.jump(now.picture.mapFromParent(at), moving)
        else:
            return False
        return True

    def double_tap(self, at: QPointF) -> bool:
        """One px of the picture on one of the screen, there; and back."""
        now = self._view_now()
        if now is None or not now.picture.boundingRect().contains(at):
            return False
        there = now.picture.mapFromParent(at)
        if now.picture.inset().contains(there):
            return False
        now.picture.look_at(there, self.setting.moving)
        return True

    def takes(self, at: QPointF, shift: QPointF, fingers: int) -> bool:
        """Two fingers on the picture; one while it is zoomed and there is more of it to see that way."""
        now = self._view_now()
        if now is None or now.file is None or not now.picture.boundingRect().contains(at):
            return False
        way = now.picture.mapFromParent(shift) - now.picture.mapFromParent(QPointF())
        return fingers > 1 or (now.picture.zoomed and now.picture.can_pan(way))

    def manipulate(self, move: Move) -> None:
        """Pan and pinch."""
        now = self._view_now()
        if now is not None:
            now.picture.manipulate(move.seen_in(now.picture.mapFromParent))

    def let_go(self, velocity: QPointF) -> None:
        """It runs out."""
        now = self._view_now()
        if now is not None:
            way = now.picture.mapFromParent(velocity) - now.picture.mapFromParent(QPointF())
            now.picture.let_go(way, self.setting.moving)


def _provide(picture: PictureItem, file: Path | None, pictures: Pictures, shown: bool) -> None:
    """Have the picture while it is shown, and only then."""
    if shown and not picture.loaded and file is not None:
        picture.load(file, pictures)
    elif not shown and picture.loaded:
        picture.unload()


def _columns(count: int, portrait: bool) -> int:
    """How many pictures stand in a row."""
    if portrait:
        return 1 if count <= 3 else 2
    return count if count <= 3 else 2 if count == 4 else 3


_CIRCLED = {chr(0x2460 + number): str(number + 1) for number in range(20)}


def _bare(number: str) -> str:
    """The large figure of a circled number: ③ is set as 3."""
    return "".join(_CIRCLED.get(character, character) for character in number)
