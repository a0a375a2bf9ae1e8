"""A stage in no window, for pictures of what stands on it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QThread

from kiosk.stage.exhibit import Exhibit
from kiosk.stage.scene import StageScene, StageView
from kiosk.stage.stage import Stage


@contextlib.contextmanager
def offstage(
    exhibit: Exhibit, size: tuple[int, int], *, theme: str | None = None, language: str | None = None
) -> Iterator[Stage]:
    """Lend a stage at which nothing moves, and no time passes; nothing of it is left afterwards.

    Args:
        exhibit: what it shows.
        size: device px.
        theme: "paper", "night" or "contrast", and not the deck's own.
        language: of what is shown; the deck's first, if none is named.
    """
    scene = StageScene()
    view = StageView(scene)
    view.resize(*size)
    stage = Stage(scene, view, exhibit, lambda: 0.0, theme=theme, language=language, moving=False)
    stage.overlay.hints = False
    try:
        stage.resize(*size)
        yield stage
    finally:
        stage.end()
        view.deleteLater()
        scene.deleteLater()
        sweep()


def sweep() -> None:
    """Have gone what is to be deleted later, where no loop will ever come by: in a command."""
    if not QThread.currentThread().loopLevel():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
