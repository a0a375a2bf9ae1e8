"""Where the program keeps what is its own: settings, decks, counts, logs. Nothing of it is needed to start."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "TOUYAN_HOME"
"""Environment variable that puts everything below one folder: for a locked user, a stick, a test."""


@dataclass(frozen=True)
class Places:
    """The program's folders; none of them need be there.

    Attributes:
        config: what staff may edit. data: decks, packs, counts. state: logs, last words. cache: what may be lost.
    """

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def settings(self) -> Path:
        """The one file of settings."""
        return self.config / "settings.yaml"

    @property
    def settings_kept(self) -> Path:
        """Those settings as they were last read."""
        return self.cache / "settings.json"

    @classmethod
    def below(cls, folder: Path) -> Places:
        """All in one folder."""
        return cls(folder / "config", folder / "data", folder / "state", folder / "cache")

    @classmethod
    def usual(cls) -> Places:
        """Where the system wants them; without a home folder, below the folder for temporary files."""
        given = os.environ.get(VARIABLE)
        if given:
            return cls.below(Path(given).absolute())
        import platformdirs

        try:
            dirs = platformdirs.PlatformDirs("touyan", appauthor=False)
            folders = (dirs.user_config_dir, dirs.user_data_dir, dirs.user_state_dir, dirs.user_cache_dir)
        except (RuntimeError, KeyError):  # no home folder, and nobody of that number
            return cls.below(Path(tempfile.gettempdir()) / f"touyan-{os.getuid() if hasattr(os, 'getuid') else 0}")
        return cls(*map(Path, folders))
