"""What stands on the stage besides the slide: rail, arrows, hint, overview, question. It knows what a finger there
means."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from kiosk.look.bidi import runs_left
from kiosk.look.theme import Theme
from kiosk.slides.base import RAIL, RAIL_UPRIGHT, SlideItem
from kiosk.stage.arrows import EDGE, EDGE_LOW, LOW, ArrowItem
from kiosk.stage.frame import Frame
from kiosk.stage.hint import HEIGHT, HintItem
from kiosk.stage.overview import Contents, OverviewItem
from kiosk.stage.question import QuestionItem
from kiosk.stage.rail import RailItem, Way
from kiosk.stage.scene import StageScene


@dataclass(frozen=True, slots=True)
class Target:
    """What stands under a finger.

    Attributes:
        what: "chapter", "overview", "size", "language" (on the rail); "slide", "close", "home", "speak", "contrast",
            "still" (in the overview); "arrow"; "stay", "restart" (in the question).
        index: the chapter's, slide's or language's number, the size of text, 1 for on and 0 for off, or the arrow's
            direction (-1 back, 1 on).
    """

    what: str
    index: int = 0


class Furniture:
    """Lays, dresses and answers for everything on the stage that is not the slide."""

    def __init__(self, scene: StageScene) -> None:
        self._scene = scene
        self._arrows = {-1: ArrowItem(-1), 1: ArrowItem(1)}
        self._rail = RailItem()
        self._drawn_rail = RailItem()  # for pictures: it stands on no stage
        self._question: QuestionItem | None = None
        self._hint: HintItem | None = None
        self.overview: OverviewItem | None = None
        self._low = False
        self._frame = Frame.of(1920, 1080)
        for item in (*self._arrows.values(), self._rail):
            scene.addItem(item)

    @property
    def rail_height(self) -> float:
        """Logical px."""
        return RAIL_UPRIGHT if self._frame.portrait else RAIL

    @property
    def asking(self) -> bool:
        """Whether the question stands."""
        return self._question is not None

    def lay(self, frame: Frame, low: bool = False) -> None:
        """Put everything where a stage of that shape wants it; `low`: in its lower third, for a low reach."""
        self._frame, self._low = frame, low
        self._rail.setPos(0, frame.height - self.rail_height)
        for arrow in self._arrows.values():
            arrow.resize(LOW if frame.portrait else EDGE_LOW if low else EDGE)
        if frame.portrait:  # in the rail's lower row, where a hand reaches on a tall screen
            y = frame.height - self.rail_height / 2
            self._arrows[-1].setPos(40, y)
            self._arrows[1].setPos(40 + LOW[0] + 16, y)
        else:
            y = (frame.height - self.rail_height) / 2 - EDGE[1] / 2
            if low:
                y = frame.height - self.rail_height - EDGE_LOW[1]
            self._arrows[-1].setPos(0, y)
            self._arrows[1].setPos(frame.width - EDGE[0], y)

    def dress(self, item: SlideItem, way: Way, theme: Theme, ways: dict[int, bool]) -> None:
        """Look as a slide wants it.

        Args:
            item: the slide.
            way: where the visitor is.
            theme: colours.
            ways: whether there is anything in each arrow's direction.
        """
        frame = self._frame
        margin = item.setting.margin * item.setting.zoom
        self._rail.lay(way, theme, frame.width, self.rail_height, margin, frame.portrait)
        self._rail.setVisible(not item.full_bleed)
        for direction, arrow in self._arrows.items():
            arrow.dress(theme, item.dark_edges and not frame.portrait)
            arrow.setVisible(ways[direction] and not item.full_bleed)

    def ask(self, language: str, theme: Theme, margin: float, countdown: float) -> None:
        """Put the question."""
        self.withdraw()
        frame = self._frame
        self._question = QuestionItem(language, theme, frame.width, frame.height, margin, frame.portrait, countdown)
        self._scene.addItem(self._question)

    def withdraw(self) -> None:
        """Take the question away."""
        if self._question is not None:
            self._scene.removeItem(self._question)
            self._question = None

    def hint(self, item: SlideItem, language: str, theme: Theme) -> None:
        """Show how to get on, in the strip that a slide leaves free; beside the slide's source, if it names one."""
        self.unhint()
        frame, margin = self._frame, item.setting.margin * item.setting.zoom
        colour = theme.caption_accent if item.dark_edges else theme.accent
        self._hint = HintItem(language, colour, frame.portrait or self._low, frame.width - 2 * margin)
        width = self._hint.boundingRect().width()
        x = (frame.width - width) / 2
        if item.model.source is not None and item.model.source.get(language):
            x = margin if runs_left(language) else frame.width - margin - width
        self._hint.setPos(x, frame.height - self.rail_height - HEIGHT - (8 if frame.portrait else 1))
        self._scene.addItem(self._hint)

    def unhint(self) -> None:
        """Take the hint away."""
        if self._hint is not None:
            self._scene.removeItem(self._hint)
            self._hint = None

    def overlook(self, contents: Contents, language: str, theme: Theme, margin: float, moving: bool) -> OverviewItem:
        """Lay the overview over everything; it keeps its scroll when it is laid anew."""
        before = self.overview
        self.close_overview()
        self.overview = OverviewItem(
            contents, self._frame, theme, language, margin, self.rail_height, moving=moving, low=self._low
        )
        if before is not None:
            self.overview.scroll_like(before)
        self._scene.addItem(self.overview)
        return self.overview

    def close_overview(self) -> None:
        """Take the overview away."""
        if self.overview is not None:
            self.overview.grip()
            self._scene.removeItem(self.overview)
            self.overview = None

    def show_left(self, seconds: int) -> None:
        """The whole seconds left, in the question."""
        if self._question is not None:
            self._question.ring.show_left(seconds)

    def target(self, at: QPointF) -> Target | None:
        """What a finger there means; while the question stands, nothing else can be meant."""
        if self._question is not None:
            name = self._question.target(self._question.mapFromScene(at))
            return Target(name) if name else None
        if self.overview is not None:
            chosen = self.overview.target(self.overview.mapFromScene(at))
            return Target(*chosen) if chosen else None
        for direction, arrow in self._arrows.items():
            if arrow.isVisible() and arrow.sceneBoundingRect().contains(at):
                return Target("arrow", direction)
        found = self._rail.target(self._rail.mapFromScene(at)) if self._rail.isVisible() else None
        return Target(*found) if found else None

    def press(self, target: Target | None) -> None:
        """Answer a finger, or with None take every answer away."""
        what = target.what if target else ""
        if self._question is not None:
            self._question.press(what or None)
        for direction, arrow in self._arrows.items():
            arrow.press(what == "arrow" and target is not None and target.index == direction)
        here = (what, target.index) if target is not None else None
        if self.overview is not None:
            self.overview.press(here)
        on_rail = self.overview is None and what in {"chapter", "overview", "size", "language"}
        self._rail.press(here if on_rail else None)

    # For snapshots.

    @property
    def covered(self) -> bool:
        """Whether something stands over the whole slide."""
        return self._question is not None or self.overview is not None

    def over(self) -> list[QRectF]:
        """What stands over a part of the slide: the arrows and the hint, logical px."""
        items = [*self._arrows.values(), *([self._hint] if self._hint is not None else [])]
        return [item.sceneBoundingRect() for item in items if item.isVisible()]

    def veil(self, veiled: bool) -> None:
        """Before and after the slide is drawn without them: no frame is painted in between."""
        for item in (*self._arrows.values(), *([self._hint] if self._hint is not None else [])):
            item.setOpacity(0.0 if veiled else 1.0)

    def rail_picture(self, item: SlideItem, way: Way, theme: Theme, ways: dict[int, bool], scale: float) -> QPixmap:
        """The rail as a slide will want it, with a portrait's arrows; what stands on the stage isn't touched."""
        frame, height = self._frame, self.rail_height
        rail = self._drawn_rail
        margin = item.setting.margin * item.setting.zoom
        rail.lay(way, theme, frame.width, height, margin, frame.portrait)
        pixmap = QPixmap(
            round(frame.width * scale), round(frame.height * scale) - round((frame.height - height) * scale)
        )
        pixmap.fill(theme.paper)
        painter = QPainter(pixmap)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        whole = QTransform.fromScale(scale, scale)
        painter.setTransform(rail.transform() * whole)
        rail.paint(painter, QStyleOptionGraphicsItem())
        for direction, arrow in self._arrows.items():
            if frame.portrait and ways[direction] and not item.full_bleed:
                at = arrow.pos() - self._rail.pos()
                painter.setTransform(QTransform.fromTranslate(at.x(), at.y()) * whole)
                arrow.paint(painter, QStyleOptionGraphicsItem())
        painter.end()
        return pixmap
