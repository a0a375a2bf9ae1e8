"""A deck's file to a frozen `Deck`: every problem at once, and every sound slide kept."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.content.across import Across
from kiosk.content.base import Slide
from kiosk.content.beside import (
    Named,
    Pictures,
    look_file_faults,
    look_files,
    named_files,
    picture_faults,
    pictures_in,
)
from kiosk.content.complaints import held_to, keys_of, known_keys, model_at
from kiosk.content.deck import Deck
from kiosk.content.echoes import of_another_type, without_echoes
from kiosk.content.files import Listings
from kiosk.content.kinds import KINDS
from kiosk.content.loaded import Loaded
from kiosk.content.nearest import nearest
from kiosk.content.nodes import Node
from kiosk.content.problems import Fault, Place, Problem
from kiosk.content.settings import settings_of
from kiosk.content.sheets.origins import beyond_data, of_cells
from kiosk.content.source import Source, Way, read
from kiosk.content.vocabulary import Vocabulary

if TYPE_CHECKING:
    from kiosk.content.sheets.shelf import Shelf

VOCABULARY = Vocabulary(known_keys([Deck, *KINDS.values()]), frozenset(Deck.model_fields), frozenset(KINDS))
MOST_SLIDES = 10_000
"""The deck's own limit; what is beyond it isn't looked at."""
MOST_PROBLEMS = 1000
"""So many are told one by one; nobody reads more, and a file with more was never meant for a deck."""
_TYPES = ", ".join(KINDS)


def load(
    path: Path, shown_as: str | None = None, parser: Any = None, *, with_source: bool = False, only: int | None = None
) -> Loaded:
    """Read and check a deck; raises nothing for whatever is in the file.

    Args:
        path: the YAML file, or the folder that holds `deck.yaml`.
        shown_as: how problems name it; as given if left out.
        parser: PyYAML's loader; the fast one where there is one.
        with_source: whether the nodes are kept, for whoever wants the lines of sound things as well.
        only: so many slides of its beginning, to stand until all is read; no deck where it has no more.
    """
    with _without_collecting():
        return _load(path, shown_as, parser, with_source=with_source, only=only)


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """A tree of a hundred thousand nodes is no garbage, and looking through it again and again takes a third longer."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _load(path: Path, shown_as: str | None, parser: Any, *, with_source: bool, only: int | None) -> Loaded:
    if os.path.isfile(path / "deck.yaml"):  # noqa: PTH113 - it takes any name, and raises nothing
        path = path / "deck.yaml"
    source = read(path, VOCABULARY, parser, only)
    checker = _Checker(source)
    deck = checker.deck()
    name = shown_as or str(path)
    told = sorted(checker.told(), key=lambda fault: fault.rank)
    if len(told) > MOST_PROBLEMS:
        more = Fault("and_more", told[MOST_PROBLEMS].place, {"count": str(len(told) - MOST_PROBLEMS)}, ())
        told = [*told[:MOST_PROBLEMS], more]
    problems = tuple(problem_of(name, source, fault) for fault in told)
    kept = checker.kept if deck is not None else []
    named = (*named_files(path.parent, checker.named, checker.listings), *checker.look_files)
    pictures = [file for _, file, _ in named]
    files = tuple(dict.fromkeys([*pictures, *source.tables]))
    seen = _stats([path, *files])
    digest, numbers = _digest(source.whole_digest(), pictures, seen), tuple(index + 1 for index in kept)
    return Loaded(path, deck, problems, digest, numbers,
                  text_digest=source.digest, files=files, tables=dict(source.tables),
                  places={written: file for written, file, there in named if there},
                  changed={file: stat.st_mtime_ns for file, stat in seen.items()},
                  source=source if with_source else None)  # fmt: skip


def _first_in(lines: list[int], first: int, end: int) -> int | None:
    """The first of the lines (in order) from `first` on and before `end`."""
    at = bisect_left(lines, first)
    return lines[at] if at < len(lines) and lines[at] < end else None


def _digest(text: str, files: Iterable[Path], seen: Mapping[Path, os.stat_result]) -> str:
    """Of a text and the files beside it: those are large, and their size and time say enough."""
    digest = hashlib.sha256(text.encode())
    for path in files:
        found = seen.get(path)
        if found is not None:
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _stats(files: Iterable[Path]) -> dict[Path, os.stat_result]:
    """What the disk says of each that is there."""
    seen = {}
    for path in files:
        with contextlib.suppress(OSError, ValueError):
            seen[path] = path.stat()
    return seen


