"""Decks read aside by the real reader, in its own process, and kept as they were read."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.bundled import data
from kiosk.content.compiled import restore
from kiosk.content.load import load
from kiosk.content.packed import PackedSlides
from kiosk.ops import disk
from kiosk.ops.reading import KEPT, LARGEST_TEXT, START_IDLE_S, Reading, serve

ONE = "title: A\nslides:\n  - {type: text, headline: %s}\n"
PYTHON = sys.executable
HEAD = "import sys; head = sys.stdin.buffer.readline; say = sys.stdout.buffer; "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def reading(folder: Path) -> Iterator[Reading]:
    made = Reading(folder)
    yield made
    made.close()


def never(folder: Path) -> Reading:
    """One whose reader can't even be begun: what it knows is what was kept."""
    return Reading(folder, ("/nonexistent/reader",))


def headline(loaded: object) -> str:
    return loaded.deck.slides[0].headline.get("")  # type: ignore[attr-defined,no-any-return]


def test_a_deck_is_read_aside_and_says_the_same(reading: Reading, deck_file: Callable[[str], Path]) -> None:
    for path in (data() / "deck.yaml", deck_file(ONE % "one"), deck_file("title: [\n"), Path("/nonexistent/deck.yaml")):
        found, expected = reading.load(path), load(path)
        assert found.deck == expected.deck
        assert found.problems == expected.problems
        assert found.digest == expected.digest


def test_it_is_read_once_and_again_when_it_changes(
    reading: Reading, folder: Path, deck_file: Callable[[str], Path]
) -> None:
    path = deck_file(ONE % "one")
    assert headline(reading.load(path)) == "one"
    kept = never(folder).load(path)
    assert isinstance(kept.deck.slides if kept.deck else None, PackedSlides), "as it was kept"
    path.write_text(ONE % "two")
    assert headline(reading.load(path)) == "two"
    path.write_text(ONE % "one")
    assert headline(never(folder).load(path)) == "one"


def test_who_is_woken_is_who_reads(reading: Reading, deck_file: Callable[[str], Path]) -> None:
    path = deck_file(ONE % "one")
    assert reading.reader is None
    reading.wake()
    woken = reading.reader
    assert woken is not None
    assert headline(reading.load(path)) == "one"
    reading.wake()
    assert reading.reader is woken
    reading.close()
    reading.wake()
    assert reading.reader is None or reading.reader.poll() is not None
    never(path.parent).wake()


def test_what_was_kept_is_judged_by_the_files_beside_it_too(
    reading: Reading, folder: Path, deck_file: Callable[[str], Path], tmp_path: Path
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"no picture")
    long_ago = time.time() - 3600
    os.utime(picture, (long_ago, long_ago))
    path = deck_file("title: A\nslides:\n  - {type: photo, picture: a.png, alt: a, caption: b, credit: c}\n")
    broken = reading.load(path)
    assert broken.errors
    assert never(folder).load(path).problems == broken.problems
    picture.write_bytes(next((data().parent / "assets").rglob("*.png")).read_bytes())
    assert not reading.load(path).errors
    assert not never(folder).load(path).errors, "not what was kept of the broken one"


def test_what_is_foreseen_is_read_before_it_is_wanted(reading: Reading, deck_file: Callable[[str], Path]) -> None:
    path = deck_file(ONE % "one")
    reading.foresee(path)
    assert reading.foreseen(path, 10) == disk.digest(path, LARGEST_TEXT)
    assert headline(reading.load(path)) == "one"


def test_what_was_foreseen_and_saved_again_is_read_again(
    reading: Reading, folder: Path, deck_file: Callable[[str], Path]
) -> None:
    path = deck_file(ONE % "one")
    reading.foresee(path)
    assert reading.foreseen(path, 10)
    path.write_text(ONE % "two")
    assert headline(reading.load(path)) == "two"
    assert headline(never(folder).load(path)) == "two"


def test_another_deck_than_the_foreseen_one(reading: Reading, tmp_path: Path, deck_file: Callable[[str], Path]) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(ONE % "other")
    path = deck_file(ONE % "one")
    reading.foresee(path)
    assert reading.foreseen(path, 10)
    assert headline(reading.load(other)) == "other"
    assert headline(reading.load(path)) == "one"


def test_a_foreseen_deck_that_was_kept_needs_no_reader(
    reading: Reading, folder: Path, deck_file: Callable[[str], Path]
) -> None:
    path = deck_file(ONE % "one")
    reading.load(path)
    late = never(folder)
    late.foresee(path)
    assert late.foreseen(path, 10)
    assert isinstance(late.load(path).deck.slides, PackedSlides)  # type: ignore[union-attr]
    late.close()


@pytest.mark.parametrize(
    "program",
    [
        "head(); say.write((5).to_bytes(8, 'big') + b'wrong'); say.flush(); head()",
        "head(); say.write(bytes(8)); say.flush(); head()",
    ],
)
def test_a_reader_that_cannot_tell_is_done_without(
    folder: Path, deck_file: Callable[[str], Path], program: str
) -> None:
    path = deck_file(ONE % "one")
    reading = Reading(folder, (PYTHON, "-c", HEAD + program))
    reading.foresee(path)
    reading.foreseen(path, 10)
    assert headline(reading.load(path)) == "one"
    assert not list(folder.glob("*"))
    reading.close()


