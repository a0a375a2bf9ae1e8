"""What no X server is needed for: nothing is dropped, no menu opens, no window of a library's stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kiosk.stage.lock_in import LockIn
from kiosk.stage.window import Window


def test_nothing_can_be_dropped_on_it(window: Window) -> None:
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/passwd")])
    for target in (window, window.viewport()):
        enter = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier)  # fmt: skip
        enter.ignore()
        QApplication.sendEvent(target, enter)
        assert not enter.isAccepted()
        drop = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                          Qt.KeyboardModifier.NoModifier)  # fmt: skip
        drop.ignore()
        QApplication.sendEvent(target, drop)
        assert not drop.isAccepted()


def test_no_menu_opens(window: Window) -> None:
    before = set(QApplication.topLevelWidgets())
    for slide in range(len(window.stage.exhibit.slides)):
        window.stage.land()
        at = QPoint(700, 300)
        QApplication.sendEvent(window.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at))
        assert QApplication.activePopupWidget() is None, slide
    assert set(QApplication.topLevelWidgets()) == before


@pytest.mark.parametrize("kind", [QWidget, QDialog])
def test_a_window_that_is_not_the_exhibits_is_closed_and_noted(window: Window, qtbot, kind, caplog) -> None:
    noted: list[str] = []
    lock = LockIn(window, noted.append)
    stranger = kind()
    qtbot.addWidget(stranger)
    stranger.setWindowTitle("Export")
    stranger.show()
    stranger.activateWindow()
    qtbot.waitUntil(lambda: bool(noted) and not stranger.windowHandle().isVisible())
    assert "Export" in noted[0]
    assert "wasn't" in caplog.text or "isn't" in caplog.text
    lock.end()
