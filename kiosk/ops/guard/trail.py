"""Under systemd, which restarts the app by itself: what a parent would remember, kept in the runtime folder.

That folder lies in memory and goes with a reboot, as the monotonic clock does. Without it the app starts all the same:
at its first slide, and never in safe mode.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path

from kiosk.ops import disk
from kiosk.ops.guard.beats import Beats
from kiosk.ops.guard.life import Life
from kiosk.ops.guard.rules import Restarts

LARGEST = 64 * 1024


def runtime_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The service's own (it may be several, by colons), else the user's; None where there is neither."""
    for name in ("RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR"):
        folder = environment.get(name, "").partition(":")[0]
        if folder and Path(folder).is_dir():
            return Path(folder)
    return None


def pick_up(folder: Path | None, spoken: bool, now: float | None = None) -> Life:
    """Go on where the app before stopped.

    Args:
        folder: the runtime folder.
        spoken: whether the one before left last words; without them somebody else ended it, and no slide is to blame.
        now: seconds of the system's monotonic clock.
    """
    now = time.monotonic() if now is None else now
    if folder is None:
        return Life()
    count = folder / "touyan-restarts.json"
    try:
        beats = Beats.kept(folder / "touyan-beats")
    except (OSError, ValueError):
        return Life()
    before = beats.read()
    restarts = _read(count)
    if before is None or before.ended or before.proved > now:
        before, spoken = None, False
    else:
        restarts.died(now)
        _write(count, restarts)
    beats.clear()

    def forgive() -> None:
        restarts.anew()
        _write(count, restarts)

    blamed = before.suspect if before is not None and spoken else ""
    return Life(beats, restarts.safe, before, blamed, died=before is not None, deaths=restarts.of_late(now),
                forgive=forgive)  # fmt: skip


def _read(path: Path) -> Restarts:
    try:
        with path.open("rb") as file:
            return Restarts.from_plain(json.loads(file.read(LARGEST)))
    except (OSError, ValueError, RecursionError):
        return Restarts()


def _write(path: Path, restarts: Restarts) -> None:
    with contextlib.suppress(OSError):
        disk.replace(path, json.dumps(restarts.to_plain()).encode())
