"""The screen's own light, where the machine lets a program set it (Linux: /sys/class/backlight)."""

from __future__ import annotations

import os
from pathlib import Path

CLASS = Path("/sys/class/backlight")
LEAST = 0.05
"""Part of the full light below which some screens go out."""


class Backlight:
    """The first light that can be set; `there` says whether there is one."""

    def __init__(self, folder: Path = CLASS) -> None:
        """Look for one; nothing is changed."""
        self._light: Path | None = None
        self._most = 0
        try:
            lights = sorted(folder.iterdir())
        except OSError:
            return
        for light in lights:
            most = _number(light / "max_brightness")
            if most > 0 and os.access(light / "brightness", os.W_OK):
                self._light, self._most = light, most
                return

    @property
    def there(self) -> bool:
        """Whether there is a light that can be set."""
        return self._light is not None

    def set(self, percent: int) -> bool:
        """Set it; whether that worked."""
        if self._light is None:
            return False
        value = max(round(self._most * LEAST), round(self._most * percent / 100), 1)
        try:
            (self._light / "brightness").write_text(f"{value}\n", "ascii")
        except OSError:
            return False
        return True


def _number(path: Path) -> int:
    try:
        return int(path.read_text("ascii"))
    except (OSError, ValueError):
        return 0
