"""Colours without Qt: the three themes by their tokens, what a deck's own colours make of them, and contrast."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Palette = Mapping[str, str]
"""Token to `#RRGGBB` (`shade` to `#AARRGGBB`). What each token is for stands with `kiosk.look.theme.Theme`."""

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3."""

PALETTES: Mapping[str, Palette] = MappingProxyType({
    "paper": {
        "paper": "#F5F0E6", "sheet": "#FBF8F1", "ink": "#1C1A17", "second": "#5B554B", "mute": "#6F685B",
        "rule": "#D8CFBD",
        "accent": "#B8271B", "deep": "#8E1A12", "indigo": "#1E3A5C", "bar": "#C9BFAB", "shade": "#A61C1A17",
        "on_accent": "#FFFFFF",
        "caption_ground": "#1C1A17", "caption_ink": "#FFFFFF", "caption_second": "#CFC7B8",
        "caption_accent": "#F2B8AC",
        "sky_top": "#BA2F20", "sky_low": "#97190F", "hill_far": "#8E1A12", "hill_mid": "#79130D",
        "hill_near": "#600D08",
        "on_sky": "#FFFFFF", "on_sky_second": "#FBE3C4",
    },
    "night": {
        "paper": "#15171C", "sheet": "#1E2128", "ink": "#F3EEE3", "second": "#C6BFB1", "mute": "#A59E90",
        "rule": "#3A3E48",
        "accent": "#FF7C66", "deep": "#E25B46", "indigo": "#9FC1EC", "bar": "#5C6270", "shade": "#B3000000",
        "on_accent": "#1A0B08",
        "caption_ground": "#0C0D10", "caption_ink": "#FFFFFF", "caption_second": "#CFC7B8",
        "caption_accent": "#FFB3A3",
        "sky_top": "#3B0D09", "sky_low": "#1B0705", "hill_far": "#2A0A07", "hill_mid": "#1F0705",
        "hill_near": "#140403",
        "on_sky": "#FFFFFF", "on_sky_second": "#F7D9B5",
    },
    "contrast": {
        "paper": "#FFFFFF", "sheet": "#FFFFFF", "ink": "#000000", "second": "#1F1F1F", "mute": "#333333",
        "rule": "#000000",
        "accent": "#A30D00", "deep": "#6E0800", "indigo": "#00285E", "bar": "#8A8A8A", "shade": "#CC000000",
        "on_accent": "#FFFFFF",
        "caption_ground": "#000000", "caption_ink": "#FFFFFF", "caption_second": "#F2F2F2",
        "caption_accent": "#FFD3CB",
        "sky_top": "#7A0A00", "sky_low": "#5C0700", "hill_far": "#4A0500", "hill_mid": "#380400",
        "hill_near": "#240200",
        "on_sky": "#FFFFFF", "on_sky_second": "#FFFFFF",
    },
})  # fmt: skip
"""The themes by the name a deck calls them. Paper and ink, one vermilion."""

GROUNDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "ink": ("paper", "sheet"), "second": ("paper", "sheet"), "mute": ("paper", "sheet"), "accent": ("paper", "sheet"),
    "indigo": ("paper", "sheet"), "on_accent": ("accent",), "on_sky": ("cover", "sky_top"),
    "caption_accent": ("caption_ground",),
})  # fmt: skip
"""On what each token is written."""


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")[-6:]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2, "relative luminance")."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = _channels(colour)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, part: float) -> str:
    """`one` with that part (0 to 1) of `other` in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def passing(colour: str, *grounds: str, least: float = LEAST_CONTRAST) -> str:
    """The colour nearest to one, on its way to black or to white, that can be read on all the grounds.

    "" where there is none: grounds so unlike that no one colour does.
    """
    found: list[tuple[float, str]] = []
    for end in ("#000000", "#FFFFFF"):
        for hundredth in range(101):
            tried = mixed(colour, end, hundredth / 100)
            if min(contrast(tried, ground) for ground in grounds) >= least:
                found.append((hundredth, tried))
                break
    return min(found)[1] if found else ""


def dressed(palette: Palette, own: Palette) -> Palette:
    """A theme in a deck's own colours; what goes with them and isn't named is made of them.

    Args:
        palette: one of `PALETTES`.
        own: tokens to `#RRGGBB`; `cover` as well, the ground of the cover, the accent if left out.
    """
    if not own:
        return palette
    made = {**palette, **{name: colour for name, colour in own.items() if name != "cover"}}
    paper, ink, accent = made["paper"], made["ink"], made["accent"]
    dark = luminance(paper) < luminance(ink)
    derived: dict[str, str] = {}
    if "paper" in own or "ink" in own:
        derived |= {
            "sheet": mixed(paper, "#FFFFFF", 0.05 if dark else 0.5),
            "second": passing(mixed(ink, paper, 0.25), paper) or ink,
            "mute": passing(mixed(ink, paper, 0.38), paper) or ink,
            "rule": mixed(paper, ink, 0.16),
            "bar": mixed(paper, ink, 0.26),
        }
    if "accent" in own:
        derived |= {"deep": mixed(accent, "#000000", 0.2), "caption_accent": mixed(accent, "#FFFFFF", 0.68)}
    cover = own.get("cover", own.get("accent", ""))
    if cover:
        top = mixed(cover, "#000000", 0.7) if dark and "cover" not in own else cover
        derived |= {
            "sky_top": top,
            "sky_low": mixed(top, "#000000", 0.2),
            "hill_far": mixed(top, "#000000", 0.26),
            "hill_mid": mixed(top, "#000000", 0.38),
            "hill_near": mixed(top, "#000000", 0.5),
        }
        light = contrast("#FFFFFF", top) >= contrast(made["ink"] if not dark else paper, top)
        words = "#FFFFFF" if light else (paper if dark else ink)
        derived |= {"on_sky": words, "on_sky_second": mixed(words, top, 0.1)}
    made |= {token: colour for token, colour in derived.items() if token not in own}
    ends = sorted(("#FFFFFF", mixed(made["accent"], "#000000", 0.88)), key=lambda end: -contrast(end, made["accent"]))
    if {"accent", "on_accent"} & set(own):
        made["on_accent"] = own.get("on_accent") or passing(ends[0], made["accent"])
    return made


def faint(made: Palette) -> list[tuple[str, str, float]]:
    """Which tokens can't be read on what they are written on: (token, ground, ratio), the worst ground of each."""
    found = []
    for token, grounds in GROUNDS.items():
        ratio, ground = min((contrast(made[token], made[ground]), ground) for ground in grounds if ground in made)
        if ratio < LEAST_CONTRAST:
            found.append((token, ground, ratio))
    return found
