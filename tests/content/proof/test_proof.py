"""What the proof-reader finds: its exact words, what it leaves alone, and what a deck asked not to hear."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from kiosk.commands.check import coloured, found
from kiosk.content.advice import ADVICE, DRAWN, SILENCEABLE
from kiosk.content.load import load
from kiosk.content.problems import Fault, Place, Problem, in_order, show
from kiosk.content.proof import shelf
from kiosk.content.proof.report import MOST_IN_SUMMARY, rules_list, sarif, summary
from kiosk.content.proof.shelf import HEAVY, MOST_UNUSED, owners_of
from kiosk.content.proof.silencer import Silencer

DECKS = Path(__file__).parent / "decks"
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0\x90\x91h6\0\0\0\x12IDATx\x9cc`\x18\x05\xa3`"
    b"\x14\x0c\x02\x00\x00\x03\x10\0\x01\0\0\0\0IEND\xaeB`\x82"
)


def told(path: Path) -> list[Problem]:
    return in_order(found(load(path, path.name, with_source=True), path.name))


def rules(path: Path) -> list[tuple[str, int]]:
    return [(problem.rule, problem.line) for problem in told(path)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(path.stem for path in DECKS.glob("*.yaml")))
def test_the_words_for_what_is_found(name: str, language: str, accept: bool) -> None:
    golden = DECKS / f"{name}.{language}.txt"
    words = show(told(DECKS / f"{name}.yaml"), language)
    if accept:
        golden.write_text(words, "utf-8")
    assert words == golden.read_text("utf-8")


def test_every_rule_is_told_somewhere_in_these_tests() -> None:
    heard = {problem.rule for path in DECKS.glob("*.yaml") for problem in told(path)}
    assert set(ADVICE) - DRAWN - heard == {"picture_heavy", "copyright_differs", "picture_unused", "font_forbids"}


@pytest.mark.parametrize("rule", sorted(SILENCEABLE))
def test_every_rule_can_be_silenced_and_has_a_reason_in_one_line(rule: str) -> None:
    assert rule in rules_list("en")
    assert all(0 < len(why) <= 100 and "\n" not in why for why in SILENCEABLE[rule])


def deck(folder: Path, *lines: str) -> Path:
    path = folder / "deck.yaml"
    path.write_text("title: t\nlanguages: [zh]\nslides:\n" + "\n".join(lines) + "\n", "utf-8")
    return path


def jpeg_by(artist: bytes) -> bytes:
    """A small JPEG whose EXIF names its artist."""
    words = artist + b"\0"
    where = struct.pack("<I", 26) if len(words) > 4 else words.ljust(4, b"\0")
    entry = struct.pack("<HHI", 0x013B, 2, len(words)) + where
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + words
    exif = b"Exif\0\0" + tiff
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 16, 16, 1) + b"\x01\x11\0"
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + frame + b"\xff\xda\0\x02" + b"\0" * 40


@pytest.mark.parametrize(
    ("artist", "credit", "differs"),
    [
        ("宋卫星", "宋卫星 摄（影像中国）", False),
        ("影像中国", "宋卫星 摄（影像中国）", False),
        ("Copyright John Smith", "照片：SMITH", False),
        ("李四", "宋卫星 摄", True),
        ("张三丰", "宋卫星 摄", True),
        ("Canon", "宋卫星 摄", True),
        ("", "宋卫星 摄", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_owner_that_a_file_names_is_held_against_the_credit(
    artist: str, credit: str, differs: bool, encoding: str, tmp_path: Path
) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg_by(artist.encode(encoding)))
    path = deck(tmp_path, f"  - {{type: photo, picture: a.jpg, caption: 甲, alt: 乙, credit: '{credit}'}}")
    assert owners_of(tmp_path / "a.jpg") == ((artist,) if artist else ())
    assert rules(path) == ([("copyright_differs", 4)] if differs else [])


def test_a_file_whose_tags_are_nonsense_is_of_nobody(tmp_path: Path) -> None:
    for number, data in enumerate((b"", b"\xff\xd8\xff\xe1\xff\xff", jpeg_by(b"somebody")[:20])):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(data)
        assert owners_of(path) == ()
    assert owners_of(tmp_path / "none.jpg") == ()


def test_what_cameras_write_as_their_owner(tmp_path: Path) -> None:
    """Neither UTF-8 nor GBK; and bytes that nobody sees."""
    for number, (artist, read) in enumerate(
        [(b"\xff\xff\xff", ()), (b"J\x01oe \x02", ("Joe",)), (b"   ", ()), ("张三".encode("gbk"), ("张三",))]
    ):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(jpeg_by(artist))
        assert owners_of(path) == read


def test_no_more_pictures_without_a_slide_are_told_of_than_anybody_reads(tmp_path: Path) -> None:
    for number in range(MOST_UNUSED + 3):
        (tmp_path / f"{number}.png").write_bytes(PNG)
    path = deck(tmp_path, "  - {type: text, headline: 甲}")
    assert [rule for rule, _ in rules(path)] == ["picture_unused"] * MOST_UNUSED


def test_a_folder_that_holds_somebodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_LOOKED_AT", 5)
    for number in range(9):
        (tmp_path / f"{number}.png").write_bytes(PNG)
    path = deck(tmp_path, "  - {type: text, headline: 甲}")
    assert len(rules(path)) == 5


def test_a_drawing_has_no_owner_and_a_picture_may_go_missing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    path = deck(
        tmp_path,
        "  - {type: photo, picture: 3-inspection-robot, caption: 甲, alt: 乙}",
        "  - {type: photo, picture: a.png, caption: 甲, alt: 乙}",
    )
    loaded = load(path, path.name, with_source=True)
    (tmp_path / "a.png").unlink()
    assert {problem.rule for problem in found(loaded, path.name)} == {"credit_missing"}


def test_a_stick_that_is_pulled_while_a_picture_is_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    loaded = load(
        deck(tmp_path, "  - {type: photo, picture: a.png, caption: 甲, alt: 乙, credit: 丙}"), with_source=True
    )

    asked: list[Path] = []

    def last_seen(path: Path, folder: Path) -> bool:
        asked.append(path)
        if len(asked) == 2:  # whether it may be named, whether it is there: then it is weighed
            path.unlink()
        return True

    monkeypatch.setattr(Path, "is_relative_to", last_seen)
    assert list(found(loaded, "deck.yaml")) == []


def test_a_picture_that_nobody_signed_has_no_owner_to_differ_from(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg_by(b"Smith"))
    path = deck(tmp_path, "  - {type: photo, picture: a.jpg, caption: 甲, alt: 乙}")
    assert rules(path) == [("credit_missing", 4)]


def test_a_deck_of_which_nothing_is_sound_has_nothing_to_silence(tmp_path: Path) -> None:
    path = deck(tmp_path, "  - {type: text, headlin: 甲, silence: {glyph: 无}}")
    silencer = Silencer(load(path, with_source=True))
    assert silencer.lets(Fault("half_mark", Place(4, 1, 1), {}, ("slides", 0)))


def test_pictures_that_are_heavy_or_on_no_slide(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("photos/a.png", "photos/b.png", ".hidden/c.png", "d.PNG"):
        (tmp_path / name).write_bytes(PNG)
    (tmp_path / "notes.txt").write_text("x")
    with (tmp_path / "photos/a.png").open("r+b") as file:
        file.write(PNG[:-12])
        file.seek(HEAVY)
        file.write(PNG[-12:])
    path = deck(
        tmp_path,
        *(2 * ("  - {type: photo, picture: photos/a.png, caption: 甲, alt: 乙, credit: 丙}",)),
        "  - {type: text, headline: 𠮷}",
    )
    assert [one for one in rules(path) if one[0] != "glyph"] == [
        ("picture_unused", 3), ("picture_unused", 3), ("picture_heavy", 4),
    ]  # fmt: skip
    assert [problem.fault.values["key"] for problem in told(path)][:2] == ["d.PNG", "photos/b.png"]


def test_errors_are_never_silenced_and_idle_silences_wait_until_they_are_mended(tmp_path: Path) -> None:
    path = deck(tmp_path, "  - {type: text, headline: 甲, silence: {glyph: 无}}", "  - {type: text}")
    assert [rule for rule, _ in rules(path)] == ["missing"]


def test_sarif_says_where_to_the_character() -> None:
    problems = told(DECKS / "marks.yaml")
    log = json.loads(json.dumps(sarif(problems, "en")))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert len(run["results"]) == len(problems)
    for result, problem in zip(run["results"], problems, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == problem.rule
        assert (region["startLine"], region["startColumn"]) == (problem.line, problem.column)
        assert region["endColumn"] > region["startColumn"]
    marks = [problem.text[problem.column - 1 :][: problem.fault.place.length] for problem in problems]
    keys = [problem.fault.values["key"] for problem in problems]
    assert all(mark == key for mark, key, one in zip(marks, keys, problems, strict=True) if one.rule == "half_mark")


def test_sarif_names_its_files_as_code_hosts_do() -> None:
    problems = [
        Problem(path, Fault("half_mark", Place(2, 3, 1), {"key": ",", "plain": "，"}))
        for path in ("my deck/a.yaml", "/srv/my deck/a.yaml")
    ]
    (run,) = sarif(problems, "en")["runs"]
    assert [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]] == [
        "my%20deck/a.yaml",
        "file:///srv/my%20deck/a.yaml",
    ]
    assert run["results"][0]["message"]["text"] == problems[0].sentence("en")
    assert run["results"][0]["level"] == "warning"


def test_a_summary_where_there_is_much_and_colours_that_change_no_word() -> None:
    problems = told(DECKS / "belongings.yaml")
    assert summary(problems[:2]) == ""
    assert "  alt_missing" in summary(problems)
    everything = [problem for path in sorted(DECKS.glob("*.yaml")) for problem in told(path)]
    lines = summary(everything).split("\n")
    counts = [int(line.split()[0]) for line in lines]
    assert len(lines) == MOST_IN_SUMMARY + 1
    assert sum(counts) == len(everything)
    assert counts[:-1] == sorted(counts[:-1], reverse=True)
    assert lines[-1].split()[1] == "…"
    import click

    for problem in problems:
        plain = show([problem], "zh")
        assert click.unstyle(coloured(plain)) == plain
        assert coloured(plain) != plain
