"""What an app is told when it starts, and what its end says to whoever started it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.ops.guard.beats import Beat, Beats
from kiosk.ops.guard.rules import Safe

if TYPE_CHECKING:
    from collections.abc import Callable

NO_SCREEN = 2
"""Exit code: there is no display, or what the command line asks for isn't there."""
ANEW = 75
"""Exit code: start me once more, as if nothing had happened. (The system's own number for "try again".)"""


@dataclass(frozen=True)
class Life:
    """One run of the app.

    Attributes:
        beats: where it says that it paints; None where nobody listens.
        safe: how careful to be.
        before: the last sign of life of the app before it, if that died: begin where it stood.
        blamed: the slide that seems to have brought it down, or "".
        parent: the process that watches, or 0. Without it the app ends: two of them on one screen would be worse.
        died: whether the one before died or froze, and wasn't ended by anybody.
        deaths: when the ones before it died within the last hour, in seconds of the system's monotonic clock.
        forgive: to be called before it ends with `ANEW`, where nobody else keeps count.
    """

    beats: Beats | None = None
    safe: Safe = Safe.NO
    before: Beat | None = None
    blamed: str = ""
    parent: int = 0
    died: bool = False
    deaths: tuple[float, ...] = ()
    forgive: Callable[[], None] = field(default=lambda: None)

    @property
    def again(self) -> bool:
        """Whether it takes the place of one that died."""
        return self.before is not None

    @property
    def orphaned(self) -> bool:
        """Whether nobody watches any more."""
        return bool(self.parent) and os.getppid() != self.parent
