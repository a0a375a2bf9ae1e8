"""A deck's file to a frozen `Deck`: every problem at once, and every sound slide kept."""

from __future__ import annotations

import difflib
import hashlib
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kiosk.content import glyphs
from kiosk.content.base import Slide
from kiosk.content.deck import Deck
from kiosk.content.files import find_picture
from kiosk.content.kinds import KINDS
from kiosk.content.pictures import fault_of
from kiosk.content.problems import Fault, Place, Problem, in_order
from kiosk.content.source import Path_, Source, read
from kiosk.content.words import Text


@dataclass(frozen=True)
class Loaded:
    """What came of a file.

    Attributes:
        path: the file. deck: the sound slides with the settings, or None where nothing is sound.
        problems: all of them, by line. digest: of the file's text, to see whether it changed.
    """

    path: Path
    deck: Deck | None
    problems: tuple[Problem, ...]
    digest: str

    @property
    def folder(self) -> Path:
        """Where the deck's pictures are looked for."""
        return self.path.parent

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps something off the screen."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is worth a look."""
        return tuple(problem for problem in self.problems if not problem.is_error)


def load(path: Path, shown_as: str | None = None) -> Loaded:
    """Read and check a deck; raises nothing for whatever is in the file.

    Args:
        path: the YAML file.
        shown_as: how problems name it; as given if left out.
    """
    source = read(path)
    faults = list(source.faults)
    deck: Deck | None = None
    if source.tree is not None:
        deck = _Checker(source, faults).deck()
    name = shown_as or str(path)
    problems = tuple(in_order(_problem(name, source, fault) for fault in _unique(faults)))
    digest = hashlib.sha256("\n".join(source.lines).encode("utf-8", "surrogatepass")).hexdigest()
    return Loaded(path, deck, problems, digest)


def _unique(faults: list[Fault]) -> Iterator[Fault]:
    """One fault a place: a key that is empty isn't told to be missing as well."""
    seen: set[tuple[int, int]] = set()
    for fault in faults:
        key = (fault.place.line, fault.place.column)
        if fault.severity == "warning" or key not in seen:
            seen.add(key)
            yield fault


