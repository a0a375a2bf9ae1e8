"""What all tests share: no screen, a seed that is printed, and golden files that can be accepted."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SEED_VARIABLE = "TOUYAN_SEED"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="Take what the tests produced as the new golden sentences and pictures, to be looked at and committed.",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be renewed."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def rng() -> Iterator[random.Random]:
    """Chance that can be had again: the seed is printed with a failure, and taken from TOUYAN_SEED."""
    seed = int(os.environ.get(SEED_VARIABLE) or random.SystemRandom().randrange(2**32))
    print(f"{SEED_VARIABLE}={seed}")
    yield random.Random(seed)
