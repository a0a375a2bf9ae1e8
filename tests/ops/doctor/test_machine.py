"""What doctor says of a machine whose disk refuses to answer: it is told, and not fallen over."""

from __future__ import annotations

import errno
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.load import load
from kiosk.ops.doctor.bundle import write_bundle
from kiosk.ops.doctor.examination import examine
from kiosk.ops.doctor.finding import Finding, Light
from kiosk.ops.doctor.seeing import Unseen
from kiosk.ops.places import Places
from tests.conftest import ROOT


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "config").mkdir(parents=True)
    return tmp_path / "home"


@pytest.fixture(params=[errno.EACCES, errno.EIO])
def refused(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Somebody else's folder, or a disk that is failing: all that lies in the home is refused (to root as well)."""

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def ask(path: Any, *args: Any, **more: Any) -> Any:
            if not isinstance(path, int) and os.fspath(path).startswith(f"{home}/"):
                raise OSError(request.param, os.strerror(request.param), os.fspath(path))
            return real(path, *args, **more)

        return ask

    for where, name in ((os, "stat"), (os, "lstat"), (os, "scandir"), (os, "mkdir"), (os, "unlink"), (io, "open")):
        monkeypatch.setattr(where, name, refusing(getattr(where, name)))
    return int(request.param)


def examined(home: Path) -> dict[str, Finding]:
    found = examine(Places.below(home), load(ROOT / "data" / "deck.yaml"), Unseen("no display"), "en")
    return {one.name: one for one in found}


def test_a_folder_that_it_may_not_enter_is_told(home: Path, refused: int) -> None:
    found = examined(home)["not_writable"]
    assert found.light is Light.AMBER
    assert os.strerror(refused) in found.sentence("en")


def test_settings_that_cannot_be_read_are_told(home: Path, refused: int) -> None:
    found = examined(home)
    assert "settings_none" not in found
    assert found["settings_unread"].light is Light.AMBER
    assert os.strerror(refused) in found["settings_unread"].sentence("en")


def test_a_bundle_is_written_all_the_same(home: Path, refused: int, tmp_path: Path) -> None:
    write_bundle(tmp_path / "bundle.zip", [*examined(home).values()], Places.below(home))
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        assert json.loads(bundle.read("settings.json")) == {"unread": os.strerror(refused)}
        assert "doctor.en.txt" in bundle.namelist()
