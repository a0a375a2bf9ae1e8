"""The wheel is whole: what is installed has its fonts, its exhibit, its licence and its command."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with the backend that is here, else with one that pip fetches; without a network that is skipped."""
    here = importlib.util.find_spec("hatchling") is not None
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT)]
    if here:
        command.append("--no-build-isolation")
    hurry = os.environ | {"PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "10"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=hurry)
    if not here and "No matching distribution found for hatchling" in done.stderr:
        pytest.skip("hatchling is not installed and could not be fetched")
    assert done.returncode == 0, done.stderr
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_everything(wheel: Path) -> None:
    """Every module, asset and data file, in full; the front page's film stays at home."""
    places = {"kiosk": "kiosk", "data": "kiosk/_bundled/data"}
    shipped = [path.name for path in (ROOT / "assets").iterdir() if path.is_dir() and path.name != "readme"]
    places |= {f"assets/{name}": f"kiosk/_bundled/assets/{name}" for name in shipped}
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        for folder, inside in places.items():
            for path in (ROOT / folder).rglob("*"):
                if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
                    name = f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
                    assert name in names
                    assert packed.getinfo(name).file_size == path.stat().st_size, name
        assert not [name for name in names if name.endswith(".webp")]
        points = next(name for name in names if name.endswith("entry_points.txt"))
        assert "kiosk = kiosk.__main__:main" in packed.read(points).decode()
        assert any(name.endswith("licenses/LICENSE") for name in names)
