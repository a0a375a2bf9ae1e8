"""The themes: every colour on screen is one of these tokens."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from kiosk.content import palette


@dataclass(frozen=True, slots=True)
class Theme:
    """Colour tokens.

    Attributes:
        paper: the ground. sheet: the rail, cards and panels on it.
        ink: headlines and body (≥ 7:1 on paper and sheet). second: secondary text, mute: small text (≥ 4.5:1).
        rule: hairlines. accent: the vermilion (≥ 4.5:1). deep: pressed vermilion. indigo: secondary figures.
        bar: marks that don't matter now; their values are written on them.
        shade: over everything behind a question.
        on_accent: text on accent.
    """

    name: str
    paper: QColor
    sheet: QColor
    ink: QColor
    second: QColor
    mute: QColor
    rule: QColor
    accent: QColor
    deep: QColor
    indigo: QColor
    bar: QColor
    shade: QColor
    on_accent: QColor
    caption_ground: QColor
    caption_ink: QColor
    caption_second: QColor
    caption_accent: QColor
    sky: tuple[QColor, QColor]
    hills: tuple[QColor, QColor, QColor]
    on_sky: QColor
    on_sky_second: QColor


_GROUPS = {"sky": ("sky_top", "sky_low"), "hills": ("hill_far", "hill_mid", "hill_near")}
"""Tokens of a palette that make one of the theme."""


def theme_of(name: str, own: Mapping[str, str] | None = None) -> Theme:
    """A theme, in a deck's own colours where it has some.

    Args:
        name: `paper`, `night` or `contrast`; that last one is the visitor's, and stays as it is.
        own: tokens of `kiosk.content.palette` to `#RRGGBB`.
    """
    return _theme(name, () if name == "contrast" or not own else tuple(sorted(own.items())))


@functools.lru_cache(maxsize=16)
def _theme(name: str, own: tuple[tuple[str, str], ...]) -> Theme:
    tokens = dict(palette.dressed(palette.PALETTES[name], dict(own)))
    made: dict[str, QColor | tuple[QColor, ...]] = {
        group: tuple(QColor(tokens.pop(token)) for token in parts) for group, parts in _GROUPS.items()
    }
    made |= {token: QColor(colour) for token, colour in tokens.items()}
    return Theme(name=name, **made)  # type: ignore[arg-type]  # a palette has just the fields of a theme


THEMES = {name: theme_of(name) for name in palette.PALETTES}
"""The themes as they are without a deck, by name."""
PAPER = THEMES["paper"]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio"), opacities aside."""
    return palette.contrast(one.name(), other.name())
