"""The report as a table for a spreadsheet: by day the visits, their hours and the slides."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from kiosk.ops.report.figures import hour_name, number, seconds_each, taps
from kiosk.ops.report.summary import Summary
from kiosk.ops.report.wording import say

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def as_csv(summary: Summary, language: str, names: Mapping[str, str]) -> bytes:
    """UTF-8 with a mark at its head, without which Excel takes it for something else."""
    stream = io.StringIO(newline="")
    sheet = csv.writer(stream)
    heads = ("date", "what", "hour", "slide", "name", "visits", "seconds_each", "taps")
    sheet.writerow([say(head, language) for head in heads])
    for day, cell in summary.days.items():
        row = [day.isoformat(), say("day", language), "", "", "", number(cell, language), seconds_each(cell), ""]
        sheet.writerow(row)
    for (day, hour), cell in summary.hours_of.items():
        row = [day.isoformat(), say("hour", language), hour_name(hour), "", "", number(cell, language),
               seconds_each(cell), ""]  # fmt: skip
        sheet.writerow(row)
    for (day, slide), cell in summary.slides_of.items():
        row = [day.isoformat(), say("slide", language), "", _plain(slide), _plain(names.get(slide, "")),
               number(cell, language), seconds_each(cell), taps(cell)]  # fmt: skip
        sheet.writerow(row)
    return stream.getvalue().encode("utf-8-sig")


def _plain(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
