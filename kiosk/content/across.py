"""What no slide can know by itself: chapters, ids, languages, and whether the fonts have every character."""

from __future__ import annotations

from pydantic import BaseModel

from kiosk.content import glyphs
from kiosk.content.base import Slide
from kiosk.content.deck import Deck
from kiosk.content.nearest import nearest
from kiosk.content.part import parts_of
from kiosk.content.problems import Fault, Place
from kiosk.content.source import Source, Way
from kiosk.content.words import Text

_OTHER_CODES = {"cn": "zh", "ch": "zh", "chs": "zh", "chi": "zh", "zho": "zh", "sc": "zh", "tw": "zh-Hant", "jp": "ja",
                "jpn": "ja", "kr": "ko", "kor": "ko", "eng": "en", "uk": "en", "us": "en"}  # fmt: skip
"""What people write for a language."""


class Across:
    """Holds the slides against each other and against the settings.

    Attributes:
        kept: the slides that stand, by their index in the file, each with the chapter it continues.
        faults: what was found.
    """

    def __init__(self, source: Source, settings: Deck, slides: dict[int, Slide], *, doubtful: set[str]) -> None:
        self._source, self._settings = source, settings
        self._doubtful = doubtful
        self._other_codes: set[str] = set()
        self._first_with: dict[str, int] = {}
        self.faults: list[Fault] = []
        self._texts(settings, ())
        for index, slide in slides.items():
            self._texts(slide, ("slides", index))
        self.kept = self._carried({index: slide for index, slide in slides.items() if self._fits(slide, index)})

    def _tell(self, name: str, place: Place, way: Way | None = None, **values: str) -> None:
        self.faults.append(Fault(name, place, values, way))

    def _fits(self, slide: Slide, index: int) -> bool:
        """Whether its chapter is known, and its id its own."""
        names = [name for chapter in self._settings.chapters for name in chapter.names()]
        fits = True
        if slide.chapter and names and slide.chapter not in names and "chapters" not in self._doubtful:
            firsts = ", ".join(chapter.names()[0] for chapter in self._settings.chapters)
            place = self._source.place(("slides", index, "chapter"))
            self._tell("chapter_unknown", place, key=slide.chapter, guess=nearest(slide.chapter, names), choices=firsts)
            fits = False
        if slide.id:
            first = self._first_with.setdefault(slide.id, index)
            if first != index:
                self._tell("id_twice", self._source.place(("slides", index, "id")), key=slide.id, slide=str(first + 1))
                fits = False
        return fits

    def _carried(self, kept: dict[int, Slide]) -> dict[int, Slide]:
        """Each slide with the chapter it continues: the slide that begins it may have been left out."""
        names = {name for chapter in self._settings.chapters for name in chapter.names()}
        node = self._source.node(("slides",))
        count = len(node.value) if node is not None and isinstance(node.value, list) else 0
        chapter: str | None = None
        for index in range(count):
            said = self._source.node(("slides", index, "chapter"))
            if said is not None and isinstance(said.value, str) and said.value.strip() and (
                not names or said.value in names
            ):  # fmt: skip
                chapter = said.value
            slide = kept.get(index)
            if slide is not None and slide.chapter is None and chapter is not None:
                kept[index] = slide.model_copy(update={"chapter": chapter})
        return kept

    def _texts(self, part: BaseModel, way: Way) -> None:
        for loc, text in parts_of(part, Text):
            here = self._source.real(way, loc)
            if loc[0] == "slides" or self._source.node(here) is None:
                continue  # the stand-in for a title that was wrong
            if "" not in text.by_language:
                self._languages(text, here, loc)
            for code, words in text.by_language.items():
                spot = (*here, code) if code else here
                self._glyphs(words, spot)
                self._quotes(words, spot)

    def _languages(self, text: Text, here: Way, loc: Way) -> None:
        """Each text in every language of the deck, and in no other; the program has words where the deck has none."""
        if "languages" in self._doubtful:
            return
        languages = self._settings.languages
        strange = [code for code in text.by_language if code not in languages]
        meant = set()
        for code in strange:
            guess = self._other_code(code, [one for one in languages if one not in text.by_language])
            meant.add(guess)
            if guess or code not in self._other_codes:
                self._other_codes.add(code)
                place = self._source.key_place((*here, code))
                self._tell(
                    "text_code" if guess else "text_other_language",
                    place,
                    (*here, code),
                    code=code,
                    guess=guess,
                    choices=", ".join(languages),
                )
        for code in languages:
            if code not in text.by_language and code not in meant and loc[0] != "words":
                self.faults.append(Fault("no_translation", self._source.place(here), {"code": code}, here))

    @staticmethod
    def _other_code(code: str, languages: list[str]) -> str:
        """The deck's language that was meant by a code like `cn`, `eng` or `en-US`."""
        base = code.partition("-")[0].lower()
        meant = {base, _OTHER_CODES.get(base, base)}
        return next((one for one in languages if one.partition("-")[0] in meant or one in meant), "")

    def _quotes(self, words: str, way: Way) -> None:
        """“…” around the whole of a text may have been meant as YAML's quotes."""
        if words[:1] != "“" or words.find("”") != len(words) - 1:
            return  # most texts: nothing is looked up for them
        node = self._source.node(way)
        if node is not None and node.plain:
            self._tell("quotes_shown", node.place, way)

    def _glyphs(self, words: str, way: Way) -> None:
        for character in glyphs.missing(words):
            place = self._source.spot(way, character)
            self._tell("glyph", place, way, key=character, code=f"U+{ord(character):04X}")
