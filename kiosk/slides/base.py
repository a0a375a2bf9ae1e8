"""What every slide item shares: its frame, its head, and the life it leads on the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from kiosk.content.base import Slide
from kiosk.content.styling import Look
from kiosk.look.bidi import runs_left
from kiosk.look.fonts import Face
from kiosk.look.motion import animate, halt
from kiosk.look.parts import FillItem, TextItem, group, mirror
from kiosk.look.pictures import Pictures
from kiosk.look.theme import Theme
from kiosk.look.typeset import Style, fit, typeset
from kiosk.slides.logo import LogoItem
from kiosk.slides.touch import Move

RAIL = 112.0
"""Logical px of the navigation rail along the bottom."""
RAIL_UPRIGHT = 208.0
"""The same in portrait, where the rail has two rows."""


@dataclass(frozen=True)
class Setting:
    """All that a slide is handed besides its model.

    Attributes:
        width, height: the stage, logical px (the short side is 1080, less where text is larger).
        portrait: whether it stands upright.
        scale: device px a logical px, for pictures.
        language: of the visitor. theme: colours. chapter: the chapter's name in that language, or "".
        moving: whether things may move by themselves.
        pictures: hands out pixmaps. find: a picture's file from what the deck wrote.
        next_language: where the cover's button leads, or "" with one language.
        zoom: how much larger than usual the visitor wants text. The slide is laid out on a stage that much smaller and
            then magnified, so that every kind of slide follows without knowing: what no longer fits shrinks or pages.
        look: the deck's own margins.
        touch_slop: logical px within which a finger still means a mark (15 mm).
    """

    width: float
    height: float
    portrait: bool
    scale: float
    language: str
    theme: Theme
    chapter: str
    moving: bool
    pictures: Pictures
    find: Callable[[str], Path | None]
    next_language: str = ""
    touch_slop: float = 60.0
    zoom: float = 1.0
    look: Look = field(default_factory=Look)

    @property
    def margin(self) -> float:
        """Logical px left and right of all content; wide screens keep the measure and grow the margin."""
        least = (72.0 if self.portrait else 96.0) * self.look.margin
        return (least + (0.0 if self.portrait else max(0.0, (self.width * self.zoom - 2240) / 2))) / self.zoom

    @property
    def top(self) -> float:
        """The y of the rule on top."""
        return (64.0 if self.portrait else 52.0) / self.zoom

    @property
    def measure(self) -> float:
        """Logical px between the margins."""
        return self.width - 2 * self.margin

    @property
    def floor(self) -> float:
        """The y where the rail begins."""
        return self.height - (RAIL_UPRIGHT if self.portrait else RAIL) / self.zoom


class SlideItem(QGraphicsObject):
    """One slide on the stage.

    `steps` is known once it is built. The stage calls `show_step`, `arrive`, `leave`; a finger comes as `press`,
    `release`, `tap` and, where it `takes` them, movements, all in the slide's own logical px. Wishes go up as signals.
    """

    stepped = Signal(int)
    """The visitor chose a step (an event of a timeline)."""
    spoke = Signal(str)
    """The visitor chose a language."""

    onward = Signal()
    """The visitor wants to begin (a tap on the cover)."""

    full_bleed = False
    """Whether it covers the rail as well (the cover)."""
    cramped = False
    """Whether, once built, it has no room for text of that size: a smaller one is tried."""
    dark_edges = False
    """Whether arrows stand on a picture there."""

    def __init__(self, model: Slide, setting: Setting) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.model, self.setting = model, setting
        self.steps = 1
        self.step = 0
        self.pages: list[QGraphicsItem] = []
        self._corner: TextItem | None = None
        self.arrived = False
        self._running: QVariantAnimation | None = None
        if runs_left(setting.language):
            mirror(self, setting.width * setting.zoom / 2)
        self.build()

    # What a slide type writes.

    def build(self) -> None:
        """Make the child items; set `steps`."""
        raise NotImplementedError

    def show_step(self, step: int, moving: bool = False) -> None:
        """Show one of the steps: its page, where the slide has pages."""
        self.step = min(max(step, 0), self.steps - 1)
        for number, page in enumerate(self.pages):
            page.setVisible(number == self.step)

    def place_of(self, step: int) -> tuple[int, float]:
        """Where a step is, said so that it outlives another layout: a part of the slide, and how far into it (0 to 1).

        Larger text and another language make other pages of the same words.
        """
        return 0, step / self.steps

    def step_at(self, place: tuple[int, float]) -> int:
        """The step of this layout where a place is found that another one's `place_of` gave."""
        return min(int(place[1] * self.steps + 1e-6), self.steps - 1)

    def prepare(self, moving: bool) -> None:
        """The slide is about to come into view: with `moving`, show where its movement will start."""

    def arrive(self, moving: bool) -> None:
        """The slide stands: start what moves, or show its end state at once."""
        self.arrived = True

    def leave(self) -> None:
        """The slide goes: stop everything that moves; ready to arrive again."""
        self.arrived = False
        self._stop()
        self.reset()

    def reset(self) -> None:
        """Back to what a new visitor finds: no zoom, no scroll, nothing picked."""

    def drift(self, ms: int) -> None:
        """The exhibit cycles and nobody touches: the slide may move slowly for that long."""

    def stand(self) -> None:
        """Somebody is there: what drifted stands still."""

    def press(self, at: QPointF) -> None:
        """A finger came down: answer in the next frame."""

    def release(self) -> None:
        """The finger lifted, or became a swipe."""

    def tap(self, at: QPointF) -> bool:
        """A tap; whether something of the slide took it."""
        return False

    def double_tap(self, at: QPointF) -> bool:
        """A second tap on one place; whether something of the slide took it (else it is a tap like another)."""
        return False

    def hold(self, at: QPointF) -> bool:
        """A finger stands still; whether the slide takes it, so that it gets what follows as `manipulate`."""
        return False

    def takes(self, at: QPointF, shift: QPointF, fingers: int) -> bool:
        """Whether the slide wants the movement that begins at `at` towards `shift`; else one finger turns slides."""
        return False

    def manipulate(self, move: Move) -> None:
        """A movement it took goes on."""

    def let_go(self, velocity: QPointF) -> None:
        """A movement it took ends, at that speed (logical px a ms)."""

    # What they share.

    def run(self, tick: Callable[[float], None], ms: int,
            curve: QEasingCurve.Type = QEasingCurve.Type.OutCubic) -> None:  # fmt: skip
        """Run a movement from 0 to 1; it ends with the slide's leaving, and is the only one."""
        self._stop()

        def done() -> None:
            self._running = None
            tick(1.0)

        self._running = animate(self, tick, ms, curve=curve, on_done=done)

    @property
    def running(self) -> bool:
        """Whether such a movement is under way."""
        return self._running is not None

    def _stop(self) -> None:
        halt(self._running)
        self._running = None

    def boundingRect(self) -> QRectF:
        """The whole stage."""
        return QRectF(0, 0, self.setting.width, self.setting.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing of its own."""

    def page(self) -> QGraphicsItem:
        """A further page: what is in it shows while its step does."""
        page = group(self)
        self.pages.append(page)
        return page

    def text(self, words: str, style: Style, colour: QColor, x: float, y: float, width: float,
             parent: QGraphicsItem | None = None) -> TextItem:  # fmt: skip
        """Set a text and put it at (x, y)."""
        item = TextItem(typeset(words, self.setting.language, style, width), colour, parent or self)
        item.setPos(x, y)
        return item

    def rule(self, x: float, y: float, width: float, thickness: float, colour: QColor,
             parent: QGraphicsItem | None = None) -> FillItem:  # fmt: skip
        """A rule."""
        item = FillItem(QRectF(0, 0, width, thickness), colour, parent or self)
        item.setPos(x, y)
        return item

    def logo(self, key: str, x: float, y: float, height: float, *, right: bool = False) -> LogoItem | None:
        """The deck's logo for the cover or for the slides, with its left (or right) end at x; None without one."""
        logo = self.setting.look.logo
        written = dict(logo.files()).get(key) if logo is not None else None
        path = self.setting.find(written) if written else None
        if path is None:
            return None
        item = LogoItem(path, self.setting.pictures, height, self.setting.scale, self, right=right)
        item.setPos(x, y)
        return item

    def head(self, corner: str = "", keep: float = 0.0) -> float:
        """The rule on top, chapter, heading and corner words.

        Args:
            corner: the words at the right, instead of the date that all figures share.
            keep: logical px left free at the right end, for the page numbers that `number_pages` puts there.

        Returns:
            the y where content may begin.
        """
        setting, theme = self.setting, self.setting.theme
        top = setting.top
        self.rule(setting.margin, top, setting.measure, 6, theme.ink)
        self.logo("slides", setting.margin + setting.measure, 10 / setting.zoom, top - 20 / setting.zoom, right=True)
        y = top + 30
        chapter = setting.chapter
        heading = self.model.heading.get(setting.language) if self.model.heading else ""
        if heading == chapter:
            heading = ""
        corner = corner or (self.model.as_of.get(setting.language) if self.model.as_of else "")
        left, right = setting.margin, setting.margin + setting.measure - keep
        row = 30.0
        if corner:
            block, _ = fit(corner, setting.language, Style(Face.TEXT, 26, 1.4), setting.measure * 0.5, 80, 24)
            self._corner = item = TextItem(block, theme.mute, self)
            item.setPos(right - block.natural, y + 3)
            right -= block.natural + 48
            row = max(row, block.height)
        if chapter:
            block, _ = fit(chapter, setting.language, Style(Face.BOLD, 30, 1.4), right - left, 90, 24)
            item = TextItem(block, theme.accent, self)
            item.setPos(left, y)
            row = max(row, block.height)
            left += block.natural + 30
        if heading:
            y, row = self._heading(heading, left, right, y, row)
        return y + row + (56 if setting.portrait else 44)

    def number_pages(self, keep: float) -> None:
        """Page numbers at the head's right, one a page; on a single page its place goes to the corner's words.

        Args:
            keep: logical px that `head` left free.
        """
        setting = self.setting
        if len(self.pages) < 2:
            if self._corner is not None:
                self._corner.moveBy(keep, 0)
            return
        for number, page in enumerate(self.pages):
            words = f"{number + 1} / {len(self.pages)}"
            item = self.text(words, Style(Face.TEXT, 26, 1.4), setting.theme.mute, 0, 0, 300, page)
            item.setPos(setting.margin + setting.measure - item.block.natural, setting.top + 33)

    def _heading(self, heading: str, left: float, right: float, y: float, row: float) -> tuple[float, float]:
        """Beside the chapter where it fits in one line, else in a row of its own."""
        setting = self.setting
        style = Style(Face.TEXT, 30, 1.4)
        block = typeset(heading, setting.language, style, 1e6)
        if block.natural > right - left:
            if setting.chapter:
                left, y, row = setting.margin, y + row + 18, 30.0
            block, _ = fit(heading, setting.language, style, setting.measure, 90, 24)
        item = TextItem(block, setting.theme.second, self)
        item.setPos(left, y)
        return y, max(row, block.height)

    def foot(self, keep: float = 0.0) -> float:
        """The source, small, above the rail.

        Args:
            keep: logical px left free at the right end, for a button.

        Returns:
            the y where content must end.
        """
        setting = self.setting
        floor = setting.floor - (56 if setting.portrait else 40)
        source = self.model.source.get(setting.language) if self.model.source else ""
        if not source:
            return floor
        block, _ = fit(source, setting.language, Style(Face.TEXT, 24, 1.4), setting.measure - keep, 80, 20)
        item = TextItem(block, setting.theme.mute, self)
        item.setPos(setting.margin, setting.floor - 20 - block.height)
        return setting.floor - 20 - block.height - 24
