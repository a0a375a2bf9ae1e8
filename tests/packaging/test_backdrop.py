"""What a visitor sees in the second without the exhibit: paper or its still, and no cursor; on a real X server."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.packaging.conftest import PACKAGING

pytestmark = pytest.mark.window


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A screen's name, and the file that its server keeps it in."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "320x200x24", "-fbdir", tmp_path, "-noreset", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert server.stdout is not None
    yield f":{server.stdout.readline().decode().strip()}", tmp_path / "Xvfb_screen0"
    server.terminate()
    server.wait()
    server.stdout.close()


def painted(display: str, stills: Path) -> str:
    done = subprocess.run(
        [sys.executable, PACKAGING / "bundling" / "backdrop.py", stills], env={"DISPLAY": display}, text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def colours(file: Path) -> set[bytes]:
    """Of all pixels of the screen, the cursor's among them."""
    data = file.read_bytes()
    start = struct.unpack_from(">I", data)[0] + struct.unpack_from(">I", data, 76)[0] * 12
    return {data[at : at + 3] for at in range(start, start + 320 * 200 * 4, 4)}


def test_paper_where_there_is_no_still(screen: tuple[str, Path], tmp_path: Path) -> None:
    display, file = screen
    assert painted(display, tmp_path / "none") == "paper"
    assert colours(file) == {bytes([0xE6, 0xF0, 0xF5])}


def test_the_still_where_there_is_one(screen: tuple[str, Path], tmp_path: Path) -> None:
    display, file = screen
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#B8271B"))
    assert image.save(str(tmp_path / "one.bmp"), "BMP")
    assert painted(display, tmp_path) == "still"
    assert colours(file) == {bytes([0x1B, 0x27, 0xB8])}
