"""Figures as a reader wants them: a number or that it is withheld, a length, a language by its name."""

from __future__ import annotations

from kiosk.ops.report.summary import LEAST, Cell
from kiosk.ops.report.wording import WORDS, say

NOTHING = "—"
_NAMES = {"zh": "中文", "en": "English"}


def number(cell: Cell, language: str) -> str:
    """How many visits."""
    return say("few", language, least=LEAST) if cell.few else f"{cell.visits:,}"


def taps(cell: Cell) -> str:
    """How many taps a slide answered."""
    return NOTHING if cell.few else f"{cell.more:,}"


def length(seconds: float | None) -> str:
    """Minutes and seconds."""
    if seconds is None:
        return NOTHING
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def seconds_each(cell: Cell) -> str:
    """Seconds in the mean."""
    return NOTHING if cell.mean is None else f"{cell.mean:.0f}"


def language_name(code: str) -> str:
    """A language in its own words, so far as this machine knows them."""
    if code in _NAMES:
        return _NAMES[code]
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


def end_name(which: str, language: str) -> str:
    """How a visit ended."""
    return say(which, language) if which in WORDS else which


def problem_name(which: str, language: str) -> str:
    """What went wrong."""
    return say(f"{which}_problem", language) if f"{which}_problem" in WORDS else which


def hour_name(hour: int) -> str:
    """An hour of the day."""
    return f"{hour:02}:00–{hour + 1:02}:00"
