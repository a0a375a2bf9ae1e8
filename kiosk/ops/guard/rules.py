"""When a picture counts as frozen, how soon to start anew, and when to do so more carefully. Time is passed in."""

from __future__ import annotations

import enum
from collections import deque
from dataclasses import dataclass
from typing import Any

FROZEN_S = 10.0
"""Without proof that the window paints."""
START_S = 30.0
"""From the start to the first proof: a cold disk is slow, but a folder that doesn't answer mustn't hold it for ever."""
LATE_S = 3.0
"""A look that comes so late says that the whole machine stood still, and nothing about the picture."""
MOST = 5
"""Restarts within `WITHIN_S`."""
WITHIN_S = 600.0
HEALTHY_S = 3600.0
"""In safe mode, before the ordinary way is tried again."""
BACK_OFF_S = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
TOLD_S = 3600.0
"""Deaths that staff are told of."""
NO_SCREEN_S = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Between two tries while no screen answers: it costs little, and whoever plugs it in is waiting."""


class Safe(enum.IntEnum):
    """How careful to be."""

    NO = 0
    PLAIN = 1
    """The last deck that ran well, and nothing moves by itself."""
    BUILT_IN = 2
    """One built-in slide; the deck isn't even read."""


class Judge:
    """Says when a picture is frozen. To be asked at least every second."""

    def __init__(self, begun: float, *, frozen: float = FROZEN_S, start: float = START_S) -> None:
        self._since, self._patience, self._frozen = begun, start, frozen
        self._asked = begun

    def proved(self, at: float) -> None:
        """It painted then."""
        if at > 0:
            self._since, self._patience = max(self._since, at), self._frozen

    def frozen(self, now: float) -> bool:
        """Whether it has stood still for too long."""
        if now - self._asked > LATE_S:
            self._since = now  # we stood still ourselves, so it hadn't its time either
        self._asked = now
        return now >= self.due

    @property
    def since(self) -> float:
        """When it was last proven, or when its time began."""
        return self._since

    @property
    def due(self) -> float:
        """When it will be frozen, unless something is proven."""
        return self._since + self._patience


@dataclass(frozen=True)
class Decision:
    """What to do after a death: wait so many seconds, then start that carefully."""

    wait: float
    safe: Safe


class Restarts:
    """Counts deaths. A visitor shouldn't notice the first; a machine shouldn't burn with the hundredth."""

    def __init__(self, *, most: int = MOST, within: float = WITHIN_S) -> None:
        self._most, self._within = most, within
        self._deaths: deque[float] = deque(maxlen=max(most + 1, len(BACK_OFF_S)))
        self._all: deque[float] = deque(maxlen=100)
        self._blind = 0
        self.safe = Safe.NO

    def died(self, now: float) -> Decision:
        """The app died, or was frozen and put down."""
        self._deaths.append(now)
        self._all.append(now)
        recent = self._recent(now)
        if recent > self._most and self.safe is not Safe.BUILT_IN:
            self.safe = Safe(self.safe + 1)
            self._deaths.clear()
            self._deaths.append(now)
            recent = 1
        return Decision(BACK_OFF_S[min(recent, len(BACK_OFF_S)) - 1], self.safe)

    def no_screen(self) -> Decision:
        """It couldn't start because no screen answers; that is no fault of the app's, and isn't counted as one."""
        self._blind += 1
        return Decision(NO_SCREEN_S[min(self._blind, len(NO_SCREEN_S)) - 1], self.safe)

    def painted(self) -> None:
        """There is a picture."""
        self._blind = 0

    def anew(self) -> None:
        """All is forgiven: it ran well for long, or its deck is another one."""
        self._deaths.clear()
        self.safe = Safe.NO

    def of_late(self, now: float) -> tuple[float, ...]:
        """When it died within the last hour, forgiven or not."""
        return tuple(at for at in self._all if now - TOLD_S < at <= now)

    def _recent(self, now: float) -> int:
        return sum(now - self._within < at <= now for at in self._deaths)

    # For whoever can't keep it in memory.

    def to_plain(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {"deaths": list(self._deaths), "all": list(self._all), "safe": int(self.safe)}

    @classmethod
    def from_plain(cls, plain: Any) -> Restarts:
        """What `to_plain` gave; anything else counts as nothing."""
        made = cls()
        try:
            deaths, safe = [float(at) for at in plain["deaths"]], Safe(plain["safe"])
            every = [float(at) for at in plain["all"]]
        except (TypeError, KeyError, ValueError):
            return made
        made._deaths.extend(deaths)
        made._all.extend(every)
        made.safe = safe
        return made
