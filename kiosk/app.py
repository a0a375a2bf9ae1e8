"""What every way of showing a deck begins with: the application with its fonts, and a deck made into an exhibit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from kiosk.bundled import assets
from kiosk.telling import tell

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.stage.exhibit import Exhibit

MOST_SHOWN = 50
"""Errors of a deck that stderr shows with their lines; `kiosk check` shows them all. A thousand take 12 ms, and more
than a pipe holds."""
MOST_TOLD = 20
"""Errors of a deck that the log names by line and rule; it quotes none of what is written there."""


def application(arguments: Sequence[str] = ("kiosk",), *, dressed: bool = True) -> QApplication:
    """The Qt application, with the shipped fonts, unless `dress` is called later."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_SynthesizeMouseForUnhandledTouchEvents, False)
    app = QApplication(list(arguments))
    app.setApplicationName("Touyan")
    app.setStyle("Fusion")
    if dressed:
        dress(app)
    return app


def dress(app: QApplication) -> None:
    """Load the shipped fonts: before the first text, and not before a picture that needs none."""
    from kiosk.look import fonts

    refused = fonts.load(assets() / "fonts")
    for name in refused:
        tell(f"the font {name} can't be used; the text is shown in another one.")
    app.setFont(fonts.font(fonts.Face.TEXT, 26))


def exhibit_of(loaded: Loaded) -> Exhibit | None:
    """The exhibit of a loaded deck, or None where it holds no sound slide. No disk is asked."""
    if loaded.deck is None:
        return None
    from kiosk.look import fonts
    from kiosk.stage.exhibit import Exhibit

    find, own = loaded.places.get, loaded.deck.look.fonts
    faces = fonts.faces_of(dict(own.files()), find) if own is not None else {}
    while loaded.fonts:
        path, data = loaded.fonts.popitem()
        fonts.hand(path, loaded.changed.get(path, 0), data)
    return Exhibit(loaded.deck, loaded.deck.slide_ids(), find, faces, loaded.changed)


def deck_file(path: Path) -> Path:
    """The YAML file that a path of the settings means."""
    return path / "deck.yaml" if path.is_dir() else path


def quiet_exhibit() -> Exhibit:
    """What is shown where there is nothing to show: one built-in slide, and never an error."""
    from kiosk.content.deck import Deck
    from kiosk.look.phrases import phrase
    from kiosk.stage.exhibit import Exhibit

    words = {language: phrase("quiet", language) for language in ("zh", "en")}
    deck = Deck.model_validate(
        {"title": "Touyan", "languages": ["zh", "en"], "slides": [{"type": "text", "id": "quiet", "headline": words}]}
    )
    return Exhibit(deck, deck.slide_ids(), lambda _: None, quiet=True)


def report(loaded: Loaded) -> None:
    """Say on stderr what is wrong with a deck; the screen shows nothing of it."""
    from kiosk.content.problems import closing_line, reader_language, show

    errors = loaded.errors
    if errors:
        told = "; ".join(f"{one.path}:{one.line}:{one.column}: {one.rule}" for one in errors[:MOST_TOLD])
        shown = show(errors[:MOST_SHOWN])
        if len(errors) > MOST_SHOWN:
            shown += "\n" + closing_line(errors, loaded.path.name, 0, reader_language())
        tell(f"the deck has {len(errors)} errors: {told}", shown=shown)
