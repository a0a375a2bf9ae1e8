"""What of all that is seen gives cause to ask: small, cut or paged type, contrast, reading time, blurred pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product

from PySide6.QtGui import QColor

from kiosk.content.advice import View as ViewName
from kiosk.content.dates import Span
from kiosk.content.kinds.article import Article
from kiosk.content.loaded import Loaded
from kiosk.content.palette import LEAST_CONTRAST
from kiosk.content.part import parts_of
from kiosk.content.problems import Fault
from kiosk.content.source import Source, Way
from kiosk.content.words import Text as Words
from kiosk.look import theme
from kiosk.proof.letters import font_faults
from kiosk.proof.looking import Look, Text, View, looks
from kiosk.stage.exhibit import TEXT_ZOOMS, Exhibit
from kiosk.visit import dwell

LEAST_TYPE = 24.0
"""Logical px of a stage whose short side is 1080: the least that DESIGN.md lets stand on a slide."""
MOST_ENLARGED = 1.25
"""Px of the screen for one of the picture, beyond which it is seen to be blurred."""
SIZES = ((1920, 1080), (1080, 1920))
"""The screens that slides are drawn for, px."""
OUTSIDE = 6.0
"""Logical px that a text may reach out of the slide: its box is a little larger than its ink."""

Progress = Callable[[int, int], None]
"""Told how many slides of how many have been drawn."""


@dataclass
class _Found:
    """One thing to tell, and the views that show it, the first of them first."""

    fault: Fault
    views: dict[View, None] = field(default_factory=dict)


def drawn_faults(loaded: Loaded, exhibit: Exhibit, progress: Progress) -> Iterator[Fault]:
    """Draw every slide in every language, both ways of standing and every size of text, and say what to ask.

    Each fault is told once, with the first of the views that show it and the number of the others.

    Args:
        loaded: with its source. exhibit: made of it.
        progress: called after each slide.
    """
    source = loaded.source
    assert source is not None
    judge = _Judge(exhibit, source, tuple(number - 1 for number in loaded.slide_numbers))
    views = list(views_of(exhibit))
    whole = len(views) * len(exhibit.slides)
    for turn, view in enumerate(views):
        for look in looks(exhibit, view):
            judge.look(look, view)
            if look.step == look.steps - 1:
                progress(turn * len(exhibit.slides) + look.slide + 1, whole)
    yield from font_faults(exhibit, source)
    yield from judge.told()


def views_of(exhibit: Exhibit) -> Iterator[View]:
    """Each way to see it: the deck's colours in every size of text, high contrast in the usual one."""
    own = exhibit.deck.theme
    for text, size, language in product(range(len(TEXT_ZOOMS)), SIZES, exhibit.languages):
        yield View(language, size, text, own)
    if own != "contrast":
        for size, language in product(SIZES, exhibit.languages):
            yield View(language, size, 0, "contrast")


