"""What is wrong in a deck, beside the exhibit in a curator's window, for as long as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.staff.problems import ProblemPanel
    from kiosk.stage.window import Window


class ProblemsBeside(QObject):
    """One window's; the panel is made when there is something to say."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._panel: ProblemPanel | None = None

    def tell(self, loaded: Loaded) -> None:
        """What came of the last save."""
        if self._panel is None and not loaded.errors:
            return
        if self._panel is None:
            from kiosk.content.problems import reader_language
            from kiosk.staff.problems import ProblemPanel

            self._panel = ProblemPanel(reader_language(), parent=self._window)
        self._panel.show_problems(loaded.path.name, loaded.problems)
        self._window.set_beside(self._panel if loaded.errors else None)
