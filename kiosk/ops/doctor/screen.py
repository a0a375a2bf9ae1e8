"""Findings of what is seen: screens and their size, touch, fonts; and whether the system darkens them."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kiosk.ops.doctor.finding import Finding, Light
from kiosk.ops.doctor.seeing import Unseen
from kiosk.ops.doctor.wording import say

SLOW: Final = 50
"""Hertz below which movement stutters."""
DISPUTE: Final = 0.1
"""The share by which a screen's own word may differ from what is set."""
LEAST_MM: Final = 60
"""Millimetres across below which a screen's word of itself is no size but a ratio (160×90) or nothing."""


def seen(found: Mapping[str, Any] | Unseen, diagonal: float | None, language: str) -> Iterator[Finding]:
    """All of it.

    Args:
        found: what `seeing.look` saw, or why it didn't. diagonal: what is set, in inches. language: of the reader.
    """
    if isinstance(found, Unseen):
        yield Finding("screen", "qt_fails", Light.RED, {"reason": str(found)})
        return
    if found["platform"] in {"offscreen", "minimal"}:
        yield Finding("screen", "no_display", Light.AMBER)
    else:
        for screen in found["screens"]:
            yield from _screen(screen, diagonal, language)
        yield from _blanking(str(found["platform"]))
        yield from _touch(found["touch"])
    yield from _fonts(found)


def _screen(screen: Mapping[str, Any], diagonal: float | None, language: str) -> Iterator[Finding]:
    wide, high = int(screen["width"]), int(screen["height"])
    hertz = int(screen["hertz"])
    values: dict[str, str | int | float] = {
        "name": str(screen["name"]),
        "width": wide,
        "height": high,
        "hertz": hertz,
        "way": say("portrait" if high > wide else "landscape", language),
    }
    slow = 0 < hertz < SLOW
    yield Finding("screen", "screen_slow" if slow else "screen", Light.AMBER if slow else Light.GREEN, values)
    if screen["scale"] != 1:
        yield Finding("screen", "screen_scaled", Light.AMBER, {**values, "scale": f"{screen['scale']:g}"})
    yield _size(values, [float(side) for side in screen["mm"]], diagonal)


def _size(values: dict[str, Any], said_mm: list[float], diagonal: float | None) -> Finding:
    """What is set counts; a screen's own word is only compared with it."""
    said = math.hypot(*said_mm) / 25.4 if min(said_mm) > 0 and max(said_mm) >= LEAST_MM else None
    if said is not None and said_mm[0] in {160.0, 1600.0}:  # what drivers write for "I don't know": 16 by 9
        said = None
    if diagonal is None:
        if said is None:
            return Finding("screen", "size_unknown", Light.AMBER, values)
        return Finding("screen", "size_said", Light.AMBER, {**values, "edid": f"{said:.1f}"})
    pitch = diagonal * 25.4 / math.hypot(values["width"], values["height"])
    values = {**values, "inches": f"{diagonal:g}", "pitch": f"{pitch:.3f}"}
    if said is not None and abs(said - diagonal) > DISPUTE * diagonal:
        return Finding("screen", "size_disputed", Light.AMBER, {**values, "edid": f"{said:.1f}"})
    return Finding("screen", "size_set", Light.GREEN, values)


def _touch(devices: list[Mapping[str, Any]]) -> Iterator[Finding]:
    for device in devices:
        yield Finding("touch", "touch", Light.GREEN, {"name": str(device["name"]), "points": int(device["points"])})
    if not devices:
        yield Finding("touch", "no_touch", Light.AMBER)


def _fonts(found: Mapping[str, Any]) -> Iterator[Finding]:
    if found["fonts_missing"]:
        yield Finding("fonts", "fonts_missing", Light.RED, {"names": ", ".join(found["fonts_missing"])})
    if found["fonts_refused"]:
        yield Finding("fonts", "fonts_refused", Light.AMBER, {"names": ", ".join(found["fonts_refused"])})
    if not found["fonts_missing"] and not found["fonts_refused"]:
        families = ", ".join(found["fonts"])
        yield Finding("fonts", "fonts", Light.GREEN, {"count": int(found["font_files"]), "families": families})


def _blanking(platform: str) -> Iterator[Finding]:
    """Whether X11 or logind darkens the screen; of a Wayland compositor's own mind nothing can be known."""
    how = []
    said = asked("xset", "q") if platform == "xcb" else None
    if said is not None:
        how += x_blanking(said)
    idle = asked(
        "busctl", "get-property", "org.freedesktop.login1", "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager", "IdleAction",
    )  # fmt: skip
    action = idle.strip().removeprefix("s ").strip('"') if idle is not None else ""
    if action and action != "ignore":
        how.append(f"logind IdleAction={action}")
    if how:
        yield Finding("screen", "blanking", Light.AMBER, {"how": ", ".join(how)})
    elif said is not None:
        yield Finding("screen", "no_blanking")
    else:
        yield Finding("screen", "blanking_unknown")


def x_blanking(said: str) -> list[str]:
    """What `xset q` tells of it."""
    how = []
    timeout = re.search(r"timeout:\s+(\d+)", said)
    if timeout is not None and int(timeout[1]) > 0:
        how.append(f"X11 screen saver {timeout[1]} s")
    if "DPMS is Enabled" in said:
        waits = [int(one) for one in re.findall(r"(?:Standby|Suspend|Off):\s+(\d+)", said)]
        if any(waits):
            how.append(f"DPMS {min(one for one in waits if one)} s")
    return how


def asked(program: str, *words: str) -> str | None:
    """What a program of the system answers; None where it isn't there, or can't."""
    path = shutil.which(program)
    if path is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, with words of ours
            [path, *words], capture_output=True, encoding="utf-8", errors="replace", timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
