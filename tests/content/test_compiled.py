"""A deck that was read, as bytes and back again."""

from __future__ import annotations

import hashlib
import os
import pickle
import struct
import time
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.bundled import data
from kiosk.content.compiled import MAGIC, Compiled, _Head, compile_deck, restore
from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.packed import KEPT, PRINT_BYTES, PackedSlides, unpickled

EXAMPLES = Path(__file__).parents[2] / "packaging" / "handbook" / "examples"
NOW = time.time_ns()
LONG_AGO = (NOW - 3600 * 10**9, NOW - 3600 * 10**9)

FIVE = """\
title: A
languages: [zh, en]
chapters: [{name: Sea, short: S}, {name: Land}]
slides:
  - {type: text, headline: one}
  - {type: text, headline: two, chapter: Sea, show_from: 2026-12-01}
  - {type: text, headline: two, id: two}
  - {type: text, headline: four, chapter: Land, show_until: 2026-12}
  - {type: text, headline: five}
"""


def again(loaded: Loaded) -> Loaded:
    return restore(compile_deck(loaded)).loaded


def packed(loaded: Loaded) -> PackedSlides:
    assert loaded.deck is not None
    assert isinstance(loaded.deck.slides, PackedSlides)
    return loaded.deck.slides


@pytest.mark.parametrize("path", [data() / "deck.yaml", *sorted(EXAMPLES.rglob("*.yaml"))], ids=lambda path: path.stem)
def test_a_deck_comes_back_as_it_was(path: Path) -> None:
    loaded = load(path)
    back = again(loaded)
    assert back.deck == loaded.deck
    assert (back.path, back.problems, back.digest, back.text_digest) == (
        loaded.path, loaded.problems, loaded.digest, loaded.text_digest,
    )  # fmt: skip
    assert (back.files, dict(back.tables), back.slide_numbers) == (
        loaded.files, dict(loaded.tables), loaded.slide_numbers,
    )  # fmt: skip
    if loaded.deck is not None and back.deck is not None:
        assert back.deck.slide_ids() == loaded.deck.slide_ids()
        assert back.deck.chapter_indexes() == loaded.deck.chapter_indexes()
        assert [*back.deck.slides] == [*loaded.deck.slides]


def test_what_is_wrong_comes_back_as_well(deck_file: Callable[[str], Path]) -> None:
    loaded = load(deck_file("title: A\nslides:\n  - {type: text, headlin: x}\n"))
    assert loaded.deck is None
    assert again(loaded).problems == loaded.problems


def test_the_slides_are_a_sequence_like_any_other(deck_file: Callable[[str], Path]) -> None:
    loaded = load(deck_file(FIVE))
    assert loaded.deck is not None
    plain, slides = loaded.deck.slides, packed(again(loaded))
    assert len(slides) == 5
    assert slides[-1] == plain[-1]
    assert slides[1:4:2] == (plain[1], plain[3])
    assert slides == plain
    assert slides == packed(again(loaded))
    assert slides != plain[:4]
    assert slides != packed(again(load(deck_file(FIVE.replace("five", "six")))))
    assert slides != 5
    assert slides != (*plain[:4], plain[0])
    with pytest.raises(IndexError):
        slides[5]


def test_slides_alike_are_found_without_being_made(deck_file: Callable[[str], Path]) -> None:
    text = FIVE.replace(", id: two", "").replace(", chapter: Sea, show_from: 2026-12-01", "")
    loaded = load(deck_file(text))
    for deck in (loaded.deck, again(loaded).deck):
        assert deck is not None
        assert deck.places_of(deck.slides[1]) == [1, 2]
        assert deck.places_of(deck.slides[4]) == [4]


def test_some_of_them_with_another_in_ones_place(deck_file: Callable[[str], Path]) -> None:
    loaded = load(deck_file(FIVE))
    for deck in (loaded.deck, again(loaded).deck):
        assert deck is not None
        other = deck.slides[2].model_copy(update={"chapter": "Land"})
        some = deck.picked([2, 4], {2: other})
        assert [*some.slides] == [other, deck.slides[4]]
        assert [line.chapter for line in some.lines()] == ["Land", deck.slides[4].chapter]
        assert some.chapter_indexes() == (0, 0)
        assert [chapter.name.get("en") for chapter in some.chapter_list()] == ["Land"]
        assert some.places_of(other) == [0]
        assert some.places_of(deck.slides[2]) == []
        again_some = some.picked([0])
        assert [*again_some.slides] == [other]
        assert again_some.slides[0] == other


def test_few_are_kept_however_many_were_looked_at() -> None:
    loaded = load(data() / "deck.yaml")
    assert loaded.deck is not None
    slides = packed(again(loaded))
    first = slides[0]
    assert slides[0] is first
    for index in range(len(slides)):
        assert slides[index] == loaded.deck.slides[index]
    assert len(slides) > KEPT
    assert slides[0] is not first
    latest = slides[len(slides) - 1]
    assert list(slides)[-1] is latest, "what is there isn't made twice"


def test_which_are_due_is_known_without_making_them(deck_file: Callable[[str], Path]) -> None:
    deck = again(load(deck_file(FIVE))).deck
    assert deck is not None
    assert [line.due(date(2026, 11, 30)) for line in deck.lines()] == [True, False, True, True, True]
    assert [line.due(date(2027, 1, 1)) for line in deck.lines()] == [True, True, True, False, True]


# What is kept on a disk may be anything by tomorrow.


