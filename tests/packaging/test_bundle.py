"""What goes into the bundle, under what terms, and what is left out of it: without making one, which takes minutes."""

from __future__ import annotations

import ast
import ctypes
import re
import shutil
import tomllib
from pathlib import Path

import babel.localedata
import pytest
from PySide6.QtGui import QColor, QImage

from kiosk.content import tongue_dates, tongues
from tests.conftest import ROOT
from tests.packaging.conftest import PACKAGING

from bundling import backdrop, lean, notices, pruning  # isort: skip - conftest put it on the path


def test_every_dependency_has_its_terms_its_home_and_its_text() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {notices.plain(re.split(r"[<>=!~;\[ ]", text)[0]) for text in project["dependencies"]}
    found = notices.needed()
    assert wanted <= set(found)
    for name, distribution in found.items():
        one = notices.component(distribution)
        assert one.terms, name
        assert one.home.startswith("http"), name
        assert one.version, name
        if not any(text.parent == notices.COMMON for text in one.texts):  # Debian's copies of the common ones
            assert one.texts, name
            assert all(text.is_file() for text in one.texts), name


def test_qt_is_shipped_under_the_lgpl_and_how_to_replace_it_is_said() -> None:
    found = notices.needed()
    qt = notices.component(found["pyside6-essentials"])
    assert qt.terms == "LGPL-3.0-only"
    assert {text.name for text in qt.texts} >= {"LGPL-3", "GPL-3"}
    assert "_internal/PySide6/Qt/lib/" in notices.REPLACING


def test_a_library_that_nobody_knows_is_named(tmp_path: Path) -> None:
    for name in ("PySide6/Qt/lib/libQt6Core.so.6", "yaml/_yaml.so", "libstranger.so.1", "ruamel/yaml/x.py"):
        path = tmp_path / "_internal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = notices.needed()
    shipped = [*notices.ours(), *notices.carried(found), *(notices.component(one) for one in found.values())]
    assert list(notices.nobodys(tmp_path, shipped)) == ["libstranger.so.1"]


@pytest.mark.parametrize(
    ("name", "origin", "taken"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/venv/PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "/venv/x", False),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/venv/x", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "/venv/x", False),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", False),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
        ("numpy/_core/tests/_natype.so", "/venv/x", False),
    ],
)
def test_what_is_taken_of_the_libraries(name: str, origin: str, taken: bool) -> None:
    assert bool(pruning.binaries([(name, origin, "BINARY")])) == taken


def test_nothing_is_left_out_that_the_program_imports() -> None:
    imported: set[str] = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    out = set(pruning.MODULES_OUT)
    assert {name for name in imported if any(name == one or name.startswith(f"{one}.") for one in out)} == set()


def test_links_to_libraries_that_are_left_out_are_left_out() -> None:
    links = [("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK"),
             ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK")]  # fmt: skip
    assert [name for name, _, _ in pruning.datas(links)] == ["libQt6Gui.so.6"]
    assert [name for name, _, _ in pruning.binaries(links)] == ["libQt6Gui.so.6"]


def test_every_language_says_the_same_with_less_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = (
        "fr",
        "de",
        "pt-BR",
        "ru",
        "ja",
        "ko",
        "ar",
        "he",
        "pl",
        "no",
        "nb",
        "uk",
        "sr-Latn",
        "zh-Hant",
        "vi",
        "iw",
    )
    before = {name: _said(name) for name in names}
    folder = tmp_path / "locale-data"
    folder.mkdir()
    for name in {"root", *map(tongues.base_of, names)}:
        for path in Path(babel.localedata._dirname).glob(f"{name}[_.]*"):
            shutil.copy(path, folder)
    size = sum(path.stat().st_size for path in folder.iterdir())
    for path in folder.glob("*.dat"):
        lean.cut(path)
    assert sum(path.stat().st_size for path in folder.iterdir()) < size / 4
    monkeypatch.setattr(babel.localedata, "_dirname", str(folder))
    babel.localedata._cache.clear()
    tongues.data_of.cache_clear()
    try:
        assert {name: _said(name) for name in names} == before
    finally:
        monkeypatch.undo()
        babel.localedata._cache.clear()
        tongues.data_of.cache_clear()


def _said(name: str) -> tuple[object, ...]:
    said: tuple[object, ...] = (tongues.own_name(name), tongue_dates.era(name), tongue_dates.between(name))
    if tongues.base_of(name) in {"zh", "en"}:
        return said
    return (*said, tongue_dates.date(name, 2018, 10, 31), tongue_dates.date(name, -44, None, None),
            tongues.span(name, 6, "year"),
            tongue_dates.month_name(name, 2), tongue_dates.in_figures(name, 2018, 10, 31))  # fmt: skip


@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler here")
def test_an_empty_table_stands_in_for_icus_data(tmp_path: Path) -> None:
    library = tmp_path / "libicudata.so.73"
    library.write_bytes(b"31 MB of it")
    lean.empty_table(library)
    table = ctypes.CDLL(str(library))
    head = (ctypes.c_ubyte * 16).in_dll(table, "icudt73_dat")
    assert bytes(head[:4]) == b"\x20\x00\xda\x27"
    assert bytes(head[12:16]) == b"ToCP"
    assert library.stat().st_size < 20_000


@pytest.mark.parametrize("form", [QImage.Format.Format_RGB32, QImage.Format.Format_RGB888])
def test_a_still_is_read_as_qt_writes_it(tmp_path: Path, form: QImage.Format) -> None:
    image = QImage(5, 3, form)
    image.fill(QColor("#F5F0E6"))
    image.setPixelColor(4, 0, QColor("#B8271B"))
    path = tmp_path / "still.bmp"
    assert image.save(str(path), "BMP")
    lines = backdrop.read_still(path, 5, 3)
    assert lines is not None
    assert lines[0][16:19] == bytes([0x1B, 0x27, 0xB8])
    assert lines[2][0:3] == bytes([0xE6, 0xF0, 0xF5])
    assert backdrop.read_still(path, 3, 5) is None, "of another size"


@pytest.mark.parametrize("data", [b"", b"BM", b"BM" + b"\xff" * 60, b"\0" * 4000])
def test_what_is_no_still_is_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "still.bmp"
    path.write_bytes(data)
    assert backdrop.read_still(path, 5, 3) is None
    assert backdrop.newest_still(tmp_path, 5, 3) is None


def test_no_file_of_ours_is_named_by_path_of_a_machine() -> None:
    for path in PACKAGING.rglob("*"):
        if path.is_file() and path.suffix not in {".xlsx", ".pyc"}:
            assert not re.search(r"/(root|home)/\w+/", path.read_text("utf-8")), path