@pytest.mark.parametrize(
    "program",
    [
        "head(); sys.exit(3)",
        "head(); say.write(b'123'); say.flush(); sys.exit()",
        "head(); say.write((99).to_bytes(8, 'big') + b'x'); say.flush(); sys.exit()",
    ],
)
def test_what_brings_the_reader_down_is_not_read_in_here(
    folder: Path, deck_file: Callable[[str], Path], program: str
) -> None:
    path = deck_file(ONE % "one")
    reading = Reading(folder, (PYTHON, "-c", HEAD + program))
    found = reading.load(path)
    assert found.deck is None
    assert [problem.rule for problem in found.errors] == ["file_unreadable"]
    assert found.digest == disk.digest(path, LARGEST_TEXT), "the next save is another"
    reading.close()


def test_where_no_reader_can_be_begun_it_is_read_in_here(folder: Path, deck_file: Callable[[str], Path]) -> None:
    assert headline(never(folder).load(deck_file(ONE % "one"))) == "one"


def test_a_reader_that_went_for_want_of_work_gets_a_successor(folder: Path, deck_file: Callable[[str], Path]) -> None:
    once = "from kiosk.ops.reading import *; import io; serve(io.BytesIO(head()), say)"
    path = deck_file(ONE % "one")
    reading = Reading(folder, (PYTHON, "-c", HEAD + once))
    for words in ("one", "two", "three"):
        path.write_text(ONE % words)
        loaded = reading.load(path)
        assert headline(loaded) == words
        assert isinstance(loaded.deck.slides if loaded.deck else None, PackedSlides), "read aside"
    reading.close()


def test_after_the_start_the_reader_goes_and_after_a_save_it_stays(
    reading: Reading, deck_file: Callable[[str], Path]
) -> None:
    """In a hall nobody edits; whoever edits saves again."""
    path = deck_file(ONE % "one")
    reading.load(path)
    first = reading.reader
    assert first is not None
    assert first.wait(timeout=20) == 0
    path.write_text(ONE % "two")
    assert headline(reading.load(path)) == "two"
    second = reading.reader
    assert second is not None
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=START_IDLE_S * 2)


def test_where_nothing_can_be_kept_it_is_read_all_the_same(tmp_path: Path, deck_file: Callable[[str], Path]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    reading = Reading(blocked / "kept")
    assert headline(reading.load(deck_file(ONE % "one"))) == "one"
    reading.close()


def test_few_are_kept(reading: Reading, folder: Path, deck_file: Callable[[str], Path]) -> None:
    path = deck_file(ONE % "x")
    for number in range(KEPT + 2):
        path.write_text(ONE % f"n{number}")
        reading.load(path)
    assert len(list(folder.glob("*"))) == KEPT
    assert headline(never(folder).load(path)) == f"n{KEPT + 1}"


def test_damaged_ones_are_read_anew(reading: Reading, folder: Path, deck_file: Callable[[str], Path]) -> None:
    path = deck_file(ONE % "one")
    reading.load(path)
    (kept,) = folder.glob("*.deck")
    whole = kept.read_bytes()
    for damaged in (b"", whole[:-1], b"\0" * len(whole)):
        kept.write_bytes(damaged)
        assert headline(reading.load(path)) == "one"
        assert kept.read_bytes()[:20] == whole[:20]


def test_a_deck_too_large_is_refused_by_whoever_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    assert disk.digest(path, LARGEST_TEXT) == ""
    assert disk.digest(tmp_path / "none", LARGEST_TEXT) == ""
    assert disk.digest(Path("a\0b"), LARGEST_TEXT) == ""


def test_the_reader_answers_each_question(deck_file: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = deck_file(ONE % "one")
    answers = io.BytesIO()
    questions = b"".join(json.dumps(one).encode() + b"\n" for one in ([str(path), None, 9], 5, [str(path), None, 9]))
    serve(io.BytesIO(questions), answers)
    answers.seek(0)
    told = []
    while head := answers.read(8):
        told.append(answers.read(int.from_bytes(head, "big")))
    assert [bool(one) for one in told] == [True, False, True]
    assert headline(restore(told[0]).loaded) == "one"
    assert "couldn't be read aside" in capsys.readouterr().err


def long_deck(words: str = "好") -> str:
    slides = "".join(
        f"  - {{type: text, id: s{at}, headline: {words} {at}, statement: {'长' * 200}}}\n" for at in range(500)
    )
    return f"title: A\nslides:\n{slides}"


def test_the_beginning_of_a_long_deck_comes_first(reading: Reading, deck_file: Callable[[str], Path]) -> None:
    path, early = deck_file(long_deck()), []
    reading.foresee(path)
    whole = reading.load(path, early.append)
    assert whole.deck is not None
    assert len(whole.deck.slides) == 500
    (first,) = early
    assert [*first.deck.slides] == [*whole.deck.slides[:3]]
    assert reading.load(path, early.append).deck == whole.deck
    assert len(early) == 1, "what was kept comes whole"


def test_a_beginning_with_a_mistake_is_not_told(reading: Reading, deck_file: Callable[[str], Path]) -> None:
    path, early = deck_file(long_deck().replace("headline: 好 1,", "headlin: 好 1,")), []
    assert reading.load(path, early.append).errors
    assert not early


def test_nobody_need_hear_of_the_beginning(reading: Reading, deck_file: Callable[[str], Path]) -> None:
    assert len(reading.load(deck_file(long_deck())).deck.slides) == 500  # type: ignore[union-attr]
