"""The shipped fonts, and the few faces the exhibit is set in.

Without an exact family Qt takes the Japanese forms of 直, 骨 and 令: every font here names its family.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, cast

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont


class Face(Enum):
    """A family and a weight. The value: (family, weight, ascent, descent), the last two in em above and below
    the baseline: the em box for Chinese type, the cap height for figures.
    """

    HEAD = ("Touyan Serif SC", QFont.Weight.Black, 0.88, 0.12)
    SERIF = ("Touyan Serif SC", QFont.Weight.Bold, 0.88, 0.12)
    TEXT = ("Touyan Sans SC", QFont.Weight.Normal, 0.88, 0.12)
    BOLD = ("Touyan Sans SC", QFont.Weight.Bold, 0.88, 0.12)
    FIGURE = ("Barlow Condensed", QFont.Weight.DemiBold, 0.7, 0.0)
    FIGURE_LIGHT = ("Barlow Condensed", QFont.Weight.Medium, 0.7, 0.0)

    @property
    def ascent(self) -> float:
        """Em above the baseline."""
        worn = _worn.get(self)
        return worn.cap if worn is not None and self in _FIGURES else self.value[2]

    @property
    def descent(self) -> float:
        """Em below the baseline."""
        return self.value[3]


@dataclass(frozen=True)
class _Worn:
    """A font of a deck's own: what Qt calls it, its weight, and how high its capitals are, in em."""

    family: str
    weight: QFont.Weight
    cap: float


_FIGURES = frozenset({Face.FIGURE, Face.FIGURE_LIGHT})
_worn: dict[Face, _Worn] = {}
_known: dict[tuple[str, int], _Worn | None] = {}
"""Each file that was ever worn, by path and time: Qt keeps a font as long as the program runs."""
_handed: dict[Path, int] = {}
"""Of the files whose bytes were handed over, when they were last written."""
_caches: list[Callable[[], None]] = []
Function = TypeVar("Function", bound=Callable[..., Any])

FALLBACKS = (
    "Touyan Sans SC", "Touyan Serif SC", "Touyan Sans Latin", "Touyan Sans KR", "Noto Sans Arabic", "Noto Sans Hebrew",
    "Barlow Condensed",
)  # fmt: skip
SERIF_FALLBACKS = ("Touyan Serif SC", "Touyan Serif Latin", *FALLBACKS)


def load(folder: Path) -> list[str]:
    """Register every font file of a folder with Qt.

    Returns:
        The names of files that Qt would not take; empty when all is well.
    """
    return [
        path.name
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in {".otf", ".ttf"} and QFontDatabase.addApplicationFont(str(path)) < 0
    ]


def worn_cache(maxsize: int) -> Callable[[Function], Function]:
    """Keep what a function made of a font, until other fonts are worn."""

    def keep(function: Function) -> Function:
        kept = functools.lru_cache(maxsize)(function)
        _caches.append(kept.cache_clear)
        return cast("Function", kept)

    return keep


ROLES: Mapping[str, tuple[Face, ...]] = {
    "headline": (Face.HEAD, Face.SERIF), "statement": (Face.SERIF,), "text": (Face.TEXT, Face.BOLD),
    "bold": (Face.BOLD,), "figures": (Face.FIGURE, Face.FIGURE_LIGHT),
}  # fmt: skip
"""What a deck calls its fonts, and what is set in each; a later one takes over from an earlier one."""


def faces_of(named: Mapping[str, str], find: Callable[[str], Path | None]) -> dict[Face, Path]:
    """Which file each face is set in.

    Args:
        named: what is written, by the names of `ROLES`.
        find: the file of what is written, or None.
    """
    found: dict[Face, Path] = {}
    for role, faces in ROLES.items():
        path = find(named[role]) if role in named else None
        if path is not None:
            found |= dict.fromkeys(faces, path)
    return found


def wear(own: Mapping[Face, Path]) -> list[Path]:
    """From now on set these faces in a deck's own fonts, and all others in the shipped ones.

    What is set already stays as it is.

    Returns:
        the files that Qt can't use; their faces are set in the shipped fonts.
    """
    found = {face: _of_file(path) for face, path in own.items()}
    wanted = {face: worn for face, worn in found.items() if worn is not None}
    if wanted != _worn:
        _worn.clear()
        _worn.update(wanted)
        for clear in _caches:
            clear()
    return sorted({own[face] for face, worn in found.items() if worn is None})


def hand(path: Path, changed: int, data: bytes) -> None:
    """Take over a font that was read elsewhere: to wear it, no disk is asked.

    Args:
        path: its file. changed: when that was last written. data: what it holds.
    """
    _handed[path] = changed
    if (str(path), changed) not in _known:
        _known[str(path), changed] = _made(data)


def _of_file(path: Path) -> _Worn | None:
    changed = _handed.get(path)
    if changed is None:
        try:
            changed = path.stat().st_mtime_ns
            if (str(path), changed) not in _known:
                _known[str(path), changed] = _made(path.read_bytes())
        except OSError:
            return None
    return _known[str(path), changed]


def _made(data: bytes) -> _Worn | None:
    number = QFontDatabase.addApplicationFontFromData(data)
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    raw = QRawFont(QByteArray(data), 100.0)
    if not families or not raw.isValid():
        return None
    weight = min(QFont.Weight, key=lambda one: abs(one.value - raw.weight()))
    return _Worn(families[0], weight, min(max(raw.capHeight() / 100, 0.5), 0.95))


@worn_cache(maxsize=64)
def font(face: Face, pixels: int, features: tuple[str, ...] = ()) -> QFont:
    """A font of that face.

    Args:
        face: family and weight.
        pixels: logical px of the em.
        features: OpenType features to switch on, such as `pwid` (proportional quotes, for text that isn't Chinese).
    """
    family, weight, _, _ = face.value
    made = QFont()
    others = SERIF_FALLBACKS if face in {Face.HEAD, Face.SERIF} else FALLBACKS
    families = [family, *others]
    worn = _worn.get(face)
    if worn is not None:
        families.insert(0, worn.family)
        # One file is both, where the deck names no bold one: Qt thickens it.
        weight = max(weight, worn.weight) if face is Face.BOLD else worn.weight
    made.setFamilies(list(dict.fromkeys(families)))
    made.setWeight(weight)
    made.setPixelSize(pixels)
    # Type is laid out once and scaled to every screen: advances must not snap to pixels.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    for feature in features:
        made.setFeature(QFont.Tag(feature), 1)
    return made
