"""Which file a deck means by a picture's name. Nothing outside the deck's folder is ever read."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path

from kiosk import bundled
from kiosk.content.nearest import nearest

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".svg", ".bmp", ".tif", ".tiff")
"""Of files that may be pictures, in any case."""
DATA_ENDINGS = (".csv", ".xlsx", ".xlsm", ".tsv", ".txt")
"""Of files that may hold a table."""
FONT_ENDINGS = (".otf", ".ttf")
"""Of files that may be fonts."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that are devices on some machines."""
_MOST_NAMES = 10_000
"""Files of a folder that are looked through for another ending, or for a near name."""
_MOST_COMPARED = 20_000
"""Names that all names of a deck which aren't there are held against; after so many nobody is told what was meant."""


class Listings:
    """What lies in the folders beside a deck, read once for all that it names."""

    def __init__(self) -> None:
        self._names: dict[Path, list[str]] = {}
        self._stems: dict[Path, dict[str, list[str]]] = {}
        self._patience = _MOST_COMPARED

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, in order; none where it can't be read."""
        if folder not in self._names:
            self._names[folder] = _names(folder)
        return self._names[folder]

    def alike(self, folder: Path, stem: str) -> list[str]:
        """The pictures of that name, whatever their ending."""
        if folder not in self._stems:
            stems: dict[str, list[str]] = {}
            for name in self.names(folder):
                path = Path(name)
                if path.suffix.lower() in ENDINGS:
                    stems.setdefault(unicodedata.normalize("NFC", path.stem), []).append(name)
            self._stems[folder] = stems
        return self._stems[folder].get(unicodedata.normalize("NFC", stem), [])

    def nearest(self, written: str, parents: set[Path], folder: Path, endings: tuple[str, ...]) -> str:
        """The file that may have been meant by a name that isn't there, or "" (or once enough was compared)."""
        if self._patience < 0:
            return ""
        path = Path(written)
        known = {}
        for parent in parents:
            before = "" if parent == Path() else f"{parent.as_posix()}/"
            for name in self.names(folder / parent):
                # ~$users.xlsx is what Excel leaves there while it has the file open.
                if name.lower().endswith(endings) and not name.startswith("~$"):
                    known[name] = before + name
        self._patience -= len(known)
        stems = {Path(name).stem: name for name in known}
        near = nearest(path.name, known) or stems.get(nearest(path.stem, stems), "")
        return known.get(near, "")


def find_picture(folder: Path, written: str, listings: Listings | None = None) -> Path | None:
    """The file that `picture:` or `illustration:` means, or None.

    A file of the same name and another ending will do, and a bare name may be one of the bundled illustrations.

    Args:
        folder: the deck's.
        written: what the deck says, a path inside that folder.
        listings: what lies in the folders, where more than one is looked for.
    """
    if wrong_path(folder, written) is not None:
        return None
    path = Path(written)
    listings = listings or Listings()
    for form in dict.fromkeys(unicodedata.normalize(form, written) for form in ("NFC", "NFD")):
        found = _beside(folder, Path(form), listings)
        if found is not None:
            return found
    if len(path.parts) == 1:
        shelf = bundled.assets() / "illustrations"
        there = listings.names(shelf)
        for name in (path.name, path.stem) if path.suffix.lower() in ENDINGS else (path.name,):
            for ending in ENDINGS:
                if f"{name}{ending}" in there:
                    return shelf / f"{name}{ending}"
    return None


def find_file(folder: Path, written: str) -> Path | None:
    """The table or the font that is meant, or None: by its exact name, in whichever form the disk keeps its letters."""
    if wrong_path(folder, written) is not None:
        return None
    for form in ("NFC", "NFD"):
        path = folder / unicodedata.normalize(form, written)
        try:
            if _usable(folder, path):
                return path
        except (OSError, ValueError, RuntimeError):
            return None
    return None


def near_data(folder: Path, written: str, listings: Listings) -> str:
    """The data file that may have been meant by a name that isn't there, or ""."""
    return listings.nearest(written, {Path(written).parent, Path(), Path("data")}, folder, DATA_ENDINGS)


def near_font(folder: Path, written: str, listings: Listings) -> str:
    """The font that may have been meant by a name that isn't there, or ""."""
    return listings.nearest(written, {Path(written).parent, Path(), Path("fonts")}, folder, FONT_ENDINGS)


def wrong_path(folder: Path, written: str) -> str | None:
    """The rule that a path breaks by itself, or None: it has to stay inside the folder, on every machine."""
    path = Path(written)
    outside = path.is_absolute() or ".." in path.parts or "\\" in written or re.match(r"[A-Za-z]:|//|~", written)
    if outside or "://" in written:
        return "picture_outside"
    impossible = (
        any(_RESERVED.match(part) or len(part.encode("utf-8", "replace")) > 240 for part in path.parts)
        or re.search(r'[<>:"|?*\x00-\x1f]', written)
        or not path.parts
    )
    return "picture_name" if impossible else _wrong_file(folder, folder / path)


def _wrong_file(folder: Path, whole: Path) -> str | None:
    """A link that leads out of the folder, or a device."""
    try:
        if os.path.lexists(whole) and not whole.resolve().is_relative_to(folder.resolve()):
            return "picture_outside"
        mode = whole.stat().st_mode
    except (OSError, ValueError, RuntimeError):
        return None
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "picture_special"


def is_folder(folder: Path, written: str) -> bool:
    """Whether a folder stands where a file was named."""
    return os.path.isdir(folder / written)  # noqa: PTH112 - it raises nothing, where nobody may look either


def near_picture(folder: Path, written: str, listings: Listings) -> str:
    """The file that may have been meant by a name that isn't there, or ""."""
    parents = {Path(written).parent, Path(), Path("photos"), Path("images"), Path("pictures")}
    return listings.nearest(written, parents, folder, ENDINGS)


def near_illustration(written: str, listings: Listings) -> str:
    """The bundled illustration that may have been meant, or ""."""
    shelf = listings.names(bundled.assets() / "illustrations")
    return nearest(Path(written).stem, [Path(name).stem for name in shelf if Path(name).suffix in ENDINGS])


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry, _ in zip(entries, range(_MOST_NAMES), strict=False))
    except OSError:
        return []


def _beside(folder: Path, path: Path, listings: Listings) -> Path | None:
    whole = folder / path
    try:
        if _usable(folder, whole):
            return whole
        stem = path.stem if path.suffix.lower() in ENDINGS else path.name
        for name in listings.alike(whole.parent, stem):
            if _usable(folder, whole.parent / name):
                return whole.parent / name
    except (OSError, ValueError, RuntimeError):
        return None
    return None


def _usable(folder: Path, path: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())
