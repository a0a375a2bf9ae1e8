"""A picture of a chart's marks that stands in for them while a finger asks.

A line through 200 points takes 10 ms to stroke, wherever the card over it went; a picture of it is copied in one. So
the marks are painted once when the first card comes, and again only when the chart moves by itself.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem, QStyleOptionGraphicsItem

from kiosk.charts.drawing import Drawing

AROUND = 48.0
"""Logical px that marks may reach past the chart (points at its edges, fat lines)."""


def still_of(drawing: Drawing, parent: QGraphicsItem) -> QGraphicsPixmapItem | None:
    """The drawing's marks as they stand on the screen, pixel for pixel; None where no screen shows them."""
    views = drawing.scene().views()
    if not views:
        return None
    to_device = drawing.deviceTransform(views[0].viewportTransform())
    scale = to_device.m11() * views[0].devicePixelRatioF()
    to_device = QTransform(scale, 0, 0, scale, to_device.dx() * scale / to_device.m11(),
                           to_device.dy() * scale / to_device.m11())  # fmt: skip
    room = QRectF(drawing.boundingRect()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    device = to_device.mapRect(room)
    # It begins on a whole pixel: nothing shifts or blurs when the picture takes the marks' place.
    left, top = math.floor(device.left()), math.floor(device.top())
    pixmap = QPixmap(math.ceil(device.right()) - left, math.ceil(device.bottom()) - top)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    base = to_device * QTransform.fromTranslate(-left, -top)
    for item in drawing.plotted():
        painter.save()
        painter.setTransform(base)
        item.paint(painter, QStyleOptionGraphicsItem(), None)
        painter.restore()
    painter.end()
    still = QGraphicsPixmapItem(pixmap, parent)
    back, _ = to_device.inverted()
    still.setPos(back.map(QPointF(left, top)))
    still.setScale(1 / scale)
    still.setZValue(-50)
    return still