class _Checker:
    """Builds the deck of a source, slide by slide, gathering faults."""

    def __init__(self, source: Source, faults: list[Fault]) -> None:
        self._source, self._faults = source, faults

    def deck(self) -> Deck | None:
        tree = self._source.tree
        if not isinstance(tree, dict):
            self._add("a_map", self._source.place(()), example="title: …")
            return None
        written = tree.get("slides")
        slides: list[tuple[int, Slide]] = []
        if isinstance(written, list):
            for index, one in enumerate(written):
                slide = self._slide(one, index)
                if slide is not None:
                    slides.append((index, slide))
            if not written:
                self._add("too_few", self._source.key_place(("slides",)), limit="1")
        elif "slides" in tree:
            self._add("a_list", self._source.key_place(("slides",)))
        else:
            self._add("missing", self._source.place(()), key="slides", example="slides:")
        settings = self._settings(tree, [slide for _, slide in slides])
        if not slides:
            return None
        return self._across(settings, slides)

    def _slide(self, written: Any, index: int) -> Slide | None:
        way: Path_ = ("slides", index)
        if not isinstance(written, dict):
            if written is not None:
                self._add("a_map", self._source.place(way), example="- type: text")
            return None
        kind = written.get("type")
        if not isinstance(kind, str):
            if "type" not in written and not self._source.patched:
                self._add("no_type", self._source.place(way))
            return None
        model = KINDS.get(kind)
        if model is None:
            self._unknown("unknown_type", self._source.place((*way, "type")), kind, list(KINDS))
            return None
        before = len(self._source.faults)
        try:
            slide = model.model_validate(_without_none(written))
        except ValidationError as error:
            self._add_errors(error, model, way)
            return None
        broken = [fault for fault in self._source.faults[:before] if self._inside(fault, way)]
        if broken or not self._sound(slide, way):
            return None
        return slide

    def _inside(self, fault: Fault, way: Path_) -> bool:
        """Whether a fault of form lies in that slide: what was typed there isn't known, so it stays off the screen."""
        start = self._source.place(way).line
        following = self._source.places.get((*way[:-1], int(way[-1]) + 1))
        return fault.place.line >= start and (following is None or fault.place.line < following.line)

    def _settings(self, tree: dict[str, Any], slides: list[Slide]) -> Deck:
        """The deck without its slides' faults; a setting that is wrong takes its default."""
        settings = {key: value for key, value in _without_none(tree).items() if key != "slides"}
        stand_in = slides or [KINDS["text"].model_validate({"type": "text", "headline": "…"})]
        for _ in range(len(settings) + 2):
            try:
                return Deck.model_validate({**settings, "slides": stand_in})
            except ValidationError as error:
                self._add_errors(error, Deck, ())
                for key in {str(one["loc"][0]) for one in error.errors()}:
                    if key == "title":
                        settings["title"] = "…"
                    else:
                        settings.pop(key, None)
        return Deck.model_validate({"title": "…", "slides": stand_in})

    # The models' complaints.

    def _add_errors(self, error: ValidationError, model: type[BaseModel], way: Path_) -> None:
        found = error.errors(include_url=False)
        meant = set()  # keys that were misspelt aren't missing as well
        for one in found:
            if one["type"] == "extra_forbidden":
                loc: Path_ = tuple(one["loc"])
                meant.add((*loc[:-1], _guess(str(loc[-1]), list(_model_at(model, loc[:-1]).model_fields))))
        for one in found:
            loc = tuple(one["loc"])
            if one["type"] != "missing" or not (loc in meant or self._source.patched):
                self._add_error(one, model, way, loc)

    def _add_error(self, one: Any, model: type[BaseModel], way: Path_, loc: Path_) -> None:
        kind, context, value = one["type"], one.get("ctx", {}), one.get("input")
        full = (*way, *loc)
        place = self._source.place(full)
        shown = str(value) if not isinstance(value, dict | list) else "…"
        if kind == "extra_forbidden":
            keys = list(_model_at(model, loc[:-1]).model_fields)
            self._unknown("unknown_key", self._source.key_place(full), str(loc[-1]), keys)
        elif kind == "missing":
            if full not in self._source.places:
                key = str(loc[-1])
                self._add("missing", self._start(full[:-1]), key=key, example=f"{key}: {_example(key)}")
        elif kind in _BY_TYPE:
            values = {"value": shown, **{key: str(item) for key, item in context.items()}}
            for name in ("ge", "gt", "le", "lt", "min_length", "max_length"):
                if name in context:
                    values["limit"] = f"{context[name]:g}" if isinstance(context[name], float) else str(context[name])
            values["count"] = str(context.get("actual_length", ""))
            if kind == "literal_error":
                values["choices"] = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
                values["guess"] = _guess(shown, [word.strip() for word in values["choices"].split(",")])
            if kind == "text_language":
                place = self._source.key_place((*full, str(context.get("code", ""))))
            elif kind == "text_shape" and context.get("code"):
                place = self._source.place((*full, str(context["code"])))
            self._faults.append(Fault(_BY_TYPE[kind], place, values))
        else:
            self._add("other", place, reason=str(one["msg"]))

    def _start(self, way: Path_) -> Place:
        """Where a part begins, for what is missing in it: its first line, as a caret under its first word."""
        place = self._source.place(way)
        if 0 < place.line <= len(self._source.lines):
            line = self._source.lines[place.line - 1]
            return Place(place.line, place.column, max(1, len(line.rstrip()) - place.column + 1))
        return place

    def _unknown(self, name: str, place: Place, key: str, known: list[str]) -> None:
        self._add(name, place, key=key, guess=_guess(key, known), choices=", ".join(known))

    def _add(self, name: str, place: Place, severity: str = "error", **values: str) -> None:
        self._faults.append(Fault(name, place, values, severity))

    # What the models alone can't see.

    def _sound(self, slide: Slide, way: Path_) -> bool:
        before = len(self._faults)
        for loc, name, values in slide.own_faults():
            self._add(name, self._source.place((*way, *loc)), **values)
        self._pictures(slide, way)
        return len(self._faults) == before

    def _pictures(self, slide: Slide, way: Path_) -> None:
        found_one = False
        missing: list[tuple[Place, str]] = []
        for loc, written in slide.pictures():
            place = self._source.place((*way, *loc))
            if _leads_outside(written):
                self._add("picture_outside", place)
                continue
            path = find_picture(self._source.path.parent, written)
            if path is None:
                missing.append((place, written))
                continue
            found_one = True
            fault = fault_of(path)
            if fault is not None:
                self._add(fault, place, key=written)
        if missing and not found_one:
            for place, written in missing:
                self._add("picture_missing", place, key=written, guess=self._near_file(written))

    def _near_file(self, written: str) -> str:
        folder = self._source.path.parent / Path(written).parent
        try:
            names = [entry.name for entry in folder.iterdir() if entry.is_file()]
        except OSError:
            return ""
        near = _guess(Path(written).name, names)
        return str(Path(written).parent / near) if near else ""

    def _across(self, settings: Deck, slides: list[tuple[int, Slide]]) -> Deck | None:
        """Checks over several slides: chapters, ids, languages, glyphs."""
        kept = [(index, slide) for index, slide in slides if self._fits_in(settings, slide, index, slides)]
        for index, slide in kept:
            self._texts(slide, ("slides", index), settings.languages)
        self._texts(settings, (), settings.languages)
        if not kept:
            return None
        carried: list[Slide] = []
        chapter: str | None = None
        position = dict(kept)
        written = self._source.tree["slides"]
        for index, one in enumerate(written):
            said = one.get("chapter") if isinstance(one, dict) else None
            chapter = said if isinstance(said, str) else chapter  # the slide that begins a chapter may be left out
            found = position.get(index)
            if found is not None:
                carried.append(found if found.chapter or not chapter else found.model_copy(update={"chapter": chapter}))
        return settings.model_copy(update={"slides": tuple(carried)})

    def _fits_in(self, deck: Deck, slide: Slide, index: int, slides: list[tuple[int, Slide]]) -> bool:
        way: Path_ = ("slides", index)
        known = [name for chapter in deck.chapters for name in chapter.names()]
        if slide.chapter and known and slide.chapter not in known:
            self._unknown("chapter_unknown", self._source.place((*way, "chapter")), slide.chapter, known)
            return False
        if slide.id:
            first = next(other for other, one in slides if one.id == slide.id)
            if first != index:
                self._add("id_twice", self._source.place((*way, "id")), key=slide.id, slide=str(first + 1))
                return False
        return True

    def _texts(self, part: BaseModel, way: Path_, languages: tuple[str, ...]) -> None:
        """Every text of a part: its languages, and whether the fonts have its characters."""
        for loc, text in _texts_in(part):
            if loc and loc[0] == "slides":
                continue
            here = (*way, *loc)
            if here not in self._source.places:
                continue
            if "" not in text.by_language:
                for code in languages:
                    if code not in text.by_language:
                        self._add("no_translation", self._source.place(here), "warning", code=code)
                for code in text.by_language:
                    if code not in languages:
                        place, known = self._source.key_place((*here, code)), ", ".join(languages)
                        self._add("text_other_language", place, "warning", code=code, choices=known)
            for code, words in text.by_language.items():
                self._glyphs(words, self._source.place((*here, code) if code else here))

    def _glyphs(self, words: str, place: Place) -> None:
        told: set[str] = set()
        for _, character in glyphs.missing(words):
            if character in told:
                continue
            told.add(character)
            line, column = place.line, place.column
            for number in range(place.line, min(place.line + 200, len(self._source.lines)) + 1):
                at = self._source.lines[number - 1].find(character, place.column - 1 if number == place.line else 0)
                if at >= 0:
                    line, column = number, at + 1
                    break
            self._add("glyph", Place(line, column, 1), "warning", key=character, code=f"U+{ord(character):04X}")


