"""A chart as one scene item, whatever its form: it grows, it is asked, it answers with a card."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QGraphicsPixmapItem, QStyleOptionGraphicsItem, QWidget

from kiosk.charts.bars import Columns, Stacked
from kiosk.charts.callout import CalloutItem, SignItem
from kiosk.charts.dots import Matrix
from kiosk.charts.drawing import Drawing, Scrub
from kiosk.charts.horizontal import Horizontal
from kiosk.charts.lines import Lines
from kiosk.charts.marks import Key, Marks
from kiosk.charts.multiples import Multiples
from kiosk.charts.share import Share
from kiosk.charts.slope import Slope
from kiosk.charts.still import still_of
from kiosk.look.parts import TextItem, discard
from kiosk.look.theme import Theme

FORMS: dict[str, type[Drawing]] = {
    "bar": Columns, "stacked": Stacked, "horizontal": Horizontal, "line": Lines, "area": Lines, "share": Share,
    "dots": Matrix, "multiples": Multiples, "slope": Slope,
}  # fmt: skip

HEADROOM = 40.0
"""Logical px above the chart that a card may use."""


class ChartItem(QGraphicsObject):
    """One chart of a given size; one of its marks matters, any can be asked for its value."""

    def __init__(self, marks: Marks, width: float, height: float, language: str, theme: Theme,
                 parent: QGraphicsItem) -> None:  # fmt: skip
        """Lay the chart out.

        Args:
            marks: what to show.
            width: logical px.
            height: logical px, with the words under the marks.
            language: of the words.
            theme: colours.
            parent: the slide.
        """
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.marks = marks
        self._rect = QRectF(0, 0, width, height)
        self._drawing = FORMS[marks.form](marks, width, height, language, theme, self)
        self._sign = SignItem(theme, self)
        self._callout = CalloutItem(language, theme, self)
        self._hidden: list[TextItem] = []
        self._boxes = [(item, item.extent().translated(item.pos())) for item in self._drawing.words]
        self._still: QGraphicsPixmapItem | None = None
        self.picked: Key | None = None
        spots = self._drawing.spots
        self._edges = np.array([[s.rect.left(), s.rect.top(), s.rect.right(), s.rect.bottom()] for s in spots])
        self._by_key = {spot.key: spot for spot in spots}
        self.grow(1.0)

    def boundingRect(self) -> QRectF:
        """The chart."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing of its own."""

    def grow(self, progress: float) -> None:
        """Show the marks on their way: 0 is the beginning, 1 as they are at rest."""
        self._freeze(False)
        self._drawing.grow(progress)

    def _freeze(self, still: bool) -> None:
        """While a finger asks, a picture of the marks stands in for them."""
        if still == (self._still is not None):
            return
        if self._still is None:
            self._still = still_of(self._drawing, self)
        else:
            discard(self._still)
            self._still = None
        self._drawing.show_plotted(self._still is None)

    # Asking.

    def _apart(self, at: QPointF) -> tuple[np.ndarray, np.ndarray]:
        """How far each mark is from a place, logical px: across and down."""
        x, y = at.x(), at.y()
        left, top, right, bottom = self._edges.T
        across = np.maximum(0.0, np.maximum(left - x, x - right))
        down = np.maximum(0.0, np.maximum(top - y, y - bottom))
        return across, down

    def _off(self, at: QPointF) -> np.ndarray:
        """How far each mark is from a place, logical px."""
        off: np.ndarray = np.hypot(*self._apart(at))
        return off

    def pick(self, at: QPointF, slop: float) -> Key | None:
        """The mark at or nearest to a finger, if it is within `slop` logical px."""
        off = self._off(at)
        # Of marks that a finger covers alike, the one whose middle is nearest.
        centre = np.hypot(self._edges[:, [0, 2]].mean(axis=1) - at.x(), self._edges[:, [1, 3]].mean(axis=1) - at.y())
        best = int(np.argmin(off + centre * 1e-4))
        return self._drawing.spots[best].key if off[best] <= slop else None

    def nearest(self, at: QPointF) -> Key:
        """The mark that a finger scrubs over, however far it is."""
        across, down = self._apart(at)
        middle = np.abs(self._edges[:, [0, 2]].mean(axis=1) - at.x())
        match self._drawing.scrub:
            case Scrub.ROW:
                off = middle * 1e3 + down  # which row is decided first
            case Scrub.HEIGHT:
                off = down
            case _:
                off = np.hypot(across, down) + middle * 1e-4
        return self._drawing.spots[int(np.argmin(off))].key

    def near_picked(self, at: QPointF, slop: float) -> bool:
        """Whether a place is within `slop` logical px of the mark that is picked."""
        return self.picked is not None and float(self._off(at)[list(self._by_key).index(self.picked)]) <= slop

    def within(self, at: QPointF) -> bool:
        """Whether a place is in the chart."""
        return self._rect.contains(at)

    def touched(self, key: Key | None) -> None:
        """Answer to a finger that came down: the sign stands on the mark at once."""
        key = key or self.picked
        self._freeze(key is not None)
        if key is None:
            self._sign.setVisible(False)
            return
        spot = self._by_key[key]
        self._sign.mark(spot.rect, spot.plumb)
        self._sign.setVisible(True)

    def choose(self, key: Key | None) -> None:
        """Hold a mark's full value with its series, unit and date; None lets go.

        Nothing of the plot is touched: the sign and the card move, and words under the card hide.
        """
        if key == self.picked:
            return
        self.picked = key
        self.touched(key)
        self._callout.setVisible(key is not None)
        if key is not None:
            spot = self._by_key[key]
            value, what = self.said(key)
            self._callout.say(value, what, self._matters(key))
            self._callout.stand(spot.rect, self._rect.adjusted(0, -HEADROOM, 0, 0))
        self._make_room()

    def said(self, key: Key) -> tuple[str, str]:
        """What the card says of a mark: the value with its unit, and which it is."""
        marks = self.marks
        value = f"{marks.written(key)}{marks.spaced_unit}" if marks.there(key) else marks.nothing
        name, series = marks.names[key[1]], marks.groups[key[0]]
        return value, " · ".join(part for part in (series, name) if part)

    def _matters(self, key: Key) -> bool:
        several = len(self.marks.groups) > 1
        return key[0] == self.marks.chosen[0] if several else key == self.marks.chosen

    def _make_room(self) -> None:
        """Hide the words that the card would cut; it says more than they do."""
        for item in self._hidden:
            item.setVisible(True)
        self._hidden = []
        if self.picked is None:
            return
        card = self._callout.boundingRect().translated(self._callout.pos())
        for item, box in self._boxes:
            if card.intersects(box):
                item.setVisible(False)
                self._hidden.append(item)

    @property
    def callout(self) -> CalloutItem | None:
        """The card, while it stands."""
        return self._callout if self.picked is not None else None

    def spot(self, key: Key) -> QRectF:
        """What a mark covers, in the chart's logical px."""
        return self._by_key[key].rect
