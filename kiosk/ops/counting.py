"""Between a stage and the counts: hands every state to the tally, and what comes of it to the file.

It knows no stage; whoever knows both connects them, as `kiosk.backstage` does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.ops.counts import Counts, Today
from kiosk.visit import State, Tour
from kiosk.visit.tally import Tally


class Counting:
    """Counts the visits of one exhibit. Every call takes some microseconds and waits for nothing."""

    def __init__(self, counts: Counts, now: Callable[[], float]) -> None:
        """Nothing is counted yet.

        Args:
            counts: where it goes. now: the monotonic clock (s) that the stage has.
        """
        self._counts, self._now, self._tally = counts, now, Tally()

    def changed(self, state: State, tour: Tour, ids: Sequence[str]) -> None:
        """The exhibit has come to another state."""
        self._counts.add(self._tally.follow(state, self._now(), tour, ids))

    def answered(self) -> None:
        """Something of the slide answered a finger."""
        self._counts.add(self._tally.tapped(self._now()))

    def staff(self, there: bool) -> None:
        """The panel opened, or closed."""
        self._counts.add(self._tally.staff(there, self._now()))

    def problem(self, which: str) -> None:
        """Something went wrong: one of `kiosk.visit.tally.PROBLEMS`."""
        self._counts.problem(which)

    def today(self) -> Today:
        """For the panel."""
        return self._counts.today()

    def close(self) -> None:
        """The program ends, and with it a visit that is under way."""
        self._counts.add(self._tally.stop(self._now()))
        self._counts.close()
