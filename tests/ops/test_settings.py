"""The file of settings: read whatever is in it, changed without touching the rest."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from kiosk.ops.places import Places
from kiosk.ops.settings import Settings, read_settings, template, write_settings


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    found = read_settings(tmp_path / "settings.yaml")
    assert found.settings == Settings()
    assert not found.problems


def test_a_file_that_the_disk_does_not_give_is_not_taken_for_none(tmp_path: Path) -> None:
    """Else there would be no PIN, and whoever comes first sets one."""
    (tmp_path / "settings.yaml").symlink_to("/proc/self/mem")  # whoever reads it is told of an input/output error
    with pytest.raises(OSError, match="Input/output error"):
        read_settings(tmp_path / "settings.yaml")


def test_the_template_is_what_it_would_be_without_and_explains_every_setting() -> None:
    path_words = template()
    for name, field in Settings.model_fields.items():
        assert f"\n{name}:" in path_words
        assert str(field.description) in path_words
        assert Settings.chinese[name] in path_words


def test_the_template_reads_as_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(template(), "utf-8")
    assert read_settings(path) == read_settings(tmp_path / "none.yaml")


def test_a_change_leaves_comments_and_order_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.yaml"
    write_settings(path, brightness=80)
    path.write_text(path.read_text("utf-8").replace("outside: black", "outside: dim  # 馆长说的"), "utf-8")
    write_settings(path, text_size=1, closed=("2026-10-01",))
    words = path.read_text("utf-8")
    assert "outside: dim  # 馆长说的" in words
    assert words.count("#") == template().count("#") + 1
    found = read_settings(path)
    assert not found.problems
    settings = found.settings
    assert (settings.brightness, settings.text_size, settings.outside) == (80, 1, "dim")
    assert settings.closed == ("2026-10-01",)
    assert sorted(one.name for one in path.parent.iterdir()) == ["settings.yaml"]


def test_what_is_wrong_is_told_and_the_rest_counts(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("brightness: 500\nlanguage: en\noutsid: dim\n", "utf-8")
    found = read_settings(path)
    assert found.settings == Settings(language="en", outside="dim")  # as it was meant
    assert [problem.line for problem in found.problems] == [1, 3]
    assert "outside" in found.problems[1].sentence("en")


@pytest.mark.parametrize("words", [b"brightness: [500\n", b"\xff\xfe\x00b", b"- a\n- b\n", b"42"])
def test_a_file_that_is_no_settings_counts_as_none_and_is_kept(tmp_path: Path, words: bytes) -> None:
    path = tmp_path / "settings.yaml"
    path.write_bytes(words)
    found = read_settings(path)
    assert found.settings == Settings()
    assert found.problems
    write_settings(path, brightness=70)
    assert read_settings(path).settings.brightness == 70


def test_a_value_that_cannot_be_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    with pytest.raises(ValueError, match="brightness"):
        write_settings(path, brightness=5)
    assert not path.exists()


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.yaml"
    write_settings(path, brightness=70)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_settings(path, brightness=80)
    assert caught.value.filename == str(path)
    assert read_settings(path).settings.brightness == 70
    assert [one.name for one in tmp_path.iterdir()] == ["settings.yaml"]


def test_nobody_else_on_the_machine_reads_them_not_even_while_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen, sync = tmp_path / "settings.yaml", list[int](), os.fsync

    def look(handle: int) -> None:
        seen.append(os.fstat(handle).st_mode)
        sync(handle)

    monkeypatch.setattr(os, "fsync", look)
    write_settings(path, pin="x")
    path.chmod(0o644)  # as it was left until now
    write_settings(path, brightness=70)
    assert [oct(mode & 0o777) for mode in seen if stat.S_ISREG(mode)] == ["0o600"] * 2
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_a_link_stands_for_the_file_it_stays(tmp_path: Path) -> None:
    path, real = tmp_path / "config" / "settings.yaml", tmp_path / "kept" / "hall.yaml"
    path.parent.mkdir()
    path.symlink_to("../kept/hall.yaml")
    for brightness in (80, 70):  # a file that isn't there yet, and one that is
        write_settings(path, brightness=brightness)
        assert path.is_symlink()
        assert not real.is_symlink()
        assert read_settings(real).settings.brightness == brightness
    real.write_text("- no settings\n", "utf-8")
    write_settings(path, brightness=60)
    assert sorted(one.name for one in real.parent.iterdir()) == ["hall.yaml", "hall.yaml.broken"]
    assert read_settings(path).settings.brightness == 60


def test_all_folders_lie_below_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUYAN_HOME", str(tmp_path))
    places = Places.usual()
    assert {path.parent for path in (places.config, places.data, places.state, places.cache)} == {tmp_path}
    assert places.settings == tmp_path / "config" / "settings.yaml"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("hours: {funday: 9:00-17:00}", "hours_day"),
        ("hours: {mon: 9-17}", "hours_span"),
        ("closed: [tomorrow]", "hours_date"),
        ("schedule: {someday: a.yaml}", "hours_day"),
    ],
)
def test_hours_that_cannot_be_read_are_named_and_count_as_none(tmp_path: Path, line: str, rule: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(f"brightness: 60\n{line}\n", "utf-8")
    found = read_settings(path)
    assert [(problem.rule, problem.line) for problem in found.problems] == [(rule, 2)]
    assert found.settings == Settings(brightness=60)
    assert found.settings.opening.always


def test_hours_and_schedule_as_staff_write_them(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    lines = [
        "hours: {mon-fri: 9:00-17:00, 2026-12-24: 9:00-12:00}",
        "closed: [2026-12-25]",
        "schedule: {sat-sun: weekend.yaml, 2026-10-01: national.yaml}",
    ]
    path.write_text("\n".join(lines), "utf-8")
    found = read_settings(path)
    assert not found.problems
    assert not found.settings.opening.is_open(datetime(2026, 12, 25, 10))  # noqa: DTZ001
    assert found.settings.opening.is_open(datetime(2026, 12, 24, 10))  # noqa: DTZ001
    assert [found.settings.deck_on(date(2026, *day)) for day in ((11, 27), (11, 28), (10, 1))] == [
        None,
        "weekend.yaml",
        "national.yaml",
    ]


def test_a_dates_deck_comes_before_its_weekdays_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("schedule: {daily: usual.yaml, 2026-10-01: national.yaml}", "utf-8")
    settings = read_settings(path).settings
    assert [settings.deck_on(date(2026, 10, day)) for day in (1, 2)] == ["national.yaml", "usual.yaml"]


def test_a_list_that_stands_line_by_line_is_exchanged_without_the_comment_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("closed:\n- 2026-10-01\n- 2026-10-02\n\n# 亮度 brightness\nbrightness: 70\n", "utf-8")
    write_settings(path, closed=("2026-12-25",))
    assert path.read_text("utf-8") == "closed: ['2026-12-25']\n\n# 亮度 brightness\nbrightness: 70\n"
    write_settings(path, closed=(), brightness=80)
    assert path.read_text("utf-8") == "closed: []\n\n# 亮度 brightness\nbrightness: 80\n"


def test_settings_as_they_were_read_are_found_again_without_the_reader(tmp_path: Path) -> None:
    path, kept = tmp_path / "settings.yaml", tmp_path / "cache" / "settings.json"
    write_settings(path, brightness=70, closed=("2026-10-01",), hours={"mon-fri": "9:00-17:00"}, pin="x")
    read = read_settings(path, kept)
    assert read.settings.brightness == 70
    assert read_settings(path, kept) == read == read_settings(path)
    assert kept.stat().st_mode & 0o077 == 0, "the PIN's hash is nobody else's"
    program = (
        "import sys; from pathlib import Path; from kiosk.ops.settings import read_settings; "
        f"print(read_settings(Path({str(path)!r}), Path({str(kept)!r})).settings.brightness); "
        "print('yaml' in sys.modules, 'kiosk.content.load' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["70", "False", "False"]


def test_settings_that_changed_or_were_damaged_are_read_anew(tmp_path: Path) -> None:
    path, kept = tmp_path / "settings.yaml", tmp_path / "settings.json"
    write_settings(path, brightness=70)
    read_settings(path, kept)
    write_settings(path, brightness=60)
    assert read_settings(path, kept).settings.brightness == 60
    whole = kept.read_bytes()
    for damaged in (b"", b"[]", b"{}", whole[:-9], whole.replace(b"60", b"5"), b'{"digest": 1, "settings": 2}'):
        kept.write_bytes(damaged)
        assert read_settings(path, kept).settings.brightness == 60


def test_settings_with_a_mistake_are_not_kept_and_told_of_each_time(tmp_path: Path) -> None:
    path, kept = tmp_path / "settings.yaml", tmp_path / "settings.json"
    path.write_text("brightness: 5\n")
    assert read_settings(path, kept).problems
    assert read_settings(path, kept).problems
    assert not kept.exists()
    path.write_text("brightness: 50\n")
    assert read_settings(path, tmp_path / "settings.yaml" / "no folder").settings.brightness == 50


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 3000,
        "- a list\n",
        "language: [",
        "hours: &a {x: *a}\n",
        "!!python/object:os.system x\n",
        "language: zh\n" + "# " + "x" * 300_000,
        "\x07",
    ],
)
def test_what_can_not_be_written_again_is_put_aside_and_staff_are_obeyed(tmp_path: Path, text: str) -> None:
    """A list of three thousand brackets brought the panel down; a file that is too large was lost."""
    path = tmp_path / "settings.yaml"
    path.write_text(text, "utf-8")
    write_settings(path, brightness=70)
    assert read_settings(path).settings.brightness == 70
    aside = path.with_name("settings.yaml.broken")
    assert not aside.exists() or aside.read_text("utf-8") == text


def test_a_row_of_brackets_is_given_up_at_once(tmp_path: Path) -> None:
    """Where our own reader sees that it is no settings, ruamel took six seconds over six kilobytes."""
    path = tmp_path / "settings.yaml"

    def seconds(text: str) -> float:
        path.write_text(text, "utf-8")
        began = time.process_time()
        write_settings(path, brightness=70)
        return time.process_time() - began

    seconds(template())  # ruamel is imported
    assert seconds("{" * 3000 + "\n" + "[" * 3000 + "\n") < 5 * seconds(template())


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    """Half a minute went into a megabyte of nonsense, before the first slide."""
    path = tmp_path / "settings.yaml"
    path.write_text("brightness: 50\n" + "# x\n" * 70_000, "utf-8")
    found = read_settings(path)
    assert found.settings == Settings()
    assert [problem.rule for problem in found.problems] == ["settings_large"]
