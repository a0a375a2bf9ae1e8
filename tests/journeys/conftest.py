"""A family of processes under test: where it keeps things, and its signs of life."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.screen import Screen
from tests.journeys.signs import Pulse


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """One for all tests of a file."""
    made = Screen()
    yield made
    made.close()


@pytest.fixture
def pulse(tmp_path: Path, screen: Screen) -> Pulse:
    """The signs of life of what runs with `home`."""
    return Pulse(tmp_path / "beats", screen)


@pytest.fixture
def home(tmp_path: Path, pulse: Pulse) -> dict[str, str]:
    """Environment of the program."""
    return {"TOUYAN_HOME": str(tmp_path / "home"), "TOUYAN_BEATS": str(pulse.path), "LC_ALL": "C.UTF-8"}
