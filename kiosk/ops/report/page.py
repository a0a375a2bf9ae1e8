"""The report as one page: it needs no network, no script and no other file, and can be printed or sent on."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterable, Mapping
from html import escape

from kiosk import __version__
from kiosk.bundled import assets
from kiosk.ops.report import charts
from kiosk.ops.report.figures import length, number, problem_name, seconds_each, taps
from kiosk.ops.report.summary import LEAST, Cell, Summary
from kiosk.ops.report.wording import say
from kiosk.ops.report.words import groups, notes, span

MOST_SLIDES = 500
_STYLE = """
@page { size: A4; margin: 14mm; }
:root { --paper: #F5F0E6; --sheet: #FBF8F1; --ink: #1C1A17; --second: #5B554B; --mute: #6F685B; --rule: #D8CFBD;
  --accent: #B8271B; --indigo: #1E3A5C; --bar: #C9BFAB; }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0 auto; max-width: 1180px; padding: 44px 50px 60px; font: 17px/1.6 "Touyan Sans SC", "Noto Sans SC",
  "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
header { border-top: 6px solid var(--ink); padding-top: 18px; }
.kicker { color: var(--accent); font-weight: 700; }
.kicker span { color: var(--second); font-weight: 400; margin-left: 1.2em; }
h1, h2 { font-family: "Touyan Serif SC", "Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC",
  SimSun, Georgia, serif; font-weight: 900; line-height: 1.25; }
h1 { font-size: 54px; margin: 10px 0 26px; }
h2 { font-size: 27px; margin: 0 0 14px; }
section { break-inside: avoid; margin-top: 44px; border-top: 1px solid var(--rule); padding-top: 20px; }
.figures { display: flex; flex-wrap: wrap; gap: 20px 64px; align-items: flex-end; border: 0; margin: 0; padding: 0; }
.figures div { color: var(--second); }
.figures b, .value, td.number { font-family: Figures, "Barlow Condensed", "Arial Narrow", sans-serif; }
.figures b { display: block; font-size: 104px; line-height: 1; font-weight: 600; color: var(--indigo); }
.figures div:first-child b { color: var(--accent); font-size: 168px; }
svg { display: block; width: 100%; height: auto; }
svg text { text-anchor: middle; fill: var(--ink); }
.label { font-size: 17px; fill: var(--second) !important; font-family: Figures, "Barlow Condensed", sans-serif; }
.bar, .few { fill: var(--bar); } .best { fill: var(--accent); }
svg .value { font-weight: 600; fill: var(--ink); } svg .value.best { fill: var(--accent); }
svg .value.few { fill: var(--mute); }
.axis { stroke: var(--ink); stroke-width: 2; }
table { border-collapse: collapse; width: 100%; }
tr { break-inside: avoid; }
th { font-weight: 400; color: var(--mute); font-size: 14px; text-align: right; padding: 0 0 6px 18px; }
td { border-top: 1px solid var(--rule); padding: 7px 0 7px 18px; text-align: right; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
td.number { font-size: 24px; line-height: 1.15; white-space: nowrap; width: 5em; }
td.line { width: 30%; min-width: 90px; }
td small { color: var(--mute); margin-left: .7em; font-size: 14px; }
.lying { height: 14px; width: 100%; }
.both { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 30px 64px; }
.both td.number { width: 4em; }
footer { margin-top: 48px; border-top: 1px solid var(--rule); padding-top: 16px; color: var(--second);
  font-size: 15px; }
footer p { margin: 0 0 8px; max-width: 46em; }
@media (max-width: 700px) { body { padding: 20px 18px 40px; } h1 { font-size: 36px; } td.line { display: none; }
  .figures b { font-size: 64px; } .figures div:first-child b { font-size: 96px; } .figures { gap: 14px 32px; } }
@media print { html { background: #fff; } body { padding: 0; font-size: 14px; max-width: none; }
  section { margin-top: 26px; padding-top: 12px; } h1 { font-size: 38px; margin-bottom: 14px; }
  .figures b { font-size: 60px; } .figures div:first-child b { font-size: 92px; } .long { break-inside: auto; } }
"""


def as_page(summary: Summary, language: str, names: Mapping[str, str], today: datetime.date) -> bytes:
    """The whole page, in UTF-8.

    Args:
        summary: of what was counted. language: of the reader. names: what slides are called. today: when it is made.
    """
    title = say("title", language)
    name = say("program", language)
    body = [
        f'<header><div class="kicker">{name}<span>{escape(span(summary, language))}</span></div>',
        f"<h1>{escape(title)}</h1></header>",
    ]
    if summary.visits.visits:
        body += [_figures(summary, language), *_charts(summary, language), _slides(summary, language, names)]
        body.append(_groups(summary, language))
    else:
        body.append(f"<p>{escape(say('nothing', language))}</p>")
    made = say("made", language, version=__version__, day=today.isoformat())
    told = "".join(f"<p>{escape(line)}</p>" for line in [*notes(summary, language), made])
    body.append(f"<footer>{told}</footer>")
    code = "zh-CN" if language.startswith("zh") else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'font-src data:">'
        f"<title>{escape(title)}</title><style>{_font()}{_STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n"
        "</body></html>\n"
    ).encode()


def _font() -> str:
    """The figures' font inside the page: 4 kB; without its file, another condensed one."""
    try:
        data = (assets() / "fonts" / "figures.woff").read_bytes()
    except OSError:
        return ""
    coded = base64.b64encode(data).decode("ascii")
    source = f'url(data:font/woff;base64,{coded}) format("woff")'
    return f"@font-face {{ font-family: Figures; font-weight: 600; src: {source}; }}"


def _figures(summary: Summary, language: str) -> str:
    days = len(summary.days)
    told = [(number(summary.visits, language), say("visits", language))]
    told.append((length(summary.median), say("median", language)))
    told.append((length(summary.visits.mean), say("mean", language)))
    dated = sum(cell.visits for cell in summary.days.values())
    if days > 1 and dated >= LEAST:
        told.append((f"{dated / days:,.0f}", say("a_day", language)))
    figures = "".join(f"<div><b>{escape(figure)}</b>{escape(name)}</div>" for figure, name in told)
    return f'<section class="figures">{figures}</section>'


def _charts(summary: Summary, language: str) -> list[str]:
    made = []
    for name, chart in (
        ("by_day", charts.by_day(summary.days, language, say("by_day", language))),
        ("by_hour", charts.by_hour(summary.hours, language, say("by_hour", language))),
    ):
        if chart:
            made.append(f"<section><h2>{escape(say(name, language))}</h2>{chart}</section>")
    return made


def _slides(summary: Summary, language: str, names: Mapping[str, str]) -> str:
    if not summary.slides:
        return ""
    longest = max((cell.visits for cell in summary.slides.values() if not cell.few), default=0)
    heads = "".join(f"<th>{escape(say(head, language))}</th>" for head in ("slide", "seen", "each", "taps"))
    first, rest = heads.split("</th>", 1)
    rows = []
    for at, (slide, cell) in enumerate(list(summary.slides.items())[:MOST_SLIDES]):
        name = names.get(slide, "")
        called = f"{escape(name)}<small>{escape(slide)}</small>" if name else escape(slide)
        part = 0.0 if cell.few or not longest else cell.visits / longest
        rows.append(
            f'<tr><td>{called}</td><td class="line">{charts.share(part, best=at == 0 and part > 0)}</td>'
            + "".join(
                f'<td class="number">{escape(one)}</td>'
                for one in (number(cell, language), seconds_each(cell), taps(cell))
            )
            + "</tr>"
        )
    return (
        f'<section class="long"><h2>{escape(say("slides", language))}</h2><table><thead><tr>{first}</th>'
        f'<th class="line"></th>{rest}</tr></thead><tbody>{"".join(rows)}</tbody></table></section>'
    )


def _groups(summary: Summary, language: str) -> str:
    told = [_group(name, cells, language) for name, cells in groups(summary, language)]
    if summary.problems:
        rows = "".join(
            f'<tr><td>{escape(problem_name(one, language))}</td><td class="number">{times:,}</td></tr>'
            for one, times in summary.problems.items()
        )
        told.append(f"<div><h2>{escape(say('problems', language))}</h2><table>{rows}</table></div>")
    return f'<section class="both long">{"".join(told)}</section>'


def _group(name: str, cells: Iterable[tuple[str, Cell]], language: str) -> str:
    rows = "".join(
        f'<tr><td>{escape(called)}</td><td class="number">{escape(number(cell, language))}</td></tr>'
        for called, cell in cells
    )
    return f"<div><h2>{escape(say(name, language))}</h2><table>{rows}</table></div>"
