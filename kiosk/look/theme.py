"""The themes: every colour on screen is one of these tokens. Paper and ink, one vermilion."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


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


def _theme(name: str, **tokens: str | tuple[str, ...]) -> Theme:
    colours = {
        key: tuple(QColor(part) for part in value) if isinstance(value, tuple) else QColor(value)
        for key, value in tokens.items()
    }
    return Theme(name=name, **colours)  # type: ignore[arg-type]


PAPER = _theme(
    "paper",
    paper="#F5F0E6", sheet="#FBF8F1", ink="#1C1A17", second="#5B554B", mute="#6F685B", rule="#D8CFBD",
    accent="#B8271B", deep="#8E1A12", indigo="#1E3A5C", bar="#C9BFAB", shade="#A61C1A17", on_accent="#FFFFFF",
    caption_ground="#1C1A17", caption_ink="#FFFFFF", caption_second="#CFC7B8", caption_accent="#F2B8AC",
    sky=("#BA2F20", "#97190F"), hills=("#8E1A12", "#79130D", "#600D08"),
    on_sky="#FFFFFF", on_sky_second="#FBE3C4",
)  # fmt: skip

NIGHT = _theme(
    "night",
    paper="#15171C", sheet="#1E2128", ink="#F3EEE3", second="#C6BFB1", mute="#A59E90", rule="#3A3E48",
    accent="#FF7C66", deep="#E25B46", indigo="#9FC1EC", bar="#5C6270", shade="#B3000000", on_accent="#1A0B08",
    caption_ground="#0C0D10", caption_ink="#FFFFFF", caption_second="#CFC7B8", caption_accent="#FFB3A3",
    sky=("#3B0D09", "#1B0705"), hills=("#2A0A07", "#1F0705", "#140403"),
    on_sky="#FFFFFF", on_sky_second="#F7D9B5",
)  # fmt: skip

CONTRAST = _theme(
    "contrast",
    paper="#FFFFFF", sheet="#FFFFFF", ink="#000000", second="#1F1F1F", mute="#333333", rule="#000000",
    accent="#A30D00", deep="#6E0800", indigo="#00285E", bar="#8A8A8A", shade="#CC000000", on_accent="#FFFFFF",
    caption_ground="#000000", caption_ink="#FFFFFF", caption_second="#F2F2F2", caption_accent="#FFD3CB",
    sky=("#7A0A00", "#5C0700"), hills=("#4A0500", "#380400", "#240200"),
    on_sky="#FFFFFF", on_sky_second="#FFFFFF",
)  # fmt: skip

THEMES = {theme.name: theme for theme in (PAPER, NIGHT, CONTRAST)}
"""The themes by the name a deck calls them."""


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
