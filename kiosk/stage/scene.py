"""The scene and the view, with the few signals pyqtgraph's items look for.

pyqtgraph's own scene and view bring mouse handling, menus and an export dialog: ways out of the exhibit. Its items need
only these signals; without them they raise AttributeError, or paint with a stale transform.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget


class StageScene(QGraphicsScene):
    """The scene; emit `sigPrepareForPaint` before anything renders it."""

    sigPrepareForPaint = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Few items, and pyqtgraph's change their bounds unannounced: Qt's tree then keeps pointers to items long gone,
        # and crashes on them. A plain list has no such memory, and is as fast here.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)

    def snapshot(self, source: QRectF, scale: float, on: QPixmap | None = None) -> QPixmap:
        """Render a part of the scene.

        Args:
            source: logical px.
            scale: device px a logical one.
            on: where to, at its top left; it may be larger. A picture of its own if left out.
        """
        box = QRect(0, 0, max(1, round(source.width() * scale)), max(1, round(source.height() * scale)))
        pixmap = QPixmap(box.size()) if on is None else on
        self.sigPrepareForPaint.emit()
        painter = QPainter(pixmap)
        painter.fillRect(box, self.backgroundBrush().color())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.render(painter, QRectF(box), source, Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.end()
        return pixmap


class Flight(Protocol):
    """What paints itself over the whole view while slides move."""

    def paint(self, painter: QPainter) -> None:
        """Draw one frame, in device px."""


class StageView(QGraphicsView):
    """The view: the whole window. While slides move it draws their snapshots and leaves the scene alone."""

    sigDeviceRangeChanged = Signal(object, object)
    sigDeviceTransformChanged = Signal(object)
    resized = Signal()
    input = Signal(QEvent)

    def __init__(self, scene: StageScene) -> None:
        super().__init__(scene)
        self._stage_scene = scene
        self.flight: Flight | None = None
        self._true = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(False)
        # A scroll area grabs Qt's own pan gesture; there is one recogniser here, and it is ours.
        self.viewport().ungrabGesture(Qt.GestureType.PanGesture)

    def look_at(self, width: float, height: float, scale: float) -> None:
        """Show the stage: logical px, at `scale` device px each."""
        self._true = False
        self.setSceneRect(0, 0, width, height)
        self.resetTransform()
        self.scale(scale, scale)
        self.sigDeviceTransformChanged.emit(self)
        self.sigDeviceRangeChanged.emit(self, self.sceneRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the flight if slides move, else the scene."""
        if self.flight is not None:
            self._true = False
            painter = QPainter(self.viewport())
            self.flight.paint(painter)
            painter.end()
            return
        self._stage_scene.sigPrepareForPaint.emit()
        super().paintEvent(event)
        if event.rect().contains(self.viewport().rect()):
            self._true = True

    def renew(self) -> None:
        """The scene shows something else: what the window shows is of no use until all of it is painted anew."""
        self._true = False
        self.viewport().update()

    def copy_to(self, on: QPixmap, box: QRect) -> bool:
        """Copy what the window shows out of its own memory: that takes a tenth of drawing it.

        Args:
            on: where to, at its top left.
            box: device px of the stage.

        Returns:
            False where the window doesn't show the scene just now, or something stands before it.
        """
        viewport = self.viewport()
        if not self._true or not self.isVisible() or self.devicePixelRatioF() != 1.0:
            return False
        beside = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        over = [one for one in beside if one is not viewport and one.isVisible()]
        if any(one.geometry().intersects(viewport.geometry()) for one in over):
            return False
        image, at = self.backingStore().paintDevice(), viewport.mapTo(self.window(), QPoint(0, 0))
        box = box.translated(at)
        if not isinstance(image, QImage) or not image.rect().contains(box):
            return False
        painter = QPainter(on)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(QPoint(0, 0), image, box)
        painter.end()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the stage."""
        super().resizeEvent(event)
        self.resized.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Touch and mouse go to the stage, and nowhere else."""
        if event.type() in _INPUT:
            self.input.emit(event)
            event.accept()
            return True
        return super().viewportEvent(event)


_INPUT = {
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.Wheel,
    QEvent.Type.ContextMenu,
}