class _Judge:
    def __init__(self, exhibit: Exhibit, source: Source, places: tuple[int, ...]) -> None:
        self._exhibit, self._source, self._places = exhibit, source, places
        self._found: dict[tuple[str, int, str], _Found] = {}
        self._ways: dict[tuple[int, str, str], Way] = {}
        self._whole: set[str] = set()
        self._ended: list[Text] = []

    def look(self, look: Look, view: View) -> None:
        """Take a look into account; those of a slide come one after another."""
        if look.failed:
            self._tell("slide_failed", look, view, reason=look.failed)
            return
        for text in look.texts:
            self._text(text, look, view)
        self._endings(look, view)
        plain = view.text == 0 and view.theme == self._exhibit.deck.theme
        if not plain:
            return
        for picture in look.pictures:
            if picture.enlarged > MOST_ENLARGED:
                width, height = (math.ceil(side * picture.enlarged) for side in picture.size)
                self._tell(
                    "picture_small", look, view, picture.file.name, self._picture_way(look.slide, picture.file.name),
                    size="×".join(map(str, picture.size)), value=f"{picture.enlarged:.1f}", limit=f"{width}×{height}",
                )  # fmt: skip
        if look.step == 0:
            self._pages(look, view)
            if not view.upright:
                self._reading(look, view)

    def told(self) -> Iterator[Fault]:
        """Each thing once, in the order of the slides."""
        for found in sorted(self._found.values(), key=lambda one: one.fault.place.line):
            fault = found.fault
            if not found.views:
                yield fault
            else:
                view, more = next(iter(found.views)), len(found.views) - 1
                name = ViewName(view.language, view.upright, view.text, view.theme == "contrast", more)
                yield Fault(fault.name, fault.place, {**fault.values, "view": name.code()}, fault.way)

    def _tell(self, rule: str, look: Look, view: View | None, words: str = "", way: Way | None = None,
              **values: str) -> None:  # fmt: skip
        known = self._found.get((rule, look.slide, words))
        if known is None:
            way = way or self._slide(look.slide)
            if words:
                values["key"] = words
            known = self._found[rule, look.slide, words] = _Found(Fault(rule, self._source.place(way), values, way))
        if view is not None:
            known.views[view] = None

    def _text(self, text: Text, look: Look, view: View) -> None:
        outside = not look.room.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE).contains(text.rect)
        if outside or not text.whole:
            self._tell_of_text("text_cut", text, look, view)
        elif text.size < LEAST_TYPE - 0.5:
            self._tell_of_text("text_small", text, look, view, size=f"{text.size:.0f}", limit=f"{LEAST_TYPE:.0f}")
        ratio = min((contrast(text.colour, ground) for ground in text.ground), default=21.0)
        if ratio < LEAST_CONTRAST - 0.05:
            self._tell_of_text("contrast_low", text, look, view, value=f"{ratio:.1f}")

    def _endings(self, look: Look, view: View) -> None:
        """What ends in "…" is lost where no step of the slide has all of it: an event that is opened says its name."""
        if look.step == 0:
            self._whole, self._ended = set(), []
        for text in look.texts:
            if text.said != text.words:
                self._ended.append(text)
            else:
                self._whole.add(_plain(text.words))
        if look.step == look.steps - 1:
            for text in self._ended:
                if _plain(text.said) not in self._whole:
                    self._tell_of_text("text_cut", text, look, view)

    def _tell_of_text(self, rule: str, text: Text, look: Look, view: View, **values: str) -> None:
        way = self._way(look.slide, text.said, view.language)
        self._tell(rule, look, view, text.said.strip(), way, **values)

    def _pages(self, look: Look, view: View) -> None:
        model = self._exhibit.slides[look.slide]
        meant = max(1, len(list(model.reading(view.language))))
        if look.steps > meant and not isinstance(model, Article):
            self._tell("text_paged", look, view, count=str(look.steps))

    def _reading(self, look: Look, view: View) -> None:
        stop = self._exhibit.stop(look.slide, view.language, look.steps)
        each = stop.reading if len(stop.reading) == stop.steps else (sum(stop.reading) / stop.steps,) * stop.steps
        longest = max(range(stop.steps), key=lambda step: each[step] - dwell(stop, step))
        needed, given = each[longest], dwell(stop, longest)
        if needed > given:
            self._tell("reading_long", look, None, value=str(math.ceil(needed)), limit=f"{given:.0f}")

    def _slide(self, slide: int) -> Way:
        return ("slides", self._places[slide])

    def _way(self, slide: int, words: str, language: str) -> Way:
        """Where the deck says those words; the slide where they are put together from several."""
        key = (slide, words, language)
        if key not in self._ways:
            self._ways[key] = self._searched(slide, words, language)
        return self._ways[key]

    def _searched(self, slide: int, words: str, language: str) -> Way:
        wanted = _plain(words)
        near: Way = ()
        for loc, text in parts_of(self._exhibit.slides[slide], Words):
            said = _plain(text.get(language))
            way = self._source.real(self._slide(slide), loc)
            if said == wanted:
                return self._in_language(way, language)
            if not near and len(wanted) > 3 and (wanted in said or (said and said in wanted)):
                near = self._in_language(way, language)
        return near or self._dated(slide, wanted, language) or self._slide(slide)

    def _dated(self, slide: int, wanted: str, language: str) -> Way:
        """The date that those words are a form of; none where they are no date's."""
        for loc, span in parts_of(self._exhibit.slides[slide], Span):
            forms = (span.dotted(language), span.long(language), span.below_year(language), str(abs(span.since.year)))
            if wanted in map(_plain, forms):
                return self._source.real(self._slide(slide), loc)
        return ()

    def _in_language(self, way: Way, language: str) -> Way:
        return (*way, language) if self._source.node((*way, language)) is not None else way

    def _picture_way(self, slide: int, name: str) -> Way:
        for way, written in self._exhibit.slides[slide].pictures():
            if written.rpartition("/")[2] == name:
                return self._source.real(self._slide(slide), way)
        return self._slide(slide)


def _plain(words: str) -> str:
    """Words to compare, however their lines are broken."""
    return "".join(words.split())


def contrast(colour: QColor, ground: QColor) -> float:
    """The ratio of two colours' luminance, 1 to 21; what shines through the first is taken into account.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    strength = colour.alphaF()
    over = QColor.fromRgbF(
        colour.redF() * strength + ground.redF() * (1 - strength),
        colour.greenF() * strength + ground.greenF() * (1 - strength),
        colour.blueF() * strength + ground.blueF() * (1 - strength),
    )
    return theme.contrast(over, ground)