class _Checker:
    """Builds the deck of a source, slide by slide, gathering faults."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._faults: list[Fault] = []
        self._shelf: Shelf | None = None
        self._ill = sorted(fault.place.line for fault in source.faults if fault.severity == "error")
        self._begun = sorted(fault.place.line for fault in source.faults if fault.name == "twice_item")
        self.listings = Listings()
        self.kept: list[int] = []
        self.named: dict[str, None] = {}
        self.look_files: tuple[Named, ...] = ()

    def told(self) -> list[Fault]:
        """Each fault once; and where the form of a line is wrong, nothing else is said of it."""
        lines = {fault.place.line for fault in self._source.faults}
        seen: set[tuple[str, Place, str, str]] = set()
        told = list(self._source.faults)
        for fault in of_cells(self._faults, self._source):
            values = fault.values
            cell = values.get("in_cell", "") or values.get("in_row", "")
            key = (fault.name, fault.place, values.get("key", ""), cell)
            if key not in seen and (fault.place.line not in lines or fault.place.line == 1 == len(self._source.lines)):
                seen.add(key)
                told.append(fault)
        return told

    def deck(self) -> Deck | None:
        """The deck of what is sound."""
        root = self._source.root
        if root is None:
            return None
        if not isinstance(root.value, dict):
            name = "root_list" if isinstance(root.value, list) else "root"
            self._faults.append(Fault(name, root.place, {}, ()))
            return None
        settings, faults = settings_of(self._source)
        self._faults += faults
        self._faults += look_file_faults(settings.look, self._source, self.listings)
        self.look_files = tuple(look_files(self._source.path.parent, settings.look, self.listings))
        slides = self._slides(root)
        self._tell_empties()
        across = Across(self._source, settings, slides, doubtful=self._doubtful(faults))
        self._faults += across.faults
        self.kept = sorted(across.kept)
        if not self.kept or self._source.refused:
            return None
        return settings.model_copy(update={"slides": tuple(across.kept[index] for index in self.kept)})

    def _slides(self, root: Node) -> dict[int, Slide]:
        node = self._source.node(("slides",))
        if node is None or node.value is None:
            if not self._source.faults:
                missing = Fault("missing", root.place, {"key": "slides", "example_of": "slides"}, ())
                empty = Fault("no_slides", self._source.key_place(("slides",)))
                self._faults.append(missing if node is None else empty)
            return {}
        if not isinstance(node.value, list):
            self._tell("a_list", node.key or node.place, example_of="slides")
            return {}
        if not node.value:
            self._tell("no_slides", node.key or node.place)
        slides: dict[int, Slide] = {}
        if len(node.value) > MOST_SLIDES:
            self._tell("too_many", node.key or node.place, limit=str(MOST_SLIDES), count=str(len(node.value)))
        for index, one in enumerate(node.value[:MOST_SLIDES]):
            if index not in self._source.aside:
                slide = self._slide(one, index)
                if slide is not None:
                    slides[index] = slide
        return slides

    def _slide(self, node: Node, index: int) -> Slide | None:
        way: Way = ("slides", index)
        if not isinstance(node.value, dict):
            if node.value is not None:
                self._tell("a_map", node.place, example_of="type")
            return None
        model = self._model(node, index)
        if model is None:
            return None
        table = self._table(model, node, way)
        self._faults += table
        slide, faults = held_to(model, self._source, way)
        faults = of_another_type(self._without_echoes(beyond_data(faults, node), node, index), model)
        self._faults += faults
        if slide is None:
            if not self._has_form_fault(node, index):
                self._pictures(list(pictures_in(model, node.plain_tree())), way)
            return None
        own = []
        for loc, name, values in slide.own_faults():
            full = self._source.real(way, loc)
            own.append(Fault(name, self._source.place(full), values, full))
        own = self._without_echoes(own, node, index)
        self._faults += own
        shows = self._pictures(slide.pictures(), way)
        if any(fault.severity == "error" for fault in own + table) or not shows or self._has_form_fault(node, index):
            return None
        return slide

    def _pictures(self, named: Pictures, way: Way) -> bool:
        """Look at the pictures that a slide names; returns whether it can be shown."""
        self.named |= dict.fromkeys(written for _, written in named)
        faults, shows = picture_faults(named, way, self._source, self.listings)
        self._faults += faults
        return shows

    def _table(self, model: type[Slide], node: Node, way: Way) -> list[Fault]:
        """What is wrong with the table that holds a slide's rows; they stand in the tree from then on."""
        if not isinstance(node.value, dict) or "data" not in node.value:
            return []
        from kiosk.content.sheets.shelf import Shelf  # most decks have none: the first slide needn't wait for it
        from kiosk.content.sheets.spread import spread

        self._shelf = self._shelf or Shelf(self._source.path.parent, self._source.tables, self.listings)
        return spread(model, way, self._source, self._shelf)

    def _model(self, node: Node, index: int) -> type[Slide] | None:
        """The model of a slide's type; a misspelt `type` is told of, and taken for what was meant."""
        assert isinstance(node.value, dict)
        if "type" not in node.value:
            named = (key for key, child in node.value.items() if isinstance(child.value, str) and child.value in KINDS)
            other = next((key for key in named if nearest(key, ["type"])), None)
            if other is None:
                self._faults.append(Fault("no_type", node.place, {"choices": _TYPES}, ("slides", index)))
                return None
            moved = node.value.pop(other)
            node.value["type"] = moved
            self._tell("unknown_key", moved.key or moved.place, key=other, guess="type")
            moved.plain = False
        kind = node.value["type"]
        if not isinstance(kind.value, str):
            if kind.value is None:
                self._tell("nothing", kind.key or kind.place, key="type", example_of="type")
            else:
                self._faults.append(Fault("a_word", kind.place, {"example_of": "type"}, ("slides", index, "type")))
            return None
        if kind.value not in KINDS:
            guess = nearest(kind.value, KINDS)
            self._tell("unknown_type", kind.place, key=kind.value, guess=guess, choices=_TYPES)
        return KINDS.get(kind.value)

    def _without_echoes(self, faults: list[Fault], node: Node, index: int) -> list[Fault]:
        begins = _first_in(self._begun, node.line, node.end + 1)
        return without_echoes(faults, ill_formed=self._has_form_fault(node, index), before=begins)

    def _has_form_fault(self, node: Node, index: int) -> bool:
        """Whether something in the slide was put right by guessing: what was meant isn't known, so it isn't shown."""
        following = self._source.node(("slides", index + 1))
        end = following.line if following is not None else max(node.end, node.line) + 1
        return _first_in(self._ill, node.line, end) is not None

    def _doubtful(self, faults: list[Fault]) -> set[str]:
        """The settings in which something is wrong: the slides aren't held against those."""
        doubtful = set(self._source.settings_aside)
        for fault in faults + self._source.faults:
            way = self._source.where(fault.place) if fault.way is None else fault.way
            doubtful |= {str(way[0])} if way else {"languages", "chapters"}
        return doubtful

    def _tell(self, name: str, place: Place, **values: str) -> None:
        self._faults.append(Fault(name, place, values))

    def _tell_empties(self) -> None:
        """Keys with nothing after them: an error where something is needed (told already), else worth a look."""
        needed = {fault.place for fault in self._faults if fault.name in {"nothing", "no_slides"}}
        for way in self._source.empties():
            place = self._source.key_place(way)
            if place in needed or not way:
                continue
            if isinstance(way[-1], int):
                self._tell("nothing_item", place)
                continue
            keys = self._keys_at(way[:-1])
            if keys and way[-1] not in keys:
                guess = nearest(way[-1], keys)
                self._tell("unknown_key", place, key=way[-1], guess=guess, choices=", ".join(keys))
            else:
                rule = "nothing_colour" if way[:2] == ("look", "colours") else "nothing_optional"
                self._tell(rule, place, key=way[-1])

    def _keys_at(self, way: Way) -> list[str]:
        """The keys that a part of the deck has; none where it is a text by language."""
        if way[:1] != ("slides",):
            return (
                keys_of(model_at(Deck, way)) if not way or way[0] in {"timings", "chapters", "silence", "look"} else []
            )
        kind = self._source.node((*way[:2], "type"))
        model = KINDS.get(kind.value) if kind is not None and isinstance(kind.value, str) else None
        if model is None or (len(way) > 2 and model_at(model, way[2:]) is model):
            return []
        return keys_of(model_at(model, way[2:]))


def problem_of(path: str, source: Source, fault: Fault) -> Problem:
    """A fault with all that its reader needs; `path` as the person named it."""
    way = source.where(fault.place) if fault.way is None else fault.way
    text = source.text_at(fault.place.line)
    if fault.way is None and fault.name in {"unknown_key", "twice"} and way and isinstance(way[-1], str):
        way = way[:-1]  # the key itself is under the caret
    if len(way) >= 2 and way[0] == "slides" and isinstance(way[1], int):
        return Problem(path, fault, (way[1] + 1, source.slide_title(way[1]), _steps(way[2:])), text)
    return Problem(path, fault, (None, "", _steps(way)), text)


def _steps(way: Iterable[str | int]) -> tuple[str, ...]:
    """Indexes as people count."""
    return tuple(str(step + 1) if isinstance(step, int) else step for step in way)