def bytes_of(deck_file: Callable[[str], Path]) -> bytes:
    return compile_deck(load(deck_file(FIVE)))


def test_another_versions_isnt_taken(deck_file: Callable[[str], Path]) -> None:
    with pytest.raises(ValueError, match="another version"):
        restore(bytes_of(deck_file).replace(b"touyan deck ", b"touyan deck 0", 1))


def test_what_was_cut_or_changed_isnt_taken(deck_file: Callable[[str], Path]) -> None:
    whole = bytes_of(deck_file)
    for length in (len(MAGIC), len(MAGIC) + 20, len(MAGIC) + 40, len(whole) // 2, len(whole) - 1):
        with pytest.raises(ValueError, match="damaged"):
            restore(whole[:length])
    for at in (len(MAGIC) + 3, len(whole) - 5):
        with pytest.raises(ValueError, match="damaged"):
            restore(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])


def sealed(head: object, bodies: bytes = b"", *, length: int | None = None) -> bytes:
    """Whole as far as its digest tells."""
    packed_head = pickle.dumps(head, 5)
    rest = struct.pack("<Q", len(packed_head) if length is None else length) + packed_head + bodies
    return MAGIC + hashlib.sha256(rest).digest() + rest


def test_what_is_whole_and_holds_no_deck_isnt_taken(deck_file: Callable[[str], Path]) -> None:
    loaded = load(deck_file(FIVE))
    assert loaded.deck is not None
    bare = replace(loaded, deck=loaded.deck.with_slides(()), source=None)
    line = tuple(loaded.deck.lines()[0])
    good = _Head(bare, (line,), array("Q", [0]).tobytes(), bytes(PRINT_BYTES), (), True)
    assert restore(sealed(good)).loaded.deck is not None
    others = (
        {"a": 1}, bare, Compiled(bare, (), True), good._replace(loaded=5), good._replace(lines=()),
        good._replace(lines=((),)), good._replace(prints=b"x"), good._replace(ends=b"x"),
        good._replace(stamps=((1, 2),)),
    )  # fmt: skip
    for head in others:
        with pytest.raises(ValueError, match="wasn't written here"):
            restore(sealed(head))
    for length in (0, 1):
        with pytest.raises(ValueError, match="wasn't written here"):
            restore(sealed(good, length=length))


def test_a_slide_that_is_something_else_is_noticed_when_it_is_asked_for(deck_file: Callable[[str], Path]) -> None:
    loaded = load(deck_file(FIVE))
    assert loaded.deck is not None
    body = pickle.dumps(date(2026, 1, 2), 5)
    lines = (tuple(loaded.deck.lines()[0]),)
    bare = replace(loaded, deck=loaded.deck.with_slides(()), source=None)
    head = _Head(bare, lines, array("Q", [len(body)]).tobytes(), bytes(PRINT_BYTES), (), True)
    slides = packed(restore(sealed(head, body)).loaded)
    with pytest.raises(TypeError, match="no slide"):
        slides[0]


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize("what", [_Harm(), print, load, Compiled.holds, pickle.Unpickler])
def test_nothing_but_content_is_made(what: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no part of a deck"):
        unpickled(pickle.dumps(what, 5))


def test_plain_things_are() -> None:
    things = (Path("a"), Decimal("1.50"), date(2026, 1, 2), {"a": [1, 2.5, None, True, b"x"]}, frozenset({1}))
    assert unpickled(pickle.dumps(things, 5)) == things


# Whether it still holds.


PICTURE = "title: A\nslides:\n  - {type: photo, picture: %s, alt: a goose, caption: A goose., credit: nobody}\n"


def beside(deck_file: Callable[[str], Path], tmp_path: Path) -> tuple[Path, Path]:
    picture = tmp_path / "a.png"
    picture.write_bytes(next((data().parent / "assets").rglob("*.png")).read_bytes())
    os.utime(picture, ns=LONG_AGO)
    return deck_file(PICTURE % "a.png"), picture


def test_it_holds_as_long_as_the_files_beside_it_are_the_same(deck_file: Callable[[str], Path], tmp_path: Path) -> None:
    deck, picture = beside(deck_file, tmp_path)
    loaded = load(deck)
    assert picture in loaded.files
    kept = restore(compile_deck(loaded, NOW))
    assert kept.holds()
    os.utime(picture, ns=(NOW, NOW))
    assert not kept.holds()
    picture.unlink()
    assert not kept.holds()


def test_a_file_that_had_just_changed_may_change_unseen(deck_file: Callable[[str], Path], tmp_path: Path) -> None:
    deck, picture = beside(deck_file, tmp_path)
    os.utime(picture, ns=(NOW, NOW))
    kept = restore(compile_deck(load(deck), NOW))
    assert kept.unchanged()
    assert not kept.holds()


def test_a_file_that_was_missing_may_come(deck_file: Callable[[str], Path], tmp_path: Path) -> None:
    deck, picture = beside(deck_file, tmp_path)
    content = picture.read_bytes()
    picture.unlink()
    loaded = load(deck)
    assert loaded.errors
    kept = restore(compile_deck(loaded, NOW))
    assert kept.holds()
    picture.write_bytes(content)
    os.utime(picture, ns=LONG_AGO)
    assert not kept.holds()


def test_a_path_that_no_disk_takes_is_no_file(deck_file: Callable[[str], Path]) -> None:
    loaded = load(deck_file(FIVE))
    kept = restore(compile_deck(Loaded(loaded.path, loaded.deck, (), "", files=(Path("a\0b"),)), NOW))
    assert kept.holds()
