"""Decks to measure with: as many slides as wanted, of every kind, with photographs of 3840×2160 from a camera's JPEG.

The words say that they are examples; the figures come of the slide's number. The same number of slides is always the
same deck, to the byte.
"""

from __future__ import annotations

import os
import shutil
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from PIL import Image, ImageDraw

PHOTOS = 6
PHOTO = (3840, 2160)
KINDS = ("stats", "photo", "text", "line", "photo", "timeline", "bar", "photo", "article")
"""What follows the cover, again and again."""
CHAPTERS = 5
MARKS, FEWER_MARKS = 120, 12
"""Of the first line, to scrub along, and of the others."""
EVENTS, FEWER_EVENTS = 40, 6
"""Of the first timeline, and of the others."""
_SAYS = "这是一句示例文字，用来量一量屏幕上的快慢，不说任何事实。"
_SAYS_EN = "A sentence to measure with, which states no fact. "


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


EXAMPLE = both("示例", "Example")


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes everything in full: a deck has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@dataclass(frozen=True)
class Made:
    """A deck that was written.

    Attributes:
        folder: holds it, with its photographs. slides: how many there are.
    """

    folder: Path
    slides: int

    @property
    def deck(self) -> Path:
        """The file."""
        return self.folder / "deck.yaml"

    @staticmethod
    def place(kind: str, turn: int = 0) -> int:
        """The number, from 1, of a slide of that kind: the first of its kind, or one of the next."""
        places = [index for index, one in enumerate(KINDS) if one == kind]
        return 2 + places[turn % len(places)] + len(KINDS) * (turn // len(places))


def photographs(folder: Path) -> list[Path]:
    """Write the photographs; they are kept, and made only where they aren't there."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number + 1}.jpg" for number in range(PHOTOS)]
    for number, path in enumerate(paths):
        if not path.exists():
            made = path.with_suffix(".part")
            _photograph(number).save(made, "JPEG", quality=90)
            made.rename(path)
    return paths


def _photograph(seed: int) -> Image.Image:
    """Clouds of several sizes over a coloured ground, and a grain over all: to a decoder as hard as a real one."""
    rng = np.random.default_rng(seed)
    width, height = PHOTO
    picture = np.zeros((height, width, 3), np.float32)
    for size, weight in ((4, 90), (16, 50), (64, 25), (256, 12)):
        small = rng.random((max(2, size * 9 // 16), size, 3), np.float32)
        for channel in range(3):
            cloud = Image.fromarray(small[:, :, channel]).resize(PHOTO, Image.Resampling.BICUBIC)
            picture[:, :, channel] += weight * np.asarray(cloud)
    picture += rng.normal(0, 7, (height, width, 1))
    image = Image.fromarray(picture.clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, size = (int(one) for one in rng.integers((0, 0, 40), (width, height, 500)))
        colour = tuple(int(one) for one in rng.integers(20, 235, 3))
        draw.rectangle((x, y, x + size, y + size // 2), fill=colour)
    return image


AGE_S = 3600.0
"""So long ago a deck was saved, as far as its files tell."""


def write(folder: Path, slides: int, photos: Path) -> Made:
    """Write a deck of that many slides.

    Args:
        folder: for it; made if it isn't there. slides: how many. photos: where `photographs` wrote them.
    """
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    for path in photographs(photos):
        if not (folder / "photos" / path.name).exists():
            shutil.copyfile(path, folder / "photos" / path.name)
    made = Made(folder, slides)
    made.deck.write_text(text(slides), "utf-8")
    # What was saved this very moment isn't kept by whoever compiles it; a hall's deck is older.
    before = time.time() - AGE_S
    for one in (*(folder / "photos").iterdir(), folder / "photos", made.deck, folder):
        os.utime(one, (before, before))
    return made


def text(slides: int) -> str:
    """The deck's YAML."""
    names = [f"第{number + 1}章" for number in range(CHAPTERS)]
    head = {
        "title": both("测速示例", "An example to measure with"),
        "languages": ["zh", "en"],
        "timings": {"idle": 3600, "dwell": 5},
        "chapters": [{"name": both(name, f"Chapter {number + 1}")} for number, name in enumerate(names)],
    }
    blocks = [f"# {number + 1}\n" + _dumped([_slide(number, slides, names)]) for number in range(slides)]
    return _dumped(head) + "slides:\n" + textwrap.indent("\n".join(blocks), "  ")


def _dumped(part: Any) -> str:
    return str(yaml.dump(part, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000))


def _slide(number: int, slides: int, chapters: list[str]) -> dict[str, Any]:
    """Slide `number` from 0."""
    if number == 0:
        return {
            "type": "cover",
            "kicker": EXAMPLE,
            "headline": both("测速\n示例", "An example\nto measure"),
            "subtitle": both(f"共 {slides} 页", f"{slides} slides"),
        }
    kind = KINDS[(number - 1) % len(KINDS)]
    chapter = chapters[(number - 1) * CHAPTERS // max(slides - 1, CHAPTERS)]
    head = {"type": "chart" if kind in {"line", "bar"} else kind, "id": f"s{number + 1}", "chapter": chapter}
    return head | _MAKERS[kind](number)


def _stats(number: int) -> dict[str, Any]:
    figures = [
        {
            "value": number * 7 % 90 + 10,
            "unit": both("个", "items"),
            "says": both(f"示例数字 {number}.{part}", f"Figure {number}.{part}"),
        }
        for part in range(1, 4)
    ]
    hero = {
        "value": 1000 + number * 37 % 9000,
        "unit": both("件", "things"),
        "says": both(f"会数上来的数字 {number}", f"Figure {number}, which counts up"),
    }
    return _headed("数字", "Figures", number) | {"hero": hero, "figures": figures}


def _headed(zh: str, en: str, number: int) -> dict[str, Any]:
    return {"heading": both(f"{zh} {number}", f"{en} {number}"), "as_of": EXAMPLE, "source": EXAMPLE}


def _photo(number: int) -> dict[str, Any]:
    # Neighbours are different ones: 9 slides to a turn, 3 photographs among them.
    which = (number // len(KINDS) * 3 + number % len(KINDS) // 3) % PHOTOS + 1
    return {
        "picture": f"photos/{which}.jpg",
        "caption": both(f"示例照片 {number}。", f"Example photograph {number}."),
        "credit": EXAMPLE,
        "alt": both("彩色的云与方块", "Coloured clouds and squares"),
    }


def _text(number: int) -> dict[str, Any]:
    return {"headline": both(f"第 {number} 句话", f"Statement {number}"), "statement": both(_SAYS * 3, _SAYS_EN * 2)}


def _line(number: int) -> dict[str, Any]:
    months = MARKS if number < len(KINDS) else FEWER_MARKS
    points = [
        {"date": f"{2010 + month // 12}-{month % 12 + 1:02}", "value": (month * 37 + number * 11) % 91 + 5}
        for month in range(months)
    ]
    return _chart(number, "line", points)


def _bar(number: int) -> dict[str, Any]:
    points = [{"date": str(2018 + year), "value": (year * 17 + number * 5) % 60 + 20} for year in range(8)]
    return _chart(number, "bar", points)


def _chart(number: int, form: str, points: list[dict[str, Any]]) -> dict[str, Any]:
    figure = {"value": number % 97 + 3, "unit": "%", "says": both(f"示例占比 {number}", f"Share {number}")}
    return _headed("图表", "Chart", number) | {
        "title": both(f"示例数量 {number}", f"Counts {number}"),
        "unit": both("件", "things"),
        "form": form,
        "series": points,
        "figures": [figure],
    }


def _timeline(number: int) -> dict[str, Any]:
    events = [
        {
            "date": f"{1950 + part * 2}-{part % 12 + 1:02}",
            "title": both(f"示例事件 {part + 1}", f"Event {part + 1}"),
            "text": both(_SAYS, _SAYS_EN),
        }
        for part in range(EVENTS if number < len(KINDS) else FEWER_EVENTS)
    ]
    return {"heading": both(f"时间轴 {number}", f"Timeline {number}"), "events": events}


def _article(number: int) -> dict[str, Any]:
    return {
        "title": both(f"示例文章 {number}", f"Example article {number}"),
        "author": EXAMPLE,
        "paragraphs": [both(_SAYS * 4, _SAYS_EN * 4) for _ in range(3)],
    }


_MAKERS = {
    "stats": _stats,
    "photo": _photo,
    "text": _text,
    "line": _line,
    "bar": _bar,
    "timeline": _timeline,
    "article": _article,
}
