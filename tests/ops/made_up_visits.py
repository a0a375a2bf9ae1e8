"""Sums of a made-up month, for the report: plausible in shape, of no real hall."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

from kiosk.ops.ledger import Hour, Ledger
from kiosk.visit.tally import length_class

SLIDES = ("cover", "timeline-3", "stats-7", "chart", "photo-3", "=cmd", "<b>odd</b>", "last")


def fill(path: Path, days: int = 30, *, until: datetime.date, seed: int = 7) -> int:
    """Write them; the number of visits."""
    rng, book, visits = random.Random(seed), Ledger(path), 0
    for back in range(days):
        day = until - datetime.timedelta(days=back)
        if day.weekday() == 0:
            continue  # closed
        sums: dict[tuple[Hour, str, str], tuple[int, float]] = {}

        def put(hour: Hour, what: str, which: str, times: int, seconds: float = 0.0, sums=sums) -> None:
            before = sums.get((hour, what, which), (0, 0.0))
            sums[(hour, what, which)] = (before[0] + times, before[1] + seconds)

        for clock in range(9, 17):
            midday = datetime.datetime.combine(day, datetime.time(clock)).astimezone()
            hour = Hour(int(midday.timestamp() // 3600))
            for _ in range(rng.randrange(1, 9 if clock in {10, 11, 14} else 5)):
                visits += 1
                long = 0.0
                for at, slide in enumerate(SLIDES):
                    if rng.random() < (1 - at * 0.14) or at == 0:
                        stay = rng.uniform(4, 40)
                        long += stay
                        put(hour, "seen", slide, 1, stay)
                        put(hour, "tap", slide, rng.randrange(3) if at else 0)
                put(hour, "visit", "", 1)
                put(hour, "length", length_class(long), 1, long)
                put(hour, "read", "en" if rng.random() < 0.2 else "zh", 1, long)
                put(hour, "end", "restart" if rng.random() < 0.1 else "reset", 1)
                if rng.random() < 0.1:
                    put(hour, "size", "1", 1)
                if rng.random() < 0.05:
                    put(hour, "chose", "contrast", 1)
        book.add(sums)
    book.add(
        {
            (Hour(0, "a-boot"), "visit", ""): (3, 0.0),
            (Hour(int(midday.timestamp() // 3600)), "problem", "slide"): (2, 0.0),
        }
    )
    book.close()
    return visits + 3
