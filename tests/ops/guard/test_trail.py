"""Under systemd: the app finds where the one before it stood, and how often that one died."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.ops.guard import trail
from kiosk.ops.guard.beats import Beat
from kiosk.ops.guard.rules import Safe


def live(folder: Path, now: float, **how: object) -> None:
    """One life that stands at a slide, and whatever end it takes."""
    life = trail.pick_up(folder, False, now)
    assert life.beats is not None
    life.beats.write(Beat(proved=now, slide="stats", language="en", deck="d", **how))  # type: ignore[arg-type]


def test_the_first_life_knows_of_none_before(tmp_path: Path) -> None:
    life = trail.pick_up(tmp_path, False, 10.0)
    assert (life.before, life.safe, life.blamed, life.parent) == (None, Safe.NO, "", 0)


def test_after_a_death_it_goes_on_at_the_same_slide(tmp_path: Path) -> None:
    live(tmp_path, 10.0)
    life = trail.pick_up(tmp_path, True, 20.0)
    assert life.before is not None
    assert (life.before.slide, life.before.language) == ("stats", "en")
    assert life.blamed == "stats"


def test_nobody_is_blamed_for_an_end_without_last_words(tmp_path: Path) -> None:
    live(tmp_path, 10.0)
    assert trail.pick_up(tmp_path, False, 20.0).blamed == ""


def test_an_end_of_its_own_accord_is_no_death(tmp_path: Path) -> None:
    for at in range(20):
        live(tmp_path, float(at), ended=True)
    life = trail.pick_up(tmp_path, True, 30.0)
    assert (life.before, life.safe, life.blamed) == (None, Safe.NO, "")


def test_deaths_add_up_to_safe_mode_and_are_forgiven(tmp_path: Path) -> None:
    for at in range(6):
        live(tmp_path, float(at))
    life = trail.pick_up(tmp_path, False, 7.0)
    assert life.safe is Safe.PLAIN
    assert life.died
    assert life.deaths == (1.0, 2.0, 3.0, 4.0, 5.0, 7.0)
    life.forgive()
    assert trail.pick_up(tmp_path, False, 8.0).safe is Safe.NO


def test_what_another_boot_left_says_nothing(tmp_path: Path) -> None:
    live(tmp_path, 5000.0)
    assert trail.pick_up(tmp_path, True, 20.0).before is None


def test_without_a_folder_it_starts_all_the_same(tmp_path: Path) -> None:
    assert trail.pick_up(None, True).beats is None
    assert trail.pick_up(tmp_path / "gone", True).beats is None
    (tmp_path / "touyan-beats").mkdir()
    assert trail.pick_up(tmp_path, True).beats is None


def test_a_broken_count_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "touyan-restarts.json").write_text("[" * 100_000)
    live(tmp_path, 1.0)
    assert trail.pick_up(tmp_path, False, 2.0).safe is Safe.NO


def test_the_runtime_folder_is_the_services_own_else_the_users(tmp_path: Path) -> None:
    own, users = tmp_path / "own", tmp_path / "users"
    own.mkdir()
    users.mkdir()
    both = {"RUNTIME_DIRECTORY": f"{own}:/elsewhere", "XDG_RUNTIME_DIR": str(users)}
    assert trail.runtime_folder(both) == own
    assert trail.runtime_folder({"XDG_RUNTIME_DIR": str(users)}) == users
    assert trail.runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path / "gone")}) is None
    assert trail.runtime_folder({}) is None


@pytest.mark.parametrize("link", [True, False])
def test_a_link_laid_in_its_way_is_not_followed(tmp_path: Path, link: bool) -> None:
    target = tmp_path / "target"
    target.write_text("mine")
    if link:
        (tmp_path / "touyan-beats").symlink_to(target)
        assert trail.pick_up(tmp_path, False).beats is None
    assert target.read_text() == "mine"
