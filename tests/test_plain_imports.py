"""Nobody reads the source of what is imported, and keeps it."""

from __future__ import annotations

import subprocess
import sys

COUNT = """
import linecache
from kiosk.plain_imports import keep_imports_plain
keep_imports_plain()
import PySide6.QtWidgets, kiosk.stage.window, pyqtgraph
print(sum(len(entry[2]) for entry in linecache.cache.values() if len(entry) > 1))
"""


def test_what_is_imported_is_not_read_as_text() -> None:
    """It was: 150,000 lines, most of them pyqtgraph's, which were kept until the end."""
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, timeout=120, check=True)
    assert int(done.stdout) < 20_000
