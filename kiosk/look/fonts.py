"""The shipped fonts, and the few faces the exhibit is set in.

Without an exact family Qt takes the Japanese forms of 直, 骨 and 令: every font here names its family.
"""

from __future__ import annotations

import functools
from enum import Enum
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase


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
        return self.value[2]

    @property
    def descent(self) -> float:
        """Em below the baseline."""
        return self.value[3]


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


@functools.lru_cache(maxsize=64)
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
    made.setFamilies(list(dict.fromkeys((family, *others))))
    made.setWeight(weight)
    made.setPixelSize(pixels)
    # Type is laid out once and scaled to every screen: advances must not snap to pixels.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    for feature in features:
        made.setFeature(QFont.Tag(feature), 1)
    return made
