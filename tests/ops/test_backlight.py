"""The screen's own light, as the kernel's files would have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.ops.backlight import Backlight


def light(folder: Path, name: str = "panel", most: str = "400\n") -> Path:
    """A light; what it is set to."""
    (folder / name).mkdir()
    (folder / name / "max_brightness").write_text(most)
    (folder / name / "brightness").write_text("400\n")
    return folder / name / "brightness"


@pytest.mark.parametrize(("percent", "value"), [(100, "400"), (50, "200"), (10, "40"), (1, "20"), (0, "20")])
def test_it_is_set_in_parts_of_its_own_most_and_never_out(tmp_path: Path, percent: int, value: str) -> None:
    file = light(tmp_path)
    assert Backlight(tmp_path).set(percent)
    assert file.read_text() == f"{value}\n"


def test_a_light_of_few_steps_stays_on(tmp_path: Path) -> None:
    file = light(tmp_path, most="7\n")
    assert Backlight(tmp_path).set(0)
    assert file.read_text() == "1\n"


def test_the_first_that_can_be_set_is_taken(tmp_path: Path) -> None:
    broken, dark = light(tmp_path, "a", most="many\n"), light(tmp_path, "b", most="0\n")
    file = light(tmp_path, "c")
    (tmp_path / "d").mkdir()
    assert Backlight(tmp_path).set(50)
    assert [one.read_text() for one in (broken, dark, file)] == ["400\n", "400\n", "200\n"]


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_machine_without_one_says_so(tmp_path: Path, folder: str) -> None:
    found = Backlight(tmp_path / folder)
    assert not found.there
    assert not found.set(50)


def test_a_light_that_goes_changes_nothing(tmp_path: Path) -> None:
    file = light(tmp_path)
    found = Backlight(tmp_path)
    assert found.there
    file.unlink()
    file.parent.joinpath("max_brightness").unlink()
    file.parent.rmdir()
    assert not found.set(50)
