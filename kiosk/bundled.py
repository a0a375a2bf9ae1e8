"""Where the shipped files are: inside the package where it was installed, else in the project's own folders."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_INSTALLED = _HERE / "_bundled"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _HERE.parent


def assets() -> Path:
    """Fonts, illustrations and icons."""
    return _ROOT / "assets"


def data() -> Path:
    """The bundled exhibit."""
    return _ROOT / "data"
