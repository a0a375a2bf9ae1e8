"""The commands as scripts use them: the real program, its exit codes, its first lines."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.conftest import ROOT


def kiosk(*words: str, language: str = "C.UTF-8", folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def png(path: Path, width: int, height: int, whole: bool = True) -> None:
    """A picture's header that says whatever a test wants; with `whole`, a real picture of one colour."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head)]
    if whole:
        chunks += [(b"IDAT", zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n"
    for name, body in chunks:
        data += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    path.write_bytes(data)


def photo(folder: Path, picture: str) -> Path:
    deck = folder / "deck.yaml"
    photo_slide = f"  - type: photo\n    picture: {picture}\n    caption: 港\n"
    deck.write_text(f"title: t\nslides:\n  - type: text\n    headline: 好\n{photo_slide}", "utf-8")
    return deck


def test_the_bundled_exhibit_is_clean_even_strictly() -> None:
    done = kiosk("check", "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert "16" in done.stdout


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 2),
        (b"# only words\n", 2),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 2),
        (b"title: t\n", 2),
        (b"title: t\nslides: []\n", 2),
        ("title: 头雁\nslides:\n  - {type: text, headline: 好}\n".encode("gb18030"), 2),
        ("title: 头雁\nslides:\n  - {type: text, headline: 好}\n".encode("utf-16"), 2),
        ("\ufefftitle: 头雁\nslides:\n  - {type: text, headline: 好}\n".encode(), 0),
        (b"title: t\nslides:\n  - {type: text, headlin: x}\n", 2),
        (b"title: t\nslides:\n  - {type: text, headline: x}\n  - {type: text, headlin: x}\n", 1),
        (b"title: &a t\nslides:\n  - {type: text, headline: *a}\n", 2),
        (b"title: !!python/object/apply:os.system [echo]\nslides: []\n", 2),
    ],
)
def test_check_tells_clean_errors_and_unusable_apart(tmp_path: Path, content: bytes, code: int) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_bytes(content)
    done = kiosk("check", str(deck))
    assert done.returncode == code, done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    if code:
        assert re.match(rf"{re.escape(str(deck))}:\d+:\d+: (error|warning): .+", done.stdout)


def test_a_deck_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    with deck.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    done = kiosk("check", str(deck))
    assert done.returncode == 2
    assert "20" in done.stdout


def test_a_deck_that_is_not_there(tmp_path: Path) -> None:
    assert kiosk("check", str(tmp_path / "none.yaml")).returncode == 2
    assert kiosk("check", str(tmp_path)).returncode == 2


@pytest.mark.parametrize("fault", ["missing", "broken", "large", "outside", "text"])
def test_a_picture_that_can_not_be_shown_is_told_by_line(tmp_path: Path, fault: str) -> None:
    folder = tmp_path / "deck"
    (folder / "photos").mkdir(parents=True)
    written = "../secret.png" if fault == "outside" else "photos/1.png"
    picture = folder / "photos" / "1.png"
    png(tmp_path / "secret.png", 4, 4)
    if fault == "broken":
        picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    elif fault == "large":
        png(picture, 30_000, 30_000, whole=False)
    elif fault == "text":
        picture.write_text("no picture", "utf-8")
    done = kiosk("check", str(photo(folder, written)))
    assert done.returncode == 1
    assert ":6:14: error: " in done.stdout


def test_a_sound_picture_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    png(tmp_path / "photos" / "1.png", 40, 30)
    assert kiosk("check", str(photo(tmp_path, "photos/1.jpg"))).returncode == 0  # another ending will do


def test_problems_for_scripts_and_for_readers_of_chinese(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text("title: t\nslides:\n  - type: text\n    headlin: 好\n", "utf-8")
    (problem,) = json.loads(kiosk("check", "--json", str(deck)).stdout)
    assert (problem["line"], problem["column"], problem["severity"]) == (4, 5, "error")
    assert 'Did you mean "headline"?' in problem["message"]
    assert "是不是“headline”" in kiosk("check", str(deck), language="zh_CN.UTF-8").stdout
    assert "headline" in kiosk("check", str(deck), language="C").stdout


def test_a_character_that_no_font_has_is_a_warning_with_its_line(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text("title: t\nslides:\n  - type: text\n    headline: 雁\U0001f986\n", "utf-8")
    done = kiosk("check", str(deck))
    assert done.returncode == 0
    assert ":4:16: warning: " in done.stdout
    assert "U+1F986" in done.stdout
    assert kiosk("check", "--strict", str(deck)).returncode == 1


def test_yaml_guesses_nothing(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "title: no\nslides:\n  - {type: text, headline: on}\n  - {type: text, headline: 12:30, statement: 2019-05}\n"
        "  - {type: text, headline: 010}\n",
        "utf-8",
    )
    from kiosk.content.load import load

    loaded = load(deck)
    assert loaded.deck is not None
    assert [slide.texts("zh")[0] for slide in loaded.deck.slides] == [["on"], ["12:30", "2019-05"], ["010"]]
    assert loaded.deck.title.get("zh") == "no"


def test_new_writes_a_deck_that_passes_and_overwrites_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "港口"
    assert kiosk("new", str(folder)).returncode == 0
    assert kiosk("check", "--strict", str(folder)).returncode == 0
    before = (folder / "deck.yaml").read_bytes()
    again = kiosk("new", str(folder))
    assert again.returncode == 2
    assert len(again.stderr.strip().splitlines()) == 1
    assert (folder / "deck.yaml").read_bytes() == before


def test_the_schema_knows_every_slide_type_and_key() -> None:
    schema = json.loads(kiosk("schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    text = json.dumps(schema)
    for word in ("cover", "timeline", "stats", "chart", "photo", "article", "text", "qualifier", "emphasis", "focus"):
        assert f'"{word}"' in text


def test_shots_are_named_by_number_and_id(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "title: t\nlanguages: [zh, en]\nslides:\n  - {type: text, id: hello, headline: {zh: 好, en: Hello}}\n"
        "  - {type: text, headline: {zh: 再见, en: Bye}}\n",
        "utf-8",
    )
    out, proof = tmp_path / "out", tmp_path / "proof.pdf"
    done = kiosk("shots", str(deck), "--out", str(out), "--size", "1080x1920", "--lang", "en", "--pdf", str(proof))
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["01-hello.png", "02-text.png"]
    assert struct.unpack(">II", (out / "01-hello.png").read_bytes()[16:24]) == (1080, 1920)
    assert proof.read_bytes().startswith(b"%PDF")


def test_whoever_stops_listening_gets_all_pictures(tmp_path: Path) -> None:
    """`kiosk shots … | head -1`: no file is blamed for it, and it ends as every command does then."""
    deck = tmp_path / "deck.yaml"
    deck.write_text("title: t\nslides:\n" + "  - {type: text, headline: 好}\n" * 3, "utf-8")
    ear, mouth = os.pipe()
    os.close(ear)
    words = [sys.executable, "-m", "kiosk", "shots", str(deck), "--out", str(tmp_path / "out"), "--size", "640x360"]
    done = subprocess.run(words, cwd=ROOT, stdout=mouth, stderr=subprocess.PIPE, timeout=120, check=False)
    os.close(mouth)
    assert (done.returncode, done.stderr) == (1, b"")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "01-text.png",
        "02-text-2.png",
        "03-text-3.png",
    ]


def test_what_is_mistyped_ends_with_two() -> None:
    assert kiosk("shots", "--size", "huge", "--out", "x").returncode == 2
    assert kiosk("run", "--nonsense").returncode == 2
