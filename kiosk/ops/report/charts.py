"""The page's charts, as SVG: one thing each, the mark that matters in vermilion, values on the marks, no grid."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from html import escape

from kiosk.ops.report.figures import number
from kiosk.ops.report.summary import Cell

WIDE = 1080.0
"""Units of a chart's width."""
MOST_LABELS = 12
"""Dates under an axis."""
MOST_VALUES = 31
"""Bars that have their value written on them; of more, the highest alone has."""
MOST_BARS = 400


def by_day(days: Mapping[datetime.date, Cell], language: str, called: str) -> str:
    """Bars on an axis to scale: a day on which nothing was counted is a gap."""
    if not days:
        return ""
    first, last = min(days), max(days)
    span = min((last - first).days + 1, MOST_BARS)
    shown = {(last - day).days: cell for day, cell in days.items() if (last - day).days < span}
    cells = [shown.get(span - 1 - at, Cell()) for at in range(span)]
    step = -(-span // MOST_LABELS)
    start = last - datetime.timedelta(days=span - 1)
    labels = {at: _day(start + datetime.timedelta(days=at)) for at in range(0, span, step)}
    return _bars(cells, labels, language, called)


def by_hour(hours: Mapping[int, Cell], language: str, called: str) -> str:
    """Bars of the hours between the first and the last in which there was anybody."""
    with_visits = [hour for hour, cell in hours.items() if cell.visits]
    if not with_visits:
        return ""
    first, last = min(with_visits), max(with_visits)
    some = range(first, last + 1)
    return _bars([hours[hour] for hour in some], {at: f"{hour:02}" for at, hour in enumerate(some)}, language, called)


def _day(day: datetime.date) -> str:
    return f"{day.month:02}-{day.day:02}"


def _bars(cells: list[Cell], labels: Mapping[int, str], language: str, called: str) -> str:
    """Upright bars from zero. What is withheld stands as a low mark without a height of its own."""
    top, low, foot = 46.0, 236.0, 280.0
    most = max((cell.visits for cell in cells if not cell.few), default=0)
    slot = WIDE / len(cells)
    bar = min(slot * (0.62 if len(cells) <= MOST_VALUES else 0.8), 84.0)
    highest = next((at for at, cell in enumerate(cells) if cell.visits == most and most), -1)
    parts = [f'<svg viewBox="0 0 {WIDE:.0f} {foot:.0f}" role="img" aria-label="{escape(called)}">']
    parts += [f"<title>{escape(called)}</title>"]
    for at, cell in enumerate(cells):
        x = slot * (at + 0.5)
        tall = (low - top) * cell.visits / most if most and not cell.few else (4.0 if cell.few else 0.0)
        kind = "best" if at == highest else "few" if cell.few else "bar"
        if tall:
            box = f'x="{x - bar / 2:.1f}" y="{low - tall:.1f}" width="{bar:.1f}" height="{tall:.1f}"'
            parts.append(f'<rect class="{kind}" {box}/>')
        if cell.visits and (len(cells) <= MOST_VALUES or at == highest):
            size = 24 if len(cells) <= 16 else 18
            parts.append(
                f'<text class="value {kind}" x="{x:.1f}" y="{low - tall - 8:.1f}" font-size="{size}">'
                f"{escape(number(cell, language))}</text>"
            )
        if at in labels:
            parts.append(f'<text class="label" x="{x:.1f}" y="{low + 30:.1f}">{escape(labels[at])}</text>')
    parts.append(f'<line class="axis" x1="0" x2="{WIDE:.0f}" y1="{low:.0f}" y2="{low:.0f}"/></svg>')
    return "".join(parts)


def share(part: float, *, best: bool) -> str:
    """A bar that lies in a row of a table: a share of the longest, 0 to 1."""
    kind = "best" if best else "bar"
    wide = max(part * 100, 0.0)
    return (
        '<svg class="lying" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{kind}" width="{wide:.2f}" height="10"/></svg>'
    )