_BY_TYPE = {
    "model_type": "a_map", "model_attributes_type": "a_map", "dict_type": "a_map",
    "list_type": "a_list", "tuple_type": "a_list",
    "float_parsing": "a_number", "float_type": "a_number", "decimal_parsing": "a_number", "decimal_type": "a_number",
    "int_parsing": "a_number", "finite_number": "a_number", "decimal_max_digits": "a_number",
    "bool_parsing": "a_truth", "bool_type": "a_truth",
    "greater_than_equal": "at_least", "greater_than": "at_least",
    "less_than_equal": "at_most", "less_than": "at_most",
    "literal_error": "one_of", "too_short": "too_few", "too_long": "too_many",
    "string_type": "text_shape", "string_too_long": "text_long", "string_too_short": "text_empty",
    "string_pattern_mismatch": "pattern",
    "text_shape": "text_shape", "text_language": "text_language", "text_empty": "text_empty", "text_long": "text_long",
    "date_form": "date_form", "date_calendar": "date_calendar", "figure_words": "figure_words",
}  # fmt: skip
"""Which of our sentences says what pydantic means."""

_EXAMPLES = {
    "title": "头雁", "headline": "头雁", "caption": "港口的清晨",
    "date": "2018-10", "value": "6.02", "name": "数据资源",
    "type": "text", "events": "", "series": "", "paragraphs": "", "hero": "", "says": "企业数量",
}  # fmt: skip


