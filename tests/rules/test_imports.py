"""What import-linter can't see: what is really loaded when the parts without Qt are."""

from __future__ import annotations

import subprocess
import sys


def test_content_and_visit_load_neither_qt_nor_numpy() -> None:
    """A checker of decks runs on a machine without a screen, and starts at once."""
    code = (
        "import pkgutil, sys\n"
        "import kiosk.content, kiosk.visit\n"
        "for package in (kiosk.content, kiosk.visit):\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        __import__(module.name)\n"
        "heavy = {'PySide6', 'shiboken6', 'numpy', 'pyqtgraph'}\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_parent_loads_no_qt() -> None:
    """It stays a few megabytes for weeks, and forks the app before anything heavy is there."""
    code = (
        "import pkgutil, sys\n"
        "import kiosk.commands.run, kiosk.ops.last_words, kiosk.ops.display, kiosk.ops.guard\n"
        "for module in pkgutil.walk_packages(kiosk.ops.guard.__path__, 'kiosk.ops.guard.'):\n"
        "    __import__(module.name)\n"
        "heavy = {'PySide6', 'shiboken6', 'numpy', 'pyqtgraph', 'pydantic', 'yaml'}\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
