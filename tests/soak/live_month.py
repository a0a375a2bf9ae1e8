"""The process of a simulated month, with the clock of `warp.py`; `simulated.py` starts it.

    python -m tests.soak.live_month DAYS ROUNDS MINUTES SEED FIRST FOLDER

What it saw is written to FOLDER/seen.jsonl, and judged outside.
"""

from __future__ import annotations

import datetime
import logging
import os
import sys
import time
from pathlib import Path

from tests.soak.warp import Warp


def main(days: int, rounds: int, minutes: int, seed: int, first: int, folder: Path) -> int:
    """Live it; the program's exit code."""
    from tests.soak.month import CYCLE_MS, Diary, Ears, Month, Plan

    warp = Warp(CYCLE_MS)
    warp.leap(_to_midnight_of(first))
    from kiosk import delivery
    from kiosk.app import application
    from kiosk.ops.guard.life import Life
    from kiosk.ops.log import begin_log
    from kiosk.ops.places import Places
    from kiosk.ops.reading import Reading
    from kiosk.show import Show, Wishes

    plan = Plan(days, rounds, minutes, seed, folder / "deck" / "deck.yaml", folder / "other" / "deck.yaml")
    delivery.chosen_deck = lambda _: plan.deck  # as if it were the bundled one: it is what no pack takes the place of
    places, diary = Places.usual(), Diary(folder / "seen.jsonl")
    begin_log(places)
    ears = Ears(diary)
    ears.expected = "the deck has "
    logging.getLogger().addHandler(ears)
    reading = Reading(places.cache / "decks")
    reading.foresee(plan.deck)
    show = Show(Wishes(plan.deck, screen="hall", packs=True), reading, Life(), application(dressed=False))
    month = Month(show, plan, warp, diary, ears)
    began = time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    code = show.run()
    took = time.clock_gettime(time.CLOCK_MONOTONIC_RAW) - began
    diary.write("end", {"took": took, "leaps": warp.leaps, "code": code, "done": diary.done})
    del month
    sys.stdout.flush()
    os._exit(code)


def _to_midnight_of(weekday: int) -> float:
    """Seconds until the next such day begins, from Monday, 0; a week at least, so that no file is of the future."""
    now = datetime.datetime.now()  # noqa: DTZ005 - the hall's own clock
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + datetime.timedelta(days=7 + (weekday - now.weekday()) % 7) - now).total_seconds() + 5


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in sys.argv[1:6]), Path(sys.argv[6])))  # type: ignore[misc]