def _example(key: str) -> str:
    return _EXAMPLES.get(key, "…")


def _guess(word: str, known: list[str]) -> str:
    """The nearest known word, if it is near."""
    lower = {one.lower(): one for one in known}
    if word.lower() in lower:
        return lower[word.lower()]
    best = difflib.get_close_matches(word.lower(), list(lower), 1, 0.6)
    if best:
        return lower[best[0]]
    # Two letters swapped in a short word are near, whatever the ratio says.
    return next(
        (one for low, one in lower.items() if len(low) == len(word) and sorted(low) == sorted(word.lower())), ""
    )


def _leads_outside(written: str) -> bool:
    path = Path(written)
    return path.is_absolute() or ".." in path.parts or "\\" in written or "://" in written or "\0" in written


def _without_none(value: Any) -> Any:
    """The tree without what was left empty: that has been told, and isn't told again as a wrong type."""
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_none(item) for item in value if item is not None]
    return value


def _model_at(model: type[BaseModel], loc: Path_) -> type[BaseModel]:
    """The model that a place inside a model is held to."""
    for step in loc:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        found = _model_in(field.annotation) if field is not None else None
        if found is None:
            return model
        model = found
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, list, Union, types.UnionType}:
        for argument in get_args(annotation):
            found = _model_in(argument)
            if found is not None:
                return found
    return None


def _texts_in(part: BaseModel) -> Iterator[tuple[Path_, Text]]:
    """Every text of a model and of the models in it, with its way."""
    for name in type(part).model_fields:
        yield from _texts_of(getattr(part, name), (name,))


def _texts_of(value: Any, way: Path_) -> Iterator[tuple[Path_, Text]]:
    if isinstance(value, Text):
        yield way, value
    elif isinstance(value, BaseModel):
        for inner, text in _texts_in(value):
            yield (*way, *inner), text
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts_of(item, (*way, index))


def _problem(path: str, source: Source, fault: Fault) -> Problem:
    line = fault.place.line
    text = source.lines[line - 1] if 0 < line <= len(source.lines) else ""
    number, title, keys = _where(source, fault.place)
    if fault.name in {"unknown_key", "twice"}:
        keys = keys[:-1]  # the key itself is under the caret
    return Problem(path, fault, (number, title, keys), text)


def _where(source: Source, place: Place) -> tuple[int | None, str, tuple[str, ...]]:
    """The slide and the keys that lead to a line."""
    best: Path_ = ()
    for table in (source.keys, source.places):
        for way, at in table.items():
            if way and (at.line, at.column) <= (place.line, place.column):
                other = source.keys.get(best) or source.places.get(best)
                if other is None or (at.line, at.column, len(way)) >= (other.line, other.column, len(best)):
                    best = way
    if len(best) >= 2 and best[0] == "slides" and isinstance(best[1], int):
        steps = tuple(str(step + 1) if isinstance(step, int) else step for step in best[2:])
        return best[1] + 1, _title(source, best[1]), steps
    return None, "", tuple(str(step + 1) if isinstance(step, int) else step for step in best)


def _title(source: Source, index: int) -> str:
    slide = source.tree["slides"][index] if isinstance(source.tree, dict) else None
    if not isinstance(slide, dict):
        return ""
    for key in ("heading", "title", "headline", "caption", "chapter"):
        value = slide.get(key)
        if isinstance(value, dict):
            value = next((one for one in value.values() if isinstance(one, str)), None)
        if isinstance(value, str):
            line = value.strip().replace("\n", "")
            return line if len(line) <= 24 else line[:23] + "…"
    return ""
