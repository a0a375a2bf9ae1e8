"""What every test shares: no screen, one application, a seed that is printed."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files anew instead of comparing")


_status: list[int] = []


def pytest_sessionfinish(exitstatus: int) -> None:
    _status.append(int(exitstatus))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End here, when all is said: what is left of Qt's and pyqtgraph's objects after hundreds of windows is torn down
    in no order by a dying interpreter, and a crash there would say nothing of the program (whose own exit is tested).
    """
    if _status and not hasattr(config, "workerinput"):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_status[-1])


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    """Random numbers whose seed is printed when the test fails."""
    seed = int(os.environ.get("TOUYAN_SEED", "20261123"))
    print(f"{request.node.name}: TOUYAN_SEED={seed}")
    return random.Random(seed)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The tests keep nothing in the user's folders, and find nothing there."""
    folder = tmp_path_factory.mktemp("home")
    names = {"XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state"}
    before = {name: os.environ.get(name) for name in names}
    for name, part in names.items():
        os.environ[name] = str(folder / part)
    yield folder
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def qapp():
    """The exhibit's own application: shipped fonts, no synthesised mouse events."""
    from PySide6.QtWidgets import QApplication

    from kiosk.app import application

    return QApplication.instance() or application()  # the fuzzer's doors make one as well


@pytest.fixture
def deck_file(tmp_path: Path) -> Callable[[str], Path]:
    """Write a deck's text into a folder of its own."""

    def write(text: str) -> Path:
        path = tmp_path / "deck.yaml"
        path.write_text(text, "utf-8")
        return path

    return write
