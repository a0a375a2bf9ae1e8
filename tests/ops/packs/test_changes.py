"""What staff are told a pack changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.words import Text
from kiosk.ops.packs.changes import Changes, SlideNote, changes
from kiosk.ops.packs.wording import changes_line
from tests.conftest import ROOT
from tests.ops.packs.building import picture


def loaded(folder: Path, slides: list[str], head: str = "title: 展览") -> Loaded:
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    (folder / "photos" / "hall.png").write_bytes(picture("1"))
    path = folder / "deck.yaml"
    path.write_text("\n".join([head, "slides:", *(f"  - {{{slide}}}" for slide in slides)]) + "\n", "utf-8")
    found = load(path)
    assert not found.errors, [problem.sentence("en") for problem in found.errors]
    return found


def text(words: str, more: str = "") -> str:
    return f"type: text, headline: {words}{more}"


def dated(date: str) -> str:
    return f"type: timeline, heading: 甲, events: [{{date: {date}, title: 乙}}]"


def counted(number: str) -> str:
    return f"type: stats, heading: 甲, hero: {{value: {number}, says: 乙}}"


PHOTO = "type: photo, picture: photos/hall.png, caption: 大厅"


def told(change: Changes) -> tuple[list[str], list[str], list[str]]:
    return tuple([one.called("zh") for one in part] for part in (change.added, change.changed, change.removed))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([text("甲"), text("乙")], [text("甲"), text("乙")], ([], [], [])),
        ([text("甲"), text("乙")], [text("甲"), text("新"), text("乙")], (["新"], [], [])),
        ([text("甲"), text("乙"), text("丙")], [text("甲"), text("丙")], ([], [], ["乙"])),
        ([text("甲"), text("乙"), text("丙")], [text("甲"), text("改"), text("丙")], ([], ["改"], [])),
        ([text("甲")], [text("改"), text("新")], (["新"], ["改"], [])),
        ([text("甲"), PHOTO], [text("甲"), text("乙")], (["乙"], [], ["大厅"])),
        ([text("甲", ", id: a"), text("乙")], [text("乙"), text("改", ", id: a")], ([], ["改"], [])),
        ([text("甲", ", id: a")], [text("甲", ", id: b")], (["甲"], [], ["甲"])),
        ([text("甲", ", id: a")], [text("甲")], ([], ["甲"], [])),
        ([text("甲")], [text("甲", ", statement: 更多")], ([], ["甲"], [])),
        ([dated("'1500'")], [dated("'1500?'")], ([], ["甲"], [])),
        ([counted("2.3")], [counted("2.30")], ([], ["甲"], [])),
        ([text("甲")], [text("甲", ", silence: {source_missing: 演讲者自己说的}")], ([], [], [])),
    ],
)
def test_slides_are_told_by_their_ids_and_their_words(
    old: list[str], new: list[str], expected: tuple[list[str], ...], tmp_path: Path
) -> None:
    found = changes(loaded(tmp_path / "old", old), loaded(tmp_path / "new", new))
    assert told(found) == expected
    assert found.settings is False
    assert bool(found) is (any(expected) or found.reordered)


@pytest.mark.parametrize(
    ("slide", "name"),
    [
        (text("甲", ", heading: 乙"), "乙"),
        (f"{PHOTO}, chapter: 丙", "大厅"),
        ("type: stats, hero: {value: 1, says: 丁}, chapter: 丙", "丙"),
    ],
)
def test_a_slide_is_called_the_same_where_its_mistakes_are_told(tmp_path: Path, slide: str, name: str) -> None:
    new = loaded(tmp_path, [slide])
    (note,) = changes(None, new).added
    assert note.called("zh") == name
    path = tmp_path / "deck.yaml"
    path.write_text(path.read_text("utf-8").replace("}\n", ", nonsense: 1}\n"), "utf-8")
    (error,) = load(path).errors
    assert error.where is not None
    assert error.where[1] == name


def test_where_a_changed_slide_was(tmp_path: Path) -> None:
    old = loaded(tmp_path / "old", [text("甲"), text("乙"), text("丙")])
    new = loaded(tmp_path / "new", [text("零"), text("甲"), text("乙改"), text("丙")])
    (one,) = changes(old, new).changed
    assert (one.index, one.before, one.name) == (2, 1, "text-3")


def test_another_order_is_told(tmp_path: Path) -> None:
    found = changes(
        loaded(tmp_path / "old", [text("甲"), text("乙")]), loaded(tmp_path / "new", [text("乙"), text("甲")])
    )
    assert told(found) == ([], [], [])
    assert found.reordered
    assert changes_line(found, "zh") == "页面没有变化，页序有变"


def test_a_picture_that_was_replaced_under_its_name_is_a_change(tmp_path: Path) -> None:
    old, new = loaded(tmp_path / "old", [PHOTO]), loaded(tmp_path / "new", [PHOTO])
    assert not changes(old, new)
    (tmp_path / "new" / "photos" / "hall.png").write_bytes(picture("2"))
    assert told(changes(old, new)) == ([], ["大厅"], [])


def test_settings_are_told(tmp_path: Path) -> None:
    old = loaded(tmp_path / "old", [text("甲")])
    new = loaded(tmp_path / "new", [text("甲")], head="title: 展览\ntheme: night")
    found = changes(old, new)
    assert found.settings
    assert changes_line(found, "en") == "No slide changes, the look or the settings change"


def test_a_logo_that_was_replaced_is_told(tmp_path: Path) -> None:
    head = "title: 展览\nlook: {logo: {cover: photos/hall.png}}"
    old = loaded(tmp_path / "old", [text("甲")], head=head)
    new = loaded(tmp_path / "new", [text("甲")], head=head)
    assert not changes(old, new).settings
    (tmp_path / "new" / "photos" / "hall.png").write_bytes(picture("2"))
    assert changes(old, new).settings


def test_without_a_deck_before_all_are_new(tmp_path: Path) -> None:
    found = changes(None, loaded(tmp_path, [text("甲"), text("乙")]))
    assert changes_line(found, "zh") == "新的展览，共 2 页"
    assert changes_line(found, "en") == "A new exhibit, 2 slides"


def test_counted_in_both_languages() -> None:
    note = SlideNote(0, "a", Text({"": "甲"}))
    found = Changes(added=(note,) * 2, changed=(note,), removed=(note,) * 3)
    assert changes_line(found, "zh") == "新增 2 页，修改 1 页，删去 3 页"
    assert changes_line(found, "en") == "2 added, 1 changed, 3 removed"


def test_the_bundled_exhibit_read_twice_is_the_same() -> None:
    """Every slide type says what it is in the same words each time."""
    path = ROOT / "data" / "deck.yaml"
    assert not changes(load(path), load(path))


def test_the_bundled_exhibit_turned_round_is_another_order(tmp_path: Path) -> None:
    import random

    from kiosk.content.deck import Deck

    found = load(ROOT / "data" / "deck.yaml")
    assert found.deck is not None
    slides = list(found.deck.slides)
    random.Random(3).shuffle(slides)
    other = Loaded(found.path, Deck.model_validate(dict(found.deck) | {"slides": tuple(slides)}), (), "")
    assert told(changes(found, other)) == ([], [], [])


def test_thousands_of_slides_are_paired_at_once(tmp_path: Path) -> None:
    """In steps that grow with their number, not with its square: counted, since no clock can be trusted."""
    import sys

    old = loaded(tmp_path / "old", [text(f"甲{number}") for number in range(3000)])
    new = loaded(tmp_path / "new", [text(f"乙{number}") for number in range(3000)])
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = changes(old, new)
    finally:
        sys.setprofile(None)
    assert len(found.changed) == 3000
    assert calls < 3000 * 400
