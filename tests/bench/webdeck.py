"""The same slides as a page of reveal.js with Chart.js: what somebody would make who knows both.

What they would do is done: photographs are loaded lazily (`data-src`), a chart is built when its slide comes, the page
is laid out at 1920×1080, nothing comes from a network, and whatever reveal.js has as a default stays so.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kiosk.content.base import Slide
from kiosk.content.deck import Deck
from kiosk.content.files import find_picture
from kiosk.content.kinds.article import Article
from kiosk.content.kinds.chart import Chart
from kiosk.content.kinds.cover import Cover
from kiosk.content.kinds.photo import Photo
from kiosk.content.kinds.stats import Stats
from kiosk.content.kinds.text import Text
from kiosk.content.kinds.timeline import Timeline

_FORMS = {"line": "line", "area": "line", "multiples": "line", "slope": "line", "share": "doughnut"}
"""Chart.js' type for a chart's form; all others are bars."""

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{reveal}/reveal.css">
<style>
@font-face {{ font-family: Exhibit; src: url("{font}"); }}
body, .reveal-viewport {{ background: #F5F0E6; }}
.reveal {{ font: 36px "Noto Sans CJK SC", "WenQuanYi Zen Hei", Exhibit, sans-serif; color: #1C1A17; }}
.reveal .slides {{ text-align: left; }}
.reveal .slides section {{ box-sizing: border-box; width: 100%; height: 100%; padding: 96px; }}
.reveal h1 {{ font-size: 132px; white-space: pre-line; }}
.reveal h2 {{ font-size: 76px; margin: 0 0 32px; white-space: pre-line; }}
.reveal p {{ margin: 12px 0; }}
.reveal .digits {{ font-size: 220px; line-height: 1.1; color: #B8271B; }}
.reveal img {{ width: 1728px; height: 720px; object-fit: cover; }}
.reveal .chart {{ position: relative; width: 1728px; height: 620px; }}
.reveal .dates {{ columns: 3; font-size: 22px; line-height: 1.2; }}
.reveal small {{ font-size: 26px; color: #6F685B; margin-right: 32px; }}
</style></head><body><div class="reveal"><div class="slides">
{slides}
</div></div>
<script src="{reveal}/reveal.js"></script>
<script src="{charts}/chart.umd.js"></script>
<script>
Chart.defaults.font.size = 24;
function draw(slide) {{
  const canvas = slide && slide.querySelector("canvas");
  if (!canvas || canvas.drawn) return;
  canvas.drawn = true;
  new Chart(canvas, JSON.parse(canvas.dataset.chart));
}}
Reveal.on("ready", event => draw(event.currentSlide));
Reveal.on("slidechanged", event => draw(event.currentSlide));
Reveal.initialize({{ width: 1920, height: 1080, margin: 0, center: false, hash: true, loop: true, plugins: [] }});
</script></body></html>
"""


def page(deck: Deck, folder: Path, language: str, modules: Path, fonts: Path) -> str:
    """The whole page.

    Args:
        deck: what it shows. folder: where the deck's pictures are. language: of its words.
        modules: npm's folder, with both libraries. fonts: the folder of a font that has Chinese, for a machine without.
    """
    return PAGE.format(
        language=language,
        title=html.escape(deck.title.get(language)),
        reveal=(modules / "reveal.js" / "dist").as_uri(),
        charts=(modules / "chart.js" / "dist").as_uri(),
        font=(fonts / "TouyanSansSC-Regular.otf").as_uri(),
        slides="\n".join(f"<section>{section(slide, folder, language)}</section>" for slide in deck.slides),
    )


def section(slide: Slide, folder: Path, language: str) -> str:
    """One slide: everything a visitor reads of it, and what there is to see."""
    words = [word for step in slide.texts(language) for word in step]
    heads = slide.heads(language)
    body: list[str] = []
    match slide:
        case Cover():
            title = slide.headline.get(language)
            return f"<h1>{_safe(title)}</h1>{_lines(word for word in words if word != title)}"
        case Text():
            title = slide.headline.get(language)
        case Article():
            title = slide.title.get(language)
        case Chart():
            return _chart(slide, heads, language)
        case Photo():
            title, body = "", [_pictures(slide, folder)]
        case Stats():
            title, body = "", [f'<p class="digits">{_safe(slide.hero.texts(language)[0])}</p>']
            words = words[: len(heads)] + words[len(heads) + 1 :]
        case Timeline():
            dated = (" ".join(event.texts(language)) for event in slide.in_order())
            return _small(heads) + f'<ul class="dates">{"".join(f"<li>{_safe(one)}</li>" for one in dated)}</ul>'
        case _:
            title = ""
    rest = [word for word in words[len(heads) :] if word != title]
    return _small(heads) + (f"<h2>{_safe(title)}</h2>" if title else "") + "".join(body) + _lines(rest)


def _safe(words: str) -> str:
    return html.escape(words)


def _lines(words: Iterable[str]) -> str:
    return "".join(f"<p>{_safe(one)}</p>" for one in words)


def _small(words: Iterable[str]) -> str:
    return "<p>" + "".join(f"<small>{_safe(one)}</small>" for one in words) + "</p>"


def _pictures(slide: Photo, folder: Path) -> str:
    found = [(find_picture(folder, path), shot) for shot in slide.shots() for _, path in shot.files()[:1]]
    return "".join(f'<img data-src="{path.as_uri()}">' for path, _ in found if path is not None)


def _chart(slide: Chart, heads: list[str], language: str) -> str:
    """The chart's own marks are words of the canvas: Chart.js writes them."""
    figures = [word for figure in slide.figures for word in figure.texts(language)]
    note = [slide.note.get(language)] if slide.note else []
    data = html.escape(json.dumps(chart(slide, language), ensure_ascii=False), quote=True)
    return (
        f"{_small(heads)}<h2>{_safe(slide.title.get(language))}</h2>"
        f'<div class="chart"><canvas data-chart="{data}"></canvas></div>{_small([*note, *figures])}'
    )


def chart(slide: Chart, language: str) -> dict[str, Any]:
    """What Chart.js is told: its defaults, and that a pointer picks the nearest mark wherever it is."""
    names = [group.name.get(language) for group in slide.groups] or [slide.title.get(language)]
    kind = _FORMS.get(slide.form, "bar")
    datasets: list[dict[str, Any]] = [
        {"label": name, "data": [float(slide.spoken(one, language).replace(",", "")) if one is not None else None
                                 for one in column], "fill": slide.form == "area"}
        for name, column in zip(names, slide.columns, strict=True)
    ]  # fmt: skip
    if not slide.groups and kind == "bar":
        colours = ["#C9BFAB"] * len(slide.series)
        colours[slide.emphasised] = "#B8271B"
        datasets[0]["backgroundColor"] = colours
    options: dict[str, Any] = {"responsive": True, "maintainAspectRatio": False,
                               "interaction": {"mode": "index", "intersect": False}}  # fmt: skip
    if slide.form == "horizontal":
        options["indexAxis"] = "y"
    if slide.form == "stacked":
        options["scales"] = {"x": {"stacked": True}, "y": {"stacked": True}}
    labels = [point.under(language) for point in slide.series]
    return {"type": kind, "data": {"labels": labels, "datasets": datasets}, "options": options}
