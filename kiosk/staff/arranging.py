"""An exhibit as this machine shows it: staff's own language and size of text, its screen, and the slides of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.ops.settings import Settings
    from kiosk.stage.exhibit import Exhibit


def arranged(exhibit: Exhibit | None, settings: Settings, day: date | None) -> Exhibit | None:
    """An exhibit in its home language and size of text, on a screen of that size, with the slides that are due.

    Args:
        exhibit: the whole of it. settings: of this machine. day: today; None where the clock can't be trusted.

    Returns:
        None where nothing of it is shown.
    """
    if exhibit is None:
        return None
    languages, home = exhibit.languages, settings.language
    if home in languages and home != languages[0]:
        at = languages.index(home)  # in the deck's own round, so that each of them has one that comes next
        ordered = languages[at:] + languages[:at]
        exhibit = replace(exhibit, deck=exhibit.deck.model_copy(update={"languages": ordered}))
    if settings.diagonal and settings.diagonal != exhibit.deck.diagonal:
        exhibit = replace(exhibit, deck=exhibit.deck.model_copy(update={"diagonal": settings.diagonal}))
    if settings.text_size != exhibit.text_size:
        exhibit = replace(exhibit, text_size=settings.text_size)
    if day is not None:
        exhibit = exhibit.on(day)
    return exhibit if exhibit.slides else None
