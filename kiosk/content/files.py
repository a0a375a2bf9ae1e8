"""Which file a deck means by a picture's name. Nothing outside the deck's folder is ever read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from kiosk import bundled

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".svg", ".bmp", ".tif", ".tiff")


def find_picture(folder: Path, written: str) -> Path | None:
    """The file that `picture:` or `illustration:` means, or None.

    A file of the same name and another ending will do, and a bare name may be one of the bundled illustrations.

    Args:
        folder: the deck's.
        written: what the deck says, a path inside that folder.
    """
    path = Path(written)
    if path.is_absolute() or ".." in path.parts or "\\" in written or "\0" in written or "://" in written:
        return None
    for form in ("NFC", "NFD"):
        found = _beside(folder, Path(unicodedata.normalize(form, written)))
        if found is not None:
            return found
    if len(path.parts) == 1:
        bundle = bundled.assets() / "illustrations" / f"{path.stem}.svg"
        return bundle if bundle.is_file() else None
    return None


def _beside(folder: Path, path: Path) -> Path | None:
    whole = folder / path
    try:
        if _usable(folder, whole):
            return whole
        for other in sorted(whole.parent.iterdir()):
            if other.stem == path.stem and other.suffix.lower() in ENDINGS and _usable(folder, other):
                return other
    except (OSError, ValueError):
        return None
    return None


def _usable(folder: Path, path: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())
