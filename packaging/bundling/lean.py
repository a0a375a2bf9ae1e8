"""Make a bundle lean: `python -m bundling.lean BUNDLE`, after PyInstaller. What goes is never read by the program.

* Babel's data of 700 languages: what `kiosk.content.tongues` reads of it stays, names of cities and currencies go.
* Symbols for debuggers, in what a local Python was built with. Qt's and numpy's own libraries are left as they came.
* ICU's data (31 MB): Qt asks it for sorting and for old code pages only, which the exhibit has no use of. In its place
  stands an empty table, as ICU's own `stubdata` is; the library beside it may be put back at any time.
"""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from babel.core import LOCALE_ALIASES, get_global

from kiosk.content.tongues import _PARTS as PARTS

PROTOCOL = 4

STUB = """\
struct Table { unsigned short head; unsigned char magic[2]; unsigned short size, reserved; unsigned char kind[4],
  format[4], version[4], data[4], pad[8]; unsigned count, reserved2; const void *entry[2]; };
__attribute__((visibility("default"), aligned(16))) const struct Table SYMBOL = {
  32, {0xda, 0x27}, 20, 0, {0, 0, 2, 0}, {'T', 'o', 'C', 'P'}, {1, 0, 0, 0}, {0, 0, 0, 0}, {0}, 0, 0, {0, 0}};
"""
"""What ICU takes for a table with nothing in it (source/stubdata/stubdata.cpp, for little-endian machines)."""


def main(bundle: Path) -> None:
    """Make it lean."""
    inside = bundle / "_internal"
    for data in sorted((inside / "babel" / "locale-data").glob("*.dat")):
        cut(data)
    for library in sorted(inside.rglob("*.so*")):
        if not library.is_symlink() and _ours_to_strip(library.relative_to(inside)):
            subprocess.run(["strip", "--strip-unneeded", library], check=True)
    for library in (inside / "PySide6" / "Qt" / "lib").glob("libicudata.so.*"):
        empty_table(library)


def cut(data: Path) -> None:
    """Leave of a language what is read of it."""
    with data.open("rb") as file:
        whole: dict[str, Any] = pickle.load(file)
    kept = {key: _kept(key, value, data.stem.partition("_")[0]) for key, value in whole.items() if key in PARTS}
    with data.open("wb") as file:
        pickle.dump(kept, file, PROTOCOL)


def _kept(key: str, value: Any, language: str) -> Any:
    own = _names_of(language)
    wanted: dict[str, Callable[[str], bool]] = {
        "unit_patterns": lambda name: name.startswith("duration-"),
        "languages": lambda name: name.partition("_")[0] in own,
    }
    if key not in wanted or not isinstance(value, dict):
        return value
    return {name: one for name, one in value.items() if wanted[key](str(name))}


def _names_of(language: str) -> set[str]:
    """All codes by which a deck may ask for a language: `no` is `nb`, and `iw` was `he`."""
    older = {old for old, new in get_global("language_aliases").items() if new.partition("_")[0] == language}
    older |= {old for old, new in LOCALE_ALIASES.items() if new.partition("_")[0] == language}
    return {language, "no", "nb", "nn"} | older if language in {"no", "nb", "nn"} else {language} | older


def _ours_to_strip(name: Path) -> bool:
    return name.parts[0] not in {"PySide6", "shiboken6", "numpy", "numpy.libs"}


def empty_table(library: Path) -> None:
    """Put an empty table in the place of ICU's data, under the same names."""
    number = library.name.rpartition(".so.")[2].partition(".")[0]
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "stub.c", Path(folder) / library.name
        source.write_text(STUB.replace("SYMBOL", f"icudt{number}_dat"), "ascii")
        subprocess.run(
            ["cc", "-shared", "-nostdlib", "-s", f"-Wl,-soname,libicudata.so.{number}", "-o", made, source], check=True
        )
        shutil.copyfile(made, library)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
