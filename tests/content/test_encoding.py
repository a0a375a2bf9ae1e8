"""Files that hold something else than a deck in UTF-8, and files that can't be read at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content import encoding
from kiosk.content.encoding import LARGEST_FILE, decoded_chinese, read_text
from kiosk.content.load import load
from kiosk.content.problems import Problem

DECK = "title: 头雁\nslides:\n  - {type: text, headline: 人工智能领航}\n"
LONG = DECK + "".join(f"  # 第{number}行，说明文字：展览的介绍。\n" for number in range(60))


def told(path: Path) -> list[tuple[str, int, int, str]]:
    return [(one.rule, one.line, one.column, " ".join(one.fault.values.values())) for one in load(path).problems]


def told_of(data: bytes, folder: Path) -> list[tuple[str, int, int, str]]:
    (folder / "deck.yaml").write_bytes(data)
    loaded = load(folder)
    assert loaded.deck is None
    return told(folder / "deck.yaml")


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-32-le", b"\xff\xfe\0\0", "UTF-32"),
        ("utf-32-be", b"\0\0\xfe\xff", "UTF-32"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
    ],
)
def test_a_deck_in_two_or_four_bytes_a_character(codec: str, mark: bytes, name: str, tmp_path: Path) -> None:
    text = DECK if mark else DECK.replace("头雁", "t").replace("人工智能领航", "a headline")
    assert told_of(mark + text.encode(codec), tmp_path) == [("encoding", 1, 1, name)]
    assert read_text(tmp_path / "deck.yaml").text == text
    assert decoded_chinese(mark + text.encode(codec)) == text


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xfe\xff\xd8\x00", b"\xff\xfe\0\0abc"])
def test_half_a_character_at_the_end(data: bytes, tmp_path: Path) -> None:
    assert [rule for rule, *_ in told_of(data, tmp_path)] == ["encoding"]
    assert read_text(tmp_path / "deck.yaml").text is None
    assert decoded_chinese(data) is None


def test_gbk_is_named_at_the_first_character_that_gives_it_away(tmp_path: Path) -> None:
    """The bytes of 头 would do in UTF-8 as well."""
    assert told_of(DECK.encode("gbk"), tmp_path) == [("encoding", 1, 9, "GBK")]
    assert told_of(("# b\n" + DECK).encode("gbk"), tmp_path) == [("encoding", 2, 9, "GBK")]


def test_a_stray_byte_makes_gbk_nothing_else(tmp_path: Path) -> None:
    data = LONG.encode("gbk")
    assert told_of(data + b"# \xff\n", tmp_path) == [("encoding", 1, 9, "GBK")]
    assert decoded_chinese(data) == LONG
    assert decoded_chinese(data + b"# \xff\n") is None  # a table isn't guessed at: its figures count


def test_western_letters_of_one_byte(tmp_path: Path) -> None:
    text = "title: Caf\u00e9 d\u00e9j\u00e0 vu\nslides:\n  - {type: text, headline: \u00e0 la carte}\n"
    assert told_of(text.encode("cp1252"), tmp_path) == [("encoding", 1, 11, "Latin-1")]
    assert decoded_chinese(text.encode("cp1252")) is None


def test_one_broken_byte_in_much_that_is_sound(tmp_path: Path) -> None:
    data = LONG.replace("说明", "说?明", 1).encode().replace(b"?", b"\xb0", 1)
    assert told_of(data, tmp_path) == [("encoding_byte", 4, LONG.split("\n")[3].index("明") + 1, "0xB0")]


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_that_ends_within_a_character_was_not_copied_whole(cut: int, tmp_path: Path) -> None:
    data = "title: 头".encode()[:-cut]
    assert told_of(data, tmp_path) == [("encoding_byte", 1, 8, "0xE5")]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty"),
        (b"\0" * 40, "empty"),
        (b"  \n# nothing\n", "empty"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "file_binary"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xb5", "file_binary"),
        (b"title: t\n" + b"\0\0" * 8, "file_binary"),
    ],
)
def test_files_of_another_kind(data: bytes, rule: str, tmp_path: Path) -> None:
    assert [one for one, *_ in told_of(data, tmp_path)] == [rule]


def test_a_file_as_large_as_a_deck_may_be_and_one_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    for more, rules in ((0, []), (1, ["file_large"])):
        path.write_bytes(DECK.encode() + b"\n" * (LARGEST_FILE + more - len(DECK.encode())))
        assert [fault.name for fault in read_text(path).faults] == rules
        assert (read_text(path).text is None) == bool(rules)
    assert read_text(path).faults[0].values == {"size": "20"}


def test_a_folder_and_what_may_have_been_meant(tmp_path: Path) -> None:
    assert told(tmp_path) == [("no_deck_in_folder", 1, 1, "")]
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "show.yml").write_text(DECK)
    assert told(tmp_path) == [("no_deck_in_folder", 1, 1, "show.yml")]
    assert told(tmp_path / "deck.yaml") == [("no_deck_in_folder", 1, 1, "show.yml")]
    (tmp_path / "other.yaml").write_text(DECK)
    assert told(tmp_path) == [("no_deck_in_folder", 1, 1, "")]
    (tmp_path / "dekc.yaml").write_text(DECK)
    assert told(tmp_path) == [("no_deck_in_folder", 1, 1, "dekc.yaml")]
    assert told(tmp_path / "shwo.yml") == [("file_missing", 1, 1, "show.yml")]
    assert told(tmp_path / "gone" / "deck.yaml") == [("file_missing", 1, 1, "")]


@pytest.mark.parametrize(
    ("error", "rule", "reason"),
    [
        (PermissionError(13, "Permission denied"), "file_forbidden", ""),
        (OSError(5, "Input/output error"), "file_unreadable", "Input/output error"),
        (ValueError("embedded null byte"), "file_unreadable", "embedded null byte"),
    ],
)
def test_a_disk_that_refuses(
    error: Exception, rule: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise error

    path = tmp_path / "deck.yaml"
    path.write_text(DECK)
    monkeypatch.setattr(Path, "open", refuses)
    written = read_text(path)
    assert [(fault.name, " ".join(fault.values.values())) for fault in written.faults] == [(rule, reason)]
    assert written.text is None
    assert written.digest == ""


def test_signs_that_nobody_sees_are_told_of_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK.replace("人工", "人\x07工"))
    found = [one for one in load(tmp_path).problems if one.rule == "control"]
    assert [(one.line, one.column, one.fault.values) for one in found] == [(3, 29, {"code": "U+0007"})]
    assert isinstance(found[0], Problem)
    assert encoding.read_text(tmp_path / "deck.yaml").text == DECK.replace("人工", "人 工")
